"""What a facilitator should look at before trusting a figure of hours; warns, never blocks.

Only they know whether the hours or the dates are wrong (field.md 4.3). Only nonsense is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from ave_tui.domain.durations import LONGEST_MONTH, Hours
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.limits import Limits
from ave_tui.domain.periods import Day, Month, WeekPiece
from ave_tui.domain.words import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ave_tui.domain.periods import Period


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another; None where nobody knows or there is no end."""

    first: date | None = None
    last: date | None = None

    def meets(self, period: Period, tolerance: int = 0) -> bool:
        """Tell whether the span, or some days around it, has a day of the period.

        A month in which a contract starts is not outside of it.
        """
        return (self.last is None or (period.first - self.last).days <= tolerance) and (
            self.first is None or (self.first - period.last).days <= tolerance
        )

    def ends_before(self, period: Period) -> bool:
        """Tell whether the span was over when the period began."""
        return self.last is not None and self.last < period.first


_ALWAYS: Final = Span()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the hours of a person in a period are held against."""

    employment: Span = _ALWAYS
    assignment: Span = _ALWAYS
    lot: Span = _ALWAYS
    eligibilities: tuple[Span, ...] = ()
    """Without any there is nothing to warn of here: a missing eligibility is its own matter."""
    nil: bool = False
    """The company's return says that nobody worked in that month."""
    day: int = 0
    """Seconds of that day, this figure included, over all employers; likewise those below."""
    week: int = 0
    month: int = 0
    average: int = 0
    """The highest average a week over twelve weeks that end in the period."""
    full_time_at: int = 0
    """How many employers declare the period full time."""
    minor: bool = False
    """The person is under 18 in the period."""
    people: int | None = 1
    """The head count of a line without a person; None when nobody knows it."""


class Doubt(Enum):
    """The reasons for which hours may be wrong."""

    LONG_DAY = auto()
    LONG_WEEK = auto()
    LONG_MONTH = auto()
    IMPOSSIBLE_MONTH = auto()
    LONG_AVERAGE = auto()
    MINOR = auto()
    TWICE_DECLARED = auto()
    OUTSIDE_EMPLOYMENT = auto()
    OUTSIDE_ASSIGNMENT = auto()
    OUTSIDE_LOT = auto()
    BEFORE_ELIGIBILITY = auto()
    AFTER_ELIGIBILITY = auto()
    FUTURE = auto()
    NIL_CONTRADICTED = auto()


@dataclass(frozen=True, slots=True)
class DoubtfulHours:
    """A warning: why, and the sentence that says it."""

    doubt: Doubt
    sentence: Sentence


_DEFAULTS: Final = Limits()


def judge(
    period: Period,
    seconds: int,
    around: Circumstances,
    *,
    today: date,
    limits: Limits = _DEFAULTS,
) -> list[DoubtfulHours]:
    """Return what is doubtful about a figure; zero hours are doubtful nowhere.

    Raises:
        RuleBrokenError: It is negative, or more than a month holds.
    """
    if seconds < 0:
        raise RuleBrokenError(
            N_("Hours can't be negative."),
            N_("Type the hours that were worked; to take hours back, empty the cell."),
            field="seconds",
        )
    if around.people and seconds > (most := LONGEST_MONTH * around.people):
        raise RuleBrokenError(
            N_("{hours} hours are more than a month holds: {most} at most."),
            N_("Look at the figure again, a decimal mark may be missing."),
            field="seconds",
            hours=Hours(seconds),
            most=Hours(most),
        )
    if seconds == 0:
        return []
    return [
        *_too_long(period, seconds, around, limits),
        *_ill_dated(period, around, today, limits.tolerance),
    ]


def _too_long(
    period: Period, seconds: int, around: Circumstances, limits: Limits
) -> Iterator[DoubtfulHours]:
    people = around.people
    if not people:
        return
    days = len(period.days())
    day = max(around.day, seconds) if isinstance(period, Day) else 0
    week = max(around.week, seconds) if isinstance(period, Day | WeekPiece) else 0
    month = max(around.month, seconds)
    # Two days of a week may hold less than the week's limit and still be too full.
    if day > limits.day * people or seconds > limits.day * people * days:
        said = N_("More than {limit} hours a day.")
        yield _doubt(Doubt.LONG_DAY, said, limit=Hours(limits.day))
    if week > limits.week * people:
        said = N_("{hours} hours in the week: more than {limit}.")
        yield _doubt(Doubt.LONG_WEEK, said, hours=Hours(week), limit=Hours(limits.week * people))
    if month > limits.absolute * people:
        said = N_("{hours} hours in the month: nobody can work more than {limit}.")
        total = Hours(limits.absolute * people)
        yield _doubt(Doubt.IMPOSSIBLE_MONTH, said, hours=Hours(month), limit=total)
    elif month > limits.month * people:
        said = N_("{hours} hours in the month over all employers: more than {limit}.")
        total = Hours(limits.month * people)
        yield _doubt(Doubt.LONG_MONTH, said, hours=Hours(month), limit=total)
    if around.average > limits.average:
        said = N_("{hours} hours a week over 12 weeks: more than {limit}.")
        average = Hours(limits.average)
        yield _doubt(Doubt.LONG_AVERAGE, said, hours=Hours(around.average), limit=average)
    if around.full_time_at > 1:
        said = (
            N_("{count} employers declare the same month full time: {hours} hours in all.")
            if isinstance(period, Month)
            else N_("{count} employers declare the same week full time: {hours} hours in all.")
        )
        both = Hours(month if isinstance(period, Month) else week)
        yield _doubt(Doubt.TWICE_DECLARED, said, count=around.full_time_at, hours=both)
    if around.minor:
        yield from _too_long_for_a_minor(week, month, limits)


def _too_long_for_a_minor(week: int, month: int, limits: Limits) -> Iterator[DoubtfulHours]:
    if week > limits.minor:
        said = N_("Under 18: {hours} hours in the week, more than {limit}.")
        yield _doubt(Doubt.MINOR, said, hours=Hours(week), limit=Hours(limits.minor))
    elif month > limits.minor_month:
        said = N_("Under 18: {hours} hours in the month, more than {limit}.")
        yield _doubt(Doubt.MINOR, said, hours=Hours(month), limit=Hours(limits.minor_month))


def _ill_dated(
    period: Period, around: Circumstances, today: date, tolerance: int
) -> Iterator[DoubtfulHours]:
    if not around.employment.meets(period):
        yield _doubt(Doubt.OUTSIDE_EMPLOYMENT, N_("Outside the dates of the employment contract."))
    if not around.assignment.meets(period):
        yield _doubt(Doubt.OUTSIDE_ASSIGNMENT, N_("Outside the dates of the assignment."))
    if not around.lot.meets(period, tolerance):
        yield _doubt(Doubt.OUTSIDE_LOT, N_("Outside the dates of the lot."))
    spans = around.eligibilities
    if spans and not any(span.meets(period) for span in spans):
        over = [span.last for span in spans if span.last is not None and span.ends_before(period)]
        if over:
            said = N_("Eligibility ended on {day}.")
            yield _doubt(Doubt.AFTER_ELIGIBILITY, said, day=max(over))
        else:
            yield _doubt(Doubt.BEFORE_ELIGIBILITY, N_("Before eligibility started."))
    if period.first > today:
        yield _doubt(Doubt.FUTURE, N_("In the future."))
    if around.nil:
        said = N_("The company's return says that nobody worked.")
        yield _doubt(Doubt.NIL_CONTRADICTED, said)


def _doubt(doubt: Doubt, text: str, **values: object) -> DoubtfulHours:
    return DoubtfulHours(doubt, Sentence(text, values))
