"""A colleague's card: the second step. A file that lies in the usual places, or a pasted card."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ave_tui import commands
from ave_tui.domain.errors import AveError
from ave_tui.domain.folding import fold
from ave_tui.domain.words import N_
from ave_tui.i18n import _, day
from ave_tui.services.exchange_places import path_of
from ave_tui.sync.card import CARD_SUFFIX, Card, read_card
from ave_tui.widgets.columns import Column
from ave_tui.widgets.filter_list import FilterList
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen

if TYPE_CHECKING:
    from pathlib import Path

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
        self._cards: dict[Path, Card | None] = {}

    def compose_body(self) -> ComposeResult:
        """Yield the list of cards."""
        yield FilterList(
            (
                Column(_("Name"), share=2),
                Column(_("Structure"), share=2, gives_way=2),
                Column(_("File"), share=2),
                Column(_("Written on"), width=16, gives_way=1),
            ),
            placeholder=_("Letters of its name, the path of a file, or a pasted card"),
            empty=_("No card here: type or paste the path of a file, or the card itself."),
        )

    def on_mount(self) -> None:
        """Look where files usually lie."""
        own = self.services.trust.my_card().device
        found = self._places.files(CARD_SUFFIX)
        # One's own card lies there too, and is nobody's to choose.
        self._all = [file for file in found if not self._is_of(file, own)]
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
        self._take(card)

    def _take(self, card: Card) -> bool:
        """Go on with a card, if it may be compared; else stay for another one."""
        try:
            self.services.trust.digits(card)
        except AveError as error:
            self.tell(error)
            return False
        self.dismiss(card)
        return True

    def _show(self, text: str) -> None:
        if path_of(text) is None:
            words = fold(text).split()
            self._shown = [f for f in self._all if all(w in fold(self._said(f)) for w in words)]
        else:
            self._shown = self._places.typed(text, CARD_SUFFIX)
        rows = [self._row(file) for file in self._shown]
        total = max(len(self._all), len(rows))
        self.query_one(FilterList).show_rows(ListRows(rows), total, cursor=0)

    def _row(self, file: FoundFile) -> tuple[str, ...]:
        written = f"{day(file.at.date())} {file.at:%H:%M}"
        card = self._card(file)
        if card is None:
            return ("–", "", file.path.name, written)
        return (card.name, card.structure, file.path.name, written)

    def _said(self, file: FoundFile) -> str:
        return " ".join(self._row(file))

    def _card(self, file: FoundFile) -> Card | None:
        if file.path not in self._cards:
            try:
                self._cards[file.path] = self.services.trust.read(file.path)
            except AveError:
                # Why it is none is said to who chooses it.
                self._cards[file.path] = None
        return self._cards[file.path]

    def _is_of(self, file: FoundFile, device: str) -> bool:
        card = self._card(file)
        return card is not None and card.device == device

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Read the card."""
        event.stop()
        path = self._shown[event.index].path
        try:
            card = self.services.trust.read(path)
        except AveError as error:
            self.tell(error)
            return
        if self._take(card):
            self._places.remember(path)

    def action_back(self) -> None:
        """Leave without a card."""
        self.dismiss(None)
