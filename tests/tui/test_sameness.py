"""Two records are joined and taken apart on a record's own screen, by the menu and keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.i18n import speak
from screens.record import RecordScreen
from tests.services.small_world import World
from tests.tui.records_app import RecordsApp
from tests.tui.shown import is_front, settle, shown_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio with one person recorded twice."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    lot, company = made.lot(), made.company()
    for person in (made.person(), made.person("Ben Ali [/]")):
        made.hours(made.job(person, company, lot, None), "2026-10", 35)
    yield made
    made.close()


async def give(pilot: Pilot[None], letters: str) -> None:
    """Give a command by its name."""
    await pilot.press("f10", *letters, "enter")
    await settle(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_person_is_joined_and_taken_apart(world: World, size: tuple[int, int]) -> None:
    app = RecordsApp(world.services, "participants", "ParticipantsScreen")
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await pilot.press(*"benali", "enter")
        await settle(pilot)
        assert is_front(app, RecordScreen)
        await give(pilot, "join")
        await pilot.press(*"ben ali", "enter")
        await settle(pilot)
        shown = "\n".join(shown_lines(app))
        assert "The same as Ben Ali [/] Karim" in shown
        assert "Employment contracts: 2" in shown
        assert len(world.services.records.find("participant")) == 1

        await give(pilot, "take apart")
        shown = "\n".join(shown_lines(app))
        assert "The same as" not in shown
        assert "Employment contracts: 1" in shown
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "The same as Ben Ali [/] Karim" in "\n".join(shown_lines(app))


async def test_what_can_not_be_joined_is_said(world: World) -> None:
    app = RecordsApp(world.services, "public_contracts", "PublicContractsScreen")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        await give(pilot, "join")
        assert "Only companies and participants" in "\n".join(shown_lines(app))
        await give(pilot, "take apart")
        assert "joined with none" in "\n".join(shown_lines(app))
    assert world.services.database.connection.execute("SELECT 1 FROM same_as").fetchall() == []
