"""History: who changed what, when, on which laptop; of everything, a record, or a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual.containers import Container
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n, day, say
from ave_tui.widgets.cells import Toned
from ave_tui.widgets.columns import Column
from ave_tui.widgets.filter_list import FilterList
from ave_tui.widgets.rows import ListRows
from ave_tui.widgets.title_bar import TitleBar
from screens.base import AveScreen
from screens.navigation import GoTo, OpenRecord

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from ave_tui.domain.schema import Id
    from ave_tui.services.history import Place, Transaction
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.line_table import LineTable
    from ave_tui.widgets.rows import Cell

_PAGE: Final = 100
_NEAR_THE_END: Final = 10
_TYPING: Final = 0.2
"""Seconds without a key after which a word is taken for typed."""
_MARKS: Final = {"undo": Toned("↶", "warning"), "redo": Toned("↷", "accent")}


class HistoryScreen(AveScreen[None]):
    """The journal of changes, newest first, a page at a time."""

    DEFAULT_CSS = """
    HistoryScreen {
        & #history { layout: vertical; height: 1fr; }
        & FilterList { height: 1fr; }
        & #detail { height: 6; padding: 0 1; background: $surface; overflow-y: auto; }
        &.-wide #history { layout: horizontal; }
        &.-wide FilterList { width: 1fr; }
        &.-wide #detail { width: 44; height: 1fr; padding: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)
    title_text = N_("History")
    bar = (commands.OPEN, commands.UNDO, commands.REDO, commands.BACK, commands.MENU, commands.HELP)
    help_text = N_(
        "Every change that was ever made, here or on a colleague's laptop. Type a name, a date or "
        "part of a sentence to filter. Undo takes back the last change of this laptop, whichever "
        "line the cursor is on; what others changed since is left alone. Enter opens the record."
    )

    def __init__(self, services: Services, table: str = "", row: Id = "") -> None:
        super().__init__(services)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
        self._table = table
        self._row = row
        self._shown: list[Transaction] = []
        self._after: Place | None = None
        self._total = 0
        self._typing: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the journal, and all that one line did."""
        with Container(id="history"):
            yield FilterList(_columns(), placeholder=_("Who, what, when"))
            yield Static(markup=False, id="detail")

    def on_mount(self) -> None:
        """Take the letters."""
        self._list.focus()

    @property
    def _list(self) -> FilterList:
        return self.query_one(FilterList)

    def title_now(self) -> str:
        """Return whose history it is."""
        if not self._row:
            return super().title_now()
        if self._table == "hours_entry":
            return _("History of these hours")
        name = self.services.records.label(self._table, self._row)
        kind = _(TABLES[self._table].label)
        return _("History: {kind} {name}", kind=kind, name=name)

    def reload(self) -> None:
        """Read the newest changes again."""
        self._list.table.show_columns(_columns())
        if not self._row:
            self._total = self.services.history.total()
        self._begin()

    def on_filter_list_filter_changed(self, event: FilterList.FilterChanged) -> None:
        """Leave the changes that have the typed words, once a word is typed to its end."""
        event.stop()
        self._stop_waiting()
        # A rare word is looked for far back: not anew for each of its letters.
        self._typing = self.set_timer(_TYPING, self._begin)

    def _stop_waiting(self) -> bool:
        """Tell whether the list waits for the end of what is typed, and let it wait no more."""
        waits, self._typing = self._typing, None
        if waits is not None:
            waits.stop()
        return waits is not None

    def _begin(self) -> None:
        self._stop_waiting()
        self._after = None
        if self._row:
            self._shown = self.services.history.of_row(self._row, self._list.text)
            self._show(cursor=0)
            return
        self._shown = []
        self._more(cursor=0)

    def _more(self, cursor: int | None = None) -> None:
        """Read the next page."""
        page = self.services.history.page(self._list.text, self._after, _PAGE)
        self._shown += page.transactions
        self._after = page.after
        status = ""
        if page.after and page.back_to and self._list.text:
            status = _("looked back to {day}", day=day(page.back_to.date()))
        self._show(cursor)
        self.query_one(TitleBar).status = status

    def _show(self, cursor: int | None) -> None:
        rows = [_cells(transaction) for transaction in self._shown]
        empty = _("Nothing has these words.") if self._list.text else _("Nothing was changed yet.")
        self._list.show_rows(ListRows(rows), self._total or len(rows), cursor=cursor, empty=empty)
        self._show_detail(self._list.table.cursor)

    def _show_detail(self, index: int) -> None:
        said = Text()
        if index < len(self._shown):
            said = _detail(self._shown[index], self._whole(self._shown[index]))
        self.query_one("#detail", Static).update(said)

    def _whole(self, transaction: Transaction) -> list[str]:
        """Return all sentences of a transaction; a list has only the first ones."""
        if self._row or transaction.operations <= len(transaction.sentences):
            return [say(sentence) for sentence in transaction.sentences]
        found = self.services.history.sentences(transaction.device, transaction.tx)
        return [say(sentence) for sentence in found]

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Show the whole change, and read on before the end is reached."""
        event.stop()
        self._show_detail(event.index)
        if self._after and event.index >= len(self._shown) - _NEAR_THE_END:
            self._more()

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Open the first of the records that were changed and have a screen of their own."""
        event.stop()
        index = event.index
        if self._stop_waiting():
            self._begin()
            index = 0
        for table, row in self._shown[index].rows if index < len(self._shown) else ():
            scope = self.services.history.opens(table, row)
            if scope is not None:
                self.post_message(OpenRecord(*scope))
                return
        self.app.bell()

    def action_back(self) -> None:
        """Go back to the record, or to today."""
        if self._row:
            self.dismiss(None)
        else:
            self.post_message(GoTo(commands.TODAY.id))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("When"), width=17),
        Column(_("Who"), width=18),
        Column("", width=1),
        Column(_("What"), share=1),
    )


def _cells(transaction: Transaction) -> tuple[Cell, ...]:
    when = f"{day(transaction.at.date())} {transaction.at:%H:%M}"
    said = say(transaction.sentences[0]) if transaction.sentences else ""
    more = transaction.operations - 1
    if more > 0:
        said = _("{said} (+{more})", said=said, more=more)
    mark: Cell = _MARKS.get(transaction.kind, "" if transaction.here else Toned("↓", "muted"))
    return when, transaction.who, mark, said


def _detail(transaction: Transaction, sentences: list[str]) -> Text:
    said = Text("\n".join(sentences))
    about = [f"{transaction.who}, {day(transaction.at.date())} {transaction.at:%H:%M:%S}"]
    if transaction.file_name:
        about.append(_("Brought in with {name}", name=transaction.file_name))
    if transaction.kind:
        about.append(_("Undone here") if transaction.kind == "undo" else _("Done again here"))
    if transaction.operations > 1:
        about.append(_n("One change", "{count} changes", transaction.operations))
    said.append("\n" + " · ".join(about), style="italic")
    return said
