"""Documents put into files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.documents import Document, Paragraph
from ave_tui.services.printing import UnknownEndingError, UnwritableDocumentError
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

LETTER = Document("Relance", (Paragraph("Il manque octobre."),), "relance")


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    made = World(tmp_path / "amina", clock)
    yield made
    made.services.close()


def test_the_ending_decides_what_is_written(world: World, tmp_path: Path) -> None:
    printing = world.services.printing
    text = printing.write(LETTER, tmp_path / "letter.TXT")
    assert "Il manque octobre." in text.read_text(encoding="utf-8")
    pdf = printing.write(LETTER, str(tmp_path / "letter.pdf"))
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert printing.suggested(LETTER) == tmp_path / "relance.pdf", "the folder is remembered"


def test_what_is_there_already_is_left_alone(world: World, tmp_path: Path) -> None:
    printing = world.services.printing
    first = printing.write(LETTER, tmp_path)
    second = printing.write(LETTER, tmp_path)
    assert (first.name, second.name) == ("relance.pdf", "relance-2.pdf")
    assert printing.suggested(LETTER).name == "relance-3.pdf"


def test_what_can_not_be_written_is_said_and_nothing_is_left(world: World, tmp_path: Path) -> None:
    printing = world.services.printing
    with pytest.raises(UnknownEndingError):
        printing.write(LETTER, tmp_path / "letter.docx")
    with pytest.raises(UnwritableDocumentError):
        printing.write(LETTER, tmp_path / "nowhere" / "letter.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["amina"]
