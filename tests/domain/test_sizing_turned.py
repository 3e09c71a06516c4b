"""Sizings turned round: inverse, sensitivity, full-time equivalents, days and weeks, doubts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.durations import HOUR
from ave_tui.domain.rules import RULES
from ave_tui.domain.sizing import size
from ave_tui.domain.sizing_figures import Given, half_up
from ave_tui.domain.sizing_turned import (
    Sensible,
    Span,
    Working,
    doubts,
    effort_for,
    hours_in,
    sensitivity,
    share_of_amount,
)
from ave_tui.domain.trade_choices import SizingMethod
from tests.domain.test_sizing import AMOUNT, MILLION, USAGES

WORKING = Working(RULES["fte_hours"].default, RULES["legal_week"].default)
SENSIBLE = Sensible(RULES["sizing_least"].default, RULES["sizing_months"].default)


def test_ave_2021_25_million_hours_are_15703_full_time_equivalents_at_1600() -> None:
    ftes = WORKING.ftes(Fraction(25_124_684))
    assert (half_up(ftes), half_up(ftes * 10)) == (15_703, 157_029)
    assert half_up(WORKING._replace(fte=1607 * HOUR).ftes(Fraction(25_124_684))) == 15_635


def test_labour_code_35_hours_times_52_by_12_are_151_67() -> None:
    assert WORKING.month == Fraction(455, 3)
    assert half_up(WORKING.month * 100) == 15_167


def test_which_effort_gives_700_hours() -> None:
    effort = effort_for(AMOUNT, USAGES, Fraction(700))
    assert effort == Fraction("4.2")
    assert size(replace(AMOUNT, effort=420), USAGES).hours == 700


@given(st.integers(1, 10**9), st.integers(1, 10_000), st.integers(1, 10**4))
def test_the_effort_found_gives_the_hours_wanted(amount: int, share: int, rate: int) -> None:
    given_ = Given(SizingMethod.AMOUNT, amount, share, 500, rate)
    effort = effort_for(given_, USAGES, Fraction(1234))
    assert effort is not None
    assert size(given_, USAGES).hours * effort / 5 == 1234


def test_where_no_effort_is_asked_for_none_is_found() -> None:
    assert effort_for(Given(SizingMethod.SCALE, MILLION), USAGES, Fraction(700)) is None
    assert effort_for(Given(), USAGES, Fraction(700)) is None
    assert effort_for(AMOUNT, USAGES, Fraction(0)) is None
    assert sensitivity(Given(SizingMethod.SCALE, MILLION), USAGES) is None


def test_three_rates_by_three_efforts() -> None:
    table = sensitivity(AMOUNT, USAGES)
    assert table is not None
    assert (table.rates, table.efforts) == ((2500, 3000, 3500), (250, 500, 750))
    assert table.hours == ((500, 1000, 1500), (417, 833, 1250), (357, 714, 1071))


def test_without_a_rate_only_the_efforts_vary() -> None:
    worked = Given(SizingMethod.HOURS, labour_seconds=1000 * HOUR, effort=100)
    table = sensitivity(worked, USAGES)
    assert table is not None
    assert (table.rates, table.efforts, table.hours) == ((), (50, 100, 150), ((5, 10, 15),))
    full = sensitivity(replace(worked, effort=10_000), USAGES)
    assert full is not None
    assert full.efforts == (9750, 10_000, 10_000), "there is no more than all"


def test_a_rate_that_the_method_does_not_look_at_makes_no_rows() -> None:
    worked = Given(SizingMethod.HOURS, labour_seconds=1000 * HOUR, effort=1, rate_cents=3000)
    table = sensitivity(worked, USAGES)
    assert table is not None
    assert (table.rates, table.efforts) == ((), (1, 1, 1))


@given(st.fractions(min_value=1, max_value=10**6), st.sampled_from(Span))
def test_days_weeks_months_and_ftes_convert_both_ways(figure: Fraction, span: Span) -> None:
    one = hours_in(span, WORKING)
    assert figure * one / one == figure
    assert hours_in(Span.DAY, WORKING) * 5 == hours_in(Span.WEEK, WORKING) == 35
    assert WORKING.people(figure * one, 2) * 2 * WORKING.month == figure * one


def test_what_the_hours_cost_of_the_amount() -> None:
    assert share_of_amount(AMOUNT, Fraction(2500, 3)) == Fraction("2.5")
    assert share_of_amount(Given(), Fraction(1)) is None


@pytest.mark.parametrize(
    ("hours", "starts", "ends", "said"),
    [
        (105, "2026-01-01", "2026-02-28", 0),
        (104, "2026-01-01", "2026-12-31", 1),
        (833, "2026-01-01", "2026-02-27", 1),
        (20, "2026-01-31", "2026-03-01", 2),
        (833, "", "2026-02-27", 0),
        (833, "spring", "2026-02-27", 0),
    ],
)
def test_iae_aquitaine_too_few_hours_and_less_than_two_months_are_doubtful(
    hours: int, starts: str, ends: str, said: int
) -> None:
    assert len(list(doubts(Fraction(hours), starts, ends, SENSIBLE))) == said


def test_what_buyers_count_in_has_a_name() -> None:
    assert [span.label for span in Span] == ["days", "weeks", "months", "full-time equivalents"]
