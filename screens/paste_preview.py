"""Whose hours a pasted list would become, before any of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.period_words import period_words
from ave_tui.i18n import _, _n
from ave_tui.i18n import said as said_of
from ave_tui.keys import BACK, KEEP, key_line
from ave_tui.widgets.cells import Toned, one_line
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.prose import Prose
from ave_tui.widgets.rows import ListRows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.pasting import PastedLine, Plan
    from ave_tui.widgets.rows import Cell


class PastePreviewScreen(ModalScreen[bool]):
    """Enter keeps the lines that belong to somebody; Escape leaves everything as it was."""

    DEFAULT_CSS = """
    PastePreviewScreen { align: center middle; }
    PastePreviewScreen > Vertical {
        width: 90%; max-width: 110; height: auto; max-height: 90%;
        border: round $accent; background: $surface; padding: 0 1;
    }
    PastePreviewScreen LineTable { height: auto; max-height: 16; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)

    def __init__(self, understood: Plan, names: Mapping[int, str]) -> None:
        super().__init__()
        self._plan = understood
        self._names = names

    def compose(self) -> ComposeResult:
        """Yield what was understood, line by line."""
        lines = self._plan.lines
        found = sum(line.row is not None for line in lines)
        said = [_n("One line is pasted.", "{count} lines are pasted.", len(lines))]
        if found < len(lines):
            said.append(
                _n(
                    "One belongs to nobody here and is left out.",
                    "{count} belong to nobody here and are left out.",
                    len(lines) - found,
                )
            )
        if self._plan.periods:
            periods = [said_of(period_words(str(each))) for each in self._plan.periods if each]
            said.append(_("Periods by the heading: {periods}.", periods=", ".join(periods)))
        with Vertical() as window:
            window.border_subtitle = key_line(KEEP, BACK)
            yield Static(Text(_("Whose hours are these?"), style="bold"), markup=False)
            yield Static(Prose(" ".join(said)), markup=False)
            columns = (
                Column("", width=1),
                Column(_("Pasted"), share=2),
                Column(_("Row"), share=2),
                Column(_("Hours"), share=2),
            )
            yield LineTable(columns, ListRows([self._row(line) for line in lines]))

    def on_mount(self) -> None:
        """Let the arrows walk through the lines."""
        table = self.query_one(LineTable)
        table.styles.height = min(16, len(self._plan.lines) + 1)
        table.focus()

    def _row(self, line: PastedLine) -> tuple[Cell, ...]:
        figures = " · ".join(cell for cell in line.cells if cell)
        name = one_line(line.name)
        if line.row is not None:
            return Toned("✓", "success"), name, one_line(self._names[line.row]), figures
        why = _("several rows") if line.alike else _("nobody is called so")
        return Toned("✗", "warning"), name, Toned(why, "warning"), Toned(figures, "muted")

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Keep what belongs to somebody."""
        event.stop()
        self.dismiss(any(line.row is not None for line in self._plan.lines))

    def action_back(self) -> None:
        """Leave everything as it was."""
        self.dismiss(False)
