"""An erasure reaches every table that tells about a person: the catalogue says which those are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.about_people import GONE, SETTLED, TELLING, TIES, link_of, remains
from ave_tui.domain.changes import new_id
from ave_tui.domain.schema import TABLES
from ave_tui.i18n import speak
from ave_tui.services.workspace import Services
from ave_tui.storage import rows
from ave_tui.sync.writing import ErasedError
from tests.homes import empty_home, hand_over
from tests.services.people_world import HIDDEN, HIDDEN_DAY, PeopleWorld, all_that_is_said, hidden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[PeopleWorld]:
    """Return a portfolio."""
    speak("en")
    made = PeopleWorld(tmp_path / "amina", clock)
    yield made
    made.close()


def test_every_table_that_can_tell_of_a_person_is_known() -> None:
    """A new table with a link to people, or to what hangs on people, is found by itself."""
    reached = {"participant"}
    for table in TABLES.values():
        if any(field.target in reached for field in table.fields):
            reached.add(table.name)
    assert reached == {"participant", *(tie.table for tie in TIES)}
    personal = {t for t in reached if any(field.personal for field in TABLES[t].fields)}
    assert personal | {SETTLED} == set(TELLING)
    assert personal >= {"eligibility_decision", "application", "journal_note", "exit"}
    assert link_of("participant") == ""


@pytest.mark.parametrize("table", sorted({*TELLING} - {SETTLED}))
def test_nothing_personal_is_left_of_any_row(table: str) -> None:
    values = TABLES[table].blank | hidden(table)
    left = remains(table, values, anonymous=False)
    assert not {name for name in left if TABLES[table].field(name).personal}


def test_no_personal_field_of_any_row_survives_an_erasure(world: PeopleWorld) -> None:
    person = world.somebody("Benali")
    made = world.tell_everything(person, world.worked(person, "2026-09-01", "2026-10-31", 70))
    other = world.somebody("Autre", notes="stays")
    world.make("journal_note", on_date="2026-10-01", kind="NOTE", notes="nobody's")
    services = world.services
    assert HIDDEN in all_that_is_said(services)
    before = services.upkeep.check().seconds
    preview = services.privacy.preview(person)
    assert set(preview.gone) == {"participant", *GONE}
    assert preview.emptied == {"application": 1, "journal_note": 1, SETTLED: 4}
    services.privacy.erase(person, services.privacy.preview(person).name)
    left = all_that_is_said(services)
    assert HIDDEN not in left
    assert HIDDEN_DAY not in left
    for name, row in made.items():
        table = name.split()[0]
        found = rows.read(services.database.connection, table, row)
        assert found is not None
        if table not in TELLING:
            continue
        assert found.erased, table
        assert found.deleted == (table in GONE), table
        for field in TABLES[table].fields:
            assert not field.personal or found.values[field.name] in (None, 0), field.name
    settled = world.row(SETTLED, made[f"{SETTLED} 0"])
    assert (settled["kind"], settled["decided_on"]) == ("week", "2026-11-02")
    assert world.row("application", made["application"])["participant_id"] == person
    assert world.row("participant", other)["notes"] == "stays"
    assert "nobody's" in left
    checked = services.upkeep.check()
    assert checked.ok, checked.faults
    assert checked.seconds == before


def test_what_was_written_elsewhere_meanwhile_goes_when_it_comes(
    world: PeopleWorld, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    person = world.somebody("Benali")
    job = world.worked(person, "2026-09-01", "2026-10-31", 70)
    with Services(empty_home(tmp_path / "other"), clock) as other:
        hand_over(world.services, other, tmp_path / "all.ave")
        colleague = PeopleWorld.__new__(PeopleWorld)
        colleague.services, colleague.bati = other, world.bati
        world.services.privacy.erase(person, "Benali Karim")
        colleague.tell_everything(person, job)
        for one, two in ((world.services, other), (other, world.services)) * 2:
            hand_over(one, two, tmp_path / f"{new_id()}.ave")
        for laptop in (world.services, other):
            assert HIDDEN not in all_that_is_said(laptop)
            assert laptop.upkeep.check().ok
        assert world.services.upkeep.check().state == other.upkeep.check().state


@pytest.mark.parametrize("table", ["eligibility", "exit", "journal_note", "application"])
def test_nothing_new_is_told_of_who_was_erased(world: PeopleWorld, table: str) -> None:
    person = world.somebody("Benali")
    ground = world.make("eligibility", participant_id=person, ground="RSA", starts_on="2026-01-01")
    world.services.privacy.erase(person, "Benali Karim")
    with pytest.raises(ErasedError):
        world.make(table, participant_id=person)
    with pytest.raises(ErasedError):
        world.make("eligibility_decision", eligibility_id=ground, kind="EXTENSION")
