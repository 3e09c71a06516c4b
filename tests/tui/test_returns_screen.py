"""The board of returns: marked many at once, reminded, opened in the hours; by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.app import AveApp
from ave_tui.i18n import speak
from screens.document import DocumentScreen
from screens.hours import HoursScreen
from screens.returns import ReturnsScreen
from tests.names import HOSTILE_NAMES
from tests.services.small_world import World
from tests.tui.shown import is_front, settle, shown_lines, until, until_shown
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from textual.screen import Screen

SIZES = [(80, 24), (120, 40)]


class OnReturns(AveApp):
    """The real program, opened on the returns."""

    def get_default_screen(self) -> Screen[None]:
        """Return the board."""
        return ReturnsScreen(self.services)


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a company whose two people have worked since September."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    portfolio(made, "Bâti")
    yield made
    made.close()
    speak("en")


def portfolio(world: World, name: str) -> None:
    lot, company = world.lot(), world.company(name)
    award = world.award(lot, company)
    for person in ("Benali", "Diallo"):
        world.job(world.person(person), company, lot, award)
    job = world.job(world.person("Roy"), company, lot, award, starts="2026-09-01")
    world.hours(job, "2026-08", 7)


def statuses(world: World) -> dict[str, str]:
    return {line.month: line.status.name for line in world.services.returns.board()}


@pytest.mark.parametrize("size", SIZES)
async def test_late_ones_come_first_and_say_since_when(world: World, size: tuple[int, int]) -> None:
    app = Stage(world.services, ReturnsScreen)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        lines = [line for line in shown_lines(app) if "/2026 B" in line]
        assert ["09/2026" in lines[0], "10/2026" in lines[1]] == [True, True]
        assert "Late since 15/10" in lines[0]
        assert "2 late" in shown_lines(app)[0]


async def test_each_key_says_where_the_marked_returns_stand(world: World) -> None:
    app = Stage(world.services, ReturnsScreen)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "ctrl+l")
        await until(pilot, lambda: statuses(world)["2026-10"] == "NIL")
        assert statuses(world)["2026-09"] == "NIL"
        await pilot.press(*"09/2026", "ctrl+b")
        await until(pilot, lambda: statuses(world)["2026-09"] == "CHECKED")
        await pilot.press("ctrl+n")
        await until(pilot, lambda: statuses(world)["2026-09"] == "DISPUTED")
        await pilot.press("ctrl+t")
        await until(pilot, lambda: statuses(world)["2026-09"] == "RECEIVED")
        await pilot.press("delete")
        await until(pilot, lambda: statuses(world)["2026-09"] == "EXPECTED")
        assert statuses(world)["2026-10"] == "NIL"
        await pilot.press("ctrl+z")
        await until(pilot, lambda: statuses(world)["2026-09"] == "RECEIVED")


async def test_a_line_opens_the_hours_of_its_company_and_month(world: World) -> None:
    app = OnReturns(world.services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: is_front(app, HoursScreen))
        await settle(pilot)
        shown = "\n".join(shown_lines(app))
        assert "Bâti" in shown_lines(app)[0]
        assert "09/2026" in shown_lines(app)[0]
        await pilot.press(*"35", "enter")
        await until(pilot, lambda: statuses(world)["2026-09"] == "RECEIVED")
        assert "Benali" in shown


async def test_a_reminder_is_written_into_a_file_and_into_the_journal(
    world: World, tmp_path: Path
) -> None:
    app = OnReturns(world.services)
    letter = tmp_path / "letter.txt"
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("space", "space", "ctrl+o", "enter")
        await until(pilot, lambda: is_front(app, DocumentScreen))
        await until_shown(pilot, "Madame, Monsieur,")
        await pilot.press("ctrl+t")
        await settle(pilot)
        await pilot.press("end", *["backspace"] * 100, *str(letter), "enter")
        await until(pilot, letter.exists)
        await until(pilot, lambda: is_front(app, DocumentScreen))
        assert "septembre 2026" in letter.read_text(encoding="utf-8")
        board = world.services.returns.board()
        assert [line.reminders for line in board if line.late] == [1, 1]
        await pilot.press("escape")
        await until_shown(pilot, "23/11")


async def test_a_letter_that_is_only_looked_at_is_not_in_the_journal(world: World) -> None:
    app = OnReturns(world.services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+o", "enter")
        await until(pilot, lambda: is_front(app, DocumentScreen))
        await pilot.press("escape")
        await until(pilot, lambda: is_front(app, ReturnsScreen))
    assert all(not line.reminders for line in world.services.returns.board())


async def test_the_form_is_shown_and_what_has_come_is_not_reminded_of(world: World) -> None:
    app = OnReturns(world.services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+o", "down", "down", "down", "enter")
        await until(pilot, lambda: is_front(app, DocumentScreen))
        await until_shown(pilot, "Benali Karim")
        await pilot.press("escape")
        await until(pilot, lambda: is_front(app, ReturnsScreen))
        await pilot.press("insert", "ctrl+l")
        await until(pilot, lambda: set(statuses(world).values()) == {"NIL"})
        await pilot.press("ctrl+o", "enter")
        await until_shown(pilot, "None of these returns is missing.")


@pytest.mark.parametrize("name", HOSTILE_NAMES)
async def test_names_are_never_read_as_markup(world: World, name: str) -> None:
    portfolio(world, name)
    app = OnReturns(world.services)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("insert", "ctrl+o", "enter")
        await until(pilot, lambda: is_front(app, DocumentScreen))
        await pilot.press("escape", "ctrl+t")
        await settle(pilot)
        assert is_front(app, ReturnsScreen)
