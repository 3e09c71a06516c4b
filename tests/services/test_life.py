"""Steps of contracts, contacts, journal, handover and portfolios: one transaction each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.documents import Facts, Grid, Heading, Paragraph
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.i18n import say, speak
from ave_tui.services.today_lines import Topic
from ave_tui.services.workspace import Services
from tests.homes import empty_home, hand_over
from tests.names import HOSTILE_NAMES
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.documents import Document
    from ave_tui.domain.schema import Id, Values

HOUR = 3600


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio; it is 23 November 2026."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()


def contract(world: World, status: str | None = "RUNNING") -> Id:
    return world.make(
        "public_contract",
        reference="2026-T1",
        subject="École",
        authority_id=world.authority,
        facilitator_id=world.me,
        status=status,
    )


def all_of(world: World, table: str) -> list[Values]:
    records = world.services.records
    return [records.load(table, row) for row in records.find(table)]


# Steps.


def test_a_step_writes_status_day_and_decision_as_one_step_of_undo(world: World) -> None:
    row = contract(world)
    life, records = world.services.life, world.services.records
    life.move_on(row, "SUSPENDED", "2026-11-02", "Site fermé")
    values = records.load("public_contract", row)
    assert (values["status"], values["status_on"]) == ("SUSPENDED", "2026-11-02")
    (note,) = all_of(world, "journal_note")
    assert (note["kind"], note["on_date"]) == ("DECISION", "2026-11-02")
    assert note["notes"] == "In progress → Suspended\nSite fermé"
    assert note["facilitator_id"] == world.me
    world.services.history.undo()
    assert records.load("public_contract", row)["status"] == "RUNNING"
    assert all_of(world, "journal_note") == []


@pytest.mark.parametrize(
    ("status", "day", "reason", "field"),
    [
        ("STUDIED", None, "so", "status"),
        ("SUSPENDED", None, " ", "status"),
        ("CLOSED", "2026-01-01", "", "status_on"),
    ],
)
def test_a_step_that_does_not_follow_writes_nothing(
    world: World, status: str, day: str | None, reason: str, field: str
) -> None:
    row = contract(world)
    world.write("public_contract", row, {"status_on": "2026-02-01"})
    before = world.services.records.load("public_contract", row)
    with pytest.raises(RuleBrokenError) as refused:
        world.services.life.move_on(row, status, day, reason)
    assert refused.value.field == field
    assert world.services.records.load("public_contract", row) == before
    assert all_of(world, "journal_note") == []


def test_a_form_takes_a_step_that_follows_and_refuses_another(world: World) -> None:
    row = contract(world, "NOTIFIED")
    records = world.services.records
    world.write("public_contract", row, {"status_on": "2026-02-01"})
    records.save("public_contract", row, {"status": "RUNNING", "commune": "Lille"})
    values = records.load("public_contract", row)
    assert (values["status"], values["status_on"]) == ("RUNNING", "2026-11-23")
    assert [note["kind"] for note in all_of(world, "journal_note")] == ["DECISION"]
    with pytest.raises(RuleBrokenError) as refused:
        records.save("public_contract", row, {"status": "TENDER", "commune": "Arras"})
    assert refused.value.field == "status"
    assert records.load("public_contract", row)["commune"] == "Lille"


def test_a_new_contract_or_one_without_a_status_begins_anywhere(world: World) -> None:
    records = world.services.records
    values: Values = {
        "reference": "R",
        "subject": "S",
        "authority_id": world.authority,
        "status": "CLOSED",
    }
    records.save("public_contract", None, values)
    row = contract(world, None)
    records.save("public_contract", row, {"status": "RUNNING"})
    assert all_of(world, "journal_note") == []
    assert records.load("public_contract", row)["status_on"] == "2026-11-23"


# Contacts.


def test_a_contact_ends_today_and_is_shown_as_past(world: World) -> None:
    company = world.company()
    row = world.make("contact", company_id=company, last_name="Petit", phone="0102030405")
    world.make("contact", company_id=company, last_name="Zola")
    world.services.life.end_contact(row)
    assert world.services.records.load("contact", row)["ends_on"] == "2026-11-23"
    with pytest.raises(RuleBrokenError):
        world.services.life.end_contact(row)
    lines = world.services.records.sheet("company", company).sections[0].lines
    assert [(line.told.name, line.told.over) for line in lines] == [
        ("Zola", False),
        ("Petit", True),
    ]
    assert "no longer valid" in lines[1].told.detail


def test_one_who_leaves_later_is_still_the_one_to_call(world: World) -> None:
    company = world.company()
    world.make("contact", company_id=company, last_name="Petit", ends_on="2026-12-31")
    (line,) = world.services.records.sheet("company", company).sections[0].lines
    assert not line.told.over
    assert "until" in line.told.detail


def test_the_last_contact_is_that_of_journal_or_visit(world: World) -> None:
    lot, company = world.lot(), world.company()
    life = world.services.life
    assert life.last_contact("company", company) == ""
    world.make("visit", company_id=company, lot_id=lot, on_date="2026-10-02")
    world.make("journal_note", company_id=company, on_date="2026-10-05", kind="CALL", notes="a")
    # A note to oneself speaks to nobody.
    world.make("journal_note", company_id=company, on_date="2026-11-05", kind="NOTE", notes="b")
    assert life.last_contact("company", company) == "2026-10-05"
    assert "Last contact: 5 Oct 2026" in world.services.records.sheet("company", company).remarks
    assert life.last_contact("exit", company) == ""


# Journal.


def test_the_journal_has_entries_and_visits_the_newest_first(world: World) -> None:
    lot, company = world.lot(), world.company()
    award = world.award(lot, company)
    of = str(world.services.records.load("lot", lot)["public_contract_id"])
    world.make("journal_note", award_id=award, on_date="2026-10-01", kind="CALL", notes="Échéance")
    world.make("journal_note", public_contract_id=of, on_date="2026-11-01", kind="MAIL", notes="B")
    world.make(
        "visit",
        company_id=company,
        lot_id=lot,
        on_date="2026-10-15",
        notes="Vu",
        next_step="Appeler",
    )
    world.make("journal_note", on_date="2026-10-16", kind="MAIL", notes="of nobody")
    life = world.services.life
    assert [said.text for said in life.said("public_contract", of)] == [
        "B",
        "Vu\nTo do: Appeler",
        "Échéance",
    ]
    assert [said.text for said in life.said("public_contract", of, "echeance bati")] == ["Échéance"]
    assert [said.day for said in life.said("award", award)] == ["2026-10-15", "2026-10-01"]
    assert [said.day for said in life.said("company", company)] == ["2026-10-15", "2026-10-01"]
    assert [said.day for said in life.said("lot", lot)] == ["2026-10-15", "2026-10-01"]


@pytest.mark.parametrize("table", ["public_contract", "lot", "award", "company", "participant"])
def test_what_is_noted_on_a_record_stands_in_its_journal(world: World, table: str) -> None:
    lot, company = world.lot(), world.company()
    rows = {
        "lot": lot,
        "company": company,
        "award": world.award(lot, company),
        "participant": world.person(),
        "public_contract": str(world.services.records.load("lot", lot)["public_contract_id"]),
    }
    life, records = world.services.life, world.services.records
    values = records.defaults("journal_note", life.new_note(table, rows[table]))
    assert (values["on_date"], values["facilitator_id"]) == ("2026-11-23", world.me)
    records.save("journal_note", None, values | {"notes": "Dit"})
    where = "public_contract" if table == "lot" else table
    assert [said.text for said in life.said(where, rows[where])] == ["Dit"]


# Due history, groups.


def test_the_hours_due_say_what_they_are_made_of(world: World) -> None:
    lot = world.lot(1200)
    of = str(world.services.records.load("lot", lot)["public_contract_id"])
    for number, hours, since in (
        ("1", 300, "2026-03-01"),
        ("2", -35, "2027-01-01"),
        ("3", 9, None),
    ):
        world.make(
            "amendment",
            public_contract_id=of,
            lot_id=lot,
            kind="AMENDMENT",
            number=number,
            due_seconds=hours * HOUR,
            notified_on=since,
        )
    said = world.services.records.sheet("lot", lot).remarks[0].replace("\u00a0", " ")
    assert said == (
        "1 200 h notified, + 300 h Amendment 1, - 35 h Amendment 2 (from 1 Jan 2027), "
        "+ 9 h Amendment 3 (not yet affirmed)"
    )
    assert world.services.records.sheet("public_contract", of).due == 1500 * HOUR


def test_a_group_is_a_tree_below_its_lot(world: World) -> None:
    lot = world.lot(600)
    lead = world.award(lot, world.company("Zed"), 600, role="HOLDER")
    member = world.award(lot, world.company("Bêta"), 200, role="CO_CONTRACTOR", lead_id=lead)
    world.award(lot, world.company("Alpha"), 50, role="SUBCONTRACTOR", lead_id=member)
    (awards, *_) = world.services.records.sheet("lot", lot).sections
    assert [(line.depth, line.told.name, line.told.due) for line in awards.lines] == [
        (0, "Zed", 600 * HOUR),
        (1, "Bêta", None),
        (2, "Alpha", None),
    ]
    assert "its share: 200 h" in awards.lines[1].told.detail
    of = str(world.services.records.load("lot", lot)["public_contract_id"])
    (lots, *_) = world.services.records.sheet("public_contract", of).sections
    assert [line.depth for line in lots.lines] == [0, 1, 2, 3]


# Handover.


def words(document: Document) -> str:
    said = [document.title, document.subtitle, document.footer]
    for block in document.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                said.append(text)
            case Facts(lines):
                said += [f"{label}: {text}" for label, text in lines]
            case Grid():
                said += [" | ".join(row) for row in (block.columns, *block.rows)]
    return "\n".join(said).replace("\u00a0", " ")


def test_the_handover_file_has_all_that_a_successor_needs(world: World) -> None:
    """field.md 7.4: "I wrote my own process sheet so my successor can take over"."""
    lot, company = world.lot(1200), world.company()
    award = world.award(lot, company, 1200)
    of = str(world.services.records.load("lot", lot)["public_contract_id"])
    job = world.job(world.person(), company, lot, award, ends="2026-12-31")
    world.hours(job, "2026-09", 100, status="VALIDATED")
    world.make("contact", company_id=company, last_name="Petit", phone="0102")
    world.make("contact", company_id=company, last_name="Parti", ends_on="2026-11-01")
    world.make("contact", authority_id=world.authority, last_name="Maire")
    world.make("amendment", public_contract_id=of, kind="AMENDMENT", number="1",
               due_seconds=300 * HOUR, notified_on="2026-03-01")  # fmt: skip
    world.services.life.move_on(of, "SUSPENDED", "2026-10-01", "Intempéries")
    world.services.life.move_on(of, "RUNNING", "2026-11-01", "")
    world.make(
        "journal_note", public_contract_id=of, on_date="2026-11-02", kind="CALL", notes="Dit"
    )
    world.make("visit", company_id=company, lot_id=lot, on_date="2026-11-03",
               next_step="Appeler le chef", facilitator_id=world.me)  # fmt: skip
    world.write("lot", lot, {"sized_seconds": 1210 * HOUR, "sizing": "1 M€ x 50 %"})
    said = words(world.services.handover.document(of))
    for expected in (
        "M-1 École",
        "Contracting authority: Ville",
        "Petit",
        "Maire",
        "1 200 h notified, + 300 h Amendment 1",
        "Lot 2 Peinture",
        "1 500 | 100 | 100 | 1 400",
        "Benali Karim",
        "31 Dec 2026",
        "Bâti | No hours yet for October 2026, due on 15 Nov 2026.",
        "Appeler le chef",
        "Suspended → In progress",
        "Intempéries",
        "Dit",
        "1 210 h · 1 M€ x 50 %",
    ):
        assert expected in said
    assert "Parti" not in said


def test_a_handover_of_an_empty_contract_says_nothing_where_nothing_is(world: World) -> None:
    document = world.services.handover.document(contract(world))
    assert words(document).count("Nothing.") == 9


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_names_in_a_handover_are_words_and_its_file_has_none(world: World, name: str) -> None:
    lot, company = world.lot(), world.company(name)
    world.job(world.person(name, "X"), company, lot, world.award(lot, company))
    of = str(world.services.records.load("lot", lot)["public_contract_id"])
    world.services.life.new_note("company", company)
    document = world.services.handover.document(of)
    assert document.name == "handover-m-1"
    folder = world.folder.parent
    assert world.services.printing.write(document, folder / "a.txt").read_bytes()
    assert world.services.printing.write(document, folder / "a.pdf").read_bytes()[:4] == b"%PDF"


def test_a_contract_is_called_by_its_reference(world: World) -> None:
    world.lot()
    row = contract(world)
    handover = world.services.handover
    assert handover.called("2026-t1") == row
    with pytest.raises(RuleBrokenError):
        handover.called("nowhere")
    contract(world)
    with pytest.raises(RuleBrokenError) as refused:
        handover.called("2026-T1")
    assert "2026-T1" in say(refused.value.remedy)


# Portfolios.


def colleague(world: World, first: str = "Léa", last: str = "Martin") -> Id:
    return world.make("facilitator", first_name=first, last_name=last)


def test_a_whole_portfolio_moves_in_one_step_of_undo(world: World) -> None:
    lot, company = world.lot(), world.company()
    of = str(world.services.records.load("lot", lot)["public_contract_id"])
    closed, other = contract(world, "CLOSED"), contract(world)
    lea = colleague(world)
    world.write("public_contract", other, {"facilitator_id": lea})
    done = world.make("visit", company_id=company, on_date="2026-10-01", facilitator_id=world.me)
    to_do = world.make(
        "visit", company_id=company, on_date="2026-11-01", next_step="Go", facilitator_id=world.me
    )
    portfolio, records = world.services.portfolio, world.services.records
    moving = portfolio.preview(world.me, lea)
    assert {row for row, _ in moving.contracts} == {of, closed}
    assert [row for row, _ in moving.visits] == [to_do]
    portfolio.move(world.me, lea)
    assert [each.contracts for each in portfolio.facilitators()] == [0, 3]
    assert records.load("visit", to_do)["facilitator_id"] == lea
    assert records.load("visit", done)["facilitator_id"] == world.me
    world.services.history.undo()
    assert records.load("public_contract", of)["facilitator_id"] == world.me
    assert records.load("visit", to_do)["facilitator_id"] == world.me


def test_a_portfolio_goes_to_somebody_else_who_is_there(world: World) -> None:
    lea = colleague(world)
    portfolio = world.services.portfolio
    for giver, taker in ((world.me, world.me), (world.me, "0" * 32), (lea, world.me)):
        with pytest.raises(RuleBrokenError):
            portfolio.move(giver, taker)


def test_facilitators_are_called_by_any_of_their_names(world: World) -> None:
    lea = colleague(world)
    colleague(world, "Léa", "Martinez")
    portfolio = world.services.portfolio
    assert portfolio.called("lea martin").row == lea
    assert portfolio.called("cherif").row == world.me
    for typed in ("lea", "nobody", ""):
        with pytest.raises(RuleBrokenError):
            portfolio.called(typed)


def test_a_file_of_everything_moves_to_a_new_laptop(
    world: World, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    lot, company = world.lot(), world.company()
    award = world.award(lot, company)
    world.hours(world.job(world.person(), company, lot, award), "2026-10", 35)
    of = str(world.services.records.load("lot", lot)["public_contract_id"])
    world.services.life.move_on(of, "SUSPENDED", None, "so")
    world.make("amendment", public_contract_id=of, kind="ORDER", due_seconds=HOUR,
               notified_on="2026-01-02")  # fmt: skip
    with Services(empty_home(tmp_path / "new"), clock) as new:
        hand_over(world.services, new, tmp_path / "all.ave")
        for table, row in (("lot", lot), ("public_contract", of), ("award", award)):
            assert new.records.load(table, row) == world.services.records.load(table, row)
            old = world.services.records.sheet(table, row)
            assert new.records.sheet(table, row) == old
        assert len(new.life.said("public_contract", of)) == 1
        new.ledger.prefer("facilitator", world.me)
        assert words(new.handover.document(of)).replace("October", "") == words(
            world.services.handover.document(of)
        ).replace("October", "")


# Today.


def said_of(world: World) -> list[str]:
    return [say(line.why) for line in world.services.today.lines() if line.topic is Topic.LIFE]


def test_a_contract_that_ended_and_was_not_closed_asks_for_it(world: World) -> None:
    lot = world.lot(0, ends="2026-10-23")
    of = str(world.services.records.load("lot", lot)["public_contract_id"])
    assert len(said_of(world)) == 1
    world.write("lot", lot, {"ends_on": "2026-10-24"})
    assert said_of(world) == []
    world.write("lot", lot, {"ends_on": "2026-01-24"})
    world.make("amendment", public_contract_id=of, kind="RENEWAL", ends_on="2027-06-30",
               notified_on="2026-01-02")  # fmt: skip
    assert said_of(world) == []
    world.services.life.move_on(of, "CLOSED", None, "")
    assert said_of(world) == []


def test_a_contract_that_stands_too_long_asks_whether_it_has_gone_on(world: World) -> None:
    of = contract(world, "AWARDED")
    world.write("public_contract", of, {"status_on": "2026-09-24"})
    assert said_of(world) == []
    world.write("public_contract", of, {"status_on": "2026-09-23"})
    assert said_of(world) == ["“Awarded” since 23 Sep 2026: has it gone on?"]
    world.make("rule_setting", name="stuck_awarded_days", number=90)
    assert said_of(world) == []
    world.make("rule_setting", name="stuck_awarded_days", number=10, authority_id=world.authority)
    assert len(said_of(world)) == 1


def test_what_is_notified_waits_for_nobody_before_its_start(world: World) -> None:
    of = contract(world, "NOTIFIED")
    world.write("public_contract", of, {"status_on": "2026-01-01", "starts_on": "2026-11-01"})
    assert said_of(world) == []
    world.write("public_contract", of, {"starts_on": "2026-02-01"})
    assert len(said_of(world)) == 1


def test_a_phase_that_nobody_affirmed_is_told_before_the_contract_ends(world: World) -> None:
    lot = world.lot(0, ends="2027-01-31")
    of = str(world.services.records.load("lot", lot)["public_contract_id"])
    world.write("public_contract", of, {"ends_on": "2027-01-31"})
    change = world.make("amendment", public_contract_id=of, kind="PHASE", number="2")
    (line,) = [each for each in world.services.today.lines() if each.topic is Topic.LIFE]
    assert line.opens.row == change
    world.write("public_contract", of, {"ends_on": "2027-12-31"})
    assert said_of(world) == []
    world.write("amendment", change, {"notified_on": "2026-12-31"})
    assert len(said_of(world)) == 1
    world.write("amendment", change, {"notified_on": "2026-11-23"})
    assert said_of(world) == []


def test_others_contracts_are_not_mine_to_ask_about(world: World) -> None:
    contract(world)
    other = contract(world, "AWARDED")
    world.write(
        "public_contract", other, {"status_on": "2020-01-01", "facilitator_id": colleague(world)}
    )
    assert said_of(world) == []


# What a form starts with.


def test_a_change_moves_the_end_and_the_amount_that_the_contract_shows(world: World) -> None:
    of = contract(world)
    world.write("public_contract", of, {"amount_cents": 1_000_000, "ends_on": "2026-12-31"})
    for amount, since, ends in (
        (250_000, "2026-02-01", "2027-01-31"),
        (-50_000, "2026-03-01", None),
        (900_000, None, "2031-01-31"),
    ):
        world.make(
            "amendment",
            public_contract_id=of,
            kind="PHASE",
            amount_cents=amount,
            notified_on=since,
            ends_on=ends,
        )
    remarks = world.services.records.sheet("public_contract", of).remarks
    assert [remark.replace("\u00a0", " ") for remark in remarks] == [
        "New end: 31 Jan 2027 (Optional phase)",
        "New amount: 12 000,00 €",
    ]
    assert "Amount after the changes: 12 000,00 €" in words(world.services.handover.document(of))


def test_a_note_added_below_a_record_has_its_day_and_who_notes_it(world: World) -> None:
    company = world.company()
    records = world.services.records
    parts = records.sheet("company", company).sections
    (journal,) = [part for part in parts if part.adding.table == "journal_note"]
    values = records.defaults("journal_note", journal.adding.initial)
    assert values == {
        "company_id": company,
        "on_date": "2026-11-23",
        "kind": "CALL",
        "facilitator_id": world.me,
    }


def test_a_share_within_a_group_is_not_what_the_lot_has_left(world: World) -> None:
    lot = world.lot(600)
    lead = world.award(lot, world.company(), 400)
    records = world.services.records
    assert records.defaults("award", {"lot_id": lot})["due_seconds"] == 200 * HOUR
    below = [
        part for part in records.sheet("award", lead).sections if part.title.startswith("Under")
    ]
    values = records.defaults("award", below[0].adding.initial)
    assert "due_seconds" not in values
    assert (values["lot_id"], values["lead_id"], values["role"]) == (lot, lead, "SUBCONTRACTOR")
