"""Records are kept one save a step, named, judged and withdrawn; nothing doubtful is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change
from ave_tui.domain.choices import CompanyKind, EmploymentKind, Mode
from ave_tui.domain.eligible import Light
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.i18n import say
from ave_tui.services.records import RecordGoneError, RecordsService
from ave_tui.services.settings import SettingsService
from tests.homes import Laptop
from tests.names import HOSTILE_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id, Value, Values

HOUR = 3600
SIRET = "73282932000074"


@pytest.fixture
def laptop(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Laptop]:
    made = Laptop(tmp_path / "laptop", clock)
    yield made
    made.close()


@pytest.fixture
def records(laptop: Laptop) -> RecordsService:
    return RecordsService(laptop.database, laptop.ledger)


def steps(laptop: Laptop) -> int:
    (count,) = laptop.database.connection.execute("SELECT count(*) FROM step").fetchone()
    return int(count)


def told(
    records: RecordsService, table: str, row: Id | None = None, /, **values: Value
) -> list[str]:
    return [say(advice.sentence) for advice in records.warnings(table, row, values)]


def person(records: RecordsService, last: str, first: str, born: str | None = None) -> Id:
    return records.save(
        "participant", None, {"last_name": last, "first_name": first, "birth_date": born}
    )


def site(records: RecordsService) -> dict[str, Id]:
    """Return a public contract with a lot, its holder, and one person at work on it."""
    made: dict[str, Id] = {}
    made["authority"] = records.save("authority", None, {"name": "Ville de Lens"})
    made["public_contract"] = records.save(
        "public_contract",
        None,
        {"reference": "M-2026-014", "subject": "Toit", "authority_id": made["authority"]},
    )
    made["lot"] = records.save(
        "lot",
        None,
        {
            "public_contract_id": made["public_contract"],
            "number": "2",
            "name": "Peinture",
            "due_seconds": 1000 * HOUR,
        },
    )
    made["company"] = records.save("company", None, {"name": "Dupont BTP"})
    made["award"] = records.save(
        "award",
        None,
        {
            "lot_id": made["lot"],
            "company_id": made["company"],
            "due_seconds": 600 * HOUR,
            "opening_seconds": 100 * HOUR,
        },
    )
    made["participant"] = person(records, "Benali", "Karim", "1990-04-12")
    made["employment_contract"] = records.save(
        "employment_contract",
        None,
        {
            "participant_id": made["participant"],
            "employer_id": made["company"],
            "starts_on": "2026-01-05",
        },
    )
    made["assignment"] = records.save(
        "assignment",
        None,
        records.defaults(
            "assignment",
            {"employment_contract_id": made["employment_contract"], "lot_id": made["lot"]},
        ),
    )
    return made


def work(laptop: Laptop, assignment: Id, hours: int, month: str = "2026-10") -> None:
    entry: Values = {
        "assignment_id": assignment,
        "kind": "WORK",
        "period": month,
        "seconds": hours * HOUR,
    }
    laptop.ledger.commit([Change("hours_entry", assignment[::-1], entry)])


# Keeping.


def test_a_save_is_one_step_that_can_be_undone(laptop: Laptop, records: RecordsService) -> None:
    row = records.save("company", None, {"name": " Dupont  ", "commune": "Lens"})
    assert steps(laptop) == 1
    assert records.load("company", row)["name"] == "Dupont"
    records.save("company", row, {"commune": "Arras"})
    assert steps(laptop) == 2
    laptop.ledger.undo()
    assert records.load("company", row)["commune"] == "Lens"
    laptop.ledger.undo()
    with pytest.raises(RecordGoneError):
        records.load("company", row)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_any_name_is_kept_named_and_found(records: RecordsService, name: str) -> None:
    row = records.save("company", None, {"name": name})
    assert records.label("company", row) == name
    assert records.find("company") == [row]
    assert records.find("company", name[:6]) == [row]


@pytest.mark.parametrize(
    ("table", "values", "field"),
    [
        ("company", {}, "name"),
        ("company", {"name": "  "}, "name"),
        ("participant", {"last_name": "Benali"}, "first_name"),
        ("company", {"name": "A", "siret": "1234"}, "siret"),
        ("company", {"name": "A", "siret": "7328293200007A"}, "siret"),
        ("lot", {"public_contract_id": "0" * 32, "name": "L", "starts_on": "2026-02-01",
                 "ends_on": "2026-01-01"}, "ends_on"),
        ("assignment", {"lot_id": "0" * 32}, "employment_contract_id"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_where_it_stands(
    laptop: Laptop, records: RecordsService, table: str, values: Values, field: str
) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        records.save(table, None, values)
    assert refused.value.field == field
    assert steps(laptop) == 0


def test_a_change_is_judged_with_what_stands(records: RecordsService) -> None:
    made = site(records)
    with pytest.raises(RuleBrokenError):
        records.save("employment_contract", made["employment_contract"], {"ends_on": "2025-12-31"})


def test_a_siret_is_kept_without_its_blanks_and_a_wrong_key_only_warns(
    records: RecordsService,
) -> None:
    row = records.save("company", None, {"name": "A", "siret": "732 829 320 00074"})
    assert records.load("company", row)["siret"] == SIRET
    assert told(records, "company", row, name="A", siret=SIRET) == []
    assert told(records, "company", siret="73282932000075") == [
        "The last figure of this SIRET doesn’t fit the others."
    ]
    records.save("company", None, {"name": "B", "siret": "73282932000075"})


def test_la_poste_has_a_key_of_its_own(records: RecordsService) -> None:
    assert told(records, "company", siret="35600000049837") == []


# Doubts.


def test_the_same_siret_is_seen_before_the_double_is_made(records: RecordsService) -> None:
    first = records.save("company", None, {"name": "Dupont BTP", "siret": SIRET})
    assert told(records, "company", name="D", siret="732 829 320 00074") == [
        "Dupont BTP has this SIRET already."
    ]
    assert records.warnings("company", None, {"siret": SIRET})[0].same == first
    records.withdraw("company", first)
    assert told(records, "company", name="D", siret=SIRET) == []


@pytest.mark.parametrize(
    ("last", "first", "born", "seen"),
    [
        ("BENALI", "Karim", "1990-04-12", True),
        ("Benalli", "karim", "1990-04-12", True),
        ("Karim", "Benali", "1990-04-12", True),
        ("Benali", "Karim", None, True),
        ("Benali", "Karim", "1991-04-12", False),
        ("Bernard", "Karim", "1990-04-12", False),
    ],
)
def test_nearly_the_same_person_is_seen(
    records: RecordsService, last: str, first: str, born: str | None, seen: bool
) -> None:
    person(records, "Benali", "Karim", "1990-04-12")
    said = told(records, "participant", last_name=last, first_name=first, birth_date=born)
    assert any("is there already" in sentence for sentence in said) == seen


def test_the_person_on_the_form_is_no_double_of_itself(records: RecordsService) -> None:
    row = person(records, "Benali", "Karim", "1990-04-12")
    values = records.load("participant", row)
    assert records.warnings("participant", row, values) == []


def test_light_checks_only_advise(records: RecordsService) -> None:
    assert told(records, "participant", email="x@y", phone="12", birth_date="2020-01-01") == [
        "This doesn’t look like an e-mail address.",
        "This doesn’t look like a telephone number.",
        "Born on this date, the person is 6 years old.",
    ]
    assert told(records, "contact", email="a.b@c.fr", phone="+33 6 12 34 56 78") == []


def test_contracts_outside_the_eligibility_are_seen(records: RecordsService) -> None:
    made = site(records)
    contract: Values = {"participant_id": made["participant"], "starts_on": "2026-06-01"}
    assert told(records, "employment_contract", **contract) == [
        "No eligibility of this person is recorded."
    ]
    records.save(
        "eligibility",
        None,
        {
            "participant_id": made["participant"],
            "ground": "RSA",
            "starts_on": "2024-01-01",
            "ends_on": "2025-12-31",
        },
    )
    assert told(records, "employment_contract", **contract) == ["Eligibility ended on 31 Dec 2025."]
    contract["employer_id"] = made["company"]
    assert "A contract with this employer is running at that time already." in told(
        records, "employment_contract", **contract
    )


def test_shares_beyond_the_lot_and_awards_of_another_lot_are_seen(
    records: RecordsService,
) -> None:
    made = site(records)
    other = records.save("company", None, {"name": "Autre"})
    said = told(records, "award", lot_id=made["lot"], company_id=other, due_seconds=500 * HOUR)
    assert said == ["The shares add up to 1\u00a0100 hours, the lot is due 1\u00a0000."]
    assert "This company is in this lot already." in told(
        records, "award", lot_id=made["lot"], company_id=made["company"]
    )
    lot = records.save("lot", None, {"public_contract_id": made["public_contract"], "name": "Sols"})
    assert "This award is not for this lot." in told(
        records, "assignment", lot_id=lot, award_id=made["award"]
    )


def test_an_assignment_beside_its_contract_or_twice_is_seen(records: RecordsService) -> None:
    made = site(records)
    again: Values = {
        "employment_contract_id": made["employment_contract"],
        "lot_id": made["lot"],
        "starts_on": "2025-12-01",
    }
    assert told(records, "assignment", **again) == [
        "Outside the dates of the employment contract.",
        "This person is on this lot at that time already.",
    ]


# What saves keys.


def test_new_records_start_with_what_is_almost_always_so(
    laptop: Laptop, records: RecordsService
) -> None:
    me = records.save("facilitator", None, {"first_name": "Zoé", "last_name": "Martin"})
    laptop.ledger.prefer("facilitator", me)
    assert records.defaults("public_contract", {}) == {"status": "NOTIFIED", "facilitator_id": me}
    eligibility = records.defaults("eligibility", {"participant_id": "x"})
    assert eligibility == {
        "participant_id": "x",
        "starts_on": "2026-11-23",
        "status": "TO_CHECK",
    }
    assert records.following("eligibility", "ground", {**eligibility, "ground": "RSA"}) == {
        "proof_kind": "CAF_MSA",
        "ends_on": "2028-11-22",
    }
    assert records.following("eligibility", "proof", {"proof": "Attestation CAF"}) == {
        "proof_on": "2026-11-23",
        "seen_by_id": me,
    }
    contract = records.defaults("employment_contract", {})
    assert contract["weekly_seconds"] == 35 * HOUR


def test_an_eligibility_lasts_as_long_as_the_rule_said_when_it_began(
    laptop: Laptop, records: RecordsService
) -> None:
    SettingsService(laptop.database, laptop.ledger).set_rule(
        "eligibility_months", 12, "2026-11-01", "Council"
    )
    assert records.defaults("eligibility", {"ground": "RSA"})["ends_on"] == "2027-11-22"
    before = records.defaults("eligibility", {"starts_on": "2026-10-01", "ground": "RSA"})
    assert (before["starts_on"], before["ends_on"]) == ("2026-10-01", "2028-09-30")


def test_the_rule_says_how_early_a_light_warns(laptop: Laptop, records: RecordsService) -> None:
    person = records.save("participant", None, {"last_name": "Benali", "first_name": "Karim"})
    records.save(
        "eligibility",
        None,
        {
            "participant_id": person,
            "ground": "RSA",
            "proof_on": "2026-02-20",
            "starts_on": "2026-02-21",
            "ends_on": "2027-02-20",
        },
    )
    assert records.lights().of("2027-02-20") is Light.OPEN
    assert "✓" in records.sheet("participant", person).sections[0].lines[0].told.name
    SettingsService(laptop.database, laptop.ledger).set_rule(
        "eligibility_warning_days", 90, "2026-11-23"
    )
    assert records.lights().of("2027-02-20") is Light.NEAR
    assert "!" in records.sheet("participant", person).sections[0].lines[0].told.name


def test_an_award_takes_what_is_left_of_the_lot(records: RecordsService) -> None:
    made = site(records)
    assert records.defaults("award", {"lot_id": made["lot"]})["due_seconds"] == 400 * HOUR


def test_an_assignment_fills_itself_in(records: RecordsService) -> None:
    made = site(records)
    values = records.load("assignment", made["assignment"])
    assert values["award_id"] == made["award"]
    assert values["host_id"] == made["company"]
    assert values["mode"] == Mode.DIRECT
    assert values["starts_on"] == "2026-01-05"
    agency = records.save("company", None, {"name": "ETTI", "kind": CompanyKind.ETTI.value})
    contract: Values = {"employer_id": agency}
    assert records.following("employment_contract", "employer_id", contract) == {
        "kind": EmploymentKind.TEMPORARY
    }
    lent = records.save(
        "employment_contract",
        None,
        {
            "participant_id": made["participant"],
            "employer_id": agency,
            "starts_on": "2026-01-05",
        },
    )
    given: Values = {"lot_id": made["lot"], "employment_contract_id": lent}
    assert records.defaults("assignment", given)["mode"] == Mode.LENDING


def test_nothing_that_was_typed_is_replaced(records: RecordsService) -> None:
    made = site(records)
    typed: Values = {"lot_id": made["lot"], "due_seconds": 7}
    assert records.following("award", "lot_id", typed) == {}


@pytest.mark.parametrize(
    ("table", "typed", "begun"),
    [
        ("participant", "Benali Karim", {"last_name": "Benali", "first_name": "Karim"}),
        ("company", "Dupont  BTP", {"name": "Dupont BTP"}),
        ("company", "732 829 320 00074", {"siret": SIRET}),
        ("public_contract", "M-2026-1 Toit", {"reference": "M-2026-1 Toit"}),
        ("public_contract", "Réfection", {"subject": "Réfection"}),
        ("employment_contract", "Benali", {}),
        ("company", "", {}),
    ],
)
def test_what_was_typed_in_vain_begins_the_new_record(
    records: RecordsService, table: str, typed: str, begun: Values
) -> None:
    assert records.begun(table, typed) == begun


# What belongs together.


def test_a_sheet_shows_lots_with_their_awards_and_hours(
    laptop: Laptop, records: RecordsService
) -> None:
    made = site(records)
    work(laptop, made["assignment"], 150)
    sheet = records.sheet("public_contract", made["public_contract"])
    assert (sheet.due, sheet.done, sheet.balance) == (1000 * HOUR, 250 * HOUR, 750 * HOUR)
    lots = sheet.sections[0]
    assert [(line.table, line.depth, line.told.name) for line in lots.lines] == [
        ("lot", 0, "Lot 2 Peinture"),
        ("award", 1, "Dupont BTP"),
    ]
    award = lots.lines[1].told
    assert (award.due, award.done, award.balance) == (600 * HOUR, 250 * HOUR, 350 * HOUR)
    assert lots.adding.initial == {"public_contract_id": made["public_contract"]}
    assert lots.lines[0].adding.initial == {"lot_id": made["lot"]}


def test_every_kind_of_record_has_its_sheet_and_line(records: RecordsService) -> None:
    made = site(records)
    for table, row in made.items():
        assert records.name(table, row).whole
        for section in records.sheet(table, row).sections:
            assert all(line.told.name for line in section.lines)
    assert records.label("lot", made["lot"]) == "Lot 2 Peinture"
    assert records.label("employment_contract", made["employment_contract"]) == (
        "Benali Karim, Dupont BTP"
    )


def test_hours_under_a_withdrawn_lot_still_count(laptop: Laptop, records: RecordsService) -> None:
    made = site(records)
    work(laptop, made["assignment"], 150)
    said = records.dependents("lot", made["lot"])
    assert said.counts == {"award": 1, "assignment": 1}
    assert said.seconds == 250 * HOUR
    records.withdraw("assignment", made["assignment"])
    records.withdraw("lot", made["lot"])
    sheet = records.sheet("company", made["company"])
    assert sheet.done == 250 * HOUR
    assert records.label("lot", made["lot"]) == "Lot 2 Peinture"
    records.restore("lot", made["lot"])
    assert records.find("lot") == [made["lot"]]


def test_an_erased_person_has_no_name_left_anywhere(
    laptop: Laptop, records: RecordsService
) -> None:
    made = site(records)
    assert records.find("employment_contract", "benali") == [made["employment_contract"]]
    laptop.ledger.commit([Change("participant", made["participant"], {}, erase=True)])
    assert records.label("participant", made["participant"]) == "(erased)"
    assert records.label("employment_contract", made["employment_contract"]) == "(erased)"
    assert records.find("employment_contract", "benali") == []
    assert records.find("participant") == [made["participant"]]
    assert records.find("participant", erased=False) == []
    lines = [line for part in records.sheet("lot", made["lot"]).sections for line in part.lines]
    (at_work,) = [line for line in lines if line.table == "assignment"]
    assert at_work.told.name == "(erased)"


@pytest.mark.parametrize(
    ("table", "scope"),
    [
        ("company", ("company", "company")),
        ("participant", ("participant", "participant")),
        ("award", ("lot", "lot")),
        ("assignment", ("lot", "lot")),
        ("employment_contract", ("participant", "participant")),
    ],
)
def test_a_record_knows_whose_hours_are_its_own(
    records: RecordsService, table: str, scope: tuple[str, str]
) -> None:
    made = site(records)
    assert records.hours_scope(table, made[table]) == (scope[0], made[scope[1]])
    assert records.hours_scope("authority", made["authority"]) is None


def test_the_overview_of_a_list_says_what_is_running(
    laptop: Laptop, records: RecordsService
) -> None:
    made = site(records)
    work(laptop, made["assignment"], 150)
    people = records.overview("participant", [made["participant"]])[made["participant"]]
    assert people["employer"] == "Dupont BTP"
    assert people["year"] == 150 * HOUR
    company = records.overview("company", [made["company"]])[made["company"]]
    assert (company["running"], company["year"]) == (1, 150 * HOUR)
    contract = records.overview("public_contract", [made["public_contract"]])
    assert contract[made["public_contract"]]["done"] == 250 * HOUR
