"""A list with a filter: letters always go to the filter, arrows always to the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from ave_tui.i18n import _
from ave_tui.widgets.line_table import LineTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from ave_tui.widgets.columns import Column
    from ave_tui.widgets.rows import Rows


class FilterInput(Input):
    """Where the letters go; it hands the arrows on to the list below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("ctrl+home", "edge(False)", show=False),
        Binding("ctrl+end", "edge(True)", show=False),
        Binding("escape", "clear_filter", show=False),
    ]

    def __init__(self, table: LineTable, placeholder: str, *, leaves_space: bool = False) -> None:
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._table = table
        self._leaves_space = leaves_space

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave Space to a screen that marks lines with it."""
        if key == "space" and self._leaves_space:
            return False
        return super().check_consume_key(key, character)

    def action_move(self, lines: int) -> None:
        """Go up or down in the list."""
        self._table.action_move(lines)

    def action_page(self, pages: int) -> None:
        """Go up or down in the list by screenfuls."""
        self._table.action_page(pages)

    def action_edge(self, last: bool) -> None:
        """Go to the first or last row of the list."""
        self._table.action_edge(last)

    def action_home(self, select: bool = False) -> None:
        """Go to the start of the filter; of the list while nothing is filtered."""
        if self.value:
            super().action_home(select)
        else:
            self._table.action_edge(False)

    def action_end(self, select: bool = False) -> None:
        """Go to the end of the filter; of the list while nothing is filtered."""
        if self.value:
            super().action_end(select)
        else:
            self._table.action_edge(True)

    def action_delete_right(self) -> None:
        """Delete in the filter; where nothing is left to delete, the key is the screen's."""
        if self.cursor_at_end and self.selection.is_empty:
            raise SkipAction
        super().action_delete_right()

    def action_clear_filter(self) -> None:
        """Show everything again; when nothing is filtered the key means going back."""
        if not self.value:
            raise SkipAction
        self.clear()

    async def action_submit(self) -> None:
        """Choose the row the cursor is on."""
        self._table.action_choose()


class FilterList(Vertical):
    """A filter above a table, and how many of how many rows it leaves."""

    DEFAULT_CSS = """
    FilterList {
        & > Horizontal { height: 1; background: $surface; }
        & FilterInput { width: 1fr; padding: 0 1 !important; background: $surface; }
        & FilterInput:focus { background-tint: transparent; }
        & #filter-count { width: auto; padding: 0 1; color: $text-muted; }
        & LineTable { height: 1fr; }
    }
    """

    @dataclass
    class FilterChanged(Message):
        """Other letters stand in the filter."""

        list: FilterList
        text: str

        @property
        def control(self) -> FilterList:
            """The list, so that handlers can select on it."""
            return self.list

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        placeholder: str = "",
        empty: str = "",
        leaves_space: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(id=id)
        self.table = LineTable(columns, empty=empty, classes="-live")
        self.table.can_focus = False
        self.filter = FilterInput(
            self.table, placeholder or _("Type any letters to filter"), leaves_space=leaves_space
        )
        self._count = Static(markup=False, id="filter-count")

    def compose(self) -> ComposeResult:
        """Put the filter and its count above the table."""
        with Horizontal():
            yield self.filter
            yield self._count
        yield self.table

    @property
    def text(self) -> str:
        """What stands in the filter."""
        return self.filter.value

    def show_rows(
        self,
        rows: Rows,
        total: int,
        *,
        cursor: int | None = None,
        empty: str | None = None,
        offers: int = 0,
    ) -> None:
        """Show the rows that the filter leaves, of so many in all.

        Args:
            rows: What is shown.
            total: How many there would be without a filter.
            cursor: Where the cursor goes; None leaves it where it is.
            empty: What is said where there are no rows.
            offers: How many of the rows are offers to make something, which are not counted.
        """
        self.table.show_rows(rows, cursor=cursor, empty=empty)
        shown = rows.count - offers
        if shown == total:
            self._count.update(str(total))
        else:
            self._count.update(_("{shown} of {total}", shown=shown, total=total))

    def focus(self, scroll_visible: bool = True) -> FilterList:
        """Give the focus to the filter, where it belongs."""
        self.filter.focus(scroll_visible)
        return self

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell that other rows are wanted."""
        event.stop()
        self.post_message(self.FilterChanged(self, event.value))
