"""The menu: every command that can be given here, found by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.screen import ModalScreen

from ave_tui import commands
from ave_tui.domain.folding import fold
from ave_tui.i18n import _
from ave_tui.keys import BACK, CHOOSE, key_line
from ave_tui.widgets.columns import Column
from ave_tui.widgets.filter_list import FilterList
from ave_tui.widgets.rows import ListRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.commands import Command
    from ave_tui.widgets.line_table import LineTable


class Menu(ModalScreen["Command | None"]):
    """Shows commands with their keys; returns the chosen one."""

    DEFAULT_CSS = """
    Menu { align: center middle; }
    Menu > FilterList {
        width: 76; max-width: 100%; height: 80%; max-height: 24;
        border: round $accent; background: $surface;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)

    def __init__(self, offered: Sequence[Command]) -> None:
        super().__init__()
        self._offered = list(offered)
        self._shown = self._offered

    def compose(self) -> ComposeResult:
        """Yield the list of commands."""
        found = FilterList(
            (
                Column(_("Command"), width=20),
                Column("", share=1),
                Column(_("Key"), width=7, align="right"),
            ),
            placeholder=_("Type a command"),
            empty=_("No command is called so."),
        )
        found.border_subtitle = key_line(CHOOSE, BACK)
        yield found

    def on_mount(self) -> None:
        """Show everything and take the letters."""
        self._show("")
        self.query_one(FilterList).focus()

    def on_filter_list_filter_changed(self, event: FilterList.FilterChanged) -> None:
        """Leave only commands that have all the typed words in name or explanation."""
        self._show(event.text)

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Return the command under the cursor."""
        if self._shown:
            self.dismiss(self._shown[event.index])

    def action_back(self) -> None:
        """Leave without a command."""
        self.dismiss(None)

    def _show(self, typed: str) -> None:
        words = fold(typed).split()
        found = [
            command
            for command in self._offered
            if all(word in fold(f"{command.shown_label} {command.shown_help}") for word in words)
        ]
        # Whoever types a name means the command of that name, not one whose explanation has it.
        self._shown = sorted(
            found, key=lambda command: not all(w in fold(command.shown_label) for w in words)
        )
        rows = [
            (
                Text(command.shown_label, style="bold"),
                command.shown_help,
                command.shown_key,
            )
            for command in self._shown
        ]
        self.query_one(FilterList).show_rows(ListRows(rows), len(self._offered), cursor=0)
