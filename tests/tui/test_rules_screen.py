"""Every rule by keys: found, given a value for all or for one authority, mended, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.app import AveApp
from ave_tui.i18n import speak
from screens.rule import RuleScreen
from screens.rules import RulesScreen
from screens.settings import SettingsScreen
from tests.services.small_world import World
from tests.tui.shown import is_front, shown_lines
from tests.tui.stage import down_to_setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio; it is 23 November 2026."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()


def seen(app: AveApp) -> str:
    return "\n".join(shown_lines(app)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_rule_is_given_a_value_mended_and_taken_back(
    world: World, size: tuple[int, int]
) -> None:
    settings = world.services.settings
    app = AveApp(world.services)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+g", *down_to_setting(world.services, "rules"), "enter")
        await pilot.pause()
        assert is_front(app, RulesScreen)
        await pilot.press(*"months lasts")
        await pilot.pause()
        assert "24 months" in seen(app)
        assert "PASS IAE" in seen(app), "where the default comes from"
        await pilot.press("enter")
        assert is_front(app, RuleScreen)
        await pilot.press("ctrl+n", "backspace", "x", "enter")
        await pilot.pause()
        assert "x" in seen(app), "what can't be read stays"
        await pilot.press("backspace", "backspace", *"18", *["down"] * 3)
        await pilot.press(*"Council", "enter")
        await pilot.pause()
        assert "Today: 18 months" in seen(app)
        assert "Council" in seen(app)
        await pilot.press("home", "enter", *"12", "enter")
        await pilot.pause()
        assert settings.rule("eligibility_months") == 12
        await pilot.press("ctrl+n", "down", "down", *"vil", "enter")
        await pilot.pause()
        assert "Ville" in seen(app)
        assert settings.rule("eligibility_months", authority=world.authority) == 12
        assert len(settings.rule_in_use("eligibility_months").values) == 2
        await pilot.press("escape")
        await pilot.pause()
        assert "●+" in seen(app)
        assert "Default: 24 months" in seen(app)
        await pilot.press("enter", "home", "delete", "delete")
        await pilot.pause()
        assert settings.rule("eligibility_months") == 24
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert len(settings.rule_in_use("eligibility_months").values) == 1
        await pilot.press("escape", "escape", "escape")
        await pilot.pause()
        assert is_front(app, SettingsScreen)


async def test_what_is_nonsense_for_a_rule_is_refused_where_it_stands(world: World) -> None:
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("f10", *"rules", "enter")
        await pilot.pause()
        await pilot.press(*"scale", "enter", "enter")
        await pilot.pause()
        await pilot.press(*" cheap", "enter")
        await pilot.pause()
        assert "is not a band of a scale" in seen(app)
        await pilot.press("ctrl+u", *"0:100 5000:200", "enter")
        await pilot.pause()
        assert "from 5 000 €: 200 h" in seen(app)
        await pilot.press("escape", "escape", *"full-time equivalent", "enter", "enter")
        await pilot.press("0", "enter")
        await pilot.pause()
        assert "must be above zero" in seen(app)
    scale = world.services.settings.rule_in_use("training_scale")
    assert scale.codes == ("0:100", "5000:200")


async def test_the_law_itself_changed_a_rule(world: World) -> None:
    app = AveApp(world.services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("f10", *"rules", "enter", *"article 35", "enter")
        await pilot.pause()
        shown = seen(app)
        assert "Today: yes" in shown
        assert "22 Aug 2026" in shown
        await pilot.press("end", "delete", "ctrl+l")
        await pilot.pause()
        assert is_front(app, RuleScreen), "a default can be neither withdrawn nor has it a history"
