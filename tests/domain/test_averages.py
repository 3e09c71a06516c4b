"""Twelve weeks on average: weeks as they stand, a month spread over its working days."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.averages import WEEKS, heaviest, is_heavy, spread, weeks_of
from ave_tui.domain.periods import Month, Week

H = 3600
OCTOBER = "2026-10"


def test_weeks_and_days_are_taken_as_they_stand() -> None:
    entries = [("2026-10/W41", 35 * H, None), ("2026-10-12", 7 * H, None)]
    assert spread(OCTOBER, entries) == {Week(2026, 41): 35 * H, Week(2026, 42): 7 * H}
    assert spread(OCTOBER, []) == {}


def test_a_week_figure_stands_for_its_days() -> None:
    """hours.md: in a month the coarser figure wins and the finer ones explain it."""
    entries = [("2026-10/W41", 35 * H, None), ("2026-10-06", 7 * H, None)]
    assert spread(OCTOBER, entries) == {Week(2026, 41): 35 * H}


@given(st.integers(0, 744), st.integers(0, 400))
def test_a_month_is_spread_over_its_working_days(number: int, hours: int) -> None:
    month = Month(1990, 1).shift(number)
    parts = spread(str(month), [(str(month), hours * H, None)])
    assert 0 <= hours * H - sum(parts.values()) < 6
    assert all(part >= 0 for part in parts.values())


def test_the_average_is_that_of_the_heaviest_twelve_weeks() -> None:
    """field.md 4.3: 44 h average over 12 weeks."""
    weeks = {Week(2026, number): 44 * H for number in range(20, 32)}
    assert heaviest(weeks, [Week(2026, 31)]) == 44 * H
    assert heaviest(weeks, [Week(2026, 32)]) == 44 * H * 11 // WEEKS
    assert heaviest(weeks, []) == 0


def test_a_usual_month_is_not_heavy_and_a_heavy_week_makes_it_so() -> None:
    assert not is_heavy(OCTOBER, [(OCTOBER, round(151.67 * H), None)], 44 * H)
    assert is_heavy(OCTOBER, [(OCTOBER, 200 * H, None)], 44 * H)
    assert is_heavy(OCTOBER, [("2026-10/W41", 45 * H, None)], 44 * H)
    assert not is_heavy(OCTOBER, [("2026-10/W41", 44 * H, None)], 44 * H)
    assert is_heavy(OCTOBER, [("2026-10-10", 50 * H, None)], 44 * H), "days are of their week"


@given(st.integers(0, 744))
def test_every_day_of_a_month_is_in_one_of_its_weeks(number: int) -> None:
    month = Month(1990, 1).shift(number)
    days = {day for _key, week, _own in weeks_of(str(month)) for day in week.days()}
    assert set(month.days()) <= days
