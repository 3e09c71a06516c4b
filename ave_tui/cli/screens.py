"""Opening the screens, and what becomes of a bug in them."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.cli.opening import now, open_home_or_lock
from ave_tui.domain.errors import AveError, DamageError
from ave_tui.i18n import _
from ave_tui.services.alone import alone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.paths import Home
    from ave_tui.services.workspace import Services
    from screens.navigation import GoBackTo

_PATIENCE: Final = 0.0005
"""Seconds after which a thread gets its turn: the one that writes to the terminal would wait ten
times as long, until what comes after painting is done too."""


@contextlib.contextmanager
def _without(*modules: str) -> Iterator[None]:
    """Let what is imported do without some modules, as it can where Python was built without."""
    hidden = [name for name in modules if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


# asyncio imports TLS, and shutil two compressions, in case anybody wants them. Nobody here does,
# and together they take longer than painting a screen.
with _without("ssl", "bz2", "lzma"):
    from ave_tui.app import AveApp


class Left(NamedTuple):
    """How the screens were left."""

    status: int
    way_back: GoBackTo | None = None
    """The copy to go back to, and to open the screens on again."""
    damage: DamageError | None = None
    """What the records turned out to be."""
    key: bytes | None = None
    """Their key, if a password gave it."""


def show(services: Services, told: AveError | None = None) -> Left:
    """Run the screens until the user leaves.

    Raises:
        AveError: The disk refused to show the records.
    """
    sys.setswitchinterval(_PATIENCE)
    app = AveApp(services, told)
    app.run()
    if isinstance(app.refused, DamageError):
        key = app.key_given if services.is_locked else services.database.key
        return Left(1, damage=app.refused, key=key)
    if app.refused is not None:
        raise app.refused
    if app.return_code and app.fault_noted:
        problem = _("Something went wrong inside the program; your records are safe.")
        remedy = _("Send the file {path} to whoever looks after it.", path=services.home.log)
        print(f"ave-tui: {problem}\n         {remedy}", file=sys.stderr)
    return Left(app.return_code or 0, app.way_back)


def show_records(home: Home) -> int:
    """Run the screens over a home, anew whenever a copy was gone back to; return the status.

    Where the records can't be read the copies are shown instead.
    """
    with alone(home) as taken:
        told: AveError | None = None
        while True:
            left = _show_or_rescue(home, taken, told)
            if left.way_back is None:
                return left.status
            from ave_tui.cli.copies import put_back

            # Whoever only reads because another window writes replaces nothing under its hands.
            told = taken or put_back(home, left.way_back)


def _show_or_rescue(home: Home, taken: AveError | None, told: AveError | None) -> Left:
    try:
        left = _show_once(home, taken, told)
    except DamageError as error:
        return _rescue(home, error, None)
    return left if left.damage is None else _rescue(home, left.damage, left.key)


def _show_once(home: Home, taken: AveError | None, told: AveError | None) -> Left:
    with open_home_or_lock(home, taken) as services:
        left = show(services, told)
        # Who leaves from a locked screen left the records as they were when it was locked.
        if left.way_back is None and left.damage is None and not services.is_locked:
            from ave_tui.cli.copies import copy_on_leaving

            copy_on_leaving(services)
    return left


def _rescue(home: Home, damage: DamageError, key: bytes | None) -> Left:
    if not sys.stdout.isatty():
        raise damage
    from ave_tui.cli.passwords import unlock
    from ave_tui.services.copies import CopiesService, ExplainedError

    copies = CopiesService(home, now, (lambda: key) if key else None, unlock)
    explained = copies.explained(damage)
    if not isinstance(explained, ExplainedError):
        raise explained
    from ave_tui.rescue import RescueApp

    app = RescueApp(copies, explained)
    app.run()
    if app.way_back is None:
        # Whoever leaves without a choice reads once more how to come back to it.
        raise explained
    return Left(0, app.way_back)
