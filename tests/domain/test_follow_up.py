"""Who is called when (field.md 1.2 step 14; the delays are rules, marked as assumptions there)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.choices import ExitMoment
from ave_tui.domain.follow_up import (
    MONTHS_AFTER,
    Asking,
    Call,
    Known,
    Spell,
    State,
    asking_on,
    call_for,
    ended,
    known_since,
    months_after,
)
from ave_tui.domain.rules import Dated

TODAY = date(2026, 11, 23)
"""A Monday."""
ASKING = Asking()
_DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
_MOMENTS = st.sampled_from([moment.value for moment in ExitMoment])
_IDS = st.sampled_from("abc")
_SPELLS = st.lists(st.builds(Spell, _IDS, st.none() | _DAYS, st.none() | _DAYS), max_size=4)
_KNOWN = st.lists(
    st.builds(Known, _MOMENTS, st.sampled_from(["CDI", "UNKNOWN"]), st.none() | _IDS, _DAYS),
    max_size=4,
)
_ASKING = st.builds(
    Asking,
    st.frozensets(st.sampled_from(ExitMoment)),
    st.integers(0, 100),
    st.integers(0, 20),
    st.integers(1, 4),
    st.integers(0, 60),
)


def ended_on(day: date, contract: str = "a") -> Spell:
    return Spell(contract, day - timedelta(days=90), day)


def call(
    day: date, known: tuple[Known, ...] = (), calls: tuple[date, ...] = (), asking: Asking = ASKING
) -> Call | None:
    return call_for([ended_on(day)], known, calls, TODAY, asking)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 23), 3, date(2026, 11, 23)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2025, 11, 23), 12, date(2026, 11, 23)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@given(_DAYS, st.integers(0, 60))
def test_months_after_keep_the_order_of_days(day: date, months: int) -> None:
    later = months_after(day, months)
    assert later <= months_after(day + timedelta(days=1), months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months


def test_one_is_asked_at_the_end_and_at_3_6_and_12_months_field_1_2() -> None:
    assert set(MONTHS_AFTER) == set(ExitMoment)
    for moment, months in MONTHS_AFTER.items():
        day = months_after(TODAY - timedelta(days=2), -months)
        found = call(day)
        assert found is not None
        assert (found.moment, found.state) == (moment, State.OVERDUE)


def test_a_week_goes_to_its_sunday() -> None:
    # Three months before the coming Sunday, and before the Monday after it.
    sunday, monday = call(date(2026, 8, 29)), call(date(2026, 8, 30))
    assert sunday is not None
    assert monday is not None
    assert sunday.state is State.THIS_WEEK
    assert monday.state is State.LATER
    assert monday.due_on == date(2026, 11, 30)


def test_a_situation_is_given_up_after_a_while_and_for_the_next_one() -> None:
    soon = Asking(ahead=0)
    assert call(TODAY - timedelta(days=60), asking=soon) is not None
    assert call(TODAY - timedelta(days=61), asking=soon) is None
    asked = Asking(keeps_on=400)
    late = call(date(2026, 5, 1), asking=asked)
    assert late is not None
    assert late.moment == ExitMoment.MONTH_6, "the one at 3 months is past"


def test_a_new_contract_begins_all_anew() -> None:
    left = ended_on(date(2026, 8, 20))
    assert call_for([left], [], [], TODAY, ASKING) is not None
    assert call_for([left, Spell("b", TODAY, None)], [], [], TODAY, ASKING) is None
    assert call_for([left, ended_on(TODAY, "b")], [], [], TODAY, ASKING) is None, "works today"
    again = [left, ended_on(date(2026, 11, 20), "b")]
    found = call_for(again, [Known("END", "CDI", "a", date(2026, 8, 20))], [], TODAY, ASKING)
    assert found is not None
    assert (found.contract, found.moment) == ("b", ExitMoment.END)


def test_what_was_said_after_an_earlier_contract_is_past() -> None:
    last = ended_on(date(2026, 11, 20), "b")
    known = [
        Known("END", "CDI", "a", date(2026, 8, 20)),
        Known("MONTH_3", "JOBSEEKER", None, date(2026, 11, 21)),
        Known("MONTH_6", "CDI", None, None),
        Known("MONTH_12", "SIAE", "b", None),
        Known("MONTH_99", "SIAE", "b", None),
    ]
    assert known_since(last, known) == {
        ExitMoment.MONTH_3: "JOBSEEKER",
        ExitMoment.MONTH_6: "CDI",
        ExitMoment.MONTH_12: "SIAE",
    }


def test_of_two_records_of_one_moment_the_later_counts() -> None:
    first = Known("END", "JOBSEEKER", "a", date(2026, 11, 20))
    later = Known("END", "CDI", "a", date(2026, 11, 22))
    last = ended_on(date(2026, 11, 20))
    assert known_since(last, [later, first]) == {ExitMoment.END: "CDI"}


def test_a_call_in_vain_comes_back_a_week_later_and_after_three_one_is_out_of_reach() -> None:
    day = TODAY - timedelta(days=20)
    once = call(day, calls=(TODAY,))
    assert once is not None
    assert (once.next_on, once.tries, once.state) == (TODAY + timedelta(days=7), 1, State.LATER)
    thrice = call(day, calls=tuple(TODAY - timedelta(days=back) for back in (14, 7, 1)))
    assert thrice is not None
    assert thrice.state is State.UNREACHABLE
    early = call(date(2026, 8, 25), calls=(TODAY,))
    assert early is not None
    assert early.next_on == TODAY + timedelta(days=7), "called two days before the day"
    before = call(day, calls=(day - timedelta(days=1),))
    assert before is not None
    assert before.tries == 0, "a call from before the end was about something else"


def test_rules_of_the_structure_decide() -> None:
    given_rules = [
        Dated("1", "exit_moments", "", 0, codes="END MONTH_6 NEVER"),
        Dated("2", "exit_again_days", "", 3),
        Dated("3", "exit_tries", "2027-01-01", 9),
    ]
    asking = asking_on(given_rules, "2026-11-23")
    assert asking.moments == {ExitMoment.END, ExitMoment.MONTH_6}
    assert (asking.again, asking.tries, asking.keeps_on) == (3, 3, 60)
    assert asking_on([], "2026-11-23") == ASKING
    assert call(date(2026, 8, 20), asking=asking) is None


@given(_SPELLS, _KNOWN, st.lists(_DAYS, max_size=4), _DAYS, _ASKING)
def test_who_is_called_left_and_has_not_been_asked(
    spells: list[Spell], known: list[Known], calls: list[date], today: date, asking: Asking
) -> None:
    found = call_for(spells, known, calls, today, asking)
    assert found == call_for(spells[::-1], known[::-1], calls[::-1], today, asking)
    left = ended(spells, today)
    if left is None:
        assert found is None
        return
    assert left.ends_on is not None
    assert all(spell.ends_on and spell.ends_on <= left.ends_on for spell in spells)
    if found is None:
        return
    assert found.ended_on == left.ends_on
    assert found.moment in asking.moments
    assert found.moment not in known_since(left, known)
    assert found.next_on >= found.due_on >= found.ended_on
    assert -asking.ahead <= (today - found.due_on).days <= asking.keeps_on
    assert (found.state is State.UNREACHABLE) == (found.tries >= asking.tries)
    if found.state is State.OVERDUE:
        assert found.next_on < today


@given(_SPELLS, _KNOWN, _DAYS, _ASKING)
def test_recording_the_situation_settles_the_call(
    spells: list[Spell], known: list[Known], today: date, asking: Asking
) -> None:
    found = call_for(spells, known, [], today, asking)
    if found is None:
        return
    said = Known(found.moment, "CDI", found.contract, today)
    after = call_for(spells, [*known, said], [], today, asking)
    assert after is None or after.moment != found.moment
