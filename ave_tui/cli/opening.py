"""Opening a home for a command, at the time and in the language of its user."""

from __future__ import annotations

import functools
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError, DamageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ave_tui.paths import Home
    from ave_tui.services.unlocking import KeyFile
    from ave_tui.services.workspace import Services


def now() -> datetime:
    """Return the time on this machine's clock, with its zone."""
    return datetime.now().astimezone()


def open_home(
    home: Home,
    unlock: Callable[[KeyFile], bytes] | None = None,
    *,
    refusal: AveError | None = None,
) -> Services:
    """Open the services over a home, in the language chosen in its settings.

    Args:
        home: The folder of the records.
        unlock: Takes the key out of a protected file; asks for the password if None.
        refusal: Open them for reading only, and answer whoever would write with this.

    Raises:
        AveError: They can't be opened.
    """
    from ave_tui.i18n import speak
    from ave_tui.services.workspace import Services

    _leave_no_core()
    ask = unlock or asking()
    try:
        services = Services(home, now, ask, refusal=refusal)
    except DamageError as error:
        if unlock is not None:
            raise
        raise explained(home, error, ask) from error
    if chosen := services.preference("language"):
        speak(chosen)
    return services


def open_home_or_lock(home: Home, refusal: AveError | None = None) -> Services:
    """Open the services for the screens, which ask for the password themselves.

    Raises:
        AveError: They can't be opened, and a password would not help.
    """
    try:
        return open_home(home, _without_asking, refusal=refusal)
    except AveError as error:
        from ave_tui.services.unlocking import ProtectedError
        from ave_tui.services.workspace import Services

        if not isinstance(error, ProtectedError):
            raise
        return Services.locked(home, now, refusal)


def _without_asking(file: KeyFile) -> bytes:
    from ave_tui.services.unlocking import remembered

    return remembered(file)


def asking() -> Callable[[KeyFile], bytes]:
    """Return what asks for passwords, each once: a command may want one for records and copies."""

    @functools.cache
    def ask(file: KeyFile) -> bytes:
        # Nothing of this is wanted where there is no password.
        from ave_tui.cli.passwords import unlock

        return unlock(file)

    return ask


def explained(home: Home, error: DamageError, unlock: Callable[[KeyFile], bytes]) -> AveError:
    """Return what is damaged with the copy to go back to, as far as the copies can be tried."""
    from ave_tui.cli.passwords import NobodyToAskError
    from ave_tui.services.copies import CopiesService

    found = CopiesService(home, now, unlock=unlock).explained(error)
    return error if isinstance(found, NobodyToAskError) else found


def _leave_no_core() -> None:
    """Have no image of the memory written if the interpreter itself breaks: names are in it."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
