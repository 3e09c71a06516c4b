"""What a file would do to each record of a kind: which fields, from what to what."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.words import N_
from ave_tui.i18n import _, said
from ave_tui.widgets.cells import Toned
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.services.previews import FieldChange, RecordChange
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.rows import Cell

_MARKS = {"added": ("+", "success"), "changed": ("~", "accent"), "withdrawn": ("−", "warning")}
_WORDS = {"added": N_("added"), "changed": N_("changed"), "withdrawn": N_("withdrawn")}


class PreviewRecordsScreen(AveScreen[None]):
    """Lists the records of one kind that a file changes."""

    DEFAULT_CSS = """
    PreviewRecordsScreen {
        & LineTable { height: 1fr; }
        & VerticalScroll { height: 8; padding: 0 1; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)
    bar = (commands.BACK, commands.HELP)
    help_text = N_(
        "Nothing has changed yet. + marks a record that the file adds, ~ one that it changes, − "
        "one that it withdraws; below stands what each field holds now and what it would hold."
    )
    takes_undo = False

    def __init__(self, services: Services, title: str, changes: Sequence[RecordChange]) -> None:
        super().__init__(services)
        self._title = title
        self._changes = changes

    def title_now(self) -> str:
        """Return which records these are."""
        return self._title

    def status_now(self) -> str:
        """Return how many there are."""
        return str(len(self._changes))

    def compose_body(self) -> ComposeResult:
        """Yield the records, and the fields of the one under the cursor."""
        yield LineTable()
        with VerticalScroll(can_focus=False):
            yield Static(markup=False, id="fields")

    def on_mount(self) -> None:
        """Show them, and take the arrows."""
        table = self.query_one(LineTable)
        columns = (Column("", width=1), Column(_("Records"), share=2), Column("", share=3))
        table.show_columns(columns)
        table.show_rows(ListRows([self._row(change) for change in self._changes]))
        table.focus()
        self._show_fields(0)

    def _row(self, change: RecordChange) -> tuple[Cell, ...]:
        fields = " · ".join(_field_text(each) for each in change.fields)
        return (Toned(*_MARKS[change.did]), said(change.called), fields)

    def _show_fields(self, index: int) -> None:
        change = self._changes[index]
        head = _("{record}: {status}", record=said(change.called), status=_(_WORDS[change.did]))
        text = Text(head, style="bold")
        text.append("".join(f"\n{_field_text(each)}" for each in change.fields), style="not bold")
        self.query_one("#fields", Static).update(text)

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Show the fields of the record under the cursor."""
        event.stop()
        self._show_fields(event.index)

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Open nothing: the record may not be here yet."""
        event.stop()
        self.app.bell()

    def action_back(self) -> None:
        """Go back to the kinds of records."""
        self.dismiss(None)


def _field_text(change: FieldChange) -> str:
    return _(
        "{field}: {before} → {after}",
        field=_(change.field),
        before=said(change.before),
        after=said(change.after),
    )
