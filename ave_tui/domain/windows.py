"""Which assignments and which stretch of time a grid of hours shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from ave_tui.domain.periods import Day, Month, Week, WeekPiece

if TYPE_CHECKING:
    from datetime import date

    from ave_tui.domain.periods import Period
    from ave_tui.domain.schema import Id

_YEAR: Final = 12
_ONE_WEEK: Final = timedelta(days=7)


class ScopeKind(StrEnum):
    """Whose hours are looked at."""

    COMPANY = "company"
    """As employer, as host or as holder."""
    LOT = "lot"
    VISIT = "visit"
    """Of the visited company, on the visited lot where one is named."""
    PARTICIPANT = "participant"
    EVERYBODY = "everybody"
    """One's own portfolio; all where nobody has one."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The assignments of one company, lot, visit or participant, or everybody's."""

    kind: ScopeKind = ScopeKind.EVERYBODY
    row: Id = ""


class Scale(StrEnum):
    """How long the periods of a grid are."""

    MONTHS = "months"
    """Twelve months."""
    WEEKS = "weeks"
    """The parts of weeks of a month, and the month itself."""
    DAYS = "days"
    """The days of a week, and its one or two parts."""
    MONTH_DAYS = "month_days"
    """The days of a month, and the month itself."""


@dataclass(frozen=True, slots=True)
class Window:
    """The periods that a grid shows side by side."""

    scale: Scale
    anchor: date
    """A day of the last month shown, of the month, or of the week."""

    @property
    def month(self) -> Month:
        """The month that the anchor lies in."""
        return Month.of(self.anchor)

    @property
    def week(self) -> Week:
        """The week that the anchor lies in."""
        return Week.of(self.anchor)

    @property
    def columns(self) -> tuple[Period, ...]:
        """The periods from left to right; what sums up the others comes last."""
        match self.scale:
            case Scale.MONTHS:
                return tuple(self.month.shift(back) for back in range(1 - _YEAR, 1))
            case Scale.WEEKS:
                return (*self.month.pieces(), self.month)
            case Scale.DAYS:
                return (*map(Day, self.week.days()), *self.week.pieces())
            case _:
                return (*map(Day, self.month.days()), self.month)

    @property
    def summing(self) -> tuple[Period, ...]:
        """The periods whose figures make the total of a row: nothing is counted twice."""
        kind = WeekPiece if self.scale is Scale.DAYS else Month
        return tuple(column for column in self.columns if isinstance(column, kind))

    @property
    def months(self) -> tuple[Month, Month]:
        """The first and the last month that any of the periods lies in."""
        columns = self.columns
        return columns[0].month, max(column.month for column in columns)

    @property
    def here(self) -> int:
        """The number of the column to begin in: the anchor's own."""
        if self.scale is Scale.MONTHS:
            return _YEAR - 1
        return next(i for i, column in enumerate(self.columns) if self.anchor in column.days())

    def shift(self, steps: int) -> Window:
        """Return the window that many steps later, or earlier when negative."""
        if self.scale is Scale.DAYS:
            return replace(self, anchor=self.week.first + steps * _ONE_WEEK)
        months = steps * _YEAR if self.scale is Scale.MONTHS else steps
        return replace(self, anchor=self.month.shift(months).first)

    def zoomed(self, scale: Scale, column: int) -> Window:
        """Return a window of another scale around the period in a column."""
        period = self.columns[column]
        day = self.anchor if period.first <= self.anchor <= period.last else period.first
        return Window(scale, day)


def window_on(period: Period) -> Window:
    """Return the window to look at one period in, beside its like; one begins in its column."""
    match period:
        case Day(on):
            return Window(Scale.DAYS, on)
        case WeekPiece():
            return Window(Scale.WEEKS, period.first)
        case _:
            return Window(Scale.MONTHS, period.first)
