"""Companies' monthly returns of hours: where they stand, who is late, and how one is reminded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import Choice, ReturnStatus
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from datetime import date

_OPEN: Final = frozenset({"", ReturnStatus.EXPECTED.value})


class Tone(Choice):
    """How a company is reminded."""

    FIRST = "FIRST", N_("Reminder")
    SECOND = "SECOND", N_("Second reminder")
    FORMAL = "FORMAL", N_("Last reminder, formal")


def status_of(recorded: str, *, stated: bool) -> ReturnStatus:
    """Return where a return stands: hours that were typed from it say that it came.

    Args:
        recorded: What somebody said of it; empty where nobody did.
        stated: Hours of the month are known otherwise than from a visit.
    """
    if recorded not in _OPEN and recorded in set(ReturnStatus):
        return ReturnStatus(recorded)
    return ReturnStatus.RECEIVED if stated else ReturnStatus.EXPECTED


def is_late(status: ReturnStatus, due: str, today: date) -> bool:
    """Tell whether a return should have come before today."""
    return status is ReturnStatus.EXPECTED and due < today.isoformat()


def next_tone(reminders: int) -> Tone:
    """Return how to remind somebody who was reminded so many times."""
    return (Tone.FIRST, Tone.SECOND, Tone.FORMAL)[min(reminders, 2)]
