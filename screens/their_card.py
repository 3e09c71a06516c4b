"""A colleague's card: the second step. A file that lies in the usual places, or a pasted card."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ave_tui import commands
from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.sync.card import CARD_SUFFIX, Card, read_card
from ave_tui.widgets.filter_list import FilterList
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.file_choice import file_columns, file_rows, wanted_files

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.services.exchange_places import FoundFile
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.line_table import LineTable


class TheirCardScreen(AveScreen[Card | None]):
    """Finds a card; returns it, or None when it was left."""

    DEFAULT_CSS = """
    TheirCardScreen FilterList { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)
    title_text = N_("My colleague's card (2 of 3)")
    bar = (commands.OPEN, commands.BACK, commands.HELP)
    help_text = N_(
        "Choose the file of your colleague's card (.avecard), type or paste its path, or paste the "
        "card itself out of a message. Nothing is trusted yet: the digits come next."
    )
    takes_undo = False

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._places = services.exchange_places
        self._all: list[FoundFile] = []
        self._shown: list[FoundFile] = []

    def compose_body(self) -> ComposeResult:
        """Yield the list of cards."""
        yield FilterList(
            file_columns(),
            placeholder=_("Letters of its name, the path of a file, or a pasted card"),
            empty=_("No card here: type or paste the path of a file, or the card itself."),
        )

    def on_mount(self) -> None:
        """Look where files usually lie."""
        self._all = self._places.files(CARD_SUFFIX)
        self._show("")
        self.query_one(FilterList).focus()

    def on_filter_list_filter_changed(self, event: FilterList.FilterChanged) -> None:
        """Leave the files that are meant; a pasted card is taken at once."""
        event.stop()
        if event.text.lstrip().startswith("{"):
            self._paste(event.text)
            return
        self._show(event.text)

    def _paste(self, text: str) -> None:
        try:
            card = read_card(text)
        except AveError as error:
            # While it is typed letter by letter it is not one yet.
            if text.rstrip().endswith("}"):
                self.tell(error)
            return
        self.dismiss(card)

    def _show(self, text: str) -> None:
        self._shown = wanted_files(self._places, self._all, text, CARD_SUFFIX)
        rows = file_rows(self._shown)
        total = max(len(self._all), len(rows))
        self.query_one(FilterList).show_rows(ListRows(rows), total, cursor=0)

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Read the card."""
        event.stop()
        path = self._shown[event.index].path
        try:
            card = self.services.trust.read(path)
        except AveError as error:
            self.tell(error)
            return
        self._places.remember(path)
        self.dismiss(card)

    def action_back(self) -> None:
        """Leave without a card."""
        self.dismiss(None)
