"""What is printed, without its looks: a title and blocks, each in the user's language already.

A service says what a letter, a form or an explanation says; `ave_tui.exchange` makes a page or a
text file of it, and a screen shows it. So all that leaves the house looks the same and is tested
as words.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line feed begins a new line."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what there is to say for each, one a line."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a heading a column, and rows of as many cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = field(default_factory=frozenset)
    """Columns whose cells stand at the right."""
    shares: tuple[int, ...] = ()
    """How wide each column is beside the others; equal where nothing is said."""


Block = Heading | Paragraph | Facts | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """Something to print or to send."""

    title: str
    blocks: tuple[Block, ...]
    name: str
    """What its file is called, without ending: never with anybody's name in it."""
    subtitle: str = ""
    footer: str = ""
    """At the foot of each page, before its number."""
