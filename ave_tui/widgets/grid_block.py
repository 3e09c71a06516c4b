"""Blocks of cells: what is selected, and how Excel writes them on the clipboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.durations import NARROW_SPACE, NO_BREAK_SPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


_NO_GAPS: Final = {ord(NO_BREAK_SPACE): None, ord(NARROW_SPACE): None}


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells by row and column numbers, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def between(cls, one: tuple[int, int], other: tuple[int, int]) -> Block:
        """Return the block with two cells as its corners."""
        return cls(
            min(one[0], other[0]),
            min(one[1], other[1]),
            max(one[0], other[0]),
            max(one[1], other[1]),
        )

    def __contains__(self, cell: object) -> bool:
        match cell:
            case (int(row), int(column)):
                return self.top <= row <= self.bottom and self.left <= column <= self.right
            case _:
                return False

    def cells(self) -> Iterator[tuple[int, int]]:
        """Yield every cell, line by line."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column

    def text(self, cell: Callable[[int, int], str]) -> str:
        """Return the block as tab-separated lines, thousands without the gap Excel stumbles on."""
        return "\n".join(
            "\t".join(
                cell(row, column).translate(_NO_GAPS) for column in range(self.left, self.right + 1)
            )
            for row in range(self.top, self.bottom + 1)
        )


def read_block(text: str) -> list[list[str]]:
    """Return pasted text as lines of cells; Excel ends its lines with CR LF, the last one too.

    Where there is no tab, semicolons part the cells, as in a text file of a spreadsheet.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    between = ";" if "\t" not in text and ";" in text else "\t"
    return [[cell.strip().strip('"') for cell in line.split(between)] for line in lines]
