"""Hours in one line, by keys alone, over any screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from ave_tui.app import AveApp
from ave_tui.i18n import speak
from screens.companies import CompaniesScreen
from screens.form import FormScreen
from screens.quick import QuickScreen
from screens.today import TodayScreen
from tests.services.hours_world import HOUR, Site
from tests.tui.shown import is_front, shown_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from textual.pilot import Pilot

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def site(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Site]:
    """Return a site, closed at the end."""
    speak("en")
    made = Site(tmp_path / "home", clock)
    yield made
    made.services.close()


def seen(pilot: Pilot[None]) -> str:
    return " ".join(" ".join(shown_lines(pilot.app)).replace("│", " ").split())


@pytest.mark.parametrize("size", SIZES)
async def test_a_line_is_understood_kept_and_the_next_begun(
    site: Site, size: tuple[int, int]
) -> None:
    job = site.worker("Dupont [/]", "Zoé")
    app = AveApp(site.services)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("f7")
        assert is_front(app, QuickScreen)
        assert "dupont 35 s41" in seen(pilot)
        before = site.operations()
        await pilot.press(*"dupont 60 s41")
        assert "Dupont [/] Zoé, M1 2 Toiture: 60 h in week 41 of 10/2026" in seen(pilot)
        assert "! 60 hours in the week: more than 48." in seen(pilot)
        assert site.operations() == before, "nothing is kept while one types"
        await pilot.press("enter")
        assert site.entry(job, "2026-10/W41") == (60 * HOUR, "DECLARED", "RETURN")
        assert app.screen.query_one(Input).value == ""
        assert "✓ Dupont [/] Zoé" in seen(pilot)
        await pilot.press(*"dupont 7 s41")
        assert "before: 60 h" in seen(pilot)
        await pilot.press("escape")
        assert app.screen.query_one(Input).value == ""
        await pilot.press("escape")
        assert is_front(app, TodayScreen)
    assert site.entries() == {"2026-10/W41": 60}


@pytest.mark.parametrize("size", SIZES)
async def test_between_several_one_chooses_then_keeps(site: Site, size: tuple[int, int]) -> None:
    site.worker("Dupont", "Anne")
    luc = site.worker("Dupont", "Luc")
    app = AveApp(site.services)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("f7", *"dupont 35 m-1")
        assert "may be several people" in seen(pilot)
        assert "Dupont Luc, M1 2 Toiture" in seen(pilot)
        await pilot.press("down", "enter")
        assert site.entries() == {}, "choosing keeps nothing yet"
        assert app.screen.query_one(Input).value == "Dupont Luc, 35 m-1"
        assert "Dupont Luc, M1 2 Toiture: 35 h in 10/2026" in seen(pilot)
        await pilot.press("enter")
    assert site.entry(luc, "2026-10") == (35 * HOUR, "DECLARED", "RETURN")
    assert site.entries() == {"2026-10": 35}


async def test_what_can_not_be_read_is_said_and_stays(site: Site) -> None:
    site.worker("Dupont")
    app = AveApp(site.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f7", *"dupont 1516 s41", "enter")
        assert "1516" in seen(pilot)
        assert app.screen.query_one(Input).value == "dupont 1516 s41"
    assert site.entries() == {}


async def test_it_opens_over_a_filter_and_over_a_form_and_loses_nothing(site: Site) -> None:
    job = site.worker("Dupont")
    app = AveApp(site.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f5", *"sud")
        await pilot.press("f7", *"dupont 7 hier", "enter", "escape")
        assert is_front(app, CompaniesScreen)
        assert "sud" in seen(pilot)
        await pilot.press("insert", *"New one")
        await pilot.press("f7", *"dupont 8 2/11", "enter", "escape")
        assert is_front(app, FormScreen)
        assert "New one" in seen(pilot)
    assert site.entry(job, "2026-11-22") == (7 * HOUR, "DECLARED", "RETURN")
    assert site.entry(job, "2026-11-02") == (8 * HOUR, "DECLARED", "RETURN")
