"""In which months somebody may have worked too much, over all employers, by sums alone."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.averages import WEEKS, weeks_of
from ave_tui.domain.counting import piece_of
from ave_tui.domain.durations import HOUR
from ave_tui.domain.periods import Month, parse_period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ave_tui.domain.limits import Limits
    from ave_tui.domain.schema import Id

Stretch = tuple[str | None, str | None]
"""Two days as ISO text, open where nothing is said."""
Suspect = tuple["Id", str]
"""An assignment, or whoever works there, and a month."""

_MONTH: Final = 7
_SHORTEST: Final = 28
_FULL_WEEK: Final = 35 * HOUR
_BACK: Final = 3
"""Twelve weeks that end in a month began in one of the three before."""


class Job(NamedTuple):
    """An assignment, and what its hours are held against."""

    assignment: Id
    whose: Id
    """The person; the assignment itself where it has none."""
    people: int | None
    """How many it stands for; None where nobody knows."""
    contract: Stretch
    assigned: Stretch
    lot: Stretch


class _Sums(NamedTuple):
    """Hours by who worked them: a person, or a line without one."""

    months: Mapping[Suspect, int]
    weeks: Mapping[tuple[Id, str], int]
    pieces: Mapping[Suspect, int]
    days: Mapping[Suspect, int]
    heads: Mapping[Id, int]


@lru_cache(maxsize=8192)
def span_of(period: str) -> tuple[str, str]:
    """Return the first and last day of a period that can be read."""
    if len(period) == _MONTH:
        return f"{period}-01", f"{period}-31"
    if "/" not in period:
        return period, period
    read = parse_period(period)
    return read.first.isoformat(), read.last.isoformat()


def too_full(
    known: Mapping[Id, Job],
    totals: Mapping[Suspect, int],
    finer: Sequence[tuple[Id, str, int]],
    birth_dates: Mapping[Id, str],
    least: Limits,
) -> Iterator[Suspect]:
    """Yield the months in which somebody works much, over all of their assignments."""
    rows: dict[Suspect, list[Id]] = defaultdict(list)
    for row, month in totals:
        rows[known[row].whose, month].append(row)
    sums = _sums(known, totals, finer)
    for key in _full(sums, least) | _heavy(sums, least) | _young(sums, birth_dates, least):
        for row in rows.get(key, ()):
            yield row, key[1]


def _sums(
    known: Mapping[Id, Job],
    totals: Mapping[Suspect, int],
    finer: Sequence[tuple[Id, str, int]],
) -> _Sums:
    months: dict[Suspect, int] = defaultdict(int)
    weeks: dict[tuple[Id, str], int] = defaultdict(int)
    pieces: dict[Suspect, int] = defaultdict(int)
    days: dict[Suspect, int] = defaultdict(int)
    heads: dict[Id, int] = {}
    for (row, month), seconds in totals.items():
        # A line of which nobody knows how many it stands for can't be too full.
        if (job := known[row]).people:
            months[job.whose, month] += seconds
            heads[job.whose] = job.people
    for row, period, seconds in finer:
        if (job := known[row]).whose not in heads:
            continue
        piece = period
        if "/" not in period:
            days[job.whose, period] += seconds
            piece = piece_of(period)
        pieces[job.whose, piece] += seconds
        weeks[job.whose, _week(piece)] += seconds
    return _Sums(months, weeks, pieces, days, heads)


def _full(sums: _Sums, least: Limits) -> set[Suspect]:
    month = min(least.month, least.absolute, 2 * least.full_month - 1, least.day * _SHORTEST)
    week = min(least.week, 2 * _FULL_WEEK - 1)
    heads = sums.heads
    found = {key for key, seconds in sums.months.items() if seconds > month * heads[key[0]]}
    for (whose, day), seconds in sums.days.items():
        if seconds > least.day * heads[whose]:
            found.add((whose, day[:_MONTH]))
    for (whose, piece), seconds in sums.pieces.items():
        if sums.weeks[whose, _week(piece)] > week * heads[whose] or (
            seconds > least.day * _days(piece) * heads[whose]
        ):
            found.add((whose, piece[:_MONTH]))
    return found


def _heavy(sums: _Sums, least: Limits) -> set[Suspect]:
    """Return the months that may end twelve weeks above the average.

    One week in them must be above it, and so one part of it must be for its working days.
    """
    heavy = {
        (whose, month)
        for (whose, month), seconds in sums.months.items()
        if seconds * 5 > least.average * _working_days(month)[""]
    }
    for (whose, piece), seconds in sums.pieces.items():
        days = _working_days(piece[:_MONTH]).get(piece, 0)
        if seconds * 5 > least.average * days:
            heavy.add((whose, piece[:_MONTH]))
    found = set()
    for whose, month in heavy:
        for later in range(_BACK + 1):
            ends = Month.parse(month).shift(later)
            total = sum(
                sums.months.get((whose, str(ends.shift(-back))), 0) for back in range(_BACK + 1)
            )
            if total > WEEKS * least.average:
                found.add((whose, str(ends)))
    return found


def _young(sums: _Sums, birth_dates: Mapping[Id, str], least: Limits) -> set[Suspect]:
    of_age = {whose: f"{int(born[:4]) + 18}{born[4:_MONTH]}" for whose, born in birth_dates.items()}
    found = {
        key
        for key, seconds in sums.months.items()
        if key[1] <= of_age.get(key[0], "") and seconds > least.minor_month
    }
    for whose, piece in sums.pieces:
        month = piece[:_MONTH]
        if month <= of_age.get(whose, "") and sums.weeks[whose, _week(piece)] > least.minor:
            found.add((whose, month))
    return found


@lru_cache(maxsize=512)
def _working_days(month: str) -> dict[str, int]:
    pieces = {piece: days for piece, _week_of, days in weeks_of(month)}
    return {"": sum(pieces.values()), **pieces}


@lru_cache(maxsize=4096)
def _days(piece: str) -> int:
    first, last = (date.fromisoformat(day) for day in span_of(piece))
    return (last - first).days + 1


@lru_cache(maxsize=4096)
def _week(piece: str) -> str:
    year, week, _day = date.fromisoformat(span_of(piece)[0]).isocalendar()
    return f"{year}-W{week:02d}"
