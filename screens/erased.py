"""After an erasure: copies that still hold the person, and texts to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n
from ave_tui.widgets.cells import Toned
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.prose import Prose
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.navigation import OpenRecord
from screens.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.mention import Mention
    from ave_tui.services.privacy import Renewed
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.rows import Cell


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, and what Enter does on it: renews the copies, or opens a record."""

    cells: tuple[Cell, ...]
    renews: bool = False
    mention: Mention | None = None


class ErasedScreen(AveScreen[None]):
    """Lists what is left to the user."""

    DEFAULT_CSS = """
    ErasedScreen {
        & #about { height: auto; max-height: 9; padding: 0 1; background: $surface; }
        & LineTable { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)
    title_text = N_("Erased for good")
    bar = (commands.OPEN, commands.BACK, commands.HELP)
    help_text = N_(
        "The person is erased. Enter on the line of copies makes a fresh copy, checks it, and "
        "removes those that still hold the person. Enter on a text opens its record, so that you "
        "can look whether it means the person. Files you gave away before still hold the person."
    )
    takes_undo = False

    def __init__(self, services: Services, mentions: Sequence[Mention]) -> None:
        super().__init__(services)
        self._mentions = mentions
        self._lines: list[_Line] = []

    def compose_body(self) -> ComposeResult:
        """Yield what is said, and the lines."""
        yield Static(markup=False, id="about")
        yield LineTable()

    def on_mount(self) -> None:
        """Take the arrows."""
        self.query_one(LineTable).focus()

    def reload(self) -> None:
        """Look at the copies again."""
        self.query_one("#about", Static).update(
            Prose(
                _(
                    "The person is erased here. Your next exchange file erases them on your "
                    "colleagues' laptops. Exchange files made before, on sticks or in mails, still "
                    "hold the person: delete them. What you change in a text below, its earlier "
                    "wording stays in the history."
                )
            )
        )
        self._lines = list(self._all())
        table = self.query_one(LineTable)
        table.show_columns((Column("", width=1), Column(_("What"), share=1), Column("", share=1)))
        table.show_rows(
            ListRows([line.cells for line in self._lines]), empty=_("Nothing is left to do.")
        )

    def _all(self) -> Iterator[_Line]:
        copies = self.services.privacy.copies()
        if copies.telling:
            said = _n(
                "A copy holds the person",
                "{count} copies hold the person",
                len(copies.telling),
            )
            renew = _("Enter renews them")
            yield _Line((Toned("!", "warning"), said, renew), renews=True)
        for path in copies.unread:
            said = _("It can't be opened: nobody knows whether it holds the person")
            yield _Line((Toned("!", "warning"), path.name, said))
        for mention in self._mentions:
            kind = _(TABLES[mention.table].label)
            field = _(TABLES[mention.table].field(mention.field).label)
            label = self.services.privacy.label(mention)
            said = _("The name stands in “{field}”", field=field)
            yield _Line((Toned("?", "accent"), f"{kind} {label}", said), mention=mention)

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Renew the copies, or open the record."""
        event.stop()
        if event.index >= len(self._lines):
            self.app.bell()
            return
        line = self._lines[event.index]
        if line.renews:
            renew = self.services.privacy.renew_copies
            wait_for(self, _("Making a fresh copy"), renew, self._renewed, self.tell)
            return
        scope = line.mention and self.services.history.opens(line.mention.table, line.mention.row)
        if scope:
            self.post_message(OpenRecord(*scope))
        else:
            self.app.bell()

    def _renewed(self, renewed: Renewed) -> None:
        self.reload()
        self.tell_done(
            _n(
                "A fresh copy is made; one old copy is removed.",
                "A fresh copy is made; {count} old copies are removed.",
                renewed.removed,
            )
        )

    def action_back(self) -> None:
        """Go back to the record."""
        self.dismiss(None)
