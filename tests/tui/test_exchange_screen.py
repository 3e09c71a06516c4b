"""Files are made, shown before they change anything, and brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.laptops import short
from ave_tui.i18n import speak
from ave_tui.services.workspace import Services
from ave_tui.storage import rows
from screens.exchange import ExchangeScreen
from tests.homes import believe, empty_home, introduce
from tests.names import HOSTILE_NAMES
from tests.services.small_world import World
from tests.tui.shown import settle, shown_lines
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio that writes its files to an own folder."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    made.services.exchange_places.remember(tmp_path / "files" / "a.ave")
    (tmp_path / "files").mkdir()
    yield made
    made.close()
    speak("en")


@pytest.fixture
def other(tmp_path: Path, world: World, clock: Callable[[], datetime]) -> Iterator[Services]:
    """Return a colleague's laptop that has everything."""
    with Services(empty_home(tmp_path / "other"), clock) as made:
        made.trust.call_me("Bruno [/]")
        introduce(world.services, made)
        made.exchange.apply(world.services.exchange.export(tmp_path).path)
        yield made


async def test_a_file_is_made_where_it_is_said(
    world: World, other: Services, tmp_path: Path
) -> None:
    world.company("after the first file")
    app = Stage(world.services, ExchangeScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "One change that nobody else has." in "\n".join(shown_lines(app))
        await pilot.press("enter")
        await pilot.pause()
        assert "Bruno [/]" in "\n".join(shown_lines(app))
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert "Made on 23 Nov 2026 09:00" in "\n".join(shown_lines(app))
        await pilot.press("end", "up")
        await pilot.pause()
        assert "For Bruno [/]." in "\n".join(shown_lines(app))
    assert len(list((tmp_path / "files").glob("*.ave"))) == 1
    assert world.services.exchange.unsent() == 0


async def test_a_place_that_can_not_be_written_leaves_what_was_typed(
    world: World, other: Services
) -> None:
    world.company("after the first file")
    app = Stage(world.services, ExchangeScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("insert", "enter", "ctrl+u", *"/nowhere/x.ave", "enter")
        await settle(pilot)
        shown = "\n".join(shown_lines(app))
        assert "/nowhere/x.ave" in shown
        assert "can't be written" in shown
    assert world.services.exchange.unsent() > 0


async def test_a_file_is_shown_before_it_is_brought_in(
    world: World, other: Services, tmp_path: Path
) -> None:
    for name in HOSTILE_NAMES:
        other.ledger.commit([Change("company", new_id(), {"name": name})])
    other.exchange.export(tmp_path / "files" / "theirs.ave")
    app = Stage(world.services, ExchangeScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("down", "enter", *"thei", "enter")
        await settle(pilot)
        shown = "\n".join(shown_lines(app))
        assert "From Bruno [/]." in shown
        assert f"{len(HOSTILE_NAMES)} new changes" in shown
        assert "Companies" in shown
        await pilot.press("escape")
        await pilot.pause()
        assert rows.count_live(world.services.database.connection, "company") == 0
        await pilot.press("enter", *"thei", "enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        # The Enter that brought it in is spent: it chooses nothing on the screen that came back.
        assert isinstance(app.screen, ExchangeScreen)
    assert rows.count_live(world.services.database.connection, "company") == len(HOSTILE_NAMES)


async def test_what_waits_is_kept_and_told_with_whom_to_ask(
    world: World, other: Services, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    other.ledger.commit([Change("company", new_id(), {"name": "B"})])
    with Services(empty_home(tmp_path / "third"), clock) as third:
        introduce(world.services, other, third)
        third.exchange.apply(other.exchange.export(tmp_path / "b.ave").path)
        third.ledger.commit([Change("company", new_id(), {"name": "C"})])
        believe(third, world.services, {other.ledger.device: 1, world.services.ledger.device: 3})
        third.exchange.export(tmp_path / "files" / "c.ave", [world.services.ledger.device])
    app = Stage(world.services, ExchangeScreen)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("down", "enter", "enter")
        await settle(pilot)
        shown = "\n".join(shown_lines(app))
        assert "No record changes." in shown
        assert f"of laptop {short(other.ledger.device)} (1 to 1)" in shown
        await pilot.press("enter")
        await settle(pilot)
        assert "Waiting" in "\n".join(shown_lines(app))
    assert world.services.exchange.waiting() == 1


async def test_a_damaged_file_changes_nothing(world: World, tmp_path: Path) -> None:
    (tmp_path / "files" / "bad.ave").write_bytes(b"no")
    app = Stage(world.services, ExchangeScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("down", "enter", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ExchangeScreen)
    assert world.services.exchange.past() == []
