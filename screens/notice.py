"""Something to have read once: Enter or Escape goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from ave_tui.i18n import _
from ave_tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class NoticeScreen(ModalScreen[None]):
    """What happened, and what to do about it."""

    DEFAULT_CSS = """
    NoticeScreen { align: center middle; }
    NoticeScreen > Vertical {
        width: 70; max-width: 100%; height: auto; max-height: 90%;
        border: round $warning; background: $surface; padding: 0 1;
    }
    NoticeScreen #on { width: 1fr; text-align: right; color: $text-muted; margin: 1 0 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("enter,escape", "dismiss")]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Yield the sentences and the way on."""
        with Vertical():
            yield Static(Text(self._title, style="bold"), markup=False)
            yield Static(Prose(self._text), markup=False)
            yield Static(_("Enter goes on"), markup=False, id="on")

    def on_click(self) -> None:
        """Go on."""
        self.dismiss()
