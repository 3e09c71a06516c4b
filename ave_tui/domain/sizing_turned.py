"""A sizing turned round: which effort gives 700 h, what 833 h mean, what another rate would do."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.durations import HOUR, Hours
from ave_tui.domain.eligible import months_later
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.sizing import size
from ave_tui.domain.sizing_figures import WHOLE, Given, Usages
from ave_tui.domain.words import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

_WEEKS_A_YEAR: Final = 52
_MONTHS: Final = 12
_WORKING_DAYS: Final = 5


def effort_for(given: Given, usages: Usages, hours: Fraction) -> Fraction | None:
    """Return the effort in % that gives so many hours; None where no effort is asked for.

    It is exact, and above 100 where the labour does not hold so many hours.
    """
    if hours <= 0:
        return None
    try:
        whole = size(replace(given, effort=WHOLE), usages).hours
        half = size(replace(given, effort=WHOLE // 2), usages).hours
    except RuleBrokenError:
        return None
    return None if whole == half else hours / whole * 100


class Table(NamedTuple):
    """What other rates and efforts would give, in whole hours."""

    rates: tuple[int, ...]
    """Cents; empty where the method knows no rate."""
    efforts: tuple[int, ...]
    """Hundredths of a per cent."""
    hours: tuple[tuple[int, ...], ...]
    """A row a rate, a column an effort."""


_RATE_STEP: Final = 500
_EFFORT_STEP: Final = 250


def sensitivity(given: Given, usages: Usages) -> Table | None:
    """Return three rates by three efforts around what was given; None where none is asked for."""
    if not given.effort or effort_for(given, usages, Fraction(1)) is None:
        return None
    by_rate = _differs(given, usages)
    rates = _around(given.rate_cents, _RATE_STEP) if by_rate and given.rate_cents else ()
    efforts = tuple(min(each, WHOLE) for each in _around(given.effort, _EFFORT_STEP))
    rows = [replace(given, rate_cents=rate) for rate in rates] or [given]
    return Table(
        rates,
        efforts,
        tuple(
            tuple(size(replace(row, effort=effort), usages).due for effort in efforts)
            for row in rows
        ),
    )


def _differs(given: Given, usages: Usages) -> bool:
    """Tell whether another rate would give other hours."""
    if not given.rate_cents:
        return False
    other = replace(given, rate_cents=given.rate_cents * 2)
    return size(given, usages).hours != size(other, usages).hours


def _around(middle: int, step: int) -> tuple[int, int, int]:
    # Half of a small figure: nothing below it may be zero.
    down = step if middle > step else max(1, middle // 2) if middle > 1 else 0
    return middle - down, middle, middle + down


class Working(NamedTuple):
    """How long people work: rules of the structure, in seconds."""

    fte: int
    """A full-time equivalent, a year."""
    week: int
    """The legal week."""

    @property
    def month(self) -> Fraction:
        """A month at full time, in hours: 35 x 52 / 12."""
        return Fraction(self.week, HOUR) * _WEEKS_A_YEAR / _MONTHS

    def ftes(self, hours: Fraction) -> Fraction:
        """Return hours as full-time equivalents of a year."""
        return hours * HOUR / self.fte

    def people(self, hours: Fraction, months: int) -> Fraction:
        """Return how many people do so many hours at full time in so many months."""
        return hours / (self.month * months)


class Span(Enum):
    """What buyers count in."""

    DAY = N_("days")
    WEEK = N_("weeks")
    MONTH = N_("months")
    FTE = N_("full-time equivalents")

    @property
    def label(self) -> str:
        """What it is called, in English."""
        return self.value


def hours_in(span: Span, working: Working) -> Fraction:
    """Return the hours of one of a kind: a day is a fifth of the week."""
    week = Fraction(working.week, HOUR)
    return {
        Span.DAY: week / _WORKING_DAYS,
        Span.WEEK: week,
        Span.MONTH: working.month,
        Span.FTE: Fraction(working.fte, HOUR),
    }[span]


def share_of_amount(given: Given, hours: Fraction) -> Fraction | None:
    """Return what hours cost at the rate, in % of the amount; None where one is not known."""
    if not given.amount_cents or not given.rate_cents:
        return None
    return hours * given.rate_cents / given.amount_cents * 100


class Sensible(NamedTuple):
    """From what on a clause makes sense: rules of the structure."""

    hours: int
    """In seconds."""
    months: int


def doubts(hours: Fraction, starts_on: str, ends_on: str, least: Sensible) -> Iterator[Sentence]:
    """Yield why a clause may not be realistic: too few hours, or too short a contract."""
    if hours * HOUR < least.hours:
        yield Sentence(
            N_("Fewer than {hours} h: too little for a few weeks of one person."),
            {"hours": Hours(least.hours)},
        )
    if not starts_on or not ends_on:
        return
    try:
        short = ends_on < months_later(starts_on, least.months)
    except (ValueError, OverflowError):
        return  # What another program wrote for a date says nothing here.
    if short:
        yield Sentence(
            N_("Shorter than {months} months: a clause is hardly realistic."),
            {"months": least.months},
        )
