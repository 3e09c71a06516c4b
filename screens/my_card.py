"""My card, to give to a colleague: the first step of getting to know each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Center
from textual.screen import ModalScreen
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.laptops import short
from ave_tui.domain.schema import Field, Kind
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.services.exchange_places import path_of
from ave_tui.widgets.columns import Column
from ave_tui.widgets.form import FormField
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.prose import Prose
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.small_form import SmallFormScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from ave_tui.domain.schema import Values
    from ave_tui.services.workspace import Services


class QrScreen(ModalScreen[None]):
    """A card as a square that a phone reads; any key leaves it."""

    DEFAULT_CSS = """
    QrScreen { align: center middle; }
    QrScreen Static { width: auto; max-width: 100%; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,space", "dismiss", show=False)]

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def compose(self) -> ComposeResult:
        """Yield the square; a smaller one, of blocks that not every font has, where it must be."""
        from ave_tui.services.qr import qr_lines, small_qr_lines

        lines, said = qr_lines(self._code), ""
        if len(lines) > self.app.size.height:
            lines = small_qr_lines(self._code)
            said = _("No square, or one with gaps? Enlarge the window: it is drawn otherwise then.")
        # Black on white whatever the colours: a phone wants it so.
        square = Text("\n".join(lines), style="#000000 on #ffffff")
        yield Center(Static(square, markup=False))
        if said:
            yield Center(Static(Prose(said), markup=False))


class MyCardScreen(AveScreen[bool]):
    """Shows whose card it is and hands it out; returns whether to go on to the colleague's."""

    DEFAULT_CSS = """
    MyCardScreen {
        & #card { height: auto; padding: 1 2; }
        & LineTable { height: 1fr; margin: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)
    title_text = N_("My card (1 of 3)")
    bar = (commands.OPEN, commands.BACK, commands.HELP)
    help_text = N_(
        "Your card says who you are, and lets colleagues make files that only your laptop can "
        "open. Nothing in it is secret: send it by mail, on a stick, or let a phone read it. Your "
        "colleague gives you theirs; then both of you read twenty digits to each other, once."
    )
    takes_undo = False

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._does: list[Callable[[], None]] = []

    def compose_body(self) -> ComposeResult:
        """Yield the card, and what can be done with it."""
        yield Static(markup=False, id="card")
        yield LineTable()

    def on_mount(self) -> None:
        """Take the arrows."""
        self.query_one(LineTable).focus()

    def reload(self) -> None:
        """Show the card as it is now."""
        card = self.services.trust.my_card()
        about = _(
            "This is what your colleague gets. Nothing in it is secret: mail it, or hand it over "
            "on a stick. Ask for theirs in return."
        )
        structure = card.structure or _("no structure yet: I join")
        number = _("laptop {number}", number=short(card.device))
        said = "\n".join((card.name, structure, number, "", about))
        self.query_one("#card", Static).update(Prose(said))
        rows = [
            (_("Put my card into a file"), self._ask_path),
            (_("Let a phone read it"), self._show_square),
            (_("Go on to my colleague's card"), self._go_on),
        ]
        if self.services.trust.may_be_called:
            rows.insert(0, (_("My name: {name}", name=card.name), self._ask_name))
        self._does = [does for _said, does in rows]
        table = self.query_one(LineTable)
        table.show_columns((Column(""),))
        table.show_rows(ListRows([(said,) for said, _does in rows]))

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Do what the line says."""
        event.stop()
        self._does[event.index]()

    def _ask_name(self) -> None:
        def keep(values: Values) -> None:
            self.services.trust.call_me(str(values["name"] or ""))

        name = FormField(
            Field("name", Kind.TEXT, N_("My name"), required=True), self.services.trust.said_name
        )
        about = _("Your colleague will see it on your card.")
        self.app.push_screen(SmallFormScreen(_("My name"), about, [name], keep))

    def _ask_path(self) -> None:
        trust, places = self.services.trust, self.services.exchange_places

        def keep(values: Values) -> None:
            typed = str(values["path"] or "")
            path = trust.write_card(path_of(typed) or Path(typed))
            places.remember(path)
            self.tell_done(_("{path}: the card of {name}.", path=path, name=trust.my_name))
            table = self.query_one(LineTable)
            table.cursor = table.count - 1

        folder = places.suggested_folder()
        path = FormField(
            Field("path", Kind.TEXT, N_("File"), required=True),
            str(folder / trust.suggested_name()),
        )
        self.app.push_screen(SmallFormScreen(_("Put my card into a file"), "", [path], keep))

    def _show_square(self) -> None:
        self.app.push_screen(QrScreen(self.services.trust.my_card().code()))

    def _go_on(self) -> None:
        self.dismiss(True)

    def action_back(self) -> None:
        """Leave it at that."""
        self.dismiss(False)
