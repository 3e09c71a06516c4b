"""Finds one record among thousands for a field, or makes the one that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import ModalScreen

from ave_tui import commands
from ave_tui.domain.schema import TABLES, Id
from ave_tui.i18n import _
from ave_tui.keys import BACK, CHOOSE, key_line
from ave_tui.widgets.cells import Toned
from ave_tui.widgets.columns import Column
from ave_tui.widgets.filter_list import FilterList
from screens.navigation import EditRecord
from screens.record_cells import eligible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key

    from ave_tui.domain.schema import Values
    from ave_tui.services.labels import Named
    from ave_tui.services.records import RecordsService
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.line_table import LineTable
    from ave_tui.widgets.rows import Cell

_CHUNK = 32
WITH_LIGHT = frozenset({"participant", "employment_contract"})
"""Records of people: who is chosen is seen with how long they are eligible."""


class _Candidates:
    """The records found, and last the one that could be made."""

    def __init__(self, records: RecordsService, table: str, ids: Sequence[Id], new: str) -> None:
        self._records = records
        self._table = table
        self._ids = ids
        self._new = new
        self._names: dict[Id, Named] = {}
        self._said: dict[Id, Values] = {}
        self._lights = records.lights() if table in WITH_LIGHT else None

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._ids) + bool(self._new)

    def row(self, index: int) -> Sequence[Cell]:
        """Return name and context of a record."""
        if index == len(self._ids):
            return Toned(f"+ {self._new}", "accent"), *([""] if self._lights else []), ""
        row = self._ids[index]
        if row not in self._names:
            near = self._ids[index : index + _CHUNK]
            self._names.update(self._records.names(self._table, near))
            if self._lights is not None:
                self._said.update(self._records.overview(self._table, near))
        name = self._names[row]
        context = Toned(name.context, "muted")
        if self._lights is None:
            return name.label, context
        said = self._said.get(row, {})
        light = eligible(said.get("eligible_until"), self._lights, said.get("eligible_status"))
        return name.label, light, context


class PickerScreen(ModalScreen[Id | None]):
    """A filter above candidates; returns the id of the chosen or new record."""

    DEFAULT_CSS = """
    PickerScreen { align: center middle; }
    PickerScreen > FilterList {
        width: 90%; max-width: 110; height: 80%; max-height: 24;
        border: round $accent; background: $surface;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK, commands.NEW)

    def __init__(self, services: Services, table: str, typed: str, within: Values) -> None:
        super().__init__()
        self._records = services.records
        self._table = table
        self._typed = typed
        self._within = within
        self._ids: Sequence[Id] = ()

    def compose(self) -> ComposeResult:
        """Yield the list."""
        catalogue = TABLES[self._table]
        found = FilterList(
            (
                Column(_(catalogue.label), share=3),
                *([Column(_("Eligible until"), 14)] if self._table in WITH_LIGHT else []),
                Column("", share=3, gives_way=1),
            ),
            empty=_("Nothing is recorded yet: Ctrl+N adds."),
        )
        new = (commands.NEW.keys[0], commands.NEW.label)
        found.border_subtitle = key_line(CHOOSE, new, BACK)
        yield found

    def on_mount(self) -> None:
        """Go on with what was typed in the form."""
        found = self.query_one(FilterList)
        found.filter.value = self._typed
        found.filter.cursor_position = len(self._typed)
        found.focus()
        self._show()

    @property
    def _text(self) -> str:
        return self.query_one(FilterList).text.strip()

    def on_key(self, event: Key) -> None:
        """Take letters that were typed before the list had the focus."""
        character = event.character
        if event.is_printable and character is not None:
            event.stop()
            self.query_one(FilterList).filter.insert_text_at_cursor(character)

    def on_filter_list_filter_changed(self, event: FilterList.FilterChanged) -> None:
        """Leave the candidates with the typed letters, and offer to make what is missing."""
        event.stop()
        self._show()

    def _show(self) -> None:
        self._ids = self._records.find(self._table, self._text, self._within, erased=False)
        new = _("Create “{typed}”", typed=self._text) if self._text else ""
        rows = _Candidates(self._records, self._table, self._ids, new)
        total = self._records.total(self._table)
        self.query_one(FilterList).show_rows(rows, total, cursor=0, offers=bool(new))

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Choose the record, or make the missing one."""
        event.stop()
        if event.index < len(self._ids):
            self.dismiss(self._ids[event.index])
        else:
            self.action_new()

    def action_new(self) -> None:
        """Make the missing record, and choose it."""
        initial = self._records.begun(self._table, self._text) | self._within

        def made(row: Id | None) -> None:
            if row is not None:
                self.dismiss(row)

        self.post_message(EditRecord(self._table, None, initial, made))

    def action_back(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)
