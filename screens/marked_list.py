"""A list in which lines are marked, to do something with all of them in one step."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from rich.text import Text
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.folding import fold
from ave_tui.i18n import _, _n
from ave_tui.widgets.filter_list import FilterList
from screens.base import AveScreen
from screens.navigation import GoTo

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.services.workspace import Services
    from ave_tui.widgets.columns import Column
    from ave_tui.widgets.line_table import LineTable
    from ave_tui.widgets.rows import Cell

Line = TypeVar("Line")


class MarkedListScreen(AveScreen[None], Generic[Line]):
    """Lines with a filter and marks; all of the one under the cursor stands beside or below."""

    DEFAULT_CSS = """
    MarkedListScreen {
        & #lines { layout: vertical; height: 1fr; }
        & FilterList { height: 1fr; }
        & #beside { height: 6; padding: 0 1; background: $surface; }
        &.-wide #lines { layout: horizontal; }
        &.-wide FilterList { width: 1fr; }
        &.-wide #beside { width: 42; height: 1fr; border-left: solid $panel; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.BACK, commands.MARK, commands.MARK_ALL
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (150, "-wide")]
        self._every: Sequence[Line] = ()
        self._texts: list[str] = []
        self._shown: list[Line] = []
        self._marked: set[Hashable] = set()

    @abstractmethod
    def ask(self) -> Sequence[Line]:
        """Return the lines that there are now."""

    @abstractmethod
    def key(self, line: Line) -> Hashable:
        """Return what a line is known by after it was read anew."""

    @abstractmethod
    def columns(self) -> tuple[Column, ...]:
        """Return the columns, in the user's language."""

    @abstractmethod
    def cells(self, line: Line, *, marked: bool) -> tuple[Cell, ...]:
        """Return the cells of a line."""

    @abstractmethod
    def searched(self, line: Line) -> str:
        """Return all words by which a line is found."""

    @abstractmethod
    def beside(self, line: Line) -> Text:
        """Return everything that there is to say of a line."""

    @abstractmethod
    def open_line(self, line: Line) -> None:
        """Go where a line is settled."""

    def empty_text(self) -> str:
        """Return what is said where there are no lines."""
        return _("Nothing to settle.")

    def compose_body(self) -> ComposeResult:
        """Yield the list, and the place for the whole of a line."""
        with Container(id="lines"):
            yield FilterList(self.columns(), leaves_space=True)
            with VerticalScroll(id="beside", can_focus=False):
                yield Static(markup=False, id="beside-text")

    def on_mount(self) -> None:
        """Take the letters."""
        self._list.focus()

    @property
    def _list(self) -> FilterList:
        return self.query_one(FilterList)

    @property
    def here(self) -> Line | None:
        """The line under the cursor."""
        cursor = self._list.table.cursor
        return self._shown[cursor] if cursor < len(self._shown) else None

    @property
    def chosen(self) -> list[Line]:
        """The marked lines, or the one under the cursor where none is marked."""
        marked = [line for line in self._every if self.key(line) in self._marked]
        return marked or ([] if self.here is None else [self.here])

    def reload(self) -> None:
        """Read all lines anew; the cursor stays on its own, or on what took its place."""
        here = self.here
        self._every = self.ask()
        self._texts = [fold(self.searched(line)) for line in self._every]
        self._marked &= {self.key(line) for line in self._every}
        self._list.table.show_columns(self.columns())
        self._show(here)

    def unmark(self) -> None:
        """Take all marks away, once what they were for is done."""
        self._marked.clear()

    def _show(self, stay: Line | None = None) -> None:
        words = fold(self._list.text).split()
        self._shown = [
            line
            for line, text in zip(self._every, self._texts, strict=True)
            if all(word in text for word in words)
        ]
        cursor = None
        if stay is not None:
            wanted = self.key(stay)
            found = (at for at, line in enumerate(self._shown) if self.key(line) == wanted)
            cursor = next(found, None)
        empty = _("Nothing has these letters.") if self._every else self.empty_text()
        self._list.show_rows(
            _Lines(self._shown, self._cells_of), len(self._every), cursor=cursor, empty=empty
        )
        self._show_beside()
        self.show_frame()

    def _cells_of(self, line: Line) -> tuple[Cell, ...]:
        return self.cells(line, marked=self.key(line) in self._marked)

    def _show_beside(self) -> None:
        said = Text() if self.here is None else self.beside(self.here)
        self.query_one("#beside-text", Static).update(said)

    def status_now(self) -> str:
        """Return how many lines are marked."""
        count = len(self._marked)
        return _n("one marked", "{count} marked", count) if count else ""

    def on_filter_list_filter_changed(self, event: FilterList.FilterChanged) -> None:
        """Leave the lines that have the typed letters."""
        event.stop()
        self._show(self.here)

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Show the line beside the list, where there is room."""
        event.stop()
        self._show_beside()

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Go where the line is settled."""
        event.stop()
        if self.here is not None:
            self.open_line(self.here)

    def action_mark(self) -> None:
        """Mark the line, or take its mark away, and go on to the next."""
        if self.here is not None:
            self._marked ^= {self.key(self.here)}
            self._list.table.refresh_row(self._list.table.cursor)
            self._list.table.action_move(1)
            self.show_frame()

    def action_mark_all(self) -> None:
        """Mark everything that the filter leaves; when all of it is marked, nothing."""
        keys = {self.key(line) for line in self._shown}
        self._marked = self._marked - keys if keys <= self._marked else self._marked | keys
        self._show(self.here)

    def action_back(self) -> None:
        """Go back to today."""
        self.post_message(GoTo(commands.TODAY.id))


class _Lines(Generic[Line]):
    """Lines as a table asks for them; said only when they come into sight."""

    def __init__(self, lines: Sequence[Line], cells: Callable[[Line], tuple[Cell, ...]]) -> None:
        self._lines = lines
        self._cells = cells

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def row(self, index: int) -> Sequence[Cell]:
        """Return the cells of a line."""
        return self._cells(self._lines[index])
