"""A long task leaves screen and records whole: nothing typed meanwhile gets through."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.i18n import speak
from ave_tui.services.exchange import ExchangeService
from ave_tui.services.workspace import Services
from ave_tui.storage import rows
from screens.exchange import ExchangeScreen
from screens.preview import PreviewScreen
from screens.waiting import WaitingScreen
from tests.homes import empty_home, introduce
from tests.services.small_world import World
from tests.tui.shown import is_front, settle, shown_lines
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.progress import Tell
    from ave_tui.services.exchange import Preview


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio, and a colleague's file with a company beside it."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    files = tmp_path / "files"
    files.mkdir()
    made.services.exchange_places.remember(files / "a.ave")
    with Services(empty_home(tmp_path / "other"), clock) as other:
        introduce(made.services, other)
        other.exchange.apply(made.services.exchange.export(tmp_path).path)
        other.ledger.commit([Change("company", new_id(), {"name": "Bâti [Nord]"})])
        other.exchange.export(files / "theirs.ave")
    yield made
    made.close()


class Slow:
    """Holds an import up until a test lets it go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on = threading.Event()
        apply = ExchangeService.apply

        def slow(service: ExchangeService, path: Path, tell: Tell) -> Preview:
            tell(0.42)
            assert self.go_on.wait(20)
            return apply(service, path, tell)

        monkeypatch.setattr(ExchangeService, "apply", slow)


async def test_keys_wait_until_an_import_is_done(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    connection = world.services.database.connection
    app = Stage(world.services, ExchangeScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("down", "enter", "enter")
        await settle(pilot)
        assert is_front(app, PreviewScreen)
        await pilot.press("enter")
        shown = ""
        while " 42 %" not in shown:
            await pilot.pause(0.05)
            shown = "\n".join(shown_lines(app))
        assert "Bringing in the file" in shown
        await pilot.press("escape", "enter", "ctrl+z", "ctrl+q", "f2", "f10", "x")
        await pilot.pause()
        assert is_front(app, WaitingScreen)
        assert app.asked == []
        assert rows.count_live(connection, "company") == 0
        slow.go_on.set()
        await settle(pilot)
        assert is_front(app, ExchangeScreen)
        assert "theirs.ave" in "\n".join(shown_lines(app))
    assert app.return_code is None
    assert rows.count_live(connection, "company") == 1
    assert rows.count_live(connection, "facilitator") == 1


async def test_what_went_wrong_in_a_long_task_is_told_and_nothing_is_lost(
    world: World, tmp_path: Path
) -> None:
    app = Stage(world.services, ExchangeScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("down", "enter", "enter")
        await settle(pilot)
        (tmp_path / "files" / "theirs.ave").unlink()
        await pilot.press("enter")
        await settle(pilot)
        assert is_front(app, PreviewScreen)
        assert "can't be read" in "\n".join(shown_lines(app))
    assert rows.count_live(world.services.database.connection, "company") == 0
