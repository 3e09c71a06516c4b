"""F1: what this screen is for, and every key that works on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from ave_tui import commands
from ave_tui.i18n import _
from ave_tui.keys import BACK, key_line
from ave_tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.commands import Command


class HelpScreen(ModalScreen[None]):
    """A page of text; any of F1, Escape and Enter leaves it."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll {
        width: 78; max-width: 100%; height: auto; max-height: 90%;
        border: round $accent; background: $surface; padding: 0 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,f1,enter", "dismiss"),
    ]

    def __init__(self, title: str, about: str, keys: Sequence[Command]) -> None:
        super().__init__()
        self._title = title
        self._about = about
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Yield the page."""
        keys = Table.grid(padding=(0, 2, 0, 0))
        keys.add_column(justify="right", style="bold", no_wrap=True)
        for command in self._keys:
            told = _("{name}: {help}", name=command.shown_label, help=command.shown_help)
            keys.add_row(Text(_keys_of(command)), Prose(told))
        with VerticalScroll() as page:
            page.border_subtitle = key_line(BACK)
            yield Static(Text(self._title + "\n", style="bold"), markup=False)
            if self._about:
                yield Static(Prose(self._about + "\n"), markup=False)
            yield Static(keys, markup=False)

    def on_mount(self) -> None:
        """Take the arrows, so that a long page scrolls."""
        self.query_one(VerticalScroll).focus()


def _keys_of(command: Command) -> str:
    return ", ".join(commands.key_name(key) for key in command.keys)
