"""The journal is read, filtered and opened by keys; visits lead straight to their hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ave_tui.i18n import speak
from ave_tui.services.history import HistoryService
from ave_tui.storage import rows
from ave_tui.widgets.filter_list import FilterList
from screens.history import HistoryScreen
from screens.navigation import GoTo, OpenHours, OpenRecord
from screens.visits import VisitsScreen
from tests.names import HOSTILE_NAMES
from tests.services.small_world import World
from tests.tui.shown import shown_lines, until_shown
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from textual.pilot import Pilot

    from ave_tui.services.history import Page


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio; it is 23 November 2026."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()
    speak("en")


async def told(pilot: Pilot[None], text: str) -> str:
    """Wait until the journal shows a text, as it does once nothing more is typed."""
    await until_shown(pilot, text)
    return "\n".join(shown_lines(pilot.app))


async def test_a_change_is_found_read_and_opened(world: World) -> None:
    company = world.company("Bâti [A]")
    world.company("Toiture")
    app = Stage(world.services, HistoryScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "Company Toiture: made" in shown_lines(app)[3]
        await pilot.press(*"bati")
        shown = await told(pilot, "1 of 5")
        assert "Company Bâti [A]: made" in shown
        assert "Toiture" not in shown
        await pilot.press("enter", "escape", "escape")
        await pilot.pause()
    assert app.asked == [OpenRecord("company", company), GoTo("today")]


async def test_a_word_is_looked_for_once_and_enter_does_not_wait_for_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = world.company("Bâti [A]")
    world.company("Toiture")
    asked: list[str] = []
    page = HistoryService.page

    def noted(service: HistoryService, text: str, *more: Any) -> Page:
        asked.append(text)
        return page(service, text, *more)

    app = Stage(world.services, HistoryScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        monkeypatch.setattr(HistoryService, "page", noted)
        await pilot.press(*"bati", "enter")
        await pilot.pause()
        assert app.asked == [OpenRecord("company", company)]
        assert asked == ["bati"]
        await pilot.press("escape")
        await told(pilot, "Toiture")
        await pilot.press(*"qqq", "enter")
        await pilot.pause()
        assert "Nothing has these words." in "\n".join(shown_lines(app))
        assert asked == ["bati", "", "qqq"]
        assert len(app.asked) == 1


async def test_undo_from_the_journal_shows_up_in_it(world: World) -> None:
    company = world.company("Bâti")
    app = Stage(world.services, HistoryScreen)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "↶ Company Bâti: withdrawn" in shown_lines(app)[3]
    found = rows.read(world.services.database.connection, "company", company)
    assert found is not None
    assert found.deleted


async def test_a_long_journal_is_read_on_as_one_walks(world: World) -> None:
    for number in range(120):
        world.company(f"Company {number:03}")
    app = Stage(world.services, HistoryScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        table = app.screen.query_one(FilterList).table
        assert table.count == 100
        await pilot.press("ctrl+end")
        await pilot.pause()
        assert table.count == world.services.history.total()
        assert table.cursor == 99


async def test_the_history_of_one_record_tells_only_of_it(world: World) -> None:
    company = world.company("Bâti [/]")
    world.company("Toiture")
    world.make("company", company, commune="Lens")
    app = Stage(world.services, lambda services: HistoryScreen(services, "company", company))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        shown = "\n".join(shown_lines(app))
        assert "History: Company Bâti [/]" in shown
        assert "Town: – → Lens" in shown
        assert "Toiture" not in shown


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_hostile_names_are_shown_as_they_are(world: World, size: tuple[int, int]) -> None:
    speak("fr")
    for name in HOSTILE_NAMES:
        world.company(name)
    app = Stage(world.services, HistoryScreen)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        for _ in HOSTILE_NAMES:
            await pilot.press("down")
        assert "Lot [A] : création" in "\n".join(shown_lines(app)).replace("\u00a0", " ")


async def test_a_visit_is_noted_and_its_hours_are_one_key_away(world: World) -> None:
    world.company("Bâti [A]")
    old = world.make("visit", on_date="2026-10-01", company_id=world.company("Old"))
    app = Stage(world.services, VisitsScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("insert")
        await pilot.pause()
        await pilot.press("tab", *"bati", "enter", "enter")
        await pilot.pause()
        await pilot.press("ctrl+t")
        await pilot.pause()
        shown = shown_lines(app)
    (new,) = [row for row in world.services.records.find("visit") if row != old]
    noted = world.services.records.load("visit", new)
    assert (noted["on_date"], noted["facilitator_id"]) == ("2026-11-23", world.me)
    assert app.asked == [OpenHours("visit", new)]
    assert "Bâti [A]" in shown[3], "the latest comes first"
    assert "Old" in shown[4]
