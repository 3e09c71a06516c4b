"""Typing in a cell: what is being typed, and what was typed but is not kept yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ave_tui.domain.durations import parse_hours, read_digit_row

_WORKED_OUT: Final = frozenset("*x×+hH:")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was typed in a cell and is not in the records yet."""

    text: str
    refused: bool = False
    """It can't be read or kept: it stays, marked, until it is mended or given up."""


CellPlace = tuple[str, str]
"""The id of a row and the key of a period."""


@dataclass(slots=True)
class Typing:
    """The text in the cell under the cursor while it is typed, and the drafts elsewhere."""

    text: str | None = None
    """What is being typed; None while nothing is."""
    drafts: dict[CellPlace, Draft] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        """Whether a cell is being typed in."""
        return self.text is not None

    @property
    def is_worked_out(self) -> bool:
        """Whether what is typed is a sum, a product or a time rather than a plain figure."""
        return not _WORKED_OUT.isdisjoint(self.text or "")

    def type(self, character: str, *, digit_row: bool) -> None:
        """Add a character; the first one replaces what the cell held."""
        if digit_row:
            character = read_digit_row(character)
        self.text = (self.text or "") + character

    def backspace(self, old: str) -> None:
        """Take a character away, from the cell's own text when nothing was typed yet."""
        self.text = (old if self.text is None else self.text)[:-1]

    def take(self) -> str | None:
        """Return what was typed, without blanks around it, and stop typing."""
        text, self.text = self.text, None
        return None if text is None else text.strip()

    def keep(self, place: CellPlace, text: str) -> int:
        """Keep a text as a draft until it is in the records, and return its seconds.

        Raises:
            AveError: It can't be read; the draft is kept all the same.
        """
        self.drafts[place] = Draft(text, refused=True)
        # How much a row can hold depends on its period and head count: the service knows that.
        seconds = parse_hours(text, most=None)
        self.drafts[place] = Draft(text)
        return seconds

    def drop_kept(self) -> None:
        """Forget the drafts that were waiting for the records; the refused ones stay."""
        self.drafts = {place: draft for place, draft in self.drafts.items() if draft.refused}

    def refuse(self, place: CellPlace) -> None:
        """Mark a draft that the records could not take."""
        if draft := self.drafts.get(place):
            self.drafts[place] = Draft(draft.text, refused=True)

    def forget_refused(self, place: CellPlace) -> bool:
        """Give up a text that could not be read or kept; tell whether there was one."""
        draft = self.drafts.get(place)
        if draft is None or not draft.refused:
            return False
        del self.drafts[place]
        return True

    def empty(self, place: CellPlace) -> None:
        """Show a cell empty until its hours are withdrawn from the records."""
        self.drafts[place] = Draft("")
