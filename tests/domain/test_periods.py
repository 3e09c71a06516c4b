"""Proves that periods are read strictly, each in one month, and that weeks are cut at its edge."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.periods import Day, Month, Period, Week, WeekPiece, parse_period

DAYS = st.dates(date(1901, 1, 1), date(2198, 12, 31))
PERIODS: st.SearchStrategy[Period] = st.one_of(
    DAYS.map(Month.of), DAYS.map(WeekPiece.of), DAYS.map(Day)
)


@given(PERIODS)
def test_what_is_written_is_read_again(period: Period) -> None:
    assert parse_period(str(period)) == period


@given(PERIODS)
def test_a_period_lies_in_one_month(period: Period) -> None:
    assert {Month.of(day) for day in period.days()} == {period.month}
    assert (period.first, period.last) == (period.days()[0], period.days()[-1])


@given(DAYS)
def test_a_month_is_made_of_the_pieces_of_its_weeks(day: date) -> None:
    month = Month.of(day)
    pieces = month.pieces()
    assert [one for piece in pieces for one in piece.days()] == list(month.days())
    assert sorted(pieces) == list(pieces)
    assert [piece for piece in pieces if piece in Week.of(day).pieces()]


@given(DAYS)
def test_a_week_is_made_of_its_pieces(day: date) -> None:
    week = Week.of(day)
    assert [one for piece in week.pieces() for one in piece.days()] == list(week.days())
    assert day in week.days()
    assert {piece.week for piece in week.pieces()} == {week}
    assert Week.parse(str(week)) == week


@given(DAYS, st.integers(-600, 600))
def test_shifting_a_month_is_undone_by_counting_back(day: date, months: int) -> None:
    month = Month.of(day)
    assert month.shift(months) - month == months
    assert month.shift(months).shift(-months) == month


def test_the_last_week_of_a_year_keeps_its_number_in_january() -> None:
    week = Week.of(date(2026, 12, 30))
    assert str(week) == "2026-W53"
    december, january = week.pieces()
    assert (str(december), str(january)) == ("2026-12/W53", "2027-01/W53")
    assert (december.last, january.first, january.last) == (
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 1, 3),
    )
    assert january < WeekPiece(Month(2027, 1), 1)


def test_the_first_week_of_a_year_may_start_in_december() -> None:
    pieces = Week.of(date(2026, 1, 1)).pieces()
    assert [str(piece) for piece in pieces] == ["2025-12/W01", "2026-01/W01"]
    assert parse_period("2025-12/W01") == pieces[0]
    assert WeekPiece(Month(2025, 12), 52) < pieces[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-13",
        "2026-00",
        "2026-1",
        " 2026-10",
        "2026-10\n",
        "0026-10",
        "2026/10",
        "٢٠٢٦-10",
        "2026-02-29",
        "2026-10-32",
        "20261012",
        "2026-10-1",
        "2026-W41",
        "2026-W41-1",
        "2026-10/41",
        "2026-10/w41",
        "2026-10/W45",
        "2026-01/W53",
        "2025-12/W53",
        "2026-10/W00",
        "2026-10/W99",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        parse_period(text)
    assert refused.value.problem.values == {"text": text}
    assert refused.value.field == "period"


@pytest.mark.parametrize("text", ["2026-w41", "2026-W54", "2025-W53", "2026-W00", "W41", "2026-41"])
def test_no_other_week_is_read(text: str) -> None:
    with pytest.raises(RuleBrokenError):
        Week.parse(text)


def test_days_weeks_and_months_sort_by_date() -> None:
    day = date(2026, 12, 30)
    later = day + timedelta(days=7)
    assert Month.of(day) < Month.of(later)
    assert Week.of(day) < Week.of(later)
    assert Day(day) < Day(later)
    assert Day(day).month == Month(2026, 12).month
