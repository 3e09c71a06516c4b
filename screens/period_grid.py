"""The hours grid on its screen: letters filter its rows, and its edges lead to other periods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ave_tui.domain.durations import read_digit_row
from ave_tui.widgets.grid_messages import GridMessage
from ave_tui.widgets.hours_grid import HoursGrid

if TYPE_CHECKING:
    from textual import events


class PeriodGrid(HoursGrid):
    """Takes digits for hours and letters for names, unless a cell is being typed in."""

    @dataclass
    class FilterTyped(GridMessage):
        """Only rows with these words are wanted."""

        text: str

    @dataclass
    class EdgePassed(GridMessage):
        """The user walked beyond the first or the last period."""

        step: int

    filter_text = ""
    _filtering = False

    def on_key(self, event: events.Key) -> None:
        """Take a letter for the filter, where it can't belong to a figure.

        Textual calls the base's handler after this one, unless the event's default is prevented.
        """
        character = event.character or ""
        if self.typed is None and event.is_printable and self._is_for_filter(character):
            event.stop()
            event.prevent_default()
            self._filter(self.filter_text + character)
            return
        if event.is_printable:
            self._filtering = False

    def _is_for_filter(self, character: str) -> bool:
        if character.isspace():
            return self._filtering
        if self.digit_row and read_digit_row(character) != character:
            return False
        return character.isalpha() or (self._filtering and character in "-'’")

    def _filter(self, text: str) -> None:
        self._filtering = bool(text)
        self.filter_text = text
        self.post_message(self.FilterTyped(self, text))

    def clear_filter(self) -> None:
        """Show all rows again."""
        self._filter("")

    def action_backspace(self) -> None:
        """Take back a letter of the filter while one types it, else a character of the cell."""
        if self._filtering and self.typed is None:
            self._filter(self.filter_text[:-1])
        else:
            super().action_backspace()

    def action_go(self, rows: int, columns: int) -> None:
        """Go to a neighbouring cell, or beyond the edge to the periods before or after."""
        if columns and not 0 <= self.cursor[1] + columns < len(self.model.columns):
            self.commit()
            self.post_message(self.EdgePassed(self, columns))
        else:
            super().action_go(rows, columns)

    def _move(self, row: int, column: int) -> None:
        self._filtering = False
        super()._move(row, column)
