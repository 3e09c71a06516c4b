"""Proves that a made-up year has the accidents of real life, so that screens have what to show."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.sizing import size
from ave_tui.domain.sizing_figures import Given, Usages
from tests.services.demo_year import (
    HOUR,
    MONTHS,
    SEEDS,
    TODAY,
    Year,
    counted,
    kind_of,
    number,
    text,
    year,
)

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id, Values


@pytest.fixture(params=SEEDS)
def told(request: pytest.FixtureRequest) -> Year:
    return year(request.param)


def done(told: Year) -> dict[str, int]:
    """Return the seconds done on each lot, opening balances included."""
    total: dict[str, int] = defaultdict(int)
    for row in told.table("award"):
        total[text(row["lot_id"])] += number(row["opening_seconds"] or 0)
    for (assignment, _), seconds in counted(told).items():
        total[text(told.row("assignment", assignment)["lot_id"])] += seconds
    return total


def person_of(told: Year, assignment: Id) -> Id | None:
    job = told.row("assignment", assignment)["employment_contract_id"]
    return text(told.row("employment_contract", job)["participant_id"]) if job else None


def limit(row: Values) -> str:
    return max(text(row["ends_on"]), text(row["extended_to"] or ""))


def test_returns_are_missing_for_the_last_months(told: Year) -> None:
    worked = {
        told.row("assignment", row["assignment_id"])["award_id"]
        for row in told.table("hours_entry")
        if text(row["period"]).startswith(MONTHS[-3])
    }
    last = {r["award_id"]: r["status"] for r in told.find("hours_return", month=MONTHS[-2])}
    assert "EXPECTED" in last.values()
    assert "RECEIVED" in last.values()
    assert worked - set(last)
    statuses = [row["status"] for row in told.table("hours_return")]
    assert sum(status in ("RECEIVED", "CHECKED") for status in statuses) / len(statuses) > 0.9
    assert told.find("hours_return", month=MONTHS[-1]) == []


def test_hours_go_on_after_an_eligibility_has_expired(told: Year) -> None:
    ends = {text(row["participant_id"]): limit(row) for row in told.table("eligibility")}
    after = {
        person
        for (assignment, month) in counted(told)
        if (person := person_of(told, assignment)) and ends[person] < f"{month}-01"
    }
    assert len(after) == 1


def test_eligibilities_end_within_sixty_days(told: Year) -> None:
    horizon = (date.fromisoformat(TODAY) + timedelta(days=60)).isoformat()
    ending = [row for row in told.table("eligibility") if TODAY <= limit(row) <= horizon]
    assert len(ending) == 4
    for row in ending:
        jobs = told.find("employment_contract", participant_id=row["participant_id"])
        assert any(job["end_reason"] is None for job in jobs)
    assert sum(row["extended_to"] is not None for row in told.table("eligibility")) == 2


def test_one_at_work_was_never_checked_and_extensions_were_decided(told: Year) -> None:
    (unchecked,) = told.find("eligibility", status="TO_CHECK")
    assert unchecked["proof_on"] is None
    jobs = told.find("employment_contract", participant_id=unchecked["participant_id"])
    assert any(text(job["ends_on"] or TODAY) >= TODAY for job in jobs)
    extended = {row["id"] for row in told.table("eligibility") if row["extended_to"] is not None}
    decided = told.table("eligibility_decision")
    assert {row["eligibility_id"] for row in decided} == extended
    assert all(row["notes"] and row["decided_by_id"] for row in decided)


def test_an_early_leaver_leaves_a_balance(told: Year) -> None:
    did = done(told)
    left = []
    for job in told.find("employment_contract", end_reason="RESIGNED"):
        for task in told.find("assignment", employment_contract_id=job["id"]):
            lot = told.row("lot", task["lot_id"])
            others = told.find("assignment", lot_id=lot["id"])
            open_still = text(lot["ends_on"]) > TODAY
            if (
                open_still
                and len(others) == 1
                and did[text(lot["id"])] < number(lot["due_seconds"])
            ):
                left.append(lot)
    assert left


def test_two_companies_declare_the_same_person_full_time(told: Year) -> None:
    full: dict[tuple[Id, str], set[Id]] = defaultdict(set)
    for row in told.table("hours_entry"):
        if kind_of(text(row["period"])) == "month" and number(row["seconds"]) > 150 * HOUR:
            task = told.row("assignment", row["assignment_id"])
            person = person_of(told, text(row["assignment_id"]))
            if person:
                full[person, text(row["period"])].add(text(task["employment_contract_id"]))
    doubles = [jobs for jobs in full.values() if len(jobs) > 1]
    assert len(doubles) == 1
    employers = {told.row("employment_contract", job)["employer_id"] for job in doubles[0]}
    assert len(employers) == 2


def test_a_lot_heads_for_a_shortfall(told: Year) -> None:
    did, today = done(told), date.fromisoformat(TODAY)
    short = []
    for lot in told.table("lot"):
        starts, ends = (date.fromisoformat(text(lot[name])) for name in ("starts_on", "ends_on"))
        gone = (today - starts) / (ends - starts)
        rate = did[text(lot["id"])] / number(lot["due_seconds"])
        if 0.7 < gone < 1 and 0.2 < rate < 0.6 and number(lot["due_seconds"]) > 300 * HOUR:
            short.append(lot)
    assert short


def test_a_lot_is_over_realised(told: Year) -> None:
    did = done(told)
    assert any(did[text(lot["id"])] > 1.2 * number(lot["due_seconds"]) for lot in told.table("lot"))


def test_somebody_is_there_under_two_spellings(told: Year) -> None:
    people = told.table("participant")
    by_birth: dict[object, list[Values]] = defaultdict(list)
    for row in people:
        by_birth[row["birth_date"]].append(row)
    twins = [
        (left, right)
        for same in by_birth.values()
        for left in same
        for right in same
        if text(left["id"]) < text(right["id"])
        and SequenceMatcher(
            None,
            f"{left['last_name']} {left['first_name']}".lower(),
            f"{right['last_name']} {right['first_name']}".lower(),
        ).ratio()
        > 0.85
    ]
    assert len(twins) == 1


def test_contacts_have_left(told: Year) -> None:
    gone = [row for row in told.table("contact") if row["ends_on"]]
    assert len(gone) == 2
    assert all(text(row["ends_on"]) < TODAY for row in gone)


def test_a_month_differs_from_its_weeks_and_others_agree(told: Year) -> None:
    weeks: dict[tuple[str, str], int] = defaultdict(int)
    months: dict[tuple[str, str], int] = {}
    for row in told.find("hours_entry", kind="WORK"):
        period = text(row["period"])
        key = (text(row["assignment_id"]), period[:7])
        if kind_of(period) == "week":
            weeks[key] += number(row["seconds"])
        elif kind_of(period) == "month":
            months[key] = number(row["seconds"])
    both = [(months[key], seconds) for key, seconds in weeks.items() if key in months]
    assert sum(month == detail for month, detail in both) == 2
    assert sum(abs(month - detail) > HOUR for month, detail in both) == 1
    assert len(both) == 3


def test_some_companies_say_that_nobody_worked(told: Year) -> None:
    nil = told.find("hours_return", status="NIL")
    assert len(nil) == 3
    worked = {
        (told.row("assignment", assignment)["award_id"], month)
        for assignment, month in counted(told)
    }
    assert not worked & {(row["award_id"], row["month"]) for row in nil}


def test_a_team_without_names_works_too(told: Year) -> None:
    (bulk,) = told.find("assignment", employment_contract_id=None)
    assert number(bulk["head_count"]) > 1
    assert told.row("company", bulk["employer_id"])["kind"] == "ESAT"
    assert told.find("hours_entry", assignment_id=bulk["id"])


def test_lines_are_taken_back_disputed_and_spent_on_training() -> None:
    years = [year(seed) for seed in SEEDS]
    assert any(told.withdrawn for told in years)
    assert any(told.find("hours_entry", status="DISPUTED") for told in years)
    assert all(told.find("hours_entry", kind="TRAINING") for told in years)


def test_visits_ask_for_something_about_now(told: Year) -> None:
    near = [
        row
        for row in told.table("visit")
        if row["next_on"] and "2026-10-10" <= text(row["next_on"]) <= "2026-10-31"
    ]
    assert len(near) >= 5
    assert all(row["people_met"] and row["notes"] for row in told.table("visit"))


def test_those_who_ended_have_an_exit(told: Year) -> None:
    moments = {row["moment"] for row in told.table("exit")}
    assert moments == {"END", "MONTH_3", "MONTH_6"}
    for row in told.table("exit"):
        job = told.row("employment_contract", row["employment_contract_id"])
        assert job["end_reason"] is not None
        assert job["participant_id"] == row["participant_id"]
        assert text(row["on_date"]) >= text(job["ends_on"])


def test_a_big_contract_lacks_its_clause_and_a_clause_its_hours(told: Year) -> None:
    with_lots = {row["public_contract_id"] for row in told.table("lot")}
    bare = [row for row in told.table("public_contract") if row["id"] not in with_lots]
    assert sorted(text(row["status"]) for row in bare) == ["CLAUSED", "STUDIED"]
    (studied,) = [row for row in bare if row["status"] == "STUDIED"]
    assert not studied.get("clause")
    assert number(studied["amount_cents"]) >= 540_400_000


def test_lots_of_the_year_were_sized_in_the_program(told: Year) -> None:
    for row in told.table("sizing"):
        lot = told.row("lot", text(row["lot_id"]))
        sized = size(Given.of(row), Usages()).due_seconds
        assert sized == row["due_seconds"] == lot["sized_seconds"]
    assert told.table("sizing")


def test_companies_need_people_and_wait_or_are_waited_for(told: Year) -> None:
    needs = {text(row["id"]): row for row in told.table("offer")}
    statuses = sorted(text(row["status"]) for row in needs.values())
    assert statuses == ["CLOSED", "FILLED", "OPEN", "OPEN", "OPEN"]
    put = told.table("application")
    near = [
        row
        for row in needs.values()
        if row["status"] == "OPEN"
        and TODAY <= text(row["answer_by"]) <= "2026-10-27"
        and not any(each["offer_id"] == row["id"] for each in put)
    ]
    assert len(near) == 1
    unanswered = [row for row in put if row["status"] == "PROPOSED"]
    assert sum(text(row["proposed_on"]) <= "2026-10-10" for row in unanswered) == 2
    assert {row["reason"] for row in put} >= {"MOBILITY", "HOURS"}
    (hired,) = [row for row in put if row["status"] == "HIRED"]
    contract = told.row("employment_contract", hired["employment_contract_id"])
    assert contract["participant_id"] == hired["participant_id"]
    assert needs[text(hired["offer_id"])]["status"] == "FILLED"
    for row in put:
        assert row["decided_on"] is None or text(row["decided_on"]) >= text(row["proposed_on"])


def test_some_say_what_they_look_for_and_some_do_not_answer_the_telephone(told: Year) -> None:
    assert sum(row["rome"] is not None for row in told.table("participant")) == 36
    assert any(row["area"] for row in told.table("participant"))
    calls = defaultdict(list)
    for row in told.find("journal_note", kind="CALL"):
        if row["participant_id"] is None:
            continue  # Of a contract, or a company.
        calls[row["participant_id"]].append(text(row["on_date"]))
    assert calls
    assert max(len(days) for days in calls.values()) <= 3
