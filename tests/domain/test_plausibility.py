"""Proves that doubtful hours are kept and said, and that only nonsense is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.durations import LONGEST_MONTH
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.limits import Limits, limits_in
from ave_tui.domain.periods import parse_period
from ave_tui.domain.plausibility import Circumstances, Doubt, Span, judge
from ave_tui.domain.rules import Dated

H = 3600
TODAY = date(2026, 11, 23)
USUAL = Circumstances()
OCTOBER = Span(date(2026, 10, 5), date(2026, 10, 20))


def doubts(
    period: str, hours: float, around: Circumstances = USUAL, limits: Limits | None = None
) -> set[Doubt]:
    warnings = judge(
        parse_period(period), round(hours * H), around, today=TODAY, limits=limits or Limits()
    )
    return {warning.doubt for warning in warnings}


@pytest.mark.parametrize(
    ("period", "hours", "doubt"),
    [
        ("2026-10-12", 10, None),
        ("2026-10-12", 10.01, Doubt.LONG_DAY),
        ("2026-10/W41", 48, None),
        ("2026-10/W41", 48.01, Doubt.LONG_WEEK),
        ("2026-10", 208, None),
        ("2026-10", 208.01, Doubt.LONG_MONTH),
        # From the 1st to the 4th of October: four days.
        ("2026-10/W40", 40, None),
        ("2026-10/W40", 40.01, Doubt.LONG_DAY),
    ],
)
def test_the_limits_of_day_week_and_month(period: str, hours: float, doubt: Doubt | None) -> None:
    assert doubts(period, hours) == ({doubt} if doubt else set())


@pytest.mark.parametrize(
    ("period", "around", "doubt"),
    [
        ("2026-10-12", Circumstances(day=11 * H), Doubt.LONG_DAY),
        ("2026-10-12", Circumstances(week=49 * H), Doubt.LONG_WEEK),
        ("2026-10-12", Circumstances(month=209 * H), Doubt.LONG_MONTH),
        ("2026-10/W41", Circumstances(week=49 * H), Doubt.LONG_WEEK),
        ("2026-10", Circumstances(month=209 * H), Doubt.LONG_MONTH),
        ("2026-10", Circumstances(day=11 * H, week=49 * H), None),
    ],
)
def test_all_employers_are_added_up(
    period: str, around: Circumstances, doubt: Doubt | None
) -> None:
    assert doubts(period, 1, around) == ({doubt} if doubt else set())


def test_limits_are_settings_and_grow_with_the_head_count() -> None:
    assert doubts("2026-10-12", 11, limits=Limits(day=12 * H)) == set()
    assert doubts("2026-10", 600, Circumstances(people=3)) == set()
    assert doubts("2026-10", 625, Circumstances(people=3)) == {Doubt.LONG_MONTH}
    assert doubts("2026-10", 9000, Circumstances(people=None)) == set()
    assert doubts("2026-10", 9000, Circumstances(people=0)) == set()


@pytest.mark.parametrize(
    ("around", "doubt"),
    [
        (Circumstances(employment=OCTOBER), Doubt.OUTSIDE_EMPLOYMENT),
        (Circumstances(assignment=OCTOBER), Doubt.OUTSIDE_ASSIGNMENT),
        (Circumstances(lot=OCTOBER), Doubt.OUTSIDE_LOT),
    ],
)
def test_hours_outside_the_dates_are_doubtful(around: Circumstances, doubt: Doubt) -> None:
    """field.md 4.3, Dates: within the contract's and the market's."""
    exact = Limits(tolerance=0)
    for inside in ("2026-10", "2026-10/W41", "2026-10/W43", "2026-10-05", "2026-10-20"):
        assert doubts(inside, 1, around, exact) == set()
    for outside in ("2026-09", "2026-11", "2026-10/W40", "2026-10-04", "2026-10-21"):
        assert doubts(outside, 1, around, exact) == {doubt}


def test_a_lot_begins_and_ends_some_weeks_beside_its_dates() -> None:
    """field.md 4.3, Dates: the market's with a tolerance, 30 days where nothing is said."""
    around = Circumstances(lot=OCTOBER)
    for inside in ("2026-09", "2026-11", "2026-09-05", "2026-11-19"):
        assert doubts(inside, 1, around) == set()
    for outside in ("2026-08", "2026-09-04", "2026-11-20"):
        assert doubts(outside, 1, around) == {Doubt.OUTSIDE_LOT}
    assert doubts("2026-11-20", 1, around, Limits(tolerance=31)) == set()
    never = Circumstances(lot=Span(date.min, date.max))
    assert doubts("2026-10", 1, never) == set()


def test_nobody_works_ten_hours_on_every_day_of_a_month() -> None:
    """field.md 4.3: absolute 10 h x 31 = 310 h."""
    assert Doubt.LONG_MONTH in doubts("2026-10", 310)
    assert doubts("2026-10", 310.01) == {Doubt.IMPOSSIBLE_MONTH, Doubt.LONG_DAY}


def test_twelve_weeks_are_44_hours_each_on_average() -> None:
    """field.md 4.3: 48 h a week at most, 44 h on average over 12 weeks."""
    assert doubts("2026-10", 1, Circumstances(average=44 * H)) == set()
    assert doubts("2026-10", 1, Circumstances(average=44 * H + 1)) == {Doubt.LONG_AVERAGE}


@pytest.mark.parametrize(
    ("period", "hours", "doubtful"),
    [
        ("2026-10/W41", 35, False),
        ("2026-10/W41", 35.01, True),
        ("2026-10", 151.66, False),
        ("2026-10", 151.68, True),
    ],
)
def test_minors_work_35_hours_a_week(period: str, hours: float, doubtful: bool) -> None:
    """field.md 4.3: minors and apprentices under 18, 35 h; a month of them is 35 x 52 / 12."""
    around = Circumstances(minor=True)
    assert doubts(period, hours, around) == ({Doubt.MINOR} if doubtful else set())
    assert doubts(period, hours) == set()


def test_two_companies_that_declare_the_same_period_full_time_are_doubtful() -> None:
    """hours.md, Doubles: both count, and it is a warning."""
    assert doubts("2026-10", 1, Circumstances(full_time_at=1)) == set()
    assert doubts("2026-10", 1, Circumstances(full_time_at=2)) == {Doubt.TWICE_DECLARED}


def test_hours_after_the_end_of_eligibility_say_when_it_ended() -> None:
    around = Circumstances(eligibilities=(Span(date(2023, 1, 1), date(2024, 12, 31)), OCTOBER))
    (warning,) = judge(parse_period("2026-11"), H, around, today=TODAY)
    assert warning.doubt is Doubt.AFTER_ELIGIBILITY
    assert warning.sentence.values == {"day": date(2026, 10, 20)}
    (between,) = judge(parse_period("2026-01"), H, around, today=TODAY)
    assert between.sentence.values == {"day": date(2024, 12, 31)}
    assert doubts("2022-12", 1, around) == {Doubt.BEFORE_ELIGIBILITY}
    assert doubts("2026-10", 1, around) == set()


def test_no_eligibility_is_another_matter() -> None:
    assert doubts("2026-10", 1, Circumstances(eligibilities=())) == set()
    assert doubts("2030-10-01", 1, Circumstances(eligibilities=(Span(),))) == {Doubt.FUTURE}


@pytest.mark.parametrize(
    ("period", "future"),
    [
        ("2026-11", False),
        ("2026-12", True),
        ("2026-11/W48", False),
        ("2026-11/W49", True),
        ("2026-11-23", False),
        ("2026-11-24", True),
    ],
)
def test_a_period_that_has_not_begun_is_in_the_future(period: str, future: bool) -> None:
    assert doubts(period, 1) == ({Doubt.FUTURE} if future else set())


def test_a_nil_return_is_contradicted_by_hours_but_not_by_zero() -> None:
    assert doubts("2026-10", 1, Circumstances(nil=True)) == {Doubt.NIL_CONTRADICTED}
    assert doubts("2026-10", 0, Circumstances(nil=True)) == set()


@pytest.mark.parametrize(("seconds", "people"), [(-1, 1), (-1, None), (744 * H + 1, 1)])
def test_nonsense_is_refused(seconds: int, people: int | None) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        judge(parse_period("2026-10"), seconds, Circumstances(people=people), today=TODAY)
    assert refused.value.field == "seconds"


@given(
    st.sampled_from(["2026-10", "2026-10/W40", "2026-10-31", "2027-01"]),
    st.integers(0, LONGEST_MONTH),
    st.booleans(),
)
def test_nothing_that_a_month_holds_is_refused(period: str, seconds: int, nil: bool) -> None:
    around = Circumstances(OCTOBER, OCTOBER, OCTOBER, (OCTOBER,), nil=nil)
    for warning in judge(parse_period(period), seconds, around, today=TODAY):
        assert warning.sentence.text.format(**warning.sentence.values)


def test_limits_are_those_that_hold_on_the_first_day_of_the_period() -> None:
    given_rules = [
        Dated("1", "day_limit", "2026-10-05", 8 * H),
        Dated("2", "day_limit", "2026-11-01", 7 * H),
        Dated("3", "balance_days", "", 5),
    ]
    before, since, later = (
        limits_in(parse_period(period), given_rules)
        for period in ("2026-10-04", "2026-10-05", "2026-11")
    )
    assert (before, since.day, later.day) == (Limits(), 8 * H, 7 * H)
    assert (since.week, since.month) == (Limits().week, Limits().month)
    assert limits_in(parse_period("2026-10"), given_rules[2:]) == Limits()
    theirs = [*given_rules, Dated("4", "day_limit", "", 6 * H, authority="ville")]
    assert limits_in(parse_period("2026-11"), theirs, "ville").day == 6 * H
    assert limits_in(parse_period("2026-11"), theirs, "other").day == 7 * H
