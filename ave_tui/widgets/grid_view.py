"""The hours grid as it is looked at: what stays in place, what scrolls, a cursor and a block."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ave_tui.widgets.cells import TONES, fit
from ave_tui.widgets.grid_block import Block
from ave_tui.widgets.grid_layout import GridLayout, lay_out_grid
from ave_tui.widgets.grid_paint import GridPainter, Painted, painted_cell
from ave_tui.widgets.tones import component_style, tone_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from ave_tui.widgets.grid_model import FooterLine, GridModel

_WHOLE: Final = frozenset(
    ("row", "here", "label", "label-here", "heading", "heading-here", "footer", "empty")
)
"""Styles that stand alone; the others are laid over them."""
_LAID_OVER: Final = frozenset(
    ("rule", "total", "cursor", "selected", "typing", "refused", "struck")
)
_LEAST_ROWS: Final = 2
"""On a very low terminal footer lines give way to this many rows."""


class GridView(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws only the lines in sight, and of those only the ones that changed."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"grid--{part}" for part in {"muted", *_WHOLE, *_LAID_OVER}),
    }
    DEFAULT_CSS = """
    GridView {
        background: $background; color: $foreground;
        overflow-x: hidden; scrollbar-size-vertical: 1;
        & > .grid--rule { color: $foreground 25%; }
        & > .grid--here { background: $surface; }
        & > .grid--label-here { background: $surface; text-style: bold; }
        & > .grid--heading { color: $text-muted; background: $surface; }
        & > .grid--heading-here { color: $text-accent; background: $surface; text-style: bold; }
        & > .grid--total { text-style: bold; }
        & > .grid--footer { background: $surface; }
        & > .grid--selected { background: $accent 30%; }
        & > .grid--cursor { background: $surface-lighten-3; text-style: underline; }
        &:focus > .grid--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground;
            text-style: bold;
        }
        & > .grid--typing {
            background: $panel-lighten-1; color: $foreground; text-style: bold underline;
        }
        & > .grid--refused { color: $text-error; text-style: underline; }
        & > .grid--struck { color: $text-muted; text-style: strike; }
        & > .grid--empty { color: $text-muted; }
        & > .grid--muted { color: $text-muted; }
    }
    """

    cursor: reactive[tuple[int, int]] = reactive((0, 0), repaint=False)
    """The row and column the user is in."""

    def __init__(
        self,
        model: GridModel,
        *,
        empty: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.model = model
        self.empty = empty
        self._footer: Sequence[FooterLine] = ()
        self._layout = GridLayout()
        self._width = -1
        self._anchor: tuple[int, int] | None = None
        self._strips: LRUCache[int, Strip] = LRUCache(256)
        self._styles: dict[str, Style] = {}
        self._measure()

    @property
    def key(self) -> str:
        """The key of the column the user is in; empty when there is no column."""
        columns = self.model.columns
        return columns[self.cursor[1]].key if columns else ""

    @property
    def block(self) -> Block:
        """The selected cells; the cursor's own when no more are selected."""
        return Block.between(self._anchor or self.cursor, self.cursor)

    def _measure(self) -> None:
        self._footer = self.model.footer()
        self.virtual_size = Size(0, self.model.row_count + 1 + len(self._footer))

    @property
    def _footer_lines(self) -> int:
        return max(0, min(len(self._footer), self.size.height - 1 - _LEAST_ROWS))

    @property
    def _page(self) -> int:
        return max(1, self.size.height - 1 - self._footer_lines)

    @property
    def _top(self) -> int:
        return round(self.scroll_y)

    def validate_cursor(self, cursor: tuple[int, int]) -> tuple[int, int]:
        """Keep the cursor inside the grid."""
        row, column = cursor
        return (
            max(0, min(row, self.model.row_count - 1)),
            max(0, min(column, len(self.model.columns) - 1)),
        )

    def watch_cursor(self, before: tuple[int, int], now: tuple[int, int]) -> None:
        """Bring the cursor into sight and repaint the lines it touches."""
        self._refresh_rows(before[0], before[0])
        self._refresh_rows(now[0], now[0])
        if before[1] != now[1]:
            if self._lay_out():
                self.refresh()
            self.refresh(Region(0, 0, self.size.width, 1))
        self._into_sight()

    def _into_sight(self) -> None:
        row = self.cursor[0]
        if row < self._top:
            self.scroll_to(y=row, animate=False, force=True)
        elif row >= self._top + self._page:
            self.scroll_to(y=row - self._page + 1, animate=False, force=True)

    def select_to(self, anchor: tuple[int, int] | None) -> None:
        """Select from a cell to the cursor, or no more than the cursor's own cell."""
        if anchor == self._anchor:
            return
        before, self._anchor = self.block, anchor
        self._refresh_rows(before.top, before.bottom)
        self._refresh_rows(self.block.top, self.block.bottom)

    def _refresh_rows(self, first: int, last: int) -> None:
        """Repaint those of the rows that are in sight."""
        for row in range(max(first, self._top), min(last, self._top + self._page - 1) + 1):
            self._strips.discard(row)
        first = max(first - self._top, 0)
        last = min(last - self._top, self._page - 1)
        if first <= last:
            self.refresh(Region(0, first + 1, self.size.width, last - first + 1))

    def _refresh_footer(self) -> None:
        self._footer = self.model.footer()
        lines = self._footer_lines
        self.refresh(Region(0, self.size.height - lines, self.size.width, lines))

    def _lay_out(self) -> bool:
        """Find the columns in sight, and tell whether everything has to be painted anew."""
        model = self.model
        widths = [column.width for column in model.columns]
        layout = lay_out_grid(
            self.size.width,
            len(model.label_titles),
            widths,
            first=self._layout.first,
            cursor=self.cursor[1],
        )
        if layout != self._layout or self.size.width != self._width:
            self._layout, self._width = layout, self.size.width
            self._strips.clear()
            return True
        return False

    def _forget_lines(self) -> None:
        self._strips.clear()
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight; the new width is used when the lines are painted."""
        self._into_sight()

    def notify_style_update(self) -> None:
        """Forget lines drawn in the former colours."""
        super().notify_style_update()
        self._strips.clear()
        self._styles.clear()

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = (
                tone_style(self, "grid", name)
                if name in TONES
                else component_style(self, f"grid--{name}", whole=name in _WHOLE)
            )
        return style

    @property
    def _painter(self) -> GridPainter:
        return GridPainter(self.size.width, self._layout, self.model.columns, self._style)

    def render_line(self, y: int) -> Strip:
        """Return a line of the screen: heading, row, blank or footer."""
        width, height = self.size
        if width != self._width:
            # The first frame comes before the first resize event.
            self._lay_out()
        if y == 0:
            return self._painter.heading(self.model.label_titles, self.cursor[1])
        lines = self._footer_lines
        if y >= height - lines:
            return self._painter.footer(self._footer[y - height + lines])
        row = self._top + y - 1
        if row < self.model.row_count:
            return self._row(row)
        if row == 0 and self.empty:
            return Strip([Segment(fit(f" {self.empty}", width), self._style("empty"))], width)
        return Strip.blank(width, self._style("row"))

    def _row(self, row: int) -> Strip:
        here = row == self.cursor[0]
        strip = None if here else self._strips.get(row)
        if strip is None:
            columns = range(self._layout.first, self._layout.last)
            cells = [self._cell(row, column) for column in columns]
            labels, total = self.model.row_label(row), self.model.row_total(row)
            strip = self._painter.row(labels, cells, total, here=here)
            if not here:
                self._strips[row] = strip
        return strip

    def _cell(self, row: int, column: int) -> Painted:
        """Return a cell with the cursor and the block laid over what the model says."""
        cell = painted_cell(self.model.cell(row, self.model.columns[column].key))
        if (row, column) == self.cursor:
            return cell._replace(styles=(*cell.styles, "cursor"))
        if self._anchor is not None and (row, column) in self.block:
            return cell._replace(styles=(*cell.styles, "selected"))
        return cell
