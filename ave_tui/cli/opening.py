"""Opening a home for a command, at the time and in the language of its user."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ave_tui.domain.errors import AveError
    from ave_tui.paths import Home
    from ave_tui.services.workspace import Services


def now() -> datetime:
    """Return the time on this machine's clock, with its zone."""
    return datetime.now().astimezone()


def open_home(home: Home, refusal: AveError | None = None) -> Services:
    """Open the services over a home, in the language chosen in its settings.

    Args:
        home: Where they are.
        refusal: Open them for reading only, and answer whoever would write with this.
    """
    from ave_tui.i18n import speak
    from ave_tui.services.workspace import Services

    services = Services(home, now, refusal)
    if chosen := services.preference("language"):
        speak(chosen)
    return services
