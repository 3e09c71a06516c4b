"""Decisions on eligibilities: who, when, why; one step each; hours outside and validated totals."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import new_id
from ave_tui.domain.eligible import Light
from ave_tui.domain.errors import AveError, RuleBrokenError
from ave_tui.domain.periods import Month
from ave_tui.domain.trade_choices import Outcome
from ave_tui.domain.windows import Scale, Scope, ScopeKind, Window
from ave_tui.i18n import say, speak
from ave_tui.services.today_lines import Topic
from ave_tui.storage.queries.validated import Validated, validated
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id, Value, Values

H = 3600
TODAY = "2026-11-23"


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a portfolio in English."""
    speak("en")
    made = World(tmp_path / "home", clock)
    yield made
    made.close()


def eligible(world: World, person: Id, ground: str = "RSA", **more: Value) -> Id:
    """Make an eligibility whose proof was seen, still to be checked."""
    values: Values = {
        "participant_id": person,
        "ground": ground,
        "status": "TO_CHECK",
        "proof_kind": "CAF_MSA" if ground == "RSA" else "PASS",
        "proof_dated": "2026-10-20",
        "proof_on": "2026-11-02",
        "starts_on": "2026-11-02",
    }
    return world.write("eligibility", new_id(), values | more)


def given(notes: str = "Seen", **more: Value) -> Values:
    """Return what a window asks for."""
    return {"notes": notes, "decided_on": TODAY, **more}


def decisions(world: World, row: Id) -> list[Values]:
    """Return what was decided of an eligibility."""
    records = world.services.records
    found = records.sheet("eligibility", row).sections[0].lines
    return [records.load("eligibility_decision", line.row) for line in found]


def test_to_validate_says_who_when_and_why_and_is_one_step(world: World) -> None:
    service = world.services.eligibility
    row = eligible(world, world.person())
    service.validate(row, given("Attestation CAF"))
    values = service.load(row)
    assert (values["status"], values["ends_on"]) == ("VALIDATED", "2028-11-01")
    (decision,) = decisions(world, row)
    assert decision == decision | {
        "kind": "VALIDATION",
        "notes": "Attestation CAF",
        "decided_on": TODAY,
        "decided_by_id": world.me,
    }
    world.services.history.undo()
    assert service.load(row)["status"] == "TO_CHECK"
    assert service.load(row)["ends_on"] is None
    assert decisions(world, row) == []


@pytest.mark.parametrize(
    ("more", "field_said"),
    [
        ({"proof_on": None}, "No proof was seen yet."),
        ({"ground": "PI"}, "This criterion stands beside a ground, never alone."),
        ({"ground": "AUTRE"}, "This ground wants a reasoned opinion: say whose."),
    ],
)
def test_nobody_validates_what_nothing_proves(world: World, more: Values, field_said: str) -> None:
    row = eligible(world, world.person())
    world.write("eligibility", row, more)
    with pytest.raises(RuleBrokenError) as refused:
        world.services.eligibility.validate(row, given())
    assert say(refused.value.problem) == field_said
    assert decisions(world, row) == []


def test_a_stale_proof_is_said_and_left_to_a_human(world: World) -> None:
    row = eligible(world, world.person(), proof_dated="2026-03-01")
    (lack,) = world.services.eligibility.lacks(row)
    assert say(lack.sentence) == "The proof of 1 Mar 2026 is too old: under 3 months wanted."
    world.services.eligibility.validate(row, given("Newer one promised"))


@pytest.mark.parametrize("name", ["ground", "starts_on", "ends_on", "extended_to", "status"])
def test_what_was_decided_is_frozen_in_the_form_field_md_3_1(world: World, name: str) -> None:
    row = eligible(world, world.person())
    world.services.eligibility.validate(row, given())
    new: Value = {"ground": "DELD", "status": "TO_CHECK"}.get(name, "2029-01-01")
    with pytest.raises(RuleBrokenError) as refused:
        world.services.records.save("eligibility", row, {name: new})
    assert refused.value.field == name
    world.services.records.save("eligibility", row, {"notes": "Vu à l'accueil"})


def test_status_and_decisions_are_never_typed_in(world: World) -> None:
    records = world.services.records
    row = eligible(world, world.person())
    with pytest.raises(RuleBrokenError):
        records.save("eligibility", row, {"status": "VALIDATED"})
    with pytest.raises(RuleBrokenError):
        records.save(
            "eligibility_decision", None, {"eligibility_id": row, "kind": "EXTENSION", **given()}
        )
    world.services.eligibility.refuse(row, given("Not enough"))
    (line,) = records.sheet("eligibility", row).sections[0].lines
    with pytest.raises(RuleBrokenError):
        records.save("eligibility_decision", line.row, {"kind": "EXTENSION"})
    with pytest.raises(RuleBrokenError):
        records.withdraw("eligibility_decision", line.row)
    assert records.sheet("eligibility", row).light is Light.REFUSED


def test_an_extension_wants_a_reason_and_a_later_day(world: World) -> None:
    service = world.services.eligibility
    row = eligible(world, world.person())
    with pytest.raises(RuleBrokenError):
        service.extend(row, given(ends_on="2029-11-01"))
    service.validate(row, given())
    for wrong in (given(ends_on="2028-11-01"), given("", ends_on="2029-11-01"), given()):
        with pytest.raises(RuleBrokenError):
            service.extend(row, wrong)
    service.extend(row, given("Formation en cours", ends_on="2029-05-01"))
    assert service.load(row)["extended_to"] == "2029-05-01"
    assert [each["kind"] for each in decisions(world, row)] == ["VALIDATION", "EXTENSION"]


def test_a_pass_is_prolonged_and_suspended_by_its_own_rules_field_md_3_3(world: World) -> None:
    service = world.services.eligibility
    row = eligible(world, world.person(), "IAE", starts_on="2025-01-01", status=None)
    service.validate(row, given())
    assert service.load(row)["ends_on"] == "2026-12-31"
    with pytest.raises(RuleBrokenError) as refused:
        service.prolong_pass(row, given(reason="RQTH", ends_on="2027-06-30"))
    assert refused.value.field == "opinion_by"
    service.prolong_pass(row, given(reason="RQTH", ends_on="2027-06-30", opinion_by="Cap emploi"))
    assert service.load(row)["extended_to"] == "2027-06-30"
    service.suspend_pass(
        row, given(reason="CONTRACT_BROKEN", starts_on="2026-10-01", ends_on="2026-10-31")
    )
    assert service.load(row)["extended_to"] == "2027-07-31"
    with pytest.raises(RuleBrokenError):
        service.suspend_pass(
            row, given(reason="CONTRACT_BROKEN", starts_on="2026-10-15", ends_on="2026-11-30")
        )
    other = eligible(world, world.person("Diallo", "Awa"))
    service.validate(other, given())
    with pytest.raises(RuleBrokenError):
        service.prolong_pass(other, given(reason="RQTH", ends_on="2029-06-30"))


@pytest.fixture
def after(world: World) -> tuple[World, Id, Id]:
    """Return a world, a person whose eligibility ended on 30 September, and the job."""
    lot, company, person = world.lot(), world.company(), world.person()
    award = world.award(lot, company, opening_seconds=100 * H)
    job = world.job(person, company, lot, award, starts="2026-08-01", ends="2026-11-10")
    eligible(
        world, person, status="VALIDATED", starts_on="2024-10-01", ends_on="2026-09-30",
    )  # fmt: skip
    world.hours(job, "2026-08", 20, status="VALIDATED")
    world.hours(job, "2026-09", 30, status="VALIDATED")
    world.hours(job, "2026-10", 40, status="VALIDATED")
    world.hours(job, "2026-11-02", 7)
    return world, person, job


def totals(world: World, table: str, row: Id) -> Validated:
    """Return the validated hours of a record."""
    return validated(world.services.database.connection, table, [row])


def test_hours_after_the_end_are_kept_and_left_out_until_decided_field_md_3_2(
    after: tuple[World, Id, Id],
) -> None:
    world, person, job = after
    assert totals(world, "participant", person) == Validated(50 * H, 47 * H)
    service = world.services.eligibility
    assert service.settle_hours("participant", person, Outcome.ACCEPTED, given("CTA")) == 47 * H
    assert totals(world, "participant", person) == Validated(90 * H, 0, 0, 47 * H)
    service.settle_hours("participant", person, Outcome.REJECTED, given("Trop tard"))
    assert totals(world, "participant", person) == Validated(50 * H, 0, 47 * H)
    world.services.history.undo()
    world.services.history.undo()
    assert totals(world, "participant", person) == Validated(50 * H, 47 * H)
    world.hours(job, "2026-11", 10, status="VALIDATED")
    assert totals(world, "participant", person) == Validated(50 * H, 50 * H)
    with pytest.raises(RuleBrokenError):
        service.settle_hours("participant", person, Outcome.ACCEPTED, given(""))


def test_every_validated_total_agrees(after: tuple[World, Id, Id]) -> None:
    world, person, job = after
    records = world.services.records
    values = records.load("assignment", job)
    lot, award = str(values["lot_id"]), str(values["award_id"])
    contract = str(values["employment_contract_id"])
    for table, row, opening in (
        ("participant", person, 0),
        ("employment_contract", contract, 0),
        ("assignment", job, 0),
        ("lot", lot, 100),
        ("award", award, 100),
        ("public_contract", str(records.load("lot", lot)["public_contract_id"]), 100),
        ("company", str(values["host_id"]), 100),
    ):
        assert records.sheet(table, row).validated == Validated((50 + opening) * H, 47 * H), table


def test_a_new_eligibility_or_a_joined_person_brings_hours_inside(
    after: tuple[World, Id, Id],
) -> None:
    world, person, _job = after
    again = world.person("Benalli", "Karim")
    eligible(world, again, status="VALIDATED", starts_on="2026-10-15", ends_on="2028-10-14")
    assert totals(world, "participant", person).undecided == 47 * H
    world.make("same_as", table_name="participant", left_id=person, right_id=again)
    assert totals(world, "participant", person) == Validated(90 * H)
    assert world.services.records.sheet("participant", person).light is Light.OPEN


def test_the_grid_says_what_counts_and_what_was_decided(after: tuple[World, Id, Id]) -> None:
    world, person, _job = after

    def outside() -> list[str]:
        hours = world.services.hours
        scope = Scope(ScopeKind.PARTICIPANT, person)
        table = hours.grid(scope, Window(Scale.MONTHS, hours.today))
        return [table.figure(0, Month(2026, month)).outside for month in (9, 10, 11)]

    assert outside() == ["", "UNDECIDED", "UNDECIDED"]
    world.services.eligibility.settle_hours("participant", person, Outcome.ACCEPTED, given())
    assert outside() == ["", "ACCEPTED", "ACCEPTED"]


def test_hours_on_a_refused_eligibility_lie_outside_too(after: tuple[World, Id, Id]) -> None:
    world, person, _job = after
    service = world.services.eligibility
    service.refuse(service.governing("participant", person) or "", given("Mistaken"))
    assert totals(world, "participant", person) == Validated(0, 97 * H)
    hours = world.services.hours
    scope = Scope(ScopeKind.PARTICIPANT, person)

    def outside(month: int) -> str:
        table = hours.grid(scope, Window(Scale.MONTHS, hours.today))
        return table.figure(0, Month(2026, month)).outside

    assert outside(9) == "UNDECIDED"
    service.settle_hours("participant", person, Outcome.REJECTED, given())
    assert outside(9) == "REJECTED"


@pytest.mark.parametrize("days", [-30, 0, 30, 700])
def test_lists_and_records_choose_the_same_eligibility(world: World, days: int) -> None:
    """SQL and Python must agree on which one governs, whatever stands side by side."""
    people = []
    base = world.services.eligibility.today.toordinal()
    spells = [
        (status, date.fromordinal(base + end).isoformat())
        for status in ("VALIDATED", "TO_CHECK", "REFUSED", None)
        for end in (days, -days, 5)
    ]
    for index in range(len(spells)):
        person = world.person(f"Name{index}")
        people.append(person)
        for status, ends in spells[index:] + spells[: index // 2]:
            eligible(world, person, status=status, starts_on="2020-01-01", ends_on=ends)
    shown = world.services.records.overview("participant", people)
    for person, standing in world.services.eligibility.standings(people).items():
        assert shown[person]["eligible_until"] == standing.until
        assert shown[person]["eligible_status"] == standing.status


def test_today_tells_what_is_to_be_decided_and_nothing_once_it_is(
    after: tuple[World, Id, Id],
) -> None:
    world, person, _job = after

    def told() -> list[str]:
        lines = world.services.today.lines()
        return [say(line.why) for line in lines if line.topic is Topic.ELIGIBILITY]

    assert told() == ["Ended on 30 Sep 2026; 47 h after it to decide about, until November 2026."]
    world.services.eligibility.settle_hours("participant", person, Outcome.REJECTED, given())
    assert told() == []


def test_days_after_the_end_in_its_own_month_are_told_too(world: World) -> None:
    lot, company, person = world.lot(), world.company(), world.person()
    job = world.job(person, company, lot, None, starts="2026-09-01", ends="2026-10-31")
    eligible(world, person, status="VALIDATED", starts_on="2024-10-15", ends_on="2026-10-14")
    world.hours(job, "2026-10-14", 7)
    assert not [ln for ln in world.services.today.lines() if ln.topic is Topic.ELIGIBILITY]
    world.hours(job, "2026-10-15", 5)
    (line,) = [ln for ln in world.services.today.lines() if ln.topic is Topic.ELIGIBILITY]
    assert say(line.why) == (
        "Ended on 14 Oct 2026; 5 h after it to decide about, until October 2026."
    )


def test_today_tells_who_works_and_was_never_checked(world: World) -> None:
    lot, company = world.lot(), world.company()
    award = world.award(lot, company)

    def told() -> list[str]:
        lines = world.services.today.lines()
        return [say(line.why) for line in lines if line.topic is Topic.ELIGIBILITY]

    person = world.person()
    world.job(person, company, lot, award)
    assert told() == ["At work, and no eligibility is recorded."]
    row = eligible(world, person, proof_dated="2026-01-02", ends_on="2028-11-01")
    assert told() == ["To be checked: The proof of 2 Jan 2026 is too old: under 3 months wanted."]
    world.make("eligibility", row, proof_dated="2026-11-01")
    assert told() == ["Proof seen, to be validated."]
    world.services.eligibility.validate(row, given())
    assert told() == []
    world.services.eligibility.refuse(row, given("Mistaken"))
    assert told() == ["Refused, and the work goes on."]
    for number in range(6):
        world.job(world.person(f"Name{number}"), company, lot, award)
    assert "At work, and no eligibility is recorded: 6 people." in told()


def hire(world: World, person: Id, **more: Value) -> list[str]:
    """Return what the form of an employment contract says is missing."""
    values: Values = {"participant_id": person, "starts_on": "2026-12-01", **more}
    warnings = world.services.records.warnings("employment_contract", None, values)
    return [say(advice.sentence) for advice in warnings]


def test_before_a_hire_the_form_says_what_is_missing(world: World) -> None:
    person = world.person()
    assert hire(world, person) == ["No eligibility of this person is recorded."]
    row = eligible(world, person, proof_on=None, ends_on="2028-11-01", proof_dated=None)
    assert hire(world, person) == ["Eligibility: No proof was seen yet."]
    world.make("eligibility", row, proof_on="2026-11-02", proof_dated="2026-08-20")
    assert hire(world, person) == [
        "Eligibility: The proof of 20 Aug 2026 is too old: under 3 months wanted."
    ]
    world.make("eligibility", row, proof_dated="2026-11-01")
    assert hire(world, person) == ["Eligibility: proof seen, to be validated."]
    world.services.eligibility.validate(row, given())
    assert hire(world, person) == []
    assert hire(world, person, ends_on="2028-12-31") == [
        "Eligibility ends on 1 Nov 2028, before the contract does."
    ]
    firm = world.make("company", name="Bâti", kind="ORDINARY")
    assert hire(world, person, kind="PERMANENT", employer_id=firm) == [
        "Open-ended contract: hours count until 30 Nov 2027, then by a decision."
    ]
    aci = world.make("company", name="Chantier", kind="ACI")
    assert hire(world, person, employer_id=aci) == [], "RSA is a criterion of level 1"
    world.services.eligibility.refuse(row, given("Mistaken"))
    assert hire(world, person) == ["Eligibility refused."]


def test_a_hire_in_the_waiting_period_of_a_pass_is_said_field_md_3_3(world: World) -> None:
    person = world.person()
    eligible(world, person, "IAE", status="VALIDATED", starts_on="2024-01-01", ends_on="2025-12-30")
    assert hire(world, person) == [
        "The PASS IAE ended on 30 Dec 2025: waiting period until 30 Dec 2027."
    ]
    new: Values = {"participant_id": person, "ground": "IAE", "starts_on": "2026-12-01"}
    said = [say(a.sentence) for a in world.services.records.warnings("eligibility", None, new)]
    assert "The PASS IAE ended on 30 Dec 2025: waiting period until 30 Dec 2027." in said
    assert hire(world, person, starts_on="2028-01-01") == ["Eligibility ended on 30 Dec 2025."]


def test_an_authority_may_leave_a_kind_of_structure_out_field_md_3_1(world: World) -> None:
    lot, person = world.lot(), world.person()
    geiq = world.make("company", name="GEIQ", kind="GEIQ")
    job = world.job(person, geiq, lot, None)
    contract = world.services.records.load("assignment", job)["employment_contract_id"]
    values: Values = {"employment_contract_id": contract, "lot_id": lot, "starts_on": "2026-09-01"}

    def said() -> list[str]:
        warnings = world.services.records.warnings("assignment", job, values)
        return [say(advice.sentence) for advice in warnings]

    assert said() == []
    world.make(
        "rule_setting",
        name="accepted_structures",
        codes="EI ACI AI ETTI EA EATT ESAT",
        authority_id=world.authority,
        since="2026-01-01",
    )
    assert said() == ["This contracting authority does not count people of a GEIQ."]


def test_one_name_finds_one_person_and_several_are_named(world: World) -> None:
    person = world.person("Dupont", "Zoé")
    world.person("Dupond", "Alain")
    service = world.services.eligibility
    assert service.find("dupont") == person
    with pytest.raises(AveError) as refused:
        service.find("dup")
    assert "Dupond Alain" in say(refused.value.problem)
    assert "Dupont Zoé" in say(refused.value.problem)
    with pytest.raises(AveError):
        service.find("xyz")
