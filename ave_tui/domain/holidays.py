"""The working days of France, and how a week over two months is split by them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from ave_tui.domain.durations import share_out
from ave_tui.domain.periods import Day

if TYPE_CHECKING:
    from ave_tui.domain.periods import Week, WeekPiece

Calendar = Callable[[int], frozenset[date]]
"""Gives the days of a year on which nobody works."""


def easter(year: int) -> date:
    """Return Easter Sunday (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (8 * b + 13) // 25 + 15) % 30
    i, k = divmod(c, 4)
    p = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + p - 7 * ((a + 11 * h + 22 * p) // 451) + 114, 31)
    return date(year, month, day + 1)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Return the eleven public holidays of France."""
    fixed = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    # Easter Monday, Ascension Day, Whit Monday.
    moving = (easter(year) + timedelta(days=after) for after in (1, 39, 50))
    return frozenset({date(year, month, day) for month, day in fixed} | set(moving))


@cache
def alsace_moselle_holidays(year: int) -> frozenset[date]:
    """Return the public holidays with the two more that Alsace and Moselle keep."""
    return public_holidays(year) | {easter(year) - timedelta(days=2), date(year, 12, 26)}


def working_days(first: date, last: date, holidays: Calendar = public_holidays) -> int:
    """Count the days from Monday to Friday that are no holidays; both ends are included."""
    days = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
    return sum(day.weekday() < 5 and day not in holidays(day.year) for day in days)


@dataclass(frozen=True, slots=True)
class Days:
    """A span of days, both ends included, that no month or week has to hold."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first}/{self.last}"


def split_days(seconds: int, days: Days, holidays: Calendar = public_holidays) -> dict[Day, int]:
    """Share hours out to the working days of a span; to all of its days where none is one."""
    every = tuple(map(date.fromordinal, range(days.first.toordinal(), days.last.toordinal() + 1)))
    chosen = [day for day in every if working_days(day, day, holidays)] or every
    return dict(zip(map(Day, chosen), share_out(seconds, [1] * len(chosen)), strict=True))


def split_week(
    seconds: int, week: Week, holidays: Calendar = public_holidays
) -> dict[WeekPiece, int]:
    """Share the hours of a week out to its months, by working days.

    A month that has no working day of the week gets no entry: a zero there would say that somebody
    had stated it.
    """
    pieces = week.pieces()
    days = [working_days(piece.first, piece.last, holidays) for piece in pieces]
    if not any(days):
        days = [working_days(piece.first, piece.last, _no_holidays) for piece in pieces]
    shares = zip(pieces, share_out(seconds, days), days, strict=True)
    return {piece: share for piece, share, worked in shares if worked}


def _no_holidays(_year: int) -> frozenset[date]:
    return frozenset()
