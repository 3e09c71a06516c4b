"""Text in a fixed number of terminal cells: whatever a name holds, its line stays one line."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from rich.cells import cell_len, set_cell_size

Align = Literal["left", "right"]

# Controls, line and paragraph separators, marks that turn the direction of writing, and halves
# of surrogate pairs (which no terminal can be sent).
_UNSAFE: Final = (
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
# Letters, punctuation and marks that are safe and take one cell each: nearly all that is shown, and
# measuring the others takes a table of all of Unicode.
_PLAIN: Final = frozenset(
    map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x300), *range(0x2500, 0x2590)))
) | frozenset("–—‘’“”•…\u202f‹›€−≠≤≥✓✗")


class Toned(NamedTuple):
    """A cell with a tone: ``warning``, ``error``, ``success``, ``muted`` or ``accent``.

    The tone only colours; what it means must also stand in the text as a word or a mark.
    """

    text: str
    tone: str


TONES: Final = ("warning", "error", "success", "muted", "accent")


def one_line(text: str) -> str:
    """Return a text that can't break, turn or garble the line it is shown in."""
    if _PLAIN.issuperset(text):
        return text
    return re.sub(_UNSAFE, " ", text)


def width_of(text: str) -> int:
    """Return how many cells a clean text takes."""
    return len(text) if _PLAIN.issuperset(text) else cell_len(text)


def fit(text: str, width: int, align: Align = "left") -> str:
    """Return the text in exactly so many cells, cut with ``…`` where it is too long."""
    if width <= 0:
        return ""
    if _PLAIN.issuperset(text):
        if len(text) > width:
            return (text[: width - 1].rstrip() + "…").ljust(width)
        return text.rjust(width) if align == "right" else text.ljust(width)
    text = one_line(text)
    taken = width_of(text)
    if taken > width:
        cut = set_cell_size(text, width - 1).rstrip() + "…"
        return cut + " " * (width - cell_len(cut))
    blank = " " * (width - taken)
    return blank + text if align == "right" else text + blank


def fit_figure(text: str, width: int) -> str:
    """Return a figure at the right of so many cells; one that does not fit is never cut short."""
    text = one_line(text)
    return fit(text, width, "right") if width_of(text) <= width else "#" * max(width, 0)


def fold(text: str) -> str:
    """Return the text without accents and capitals, for comparing what was typed."""
    from unicodedata import combining, normalize

    return "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter))
