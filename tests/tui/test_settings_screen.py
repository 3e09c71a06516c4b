"""Settings change at once and stay; a welcome asks once whose records these are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.app import AveApp
from ave_tui.i18n import language, speak
from ave_tui.services.workspace import Services
from screens.settings import SettingsScreen
from screens.today import TodayScreen
from screens.welcome import WelcomeScreen
from tests.homes import empty_home
from tests.services.small_world import World
from tests.tui.shown import settle, shown_lines
from tests.tui.stage import Stage, down_to_setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Begin in English, and leave the language as it was."""
    speak("en")
    yield
    speak("en")


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio; it is 23 November 2026."""
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()


@pytest.fixture
def services(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Services]:
    """Return the services of an empty home."""
    with Services(empty_home(tmp_path / "new"), clock) as made:
        yield made


async def test_the_language_changes_at_once_and_stays(world: World) -> None:
    app = Stage(world.services, SettingsScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "Language" in "\n".join(shown_lines(app))
        await pilot.press("enter", "up", "enter")
        await pilot.pause()
        await pilot.pause()
        shown = "\n".join(shown_lines(app))
        assert "Réglages" in shown
        assert "Langue" in shown
        assert "Entrée Ouvrir" in shown
        await pilot.press("down", "down", "enter")
        await pilot.pause()
    assert (language(), world.services.preference("language")) == ("fr", "fr")
    assert world.services.preference("digit_row") == "0", "on by default in French"


async def test_colours_are_tried_on_the_way_and_kept_with_enter(world: World) -> None:
    app = Stage(world.services, SettingsScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        before = app.theme
        await pilot.press("down", "enter", "down")
        await pilot.pause()
        tried = app.theme
        assert tried != before
        await pilot.press("escape")
        await pilot.pause()
        assert app.theme == before
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        assert app.theme == tried
    assert world.services.preference("theme") == tried


async def test_a_rule_is_given_a_figure_and_taken_back(world: World) -> None:
    app = Stage(world.services, SettingsScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press(*["down"] * 9)
        assert "Delete" not in shown_lines(app)[-1], "there is nothing to take back yet"
        await pilot.press("enter", "backspace", "backspace", "x", "enter")
        await pilot.pause()
        assert "x" in "\n".join(shown_lines(app)), "what can't be read stays"
        await pilot.press("backspace", *"18", "enter")
        await pilot.pause()
        assert "18 months" in "\n".join(shown_lines(app))
        assert world.services.settings.rule("eligibility_months") == 18
        assert "Delete" in shown_lines(app)[-1]
        await pilot.press("up")
        assert "Delete" not in shown_lines(app)[-1]
        await pilot.press("down", "delete")
        await pilot.pause()
        assert "Delete" not in shown_lines(app)[-1]
        assert world.services.settings.rule("eligibility_months") == 24
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "18 months" in "\n".join(shown_lines(app))


async def test_a_copy_is_made_with_one_key(world: World) -> None:
    app = Stage(world.services, SettingsScreen)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press(*down_to_setting(world.services, "backup"), "enter")
        await settle(pilot)
    assert len(list(world.services.home.backups.iterdir())) == 1


async def test_who_begins_names_structure_and_self(services: Services) -> None:
    app = AveApp(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("enter", *"MDE [/]", "enter")
        await pilot.pause()
        assert services.is_new, "the name is still missing"
        assert "MDE [/]" in "\n".join(shown_lines(app)), "what was typed stays"
        await pilot.press(*"Amina", "tab", *"Cherif", "enter")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
    assert services.settings.structure[1] == "MDE [/]"
    assert services.settings.my_name == "Cherif Amina"


async def test_who_joins_brings_a_file_in_and_says_who_they_are(
    services: Services, world: World, tmp_path: Path
) -> None:
    theirs = world.services.trust.write_card(tmp_path / "amina.avecard")
    app = AveApp(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        # My name, my card in a file, their card, the digits, and then the file.
        await pilot.press("down", "enter", "enter", "ctrl+u", *"Jo", "enter")
        await pilot.pause()
        await pilot.press("down", "enter", "ctrl+u", *str(tmp_path / "jo.avecard"), "enter")
        await pilot.pause()
        mine = world.services.trust.read(tmp_path / "jo.avecard")
        assert (mine.name, mine.space) == ("Jo", "")
        assert f"{world.services.trust.digits(mine)[:5]}" not in "\n".join(shown_lines(app))
        await pilot.press("enter", *str(theirs), "enter")
        await pilot.pause()
        shown = "\n".join(shown_lines(app))
        assert "   ".join(world.services.trust.digits(mine).split(" ")) in shown
        assert "Cherif" in shown
        await pilot.press("down", "enter")
        await pilot.pause()
        assert services.trust.people()[0].trusted
        world.services.trust.trust(mine)
        made = world.services.exchange.export(tmp_path / "a.ave")
        await pilot.press(*str(made.path), "enter")
        await settle(pilot)
        assert "Amina Cherif" in "\n".join(shown_lines(app))
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press(*"Jo", "tab", *"Roy", "enter")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
    assert services.settings.my_name == "Roy Jo"


async def test_the_demo_is_told_and_escape_changes_nothing(services: Services) -> None:
    app = AveApp(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert "ave-tui demo" in "\n".join(shown_lines(app))
        await pilot.press("up", "up", "enter", "escape", "down", "enter", "escape")
        await pilot.pause()
        assert isinstance(app.screen, WelcomeScreen)
    assert services.is_new
