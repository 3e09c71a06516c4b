"""A person erased stays erased, whatever comes later; hours stay to the second."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.i18n import say, speak
from ave_tui.paths import Home
from ave_tui.services.privacy import (
    ErasedAlreadyError,
    NobodyError,
    NotTheNameError,
    SeveralError,
)
from ave_tui.services.workspace import Services
from ave_tui.storage import devices, log, rows
from ave_tui.storage.errors import DiskFullError
from ave_tui.sync.ledger import ErasureStandsError
from ave_tui.sync.writing import ErasedError
from tests.homes import believe, empty_home, hand_over, introduce
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

SECRETS = ("Bénali", "Karim", "1990-02-03", "06 39 98 12 34", "QPV Nord", "RSA vu", "Fâché", "Muté")


class Told(World):
    """A portfolio in which much is told about one person."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        super().__init__(folder, clock)
        self.bati = self.company("Bâti [A]")
        self.the_lot = self.lot()
        self.karim = self.make(
            "participant",
            last_name="Bénali",
            first_name="Karim",
            birth_date="1990-02-03",
            phone="06 39 98 12 34",
            notes="QPV Nord",
        )
        self.ground = self.make(
            "eligibility",
            participant_id=self.karim,
            ground="RSA",
            proof="RSA vu",
            starts_on="2026-01-01",
        )
        self.exit = self.make(
            "exit", participant_id=self.karim, moment="END", kind="LASTING", notes="Fâché"
        )
        award = self.award(self.the_lot, self.bati)
        self.job_of = self.job(self.karim, self.bati, self.the_lot, award, reason="DISMISSED")
        self.hours(self.job_of, "2026-10", 151.67)
        self.note = self.make(
            "visit", on_date="2026-10-01", company_id=self.bati, notes="Vu M. BENALI au chantier"
        )


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Told]:
    """Return a portfolio in which much is told about one person."""
    speak("en")
    made = Told(tmp_path / "amina", clock)
    yield made
    made.close()
    speak("en")


@pytest.fixture
def other(tmp_path: Path, world: Told, clock: Callable[[], datetime]) -> Iterator[Services]:
    """Return a colleague's laptop that has everything."""
    with Services(empty_home(tmp_path / "other"), clock) as made:
        hand_over(world.services, made, tmp_path)
        yield made


def everything(services: Services) -> str:
    """Return all that rows, log and what waits still say, without the visit that names somebody."""
    connection = services.database.connection
    kept = [
        row
        for table in ("participant", "eligibility", "exit", "employment_contract")
        for row in rows.all_rows(connection, table)
    ]
    said = [found for found in log.everything(connection) if found[7] != "visit"]
    return f"{kept} {said} {list(log.held(connection))}"


def assert_gone(services: Services) -> None:
    """Nothing tells of the person, and the records are sound."""
    said = everything(services)
    assert [secret for secret in SECRETS if secret in said] == []
    assert "DISMISSED" not in said
    checked = services.upkeep.check()
    assert checked.ok, checked.faults


def swap(services: Services, other: Services, tmp_path: Path) -> None:
    """Let two laptops have everything of each other."""
    for one, two in ((services, other), (other, services), (services, other)):
        hand_over(one, two, tmp_path)


def test_all_that_tells_of_a_person_goes_and_every_hour_stays(world: Told) -> None:
    services = world.services
    before = services.upkeep.check().seconds
    preview = services.privacy.preview(world.karim)
    assert preview.gone == {"participant": 1, "eligibility": 1, "exit": 1}
    assert (preview.contracts, preview.seconds) == (1, int(151.67 * 3600))
    assert [(m.table, m.row, m.field) for m in preview.mentions] == [("visit", world.note, "notes")]
    services.privacy.erase(world.karim, "benali karim")
    assert_gone(services)
    assert services.upkeep.check().seconds == before
    contract = rows.read(
        services.database.connection,
        "employment_contract",
        str(services.records.load("assignment", world.job_of)["employment_contract_id"]),
    )
    assert contract is not None
    assert contract.values["employer_id"] == world.bati
    assert contract.values["starts_on"] == "2026-09-01"
    assert services.records.label("participant", world.karim) == "(erased)"
    said = [say(s) for t in services.history.page().transactions for s in t.sentences]
    assert "Participant: erased for good" in said
    assert "(erased)" in said
    assert not any("nali" in sentence for sentence in said if "Visit" not in sentence)
    assert services.records.sheet("participant", world.karim)
    assert services.today.lines() is not None


def test_nothing_happens_without_the_name(world: Told) -> None:
    before = world.services.upkeep.check().state
    for typed in ("", "Karim", "Benali Karima"):
        with pytest.raises(NotTheNameError):
            world.services.privacy.erase(world.karim, typed)
    assert world.services.upkeep.check().state == before


def test_no_undo_brings_anybody_back_and_other_steps_can_still_be_taken_back(world: Told) -> None:
    services = world.services
    (number,) = [
        s.number for s in services.past.recent_steps(30) if say(s.what) == "Company Bâti [A]: made"
    ]
    phone = world.make("company", world.bati, phone="01")
    services.privacy.erase(world.karim, "Karim Benali")
    with pytest.raises(ErasureStandsError):
        services.history.undo()
    assert services.past.step(number)
    steps = services.past.recent_steps(1)
    assert say(steps[0].what).startswith("Company Bâti [A], Telephone")
    services.past.take_back(*steps[0].key)
    assert services.records.load("company", phone)["phone"] is None
    for step in services.past.recent_steps(60):
        services.past.take_back(*step.key)
    assert_gone(services)


def test_an_old_file_and_an_edit_made_elsewhere_bring_nobody_back(
    world: Told, other: Services, tmp_path: Path
) -> None:
    services = world.services
    old = services.exchange.export(tmp_path / "old.ave").path
    services.privacy.erase(world.karim, "Bénali Karim")
    # Meanwhile somebody who does not know yet writes more about the person.
    other.ledger.commit([Change("participant", world.karim, {"notes": "Fâché"})])
    other.ledger.commit(
        [
            Change(
                "eligibility",
                new_id(),
                {"participant_id": world.karim, "ground": "QPV", "proof": "RSA vu"},
            ),
            Change("exit", new_id(), {"participant_id": world.karim, "notes": "Fâché"}),
        ]
    )
    contract = rows.read(other.database.connection, "assignment", world.job_of)
    assert contract is not None
    other.ledger.commit(
        [
            Change(
                "employment_contract",
                str(contract.values["employment_contract_id"]),
                {"end_reason": "DISMISSED"},
            )
        ]
    )
    swap(services, other, tmp_path)
    for laptop in (services, other):
        laptop.exchange.apply(old)
        assert_gone(laptop)
    assert services.upkeep.check().state == other.upkeep.check().state
    assert services.upkeep.check().seconds == int(151.67 * 3600)


def test_an_import_s_preview_says_the_same_as_the_import_that_carries_an_erasure_on(
    world: Told, other: Services, tmp_path: Path
) -> None:
    world.services.privacy.erase(world.karim, "Bénali Karim")
    row = new_id()
    other.ledger.commit([Change("exit", row, {"participant_id": world.karim, "notes": "Fâché"})])
    file = other.exchange.export(tmp_path / "b.ave").path
    assert world.services.exchange.preview(file) == world.services.exchange.apply(file)
    assert_gone(world.services)
    with pytest.raises(ErasureStandsError):
        world.services.history.undo()


def test_an_erasure_that_comes_before_the_person_waits_and_then_wins(
    world: Told, other: Services, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    other.privacy.erase(world.karim, "Bénali Karim")
    hand_over(world.services, other, tmp_path / "a.ave")
    had = devices.vector(other.database.connection)[world.services.ledger.device]
    with Services(empty_home(tmp_path / "third"), clock) as third:
        introduce(other, third)
        believe(other, third, {world.services.ledger.device: had})
        only = other.exchange.export(tmp_path / "erasure.ave", [third.ledger.device]).path
        assert third.exchange.apply(only).held > 0
        hand_over(world.services, third, tmp_path / "c.ave")
        assert third.exchange.waiting() == 0
        assert_gone(third)


def test_who_was_found_to_be_the_same_goes_too(world: Told) -> None:
    double = world.person("Bénali", "Karim")
    world.make("same_as", table_name="participant", left_id=double, right_id=world.karim)
    assert world.services.privacy.find("Karim BENALI") in (double, world.karim)
    erasure = world.services.privacy.erase(double, "Bénali Karim")
    assert sorted(erasure.persons) == sorted([double, world.karim])
    assert_gone(world.services)


def test_people_are_found_by_name_or_number_and_never_by_chance(world: Told) -> None:
    privacy = world.services.privacy
    with pytest.raises(NobodyError):
        privacy.find("Benali")
    assert privacy.find("karim bénali") == world.karim
    namesake = world.person("Benali", "Karim")
    with pytest.raises(SeveralError) as several:
        privacy.find("karim bénali")
    assert world.karim[:8] in say(several.value.remedy)
    assert [m.row for m in privacy.preview(world.karim).mentions] == [namesake, world.note]
    assert privacy.find(namesake[:8]) == namesake
    world.withdraw("participant", world.karim)
    assert privacy.find(world.karim[:8]) == world.karim
    privacy.erase(world.karim, "Karim Bénali")
    with pytest.raises(ErasedAlreadyError):
        privacy.preview(world.karim)
    found = rows.read(world.services.database.connection, "participant", world.karim)
    assert found is not None
    assert found.deleted, "what was withdrawn is not brought back by being erased"
    assert world.services.upkeep.check().ok


def test_nothing_new_is_told_of_who_was_erased(world: Told) -> None:
    world.services.privacy.erase(world.karim, "Bénali Karim")
    with pytest.raises(ErasedError):
        world.make("exit", participant_id=world.karim, moment="END", kind="LASTING")
    world.hours(world.job_of, "2026-11", 7)
    assert world.services.upkeep.check().seconds == int(151.67 * 3600) + 7 * 3600


def test_who_is_erased_is_noted_before_and_only_where_it_is_done(
    world: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = world.services
    note = services.home.erased
    seen: list[str] = []

    def full(*_: object) -> None:
        seen.append(note.read_text("utf-8"))
        raise DiskFullError

    with monkeypatch.context() as patch:
        patch.setattr(services.ledger, "commit", full)
        with pytest.raises(DiskFullError):
            services.privacy.erase(world.karim, "Bénali Karim")
    (noted,) = map(json.loads, seen)
    assert noted["erased"] == [world.karim], "a crash after the commit would lose the note"
    assert not note.exists()
    assert services.privacy.carry_on() == 0


def test_an_erasure_that_a_crash_broke_off_is_finished_at_the_next_start(
    world: Told, clock: Callable[[], datetime]
) -> None:
    services = world.services
    # As the machine left it that stopped between the note and the commit.
    services.home.erased.write_text(json.dumps([world.karim]), "utf-8")
    services.close()
    with Services(services.home, clock) as again:
        assert_gone(again)


def test_copies_that_tell_of_the_person_are_named_and_renewed(world: Told) -> None:
    services = world.services
    old = [services.upkeep.back_up() for _ in range(2)]
    unread = services.home.backups / "2020-01-01_000000+0100_hand.db"
    unread.write_bytes(b"no database" * 500)
    services.privacy.erase(world.karim, "Bénali Karim")
    clean = services.upkeep.back_up()
    copies = services.privacy.copies()
    assert sorted(copies.telling) == sorted(old)
    assert copies.unread == (unread,)
    renewed = services.privacy.renew_copies()
    assert renewed.removed == 2
    assert renewed.copy.exists()
    assert clean.exists()
    assert not any(path.exists() for path in old)
    assert services.privacy.copies().telling == ()


def restored(world: Told, copy: Path, clock: Callable[[], datetime], target: Path) -> Services:
    """Return the services over a home that an old copy was put back into."""
    target.mkdir()
    shutil.copy(copy, target / "ave.db")
    shutil.copy(world.services.home.key, target / "ave.key")
    return Services(Home(target), clock)


def test_an_old_copy_put_back_elsewhere_loses_the_person_with_the_next_file(
    world: Told, other: Services, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    copy = world.services.upkeep.back_up()
    world.services.privacy.erase(world.karim, "Bénali Karim")
    swap(world.services, other, tmp_path)
    with restored(world, copy, clock, tmp_path / "restored") as back:
        assert "QPV Nord" in everything(back)
        hand_over(other, back, tmp_path / "knows.ave")
        assert_gone(back)
        assert back.upkeep.check().seconds == int(151.67 * 3600)


def test_an_old_copy_put_back_here_loses_the_person_at_once(
    world: Told, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    copy = world.services.upkeep.back_up()
    world.services.privacy.erase(world.karim, "Bénali Karim")
    noted = world.services.home.erased
    assert json.loads(noted.read_text("utf-8")) == {"erased": [world.karim], "anonymous": {}}
    with restored(world, copy, clock, tmp_path / "elsewhere") as back:
        assert "QPV Nord" in everything(back), "nothing there knows of the erasure"
    shutil.copy(noted, tmp_path / "elsewhere" / noted.name)
    with Services(Home(tmp_path / "elsewhere"), clock) as back:
        assert_gone(back)
        assert back.privacy.carry_on() == 0
    noted.write_text("spoilt", "utf-8")
    assert world.services.privacy.carry_on() == 0
