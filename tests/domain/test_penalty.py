"""Penalties by the contract's own formula (field.md 4.5), every step with its figures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.holidays import alsace_moselle_holidays, public_holidays, working_days
from ave_tui.domain.penalty import Money, Penalty, Share, late_days, rounded
from ave_tui.i18n import say

HOUR = 3600
CEILING = 2900


def test_the_number_of_the_field() -> None:
    """field.md 9: penalty: 150 due, 70 done, x4, ceiling P: 80 x 4 x P."""
    penalty = Penalty(due=150 * HOUR, done=70 * HOUR, base=CEILING, factor=400)
    assert penalty.missing == 80 * HOUR
    assert penalty.amount == 80 * 4 * CEILING
    assert [say(step.how) for step in penalty.steps()] == [
        "150 h due − 70 h done = 80 h",
        "80 h × 4 × 29,00 €",
        "9\u00a0280,00 €",
    ]


def test_late_documents_and_missed_meetings_come_on_top() -> None:
    """field.md 4.5: 50 EUR per working day of delay, 500 EUR per missed meeting."""
    penalty = Penalty(
        due=HOUR, base=1000, late_days=3, late=5000, absences=2, absence=50000, cap=200000
    )
    assert penalty.amount == 1000 + 3 * 5000 + 2 * 50000
    assert [say(step.what) for step in penalty.steps()] == [
        "Missing hours",
        "For missing hours",
        "For late documents, per working day",
        "For missed meetings",
        "Together",
    ]


def test_a_cap_limits_and_is_said() -> None:
    penalty = Penalty(due=100 * HOUR, base=1000, cap=5000)
    assert penalty.amount == 5000
    assert say(penalty.steps()[-1].how) == "at most 50,00 € by the contract"
    assert penalty._replace(cap=None).amount == 100000
    assert penalty._replace(cap=100000).steps()[-1].cents == 100000


def test_more_than_was_due_costs_nothing() -> None:
    """field.md 4.2: over-realisation is welcome."""
    assert Penalty(due=100 * HOUR, done=120 * HOUR, base=1000).amount == 0


@given(
    st.integers(0, 10**8),
    st.integers(0, 10**8),
    st.integers(0, 10**6),
    st.integers(0, 10**4),
    st.none() | st.integers(0, 10**9),
)
def test_the_last_step_is_the_amount_and_never_beyond_the_cap(
    due: int, done: int, base: int, factor: int, cap: int | None
) -> None:
    penalty = Penalty(due=due, done=done, base=base, factor=factor, cap=cap)
    amount = penalty.amount
    assert amount >= 0
    assert cap is None or amount <= cap
    exact = max(0, due - done) / HOUR * factor / 100 * base
    assert cap is not None or abs(amount - exact) <= 0.5 + exact * 1e-9


def test_a_recorded_penalty_counts_what_it_says() -> None:
    recorded = Penalty.of({"due_seconds": 2 * HOUR, "base_cents": 500, "notes": "x"})
    assert recorded == Penalty(due=2 * HOUR, base=500)
    assert recorded.amount == 1000
    assert Penalty.of({}).amount == 0


def test_money_is_rounded_half_up() -> None:
    assert [rounded(n, 10) for n in (4, 5, 14, 15, 25)] == [0, 1, 1, 2, 3]
    assert str(Money(123456)) == "1\u00a0234,56 €"
    assert str(Share(425)) == "4,25"


ASKED = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("came", "days"),
    [
        (date(2026, 5, 1), 0),
        (ASKED, 0),
        (date(2026, 5, 20), 0),
        (date(2026, 5, 21), 1),
        (date(2026, 5, 26), 3),
    ],
)
def test_delay_is_counted_in_working_days_after_those_allowed(came: date, days: int) -> None:
    """field.md 4.5: within 10 working days; 8, 14 (Ascension) and 25 May 2026 are holidays."""
    assert late_days(ASKED, came, 10) == days


def test_alsace_and_moselle_have_two_holidays_more() -> None:
    asked, came = date(2026, 3, 30), date(2026, 4, 7)
    assert late_days(asked, came, 0) == 5
    assert late_days(asked, came, 0, alsace_moselle_holidays) == 4, "Good Friday is 3 April 2026"


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 90), st.integers(0, 30))
def test_a_day_later_is_at_most_a_working_day_more(asked: date, after: int, allowed: int) -> None:
    came = asked + timedelta(days=after)
    late = late_days(asked, came, allowed)
    next_day = late_days(asked, came + timedelta(days=1), allowed)
    assert late <= next_day <= late + 1
    assert late <= working_days(asked, came, public_holidays)
