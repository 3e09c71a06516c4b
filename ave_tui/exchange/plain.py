"""A document as a text file: for a mail, a screen reader, or another program."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from ave_tui.domain.documents import Document, Facts, Grid, Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.table import Table

    from ave_tui.domain.documents import Block

WIDTH: Final = 80


def as_text(document: Document, width: int = WIDTH) -> str:
    """Return the document as lines of at most `width` letters."""
    from rich.console import Console

    page = io.StringIO()
    console = Console(file=page, width=width, color_system=None, legacy_windows=False)
    for line in _head(document, width):
        console.print(line, markup=False, highlight=False, emoji=False)
    for block in document.blocks:
        _print(console.print, block, width)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines()).rstrip() + "\n"


def _head(document: Document, width: int) -> Iterator[str]:
    yield from _wrapped(document.title, width)
    if document.subtitle:
        yield from _wrapped(document.subtitle, width)
    yield "=" * width


def _print(show: Callable[..., None], block: Block, width: int) -> None:
    show()
    match block:
        case Heading(text):
            lines = [*_wrapped(text, width), "-" * min(width, len(text))]
            show("\n".join(lines), markup=False, highlight=False, emoji=False)
        case Paragraph(text):
            lines = [line for part in text.split("\n") for line in _wrapped(part, width)]
            show("\n".join(lines), markup=False, highlight=False, emoji=False)
        case Facts(pairs):
            show(_facts(pairs, width))
        case Grid():
            show(_grid(block))


def _wrapped(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]


def _facts(pairs: tuple[tuple[str, str], ...], width: int) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=False, max_width=width // 2)
    table.add_column()
    for label, said in pairs:
        table.add_row(Text(label), Text(said))
    return table


def _grid(block: Grid) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for number, column in enumerate(block.columns):
        table.add_column(Text(column), justify="right" if number in block.figures else "left")
    for row in block.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
