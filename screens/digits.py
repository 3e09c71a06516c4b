"""The twenty digits: the third step, read to each other on the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.console import Group
from rich.text import Text
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.prose import Prose
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.services.workspace import Services
    from ave_tui.sync.card import Card


class DifferentDigitsError(AveError):
    """Somebody stands between the two."""

    def __init__(self, name: str) -> None:
        super().__init__(
            N_("The card of {name} was not trusted."),
            N_("One of the two cards is not the right one: exchange them again, another way."),
            name=name,
        )


class DigitsScreen(AveScreen[bool]):
    """Shows a card with the digits; returns whether it is trusted now."""

    DEFAULT_CSS = """
    DigitsScreen {
        & #digits { height: auto; padding: 1 2; }
        & LineTable { height: 1fr; margin: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)
    title_text = N_("The twenty digits (3 of 3)")
    bar = (commands.OPEN, commands.BACK, commands.HELP)
    help_text = N_(
        "Ring your colleague up at a number that you know. Their screen shows twenty digits too, "
        "once they have chosen your card. Only if all twenty are the same is nobody between you: "
        "then say so, and so do they. You do this once for each colleague, or once with your head "
        "office, which vouches for everybody on its list."
    )
    takes_undo = False

    def __init__(self, services: Services, card: Card, digits: str) -> None:
        super().__init__(services)
        self._card = card
        self._digits = digits

    def compose_body(self) -> ComposeResult:
        """Yield the card, the digits, and the answers."""
        yield Static(markup=False, id="digits")
        yield LineTable()

    def on_mount(self) -> None:
        """Take the arrows; the first answer changes nothing."""
        self.query_one(LineTable).focus()

    def reload(self) -> None:
        """Show the digits in the language in use."""
        card = self._card
        lines = [card.name, card.structure or _("no structure yet: they join")]
        if card.is_office:
            lines.append(_("Head office: whoever is on its list will be trusted too."))
        asked = _("Ring {name} up. Does their screen show these digits?", name=card.name)
        groups = Text("\n    " + "   ".join(self._digits.split(" ")) + "\n", style="bold")
        shown = Group(Prose("\n".join(lines), "bold"), Prose(f"\n{asked}"), groups)
        self.query_one("#digits", Static).update(shown)
        table = self.query_one(LineTable)
        table.show_columns((Column(""),))
        rows = [
            (_("We have not compared them yet"),),
            (_("All twenty are the same: I trust this card"),),
            (_("They differ"),),
        ]
        table.show_rows(ListRows(rows))

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Take the answer."""
        event.stop()
        match event.index:
            case 1:
                self._trust()
            case 2:
                self.tell(DifferentDigitsError(self._card.name))
                self.dismiss(False)
            case _:
                self.dismiss(False)

    def _trust(self) -> None:
        try:
            self.services.trust.trust(self._card)
        except AveError as error:
            self.tell(error)
            return
        self.tell_done(_("The card of {name} is trusted now.", name=self._card.name))
        self.dismiss(True)

    def action_back(self) -> None:
        """Trust nobody."""
        self.dismiss(False)
