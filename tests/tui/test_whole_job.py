"""From an empty database to hours, by keys alone in the real program: what Monday looks like."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from ave_tui.app import AveApp
from ave_tui.i18n import speak
from ave_tui.services.workspace import Services
from screens.hours import HoursScreen
from screens.record import RecordScreen
from screens.today import TodayScreen
from tests.homes import empty_home
from tests.tui.shown import shown_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from ave_tui.domain.schema import Values
    from ave_tui.paths import Home

NOW = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=1)))


class Typist:
    """Presses keys and counts them by what they were for."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        self.pressed: Counter[str] = Counter()
        self.task = ""

    async def press(self, *keys: str) -> None:
        """Press keys; a text in quotes is typed letter by letter."""
        for key in keys:
            letters = key[1:-1] if key.startswith("'") else None
            for each in letters or (key,):
                self.pressed[self.task] += 1
                await self.pilot.press({" ": "space"}.get(each, each))
            await self.pilot.pause()
        await self.pilot.pause()

    @property
    def seen(self) -> str:
        """What is on the screen."""
        return "\n".join(shown_lines(self.pilot.app))


@pytest.fixture(params=[("fr", 80, 24), ("en", 120, 40)], ids=["fr-80x24", "en-120x40"])
def size(request: pytest.FixtureRequest) -> Iterator[tuple[int, int]]:
    """Speak a language on a terminal of some size, and English again afterwards."""
    language, width, height = request.param
    speak(language)
    yield width, height
    speak("en")


def shows(app: AveApp, kind: type[object]) -> bool:
    """Whether a screen of some kind is in front."""
    return isinstance(app.screen, kind)


def opened(home: Home) -> Services:
    """Open a home at a fixed time."""
    return Services(home, lambda: NOW)


async def test_from_nothing_to_three_months_of_hours(tmp_path: Path, size: tuple[int, int]) -> None:
    home = empty_home(tmp_path / "home")
    with opened(home) as services:
        app = AveApp(services)
        async with app.run_test(size=size, notifications=True) as pilot:
            typist = Typist(pilot)
            typist.task = "structure"
            await typist.press(
                "enter", "'MDE [/'", "tab", "tab", "'Claire'", "tab", "'Morel'", "enter"
            )
            assert shows(app, TodayScreen)
            typist.task = "public contract and authority"
            await typist.press("f6", "insert", "'M-1'", "tab", "'Gymnase'", "tab", "'Rouen'")
            await typist.press("enter", "enter", "enter")
            typist.task = "lot"
            await typist.press("insert", "tab", "'Toit'", "tab", "'1200'", "enter")
            typist.task = "award and company"
            await typist.press("insert", "'Toits'", "enter", "enter", "enter")
            assert "1\N{NO-BREAK SPACE}200" in typist.seen
            typist.task = "participant"
            await typist.press("f4", "insert", "'Benali'", "tab", "'Karim'", "enter")
            typist.task = "eligibility"
            await typist.press("insert", "'RSA'", "enter")
            typist.task = "employment contract"
            await typist.press("down", "insert", "'toits'", "enter", "tab", "tab", "ctrl+u")
            await typist.press("'01092026'", "enter")
            typist.task = "assignment"
            await typist.press("insert", "'toit'", "enter", "enter")
            assert shows(app, RecordScreen)
            typist.task = "three months of hours"
            await typist.press("f3", "left", "left", "'140'", "tab", "'151,67'", "tab", "'35h30'")
            await typist.press("enter")
            assert shows(app, HoursScreen)
            typist.task = "undo, redo"
            await typist.press("ctrl+z", "ctrl+z", "ctrl+y")
            assert "Benali Karim" in typist.seen
            typist.task = "quit"
            await typist.press("ctrl+q")
    with opened(home) as services:
        checked = services.upkeep.check()
        assert checked.ok
        assert checked.seconds == 140 * 3600 + 546_012
        assert {table: n for table, n in checked.rows.items() if n} == {
            "structure": 1,
            "facilitator": 1,
            "authority": 1,
            "public_contract": 1,
            "lot": 1,
            "company": 1,
            "award": 1,
            "participant": 1,
            "eligibility": 1,
            "employment_contract": 1,
            "assignment": 1,
            "hours_entry": 2,
        }
        services.history.redo()
        assert services.upkeep.check().seconds == 140 * 3600 + 546_012 + 127_800
    most = {
        "structure": 22,
        "public contract and authority": 22,
        "lot": 13,
        "award and company": 9,
        "participant": 15,
        "eligibility": 5,
        "employment contract": 20,
        "assignment": 7,
        "three months of hours": 20,
        "undo, redo": 3,
        "quit": 1,
    }
    assert {task: n for task, n in typist.pressed.items() if n > most[task]} == {}


SECTIONS = ("f2", "f3", "f4", "f5", "f6", "f8", "f9", "ctrl+r", "ctrl+g")


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_every_section_opens_from_every_other_and_explains_itself(
    tmp_path: Path, theme: str
) -> None:
    home = empty_home(tmp_path / "home")
    with opened(home) as services:
        services.settings.found("MDE", None, "Claire", "Morel")
        services.ledger.prefer("theme", theme)
        app = AveApp(services)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            for section in SECTIONS:
                await pilot.press(section)
                await pilot.pause()
                # Today lies under all others; nothing piles up on the way.
                assert len(app.screen_stack) == (1 if section == "f2" else 2)
                before = app.screen
                await pilot.press("f1")
                await pilot.pause()
                assert "F1" in "\n".join(shown_lines(app))
                await pilot.press("escape")
                await pilot.pause()
                assert app.screen is before


async def test_a_form_with_text_is_never_left_unasked(tmp_path: Path) -> None:
    home = empty_home(tmp_path / "home")
    with opened(home) as services:
        services.settings.found("MDE", None, "Claire", "Morel")
        app = AveApp(services)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            for way in (["f2"], ["ctrl+q"], ["f10", *"companies", "enter"]):
                await pilot.press("f4", "insert", *"Ben")
                await pilot.pause()
                form = app.screen
                await pilot.press(*way)
                await pilot.pause()
                await pilot.pause()
                assert app.screen is not form
                assert app.is_running
                await pilot.press("escape")
                await pilot.pause()
                assert app.screen is form
                assert "Ben" in "\n".join(shown_lines(app))
                await pilot.press("escape", "left", "enter")
                await pilot.pause()


async def test_a_bug_on_the_screen_goes_to_the_log_without_anybodys_name(tmp_path: Path) -> None:
    home = empty_home(tmp_path / "home")
    with opened(home) as services:
        services.settings.found("MDE", None, "Claire", "Morel")
        app = AveApp(services)
        whose = "Karim Benali"

        def fail() -> None:
            raise KeyError(whose)

        with pytest.raises(KeyError):  # noqa: PT012 - it comes out where the program ends
            async with app.run_test(notifications=True) as pilot:
                app.call_later(fail)
                await pilot.pause()
    log = home.log.read_text("utf-8")
    assert "KeyError" in log
    assert "Benali" not in log
    assert app.fault_noted


async def test_the_menu_finds_any_record_those_seen_lately_first(tmp_path: Path) -> None:
    home = empty_home(tmp_path / "home")
    with opened(home) as services:
        services.settings.found("MDE", None, "Claire", "Morel")
        for first_name in ("Anne", "Zoé [/]"):
            values: Values = {"last_name": "Benali", "first_name": first_name}
            services.records.save("participant", None, values)
        services.records.save("company", None, {"name": "Benali Frères"})
        app = AveApp(services)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.press("f10", *"benal")
            found = [" ".join(line.split()) for line in shown_lines(app) if "Benali" in line]
            assert ["Anne" in found[0], "Zoé [/]" in found[1], "Frères" in found[2]] == [True] * 3
            assert "Participant" in found[0]
            assert "Company" in found[2]
            await pilot.press("down", "down", "enter")
            assert "Benali Frères" in shown_lines(app)[0]
            await pilot.press("escape", "f10", *"bneali")
            found = [line for line in shown_lines(app) if "Benali" in line]
            assert "Frères" in found[0], "a slip is forgiven, what was seen lately comes first"
    # The next start knows it still.
    with opened(home) as services:
        assert next(each.table for each in services.finding.find("benali")) == "company"


async def test_in_the_menu_a_name_goes_before_an_explanation(tmp_path: Path) -> None:
    home = empty_home(tmp_path / "home")
    with opened(home) as services:
        services.settings.found("MDE", None, "Claire", "Morel")
        app = AveApp(services)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            # Participants and companies are "find, add and mend" too, operations by name.
            await pilot.press("f10", *"op", "enter")
            await pilot.pause()
            assert shown_lines(app)[0].strip() == "Operations"
