"""No NIR, few delicate words, a notice for everybody, and an answer to who asks (field.md 6)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.documents import Facts, Paragraph
from ave_tui.domain.schema import TABLES, Kind
from ave_tui.exchange.plain import as_text
from ave_tui.i18n import say, speak
from ave_tui.services.printing import UnknownEndingError
from ave_tui.services.retention import NobodyLeftError
from ave_tui.services.workspace import Services
from ave_tui.storage import rows
from ave_tui.sync.refusing import TEXTS, NirError
from ave_tui.sync.writing import write
from tests.homes import empty_home, hand_over
from tests.services.people_world import PeopleWorld

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

NIR = "1 85 06 75 123 456"


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[PeopleWorld]:
    """Return a portfolio."""
    speak("en")
    made = PeopleWorld(tmp_path / "amina", clock)
    yield made
    made.close()
    speak("en")


@pytest.mark.parametrize(
    ("table", "field"), [(table, name) for table, names in TEXTS.items() for name in names]
)
def test_no_text_of_any_table_takes_a_nir(world: PeopleWorld, table: str, field: str) -> None:
    """Décret 2019-341: facilitators are not among those who may use the number."""
    assert TABLES[table].field(field).kind in (Kind.TEXT, Kind.NOTE)
    before = world.services.upkeep.check().state
    with pytest.raises(NirError) as refused:
        world.make(table, **{field: f"sécu {NIR}, vu hier"})
    assert refused.value.field == field
    assert "social security number" in say(refused.value.problem)
    assert "75 123" not in f"{say(refused.value.problem)} {say(refused.value.remedy)}"
    assert world.services.upkeep.check().state == before


def test_forms_and_quick_ways_refuse_it_too(world: PeopleWorld) -> None:
    person = world.somebody("Benali")
    ways: tuple[Callable[[], object], ...] = (
        lambda: world.services.records.save("participant", person, {"phone": NIR}),
        lambda: world.services.settings.add_me(NIR, "Cherif"),
        lambda: world.services.settings.set_rule("day_limit", 1, "2026-01-01", NIR),
    )
    for way in ways:
        with pytest.raises(NirError):
            way()
    siret = world.services.records.save(
        "company", None, {"name": "Toit", "siret": "73282932000074"}
    )
    assert world.row("company", siret)["siret"] == "73282932000074"


def _bring_in(world: PeopleWorld, change: Change, tmp_path: Path) -> None:
    """Bring a file in that an older program wrote, which refused nothing."""
    with Services(empty_home(tmp_path / "other"), world.services.clock) as other:
        hand_over(world.services, other, tmp_path / "all.ave")
        with other.database.transaction() as connection:
            write(connection, [change], "do", world.me, other.database.now_ms())
        hand_over(other, world.services, tmp_path / "back.ave")


def test_a_file_that_brings_one_is_taken_and_the_review_lists_it(
    world: PeopleWorld, tmp_path: Path
) -> None:
    person = world.somebody("Benali")
    assert world.services.review.numbers() == ()
    _bring_in(world, Change("participant", person, {"notes": f"n° {NIR}"}), tmp_path)
    (found,) = world.services.review.review().numbers
    assert (found.table, found.row, found.field) == ("participant", person, "notes")
    assert found.where == "Participant Benali Karim, “Notes”"
    world.services.records.save("participant", person, {"notes": "vu"})
    assert world.services.review.numbers() == ()


def test_delicate_words_are_pointed_out_while_typing_and_in_the_review(world: PeopleWorld) -> None:
    """CNIL, "données excessives": pointed out, never refused; a rule switches it off."""
    services = world.services
    visit = {"on_date": "2026-10-01", "company_id": world.bati, "notes": "Karim hospitalisé"}
    (advice,) = services.records.warnings("visit", None, visit)
    assert advice.field == "notes"
    said = "“hospitalisé” tells of health: does it have to be written down?"
    assert say(advice.sentence) == said
    row = services.records.save("visit", None, visit)
    step = world.make("visit", on_date="2026-10-02", company_id=world.bati, next_step="Prison ?")
    found = {(each.row, each.field): each.words for each in services.review.words()}
    assert found == {(row, "notes"): ("hospitalisé",), (step, "next_step"): ("Prison",)}
    services.settings.set_rule("delicate_words", 0, "2026-01-01")
    assert services.review.words() == ()
    assert services.records.warnings("visit", None, visit) == []


def test_the_notice_says_what_the_law_asks_for_and_the_day_is_kept(world: PeopleWorld) -> None:
    """Articles 13 and 14 of the RGPD: purpose, basis, recipients, retention, rights, contact."""
    services = world.services
    person = world.somebody("Benali")
    world.make("facilitator", world.me, email="amina@example.org")
    assert services.notices.missing() == [(person, "Benali Karim")]
    notice = services.notices.notice(person)
    text = as_text(notice, 2000)
    for said in (
        "MDE des Deux Rives",
        "public contracts",
        "6-1-e",
        "Until 24 months after our last contact",
        "to have it erased",
        "CNIL",
        "amina@example.org",
        "Karim Benali",
        "23 Nov 2026",
    ):
        assert said in text, said
    assert "Benali" not in f"{notice.title} {notice.name}"
    services.settings.set_rule("public_mission", 0, "2026-01-01")
    services.settings.set_rule("retention_months", 36, "2026-01-01")
    changed = as_text(services.notices.notice(person), 2000)
    assert "6-1-f" in changed
    assert "Until 36 months" in changed
    assert services.notices.missing(), "looking at it is not giving it"
    services.notices.given([person])
    assert world.row("participant", person)["notice_on"] == "2026-11-23"
    assert services.notices.missing() == []
    services.history.undo()
    assert services.notices.missing()


def test_a_notice_given_to_one_record_of_a_person_counts_for_all(world: PeopleWorld) -> None:
    one, two = world.somebody("Double"), world.somebody("Double")
    world.make("same_as", table_name="participant", left_id=one, right_id=two)
    assert [row for row, _ in world.services.notices.missing()] == [min(one, two)]
    world.write("participant", max(one, two), {"notice_on": "2026-01-02"})
    assert world.services.notices.missing() == []


def test_today_counts_people_at_work_without_a_notice(world: PeopleWorld) -> None:
    def said() -> list[str]:
        lines = world.services.today.lines()
        return [say(line.why) for line in lines if line.topic.name == "NOTICE"]

    assert said() == []
    at_work, gone = world.somebody("Ici"), world.somebody("Parti")
    world.worked(at_work, "2026-09-01", "2026-12-31", 10)
    world.worked(gone, "2026-01-01", "2026-03-31", 10)
    world.somebody("Candidat")
    assert said() == ["People at work who were not told what is recorded of them: 1."]
    world.services.notices.given([at_work])
    assert said() == []


def test_the_review_lists_nobody_twice(world: PeopleWorld) -> None:
    old = world.somebody("Vieux")
    world.worked(old, "2023-01-01", "2023-06-30", 10)
    new = world.somebody("Neuf")
    found = world.services.review.review()
    assert [row for row, _ in found.notices] == [new]
    assert [known.person for known in found.due] == [old]


def _told(world: PeopleWorld) -> tuple[str, dict[str, str]]:
    person = world.somebody("Benali", birth_date="1990-02-03", notes="x" * 80, referrer="SPIP")
    job = world.worked(person, "2026-09-01", "2026-10-31", 151.67)
    return person, world.tell_everything(person, job)


def test_everything_held_on_a_person_is_handed_out_in_plain_words(
    world: PeopleWorld, tmp_path: Path
) -> None:
    """Article 15 of the RGPD: the data, who wrote them, who received them."""
    services = world.services
    person, made = _told(world)
    world.write("participant", person, {"last_name": "Benali", "first_name": "Karim"})
    world.make("company", notes="Prendre Benali", name="Toit")
    with Services(empty_home(tmp_path / "other"), services.clock) as other:
        hand_over(services, other, tmp_path / "out.ave")
    held = services.personal.held_on(person)
    kinds = {record.kind for record in held.records}
    expected = {TABLES[name.split()[0]].label for name in made}
    assert kinds == expected
    for record in held.records:
        assert record.written
        assert all(who == "Amina Cherif" for _when, who in record.written)
    facts = dict(next(r.facts for r in held.records if r.kind == "Participant"))
    assert facts["Last name"] == "Benali"
    assert facts["Born on"] == "13 Jul 1911"
    assert held.hours == (("October 2026", "Bâti", held.hours[0][2], "151.67"),)
    assert [name for _day, name, _whom in held.files] == ["out.ave"]
    assert held.mentions == ("Company Toit, “Notes”",)
    text = as_text(held.document(), 400)
    assert "Amina Cherif" in text
    assert "out.ave" in text
    assert "Benali" not in f"{held.document().title} {held.document().name}"
    told = json.loads(held.as_json())
    assert {record["kind"] for record in told["records"]} == expected
    assert told["hours"][0]["hours"] == "151.67"


def test_it_is_written_by_the_ending_of_the_name(world: PeopleWorld, tmp_path: Path) -> None:
    services = world.services
    held = services.personal.held_on(_told(world)[0])
    for name, begins in (("a.json", b"{"), ("a.pdf", b"%PDF"), ("a.txt", b"What is held")):
        path = services.personal.write(held, tmp_path / name, services.printing)
        assert path.read_bytes().startswith(begins)
    with pytest.raises(UnknownEndingError):
        services.personal.write(held, tmp_path / "a.doc", services.printing)


def test_nothing_is_held_on_who_was_erased(world: PeopleWorld) -> None:
    person, _made = _told(world)
    services = world.services
    services.retention.anonymise([person])
    with pytest.raises(NobodyLeftError):
        services.personal.held_on(person)
    with pytest.raises(NobodyLeftError):
        services.notices.notice(person)
    services.notices.given([person])
    found = rows.read(services.database.connection, "participant", person)
    assert found is not None
    assert found.values["notice_on"] is None
    sheet = services.records.sheet("participant", person)
    assert "Made anonymous on 23 Nov 2026: born in 1911" in sheet.profile
    assert services.records.sheet("participant", world.somebody("Neuf")).profile == ""


def test_documents_are_made_of_words_alone(world: PeopleWorld) -> None:
    notice = world.services.notices.notice(world.somebody("[/red]"))
    assert {type(block) for block in notice.blocks} >= {Paragraph, Facts}
    assert new_id() not in str(notice)
