"""The journal as a list: its pages, what is chosen and typed, and all of the line one is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual.containers import Container
from textual.widgets import Static

from ave_tui.domain.schema import TABLES
from ave_tui.i18n import _, day, say
from ave_tui.services.history_filter import HistoryFilter
from ave_tui.services.history_told import IMPORT
from ave_tui.widgets.filter_list import FilterList
from ave_tui.widgets.rows import ListRows
from ave_tui.widgets.title_bar import TitleBar
from screens.base import AveScreen
from screens.history_lines import can, cells, columns, detail
from screens.history_sieve import words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from ave_tui.domain.schema import Id
    from ave_tui.services.history_told import Place, Transaction
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.line_table import LineTable

_PAGE: Final = 100
_NEAR_THE_END: Final = 10
_TYPING: Final = 0.2
"""Seconds without a key after which a word is taken for typed."""


class HistoryList(AveScreen[None]):
    """The journal of changes, newest first, a page at a time, as far as it is chosen."""

    DEFAULT_CSS = """
    HistoryList {
        & #history { layout: vertical; height: 1fr; }
        & FilterList { height: 1fr; }
        & #detail { height: 6; padding: 0 1; background: $surface; overflow-y: auto; }
        & ToastRack { margin-bottom: 7; }
        &.-wide #history { layout: horizontal; }
        &.-wide FilterList { width: 1fr; }
        &.-wide #detail { width: 44; height: 1fr; padding: 1; }
    }
    """

    def __init__(self, services: Services, table: str = "", row: Id = "") -> None:
        super().__init__(services)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
        self._table = table
        self.row = row
        self.shown: list[Transaction] = []
        self._after: Place | None = None
        self.only = HistoryFilter()
        """What is shown of it."""
        self._total = 0
        self._typing: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the journal, and all that one line did."""
        with Container(id="history"):
            yield FilterList(columns(), placeholder=_("Who, what, when"))
            yield Static(markup=False, id="detail")

    def on_mount(self) -> None:
        """Take the letters."""
        self.journal.focus()

    @property
    def journal(self) -> FilterList:
        """The lines and the filter above them."""
        return self.query_one(FilterList)

    def title_now(self) -> str:
        """Return whose history it is."""
        if not self.row:
            return super().title_now()
        if self._table == "hours_entry":
            return _("History of these hours")
        name = self.services.records.label(self._table, self.row)
        kind = _(TABLES[self._table].label)
        return _("History: {kind} {name}", kind=kind, name=name)

    def reload(self) -> None:
        """Read the newest changes again."""
        self.journal.table.show_columns(columns())
        if not self.row:
            self._total = self.services.history.total(self.only)
        here, length = self.line, len(self.shown)
        self.begin()
        if here is not None:
            self._return_to(here, length)

    def _return_to(self, line: Transaction, length: int) -> None:
        """Go back to a line where it is still there, so far down as was read before."""
        while True:
            places = [each.place for each in self.shown]
            if line.place in places:
                self.journal.table.cursor = places.index(line.place)
                self._show_detail(self.journal.table.cursor)
                return
            if self._after is None or len(self.shown) >= length:
                return
            self._more()

    def on_filter_list_filter_changed(self, event: FilterList.FilterChanged) -> None:
        """Leave the changes that have the typed words, once a word is typed to its end."""
        event.stop()
        self.stop_waiting()
        # A rare word is looked for far back: not anew for each of its letters.
        self._typing = self.set_timer(_TYPING, self.begin)

    def stop_waiting(self) -> bool:
        """Tell whether the list waits for the end of what is typed, and let it wait no more."""
        waits, self._typing = self._typing, None
        if waits is not None:
            waits.stop()
        return waits is not None

    def begin(self) -> None:
        """Show the newest lines that fit what is typed and chosen."""
        self.stop_waiting()
        self._after = None
        if self.row:
            self.shown = self.services.history.of_row(self.row, self.journal.text, self.only)
            self._show(cursor=0)
            self._show_status("")
            return
        self.shown = []
        self._more(cursor=0)

    def _more(self, cursor: int | None = None) -> None:
        """Read the next page."""
        page = self.services.history.page(self.journal.text, self._after, _PAGE, self.only)
        self.shown += page.transactions
        self._after = page.after
        status = ""
        if page.after and page.back_to and self.journal.text:
            status = _("looked back to {day}", day=day(page.back_to.date()))
        self._show(cursor)
        self._show_status(status)

    def _show_status(self, looked: str) -> None:
        said = (words(self, self.only), looked)
        self.query_one(TitleBar).status = " · ".join(filter(None, said))

    def _show(self, cursor: int | None) -> None:
        rows = [cells(transaction) for transaction in self.shown]
        empty = (
            _("Nothing has these words.") if self.journal.text else _("Nothing was changed yet.")
        )
        if not self.only.is_open and not self.journal.text:
            empty = _("No change fits what was chosen; Esc shows everything again.")
        self.journal.show_rows(ListRows(rows), self._total or len(rows), cursor=cursor, empty=empty)
        self._show_detail(self.journal.table.cursor)

    def _show_detail(self, index: int) -> None:
        said = Text()
        if index < len(self.shown):
            shown = self.shown[index]
            said = detail(shown, self._whole(shown), can(shown))
        self.query_one("#detail", Static).update(said)

    def _whole(self, transaction: Transaction) -> list[str]:
        """Return all sentences of a transaction; a list has only the first ones."""
        if (
            self.row
            or transaction.kind == IMPORT
            or transaction.operations <= len(transaction.sentences)
        ):
            return [say(sentence) for sentence in transaction.sentences]
        found = self.services.history.sentences(transaction.device, transaction.tx)
        return [say(sentence) for sentence in found]

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Show the whole change, and read on before the end is reached."""
        event.stop()
        self._show_detail(event.index)
        if self._after and event.index >= len(self.shown) - _NEAR_THE_END:
            self._more()

    @property
    def line(self) -> Transaction | None:
        """The line under the cursor."""
        index = self.journal.table.cursor
        return self.shown[index] if index < len(self.shown) else None

    def choose(self, only: HistoryFilter) -> None:
        """Show only what fits."""
        self.only = only
        self.reload()
