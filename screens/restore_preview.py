"""What going back to a copy would do, before it does it; Enter goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.services.copies_words import comparison_lines
from ave_tui.widgets.prose import Prose
from screens.base import FramedScreen
from screens.navigation import GoBackTo

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key

    from ave_tui.services.copies import Comparison


class RestorePreviewScreen(FramedScreen[None]):
    """Who would lose what since when, and the hours before and after."""

    DEFAULT_CSS = """
    RestorePreviewScreen VerticalScroll { height: 1fr; padding: 1 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)
    title_text = N_("Go back to this copy?")
    bar = (commands.BACK, commands.HELP)
    help_text = N_(
        "Nothing has changed yet. Enter sets aside what is there now and puts the copy in its "
        "place; the program then opens again. Esc leaves everything as it is. What colleagues have "
        "had of the changes after the copy comes back with a complete file of theirs."
    )
    takes_undo = False

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self._comparison = comparison

    def compose_body(self) -> ComposeResult:
        """Yield the sentences."""
        with VerticalScroll():
            yield Static(markup=False, id="lines")

    def on_mount(self) -> None:
        """Show them; the arrows scroll, Enter reaches the screen."""
        lines = [*comparison_lines(self._comparison), ""]
        lines.append(_("Enter goes back to it, Esc leaves everything as it is."))
        self.query_one("#lines", Static).update(Prose("\n".join(lines)))
        self.query_one(VerticalScroll).focus()

    def key_enter(self, event: Key) -> None:
        """Go back to the copy."""
        event.stop()
        self.post_message(GoBackTo(self._comparison.path, self._comparison.keys))

    def action_back(self) -> None:
        """Leave everything as it is."""
        self.dismiss()
