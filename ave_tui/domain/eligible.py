"""How long a participant still counts, as a light: far, near, over, refused, or not known yet.

field.md 3.2: green over 60 days before the end, orange from there on, red after it; grey as long as
nobody has seen a proof. One function decides wherever a person appears.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from ave_tui.domain.rules import RULES

NO_END: Final = "9999-12-31"
"""Stands for an eligibility that nobody has given an end."""
VALIDATED: Final = "VALIDATED"
TO_CHECK: Final = "TO_CHECK"
REFUSED: Final = "REFUSED"


class Light(Enum):
    """Each with the mark that says the same without a colour."""

    UNKNOWN = "?"
    OPEN = "✓"
    NEAR = "!"
    OVER = "✗"
    REFUSED = "⊘"


@dataclass(frozen=True, slots=True)
class Lights:
    """What lights are told by: the day it is, and how many days before an end one is warned."""

    today: date
    warning_days: int = RULES["eligibility_warning_days"].default

    def of(self, until: str | None, status: str | None = VALIDATED) -> Light:
        """Return the light for the last eligible day, ISO text; unknown without a date.

        Args:
            until: The last day.
            status: What was decided; what nobody has validated yet is never green.
        """
        if status == REFUSED:
            return Light.REFUSED
        try:
            last = date.fromisoformat(until or "")
        except ValueError:
            return Light.UNKNOWN
        if last < self.today:
            return Light.OVER
        if status != VALIDATED:
            return Light.UNKNOWN
        near = last - self.today <= timedelta(days=self.warning_days)
        return Light.NEAR if near else Light.OPEN


def standing(status: object, proof_on: object) -> str:
    """Return how an eligibility stands: what was decided, else whether a proof was seen.

    Records that come from elsewhere say nothing of a decision; a proof that was seen speaks for
    itself.
    """
    if status in (VALIDATED, REFUSED):
        return str(status)
    return VALIDATED if status is None and proof_on else TO_CHECK


def months_later(start: str, months: int) -> str:
    """Return the last day of so many months that begin on a day: the eve of the same day."""
    first = date.fromisoformat(start)
    count = first.year * 12 + first.month - 1 + months
    year, month = divmod(count, 12)
    longest = monthrange(year, month + 1)[1]
    if first.day > longest:
        return date(year, month + 1, longest).isoformat()
    return (date(year, month + 1, first.day) - timedelta(days=1)).isoformat()
