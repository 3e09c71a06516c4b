"""The settings put a password on this laptop, change it, take it away, and make the sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from ave_tui.i18n import speak
from ave_tui.services.unlocking import Lock, answer_help
from ave_tui.services.workspace import Services
from ave_tui.storage import wrapping
from ave_tui.storage.errors import WrongPassphraseError
from screens.confirm import ConfirmScreen
from screens.password_form import PasswordForm
from screens.settings import SettingsScreen
from screens.today import TodayScreen
from tests.services.small_world import World
from tests.tui.shown import is_front, settle, shown_lines
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from textual.pilot import Pilot

PHRASE = "cheval agrafe pile"
OTHER = "une autre phrase"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Let a guess cost little, speak English, and keep sheets out of the user's own folder."""
    monkeypatch.setattr(wrapping, "COST", 2**4)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    speak("en")
    yield
    speak("en")


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio with a copy of it."""
    made = World(tmp_path / "amina", clock)
    made.services.upkeep.back_up()
    yield made
    made.services.close()


def shown(app: Stage) -> str:
    # Without frames: a toast breaks its sentence where it likes.
    return " ".join(re.sub("[│▌▐┃]", " ", "\n".join(shown_lines(app))).split())


async def go_to(pilot: Pilot[None], app: Stage, words: str) -> None:
    """Walk down to a line of the settings and press Enter."""
    screen = app.screen
    assert isinstance(screen, SettingsScreen)
    number = next(n for n, line in enumerate(screen._lines) if line.name == words)
    await pilot.press("home", *["down"] * number, "enter")
    await settle(pilot)


async def test_a_first_password(world: World, clock: Callable[[], datetime]) -> None:
    app = Stage(world.services, SettingsScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await go_to(pilot, app, "Protect this laptop")
        await pilot.press(*"court")
        await settle(pilot)
        assert "At least 8 characters" in shown(app)
        assert "court" not in shown(app)
        await pilot.press("enter", *"court", "enter")
        await settle(pilot)
        assert "too short" in shown(app)
        await pilot.press(*"court cheval", "enter")
        await settle(pilot)
        assert "not the same" in shown(app)
        assert world.services.protection.is_on is False
        app.screen.query_one("#again", Input).value = "court cheval"
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert is_front(app, ConfirmScreen)
        await pilot.press("enter")
        await settle(pilot)
        assert is_front(app, PasswordForm)
        await pilot.press("enter")
        await settle(pilot)
        assert is_front(app, SettingsScreen)
        assert "then delete the file" in shown(app)
    (sheet,) = world.folder.parent.glob("recovery-sheet-2026-11-23.pdf")
    assert sheet.read_bytes().startswith(b"%PDF")
    world.services.close()
    lock = Lock(world.services.home)
    key = lock.key("court cheval")
    assert lock.sheets == 1
    Services(world.services.home, clock, lambda _file: key).close()


async def test_today_says_discreetly_that_nothing_protects(world: World) -> None:
    app = Stage(world.services, TodayScreen)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        assert "MDE des Deux Rives · not protected" in shown(app)
        world.services.protection.protect(PHRASE)
        assert isinstance(app.screen, TodayScreen)
        app.screen.show_frame()
        await settle(pilot)
        assert "not protected" not in shown(app)


async def test_change_and_off(world: World) -> None:
    world.services.protection.protect(PHRASE)
    lock = Lock(world.services.home)
    app = Stage(world.services, SettingsScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await go_to(pilot, app, "Protect this laptop")
        await pilot.press("enter", *"wrong", "enter", *OTHER, "enter", *OTHER, "enter")
        await settle(pilot)
        assert "not the password" in shown(app)
        app.screen.query_one("#password", Input).value = PHRASE
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert is_front(app, SettingsScreen)
        with pytest.raises(WrongPassphraseError):
            lock.key(PHRASE)
        assert lock.key(OTHER)
        await go_to(pilot, app, "Protect this laptop")
        await pilot.press("end", "enter", *OTHER, "enter")
        await settle(pilot)
        # The toast breaks its sentence, and the line under it shows in between.
        assert "not protected any" in shown(app)
        (toast,) = [said for said in app._notifications if "not protected" in said.message]
        assert toast.message.split()[-4:] == ["not", "protected", "any", "more."]
    assert not lock.is_on


async def test_the_idle_lock_is_chosen(world: World) -> None:
    app = Stage(world.services, SettingsScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await go_to(pilot, app, "Lock the screen")
        await pilot.press("end", "enter")
        await settle(pilot)
        assert "never" in shown(app)
    assert world.services.protection.idle_minutes == 0


async def test_a_colleague_is_helped(world: World, tmp_path: Path) -> None:
    world.services.protection.make_sheet(tmp_path / "sheet.pdf")
    secret, recipient = wrapping.new_sheet()
    world.services.ledger.prefer("recovery", recipient)
    world.services.protection.protect(PHRASE)
    lock = Lock(world.services.home)
    request = lock.ask_for_help(tmp_path)
    app = Stage(world.services, SettingsScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await go_to(pilot, app, "Help a colleague")
        await pilot.press(*str(request), "enter", *secret.lower(), "enter")
        await settle(pilot)
        words = shown(app).split()
    code = " ".join(word for word in words if word.isdecimal() and len(word) == 5)
    (answer,) = tmp_path.glob("ave-reponse-*.key")
    assert lock.take_answer(answer, code, OTHER)
    assert answer_help(request, secret).code != code


async def test_what_a_colleague_sent_may_be_anything(world: World, tmp_path: Path) -> None:
    app = Stage(world.services, SettingsScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await go_to(pilot, app, "Help a colleague")
        await pilot.press(*str(tmp_path), "enter", *"x", "enter")
        await settle(pilot)
        assert "neither a request" in shown(app)
        await pilot.press("escape")
        await settle(pilot)
        assert is_front(app, SettingsScreen)
