"""The first screen says what presses, and Enter opens where it is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.i18n import speak
from ave_tui.services.today_lines import Topic
from ave_tui.services.workspace import Services
from ave_tui.widgets.cells import width_of
from ave_tui.widgets.line_table import LineTable
from screens.navigation import GoTo, OpenConflicts, OpenHours, OpenRecord
from screens.today import TodayScreen
from tests.homes import empty_home, introduce
from tests.names import HOSTILE_NAMES
from tests.services.small_world import World
from tests.tui.shown import shown_lines, until
from tests.tui.stage import Stage

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
    speak("en")


def owing(world: World, name: str = "Bâti") -> str:
    """Let a company owe a return."""
    lot, company = world.lot(), world.company(name)
    job = world.job(world.person(), company, lot, world.award(lot, company))
    world.hours(job, "2026-09", 20)
    return company


async def test_enter_opens_hours_records_and_sections(world: World) -> None:
    company = owing(world)
    visit = world.make(
        "visit",
        on_date="2026-11-10",
        company_id=company,
        facilitator_id=world.me,
        next_step="Call back",
        next_on="2026-11-20",
    )
    app = Stage(world.services, TodayScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        shown = "\n".join(shown_lines(app))
        assert "Today, Monday 23 November 2026" in shown
        assert "Amina · MDE des Deux Rives" in shown
        assert "✗ Returns       Bâti" in shown
        assert "No hours yet for October 2026, due on" in shown
        topics = [line.topic for line in world.services.today.lines()]
        # What takes longer than a first frame comes a moment later.
        await until(pilot, lambda: app.screen.query_one(LineTable).count == len(topics))
        to_visit = topics.index(Topic.NEXT_STEP)
        await pilot.press("home", "enter", *["down"] * to_visit, "enter", "end", "enter")
        await pilot.pause()
    assert app.asked[0] == OpenHours("company", company)
    assert OpenRecord("visit", visit) in app.asked
    assert app.asked[-1] == GoTo("exchange")


async def test_what_stands_twice_is_opened_where_it_is_settled(world: World) -> None:
    for name in "AB":
        world.make("company", name=name, siret="73282932000074")
    app = Stage(world.services, TodayScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("home", "enter")
        await pilot.pause()
    assert app.asked == [OpenConflicts(min(world.services.records.find("company")))]


async def test_what_was_settled_is_gone_after_coming_back(world: World) -> None:
    owing(world)
    app = Stage(world.services, TodayScreen)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        before = app.screen.query_one(LineTable).count
        await pilot.press("f1")
        award = world.services.records.find("award", "")[0]
        world.returned(award, "2026-10")
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one(LineTable).count == before - 1


async def test_nothing_presses_in_a_quiet_portfolio(
    world: World, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    lot, company = world.lot(due=0), world.company()
    person = world.make("participant", world.person(), notice_on="2026-09-01")
    world.make(
        "eligibility",
        participant_id=person,
        ground="RSA",
        status="VALIDATED",
        starts_on="2026-09-01",
        ends_on="2028-08-31",
    )
    world.job(person, company, lot, world.award(lot, company, due=0))
    with Services(empty_home(tmp_path / "other"), clock) as other:
        introduce(world.services, other)
    world.services.exchange.export(tmp_path)
    world.services.protection.protect("cheval agrafe pile")
    app = Stage(world.services, TodayScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "Nothing presses. F3 types in hours" in "\n".join(shown_lines(app))
        await pilot.press("enter", "down")
    assert app.asked == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_hostile_names_are_shown_in_french_too(world: World, size: tuple[int, int]) -> None:
    speak("fr")
    for name in HOSTILE_NAMES:
        owing(world, name)
    app = Stage(world.services, TodayScreen)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        for _ in HOSTILE_NAMES:
            await pilot.press("down")
        shown = "\n".join(shown_lines(app))
        assert "Aujourd’hui, lundi 23 novembre 2026" in shown
        assert "Lot [A]" in shown
        assert all(width_of(line) <= size[0] for line in shown_lines(app))
