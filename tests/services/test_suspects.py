"""Whatever a cell of the grid would doubt is suspected from sums: nothing doubtful is missed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.counting import count_month
from ave_tui.domain.overwork import Job
from ave_tui.domain.periods import Day, Month, WeekPiece
from ave_tui.domain.rules import Dated
from ave_tui.domain.suspicion import Figures, People, suspects
from ave_tui.services.doubtful import judged
from ave_tui.services.hours_person import Person
from ave_tui.services.hours_rows import GridRow, Measure, span
from ave_tui.storage.queries.grid import RowDetail

if TYPE_CHECKING:
    from ave_tui.domain.counting import Entry
    from ave_tui.domain.overwork import Stretch
    from ave_tui.domain.periods import Period

TODAY = date(2026, 11, 23)
HOUR = 3600
MONTHS = [Month(2026, 6).shift(number) for number in range(7)]

days = st.dates(date(2026, 6, 1), date(2026, 12, 31))
iso_days = days.map(lambda day: day.isoformat())
stretches = st.tuples(st.none() | iso_days, st.none() | iso_days)
periods: st.SearchStrategy[Period] = st.one_of(
    st.sampled_from(MONTHS), days.map(WeekPiece.of), days.map(Day)
)
figures = st.tuples(
    periods, st.sampled_from([0, 3, 7, 10, 11, 18, 36, 45, 49, 100, 141, 160, 195, 209, 320])
)
jobs = st.tuples(
    stretches, stretches, stretches, st.lists(figures, max_size=9), st.sampled_from([1, None, 3])
)
rules = st.lists(
    st.sampled_from(
        [
            Dated("r1", "week_limit", "", 40 * HOUR),
            Dated("r2", "average_limit", "2026-08-01", 30 * HOUR),
            Dated("r3", "month_limit", "", 250 * HOUR),
            Dated("r4", "lot_tolerance", "", 0),
            Dated("r5", "full_time_month", "", 90 * HOUR),
        ]
    ),
    max_size=2,
    unique=True,
)


def detail_of(number: int, heads: int | None, spans: tuple[Stretch, Stretch, Stretch]) -> RowDetail:
    contract, assigned, lot = spans
    person = "person" if heads == 1 else None
    names = ("", "", "", heads, "", "", "", "", "", "", None)
    return RowDetail(f"job{number}", person, *names, *assigned, *contract, *lot, 0)


@given(
    st.lists(jobs, min_size=1, max_size=3),
    st.lists(stretches, max_size=2),
    st.none() | st.just(date(2008, 9, 15)),
    st.sets(st.sampled_from([str(month) for month in MONTHS]), max_size=2),
    rules,
)
def test_nothing_doubtful_is_missed(
    made: list[tuple[Stretch, Stretch, Stretch, list[tuple[Period, int]], int | None]],
    spells: list[Stretch],
    born: date | None,
    nil: set[str],
    given_rules: list[Dated],
) -> None:
    details, all_entries = [], []
    for number, (contract, assigned, lot, typed, heads) in enumerate(made):
        details.append(detail_of(number, heads, (contract, assigned, lot)))
        entries: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for period, hours in dict(typed).items():
            entries["WORK", str(period.month)].append((str(period), hours * HOUR, "DECLARED"))
        all_entries.append(dict(entries))
    own = [number for number, detail in enumerate(details) if detail.participant]
    person = Person(
        [all_entries[number] for number in own],
        tuple(f"employer{number}" for number in own),
        tuple(span(*spell) for spell in spells),
        born,
    )
    doubted = set()
    for detail, entries in zip(details, all_entries, strict=True):
        whose = person if detail.participant else Person([entries], ("",))
        measure = Measure(TODAY, tuple(given_rules))
        row = GridRow(detail, entries, frozenset(), frozenset(nil), whose, measure)
        for month in {of for _kind, of in entries}:
            if any(judged(row, month, {})):
                doubted.add((detail.assignment, month))

    found = suspects(
        [
            Job(
                detail.assignment,
                detail.participant or detail.assignment,
                1 if detail.participant else detail.head_count,
                (detail.contract_starts_on, detail.contract_ends_on),
                (detail.starts_on, detail.ends_on),
                (detail.lot_starts_on, detail.lot_ends_on),
            )
            for detail in details
        ],
        Figures(
            [
                (detail.assignment, month, counted.seconds, counted.detail)
                for detail, entries in zip(details, all_entries, strict=True)
                for (_kind, month), of in entries.items()
                for counted in [count_month(of)]
            ],
            [
                (detail.assignment, period, seconds or 0)
                for detail, entries in zip(details, all_entries, strict=True)
                for of in entries.values()
                for period, seconds, _status in of
                if len(period) > 7
            ],
        ),
        People({"person": spells} if spells else {}, {"person": "2008-09-15"} if born else {}),
        [(detail.assignment, month) for detail in details for month in nil],
        given_rules,
        TODAY,
    )
    assert doubted <= found
