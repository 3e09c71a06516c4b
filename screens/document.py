"""Something to print or to send, as it will read; one key puts it into a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.schema import Field, Kind
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.widgets.form import FormField
from screens.base import AveScreen
from screens.small_form import SmallFormScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.documents import Document
    from ave_tui.domain.schema import Values
    from ave_tui.services.workspace import Services

_WIDEST = 100
"""Letters in a line: longer ones are hard to follow."""


class DocumentScreen(AveScreen[None]):
    """Shows a document, and writes it where the user wants it."""

    DEFAULT_CSS = """
    DocumentScreen {
        & #paper { height: 1fr; padding: 1 2; }
        & #text { width: auto; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK, commands.SAVE_FILE)
    bar = (commands.SAVE_FILE, commands.BACK, commands.MENU, commands.HELP)
    help_text = N_(
        "This is what will be printed or sent. The arrows and Page down move through it. Ctrl+T "
        "puts it into a file: a PDF to print, or a text file for a mail if its name ends in .txt."
    )
    takes_undo = False

    def __init__(
        self,
        services: Services,
        document: Document,
        then: Callable[[Path], None] | None = None,
    ) -> None:
        super().__init__(services)
        self._document = document
        self._then = then

    def compose_body(self) -> ComposeResult:
        """Yield the paper."""
        with VerticalScroll(id="paper"):
            yield Static(markup=False, id="text")

    def on_mount(self) -> None:
        """Let the arrows move through it."""
        self.query_one("#paper").focus()

    def title_now(self) -> str:
        """Return what the document is called."""
        return self._document.title

    def on_resize(self) -> None:
        """Write it anew as wide as there is room."""
        self.reload()

    def reload(self) -> None:
        """Show the document."""
        from ave_tui.exchange.plain import as_text

        width = min(_WIDEST, max(30, self.size.width - 6))
        self.query_one("#text", Static).update(Text(as_text(self._document, width)))

    def action_save_file(self) -> None:
        """Ask where it goes, and write it there."""
        printing = self.services.printing
        written: list[Path] = []

        def keep(values: Values) -> None:
            written.append(printing.write(self._document, str(values["path"] or "")))

        def answered(kept: bool | None) -> None:
            if kept:
                self.tell_done(_("Written: {path}", path=written[-1]))
                if self._then is not None:
                    self._then(written[-1])

        path = FormField(
            Field("path", Kind.TEXT, N_("File"), required=True),
            str(printing.suggested(self._document)),
        )
        about = _("A name in .pdf makes a PDF, a name in .txt a text file.")
        form = SmallFormScreen(_("Put into a file"), about, [path], keep)
        self.app.push_screen(form, answered)

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss(None)
