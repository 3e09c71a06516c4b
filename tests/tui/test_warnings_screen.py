"""The list of warnings: looked at, marked, settled, opened in the grid; by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.i18n import speak
from screens.navigation import OpenHours
from screens.small_form import SmallFormScreen
from screens.warnings import WarningsScreen
from tests.names import HOSTILE_NAMES
from tests.services.small_world import World
from tests.tui.shown import is_front, settle, shown_lines, until, until_shown
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()
    speak("en")


def long_months(world: World, *names: str) -> list[Id]:
    """Let some people work more in October than a month holds."""
    lot, company = world.lot(), world.company("Bâti")
    award = world.award(lot, company)
    jobs = [world.job(world.person(name), company, lot, award) for name in names]
    for job in jobs:
        world.hours(job, "2026-10", 215)
    return jobs


@pytest.mark.parametrize("size", SIZES)
async def test_a_warning_says_who_when_why_and_how_much(
    world: World, size: tuple[int, int]
) -> None:
    long_months(world, "Benali")
    app = Stage(world.services, WarningsScreen)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        shown = "\n".join(shown_lines(app))
        for part in ("Benali", "10/2026", "215", "Long month"):
            assert part in shown
        assert "more than 208" in shown


async def test_one_is_opened_in_its_cell(world: World) -> None:
    (job,) = long_months(world, "Benali")
    app = Stage(world.services, WarningsScreen)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.asked))
    (asked,) = app.asked
    assert isinstance(asked, OpenHours)
    assert (asked.kind, asked.at) == ("participant", (job, "2026-10"))


async def test_marked_ones_are_settled_with_one_reason_and_taken_back(world: World) -> None:
    long_months(world, "Benali", "Diallo", "Roy")
    app = Stage(world.services, WarningsScreen)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("space", "space")
        await until_shown(pilot, "2 marked")
        await pilot.press("ctrl+t")
        await until(pilot, lambda: is_front(app, SmallFormScreen))
        await pilot.press("enter")
        assert is_front(app, SmallFormScreen), "nothing is settled without a reason"
        await pilot.press(*"agreed", "enter")
        await until(pilot, lambda: is_front(app, WarningsScreen))
        assert [each.who for each in world.services.warnings.standing()] == ["Roy Karim"]
        await pilot.press("ctrl+b")
        await until_shown(pilot, "settled ones too")
        await pilot.press("home")
        await until_shown(pilot, "agreed")
        await pilot.press("delete")
        await until(pilot, lambda: len(world.services.warnings.standing()) == 2)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(world.services.warnings.standing()) == 1)


async def test_letters_leave_only_some_and_all_of_those_are_marked(world: World) -> None:
    long_months(world, "Benali", "Diallo")
    app = Stage(world.services, WarningsScreen)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press(*"dial", "insert")
        await until_shown(pilot, "one marked")
        assert "Benali" not in "\n".join(shown_lines(app))
        await pilot.press("ctrl+t", *"seen", "enter")
        await until(pilot, lambda: len(world.services.warnings.standing()) == 1)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
async def test_names_are_never_read_as_markup(world: World, name: str) -> None:
    long_months(world, name)
    app = Stage(world.services, WarningsScreen)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+t", "escape", "ctrl+b")
        await settle(pilot)
        assert is_front(app, WarningsScreen)


async def test_an_empty_list_says_so_and_its_keys_do_nothing(world: World) -> None:
    app = Stage(world.services, WarningsScreen)
    async with app.run_test(notifications=True) as pilot:
        await until_shown(pilot, "No hours want a look.")
        await pilot.press("space", "insert", "ctrl+t", "delete", "enter")
        await settle(pilot)
        assert is_front(app, WarningsScreen)
