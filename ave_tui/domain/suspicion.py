"""Which months are worth a look: told from kept totals, so that only these are judged.

Whatever `ave_tui.domain.plausibility` doubts is suspected here; what is suspected may be fine.
Dates are compared as ISO text, and figures are added up without looking which of them counts: a
sum can only be too high by that.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.limits import LOWEST, Limits
from ave_tui.domain.overwork import Job, Stretch, Suspect, span_of, too_full

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ave_tui.domain.rules import Dated
    from ave_tui.domain.schema import Id

_FIRST: Final = ""
_LAST: Final = "9999"
_MONTH: Final = 7


class Figures(NamedTuple):
    """What is known of the hours of some assignments."""

    months: Sequence[tuple[Id, str, int, int]]
    """Assignment, month, what counts in it, and what the finer figures explain of it."""
    finer: Sequence[tuple[Id, str, int]]
    """Assignment, part of a week or day, and seconds."""


class People(NamedTuple):
    """What is known of the people."""

    eligibilities: Mapping[Id, Sequence[Stretch]]
    birth_dates: Mapping[Id, str]


def suspects(
    jobs: Iterable[Job],
    figures: Figures,
    people: People,
    nil: Iterable[Suspect],
    rules: Sequence[Dated],
    today: date,
) -> set[Suspect]:
    """Return the months of assignments that may be doubtful.

    Args:
        jobs: The assignments, with all others of their people.
        figures: What is known of the hours of these, in periods that can be read.
        people: What is known of the people.
        nil: The months for which a company may have said that nobody worked.
        rules: The values that were given to limits.
        today: The day it is.
    """
    least = lowest(rules)
    known = {job.assignment: job for job in jobs}
    bounds = {job.assignment: _bounds(job, least.tolerance) for job in known.values()}
    found: set[Suspect] = set()
    totals = {(row, month): seconds for row, month, seconds, _detail in figures.months if seconds}
    found.update((row, month) for row, month, _seconds, detail in figures.months if detail)
    found.update(key for key in nil if key in totals)
    found.update(_unexplained(totals, figures.finer))
    day = today.isoformat()
    for row, period, seconds in _dated(totals, figures.finer):
        if not seconds:
            continue
        first, last = span_of(period)
        low, high = bounds[row]
        spells = people.eligibilities.get(known[row].whose, ())
        if (
            last < low
            or first > high
            or first > day
            or (spells and not any(_meets(spell, first, last) for spell in spells))
        ):
            found.add((row, period[:_MONTH]))
    found.update(too_full(known, totals, figures.finer, people.birth_dates, least))
    typed = {(row, period[:_MONTH]) for row, period, seconds in figures.finer if seconds}
    return {key for key in found if key in totals or key in typed}


def lowest(rules: Sequence[Dated]) -> Limits:
    """Return the lowest figure that each limit ever had: whatever breaks one breaks these."""
    given: dict[str, int] = {}
    for limit, (rule, default) in LOWEST.items():
        numbers = [value.number for value in rules if value.name == rule]
        given[limit] = min([default, *numbers])
    return Limits(**given)


def _bounds(job: Job, tolerance: int) -> tuple[str, str]:
    (lot_first, lot_last), around = job.lot, timedelta(days=tolerance)
    first = max(job.contract[0] or _FIRST, job.assigned[0] or _FIRST, _shifted(lot_first, -around))
    last = min(
        job.contract[1] or _LAST, job.assigned[1] or _LAST, _shifted(lot_last, around) or _LAST
    )
    return first, last


@lru_cache(maxsize=4096)
def _shifted(day: str | None, by: timedelta) -> str:
    try:
        return (date.fromisoformat(day or "") + by).isoformat()
    except (ValueError, OverflowError):
        return ""


def _meets(spell: Stretch, first: str, last: str) -> bool:
    return (spell[0] or _FIRST) <= last and first <= (spell[1] or _LAST)


def _dated(
    totals: Mapping[Suspect, int], finer: Sequence[tuple[Id, str, int]]
) -> Iterator[tuple[Id, str, int]]:
    for (row, month), seconds in totals.items():
        yield row, month, seconds
    yield from finer


def _unexplained(
    totals: Mapping[Suspect, int], finer: Sequence[tuple[Id, str, int]]
) -> Iterator[Suspect]:
    """Yield the months that are not simply the sum of their finer figures.

    A figure of nothing may explain another one without changing the sum.
    """
    sums: dict[Suspect, int] = defaultdict(int)
    for row, period, seconds in finer:
        sums[row, period[:_MONTH]] += seconds
        if not seconds:
            yield row, period[:_MONTH]
    for key, seconds in sums.items():
        if totals.get(key, 0) != seconds:
            yield key
