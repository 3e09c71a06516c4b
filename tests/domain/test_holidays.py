"""Proves the French calendar, and that a week over two months is split without losing a second."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.holidays import (
    alsace_moselle_holidays,
    easter,
    public_holidays,
    split_week,
    working_days,
)
from ave_tui.domain.periods import Week

HOUR = 3600
WEEKS = st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(Week.of)


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1961, date(1961, 4, 2)),
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


def test_the_holidays_of_2026() -> None:
    days = (
        (1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25), (7, 14), (8, 15), (11, 1), (11, 11),
        (12, 25),
    )  # fmt: skip
    france = {date(2026, month, day) for month, day in days}
    assert public_holidays(2026) == france
    assert alsace_moselle_holidays(2026) == france | {date(2026, 4, 3), date(2026, 12, 26)}


def test_working_days_leave_out_weekends_and_holidays() -> None:
    assert working_days(date(2026, 10, 1), date(2026, 10, 31)) == 22
    assert working_days(date(2026, 5, 1), date(2026, 5, 31)) == 17
    assert working_days(date(2026, 4, 1), date(2026, 4, 5), alsace_moselle_holidays) == 2
    assert working_days(date(2026, 10, 2), date(2026, 10, 1)) == 0


def split(text: str, hours: int) -> dict[str, int]:
    shares = split_week(hours * HOUR, Week.parse(text))
    return {str(piece): seconds // HOUR for piece, seconds in shares.items()}


def test_the_examples_of_the_law() -> None:
    assert split("2026-W40", 35) == {"2026-09/W40": 21, "2026-10/W40": 14}
    assert split("2026-W44", 35) == {"2026-10/W44": 35}
    assert split("2026-W41", 35) == {"2026-10/W41": 35}


def test_a_holiday_moves_hours_to_the_other_month() -> None:
    # New Year's Eve is the fourth day, the 1st of January a holiday.
    assert split("2026-W53", 36) == {"2026-12/W53": 36}
    # The 1st of May 2025 is the Thursday.
    assert split("2025-W18", 36) == {"2025-04/W18": 27, "2025-05/W18": 9}


def test_a_week_without_a_working_day_is_split_as_if_it_had_them() -> None:
    week = Week.parse("2026-W40")
    shares = split_week(35 * HOUR, week, lambda _year: frozenset(week.days()))
    assert list(shares.values()) == [21 * HOUR, 14 * HOUR]


@given(WEEKS, st.integers(0, 744 * HOUR))
def test_a_split_keeps_the_sum_and_the_proportions(week: Week, seconds: int) -> None:
    shares = split_week(seconds, week)
    assert sum(shares.values()) == seconds
    days = {piece: working_days(piece.first, piece.last) for piece in shares}
    whole = sum(days.values())
    for piece, share in shares.items():
        assert abs(share - seconds * days[piece] / whole) < 1
