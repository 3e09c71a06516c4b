"""For which months a company owes a return of hours, and until when.

Usage (field.md 1.2, step 11): hours are collected every month from each company that holds a lot.
A return is expected for each month in which the award runs, after its opening balance.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_EVER: Final = "9999-12"


def runs(
    month: str, starts_on: str | None, ends: Iterable[str | None], opening_on: str | None
) -> bool:
    """Tell whether an award owes a return for a month.

    Args:
        month: As ``2026-10``.
        starts_on: When its lot starts, ISO text; always where nothing is said.
        ends: When award and lot end.
        opening_on: The day up to which its opening balance counts.
    """
    last = min([day[:7] for day in ends if day], default=_EVER)
    return (starts_on or "")[:7] <= month <= last and month > (opening_on or "")[:7]


def due_day(month: str, day: int) -> str:
    """Return the day by which the return of a month is due, ISO text: in the month after it."""
    first = _after(month)
    last = _after(first.isoformat()) - timedelta(days=1)
    return first.replace(day=max(1, min(day, last.day))).isoformat()


def _after(month: str) -> date:
    """Return the first day of the month after one."""
    year, number = divmod(int(month[:4]) * 12 + int(month[5:7]), 12)
    return date(year, number + 1, 1)
