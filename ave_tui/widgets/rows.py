"""Rows of a table: where they come from, and how one is painted into a line."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.message import Message
from textual.strip import Strip

from ave_tui.widgets.cells import Toned, fit, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ave_tui.widgets.columns import Column
    from ave_tui.widgets.line_table import LineTable

Cell = str | Toned | Text
"""What a cell may hold; text is never read as markup."""


class Rows(Protocol):
    """Where a table gets its rows, one at a time, when they come into sight."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        ...

    def row(self, index: int) -> Sequence[Cell]:
        """Return the cells of a row, one for each column."""
        ...


class ListRows:
    """Rows that are already in memory."""

    def __init__(self, rows: Sequence[Sequence[Cell]] = ()) -> None:
        self.rows = rows

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def row(self, index: int) -> Sequence[Cell]:
        """Return the cells of a row."""
        return self.rows[index]


class RowMessage(Message):
    """Something happened to a row of a table."""

    def __init__(self, table: LineTable, index: int) -> None:
        super().__init__()
        self.table = table
        self.index = index

    @property
    def control(self) -> LineTable:
        """The table, so that handlers can select on it."""
        return self.table


def paint_line(
    cells: Sequence[Cell],
    columns: Sequence[Column],
    widths: Sequence[int],
    base: Style,
    tone_style: Callable[[str], Style] | None = None,
) -> Strip:
    """Return the cells side by side; tones only where there is a style for them."""
    segments: list[Segment] = []
    # Neighbours in the style of the line are one segment: each takes time on the way to the screen.
    run, taken = " ", 1
    for column, width, cell in zip(columns, _rooms(cells, columns, widths), cells, strict=False):
        if not width:
            continue
        taken += width + 1
        if isinstance(cell, Text):
            segments += [Segment(run, base), *_styled(cell, width, base)]
            run = " "
            continue
        text, tone = cell if isinstance(cell, Toned) else (cell, column.tone)
        text = fit(text, width, column.align)
        if tone and tone_style is not None:
            segments += [Segment(run, base), Segment(text, base + tone_style(tone))]
            run = " "
        else:
            run = f"{run}{text} "
    segments.append(Segment(run, base))
    return Strip(segments, taken)


def _rooms(cells: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int]) -> list[int]:
    """Return the width of each cell: a text too long for its own takes that of empty ones after."""
    rooms = list(widths)
    for index, cell in enumerate(cells[:-1]):
        after = index + 1
        if _plain(cells[after]) or not rooms[index] or columns[index].align == "right":
            continue
        needed = width_of(_plain(cell))
        while needed > rooms[index] and after < len(cells) and not _plain(cells[after]):
            if rooms[after]:
                rooms[index] += rooms[after] + 1
                rooms[after] = 0
            after += 1
    return rooms


def _plain(cell: Cell) -> str:
    if isinstance(cell, Text):
        return cell.plain
    return cell.text if isinstance(cell, Toned) else cell


def _styled(cell: Text, width: int, base: Style) -> list[Segment]:
    """Return a cell with its own styles, or plain where it is too long or unsafe to show as is."""
    plain = fit(cell.plain, width)
    if cell.style:
        base += Style.parse(cell.style) if isinstance(cell.style, str) else cell.style
    if not plain.startswith(cell.plain):
        return [Segment(plain, base)]
    segments: list[Segment] = []
    ends = sorted({0, len(cell.plain), *(end for span in cell.spans for end in span[:2])})
    for start, end in pairwise(ends):
        style = base
        for span in cell.spans:
            if span.start <= start and end <= span.end and not isinstance(span.style, str):
                style += span.style
        segments.append(Segment(cell.plain[start:end], style))
    segments.append(Segment(plain[len(cell.plain) :], base))
    return segments
