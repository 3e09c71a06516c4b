"""What an exchange file would do, before it does it; Enter lets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n, hours
from ave_tui.services.people_words import lost_words
from ave_tui.widgets.cells import Toned
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.preview_records import PreviewRecordsScreen
from screens.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.services.exchange import Preview
    from ave_tui.services.workspace import Services


class PreviewScreen(AveScreen[bool]):
    """Shows by kind what is new, changed and withdrawn; returns whether it was brought in."""

    DEFAULT_CSS = """
    PreviewScreen {
        & #from { height: auto; max-height: 8; padding: 0 1; background: $surface; }
        & LineTable { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)
    title_text = N_("Bring in a file")
    bar = (commands.OPEN, commands.BACK, commands.HELP)
    help_text = N_(
        "Nothing has changed yet: this is what the file would do. Enter on the first line brings "
        "all of it in, on a kind of record it shows each of them, with what it holds now and "
        "would hold; Esc leaves it. Bringing a file in twice does no harm. Where you and a "
        "colleague wrote different values, both are kept and shown afterwards."
    )
    takes_undo = False

    def __init__(self, services: Services, path: Path, preview: Preview) -> None:
        super().__init__(services)
        self._path = path
        self._preview = preview

    def compose_body(self) -> ComposeResult:
        """Yield where it comes from, and what it does to each kind of record."""
        yield Static(markup=False, id="from")
        yield LineTable()

    def on_mount(self) -> None:
        """Show it, and take Enter."""
        self.query_one("#from", Static).update(about(self.services, self._path, self._preview))
        table = self.query_one(LineTable)
        table.show_columns(
            (
                Column(_("Records"), share=1),
                Column(_("Added"), width=10, align="right"),
                Column(_("Changed"), width=10, align="right"),
                Column(_("Withdrawn"), width=10, align="right"),
            )
        )
        rows = [
            (_(TABLES[t.table].plural), *(str(n or "") for n in (t.added, t.changed, t.withdrawn)))
            for t in self._preview.tables
        ]
        first = _("Bring all of it in") if rows else _("No record changes. Take note of it")
        table.show_rows(ListRows([(Toned(first, "accent"), "", "", ""), *rows]))
        table.focus()

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Bring it in, or show the records of a kind."""
        event.stop()
        if event.index == 0:
            self._bring_in()
            return
        kind = self._preview.tables[event.index - 1].table
        changes = [change for change in self._preview.records if change.table == kind]
        title = _(TABLES[kind].plural)
        self.app.push_screen(PreviewRecordsScreen(self.services, title, changes))

    def _bring_in(self) -> None:
        apply, path = self.services.exchange.apply, self._path
        title = _("Bringing in the file")
        wait_for(self, title, lambda tell: apply(path, tell), self._brought_in, self.tell)

    def _brought_in(self, _done: Preview) -> None:
        self.services.exchange_places.remember(self._path)
        self.dismiss(True)

    def action_back(self) -> None:
        """Leave the file as it is."""
        self.dismiss(False)


def about(services: Services, path: Path, preview: Preview) -> Text:
    """Return who sends what, what it does to the hours, and what is still missing."""
    history = services.history
    said = Text(path.name, style="bold")
    lines = [
        _("From {who}.", who=preview.name),
        _(
            "{new} new changes, {known} that are here already.",
            new=preview.new,
            known=preview.known,
        ),
        _(
            "Hours that count: {before} h before, {after} h after.",
            before=hours(preview.seconds_before),
            after=hours(preview.seconds_after),
        ),
    ]
    if preview.conflicts:
        lines.append(
            _n(
                "Laptops disagree on one record: both values are kept.",
                "Laptops disagree on {count} records: both values are kept.",
                preview.conflicts,
            )
        )
    if preview.held:
        missing = ", ".join(
            _(
                "{who} ({first} to {last})",
                who=history.who(gap.device),
                first=gap.first,
                last=gap.last,
            )
            for gap in preview.gaps
        )
        lines.append(
            _(
                "{held} wait for changes still missing, of {missing}: ask for a newer file.",
                held=preview.held,
                missing=missing,
            )
        )
    lines += map(lost_words, preview.revoked)
    lines.append(_("Nothing has changed yet. Esc leaves it so."))
    said.append("".join(f"\n{line}" for line in lines), style="not bold")
    return said
