"""Exchange: make a file, bring one in, settle what laptops disagree on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n
from ave_tui.sync.admission import UnknownSenderError
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.exchange_lines import ExchangeLine, lines
from screens.export_form import ExportFormScreen
from screens.file_choice import FileChoiceScreen
from screens.meeting import meet
from screens.navigation import GoTo
from screens.preview import PreviewScreen
from screens.recipients import Recipients, RecipientsScreen
from screens.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.services.exchange import Exported, Preview
    from ave_tui.services.workspace import Services


class ExchangeScreen(AveScreen[None]):
    """What can be sent and taken in, what disagrees, and what went and came before."""

    DEFAULT_CSS = """
    ExchangeScreen {
        & LineTable { height: 1fr; }
        & #about { height: 4; padding: 0 1; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK, commands.NEW)
    title_text = N_("Exchange")
    bar = (commands.OPEN, commands.NEW, commands.BACK, commands.UNDO, commands.MENU, commands.HELP)
    help_text = N_(
        "Records travel in files that only those you choose can open: make one, hand it over on a "
        "stick or by mail, and bring in those of your colleagues, in any order. What a file would "
        "do is shown before it does it. Where two laptops wrote different values a line says how "
        "many, and Enter shows them. Ins makes a file."
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._lines: list[ExchangeLine] = []

    def compose_body(self) -> ComposeResult:
        """Yield the lines, and what the one under the cursor is about."""
        yield LineTable()
        yield Static(markup=False, id="about")

    def on_mount(self) -> None:
        """Take the arrows."""
        self.query_one(LineTable).focus()

    def status_now(self) -> str:
        """Return the name under which colleagues know this laptop."""
        return self.services.history.who(self.services.ledger.device)

    def reload(self) -> None:
        """Look at the records again."""
        self._lines = list(lines(self.services))
        table = self.query_one(LineTable)
        table.show_columns((Column("", width=1), Column(_("What"), share=2), Column("", share=3)))
        table.show_rows(ListRows([line.cells for line in self._lines]))
        self._show_about(table.cursor)

    def _show_about(self, index: int) -> None:
        self.query_one("#about", Static).update(self._lines[index].about)

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Say what the line is about."""
        event.stop()
        self._show_about(event.index)

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Do what the line offers."""
        event.stop()
        line = self._lines[event.index]
        match line.does:
            case "make":
                self.action_new()
            case "bring":
                self.app.push_screen(FileChoiceScreen(self.services), self._preview)
            case "people":
                self.post_message(GoTo(commands.PEOPLE.id))
            case "settle":
                self.post_message(GoTo(commands.CONFLICTS.id))
            case _:
                self.app.bell()

    def action_new(self) -> None:
        """Ask for whom and where a new file is to be, and make it."""
        try:
            people = self.services.trust.chosen()
        except AveError as error:
            self.tell(error)
            meet(self, lambda trusted: self.action_new() if trusted else None)
            return

        def choose_place(chosen: Recipients | None) -> None:
            if chosen is not None:
                self.app.push_screen(ExportFormScreen(self.services, chosen, self._made))

        self.app.push_screen(RecipientsScreen(people), choose_place)

    def _made(self, made: Exported) -> None:
        self.services.exchange_places.remember(made.path)
        self.reload()
        self.tell_done(
            _n(
                "{path}: one change, {size} kB.",
                "{path}: {count} changes, {size} kB.",
                made.operations,
                path=made.path,
                size=max(1, round(made.size / 1000)),
            )
        )

    def _preview(self, path: Path | None) -> None:
        if path is None:
            return
        exchange = self.services.exchange

        def done(brought_in: bool | None) -> None:
            if brought_in:
                self.tell_done(_("{name} is brought in.", name=path.name))

        def show(preview: Preview) -> None:
            self.app.push_screen(PreviewScreen(self.services, path, preview), done)

        title = _("Looking through the file")

        def refused(error: AveError) -> None:
            self.tell(error)
            # Whoever sent it gave their card with it: only the digits are missing.
            if isinstance(error, UnknownSenderError):
                meet(self, lambda trusted: self._preview(path) if trusted else None, error.card)

        wait_for(self, title, lambda tell: exchange.preview(path, tell), show, refused)

    def action_back(self) -> None:
        """Go back to today."""
        self.post_message(GoTo(commands.TODAY.id))
