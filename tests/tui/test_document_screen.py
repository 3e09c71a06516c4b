"""Something to print: read on the screen, put into a file by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from ave_tui.app import AveApp
from ave_tui.domain.documents import Document, Grid, Paragraph
from ave_tui.i18n import speak
from screens.document import DocumentScreen
from screens.navigation import OpenDocument
from tests.services.small_world import World
from tests.tui.shown import is_front, shown_lines, toasted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

ROWS = tuple((f"[/] {number}", str(number)) for number in range(60))
LETTER = Document(
    "Lot [A]", (Paragraph("Il manque [b]octobre[/b]."), Grid(("Nom", "h"), ROWS)), "relance"
)


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.services.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_is_read_and_put_into_a_file(
    world: World, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = AveApp(world.services)
    written: list[Path] = []
    async with app.run_test(size=size, notifications=True) as pilot:
        app.screen.post_message(OpenDocument(LETTER, written.append))
        await pilot.pause()
        assert is_front(app, DocumentScreen)
        assert "Lot [A]" in shown_lines(app)[0]
        assert any("Il manque [b]octobre[/b]." in line for line in shown_lines(app))
        await pilot.press("end")
        await pilot.pause(0.5)
        assert any("[/] 59" in line for line in shown_lines(app))
        await pilot.press("ctrl+t")
        assert app.screen.query_one(Input).value.endswith("relance.pdf")
        app.screen.query_one(Input).value = str(tmp_path / "letter.odt")
        await pilot.press("enter")
        assert any("letter.odt is neither" in line for line in shown_lines(app))
        app.screen.query_one(Input).value = str(tmp_path / "letter.txt")
        await pilot.press("enter")
        assert "Written:" in toasted(app)
        await pilot.press("escape")
        assert not is_front(app, DocumentScreen)
    assert written == [tmp_path / "letter.txt"]
    assert "octobre" in written[0].read_text(encoding="utf-8")
