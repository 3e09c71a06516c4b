"""How long a participant still counts, as a light: far, near, over (field.md 3.2)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from ave_tui.domain.rules import RULES

NO_END: Final = "9999-12-31"
"""Stands for an eligibility that nobody has given an end."""


class Light(Enum):
    """Each with the mark that says the same without a colour."""

    UNKNOWN = "?"
    OPEN = "✓"
    NEAR = "!"
    OVER = "✗"


@dataclass(frozen=True, slots=True)
class Lights:
    """What lights are told by: the day it is, and how many days before an end one is warned."""

    today: date
    warning_days: int = RULES["eligibility_warning_days"].default

    def of(self, until: str | None) -> Light:
        """Return the light for the last eligible day, ISO text; unknown without a date."""
        try:
            last = date.fromisoformat(until or "")
        except ValueError:
            return Light.UNKNOWN
        if last < self.today:
            return Light.OVER
        near = last - self.today <= timedelta(days=self.warning_days)
        return Light.NEAR if near else Light.OPEN


def months_later(start: str, months: int) -> str:
    """Return the last day of so many months that begin on a day: the eve of the same day."""
    first = date.fromisoformat(start)
    count = first.year * 12 + first.month - 1 + months
    year, month = divmod(count, 12)
    longest = monthrange(year, month + 1)[1]
    if first.day > longest:
        return date(year, month + 1, longest).isoformat()
    return (date(year, month + 1, first.day) - timedelta(days=1)).isoformat()
