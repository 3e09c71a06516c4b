"""For which months a return is owed, until when, and where it stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.choices import ReturnStatus
from ave_tui.domain.return_months import due_day, runs
from ave_tui.domain.returns import Tone, is_late, next_tone, status_of

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("month", "owed"),
    [("2026-02", False), ("2026-03", True), ("2026-09", True), ("2026-10", False)],
)
def test_a_return_is_owed_from_the_start_to_the_first_end(month: str, owed: bool) -> None:
    """field.md 1.2, step 11: every month of the award, those it begins and ends in among them."""
    assert runs(month, "2026-03-31", ("2026-12-31", "2026-09-01", None), None) is owed


def test_without_dates_every_month_after_the_opening_balance_is_owed() -> None:
    assert runs("1999-01", None, (), None)
    assert not runs("2026-09", None, (), "2026-09-30")
    assert runs("2026-10", None, (), "2026-09-30")


@given(st.dates(date(1900, 1, 1), date(2199, 11, 30)), st.integers(-3, 40))
def test_the_due_day_lies_in_the_month_after(day: date, number: int) -> None:
    due = date.fromisoformat(due_day(f"{day:%Y-%m}", number))
    after = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    assert (due.year, due.month) == (after.year, after.month)
    assert due.day == max(1, min(number, due.day)) or (due + timedelta(days=1)).day == 1


def test_the_usual_due_day_is_the_middle_of_the_next_month() -> None:
    assert due_day("2026-10", 15) == "2026-11-15"
    assert due_day("2026-12", 15) == "2027-01-15"
    assert due_day("2027-01", 31) == "2027-02-28"


@pytest.mark.parametrize(
    ("recorded", "stated", "status"),
    [
        ("", False, ReturnStatus.EXPECTED),
        ("", True, ReturnStatus.RECEIVED),
        ("EXPECTED", True, ReturnStatus.RECEIVED),
        ("NIL", True, ReturnStatus.NIL),
        ("DISPUTED", False, ReturnStatus.DISPUTED),
        ("OF A LATER VERSION", False, ReturnStatus.EXPECTED),
    ],
)
def test_what_was_said_wins_over_what_was_typed(
    recorded: str, stated: bool, status: ReturnStatus
) -> None:
    assert status_of(recorded, stated=stated) is status


def test_only_what_has_not_come_is_late_and_not_on_the_day_itself() -> None:
    assert is_late(ReturnStatus.EXPECTED, "2026-11-22", TODAY)
    assert not is_late(ReturnStatus.EXPECTED, "2026-11-23", TODAY)
    assert not is_late(ReturnStatus.RECEIVED, "2026-01-01", TODAY)


def test_the_tone_follows_what_was_written_before() -> None:
    assert [next_tone(times) for times in range(4)] == [
        Tone.FIRST,
        Tone.SECOND,
        Tone.FORMAL,
        Tone.FORMAL,
    ]
