"""The life of a public contract by keys alone: asserted in the database and on what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.i18n import speak
from screens.choice import ChoiceScreen
from screens.document import DocumentScreen
from screens.form import FormScreen
from screens.journal import JournalScreen
from screens.portfolio import PortfolioScreen
from screens.record import RecordScreen
from screens.small_form import SmallFormScreen
from tests.services.small_world import World
from tests.tui.bindings import doubled_keys, missing_actions
from tests.tui.records_app import SIZES, RecordsApp
from tests.tui.shown import is_front, shown_lines, toasted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from textual.pilot import Pilot

    from ave_tui.domain.schema import Id, Values

HOUR = 3600


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()


def app_on(world: World) -> RecordsApp:
    return RecordsApp(world.services, "public_contracts", "PublicContractsScreen")


def contract_of(world: World, lot: Id) -> Id:
    return str(world.services.records.load("lot", lot)["public_contract_id"])


def only(world: World, table: str) -> Values:
    (row,) = world.services.records.find(table)
    return world.services.records.load(table, row)


async def type_in(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in text))


async def go_to(pilot: Pilot[None], text: str) -> None:
    """Walk down the lines of a record to one that has a text."""
    for _ in range(40):
        lines = pilot.app.screen._rows  # type: ignore[attr-defined]
        from ave_tui.widgets.line_table import LineTable

        here = pilot.app.screen.query_one(LineTable).cursor
        if any(text in str(cell) for cell in lines.row(here)):
            return
        await pilot.press("down")
    raise AssertionError(text)


def seen(app: RecordsApp) -> str:
    return "\n".join(shown_lines(app)).replace("\u00a0", " ")


@pytest.mark.parametrize("size", SIZES)
async def test_a_step_by_keys_asks_for_day_and_reason(world: World, size: tuple[int, int]) -> None:
    of = contract_of(world, world.lot())
    app = app_on(world)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("enter", "ctrl+u")
        assert is_front(app, ChoiceScreen)
        offered = seen(app)
        assert "“In progress” now" in offered
        assert "Suspended (with a reason)" in offered
        assert "Under study" not in offered
        await pilot.press("down", "down", "enter")
        assert is_front(app, SmallFormScreen)
        # No reason: nothing is written, and the form stays.
        await pilot.press("enter")
        assert is_front(app, SmallFormScreen)
        # The cursor stands where the reason is missing.
        await type_in(pilot, "frost")
        await pilot.press("shift+tab")
        await type_in(pilot, "20112026")
        await pilot.press("enter")
        assert is_front(app, RecordScreen)
        assert "“Suspended” now" in toasted(app)
        values = world.services.records.load("public_contract", of)
        assert (values["status"], values["status_on"]) == ("SUSPENDED", "2026-11-20")
        assert only(world, "journal_note")["notes"] == "In progress → Suspended\nfrost"
        await pilot.press("ctrl+z")
        assert world.services.records.find("journal_note") == []


async def test_a_form_that_sets_an_impossible_status_keeps_what_was_typed(world: World) -> None:
    of = contract_of(world, world.lot())
    app = app_on(world)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("enter", "space")
        form = app.screen
        assert isinstance(form, FormScreen)
        await pilot.press("end")
        await type_in(pilot, "bis")
        form._form.set_value("status", "STUDIED")
        await pilot.press("enter")
        assert is_front(app, FormScreen)
        assert "does not become" in seen(app)
        assert form._form.values()["reference"] == "M-1bis"
        assert world.services.records.load("public_contract", of)["reference"] == "M-1"


@pytest.mark.parametrize("size", SIZES)
async def test_an_amendment_that_takes_hours_off_is_typed_and_counts(
    world: World, size: tuple[int, int]
) -> None:
    lot = world.lot(1200)
    app = app_on(world)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("enter")
        await go_to(pilot, "Changes of public contracts")
        await pilot.press("ctrl+n")
        assert is_front(app, FormScreen)
        await type_in(pilot, "a")
        await pilot.press("tab")
        await type_in(pilot, "1")
        await pilot.press("tab")
        await type_in(pilot, "01032026")
        await pilot.press("tab")
        await type_in(pilot, "-35")
        await pilot.press("tab")
        await type_in(pilot, "-1500,50")
        await pilot.press("enter")
        assert is_front(app, RecordScreen)
        change = only(world, "amendment")
        assert (change["due_seconds"], change["amount_cents"]) == (-35 * HOUR, -150_050)
        assert world.services.records.sheet("lot", lot).due == 1165 * HOUR
        shown = seen(app)
        assert "1 200 h notified, - 35 h Amendment 1" in shown
        assert "1 165" in shown
        await pilot.press("enter", "space")
        # Opened again it reads as it was typed.
        assert "-35" in seen(app)


async def test_a_note_is_one_key_and_stands_first_in_the_journal(world: World) -> None:
    lot, company = world.lot(), world.company()
    of = contract_of(world, lot)
    world.make("visit", company_id=company, lot_id=lot, on_date="2026-11-02", notes="Vu le chef")
    app = app_on(world)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter", "ctrl+e")
        assert is_front(app, FormScreen)
        await type_in(pilot, "Tell the mayor [/]")
        await pilot.press("ctrl+t")
        assert is_front(app, RecordScreen)
        note = only(world, "journal_note")
        assert note["notes"] == "Tell the mayor [/]"
        assert (note["on_date"], note["public_contract_id"]) == ("2026-11-23", of)
        await pilot.press("ctrl+k")
        assert is_front(app, JournalScreen)
        lines = [line for line in shown_lines(app) if "2026" in line]
        assert "Tell the mayor [/]" in lines[0]
        assert "Visit" in lines[1]
        await type_in(pilot, "chef")
        assert "Vu le chef" in seen(app)
        assert "Tell the mayor" not in seen(app)
        await pilot.press("enter")
        assert is_front(app, RecordScreen)
        await pilot.press("escape", "escape", "delete", "enter")
        assert world.services.records.find("journal_note") == []


async def test_a_contact_is_ended_by_a_key_and_struck_below(world: World) -> None:
    of = contract_of(world, world.lot())
    row = world.make("contact", public_contract_id=of, last_name="Petit")
    app = app_on(world)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter", "ctrl+x")
        assert "Put the cursor on a contact first" in toasted(app)
        await go_to(pilot, "Petit")
        await pilot.press("ctrl+x")
        assert world.services.records.load("contact", row)["ends_on"] == "2026-11-23"
        assert "no longer valid" in seen(app)
        await pilot.press("ctrl+x")
        assert "has not been valid since" in toasted(app)


async def test_the_handover_file_is_shown_and_saved(world: World, tmp_path: Path) -> None:
    world.lot()
    app = app_on(world)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("enter", "f10", *"handover", "enter")
        assert is_front(app, DocumentScreen)
        assert "What to do next" in seen(app)
        await pilot.press("ctrl+t", "ctrl+a", "ctrl+k")
        await type_in(pilot, str(tmp_path / "file.txt"))
        await pilot.press("enter")
        assert "École" in (tmp_path / "file.txt").read_text("utf-8")


@pytest.mark.parametrize("size", SIZES)
async def test_a_portfolio_is_handed_over_by_keys(world: World, size: tuple[int, int]) -> None:
    of = contract_of(world, world.lot())
    lea = world.make("facilitator", first_name="Léa", last_name="Zola")
    app = RecordsApp(world.services, "portfolio", "PortfolioScreen")
    async with app.run_test(size=size, notifications=True) as pilot:
        assert is_front(app, PortfolioScreen)
        await pilot.press("enter", "enter")
        asked = seen(app)
        assert "From Amina Cherif to Léa Zola" in asked
        assert "M-1 École" in asked
        await pilot.press("enter")
        assert world.services.records.load("public_contract", of)["facilitator_id"] == lea
        assert "One contract goes to Léa Zola" in toasted(app)
        await pilot.press("ctrl+z")
        assert world.services.records.load("public_contract", of)["facilitator_id"] == world.me
        await pilot.press("down", "enter", "enter")
        assert "Léa Zola follows nothing" in toasted(app)


async def test_what_moves_is_seen_with_its_answers_on_a_low_terminal(world: World) -> None:
    for number in range(9):
        world.make(
            "public_contract",
            reference=f"M-{number}",
            subject="A subject that is longer than any window is wide, and goes on and on",
            facilitator_id=world.me,
        )
        world.make(
            "visit",
            company_id=world.company(f"Company of a long name, the one of number {number}"),
            facilitator_id=world.me,
            on_date="2026-11-01",
            next_step="Something that takes very many words to be told",
        )
    world.make("facilitator", first_name="Léa", last_name="Zola")
    app = RecordsApp(world.services, "portfolio", "PortfolioScreen")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter", "enter")
        asked = seen(app)
        assert "9 public contracts" in asked
        assert "9 visits with a next step" in asked
        assert "… and 5 more" in asked
        assert "No (Esc)" in asked


async def test_alone_nobody_can_take_over_until_a_facilitator_is_added(world: World) -> None:
    app = RecordsApp(world.services, "portfolio", "PortfolioScreen")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter")
        assert "Nobody else is there" in toasted(app)
        await pilot.press("ctrl+n")
        await type_in(pilot, "Lea")
        await pilot.press("tab")
        await type_in(pilot, "Zola")
        await pilot.press("enter")
        assert is_front(app, PortfolioScreen)
        assert [each.name for each in world.services.portfolio.facilitators()][-1]


def test_every_binding_has_its_action_and_no_key_two() -> None:
    for screen in (RecordScreen, JournalScreen, PortfolioScreen):
        assert missing_actions(screen) == []
        assert doubled_keys(screen) == []
