"""The stretches of time that hours are entered for: months, weeks within a month, days.

Every period lies in exactly one month, so that months can be added up without asking twice
(hours.md). A whole ISO week may lie in two months: it is no period, but gives one or two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.words import N_

_YEAR: Final = r"((?:19|20|21)[0-9]{2})"
_MONTH: Final = re.compile(rf"{_YEAR}-(0[1-9]|1[0-2])")
_WEEK: Final = re.compile(rf"{_YEAR}-W([0-5][0-9])")
_PIECE: Final = re.compile(rf"{_YEAR}-(0[1-9]|1[0-2])/W([0-5][0-9])")
_DAY: Final = re.compile(rf"{_YEAR}-([0-9]{{2}})-([0-9]{{2}})")
_ONE_DAY: Final = timedelta(days=1)


def _unreadable(text: str) -> RuleBrokenError:
    return RuleBrokenError(
        N_("“{text}” is not a period."),
        N_("Type a month like 2026-10, a week like 2026-10/W41 or a day like 2026-10-12."),
        field="period",
        text=text,
    )


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month that holds a day."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Return the month written as ``2026-10``; `RuleBrokenError` for anything else."""
        found = _MONTH.fullmatch(text)
        if found is None:
            raise _unreadable(text)
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    def __sub__(self, earlier: Month) -> int:
        """Return how many months lie between."""
        return (self.year - earlier.year) * 12 + self.number - earlier.number

    @property
    def month(self) -> Month:
        """The month itself, as every period has one."""
        return self

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.shift(1).first - _ONE_DAY

    def shift(self, months: int) -> Month:
        """Return the month that many months later, or earlier when negative."""
        year, index = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, index + 1)

    def days(self) -> tuple[date, ...]:
        """Return all its days."""
        return _days(self.first, self.last)

    def pieces(self) -> tuple[WeekPiece, ...]:
        """Return the parts of weeks that it is made of."""
        mondays = (day for day in self.days() if day.day == 1 or day.weekday() == 0)
        return tuple(WeekPiece(self, day.isocalendar().week) for day in mondays)


@dataclass(frozen=True, order=True, slots=True)
class Week:
    """An ISO week, Monday to Sunday; its year is the one that holds its Thursday."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        """Return the week that holds a day."""
        year, number, _weekday = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> Week:
        """Return the week written as ``2026-W41``; `RuleBrokenError` for anything else."""
        found = _WEEK.fullmatch(text)
        if found is None or not _has_week(int(found[1]), int(found[2])):
            raise _unreadable(text)
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"

    @property
    def first(self) -> date:
        """Its Monday."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its Sunday."""
        return date.fromisocalendar(self.year, self.number, 7)

    def days(self) -> tuple[date, ...]:
        """Return its seven days."""
        return _days(self.first, self.last)

    def pieces(self) -> tuple[WeekPiece, ...]:
        """Return its part in each month that it touches: one or two."""
        months = dict.fromkeys((Month.of(self.first), Month.of(self.last)))
        return tuple(WeekPiece(month, self.number) for month in months)


@dataclass(frozen=True, slots=True)
class WeekPiece:
    """The part of an ISO week that lies in one month."""

    month: Month
    number: int

    @classmethod
    def of(cls, day: date) -> WeekPiece:
        """Return the piece that holds a day."""
        return cls(Month.of(day), day.isocalendar().week)

    def __str__(self) -> str:
        return f"{self.month}/W{self.number:02d}"

    def __lt__(self, other: WeekPiece) -> bool:
        # By date: the W53 of a January comes before its W01.
        return self.first < other.first

    @property
    def week(self) -> Week:
        """The whole week, whose ISO year may be the one before or after."""
        year = self.month.year
        if self.month.number == 1 and self.number > 50:
            year -= 1
        elif self.month.number == 12 and self.number == 1:
            year += 1
        return Week(year, self.number)

    @property
    def first(self) -> date:
        """Its first day."""
        return max(self.week.first, self.month.first)

    @property
    def last(self) -> date:
        """Its last day."""
        return min(self.week.last, self.month.last)

    def days(self) -> tuple[date, ...]:
        """Return the days of the week that lie in the month."""
        return _days(self.first, self.last)


@dataclass(frozen=True, order=True, slots=True)
class Day:
    """A single day."""

    on: date

    def __str__(self) -> str:
        return self.on.isoformat()

    @property
    def month(self) -> Month:
        """The month that holds it."""
        return Month.of(self.on)

    @property
    def first(self) -> date:
        """The day itself, as every period has a first one."""
        return self.on

    @property
    def last(self) -> date:
        """The day itself, as every period has a last one."""
        return self.on

    def days(self) -> tuple[date, ...]:
        """Return the day alone."""
        return (self.on,)


Period = Month | WeekPiece | Day


def parse_period(text: str) -> Period:
    """Return the period that a text names in the one form in which periods are recorded.

    Raises:
        RuleBrokenError: It is no period, or is written otherwise.
    """
    if len(text) == 7:
        return Month.parse(text)
    if found := _PIECE.fullmatch(text):
        month, number = Month(int(found[1]), int(found[2])), int(found[3])
        piece = WeekPiece(month, number)
        if _has_week(piece.week.year, number) and piece.first <= piece.last:
            return piece
    elif found := _DAY.fullmatch(text):
        try:
            return Day(date(int(found[1]), int(found[2]), int(found[3])))
        except ValueError:
            raise _unreadable(text) from None
    raise _unreadable(text)


def _has_week(year: int, number: int) -> bool:
    # The 28th of December always lies in the last week of its ISO year.
    return 1 <= number <= date(year, 12, 28).isocalendar().week


def _days(first: date, last: date) -> tuple[date, ...]:
    start = first.toordinal()
    return tuple(date.fromordinal(day) for day in range(start, last.toordinal() + 1))
