"""Going back to a copy by keys, read-only screens, and what is said when the screens open."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ave_tui.app import AveApp
from ave_tui.domain.errors import DamageError
from ave_tui.i18n import speak
from ave_tui.rescue import RescueApp
from ave_tui.services.alone import alone
from ave_tui.services.copies import CopiesService, ExplainedError
from ave_tui.services.workspace import Services
from ave_tui.storage.errors import AlreadyOpenError, NoRoomForCopyError
from ave_tui.sync.check import state
from screens.navigation import GoBackTo
from screens.notice import NoticeScreen
from screens.restore import RestoreScreen
from screens.restore_preview import RestorePreviewScreen
from screens.today import TodayScreen
from tests.conftest import NOW
from tests.services.small_world import World
from tests.tui.shown import is_front, settle, shown_lines
from tests.tui.stage import down_to_setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from textual.app import App
    from textual.pilot import Pilot

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio; it is 23 November 2026."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.services.database.close()
    speak("en")


def shown(app: App[None]) -> str:
    """Return what is on the screen, its lines run together."""
    return " ".join(" ".join(shown_lines(app)).replace("│", " ").split())


def refusals(app: App[None]) -> int:
    """Return how often it was said that nothing can be written here."""
    return sum(
        "open in another window" in " ".join(told.title.split()) for told in app._notifications
    )


async def open_copies(pilot: Pilot[None], services: Services) -> None:
    """Go to the list of the copies by the settings."""
    await pilot.pause()
    await pilot.press("ctrl+g")
    await pilot.pause()
    await pilot.press(*down_to_setting(services, "restore"), "enter")
    await settle(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_copy_is_gone_back_to_by_keys(world: World, size: tuple[int, int]) -> None:
    copy = world.services.upkeep.back_up()
    world.company("[red]After[/]")
    app = AveApp(world.services)
    async with app.run_test(size=size, notifications=True) as pilot:
        await open_copies(pilot, world.services)
        assert is_front(app, RestoreScreen)
        assert "23 Nov 2026 09:00" in shown(app)
        assert "asked for" in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert is_front(app, RestorePreviewScreen)
        assert "One change is newer than the copy and would be gone from here" in shown(app)
        assert "Cherif Amina (laptop " in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.way_back is None
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await pilot.pause()
    assert app.way_back == GoBackTo(copy)
    assert not app.fault_noted


async def test_a_spoilt_copy_is_told_and_left(world: World) -> None:
    copy = world.services.upkeep.back_up()
    os.truncate(copy, copy.stat().st_size - 5000)
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_copies(pilot, world.services)
        assert "✗" in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert is_front(app, RestoreScreen)
        assert "can't be read: it is damaged" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not is_front(app, RestoreScreen)


async def test_without_a_copy_the_list_says_so(world: World) -> None:
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_copies(pilot, world.services)
        assert "There is no copy yet." in shown(app)
        await pilot.press("enter", "down", "f1")
        await pilot.pause()
        assert "nothing is ever thrown away" in shown(app)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "fr"])
async def test_where_the_records_do_not_open_the_newest_good_copy_is_offered(
    world: World, clock: Callable[[], datetime], size: tuple[int, int], language: str
) -> None:
    speak(language)
    good = world.services.upkeep.back_up()
    world.services.database.clock = lambda: NOW + timedelta(hours=1)
    spoilt = world.services.upkeep.back_up()
    whole = state(world.services.database.connection)
    world.close()
    os.truncate(spoilt, spoilt.stat().st_size - 5000)
    home = world.services.home
    home.database.write_bytes(b"spoilt")
    with pytest.raises(DamageError) as refused:
        Services(home, clock)
    service = CopiesService(home, clock)
    explained = service.explained(refused.value)
    assert isinstance(explained, ExplainedError)
    app = RescueApp(service, explained)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        assert ("of 23 Nov 2026, 09:00" if language == "en" else "du 23/11/2026, 09:00") in shown(
            app
        )
        assert ("Begin with empty records" if language == "en" else "Recommencer à vide") in shown(
            app
        )
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await pilot.pause()
    assert app.way_back == GoBackTo(good)
    assert app.way_back is not None
    assert app.way_back.path is not None
    service.restore(app.way_back.path, service.key())
    with Services(home, clock) as services:
        assert state(services.database.connection) == whole


async def test_one_can_begin_with_empty_records_or_leave(
    world: World, clock: Callable[[], datetime]
) -> None:
    world.close()
    home = world.services.home
    home.database.unlink()
    service = CopiesService(home, clock)
    with pytest.raises(DamageError) as refused:
        Services(home, clock)
    explained = service.explained(refused.value)
    assert isinstance(explained, ExplainedError)
    app = RescueApp(service, explained)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert "There is no copy here" in shown(app)
        await pilot.press("f1")
        await pilot.pause()
        await pilot.press("escape", "escape")
        await pilot.pause()
    assert app.way_back is None
    app = RescueApp(service, explained)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await pilot.pause()
    assert app.way_back == GoBackTo(None)


async def test_records_that_turn_out_damaged_end_the_screens_with_that(world: World) -> None:
    home = world.services.home
    # What the first screen reads, and no start before it.
    pages = [
        page
        for (page,) in world.services.database.connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE rootpage > 0 AND tbl_name <> 'preference'"
        )
    ]
    world.close()
    content = bytearray(home.database.read_bytes())
    for page in pages:
        content[(page - 1) * 4096 + 99] ^= 1
    home.database.write_bytes(content)
    with Services(home, world.services.clock) as services:
        app = AveApp(services)
        with pytest.raises(Exception, match="malformed"):
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.pause()
    assert isinstance(app.refused, DamageError)
    assert not app.fault_noted
    assert not home.log.exists(), "it is no fault of the program"


# Two programs, and disks that take nothing.


@pytest.mark.parametrize("size", SIZES)
async def test_a_second_window_offers_to_read_only(
    world: World, clock: Callable[[], datetime], size: tuple[int, int]
) -> None:
    job_of = world.lot(), world.company()
    world.job(world.person(), job_of[1], job_of[0], world.award(*job_of))
    with alone(world.services.home), alone(world.services.home) as taken:
        assert isinstance(taken, AlreadyOpenError)
        before = state(world.services.database.connection)
        with Services(world.services.home, clock, refusal=taken) as second:
            app = AveApp(second)
            async with app.run_test(size=size, notifications=True) as pilot:
                await pilot.pause()
                assert "open in another window" in shown(app)
                await pilot.press("enter")
                await pilot.pause()
                assert is_front(app, TodayScreen)
                assert "· read only" in shown(app)
                await pilot.press("f3")
                await pilot.pause()
                await pilot.press("7", "enter")
                await pilot.pause()
                assert "✗ These records are open in another window" in shown(app)
                assert refusals(app) == 0, "it is said where it was typed"
                assert "7?" in shown(app), "what was typed stays"
                await pilot.press("up", "escape", "escape")
                await pilot.press("ctrl+z", "ctrl+y")
                await pilot.pause()
                assert refusals(app) == 2
                await pilot.press("f9")
                await pilot.pause()
                assert "Exchange · read only" in shown(app)
                await pilot.press("ctrl+g")
                await pilot.pause()
                await pilot.press("down", "down", "enter")
                await pilot.pause()
                assert refusals(app) == 3
                assert "Settings · read only" in shown(app), "a refusal ends no screen"
                assert app.is_running
                # The other one goes on, and is seen here.
                company = world.company("Seen")
                await pilot.press("f5")
                await pilot.pause()
                assert "Seen" in shown(app)
                world.withdraw("company", company)
            assert not app.fault_noted
        connection = world.services.database.connection
        assert state(connection) != before
        assert world.services.settings.reads_digit_row is False


async def test_whoever_would_rather_not_read_leaves(
    world: World, clock: Callable[[], datetime]
) -> None:
    with Services(world.services.home, clock, refusal=AlreadyOpenError()) as second:
        app = AveApp(second)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()
            assert not app.is_running


async def test_what_did_not_work_before_is_said_first(world: World) -> None:
    app = AveApp(world.services, NoRoomForCopyError(300))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert is_front(app, NoticeScreen)
        assert "There is no room on the disk for a copy of the records (300 MB)" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert is_front(app, TodayScreen)


async def test_after_going_back_it_is_said_once(
    world: World, clock: Callable[[], datetime]
) -> None:
    copy = world.services.upkeep.back_up()
    key = world.services.database.key
    world.close()
    CopiesService(world.services.home, clock).restore(copy, key)
    with Services(world.services.home, clock) as services:
        app = AveApp(services)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            assert "These records are those of the copy" in shown(app)
            assert copy.name in shown(app)
            await pilot.press("escape")
            await pilot.pause()
            assert is_front(app, TodayScreen)
        app = AveApp(services)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            assert is_front(app, TodayScreen)


async def test_the_settings_say_what_becomes_of_copies(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    world.services.database.clock = lambda: NOW + timedelta(days=9)
    monkeypatch.setenv("OneDrive", str(tmp_path))
    app = AveApp(world.services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        assert "OneDrive synchronises" in shown(app)
        await pilot.press("enter", "ctrl+g")
        await pilot.pause()
        said = shown(app)
        assert "none yet" in said
        assert "No copy was ever made" in said
        assert "Nobody else has" in said
        assert "OneDrive synchronises" in said
        await pilot.press(*down_to_setting(world.services, "backup"), "enter")
        await settle(pilot)
        await pilot.press("down", "down", "enter", "up", "enter")
        await pilot.pause()
        assert "500 MB" in shown(app)
    assert world.services.upkeep.room == 500_000_000
    assert world.services.upkeep.newest_copy() is not None
