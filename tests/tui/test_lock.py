"""Locked, the screen shows nothing of anybody; unlocked, one is exactly where one was."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from ave_tui.app import AveApp
from ave_tui.domain.copies import Reason
from ave_tui.domain.errors import DamageError
from ave_tui.i18n import say, speak
from ave_tui.services import recovery_sheet, unlocking
from ave_tui.services.copies import CopiesService
from ave_tui.services.workspace import Services
from ave_tui.storage import copies, wrapping
from ave_tui.storage.errors import AlreadyOpenError
from screens import locking, unlock
from screens.form import FormScreen
from screens.hours import HoursScreen
from screens.today import TodayScreen
from screens.unlock import UnlockScreen
from tests.conftest import NOW
from tests.services.small_world import World
from tests.tui.shown import is_front, settle, shown_lines, until, until_shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from pathlib import Path

    from textual.pilot import Pilot

PHRASE = "cheval agrafe pile"
OTHER = "une autre phrase"


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands still until a test moves it."""
    return Clock()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let nothing be waited for, and speak English."""
    monkeypatch.setattr(wrapping, "COST", 2**4)
    monkeypatch.setattr(locking, "SETTLE", 0.01)
    monkeypatch.setattr(unlock, "PAUSES", (0.01,))
    speak("en")
    yield
    speak("en")


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is printed on the sheets that are made."""
    seen: list[str] = []
    draw = recovery_sheet.draw_sheet

    def look(secret: str, structure: str, made_on: date) -> bytes:
        seen.append(secret)
        return draw(secret, structure, made_on)

    monkeypatch.setattr(recovery_sheet, "draw_sheet", look)
    return seen


@pytest.fixture
def world(tmp_path: Path, clock: Clock, secrets: list[str]) -> Iterator[World]:
    """Return a small portfolio under a password, with a recovery sheet."""
    made = World(tmp_path / "amina", clock)
    lot = made.lot()
    person = made.make("participant", last_name="Benali", first_name="Karim")
    company = made.make("company", name="Dubreuil")
    contract = made.make(
        "employment_contract", participant_id=person, employer_id=company, starts_on="2026-01-01"
    )
    made.make("assignment", employment_contract_id=contract, lot_id=lot, host_id=company)
    made.services.protection.protect(PHRASE)
    made.services.protection.make_sheet(tmp_path / "sheet.pdf")
    yield made
    made.services.close()


def shown(app: AveApp) -> str:
    return "\n".join(shown_lines(app))


async def give(pilot: Pilot[None], password: str) -> None:
    await pilot.press(*password, "enter")
    await settle(pilot)


async def until_closed(pilot: Pilot[None], services: Services) -> None:
    await until(pilot, lambda: services.is_locked)


async def test_the_start_asks_for_the_password_first(world: World, clock: Clock) -> None:
    world.services.ledger.prefer("language", "fr")
    world.services.close()
    services = Services.locked(world.services.home, clock)
    app = AveApp(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert is_front(app, UnlockScreen)
        assert "This laptop is protected." in shown(app)
        await pilot.press("f2", "f3", "ctrl+z", "f10", "escape", "f12", "enter")
        await settle(pilot)
        assert is_front(app, UnlockScreen)
        await give(pilot, OTHER)
        assert "not the password" in shown(app)
        assert services.is_locked
        assert app.screen.query_one(Input).value == OTHER, "what was typed stays"
        await pilot.press(*["backspace"] * len(OTHER))
        await give(pilot, PHRASE)
        assert is_front(app, TodayScreen)
        assert len(app.screen_stack) == 2, "nothing leads back to the password"
        assert "Aujourd" in shown(app), "in the language of the settings"
        await pilot.press("f3")
        await settle(pilot)
        assert "Benali" in shown(app)
    services.close()


async def test_three_wrong_ones_slow_down_gently(world: World, clock: Clock) -> None:
    world.services.close()
    services = Services.locked(world.services.home, clock)
    app = AveApp(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(unlock, "PAUSES", (1000,))
            for _ in range(3):
                await give(pilot, "x")
            assert "In 1000 s" in shown(app)
            await give(pilot, PHRASE)
            assert is_front(app, UnlockScreen), "not now"
        app.screen.query_one(Input).clear()
        app.screen.query_one(Input).disabled = False
        app.screen.query_one(Input).focus()
        await give(pilot, PHRASE)
        assert is_front(app, TodayScreen)
    services.close()


async def test_locking_hides_everything_and_gives_it_back(world: World) -> None:
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f4", "insert", *"Ben")
        await settle(pilot)
        form = app.screen
        assert is_front(app, FormScreen)
        app.notify("Karim Benali", markup=False)
        await pilot.press("f12")
        await pilot.pause()
        assert is_front(app, UnlockScreen)
        assert "Ben" not in shown(app)
        app.notify("Benali", markup=False)
        await pilot.pause()
        assert "Ben" not in shown(app), "what comes late is not shown either"
        await until_closed(pilot, world.services)
        await pilot.press("f2", "escape", "f10", "ctrl+z", "f1")
        await settle(pilot)
        assert is_front(app, UnlockScreen)
        assert "Ben" not in shown(app)
        await give(pilot, PHRASE)
        assert app.screen is form
        assert "Ben" in shown(app)
        await pilot.press(*"ali", "ctrl+t")
        await settle(pilot)
    with world.services.database.reading() as connection:
        names = connection.execute("SELECT last_name FROM participant").fetchall()
    assert ("Benali",) in names


async def test_a_figure_being_typed_is_still_there(world: World) -> None:
    app = AveApp(world.services)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("f3", *"12")
        await settle(pilot)
        grid = app.screen
        await pilot.press("f12")
        await until_closed(pilot, world.services)
        await give(pilot, PHRASE)
        assert app.screen is grid
        assert isinstance(grid, HoursScreen)
        await pilot.press("enter")
        await settle(pilot)
    with world.services.database.reading() as connection:
        kept = connection.execute("SELECT seconds FROM hours_entry").fetchall()
    assert kept == [(12 * 3600,)]


async def test_nobody_there_locks_it(world: World, clock: Clock) -> None:
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        clock.pass_by(9)
        app.look()
        assert not is_front(app, UnlockScreen)
        await pilot.press("down")
        clock.pass_by(9)
        app.look()
        assert not is_front(app, UnlockScreen), "a key begins the time anew"
        clock.pass_by(2)
        app.look()
        await pilot.pause()
        assert is_front(app, UnlockScreen)
        await until_closed(pilot, world.services)
        await give(pilot, PHRASE)
        assert is_front(app, TodayScreen)
        app.look()
        assert is_front(app, TodayScreen)


async def test_a_key_after_a_long_sleep_only_locks(world: World, clock: Clock) -> None:
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        clock.pass_by(60)
        await pilot.press("f3")
        await settle(pilot)
        assert is_front(app, UnlockScreen)
        assert len(app.screen_stack) == 2
        assert app.screen.query_one(Input).value == ""


@pytest.mark.parametrize("protected", [True, False])
async def test_never_means_never(world: World, clock: Clock, protected: bool) -> None:
    if protected:
        world.services.protection.lock_after(0)
    else:
        world.services.protection.unprotect(PHRASE)
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        clock.pass_by(600)
        app.look()
        await pilot.press("down")
        assert is_front(app, TodayScreen)
        await pilot.press("f12")
        await pilot.pause()
        assert is_front(app, UnlockScreen) is protected
        assert ("not protected" in shown(app)) is not protected


async def test_quitting_while_locked_asks_without_showing(world: World) -> None:
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f4", "insert", *"Ben", "f12")
        await until_closed(pilot, world.services)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert "Quit?" in shown(app)
        assert "Ben" not in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.is_running
        await pilot.press("ctrl+q", "enter")
        await pilot.pause()
    assert app.return_code == 0


async def test_forgotten_the_sheet_at_hand(world: World, clock: Clock, secrets: list[str]) -> None:
    world.services.close()
    services = Services.locked(world.services.home, clock)
    app = AveApp(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("tab", "tab", "enter", "enter")
        await settle(pilot)
        wrong = secrets[0][:20] + ("Q" if secrets[0][20] != "Q" else "P") + secrets[0][21:]
        await pilot.press(*wrong, "enter", *OTHER, "enter", *OTHER, "enter")
        await settle(pilot)
        assert "Group 2" in shown(app)
        app.screen.query_one("#secret", Input).value = secrets[0].lower()
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert is_front(app, TodayScreen)
    services.close()
    assert unlocking.Lock(services.home).key(OTHER)


async def test_without_a_sheet_the_lock_says_so(world: World) -> None:
    world.services.ledger.prefer("recovery", "")
    world.services.protection.keep_up()
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f12")
        await until_closed(pilot, world.services)
        await pilot.press("tab", "tab", "enter", "down", "enter")
        await settle(pilot)
        assert "There is no recovery sheet" in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert is_front(app, UnlockScreen)


async def test_forgotten_with_help_of_the_head_office(
    world: World, clock: Clock, secrets: list[str], tmp_path: Path
) -> None:
    world.services.close()
    services = Services.locked(world.services.home, clock)
    app = AveApp(services)
    request = tmp_path / "request.key"
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("tab", "tab", "enter", "down", "enter")
        await settle(pilot)
        app.screen.query_one("#path", Input).value = str(request)
        await pilot.press("enter")
        await settle(pilot)
        await until_shown(pilot, "Send it to the head")
        answered = unlocking.answer_help(request, secrets[0])
        await pilot.press("enter")
        # A button that was just pressed hears nothing for a moment.
        await until(pilot, lambda: not app.screen.query(".-active"))
        await pilot.press("enter", "down", "down", "enter")
        await settle(pilot)
        await pilot.press(*str(answered.path), "enter", *answered.code, "enter")
        await settle(pilot)
        await pilot.press(*OTHER, "enter", *OTHER, "enter")
        await settle(pilot)
        assert is_front(app, TodayScreen)
    services.close()
    assert unlocking.Lock(services.home).key(OTHER)


async def test_damaged_records_behind_the_password_lead_to_the_copies(
    world: World, clock: Clock
) -> None:
    home = world.services.home
    copy = world.services.upkeep.back_up()
    key = world.services.database.key
    world.services.close()
    home.database.write_bytes(bytes(9000))
    services = Services.locked(home, clock)
    app = AveApp(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await give(pilot, OTHER)
        assert "not the password" in shown(app), "first of all the password has to be right"
        await pilot.press(*["backspace"] * len(OTHER))
        await give(pilot, PHRASE)
    assert isinstance(app.refused, DamageError)
    assert not app.fault_noted
    assert app.key_given == key, "nobody is asked for it again"
    found = CopiesService(home, clock, lambda: key).explained(app.refused)
    assert copy.name in say(found.remedy)


async def test_locking_makes_the_copy_that_leaving_would_have_made(world: World) -> None:
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f12")
        await until_closed(pilot, world.services)
        (copy,) = copies.copies(world.services.home)
        assert copy.reason is Reason.CLOSE
        await give(pilot, PHRASE)
        await pilot.press("f12")
        await until_closed(pilot, world.services)
        assert len(copies.copies(world.services.home)) == 1, "nothing was changed since"


async def test_a_second_window_asks_for_the_password_and_only_reads(
    world: World, clock: Clock
) -> None:
    second = Services.locked(world.services.home, clock, AlreadyOpenError())
    app = AveApp(second)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        assert is_front(app, UnlockScreen)
        await give(pilot, PHRASE)
        assert "open in another window" in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert is_front(app, TodayScreen)
        assert "read only" in shown(app)
        await pilot.press("f12")
        await until_closed(pilot, second)
        assert copies.copies(second.home) == [], "who only reads copies nothing"
        await give(pilot, PHRASE)
        assert isinstance(second.refusal, AlreadyOpenError)
    second.close()
