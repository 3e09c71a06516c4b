"""A table of any length that draws only the lines on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ave_tui.widgets.cells import TONES, fit
from ave_tui.widgets.columns import lay_out
from ave_tui.widgets.rows import ListRows, RowMessage, paint_line
from ave_tui.widgets.tones import tone_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events

    from ave_tui.widgets.columns import Column
    from ave_tui.widgets.rows import Cell, Rows


class LineTable(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows under a fixed heading, with a cursor that is a whole row."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--heading", "table--cursor", "table--muted"}
    DEFAULT_CSS = """
    LineTable {
        background: $background; color: $foreground;
        overflow-x: hidden; scrollbar-size-vertical: 1;
        & > .table--heading { color: $text-muted; background: $surface; }
        & > .table--cursor { background: $surface-lighten-2; text-style: bold; }
        &.-live > .table--cursor, &:focus > .table--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
        & > .table--muted { color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,ctrl+home", "edge(False)", show=False),
        Binding("end,ctrl+end", "edge(True)", show=False),
        Binding("enter", "choose", show=False),
    ]

    cursor = reactive(0, repaint=False)
    """The row the user is on."""

    class RowHighlighted(RowMessage):
        """The cursor came to another row."""

    class RowChosen(RowMessage):
        """The user pressed Enter on a row, or clicked the row the cursor was on."""

    def __init__(
        self,
        columns: Sequence[Column] = (),
        rows: Rows | None = None,
        *,
        empty: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = columns
        self._rows: Rows = rows or ListRows()
        self._empty = empty
        self._sorted: tuple[int, bool] | None = None
        self._width = -1
        self._widths: list[int] = []
        self._strips: LRUCache[int, Strip] = LRUCache(256)
        self._styles: dict[str, Style] = {}
        self.virtual_size = Size(0, self._rows.count + 1)

    @property
    def count(self) -> int:
        """How many rows the table has."""
        return self._rows.count

    def show_rows(self, rows: Rows, *, cursor: int | None = None, empty: str | None = None) -> None:
        """Show other rows, with the cursor where it was or on a given row."""
        self._rows = rows
        if empty is not None:
            self._empty = empty
        self._strips.clear()
        before = self.cursor
        self.virtual_size = Size(0, rows.count + 1)
        self.cursor = before if cursor is None else cursor
        # Another record is under the cursor even where the number of its row is the same.
        if self.cursor == before:
            self._tell()
        self.refresh()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns, or the same in another language."""
        self._columns = columns
        self._lay_out()
        self.refresh()

    def show_order(self, column: int, *, descending: bool = False) -> None:
        """Mark the column that the rows are sorted by."""
        self._sorted = (column, descending)
        self.refresh(Region(0, 0, self.size.width, 1))

    def refresh_row(self, index: int) -> None:
        """Draw one row anew, after its record has changed."""
        self._strips.discard(index)
        self._refresh_line(index)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, self._rows.count - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Repaint the two lines concerned, bring the cursor into sight and tell."""
        self._refresh_line(before)
        self._refresh_line(now)
        self._into_sight()
        self._tell()

    def _tell(self) -> None:
        if self._rows.count:
            self.post_message(self.RowHighlighted(self, self.cursor))

    def _refresh_line(self, index: int) -> None:
        line = index + 1 - round(self.scroll_y)
        if 1 <= line < self.size.height:
            self.refresh(Region(0, line, self.size.width, 1))

    def _into_sight(self) -> None:
        shown = self._page
        top = round(self.scroll_y)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True)
        elif self.cursor >= top + shown:
            self.scroll_to(y=self.cursor - shown + 1, animate=False, force=True)

    @property
    def _page(self) -> int:
        return max(1, self.size.height - 1)

    def _lay_out(self) -> None:
        self._widths = lay_out(self._columns, max(0, self.size.width - 2))
        self._width = self.size.width
        self._strips.clear()

    def on_resize(self) -> None:
        """Keep the cursor in sight; the new width is shared out when the lines are painted."""
        self._into_sight()

    def notify_style_update(self) -> None:
        """Forget lines drawn in the former colours."""
        super().notify_style_update()
        self._strips.clear()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        """Return a line of the screen: the heading, a row, or what stands below the last."""
        width = self.size.width
        if width != self._width:
            self._lay_out()
        if y == 0:
            return self._heading()
        index = y - 1 + round(self.scroll_y)
        if index < self._rows.count:
            return self._row(index)
        if index == 0 and self._empty:
            style = self._style("row") + self._style("muted")
            return Strip([Segment(fit(f" {self._empty}", width), style)], width)
        return Strip.blank(width, self._style("row"))

    def _heading(self) -> Strip:
        if not any(column.title for column in self._columns):
            return Strip.blank(self.size.width, self._style("row"))
        titles: list[Cell] = []
        for index, column in enumerate(self._columns):
            title = column.title
            if self._sorted is not None and self._sorted[0] == index:
                title = f"{title} {'▼' if self._sorted[1] else '▲'}"
            titles.append(title)
        return self._line(titles, self._style("heading"), toned=False)

    def _row(self, index: int) -> Strip:
        if index == self.cursor:
            return self._line(self._rows.row(index), self._style("cursor"), toned=False)
        strip = self._strips.get(index)
        if strip is None:
            cells = self._rows.row(index)
            strip = self._strips[index] = self._line(cells, self._style("row"), toned=True)
        return strip

    def _line(self, cells: Sequence[Cell], base: Style, *, toned: bool) -> Strip:
        tones = self._style if toned else None
        line = paint_line(cells, self._columns, self._widths, base, tones)
        return line.adjust_cell_length(self.size.width, base)

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            if name == "row":
                style = self.rich_style
            elif name in TONES:
                style = tone_style(self, "table", name)
            else:
                style = self.get_component_rich_style(f"table--{name}")
            self._styles[name] = style
        return style

    def action_move(self, lines: int) -> None:
        """Go up or down by so many rows."""
        self.cursor += lines

    def action_page(self, pages: int) -> None:
        """Go up or down by a screenful."""
        self.cursor += pages * self._page

    def action_edge(self, last: bool) -> None:
        """Go to the first or the last row."""
        self.cursor = self._rows.count - 1 if last else 0

    def action_choose(self) -> None:
        """Choose the row the cursor is on."""
        if self._rows.count:
            self.post_message(self.RowChosen(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was clicked; a second click chooses it."""
        index = event.y - 1 + round(self.scroll_y)
        if event.y < 1 or index >= self._rows.count:
            return
        if index == self.cursor:
            self.action_choose()
        self.cursor = index
