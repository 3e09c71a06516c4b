"""The menu: every command that can be given here and every record, found by any letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.screen import ModalScreen

from ave_tui import commands
from ave_tui.commands import Command
from ave_tui.domain.folding import fold
from ave_tui.i18n import _
from ave_tui.keys import BACK, CHOOSE, key_line
from ave_tui.widgets.cells import Toned, one_line
from ave_tui.widgets.columns import Column
from ave_tui.widgets.filter_list import FilterList
from ave_tui.widgets.rows import ListRows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.services.finding import Found
    from ave_tui.widgets.line_table import LineTable
    from ave_tui.widgets.rows import Cell


class Menu(ModalScreen["Command | Found | None"]):
    """Shows commands with their keys, and records; returns the chosen one."""

    DEFAULT_CSS = """
    Menu { align: center middle; }
    Menu > FilterList {
        width: 76; max-width: 100%; height: 80%; max-height: 24;
        border: round $accent; background: $surface;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)

    def __init__(self, offered: Sequence[Command], find: Callable[[str], Sequence[Found]]) -> None:
        super().__init__()
        self._offered = list(offered)
        self._find = find
        self._shown: list[Command | Found] = []

    def compose(self) -> ComposeResult:
        """Yield the list."""
        found = FilterList(
            (
                Column(_("Command"), share=2),
                Column("", share=3),
                Column(_("Key"), width=7, align="right"),
            ),
            placeholder=_("Type a command, a name, a contract"),
            empty=_("Nothing is called so."),
        )
        found.border_subtitle = key_line(CHOOSE, BACK)
        yield found

    def on_mount(self) -> None:
        """Show every command and take the letters."""
        self._show("")
        self.query_one(FilterList).focus()

    def on_filter_list_filter_changed(self, event: FilterList.FilterChanged) -> None:
        """Leave what has all the typed words."""
        self._show(event.text)

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Return what is under the cursor."""
        if self._shown:
            self.dismiss(self._shown[event.index])

    def action_back(self) -> None:
        """Leave without anything."""
        self.dismiss(None)

    def _show(self, typed: str) -> None:
        words = fold(typed).split()
        # Whoever types a name means what is called so, not a command whose explanation has it.
        called: list[Command | Found] = []
        explained: list[Command | Found] = []
        for command in self._offered:
            name = fold(command.shown_label)
            whole = f"{name} {fold(command.shown_help)}"
            if all(word in name for word in words):
                called.append(command)
            elif all(word in whole for word in words):
                explained.append(command)
        records = self._find(typed)
        self._shown = [*called, *records, *explained]
        rows = [_row(each) for each in self._shown]
        total = len(self._offered) + len(records)
        self.query_one(FilterList).show_rows(ListRows(rows), total, cursor=0)


def _row(found: Command | Found) -> tuple[Cell, ...]:
    if isinstance(found, Command):
        return Text(found.shown_label, style="bold"), found.shown_help, found.shown_key
    about = " · ".join(filter(None, (_(found.kind), one_line(found.about))))
    return Text(one_line(found.name), style="bold"), Toned(about, "muted"), ""
