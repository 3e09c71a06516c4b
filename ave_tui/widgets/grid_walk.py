"""Walking through the hours grid by keys and mouse, and selecting blocks of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType

from ave_tui.widgets.grid_view import GridView

if TYPE_CHECKING:
    from textual import events


class GridWalk(GridView):
    """A grid one can walk through; whatever is typed is kept before each step."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1, 0)", show=False),
        Binding("down", "go(1, 0)", show=False),
        Binding("left", "go(0, -1)", show=False),
        Binding("right", "go(0, 1)", show=False),
        Binding("shift+up", "extend(-1, 0)", show=False),
        Binding("shift+down", "extend(1, 0)", show=False),
        Binding("shift+left", "extend(0, -1)", show=False),
        Binding("shift+right", "extend(0, 1)", show=False),
        Binding("enter", "go(1, 0)", show=False),
        Binding("tab", "next(1)", show=False),
        Binding("shift+tab", "next(-1)", show=False),
        Binding("home", "edge(False)", show=False),
        Binding("end", "edge(True)", show=False),
        Binding("ctrl+home", "corner(False)", show=False),
        Binding("ctrl+end", "corner(True)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def commit(self) -> None:
        """Keep what is being typed before the cursor leaves its cell."""

    def on_click(self, event: events.Click) -> None:
        """Go to the cell that was clicked."""
        row = self._top + event.y - 1
        if not 1 <= event.y <= self._page or row >= self.model.row_count:
            return
        column = self._layout.column_at(event.x)
        self._move(row, self.cursor[1] if column is None else column)

    def _refresh_here(self) -> None:
        self._refresh_rows(self.cursor[0], self.cursor[0])

    def _move(self, row: int, column: int) -> None:
        self.commit()
        self.select_to(None)
        self.cursor = (row, column)

    def action_go(self, rows: int, columns: int) -> None:
        """Keep what is typed and go to a neighbouring cell."""
        self._move(self.cursor[0] + rows, self.cursor[1] + columns)

    def action_next(self, step: int) -> None:
        """Go to the next cell or the one before, over the ends of rows; beyond them, leave."""
        columns = len(self.model.columns)
        place = self.cursor[0] * columns + self.cursor[1] + step
        self.commit()
        if not 0 <= place < self.model.row_count * columns:
            raise SkipAction
        self._move(*divmod(place, columns))

    def action_edge(self, last: bool) -> None:
        """Go to the first or last period of the row."""
        self._move(self.cursor[0], len(self.model.columns) - 1 if last else 0)

    def action_corner(self, last: bool) -> None:
        """Go to the first or last row."""
        self._move(self.model.row_count - 1 if last else 0, self.cursor[1])

    def action_page(self, pages: int) -> None:
        """Go up or down by a screenful."""
        self._move(self.cursor[0] + pages * self._page, self.cursor[1])

    def action_extend(self, rows: int, columns: int) -> None:
        """Select cells from where the cursor was to where it goes."""
        self.commit()
        anchor = self._anchor or self.cursor
        row, column = self.validate_cursor((self.cursor[0] + rows, self.cursor[1] + columns))
        self.select_to(anchor)
        self.cursor = (row, column)
