"""What the hours grid shows, as its screen hands it over: paging is the model's own matter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Cell:
    """Hours of a row in a period, as they are shown.

    Args:
        text: The figure as the user reads it, and as it is copied.
        seconds: The same in seconds, None where nothing is known.
        mark: One character that tells the state without colour.
        tone: The colour of the state, see `ave_tui.widgets.cells.TONES`.
        warning: Something a facilitator should look at: marked ``!``.
        detail: Finer figures explain this one: marked ``+``.
        struck: Does not count: struck through and marked ``×``.
    """

    text: str = ""
    seconds: int | None = None
    mark: str = ""
    tone: str = ""
    warning: bool = False
    detail: bool = False
    struck: bool = False

    @property
    def shown_mark(self) -> str:
        """The one mark there is room for: what is wrong goes before what is so."""
        if self.warning:
            return "!"
        if self.struck:
            return "×"
        return self.mark or ("+" if self.detail else "")


EMPTY: Cell = Cell()


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A period, its heading, and its cells on the screen, mark and gap included."""

    key: str
    title: str
    width: int = 8


@dataclass(frozen=True, slots=True)
class FooterLine:
    """A line under the grid: totals, hours due, done, balance."""

    label: str
    cells: Mapping[str, str] = field(default_factory=dict)
    total: str = ""
    tone: str = ""


class TonedLabel(str):
    """The label of a row whose colour repeats what its mark says."""

    __slots__ = ("tone",)
    tone: str

    def __new__(cls, text: str, tone: str) -> TonedLabel:
        """Return a text that knows its tone."""
        made = super().__new__(cls, text)
        made.tone = tone
        return made


class GridModel(Protocol):
    """Rows are assignments, columns periods; asked only for what is on the screen."""

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        ...

    @property
    def columns(self) -> Sequence[GridColumn]:
        """The periods, from left to right."""
        ...

    @property
    def label_titles(self) -> Sequence[str]:
        """The headings of the columns that stay at the left."""
        ...

    def row_id(self, row: int) -> str:
        """Return what stays the same when rows are sorted or added."""
        ...

    def row_label(self, row: int) -> Sequence[str]:
        """Return the person, company or lot of a row, one text for each label title."""
        ...

    def cell(self, row: int, key: str) -> Cell:
        """Return the hours of a row in a period."""
        ...

    def row_total(self, row: int) -> str:
        """Return the total of a row over all its periods."""
        ...

    def footer(self) -> Sequence[FooterLine]:
        """Return the lines that stay under the grid."""
        ...
