"""The journal of a record: what was said and done, the newest first, visits beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.words import N_
from ave_tui.i18n import _, day
from ave_tui.widgets.columns import Column
from ave_tui.widgets.filter_list import FilterList
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.navigation import EditRecord, OpenRecord
from screens.withdrawal import ask_withdrawal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.schema import Id
    from ave_tui.services.life import Said
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.line_table import LineTable


class JournalScreen(AveScreen[None]):
    """Letters filter; Enter opens an entry or a visit, Ctrl+N notes another one."""

    DEFAULT_CSS = """
    JournalScreen {
        & FilterList { height: 1fr; }
        & #whole { height: 7; padding: 0 1; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.BACK, commands.NEW, commands.DELETE
    )
    bar = (
        commands.OPEN,
        commands.NEW,
        commands.DELETE,
        commands.BACK,
        commands.UNDO,
        commands.MENU,
        commands.HELP,
    )
    help_text = N_(
        "What was said and done, the newest first; visits stand among it. Type any letters to "
        "filter: a day, a kind, a name, a word of the text. Ctrl+N notes something today, Enter "
        "opens an entry or a visit."
    )

    def __init__(self, services: Services, table: str, row: Id) -> None:
        super().__init__(services)
        self._table, self._row = table, row
        self._said: Sequence[Said] = ()

    def compose_body(self) -> ComposeResult:
        """Yield the list, and the whole text of what the cursor is on."""
        yield FilterList(_columns())
        with VerticalScroll(id="whole", can_focus=False):
            yield Static(markup=False, id="text")

    def on_mount(self) -> None:
        """Take the letters."""
        self._list.focus()

    @property
    def _list(self) -> FilterList:
        return self.query_one(FilterList)

    @property
    def _here(self) -> Said | None:
        cursor = self._list.table.cursor
        return self._said[cursor] if cursor < len(self._said) else None

    def title_now(self) -> str:
        """Return whose journal it is."""
        name = self.services.records.label(self._table, self._row)
        return _("Journal · {name}", name=name)

    def reload(self) -> None:
        """Read the journal anew; the cursor stays on its entry."""
        self._list.table.show_columns(_columns())
        here = self._here
        self._show(here.row if here else "")

    def _show(self, stay: Id = "") -> None:
        life = self.services.life
        self._said = life.said(self._table, self._row, self._list.text)
        total = len(life.said(self._table, self._row))
        places = [place for place, said in enumerate(self._said) if said.row == stay]
        rows = [
            (_day(said.day), said.kind, " ".join(said.text.split()), said.who)
            for said in self._said
        ]
        empty = _("Nothing has these letters.") if total else _("Nothing is noted yet: Ctrl+N.")
        cursor = places[0] if places else 0
        self._list.show_rows(ListRows(rows), total, cursor=cursor, empty=empty)
        self._show_whole()

    def _show_whole(self) -> None:
        said = self._here
        text = Text(overflow="fold")
        if said is not None:
            head = " · ".join(filter(None, (_day(said.day), said.kind, said.who)))
            text.append(head, style="bold")
            text.append("\n" + said.text)
        self.query_one("#text", Static).update(text)

    def on_filter_list_filter_changed(self, event: FilterList.FilterChanged) -> None:
        """Leave what has the typed letters."""
        event.stop()
        self._show()

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Show the whole text, which may be longer than the table is wide."""
        event.stop()
        self._show_whole()

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Open the visit, or the form of the entry."""
        event.stop()
        said = self._said[event.index]
        if said.table == "visit":
            self.post_message(OpenRecord(said.table, said.row))
        else:
            self.post_message(EditRecord(said.table, said.row, None, None, "notes"))

    def action_new(self) -> None:
        """Note something."""
        initial = self.services.life.new_note(self._table, self._row)

        def made(row: Id | None) -> None:
            if row is not None:
                self._list.filter.clear()
                self._show(row)
                self.tell_done(_("Noted in the journal."))

        self.post_message(EditRecord("journal_note", None, initial, made, "notes"))

    def action_delete(self) -> None:
        """Withdraw the entry under the cursor, after one question."""
        said = self._here
        if said is None:
            self.app.bell()
        else:
            ask_withdrawal(self, said.table, said.row)

    def action_back(self) -> None:
        """Go back to the record."""
        self.dismiss(None)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Date"), 11),
        Column(_("Kind"), 16),
        Column(_("What"), share=3),
        Column(_("Who"), share=1, gives_way=1, tone="muted"),
    )


def _day(iso: str) -> str:
    try:
        return day(iso)
    except ValueError:
        return iso
