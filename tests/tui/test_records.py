"""Whole tasks with records by keys alone: kept in the database, said on the screen, never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from textual.events import Key

from ave_tui import i18n
from ave_tui.domain.changes import Change, new_id
from screens.authorities import AuthoritiesScreen
from screens.companies import CompaniesScreen
from screens.confirm import ConfirmScreen
from screens.employment_contracts import EmploymentContractsScreen
from screens.form import FormScreen
from screens.operations import OperationsScreen
from screens.participants import ParticipantsScreen
from screens.picker import PickerScreen
from screens.public_contracts import PublicContractsScreen
from screens.record import RecordScreen
from tests.names import HOSTILE_NAMES
from tests.tui.bindings import doubled_keys, missing_actions
from tests.tui.records_app import SIZES, RecordsApp, services_in
from tests.tui.shown import shown_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from textual.dom import DOMNode
    from textual.pilot import Pilot
    from textual.screen import Screen

    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.workspace import Services

HOUR = 3600
SIRET = "73282932000074"
COMPANIES = ("companies", "CompaniesScreen")
PARTICIPANTS = ("participants", "ParticipantsScreen")
PUBLIC = ("public_contracts", "PublicContractsScreen")
EMPLOYMENT = ("employment_contracts", "EmploymentContractsScreen")


@pytest.fixture
def services(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Services]:
    made = services_in(tmp_path / "home", clock)
    yield made
    made.close()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and wait until the screen has followed each."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Type a text and wait once."""
    await pilot.press(*("space" if letter == " " else letter for letter in text))
    await pilot.pause()


def seen(app: RecordsApp) -> str:
    """Return the screen as one text."""
    return "\n".join(shown_lines(app))


def shows(app: RecordsApp, screen: type[Screen[Any]]) -> bool:
    """Tell whether a screen of this kind is in front."""
    return isinstance(app.screen, screen)


def only(services: Services, table: str) -> tuple[Id, Values]:
    """Return the only record of a kind."""
    (row,) = services.records.find(table)
    return row, services.records.load(table, row)


@pytest.mark.parametrize("size", SIZES)
async def test_a_company_is_made_found_and_mended(
    services: Services, size: tuple[int, int]
) -> None:
    app = RecordsApp(services, *COMPANIES)
    async with app.run_test(size=size, notifications=True) as pilot:
        await press(pilot)
        assert "No company is recorded yet" in seen(app)
        await press(pilot, "insert")
        await type_in(pilot, "Dupont BTP")
        await press(pilot, "down")
        await type_in(pilot, SIRET)
        await press(pilot, "down")
        await type_in(pilot, "ord")
        await press(pilot, "enter")
        row, values = only(services, "company")
        assert (values["name"], values["siret"], values["kind"]) == (
            "Dupont BTP",
            SIRET,
            "ORDINARY",
        )
        assert "Dupont BTP is recorded." in seen(app)
        await press(pilot, "enter", "space", "down", "down", "down")
        await type_in(pilot, "Lens")
        await press(pilot, "enter")
        assert services.records.load("company", row)["commune"] == "Lens"
        assert "Lens" in seen(app)
        await press(pilot, "escape")
        assert shows(app, CompaniesScreen)


async def test_a_double_is_shown_before_it_is_made(services: Services) -> None:
    services.records.save("company", None, {"name": "Dupont BTP", "siret": SIRET})
    app = RecordsApp(services, *COMPANIES)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "insert")
        await type_in(pilot, "Autre")
        await press(pilot, "down")
        await type_in(pilot, SIRET)
        assert "? Dupont BTP has this SIRET already." in seen(app)
        await press(pilot, "enter")
        assert shows(app, ConfirmScreen)
        assert services.records.total("company") == 1
        await press(pilot, "escape")
        assert "Autre" in seen(app)
        await press(pilot, "enter", "enter")
        assert services.records.total("company") == 2


async def test_nearly_the_same_person_is_shown_before_it_is_made(services: Services) -> None:
    services.records.save(
        "participant",
        None,
        {"last_name": "Benali", "first_name": "Karim", "birth_date": "1990-04-12"},
    )
    app = RecordsApp(services, *PARTICIPANTS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "insert")
        await type_in(pilot, "Benalli")
        await press(pilot, "down")
        await type_in(pilot, "Karim")
        await press(pilot, "down")
        await type_in(pilot, "12041990")
        assert "? Benali Karim · 12 Apr 1990 is there already." in seen(app)
        await press(pilot, "enter", "escape", "backspace", "1", "enter")
        assert services.records.total("participant") == 2


async def test_a_public_contract_its_lot_and_award_with_all_that_is_missing(
    services: Services,
) -> None:
    app = RecordsApp(services, *PUBLIC)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "ctrl+n")
        await type_in(pilot, "M-2026-014")
        await press(pilot, "down")
        await type_in(pilot, "Toit de l'école")
        await press(pilot, "down")
        # The authority is missing: its name is typed, offered as new, and made on the way.
        await type_in(pilot, "V")
        assert shows(app, PickerScreen)
        await type_in(pilot, "ille de Lens")
        assert "+ Create “Ville de Lens”" in seen(app)
        await press(pilot, "enter")
        assert shows(app, FormScreen)
        await press(pilot, "enter")
        assert "Ville de Lens" in seen(app)
        assert "M-2026-014" in seen(app)
        await press(pilot, "enter")
        contract, values = only(services, "public_contract")
        assert values["authority_id"] == only(services, "authority")[0]
        assert values["status"] == "NOTIFIED"
        # The record is open, and says that its lots come next.
        assert shows(app, RecordScreen)
        assert "Ctrl+N adds here: Lot" in seen(app)
        await press(pilot, "insert", "1", "down")
        await type_in(pilot, "Peinture")
        await press(pilot, "down")
        await type_in(pilot, "1000")
        await press(pilot, "enter")
        lot, made = only(services, "lot")
        assert (made["public_contract_id"], made["due_seconds"]) == (contract, 1000 * HOUR)
        assert "Lot 1 Peinture" in seen(app)
        assert "Ctrl+N adds here: Award" in seen(app)
        await press(pilot, "insert")
        await type_in(pilot, "Dupont")
        await press(pilot, "enter", "enter", "enter")
        _, award = only(services, "award")
        assert (award["lot_id"], award["company_id"], award["due_seconds"]) == (
            lot,
            only(services, "company")[0],
            1000 * HOUR,
        )
        assert award["role"] == "HOLDER"
        assert "Dupont" in seen(app)


def portfolio(services: Services) -> dict[str, Id]:
    """Record a lot with a holder, and a person."""
    records = services.records
    authority = records.save("authority", None, {"name": "Ville de Lens"})
    contract = records.save(
        "public_contract",
        None,
        {"reference": "M-1", "subject": "Toit", "authority_id": authority},
    )
    lot = records.save(
        "lot", None, {"public_contract_id": contract, "number": "2", "name": "Peinture"}
    )
    company = records.save("company", None, {"name": "Dupont BTP"})
    award = records.save("award", None, {"lot_id": lot, "company_id": company})
    person = records.save("participant", None, {"last_name": "Bénali", "first_name": "Karim"})
    return {
        "public_contract": contract,
        "lot": lot,
        "company": company,
        "award": award,
        "participant": person,
    }


async def test_an_employment_contract_and_its_assignment(services: Services) -> None:
    made = portfolio(services)
    app = RecordsApp(services, *EMPLOYMENT)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "insert")
        await type_in(pilot, "benali")
        await press(pilot, "enter", "down")
        await type_in(pilot, "dup")
        await press(pilot, "enter")
        assert "? No eligibility of this person is recorded." in seen(app)
        await press(pilot, "enter")
        contract, values = only(services, "employment_contract")
        assert values["participant_id"] == made["participant"]
        assert values["employer_id"] == made["company"]
        assert values["starts_on"] == "2026-11-23"
        await press(pilot, "insert")
        await type_in(pilot, "peint")
        await press(pilot, "enter", "enter")
        _, assignment = only(services, "assignment")
        assert assignment["employment_contract_id"] == contract
        assert assignment["award_id"] == made["award"]
        assert assignment["host_id"] == made["company"]
        assert assignment["mode"] == "DIRECT"
        assert "M-1 · Lot 2 Peinture" in seen(app)


async def test_the_list_is_filtered_without_accents_and_sorted(services: Services) -> None:
    portfolio(services)
    services.records.save("participant", None, {"last_name": "Zola", "first_name": "Émile"})
    app = RecordsApp(services, *PARTICIPANTS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await type_in(pilot, "emil")
        text = seen(app)
        assert "Zola Émile" in text
        assert "Bénali" not in text
        assert "1 of 2" in text
        await press(pilot, "escape")
        assert "Bénali Karim" in seen(app)
        await type_in(pilot, "qqq")
        assert "Nothing has these letters." in seen(app)
        await press(pilot, "insert")
        assert "Qqq" in seen(app)
        await press(pilot, "escape", "escape")
        for _ in range(6):
            await press(pilot, "ctrl+o")
            assert "Zola Émile" in seen(app)


async def test_a_list_warns_as_early_as_the_rule_says(services: Services) -> None:
    person = portfolio(services)["participant"]
    services.records.save(
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
    app = RecordsApp(services, *PARTICIPANTS)
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "✓ 20 Feb 2027" in seen(app)
        services.settings.set_rule("eligibility_warning_days", 90, "2026-11-01")
        await press(pilot, "enter", "escape")
        assert "! 20 Feb 2027" in seen(app)


async def test_deleting_asks_names_what_hangs_on_it_and_is_undone(services: Services) -> None:
    made = portfolio(services)
    app = RecordsApp(services, *PUBLIC)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "delete")
        assert "Delete M-1 Toit?" in seen(app)
        assert "Lots: 1" in seen(app)
        await press(pilot, "escape")
        assert services.records.total("public_contract") == 1
        await press(pilot, "delete", "enter")
        assert services.records.total("public_contract") == 0
        assert "No public contract is recorded yet" in seen(app)
        await press(pilot, "ctrl+z")
        assert services.records.find("public_contract") == [made["public_contract"]]
        assert "M-1" in seen(app)


async def test_a_line_of_a_record_is_deleted_and_opened(services: Services) -> None:
    made = portfolio(services)
    app = RecordsApp(services, *PUBLIC)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "enter", "down", "enter")
        assert "Lot · Lot 2 Peinture" in seen(app)
        await press(pilot, "down", "delete", "enter")
        assert services.records.total("award") == 0
        await press(pilot, "escape", "delete", "enter")
        assert services.records.total("lot") == 0
        assert services.records.label("award", made["award"]) == "Dupont BTP"
        assert "none yet: Ctrl+N adds" in seen(app)


async def test_escape_keeps_what_was_typed_until_it_is_dropped(services: Services) -> None:
    app = RecordsApp(services, *COMPANIES)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "insert")
        await type_in(pilot, "Dup")
        await press(pilot, "escape")
        assert shows(app, ConfirmScreen)
        await press(pilot, "escape")
        assert "Dup" in seen(app)
        # Another section would drop it just the same.
        await press(pilot, "f6")
        assert shows(app, ConfirmScreen)
        # Enter by itself drops nothing: it answers what a frightened hand would.
        await press(pilot, "escape", "o", "escape", "enter")
        assert "Dupo" in seen(app)
        await press(pilot, "escape", "left", "enter")
        assert shows(app, CompaniesScreen)
        assert services.records.total("company") == 0


async def test_a_refusal_stands_at_its_field_and_clears_nothing(services: Services) -> None:
    app = RecordsApp(services, *COMPANIES)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "insert")
        await type_in(pilot, "Dupont")
        await press(pilot, "down")
        await type_in(pilot, "123A")
        await press(pilot, "up", "enter")
        assert shows(app, FormScreen)
        assert "“123A” is not a SIRET." in seen(app)
        assert "Dupont" in seen(app)
        assert app.focused is not None
        assert app.focused.id == "field-siret"
        assert services.records.total("company") == 0


async def test_the_candidate_is_picked_among_thousands(services: Services) -> None:
    services.ledger.commit(
        [
            Change("participant", new_id(), {"last_name": f"Nom{i}", "first_name": "Zoé"})
            for i in range(3000)
        ]
    )
    app = RecordsApp(services, *EMPLOYMENT)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "insert", "space")
        assert "3000" in seen(app)
        await type_in(pilot, "nom2718")
        await press(pilot, "enter")
        assert shows(app, FormScreen)
        assert "Nom2718 Zoé" in seen(app)
        # Escape leaves the list with nothing chosen anew.
        await press(pilot, "x", "escape", "escape")
        assert "Nom2718 Zoé" in seen(app)


async def test_letters_typed_before_the_list_of_candidates_has_come_are_not_lost(
    services: Services,
) -> None:
    portfolio(services)
    app = RecordsApp(services, *EMPLOYMENT)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "insert")
        # As fast as a terminal hands over what was pasted or typed ahead.
        for letter in "bénali de":
            app.post_message(Key("space" if letter == " " else letter, letter))
        await press(pilot)
        for _ in range(20):
            await pilot.pause()
        assert shows(app, PickerScreen)
        assert len(app.screen_stack) == 3
        assert "bénali de" in seen(app)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_stand_in_lists_records_forms_and_questions(
    services: Services, size: tuple[int, int]
) -> None:
    for name in HOSTILE_NAMES:
        company = services.records.save("company", None, {"name": name, "notes": name})
        services.records.save("contact", None, {"company_id": company, "last_name": name})
    app = RecordsApp(services, *COMPANIES)
    async with app.run_test(size=size, notifications=True) as pilot:
        for _ in HOSTILE_NAMES:
            await press(pilot, "enter")
            assert shows(app, RecordScreen)
            await press(pilot, "down", "space")
            assert shows(app, FormScreen)
            await press(pilot, "escape", "delete", "escape", "escape", "delete", "escape", "down")
            assert shows(app, CompaniesScreen)
            assert all(cell_len(line) == size[0] for line in shown_lines(app))
        assert services.records.total("company") == len(HOSTILE_NAMES)


async def test_a_record_undone_away_closes_its_screen(services: Services) -> None:
    portfolio(services)
    app = RecordsApp(services, *PARTICIPANTS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "enter")
        screen = app.screen
        assert isinstance(screen, RecordScreen)
        services.ledger.undo()
        screen.reload()
        await press(pilot)
        assert shows(app, ParticipantsScreen)


@pytest.mark.parametrize(
    "cls",
    [
        AuthoritiesScreen,
        CompaniesScreen,
        ConfirmScreen,
        EmploymentContractsScreen,
        FormScreen,
        OperationsScreen,
        ParticipantsScreen,
        PickerScreen,
        PublicContractsScreen,
        RecordScreen,
    ],
)
def test_every_binding_has_its_action(cls: type[DOMNode]) -> None:
    assert missing_actions(cls) == []
    assert doubled_keys(cls) == []


async def test_what_is_wrong_with_a_field_stands_at_it_and_nowhere_else(services: Services) -> None:
    app = RecordsApp(services, *COMPANIES)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "insert")
        await type_in(pilot, "Bâti")
        await press(pilot, "tab")
        await type_in(pilot, "123")
        await press(pilot, "enter")
        assert seen(app).count("“123” is not a SIRET") == 1


async def test_in_notes_enter_begins_a_line_and_ctrl_t_keeps(services: Services) -> None:
    app = RecordsApp(services, *COMPANIES)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "insert")
        await type_in(pilot, "Bâti")
        await press(pilot, "shift+tab", "a", "enter", "b", "ctrl+t")
        assert shows(app, CompaniesScreen)
    (company,) = services.records.find("company", "")
    assert services.records.load("company", company)["notes"] == "a\nb"


async def test_a_toast_begins_no_line_with_a_mark(services: Services) -> None:
    services.records.save("participant", None, {"last_name": "Lacroix", "first_name": "Myriam"})
    i18n.speak("fr")
    app = RecordsApp(services, *PARTICIPANTS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "delete", "enter", "ctrl+z")
        said = [line.split("▌")[1].strip() for line in shown_lines(app) if "▌" in line]
    i18n.speak("en")
    assert any("Annulé\u00a0:" in line for line in said)
    assert not any(line.startswith((":", ";")) for line in said)
