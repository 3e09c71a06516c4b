"""The whole cycle of a clause by keys alone: from its sizing to the file for whoever comes next.

Step by step as field.md 1.2 tells it: sizing, notification, award, eligibility seen before the
hire, work, returns, what is validated, handover.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from ave_tui.app import AveApp
from ave_tui.i18n import speak
from ave_tui.services.today_lines import Topic
from ave_tui.services.workspace import Services
from screens.document import DocumentScreen
from screens.record import RecordScreen
from screens.returns import ReturnsScreen
from tests.homes import empty_home
from tests.tui.shown import is_front, settle, shown_lines
from tests.tui.test_whole_job import Typist

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

NOW = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=1)))
HOUR = 3600


def seen(pilot: Pilot[None]) -> str:
    return "\n".join(shown_lines(pilot.app)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_from_the_sizing_to_the_handover(tmp_path: Path, size: tuple[int, int]) -> None:
    speak("en")
    with Services(empty_home(tmp_path / "home"), lambda: NOW) as services:
        services.settings.found("MDE", None, "Claire", "Morel")
        app = AveApp(services)
        async with app.run_test(size=size, notifications=True) as pilot:
            typist = Typist(pilot)
            # A public contract with a lot, whose hours are worked out and kept.
            await typist.press("f6", "insert", "'M-1'", "tab", "'Gymnase'", "tab", "'Rouen'")
            await typist.press("enter", "enter", "enter", "insert", "tab", "'Toit'", "enter")
            await typist.press("ctrl+o", "down", "'mas'", "down", "'1000000'")
            await typist.press("down", "down", "down", "'5'", "down")
            assert "833 h due   (unrounded 833.33 h)" in seen(pilot)
            await typist.press("enter", "enter", "escape")
            assert is_front(app, RecordScreen)
            assert "Due 833 h" in seen(pilot)
            # It begins, and a company holds the lot.
            await typist.press("ctrl+u", "enter", "enter")
            assert "Status: In progress" in seen(pilot)
            await typist.press("ctrl+n", "'Toits'", "enter", "enter", "enter")
            # A person whose ground was seen, validated before the hire.
            await typist.press("f4", "insert", "'Benali'", "tab", "'Karim'", "enter")
            await typist.press("insert", "'RSA'", "tab", "tab", "tab", "tab", "'28082026'")
            await typist.press("tab", "'01092026'", "tab", "ctrl+u", "'01092026'", "enter")
            assert "? Proof seen, to be validated." in seen(pilot)
            await typist.press("ctrl+d", "enter", "enter")
            assert "✓ Eligible until 31 Aug 2028" in seen(pilot), "24 months from the start typed"
            await typist.press("down", "down", "ctrl+n", "'toits'", "enter", "tab", "tab")
            await typist.press(
                "ctrl+u", "'01092026'", "enter", "insert", "'toit'", "enter", "enter"
            )
            # Two months of hours in two lines, and their returns.
            await typist.press("f7", "'benali 140 m-2'", "enter", "'benali 151,67 m-1'", "enter")
            await typist.press("escape", "f10", "'returns'", "enter")
            assert is_front(app, ReturnsScreen)
            await settle(pilot)
            assert seen(pilot).count("Received") >= 2
            await typist.press("insert", "ctrl+b")
            await settle(pilot)
            # All is known: nothing about it wants doing.
            await typist.press("f6", "enter", "f10", "'handover'", "enter")
            assert is_front(app, DocumentScreen)
        topics = {line.topic for line in services.today.lines()}
        assert topics <= {Topic.UNPROTECTED, Topic.NOTICE, Topic.UNSENT, Topic.PACE}
        checked = services.upkeep.check()
        assert checked.ok
        assert checked.seconds == 140 * HOUR + 546_012
        assert checked.rows["sizing"] == checked.rows["eligibility_decision"] == 1
        assert checked.rows["hours_return"] == 2
        assert checked.rows["journal_note"] == 1, "the step of the contract"
