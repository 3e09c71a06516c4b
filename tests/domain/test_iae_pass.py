"""The PASS IAE, exactly as field.md 3.3 has it from les-emplois (approvals/models.py, enums.py)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.choices import CompanyKind
from ave_tui.domain.eligible import months_later
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.iae_pass import (
    PROLONGING,
    SUSPENDING,
    Stretch,
    asking_time,
    is_waiting,
    pass_end,
    pushed,
    refuse_prolongation,
    refuse_suspension,
    waits_until,
)
from ave_tui.domain.trade_choices import ProlongingReason, SuspendingReason

END = date(2026, 12, 31)
AFTER = date(2027, 1, 1)
DAYS = st.dates(date(2015, 1, 1), date(2060, 1, 1))


def test_it_lasts_2_x_365_days_both_included_field_md_9() -> None:
    assert pass_end("2025-01-01") == "2026-12-31"


@given(DAYS)
def test_it_always_has_730_days_leap_years_or_not(start: date) -> None:
    assert (date.fromisoformat(pass_end(start.isoformat())) - start).days + 1 == 730


def test_two_years_of_waiting_follow_it_field_md_3_3() -> None:
    assert waits_until(END) == date(2028, 12, 31)
    assert not is_waiting(END, END)
    assert is_waiting(END, AFTER)
    assert is_waiting(END, date(2028, 12, 31))
    assert not is_waiting(END, date(2029, 1, 1))


def test_prolonging_is_asked_for_12_months_before_to_6_after_field_md_3_3() -> None:
    assert asking_time(END) == (date(2025, 12, 31), date(2027, 6, 30))


def prolong(reason: str, last: str, **given_: Any) -> None:
    """Ask for a prolongation right after the end."""
    refuse_prolongation(
        Stretch(reason, AFTER, date.fromisoformat(last)),
        END,
        given_.get("before", ()),
        given_.get("asked", date(2026, 11, 1)),
        given_.get("employers", ()),
        given_.get("opinion", ""),
    )


@pytest.mark.parametrize("asked", [date(2025, 12, 30), date(2027, 7, 1)])
def test_too_early_or_too_late_it_is_refused_field_md_3_3(asked: date) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        prolong("COMPLETE_TRAINING", "2027-06-30", asked=asked)
    assert refused.value.field == "decided_on"


@pytest.mark.parametrize(
    ("reason", "longest", "too_long", "opinion"),
    [
        ("SENIOR_CDI", "2036-12-31", "2037-01-01", ""),
        ("COMPLETE_TRAINING", "2027-12-31", "2028-01-01", ""),
        ("RQTH", "2027-12-31", "2028-01-01", "Cap emploi"),
        ("SENIOR", "2027-12-31", "2028-01-01", "France Travail"),
        ("PARTICULAR_DIFFICULTIES", "2027-12-31", "2028-01-01", "Mission locale"),
    ],
)
def test_each_reason_has_its_length_at_a_time_field_md_3_3(
    reason: str, longest: str, too_long: str, opinion: str
) -> None:
    prolong(reason, longest, opinion=opinion)
    with pytest.raises(RuleBrokenError) as refused:
        prolong(reason, too_long, opinion=opinion)
    assert refused.value.field == "ends_on"


@pytest.mark.parametrize("reason", ["RQTH", "SENIOR", "PARTICULAR_DIFFICULTIES"])
def test_some_reasons_want_a_referrers_opinion_field_md_3_3(reason: str) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        prolong(reason, "2027-06-30")
    assert refused.value.field == "opinion_by"


@pytest.mark.parametrize(
    ("reason", "years"), [("RQTH", 3), ("PARTICULAR_DIFFICULTIES", 3), ("SENIOR", 5)]
)
def test_some_reasons_have_a_cap_altogether_field_md_3_3(reason: str, years: int) -> None:
    before: list[Stretch] = []
    first, end = AFTER, END
    for _ in range(years):
        last = date.fromisoformat(months_later(first.isoformat(), 12))
        new = Stretch(reason, first, last)
        refuse_prolongation(new, end, before, end, (), "France Travail")
        before.append(new)
        first, end = last + timedelta(days=1), last
    more = Stretch(reason, first, first + timedelta(days=30))
    with pytest.raises(RuleBrokenError) as refused:
        refuse_prolongation(more, end, before, end, (), "France Travail")
    assert refused.value.field == "ends_on"


def test_a_training_has_no_cap_altogether_field_md_3_3() -> None:
    before = [Stretch("COMPLETE_TRAINING", date(2017, 1, 1), END)]
    prolong("COMPLETE_TRAINING", "2027-12-31", before=before)


def test_difficulties_are_for_ai_and_aci_alone_field_md_3_3() -> None:
    ask = {"opinion": "Mission locale"}
    prolong("PARTICULAR_DIFFICULTIES", "2027-06-30", employers=("AI", "EI"), **ask)
    prolong("PARTICULAR_DIFFICULTIES", "2027-06-30", employers=("ACI",), **ask)
    with pytest.raises(RuleBrokenError):
        prolong("PARTICULAR_DIFFICULTIES", "2027-06-30", employers=("EI", "ETTI"), **ask)


def test_what_ends_no_later_is_none() -> None:
    with pytest.raises(RuleBrokenError):
        prolong("COMPLETE_TRAINING", "2026-12-31")
    with pytest.raises(RuleBrokenError):
        prolong("CONTRACT_BROKEN", "2027-06-30")


def suspend(reason: str, first: date, last: date, **given_: Any) -> None:
    """Ask for a suspension of a PASS that began on 1 January 2025."""
    refuse_suspension(
        Stretch(reason, first, last),
        date(2025, 1, 1),
        END,
        given_.get("before", ()),
        given_.get("employers", ()),
    )


def test_a_suspension_lasts_36_months_at_most_and_pushes_the_end_field_md_3_3() -> None:
    first = date(2026, 1, 1)
    suspend("CONTRACT_SUSPENDED", first, date(2028, 12, 31))
    with pytest.raises(RuleBrokenError):
        suspend("CONTRACT_SUSPENDED", first, date(2029, 1, 1))
    year = Stretch("CONTRACT_BROKEN", first, date(2026, 12, 31))
    assert pushed(END, year) == date(2027, 12, 31)


def test_one_suspension_may_follow_another_but_not_overlap_field_md_3_3() -> None:
    before = [Stretch("CONTRACT_BROKEN", date(2025, 2, 1), date(2025, 12, 31))]
    suspend("FINISHED_CONTRACT", date(2026, 1, 1), date(2026, 6, 30), before=before)
    with pytest.raises(RuleBrokenError):
        suspend("FINISHED_CONTRACT", date(2025, 12, 31), date(2026, 6, 30), before=before)


def test_a_suspension_begins_while_the_pass_runs() -> None:
    for first in (date(2024, 12, 31), date(2027, 1, 1)):
        with pytest.raises(RuleBrokenError):
            suspend("CONTRACT_BROKEN", first, first + timedelta(days=30))
    with pytest.raises(RuleBrokenError):
        suspend("CONTRACT_BROKEN", date(2026, 2, 2), date(2026, 2, 1))
    with pytest.raises(RuleBrokenError):
        suspend("SENIOR", date(2026, 2, 2), date(2026, 3, 1))


def test_a_bridging_contract_is_for_aci_and_ei_alone_field_md_3_3() -> None:
    first, last = date(2026, 1, 1), date(2026, 6, 30)
    suspend("CONTRAT_PASSERELLE", first, last, employers=("EI",))
    with pytest.raises(RuleBrokenError):
        suspend("CONTRAT_PASSERELLE", first, last, employers=(CompanyKind.ETTI,))


@given(DAYS, st.integers(0, 1000), DAYS)
def test_a_suspension_never_costs_a_day(first: date, days: int, end: date) -> None:
    stretch = Stretch("CONTRACT_BROKEN", first, first + timedelta(days=days))
    assert (pushed(end, stretch) - end).days == stretch.days == days + 1


def test_forms_offer_the_reasons_that_the_rules_know() -> None:
    assert [str(code) for code in ProlongingReason] == [str(code) for code in PROLONGING]
    assert [str(code) for code in SuspendingReason] == [str(code) for code in SUSPENDING]
