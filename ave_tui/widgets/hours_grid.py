"""The hours grid: type a digit and you are typing in; nothing that was typed is ever lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.reactive import var

from ave_tui.domain.errors import AveError
from ave_tui.widgets.grid_block import read_block
from ave_tui.widgets.grid_edit import Typing
from ave_tui.widgets.grid_messages import CellMessage, GridMessage
from ave_tui.widgets.grid_paint import Painted, draft_cell, typed_cell
from ave_tui.widgets.grid_walk import GridWalk

if TYPE_CHECKING:
    from textual import events

    from ave_tui.widgets.grid_model import GridModel


class HoursGrid(GridWalk):
    """Assignments by periods, typed in as in a spreadsheet.

    What is typed shows at once as a draft. The screen answers `CellEdited` with `accept` when the
    hours are in the records, or `refuse` when they can't be kept; either way the text stays.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False),
        Binding("backspace", "backspace", show=False),
        Binding("delete", "clear", show=False),
        Binding("ctrl+c", "copy", show=False),
    ]

    digit_row: var[bool] = var(False)
    """Whether the unshifted row of an AZERTY keyboard, ``&é"'(-è_çà``, gives digits."""

    @dataclass
    class CellTyped(CellMessage):
        """A sum, a product or a time is being typed; empty once it is given up."""

        text: str

    @dataclass
    class CellEdited(CellMessage):
        """Hours were typed in a cell and can be read."""

        text: str
        seconds: int

    @dataclass
    class CellUnread(CellMessage):
        """What was typed in a cell can't be read; it stays there, marked."""

        text: str
        error: AveError

    @dataclass
    class CellsCleared(GridMessage):
        """The hours of these cells are withdrawn: rows and keys."""

        cells: tuple[tuple[int, str], ...]

    class CellMoved(CellMessage):
        """The cursor came to another cell."""

    @dataclass
    class CopyAsked(GridMessage):
        """The user wants these tab-separated lines on the clipboard."""

        text: str

    @dataclass
    class Pasted(CellMessage):
        """A block was pasted; its first cell belongs in this row and period."""

        block: list[list[str]]

    def __init__(
        self,
        model: GridModel,
        *,
        empty: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        self._typing = Typing()
        self._worked_out = False
        super().__init__(model, empty=empty, id=id, classes=classes)

    @property
    def typed(self) -> str | None:
        """What is being typed; None while nothing is."""
        return self._typing.text

    @property
    def refused(self) -> set[tuple[str, str]]:
        """The rows' ids and keys of cells whose text is not in the records and needs mending."""
        return {place for place, draft in self._typing.drafts.items() if draft.refused}

    def show(self, model: GridModel, *, cursor: tuple[int, int] | None = None) -> None:
        """Show other hours, or the same after a change; refused texts stay where they were."""
        self._typing.drop_kept()
        self.model = model
        self._measure()
        self.select_to(None)
        self.cursor = self.cursor if cursor is None else cursor
        self._lay_out()
        self._forget_lines()

    def accept(self, row: int, key: str) -> None:
        """Take the figure from the records, where the typed hours are now."""
        self._typing.drafts.pop((self.model.row_id(row), key), None)
        self._refresh_rows(row, row)
        self._refresh_footer()

    def refuse(self, row: int, key: str) -> None:
        """Leave the typed text in its cell, marked: the records could not take it."""
        self._typing.refuse((self.model.row_id(row), key))
        self._refresh_rows(row, row)

    def commit(self) -> None:
        """Hand over what is being typed; to be called before anything else happens."""
        text = self._typing.take()
        if text is None:
            return
        (row, _column), key = self.cursor, self.key
        self._refresh_rows(row, row)
        place = (self.model.row_id(row), key)
        if text == self._shown(row, key):
            return
        if not text:
            self._clear(((row, key),))
            return
        try:
            seconds = self._typing.keep(place, text)
        except AveError as error:
            self.app.bell()
            self.post_message(self.CellUnread(self, row, key, text, error))
        else:
            self.post_message(self.CellEdited(self, row, key, text, seconds))

    def watch_cursor(self, before: tuple[int, int], now: tuple[int, int]) -> None:
        """Tell where the cursor is now, beside repainting."""
        super().watch_cursor(before, now)
        if self.model.row_count:
            self.post_message(self.CellMoved(self, now[0], self.key))

    def _shown(self, row: int, key: str) -> str:
        draft = self._typing.drafts.get((self.model.row_id(row), key))
        return self.model.cell(row, key).text if draft is None else draft.text

    def _cell(self, row: int, column: int) -> Painted:
        width = self.model.columns[column].width
        if self._typing.text is not None and (row, column) == self.cursor:
            return typed_cell(self._typing.text, width)
        cell = super()._cell(row, column)
        if self._typing.drafts:
            place = (self.model.row_id(row), self.model.columns[column].key)
            if draft := self._typing.drafts.get(place):
                return draft_cell(draft.text, draft.refused, width, cell)
        return cell

    def on_key(self, event: events.Key) -> None:
        """Type in the cell: the character counts, not the key, whatever the keyboard."""
        if not event.is_printable or event.character is None or not self.key:
            return
        if event.character.isspace() and not self._typing.active:
            return
        event.stop()
        event.prevent_default()
        if not self.model.row_count:
            return
        self.select_to(None)
        self._typing.type(event.character, digit_row=self.digit_row)
        self._typed_on()

    def _typed_on(self) -> None:
        """Show what is typed, and tell where one can't see at once what it comes to."""
        self._refresh_here()
        told, self._worked_out = self._worked_out, self._typing.is_worked_out
        if told or self._worked_out:
            text = (self.typed or "") if self._worked_out else ""
            self.post_message(self.CellTyped(self, self.cursor[0], self.key, text))

    def on_paste(self, event: events.Paste) -> None:
        """Take one figure into the cell being typed in, or hand a block over."""
        event.stop()
        block = read_block(event.text)
        if not self.model.row_count or not self.key:
            return
        if self._typing.active and block and len(block) == len(block[0]) == 1:
            self._typing.type(block[0][0], digit_row=False)
            self._typed_on()
            return
        self.commit()
        first = self.block
        key = self.model.columns[first.left].key
        self.post_message(self.Pasted(self, first.top, key, block))

    def on_blur(self) -> None:
        """Keep what is typed when another widget takes over, not when another window does."""
        if self.app.app_focus:
            self.commit()

    def action_backspace(self) -> None:
        """Take back the last character, from the cell's own text when nothing was typed yet."""
        if self.model.row_count and self.key:
            self._typing.backspace(self._shown(self.cursor[0], self.key))
            self._typed_on()

    def action_give_up(self) -> None:
        """Give the old value back, or let go of the block."""
        row, key = self.cursor[0], self.key
        given_up = self._typing.take() is not None
        if not given_up and self.model.row_count:
            given_up = self._typing.forget_refused((self.model.row_id(row), key))
        if not given_up and self._anchor is None:
            raise SkipAction
        if not given_up:
            self.select_to(None)
        self._typed_on()

    def action_clear(self) -> None:
        """Withdraw the hours of the selected cells."""
        self._typing.take()
        self._refresh_here()
        keys = [column.key for column in self.model.columns]
        if self.model.row_count and keys:
            self._clear(tuple((row, keys[column]) for row, column in self.block.cells()))

    def _clear(self, cells: tuple[tuple[int, str], ...]) -> None:
        held = tuple(cell for cell in cells if self._shown(*cell))
        for row, key in held:
            self._typing.empty((self.model.row_id(row), key))
            self._refresh_rows(row, row)
        if held:
            self.post_message(self.CellsCleared(self, held))

    def action_copy(self) -> None:
        """Ask for the selected cells on the clipboard."""
        self.commit()
        columns = self.model.columns
        if self.model.row_count and columns:
            text = self.block.text(lambda row, column: self._shown(row, columns[column].key))
            self.post_message(self.CopyAsked(self, text))
