"""A few fields over the screen: Enter keeps them, Escape leaves them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.errors import AveError
from ave_tui.keys import BACK, KEEP, key_line
from ave_tui.widgets.form import RecordForm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.schema import Values
    from ave_tui.widgets.form import FormField


class SmallFormScreen(ModalScreen[bool]):
    """Asks for a few things; returns whether they were kept. What is refused stays as typed."""

    DEFAULT_CSS = """
    SmallFormScreen { align: center middle; }
    SmallFormScreen > Vertical {
        width: 72; max-width: 100%; height: auto; max-height: 90%;
        border: round $accent; background: $surface; padding: 0 1;
    }
    SmallFormScreen RecordForm { height: auto; margin: 1 0 0 0; }
    SmallFormScreen FormBody { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK, commands.KEEP)

    def __init__(
        self,
        title: str,
        about: str,
        fields: Sequence[FormField],
        keep: Callable[[Values], None] = lambda _: None,
    ) -> None:
        super().__init__()
        self._title = title
        self._about = about
        self._fields = fields
        self._keep = keep

    def compose(self) -> ComposeResult:
        """Yield what it is about, and the fields."""
        head = Text(self._title, style="bold")
        if self._about:
            head.append("\n" + self._about, style="not bold")
        with Vertical() as window:
            window.border_subtitle = key_line(KEEP, BACK)
            yield Static(head, markup=False)
            yield RecordForm(self._fields)

    def on_mount(self) -> None:
        """Begin with the first field."""
        self.query_one(RecordForm).focus()

    def action_keep(self) -> None:
        """Keep it, if everything can be read."""
        self.query_one(RecordForm).submit()

    def on_record_form_submitted(self, event: RecordForm.Submitted) -> None:
        """Keep what was typed; what is refused is said beside its field."""
        event.stop()
        self.submitted(event.values)

    def submitted(self, values: Values) -> None:
        """Keep the values, or say what is wrong with them."""
        try:
            self._keep(values)
        except AveError as error:
            self.query_one(RecordForm).refuse(error)
            return
        self.dismiss(True)

    def action_back(self) -> None:
        """Leave it."""
        self.dismiss(False)
