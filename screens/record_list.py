"""The list of one kind of record: filter by any letters, sort, open, add, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.widgets.filter_list import FilterList
from screens.base import AveScreen
from screens.navigation import EditRecord, GoTo, OpenRecord
from screens.record_cells import RecordRows
from screens.record_face import beside
from screens.withdrawal import ask_withdrawal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.commands import Command
    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.line_table import LineTable
    from ave_tui.widgets.rows import Cell
    from screens.record_cells import Shown


class ListScreen(AveScreen[None]):
    """Every record of a kind; on a wide terminal the one under the cursor stands beside it."""

    DEFAULT_CSS = """
    ListScreen {
        & FilterList { width: 1fr; }
        & #beside { display: none; width: 44; border-left: solid $panel; padding: 0 1; }
        &.-wide #beside { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.BACK, commands.NEW, commands.DELETE, commands.SORT
    )
    bar: ClassVar[tuple[Command, ...]] = (
        commands.OPEN,
        commands.NEW,
        commands.SORT,
        commands.UNDO,
        commands.BACK,
        commands.MENU,
        commands.HELP,
        commands.DELETE,
    )
    help_text = N_(
        "Type any letters of a name, a town or a number: accents and small slips don’t matter. "
        "The arrows walk, Enter opens, Ctrl+N adds. Nothing that is deleted here is lost: undo "
        "brings it back."
    )

    table: ClassVar[str]
    """The kind of record."""
    columns: ClassVar[tuple[Shown, ...]]
    empty_text: ClassVar[str]
    """English: what to do where there is no record yet."""
    opens_new: ClassVar[bool] = False
    """A new record is opened at once, since something belongs to it that comes next."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
        self._records = services.records
        self._ids: Sequence[Id] = ()
        self._known: dict[Id, Values] = {}
        self._lights = services.records.lights()
        self._sorted = 0

    def compose_body(self) -> ComposeResult:
        """Yield the list, and the place beside it."""
        with Horizontal():
            yield FilterList([shown.column for shown in self.columns])
            with VerticalScroll(id="beside", can_focus=False):
                yield Static(markup=False, id="beside-text")

    def on_mount(self) -> None:
        """Take the letters."""
        self._list.focus()

    @property
    def _list(self) -> FilterList:
        return self.query_one(FilterList)

    @property
    def _here(self) -> Id | None:
        cursor = self._list.table.cursor
        return self._ids[cursor] if cursor < len(self._ids) else None

    def title_now(self) -> str:
        """Return what is listed."""
        return _(TABLES[self.table].plural)

    def reload(self) -> None:
        """Read everything anew; the cursor stays on its record."""
        self._known.clear()
        self._lights = self._records.lights()
        self._list.table.show_columns([shown.column for shown in self.columns])
        self._show(self._here)

    def _show(self, stay: Id | None = None) -> None:
        column = self.columns[self._sorted]
        # The first column is the name: its order is the one in which records are kept in memory.
        sort, descending = column.name if self._sorted else "", column.is_figure
        self._list.table.show_order(self._sorted, descending=descending)
        typed = self._list.text
        self._ids = self._records.find(self.table, typed, sort=sort, descending=descending)
        total = self._records.total(self.table)
        rows = RecordRows(self._ids, self._read, self._paint, self._known)
        cursor = self._ids.index(stay) if stay in self._ids else 0
        empty = _("Nothing has these letters.") if total else _(self.empty_text)
        self._list.show_rows(rows, total, cursor=cursor, empty=empty)
        if not self._ids:
            self.query_one("#beside-text", Static).update("")

    def _read(self, wanted: Sequence[Id]) -> dict[Id, Values]:
        return self._records.overview(self.table, wanted)

    def _paint(self, values: Values) -> list[Cell]:
        return [shown.cell(values, self._lights) for shown in self.columns]

    def on_filter_list_filter_changed(self, event: FilterList.FilterChanged) -> None:
        """Leave the records that have the typed letters."""
        event.stop()
        self._show()

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Show the record beside the list, where there is room."""
        event.stop()
        row = self._here
        if row is None or not self.has_class("-wide"):
            return
        try:
            self.query_one("#beside-text", Static).update(beside(self._records, self.table, row))
        except AveError:
            # Withdrawn in another window a moment ago: the next reload takes it off the list.
            self.query_one("#beside-text", Static).update("")

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Open the record."""
        event.stop()
        if self._here is not None:
            self.post_message(OpenRecord(self.table, self._here))

    def action_new(self) -> None:
        """Add a record; what was typed in vain becomes its name."""
        typed = "" if self._ids else self._list.text
        initial = self._records.begun(self.table, typed)
        self.post_message(EditRecord(self.table, None, initial, self._made))

    def _made(self, row: Id | None) -> None:
        if row is None:
            return
        self._list.filter.clear()
        self._show(row)
        self.tell_done(_("{name} is recorded.", name=self._records.label(self.table, row)))
        if self.opens_new:
            self.post_message(OpenRecord(self.table, row))

    def action_delete(self) -> None:
        """Withdraw the record, after one question."""
        if self._here is not None:
            ask_withdrawal(self, self.table, self._here)

    def action_sort(self) -> None:
        """Sort by the next column: texts from A, figures from the largest."""
        self._sorted = (self._sorted + 1) % len(self.columns)
        self._show()

    def action_back(self) -> None:
        """Go back to today."""
        self.post_message(GoTo(commands.TODAY.id))
