"""What is known of some rows of the grid: their details, hours, and all else their people do."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from ave_tui.domain.durations import LONGEST_MONTH
from ave_tui.domain.eligible import Light
from ave_tui.domain.limits import limits_in
from ave_tui.domain.periods import Day, Month, WeekPiece
from ave_tui.domain.plausibility import Circumstances, Doubt, Span, judge
from ave_tui.services.eligible_people import lights_on, standings
from ave_tui.services.hours_figures import NOTHING, Figure, figure_of
from ave_tui.services.hours_person import Entries, Person
from ave_tui.services.hours_settled import settled_months
from ave_tui.storage.queries.grid import entries_between, nil_months, row_details
from ave_tui.storage.queries.people_at_work import people_at_work

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ave_tui.domain.periods import Period
    from ave_tui.domain.rules import Dated
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.doubles import Struck
    from ave_tui.storage.queries.grid import RowDetail as RowDetail

_OUTSIDE: Final = frozenset({Doubt.BEFORE_ELIGIBILITY, Doubt.AFTER_ELIGIBILITY})
_NEVER: Final = Span(last=date.min)
"""Stands for the eligibility of somebody whom all were refused."""
_UNDECIDED: Final = "UNDECIDED"


@dataclass(frozen=True, slots=True)
class Measure:
    """What hours are held against: the day it is, and the rules of the structure."""

    today: date
    rules: tuple[Dated, ...] = ()


@dataclass
class GridRow:
    """A row with everything that its cells say."""

    detail: RowDetail
    entries: Entries
    struck: frozenset[tuple[str, str]]
    """Period and kind of the figures that a double's figure replaces."""
    nil: frozenset[str]
    """The months that the company's return says are nil."""
    person: Person
    measure: Measure
    decided: Mapping[str, str] = field(default_factory=dict)
    """By month what was decided of hours outside eligibility."""
    _figures: dict[tuple[Period, str], Figure] = field(default_factory=dict)

    def figure(self, period: Period, kind: str) -> Figure:
        """Return what a cell says."""
        found = self._figures.get((period, kind))
        if found is None:
            found = self._figures[period, kind] = self._judged(period, kind)
        return found

    def _judged(self, period: Period, kind: str) -> Figure:
        month = str(period.month)
        entries = self.entries.get((kind, month))
        nil = month in self.nil
        if not entries:
            return Figure(nil=True) if nil else NOTHING
        struck = {of for of, other in self.struck if other == kind} if self.struck else frozenset()
        figure = figure_of(entries, period, struck)
        if not figure.seconds or figure.struck:
            return replace(figure, nil=nil) if nil else figure
        limits = limits_in(period, self.measure.rules, self.detail.authority)
        around = replace(
            self._around,
            nil=nil,
            day=self.person.seconds(period) if isinstance(period, Day) else 0,
            week=self._week(period),
            month=self.person.seconds(period.month),
            average=self.person.average(period, limits) if self.detail.participant else 0,
            full_time_at=self.person.full_time_at(period, limits),
            minor=self.person.is_minor(period),
        )
        # Only what somebody typed is judged: it can't be refused any more, so no limit of a month.
        doubts = judge(
            period,
            min(figure.seconds, _most(around)),
            around,
            today=self.measure.today,
            limits=limits,
        )
        outside = ""
        refused = self.person.light is Light.REFUSED
        if refused or any(doubt.doubt in _OUTSIDE for doubt in doubts):
            outside = self.decided.get(month, _UNDECIDED)
            if outside != _UNDECIDED:
                doubts = [doubt for doubt in doubts if doubt.doubt not in _OUTSIDE]
        return replace(figure, nil=nil, doubts=tuple(doubts), outside=outside)

    def _week(self, period: Period) -> int:
        if isinstance(period, Month):
            return 0
        week = period.week if isinstance(period, WeekPiece) else WeekPiece.of(period.on).week
        return sum(self.person.seconds(piece) for piece in week.pieces())

    @cached_property
    def spans(self) -> tuple[Span, Span, Span]:
        """When the employment contract, the assignment and the lot run."""
        around = self._around
        return around.employment, around.assignment, around.lot

    @cached_property
    def _around(self) -> Circumstances:
        detail = self.detail
        return Circumstances(
            span(detail.contract_starts_on, detail.contract_ends_on),
            span(detail.starts_on, detail.ends_on),
            span(detail.lot_starts_on, detail.lot_ends_on),
            self.person.eligibilities,
            people=people_of(detail),
        )


def people_of(detail: RowDetail) -> int | None:
    """Return how many people a row stands for; None when nobody knows."""
    return 1 if detail.participant else detail.head_count


def _most(around: Circumstances) -> int:
    return LONGEST_MONTH * (around.people or 1_000_000)


def span(first: str | None, last: str | None) -> Span:
    """Return the span between two dates as they are kept; what can't be read is an open end."""
    return Span(_day(first), _day(last))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def load_rows(
    connection: Connection,
    rows: Sequence[Id],
    first: Month,
    last: Month,
    struck: Struck,
    measure: Measure,
) -> dict[Id, GridRow]:
    """Return some rows with all that their cells need, in a fixed number of questions.

    A month more on either side is read, for the weeks that lie in two; and three before, for
    what is looked at over twelve weeks.
    """
    details = row_details(connection, rows, measure.today.isoformat())
    people = people_at_work(
        connection, {detail.participant for detail in details.values() if detail.participant}
    )
    everything = {*rows, *(job for person in people.values() for job in person.assignments)}
    months = (str(first.shift(-3)), str(last.shift(1)))
    entries: dict[Id, Entries] = {row: {} for row in everything}
    for entry in entries_between(connection, sorted(everything), *months):
        by_month = entries[entry.assignment].setdefault((entry.kind, entry.period[:7]), [])
        by_month.append((entry.period, entry.seconds, entry.status))
    awards = sorted({detail.award for detail in details.values() if detail.award})
    nil: dict[Id, set[str]] = defaultdict(set)
    for award, month in nil_months(connection, awards, *months):
        nil[award].add(month)
    out: dict[Id, set[tuple[str, str]]] = defaultdict(set)
    for assignment, period, kind in struck.figures:
        out[assignment].add((period, kind))
    stands = standings(connection, people, lights_on(connection, measure.today))
    known = {
        row: Person(
            [_standing(entries[job], out.get(job, ())) for job in person.assignments],
            person.employers,
            tuple(span(*spell) for spell in person.eligibilities),
            span(person.birth_date, None).first,
            stands[row].light,
        )
        for row, person in people.items()
    }
    spells = {
        row: known[detail.participant].eligibilities or (_NEVER,)
        for row, detail in details.items()
        if detail.participant
    }
    with_hours = {row: set(entries[row]) for row in spells}
    settled = settled_months(connection, spells, with_hours, first.first, last.last)
    return {
        row: GridRow(
            detail,
            entries[row],
            frozenset(out.get(row, ())),
            frozenset(nil.get(detail.award or "", ())),
            known.get(detail.participant or "") or Person([entries[row]], ("",)),
            measure,
            settled.get(row, {}),
        )
        for row, detail in details.items()
    }


def _standing(entries: Entries, struck: Iterable[tuple[str, str]]) -> Entries:
    gone = set(struck)
    if not gone:
        return entries
    return {
        (kind, month): [entry for entry in of if (entry[0], kind) not in gone]
        for (kind, month), of in entries.items()
    }
