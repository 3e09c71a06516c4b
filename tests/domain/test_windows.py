"""What a grid of hours shows side by side: nothing twice in a sum, and one knows where one is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.periods import Month, parse_period
from ave_tui.domain.windows import Scale, Scope, ScopeKind, Window, window_on

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
WINDOWS = st.builds(Window, st.sampled_from(Scale), DAYS)


def texts(window: Window) -> list[str]:
    return [str(column) for column in window.columns]


def test_twelve_months_end_with_the_anchors() -> None:
    shown = Window(Scale.MONTHS, date(2026, 3, 15))
    assert texts(shown)[0] == "2025-04"
    assert texts(shown)[-1] == "2026-03"
    assert shown.months == (Month(2025, 4), Month(2026, 3))
    assert shown.here == 11


def test_a_month_is_shown_by_its_weeks_or_days_and_then_itself() -> None:
    weeks = texts(Window(Scale.WEEKS, date(2026, 10, 12)))
    assert weeks == [f"2026-10/W{week}" for week in (40, 41, 42, 43, 44)] + ["2026-10"]
    days = texts(Window(Scale.MONTH_DAYS, date(2026, 10, 12)))
    assert (len(days), days[0], days[-1]) == (32, "2026-10-01", "2026-10")


def test_a_week_over_two_months_has_two_parts() -> None:
    shown = Window(Scale.DAYS, date(2026, 10, 1))
    assert texts(shown)[0] == "2026-09-28"
    assert [str(part) for part in shown.summing] == ["2026-09/W40", "2026-10/W40"]
    assert shown.months == (Month(2026, 9), Month(2026, 10))


@given(WINDOWS)
def test_a_total_counts_each_day_once(shown: Window) -> None:
    days = [day for period in shown.summing for day in period.days()]
    assert len(days) == len(set(days))
    assert {day for column in shown.columns for day in column.days()} == set(days)


@given(WINDOWS)
def test_the_grid_begins_where_the_anchor_is(shown: Window) -> None:
    assert shown.anchor in shown.columns[shown.here].days()


@given(WINDOWS, st.integers(-30, 30))
def test_going_there_and_back_shows_the_same(shown: Window, steps: int) -> None:
    there = shown.shift(steps)
    assert there.shift(-steps).columns == shown.columns
    assert (there.columns == shown.columns) == (steps == 0)
    if steps == 1:
        assert there.columns[0].first > shown.columns[0].first


@given(WINDOWS, st.sampled_from(Scale), st.data())
def test_zooming_stays_at_what_was_looked_at(
    shown: Window, scale: Scale, data: st.DataObject
) -> None:
    column = data.draw(st.integers(0, len(shown.columns) - 1))
    closer = shown.zoomed(scale, column)
    assert closer.scale is scale
    assert closer.anchor in shown.columns[column].days()
    assert any(closer.anchor in period.days() for period in closer.columns)


def test_a_window_without_more_words_is_everybodys() -> None:
    assert Scope() == Scope(ScopeKind.EVERYBODY, "")


@pytest.mark.parametrize("period", ["2026-10", "2026-10/W41", "2026-10/W40", "2026-10-12"])
def test_a_window_on_a_period_begins_in_its_column(period: str) -> None:
    window = window_on(parse_period(period))
    assert str(window.columns[window.here]) == period
