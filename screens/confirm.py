"""One question before something is lost: Enter gives the answer that stands out, Escape no."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from ave_tui.i18n import _

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ConfirmScreen(ModalScreen[bool]):
    """A question with two answers that say what they do."""

    DEFAULT_CSS = """
    ConfirmScreen { align: center middle; }
    ConfirmScreen > Vertical {
        width: 64; max-width: 100%; height: auto; max-height: 90%;
        border: round $warning; background: $surface; padding: 0 1;
    }
    ConfirmScreen Horizontal { height: auto; align-horizontal: right; margin: 1 0 0 0; }
    ConfirmScreen .answer {
        margin: 0 0 0 1; text-style: none; background: $panel; color: $foreground;
    }
    ConfirmScreen .answer:focus {
        text-style: bold; background: $block-cursor-background; color: $block-cursor-foreground;
        background-tint: transparent;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer(False)", show=False),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, yes: str, no: str = "", *, wary: bool = False) -> None:
        """Ask a question.

        Args:
            question: What is asked.
            yes: The answer that does it.
            no: The answer that leaves all as it is.
            wary: What it does can't be undone: Enter by itself leaves all as it is.
        """
        super().__init__()
        self._wary = wary
        self._question = question
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        """Yield the question and its answers."""
        with Vertical():
            yield Static(self._question, markup=False)
            with Horizontal():
                yield Button(self._yes, id="yes", classes="answer", compact=True)
                yield Button(self._no or _("No (Esc)"), id="no", classes="answer", compact=True)

    def on_mount(self) -> None:
        """Enter does what was asked for, unless nothing could bring back what it takes away."""
        self.query_one("#no" if self._wary else "#yes", Button).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Give the chosen answer."""
        event.stop()
        self.action_answer(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """Give an answer."""
        self.dismiss(answer)
