"""A grid's totals are the domain's count, whatever is entered; it reads no more than it shows."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.changes import Change
from ave_tui.domain.counting import count_month
from ave_tui.domain.periods import Month, parse_period
from ave_tui.domain.windows import Scale, Window
from ave_tui.services.hours_writing import Place
from ave_tui.storage.totals import counted_seconds
from tests.services.hours_world import HOUR, TRAINING, WORK, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ave_tui.services.hours_table import HoursTable

OCTOBER = Month(2026, 10)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
PERIODS = (
    *("2026-09", "2026-10", "2026-09/W40", "2026-10/W40", "2026-10/W41", "2026-10/W44"),
    *("2026-09-29", "2026-10-01", "2026-10-06", "2026-10-07", "2026-10-26"),
)
FIGURES = st.tuples(
    st.integers(0, 3),
    st.sampled_from(PERIODS),
    st.sampled_from((WORK, WORK, TRAINING)),
    st.integers(0, 200 * HOUR),
    st.sampled_from(("DECLARED", "VALIDATED", "DISPUTED")),
)
WINDOWS = [Window(scale, date(2026, 10, 1)) for scale in Scale]


@pytest.fixture
def site(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Site]:
    """Return a site, closed at the end."""
    made = Site(tmp_path / "home", clock)
    yield made
    made.services.close()


def seen(table: HoursTable) -> dict[str, object]:
    """Return all that a grid shows."""
    return {
        "cells": [
            [table.figure(row, period) for period in table.columns]
            for row in range(table.row_count)
        ],
        "totals": [
            (table.sum_of(period, kind), table.sum_of_all(kind))
            for period in table.columns
            for kind in (WORK, TRAINING)
        ],
        "due": table.due,
    }


@given(st.lists(FIGURES, max_size=14), st.booleans())
def test_totals_are_the_domains_count_and_stay_so_while_typing(
    figures: list[tuple[int, str, str, int, str]], double: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "home", lambda: NOW)
        jobs = [site.worker(name) for name in "ABC"]
        person = site.services.database.connection.execute(
            "SELECT participant_id FROM employment_contract LIMIT 1"
        ).fetchone()[0]
        jobs.append(site.job(person) if double else site.worker("D"))
        open_grids = [site.grid(window) for window in WINDOWS]
        for table in open_grids:
            seen(table)
        entries: dict[tuple[str, str, str], dict[str, tuple[int, str]]] = defaultdict(dict)
        for number, period, kind, seconds, status in figures:
            place = Place(jobs[number], kind, parse_period(period))
            site.hours.enter(place.assignment, kind, place.period, seconds)
            site.services.ledger.commit([Change("hours_entry", place.row, {"status": status})])
            entries[jobs[number], kind, period[:7]][period] = (seconds, status)
            for table in open_grids:
                table.changed([jobs[number]])
        for window, table in zip(WINDOWS, open_grids, strict=True):
            assert seen(table) == seen(site.grid(window))
        if not double:
            counted = {
                key: count_month([(period, *figure) for period, figure in of.items()])
                for key, of in entries.items()
            }
            declared = sum(one.declared for one in counted.values())
            assert counted_seconds(site.services.database.connection) == declared
            months = site.grid(WINDOWS[0])
            assert months.due.declared == declared
            assert months.sum_of_all(WORK).declared == sum(
                one.declared for (_job, kind, _month), one in counted.items() if kind == WORK
            )
        else:
            months = site.grid(WINDOWS[0])
            shown = [months.total(row, kind) or 0 for row in range(4) for kind in (WORK, TRAINING)]
            assert counted_seconds(site.services.database.connection) == sum(shown)
        site.services.close()


def test_five_thousand_rows_are_read_a_page_at_a_time(site: Site) -> None:
    changes = []
    for number in range(5_000):
        person, contract, job = (f"{kind}{number:031x}" for kind in "abc")
        changes += [
            Change("participant", person, {"last_name": f"N{number:05}", "first_name": "P"}),
            Change(
                "employment_contract",
                contract,
                {"participant_id": person, "employer_id": site.holder},
            ),
            Change("assignment", job, {"employment_contract_id": contract, "lot_id": site.lot}),
        ]
    site.services.ledger.commit(changes)
    asked: list[str] = []
    connection = site.services.database.connection
    connection.set_trace_callback(asked.append)
    table = site.grid()
    opening = len(asked)
    assert table.row_count == 5_000
    # However many rows there are, opening asks the same few questions.
    assert opening < 15
    asked.clear()
    for row in range(20):
        for period in table.columns:
            table.figure(row, period)
    page = len(asked)
    assert page < 12
    assert not any("hours_entry" in said and "IN (" not in said for said in asked)
    for row in range(20):
        table.figure(row, OCTOBER)
    assert len(asked) == page
    assert table.figure(4_999, OCTOBER).seconds is None
    assert len(asked) <= 2 * page
    table.due  # noqa: B018 - read once, so that what follows is what one entry costs
    asked.clear()
    job = table.assignment(3)
    site.hours.enter(job, WORK, OCTOBER, 35 * HOUR)
    table.changed([job])
    assert table.sum_of(OCTOBER).declared == table.due.declared == 35 * HOUR
    assert len(asked) < 60
    connection.set_trace_callback(None)


def test_a_filter_says_how_many_hours_it_hides(site: Site) -> None:
    for name, hours in (("Élodie", 100), ("Eloi", 30), ("Karim", 7)):
        job = site.worker(name)
        site.enter(job, "2026-10", hours)
        site.enter(job, "2026-10", 1, TRAINING)
    table = site.grid()
    assert table.hidden_seconds == 0
    table.narrow("elo")
    assert (table.row_count, table.all_rows, table.hidden_seconds) == (2, 3, 8 * HOUR)
    table.narrow("bati kar toit")
    assert (table.row_count, table.hidden_seconds) == (1, 132 * HOUR)
    table.narrow("  ")
    assert (table.row_count, table.narrowed_by) == (3, "")


def test_rows_are_sorted_by_person_then_lot_without_accents(site: Site) -> None:
    for name in ("Zola", "Élie", "Eloi", "éden"):
        site.worker(name)
    site.add("assignment", lot_id=site.lot, employer_id=site.agency, head_count=3)
    table = site.grid()
    names = [table.row(row).detail.last_name for row in range(table.row_count)]
    assert names == ["éden", "Élie", "Eloi", "Zola", ""]


def test_a_coarser_column_stands_beside_its_parts(site: Site) -> None:
    job = site.worker("Benali")
    site.enter(job, "2026-10/W41", 35)
    site.enter(job, "2026-10", 100)
    weeks = site.grid(Window(Scale.WEEKS, date(2026, 10, 12)))
    assert [str(period) for period in weeks.columns][-2:] == ["2026-10/W44", "2026-10"]
    piece, month = (weeks.figure(0, parse_period(p)) for p in ("2026-10/W41", "2026-10"))
    assert (piece.seconds, piece.covered) == (35 * HOUR, 100 * HOUR)
    assert (month.seconds, month.detail, month.differs) == (100 * HOUR, 35 * HOUR, True)
    assert weeks.total(0) == 100 * HOUR
    days = site.grid(Window(Scale.DAYS, date(2026, 10, 7)))
    assert len(days.columns) == 8
    assert days.total(0) == 35 * HOUR


def test_windows_walk_and_zoom_around_the_period_one_is_in() -> None:
    months = Window(Scale.MONTHS, date(2026, 11, 23))
    assert [str(period) for period in months.columns][::11] == ["2025-12", "2026-11"]
    weeks = months.zoomed(Scale.WEEKS, 10)
    assert weeks.month == OCTOBER
    assert months.zoomed(Scale.WEEKS, 11).anchor == months.anchor
    days = weeks.zoomed(Scale.DAYS, 0)
    assert [str(day) for day in days.columns] == [
        *("2026-09-28", "2026-09-29", "2026-09-30", "2026-10-01", "2026-10-02"),
        *("2026-10-03", "2026-10-04", "2026-09/W40", "2026-10/W40"),
    ]
    assert days.columns[days.here] == parse_period("2026-10-01")
    assert [str(month) for month in days.months] == ["2026-09", "2026-10"]
    assert days.shift(1).week.number == 41
    assert weeks.shift(-10).month == Month(2025, 12)
    assert months.shift(-1).columns[-1] == Month(2025, 11)
    january = Window(Scale.WEEKS, date(2027, 1, 2))
    assert str(january.columns[0]) == "2027-01/W53"
