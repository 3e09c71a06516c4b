"""Needs of companies and their candidates: positioned, hired in one step, turned down with why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.candidates import Weight
from ave_tui.domain.choices import Referrer
from ave_tui.domain.documents import Facts, Grid, NewPage
from ave_tui.domain.revealing import REVEALING
from ave_tui.domain.same import verdict_id
from ave_tui.i18n import say, speak
from ave_tui.services.records import RecordGoneError
from ave_tui.services.sourcing_errors import (
    HiredError,
    NoPlaceError,
    NotPutForwardError,
    PutForwardError,
)
from ave_tui.services.today_lines import Opens, Topic, Urgency
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.documents import Document
    from ave_tui.domain.schema import Id, Value
    from ave_tui.services.sourcing import SourcingService
    from ave_tui.services.today_lines import Line

HOUR = 3600


class Needs(World):
    """A small portfolio with a lot that a company needs people for."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        super().__init__(folder, clock)
        self.site = self.lot(ends="2027-12-31")
        self.firm = self.make("company", name="Bâti", commune="Rouen", postcode="76000")
        self.part = self.award(self.site, self.firm)

    def need(self, **more: Value) -> Id:
        """Record a need of the company."""
        values: dict[str, Value] = {
            "company_id": self.firm,
            "lot_id": self.site,
            "job": "Peintre",
            "rome": "F1606",
            "places": 1,
            "status": "OPEN",
            "weekly_seconds": 35 * HOUR,
            "commune": "Rouen",
            "starts_on": "2026-12-01",
        }
        return self.write("offer", self.services.records.save("offer", None, values | more), {})

    def seeker(self, name: str, **more: Value) -> Id:
        """Record somebody who looks for that work and may do it."""
        values: dict[str, Value] = {
            "last_name": name,
            "first_name": "Lea",
            "rome": "F1606",
            "commune": "Rouen",
        }
        who = self.services.records.save("participant", None, values | more)
        self.make(
            "eligibility",
            participant_id=who,
            ground="RSA",
            starts_on="2026-01-01",
            ends_on="2027-12-31",
            proof_on="2026-01-01",
        )
        return who


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Needs]:
    """Return a small portfolio; it is Monday 23 November 2026."""
    speak("en")
    made = Needs(tmp_path / "amina", clock)
    yield made
    made.close()


@pytest.fixture
def sourcing(world: Needs) -> SourcingService:
    return world.services.sourcing


def names(sourcing: SourcingService, need: Id) -> list[str]:
    return [line.candidate.name.split()[0] for line in sourcing.lines(need)]


def today(world: World) -> list[Line]:
    return [line for line in world.services.today.lines() if line.topic is Topic.NEED]


def test_everybody_is_there_and_who_fits_comes_first(
    world: Needs, sourcing: SourcingService
) -> None:
    need = world.need(qpv_first=1)
    world.seeker("Mason", rome="F1703")
    world.seeker("Painter")
    world.seeker("Neighbour", qpv=1)
    world.person("Nothing", "Known")
    busy = world.seeker("Busy")
    world.job(busy, world.firm, world.site, world.part)
    assert names(sourcing, need) == ["Neighbour", "Painter", "Mason", "Busy", "Nothing"]
    last = sourcing.line(need, busy).candidate
    assert [say(r.said) for r in last.reasons if r.weight is Weight.AGAINST] == [
        "at work, no end (Bâti)"
    ]


def test_a_past_start_is_judged_by_today(world: Needs, sourcing: SourcingService) -> None:
    need = world.need(starts_on="2026-02-01")
    who = world.seeker("Painter")
    world.job(who, world.firm, world.site, world.part, starts="2026-02-01", ends="2026-06-30")
    assert sourcing.line(need, who).candidate.obstacles == 0


def test_whoever_is_put_forward_stands_above_and_is_not_put_forward_twice(
    world: Needs, sourcing: SourcingService
) -> None:
    need, worst = world.need(), world.seeker("Zzz", rome="K2204")
    world.seeker("Aaa")
    row = sourcing.put_forward(need, worst)
    kept = world.services.records.load("application", row)
    assert (kept["status"], kept["proposed_on"]) == ("PROPOSED", "2026-11-23")
    assert names(sourcing, need) == ["Zzz", "Aaa"]
    with pytest.raises(PutForwardError):
        sourcing.put_forward(need, worst)
    world.services.history.undo()
    assert names(sourcing, need) == ["Aaa", "Zzz"]


def test_who_was_refused_goes_down_with_why_and_may_come_again(
    world: Needs, sourcing: SourcingService
) -> None:
    need, who = world.need(), world.seeker("Aaa")
    world.seeker("Bbb", rome="K2204")
    with pytest.raises(NotPutForwardError):
        sourcing.turn_down(need, who, "REFUSED", "SKILLS")
    sourcing.put_forward(need, who)
    sourcing.turn_down(need, who, "REFUSED", "MOBILITY", " no bus ")
    assert names(sourcing, need) == ["Bbb", "Aaa"]
    put = sourcing.line(need, who).put
    assert put is not None
    assert (put.status, put.reason, put.decided_on, put.notes) == (
        "REFUSED",
        "MOBILITY",
        "2026-11-23",
        " no bus",
    )
    again = sourcing.put_forward(need, who)
    assert again != put.application
    assert names(sourcing, need) == ["Aaa", "Bbb"]
    sourcing.turn_down(need, who, "WITHDRAWN", "HOURS")
    assert world.services.records.load("application", put.application)["status"] == "REFUSED"
    assert world.services.records.load("application", again)["status"] == "WITHDRAWN"


def test_a_hire_makes_contract_and_work_in_one_step(
    world: Needs, sourcing: SourcingService
) -> None:
    need, who = world.need(kind="FIXED_TERM", planned_seconds=350 * HOUR), world.seeker("Aaa")
    application = sourcing.put_forward(need, who)
    made = sourcing.hire(need, who)
    records = world.services.records
    contract = records.load("employment_contract", made.contract)
    assert {name: contract[name] for name in ("participant_id", "employer_id", "kind", "job")} == {
        "participant_id": who,
        "employer_id": world.firm,
        "kind": "FIXED_TERM",
        "job": "Peintre",
    }
    assert (contract["starts_on"], contract["rome"]) == ("2026-12-01", "F1606")
    assert (contract["weekly_seconds"], contract["planned_seconds"]) == (35 * HOUR, 350 * HOUR)
    assert made.assignment is not None
    work = records.load("assignment", made.assignment)
    assert (work["lot_id"], work["award_id"], work["host_id"], work["mode"]) == (
        world.site,
        world.part,
        world.firm,
        "DIRECT",
    )
    kept = records.load("application", application)
    assert (kept["status"], kept["employment_contract_id"]) == ("HIRED", made.contract)
    assert made.filled
    assert records.load("offer", need)["status"] == "FILLED"
    with pytest.raises(HiredError):
        sourcing.hire(need, who)
    with pytest.raises(HiredError):
        sourcing.turn_down(need, who, "REFUSED", "SKILLS")
    with pytest.raises(HiredError):
        sourcing.put_forward(need, who)
    with pytest.raises(NoPlaceError):
        sourcing.hire(need, world.seeker("Bbb"))
    world.services.history.undo()
    world.services.history.undo()
    world.services.history.undo()
    assert records.total("employment_contract") == 0
    assert records.load("application", application)["status"] == "PROPOSED"
    assert records.load("offer", need)["status"] == "OPEN"


def test_an_agency_hires_for_the_only_holder_of_the_lot(
    world: Needs, sourcing: SourcingService
) -> None:
    agency = world.make("company", name="Intérim", kind="ETTI")
    need = world.need(company_id=agency, places=2)
    made = sourcing.hire(need, world.seeker("Aaa"))
    contract = world.services.records.load("employment_contract", made.contract)
    work = world.services.records.load("assignment", made.assignment or "")
    assert (contract["employer_id"], contract["kind"]) == (agency, "TEMPORARY")
    assert (work["host_id"], work["award_id"], work["mode"]) == (world.firm, world.part, "LENDING")
    assert not made.filled
    assert world.services.records.load("offer", need)["status"] == "OPEN"
    told = sourcing.needed(need)
    assert (told.filled, told.places) == (1, 2)


def test_of_several_holders_none_is_guessed(world: Needs, sourcing: SourcingService) -> None:
    world.award(world.site, world.company("Other"))
    agency = world.make("company", name="Intérim", kind="ETTI")
    made = sourcing.hire(world.need(company_id=agency), world.seeker("Aaa"))
    work = world.services.records.load("assignment", made.assignment or "")
    assert (work["award_id"], work["host_id"]) == (None, agency)


def test_a_need_without_a_lot_makes_a_contract_alone(
    world: Needs, sourcing: SourcingService
) -> None:
    made = sourcing.hire(world.need(lot_id=None, weekly_seconds=None), world.seeker("Aaa"))
    assert made.assignment is None
    assert world.services.records.total("assignment") == 0
    assert world.services.records.total("employment_contract") == 1


def test_joined_people_are_one_candidate(world: Needs, sourcing: SourcingService) -> None:
    need, one, other = world.need(), world.seeker("Aaa", rome=None), world.seeker("Aab", area="76")
    world.make(
        "same_as",
        verdict_id("participant", one, other),
        table_name="participant",
        left_id=one,
        right_id=other,
    )
    assert len(sourcing.lines(need)) == 1
    sourcing.put_forward(need, other)
    (line,) = sourcing.lines(need)
    assert line.put is not None
    assert line.seeker.rome == "F1606"
    with pytest.raises(PutForwardError):
        sourcing.put_forward(need, one)


def test_a_need_or_a_person_that_is_gone_is_said(world: Needs, sourcing: SourcingService) -> None:
    need, who = world.need(), world.seeker("Aaa")
    world.withdraw("participant", who)
    with pytest.raises(RecordGoneError):
        sourcing.put_forward(need, who)
    with pytest.raises(RecordGoneError):
        sourcing.sheet(need, who)
    world.withdraw("offer", need)
    with pytest.raises(RecordGoneError):
        sourcing.lines(need)


def test_records_show_needs_and_applications(world: Needs, sourcing: SourcingService) -> None:
    need, who = world.need(answer_by="2026-12-10"), world.seeker("Aaa")
    sourcing.put_forward(need, who)
    records = world.services.records

    def told(table: str, row: Id, child: str) -> list[tuple[str, str]]:
        return [
            (line.told.name, line.told.detail)
            for section in records.sheet(table, row).sections
            for line in section.lines
            if line.table == child
        ]

    of_need = "To be filled · 0 of 1 filled · one candidate · by 10 Dec 2026"
    assert told("company", world.firm, "offer") == [("Peintre", of_need)]
    assert told("lot", world.site, "offer") == [("Peintre", f"Bâti · {of_need}")]
    assert told("participant", who, "application") == [
        ("Peintre, Bâti", "Put forward · 23 Nov 2026")
    ]
    assert records.label("offer", need) == "Peintre"
    assert records.find("offer", "bati") == [need]
    (row,) = records.find("application", "aaa")
    assert records.name("application", row).whole == "Aaa Lea · Peintre · Bâti"


def test_a_need_made_from_a_lot_knows_company_and_place(world: Needs) -> None:
    contract = str(world.services.records.load("lot", world.site)["public_contract_id"])
    world.make("public_contract", contract, commune="Elbeuf")
    made = world.services.records.defaults("offer", {"lot_id": world.site})
    assert (made["company_id"], made["commune"]) == (world.firm, "Elbeuf")
    assert (made["places"], made["weekly_seconds"], made["status"]) == (1, 35 * HOUR, "OPEN")
    assert made.get("starts_on") is None, "the lot began long ago"


def said(document: Document) -> str:
    lines = [document.title, document.name]
    for block in document.blocks:
        if isinstance(block, Facts):
            lines += [f"{label}: {text}" for label, text in block.lines]
        elif isinstance(block, Grid):
            lines += [" | ".join(row) for row in block.rows]
        elif not isinstance(block, NewPage):
            lines.append(block.text)
    return "\n".join(lines)


def test_the_sheet_for_the_company_says_what_the_job_asks_and_no_more(
    world: Needs, sourcing: SourcingService
) -> None:
    need = world.need(kind="FIXED_TERM")
    who = world.seeker(
        "Aaa",
        birth_date="1990-04-12",
        phone="06 39 98 00 01",
        referrer="ML",
        education="3",
        qpv=1,
        notes="RQTH",
    )
    world.job(who, world.firm, world.site, world.part, starts="2026-02-01", ends="2026-06-30")
    (contract,) = world.services.records.find("employment_contract")
    world.make("employment_contract", contract, job="Façadier")
    document = sourcing.sheet(need, who)
    told = said(document)
    for wanted in (
        "Company: Bâti",
        "Work wanted: Peintre · F1606",
        "Name: Lea Aaa",
        "Telephone: 06 39 98 00 01",
        "Sent by: Mission locale",
        "Education: Level 3 (CAP, BEP)",
        "Social clause: eligible until 31 Dec 2027",
        "Façadier | Bâti | 1 Feb 2026 – 30 Jun 2026",
        "Facilitator: Amina Cherif",
        "Structure: MDE des Deux Rives",
    ):
        assert wanted in told
    for secret in ("1990", "RSA", "QPV", "RQTH"):
        assert secret not in told
    assert "Aaa" not in document.name + document.title


@pytest.mark.parametrize("code", sorted(code.value for code in REVEALING[Referrer]))
def test_a_referrer_that_tells_too_much_is_hidden_as_les_emplois_does(
    world: Needs, sourcing: SourcingService, code: str
) -> None:
    """Field.md 6: PE_SENSITIVE_PRESCRIBER_KINDS of les-emplois."""
    told = said(sourcing.sheet(world.need(), world.seeker("Aaa", referrer=code)))
    assert "Sent by: Other" in told
    assert code not in told


def test_hostile_names_are_shown_as_they_are(
    world: Needs, sourcing: SourcingService, hostile_names: tuple[str, ...]
) -> None:
    for name in hostile_names:
        need, who = world.need(job=f"A{name}"), world.seeker(f"A{name}")
        assert sourcing.line(need, who).candidate.name.startswith("A")
        assert sourcing.sheet(need, who).title == "Candidate sheet"


def test_today_asks_for_candidates_when_the_day_is_near(
    world: Needs, sourcing: SourcingService
) -> None:
    need = world.need(answer_by="2026-12-01")
    assert today(world) == []
    world.make("offer", need, answer_by="2026-11-30")
    (line,) = today(world)
    assert (line.about, line.urgency) == ("Bâti", Urgency.SOON)
    assert line.opens == Opens("record", "offer", need)
    assert say(line.why) == ("Peintre: candidates are wanted by 30 Nov 2026, none is put forward.")
    world.make("offer", need, answer_by="2026-11-22")
    (line,) = today(world)
    assert line.urgency is Urgency.LATE
    who = world.seeker("Aaa")
    sourcing.put_forward(need, who)
    assert today(world) == []
    sourcing.turn_down(need, who, "REFUSED", "SKILLS")
    assert len(today(world)) == 1
    world.make("offer", need, status="CLOSED")
    assert today(world) == []


def test_today_asks_for_an_answer_after_the_days_of_the_rule(
    world: Needs, sourcing: SourcingService
) -> None:
    need, who = world.need(answer_by="2026-11-30"), world.seeker("Aaa")
    row = sourcing.put_forward(need, who)
    world.make("application", row, proposed_on="2026-11-14")
    assert today(world) == []
    world.make("application", row, proposed_on="2026-11-13")
    (line,) = today(world)
    assert say(line.why) == "Peintre: no answer for Aaa Lea, put forward on 13 Nov 2026."
    world.make("rule_setting", name="answer_days", number=11)
    assert today(world) == []
    world.make("rule_setting", name="answer_days", number=0, since="2026-01-01")
    sourcing.put_forward(need, world.seeker("Bbb"))
    assert [say(line.why) for line in today(world)] == [
        "Peintre: no answer for 2 candidates, the first of 13 Nov 2026."
    ]


def test_needs_of_others_lots_are_theirs(world: Needs) -> None:
    world.need(answer_by="2026-11-22")
    stranger = world.make("company", name="Free")
    free = world.need(answer_by="2026-11-22", company_id=stranger, lot_id=None)
    assert len(today(world)) == 2
    jo = world.make("facilitator", first_name="Jo", last_name="Roy")
    world.services.ledger.prefer("facilitator", jo)
    world.me = jo
    lot, company = world.lot(), world.company("Mine")
    world.award(lot, company)
    assert [line.opens.row for line in today(world)] == [free], "nobody's is everybody's"
    own = world.need(answer_by="2026-11-22", company_id=company, lot_id=None)
    assert {line.opens.row for line in today(world)} == {free, own}
