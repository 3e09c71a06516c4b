"""Proves that no line of a French sentence begins with what belongs to the word before."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from ave_tui.widgets.prose import Prose

SENTENCE = "Les heures\u00a0: tapez «\u00a0dupont 35\u00a0»\u00a0; Entrée les garde\u00a0!"


@pytest.mark.parametrize("width", range(14, 60))
def test_a_mark_stays_with_its_word(width: int) -> None:
    seen = io.StringIO()
    Console(file=seen, width=width).print(Prose(SENTENCE + "\n" + SENTENCE))
    lines = [line.strip() for line in seen.getvalue().split("\n")]
    assert all(not line.startswith((":", ";", "!", "»")) for line in lines)
    assert not any(line.endswith("«") for line in lines)
    assert " ".join(" ".join(lines).split()).count("Entrée les garde") == 2
