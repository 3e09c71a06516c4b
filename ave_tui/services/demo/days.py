"""The twelve months of a made-up year, worked out once for all facilitators.

Days are proleptic ordinals: whole numbers are compared and added a million times faster than dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ave_tui.domain import periods
from ave_tui.domain.holidays import public_holidays

LAST_DAY: Final = 20
"""The day of the last month on which the story stops: that month is only partly entered."""
_BEFORE, _AFTER = 1300, 1500
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of an ISO week that lies in one month."""

    period: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the year told."""

    index: int
    period: str
    first: int
    last: int
    pieces: tuple[Piece, ...]


def _month(month: periods.Month, index: int) -> Month:
    pieces = tuple(
        Piece(str(piece), piece.first.toordinal(), piece.last.toordinal())
        for piece in month.pieces()
    )
    return Month(index, str(month), pieces[0].first, pieces[-1].last, pieces)


class Days:
    """The calendar around the year that ends with a month."""

    def __init__(self, until: str) -> None:
        last = periods.Month.parse(until)
        self.today = date(last.year, last.number, LAST_DAY).toordinal()
        self.months = tuple(_month(last.shift(index - 11), index) for index in range(12))
        self.first = self.months[0].first
        self._low = self.first - _BEFORE
        span = range(self._low, self.today + _AFTER)
        dates = [date.fromordinal(day) for day in span]
        self._iso = [day.isoformat() for day in dates]
        self._worked = [0]
        """How many working days lie before each day."""
        for day in dates:
            works = day.weekday() < 5 and day not in public_holidays(day.year)
            self._worked.append(self._worked[-1] + works)
        self._open = list(span)
        """The next working day, but never one after the story's end."""
        for index in range(len(dates) - 2, -1, -1):
            if not self._works(index):
                self._open[index] = self._open[index + 1]
        self.last_open = self.today
        while not self.works(self.last_open):
            self.last_open -= 1

    def _works(self, index: int) -> bool:
        return self._worked[index + 1] > self._worked[index]

    def told_on(self, person: str, starts: int) -> str | None:
        """Return when the information notice was given; one in twenty still waits for it."""
        return None if int(person[:2], 16) % 20 == 0 else self.iso(starts - 20)

    def iso(self, day: int) -> str:
        """Return a day as it is recorded."""
        return self._iso[day - self._low]

    def works(self, day: int) -> bool:
        """Tell whether a day is worked: Monday to Friday less public holidays."""
        return self._works(day - self._low)

    def working(self, first: int, last: int) -> int:
        """Count the working days of a span, both ends included."""
        if last < first:
            return 0
        return self._worked[last - self._low + 1] - self._worked[first - self._low]

    def office(self, day: int) -> int:
        """Return the working day on which a facilitator does what falls on a day."""
        return min(self._open[day - self._low], self.last_open)

    @staticmethod
    def morning(day: int) -> int:
        """Return 7:00 UTC of a day in milliseconds: the office opens."""
        return (day - _EPOCH) * 86_400_000 + 7 * 3_600_000
