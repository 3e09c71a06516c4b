"""Two years after the last contact a name goes, and every total stays (CNIL 2023-095)."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.anonymous import Profile, department_of, merged, months_before
from ave_tui.domain.changes import Change, new_id
from ave_tui.i18n import speak
from ave_tui.paths import Home
from ave_tui.services.retention import NobodyLeftError
from ave_tui.services.workspace import Services
from ave_tui.storage import rows
from ave_tui.storage.queries.profiles import profiles
from ave_tui.sync.ledger import ErasureStandsError
from tests.homes import empty_home, hand_over
from tests.services.people_world import HIDDEN, PeopleWorld, all_that_is_said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[PeopleWorld]:
    """Return a portfolio on 23 November 2026: the limit is 23 November 2024."""
    speak("en")
    made = PeopleWorld(tmp_path / "amina", clock)
    yield made
    made.close()


def test_limits_are_whole_months_back() -> None:
    assert months_before(date(2026, 11, 23), 24) == date(2024, 11, 23)
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert months_before(date(2026, 1, 15), 1) == date(2025, 12, 15)


def test_a_postcode_tells_the_departement() -> None:
    cases = {"59000": "59", "20000": "2A", "20200": "2B", "97400": "974", "98800": "988"}
    assert {code: department_of(code) for code in cases} == cases
    assert [department_of(code) for code in ("", "5900", "abcde")] == ["", "", ""]


def test_records_of_one_person_add_up_to_one_profile() -> None:
    one, other = Profile(1990, None, "4", None, 0, None), Profile(1991, "F", None, "RSA", 1, "59")
    assert merged([one, other]) == Profile(1990, "F", "4", "RSA", 1, "59")


CONTACTS = {
    "employment_contract": {"ends_on": "2025-03-31"},
    "exit": {"on_date": "2025-03-31"},
    "application": {"proposed_on": "2025-03-31"},
    "journal_note": {"on_date": "2025-03-31"},
    "eligibility": {"proof_on": "2025-03-31"},
    "eligibility_decision": {"decided_on": "2025-03-31"},
    "participant": {"notice_on": "2025-03-31"},
}


def _with_old_work(world: PeopleWorld, last_name: str) -> tuple[Id, Id]:
    person = world.somebody(last_name)
    return person, world.worked(person, "2023-01-01", "2023-06-30", 100)


@pytest.mark.parametrize("table", sorted(CONTACTS))
def test_any_contact_since_the_limit_keeps_a_name(world: PeopleWorld, table: str) -> None:
    person, job = _with_old_work(world, "Vieux")
    (due,) = world.services.retention.due()
    assert (due.person, due.last_day) == (person, "2023-06-30")
    assert (due.contracts, due.seconds) == (1, 360_000)
    if table == "participant":
        world.write(table, person, dict(CONTACTS[table]))
    elif table == "employment_contract":
        contract = str(world.row("assignment", job)["employment_contract_id"])
        world.write(table, contract, dict(CONTACTS[table]))
    elif table == "eligibility_decision":
        ground = world.make("eligibility", participant_id=person, starts_on="2023-01-01")
        assert world.services.retention.due()
        world.make(table, eligibility_id=ground, **CONTACTS[table])
    else:
        more = {"starts_on": "2023-01-01"} if table == "eligibility" else {}
        world.make(table, participant_id=person, **more, **CONTACTS[table])
    assert world.services.retention.due() == []


def test_hours_and_visits_are_contacts_too(world: PeopleWorld) -> None:
    person, job = _with_old_work(world, "Vieux")
    world.hours(job, "2024-12", 0)
    assert len(world.services.retention.due()) == 1, "nobody worked: no contact"
    world.make("visit", on_date="2025-02-01", company_id=world.bati)
    assert len(world.services.retention.due()) == 1, "they were not there any more"
    contract = str(world.row("assignment", job)["employment_contract_id"])
    world.write("employment_contract", contract, {"ends_on": None})
    world.write("assignment", job, {"ends_on": None})
    assert world.services.retention.due() == [], "a visit while they worked there"
    world.write("employment_contract", contract, {"ends_on": "2023-06-30"})
    world.hours(job, "2024-12", 7)
    assert world.services.retention.due() == []
    world.hours(job, "2024-10", 7)
    world.hours(job, "2024-12", 0)
    (due,) = world.services.retention.due()
    assert (due.person, due.last_day, due.last_by) == (person, "2024-10-31", "hours_entry")


def test_who_was_only_recorded_counts_from_then_and_a_rule_moves_the_limit(
    world: PeopleWorld,
) -> None:
    fresh = world.somebody("Nouveau")
    old, _job = _with_old_work(world, "Vieux")
    withdrawn, _ = _with_old_work(world, "Retiré")
    world.withdraw("participant", withdrawn)
    retention = world.services.retention
    assert {known.person for known in retention.due()} == {old, withdrawn}
    assert (retention.months, retention.limit) == (24, "2024-11-23")
    world.services.settings.set_rule("retention_months", 60, "2026-01-01")
    assert retention.due() == []
    world.services.settings.set_rule("retention_months", 0, "2026-01-01")
    assert fresh not in {known.person for known in retention.due()}


def _people(world: PeopleWorld) -> list[Id]:
    """Make people of every kind who worked long ago; return them."""
    made = []
    for number, (sex, born, education, ground, qpv, postcode) in enumerate(
        [
            ("F", "1990-02-03", "3", "RSA", 1, "59000"),
            ("M", "1961-12-31", "0", "SENIOR", 0, "20200"),
            ("F", "2001-07-07", "4", "TH", 0, "97400"),
            (None, None, None, None, 0, None),
        ]
    ):
        person = world.somebody(
            f"Nom{number}",
            sex=sex,
            birth_date=born,
            education=education,
            qpv=qpv,
            postcode=postcode,
            notes=HIDDEN,
        )
        if ground:
            for start, which in (("2020-01-01", "DELD"), ("2022-01-01", ground)):
                world.make(
                    "eligibility",
                    participant_id=person,
                    ground=which,
                    starts_on=start,
                    ends_on=f"{int(start[:4]) + 2}-12-31",
                    proof=HIDDEN,
                )
        world.worked(person, "2023-01-01", "2023-06-30", 100.25 + number)
        world.make(
            "exit", participant_id=person, moment="END", kind="LASTING", on_date="2023-07-14"
        )
        made.append(person)
    return made


def _totals(services: Services) -> dict[str, object]:
    """Return people and hours by everything that reports count by."""
    connection = services.database.connection
    known = profiles(connection)
    done = services.records.overview("participant", list(known))
    counted: dict[str, object] = {"seconds": services.upkeep.check().seconds}
    for number, name in enumerate(Profile._fields):
        heads: Counter[object] = Counter()
        hours: Counter[object] = Counter()
        for person, profile in known.items():
            heads[profile[number]] += 1
            hours[profile[number]] += int(done[person].get("done") or 0)
        counted[name] = (heads, hours)
    counted["exits"] = Counter(
        (row.values["moment"], row.values["kind"], str(row.values["on_date"])[:7])
        for row in rows.all_rows(connection, "exit")
        if not row.deleted
    )
    counted["eligible"] = Counter(
        (row.values["participant_id"], row.values["starts_on"], row.values["ends_on"])
        for row in rows.all_rows(connection, "eligibility")
        if not row.deleted
    )
    return counted


def test_totals_are_the_same_before_and_after_by_every_category(world: PeopleWorld) -> None:
    """Les-emplois keeps year of birth, département and kinds after a purge (field.md 6)."""
    everybody = _people(world)
    services = world.services
    before = _totals(services)
    due = services.retention.due()
    said = {known.stays for known in due}
    assert "born in 1990, Woman, Level 3 (CAP, BEP), RSA recipient, QPV, département 59" in said
    assert "" in said, "of one of them nothing is known"
    assert [known.person for known in due if known.last_day == "2023-07-14"]
    assert {known.person for known in due} == set(everybody)
    done = services.retention.anonymise([known.person for known in due])
    assert set(done.persons) == set(everybody)
    assert _totals(services) == before
    left = all_that_is_said(services)
    for secret in (HIDDEN, "Nom0", "Nom3", "Karim", "1990-02-03", "2023-07-14"):
        assert secret not in left
    assert services.retention.due() == []
    checked = services.upkeep.check()
    assert checked.ok, checked.faults
    kept = services.records.load("anonymous_profile", _profile(services, everybody[0]))
    assert (kept["birth_year"], kept["sex"], kept["ground"]) == (1990, "F", "RSA")
    assert (kept["department"], kept["qpv"], kept["made_on"]) == ("59", 1, "2026-11-23")
    with pytest.raises(NobodyLeftError):
        services.retention.anonymise(everybody)
    with pytest.raises(NobodyLeftError):
        services.retention.known(everybody[0])
    with pytest.raises(ErasureStandsError):
        services.history.undo()


def _profile(services: Services, person: Id) -> Id:
    return next(
        row.id
        for row in rows.all_rows(services.database.connection, "anonymous_profile")
        if row.values["participant_id"] == person
    )


def test_records_of_the_same_person_go_together_and_count_once(world: PeopleWorld) -> None:
    one = world.somebody("Double", sex="F")
    two = world.somebody("Double", birth_date="1980-01-01")
    world.make("same_as", table_name="participant", left_id=one, right_id=two)
    services = world.services
    before = _totals(services)
    assert services.retention.known(two).profile == Profile(birth_year=1980, sex="F")
    services.retention.anonymise([two])
    assert _totals(services) == before
    assert rows.count_live(services.database.connection, "anonymous_profile") == 2


def test_texts_that_name_them_elsewhere_are_listed(world: PeopleWorld) -> None:
    person = world.somebody("Vieux")
    note = world.make("visit", on_date="2023-01-01", company_id=world.bati, notes="Vu M. VIEUX")
    done = world.services.retention.anonymise([person])
    assert [(m.table, m.row) for m in done.mentions] == [("visit", note)]


def test_somebody_without_a_name_can_go_too(world: PeopleWorld) -> None:
    nameless = world.make("participant", birth_date="1990-02-03")
    world.make("visit", on_date="2023-01-01", company_id=world.bati, notes="Vu M. VIEUX")
    done = world.services.retention.anonymise([nameless])
    assert (done.persons, done.mentions) == ((nameless,), ())
    known = world.services.records.sheet("participant", nameless)
    assert known.profile.endswith("born in 1990")


def test_whatever_file_comes_later_they_stay_anonymous(
    world: PeopleWorld, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    everybody = _people(world)
    with Services(empty_home(tmp_path / "other"), clock) as other:
        hand_over(world.services, other, tmp_path / "old.ave")
        world.services.retention.anonymise(everybody)
        # A colleague who doesn't know yet writes more, and anonymises one of them as well.
        other.ledger.commit([Change("participant", everybody[0], {"phone": HIDDEN})])
        late = new_id()
        other.ledger.commit(
            [
                Change(
                    "exit",
                    late,
                    {
                        "participant_id": everybody[1],
                        "moment": "M6",
                        "kind": "LASTING",
                        "on_date": "2024-01-19",
                        "notes": HIDDEN,
                    },
                )
            ]
        )
        other.retention.anonymise([everybody[2]])
        for number in range(2):
            hand_over(other, world.services, tmp_path / f"b{number}.ave")
            hand_over(world.services, other, tmp_path / f"a{number}.ave")
        world.services.exchange.apply(tmp_path / "old.ave")
        for laptop in (world.services, other):
            assert HIDDEN not in all_that_is_said(laptop)
            assert laptop.upkeep.check().ok
            found = rows.read(laptop.database.connection, "exit", late)
            assert found is not None
            assert (found.values["kind"], found.values["on_date"]) == ("LASTING", "2024-01-01")
        assert world.services.upkeep.check().state == other.upkeep.check().state
        assert _totals(world.services) == _totals(other)


def test_an_old_copy_put_back_makes_them_anonymous_again(
    world: PeopleWorld, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    everybody = _people(world)
    services = world.services
    copy = services.upkeep.back_up()
    before = _totals(services)
    services.retention.anonymise(everybody)
    assert services.privacy.copies().telling == (copy,)
    target = tmp_path / "restored"
    target.mkdir()
    shutil.copy(copy, target / "ave.db")
    shutil.copy(services.home.key, target / "ave.key")
    shutil.copy(services.home.erased, target / services.home.erased.name)
    with Services(Home(target), clock) as back:
        assert HIDDEN not in all_that_is_said(back)
        assert _totals(back) == before
        assert back.upkeep.check().ok
        assert back.privacy.carry_on() == 0
