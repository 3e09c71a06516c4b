"""One choice among a few: shown while the cursor walks over it, kept with Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from ave_tui import commands
from ave_tui.keys import BACK, CHOOSE, key_line
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.rows import ListRows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType


class ChoiceScreen(ModalScreen[str | None]):
    """Returns the chosen code, or None when it was left."""

    DEFAULT_CSS = """
    ChoiceScreen { align: center middle; }
    ChoiceScreen > Vertical {
        width: 60; max-width: 100%; height: auto; max-height: 90%;
        border: round $accent; background: $surface; padding: 0 1;
    }
    ChoiceScreen LineTable { height: auto; max-height: 16; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)

    def __init__(
        self,
        question: str,
        options: Sequence[tuple[str, str]],
        current: str = "",
        show: Callable[[str], None] = lambda _: None,
    ) -> None:
        super().__init__()
        self._question = question
        self._codes = [code for code, _ in options]
        self._labels = [label for _, label in options]
        self._current = current
        self._show = show

    def compose(self) -> ComposeResult:
        """Yield the question and the options."""
        with Vertical() as window:
            window.border_subtitle = key_line(CHOOSE, BACK)
            yield Static(Text(self._question, style="bold"), markup=False)
            yield LineTable([Column("")], ListRows([(label,) for label in self._labels]))

    def on_mount(self) -> None:
        """Begin on what holds now."""
        table = self.query_one(LineTable)
        table.styles.height = min(16, len(self._codes) + 1)
        if self._current in self._codes:
            table.cursor = self._codes.index(self._current)
        table.focus()

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Show what it would be like."""
        event.stop()
        self._show(self._codes[event.index])

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Keep it."""
        event.stop()
        self.dismiss(self._codes[event.index])

    def action_back(self) -> None:
        """Leave all as it was."""
        self._show(self._current)
        self.dismiss(None)
