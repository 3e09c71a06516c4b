"""Hours in one line, from any screen: what is understood stands below while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.console import Group
from rich.text import Text
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ave_tui import commands
from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_
from ave_tui.i18n import _, hours, say
from ave_tui.keys import BACK, KEEP, key_line
from ave_tui.services.hours_quick_errors import AmbiguousError
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.plain_input import PlainInput
from ave_tui.widgets.prose import Prose
from ave_tui.widgets.rows import ListRows

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key

    from ave_tui.services.hours_entered import Entered
    from ave_tui.services.hours_quick_errors import Candidate
    from ave_tui.services.workspace import Services

_MOST_SHOWN: Final = 6
"""People of a line, and lines kept before, that are shown one by one."""
_EXAMPLES: Final = N_(
    "A name, hours, when: dupont 35 s41 · martin, benali 7h30 hier · diallo 151,67 mars · "
    "dupont 28 3-7/11 @toiture #pluie. Without a period it is this month."
)


class QuickScreen(ModalScreen[None]):
    """Enter keeps the line and clears it for the next; Escape leaves."""

    DEFAULT_CSS = """
    QuickScreen { align: center bottom; }
    QuickScreen > Vertical {
        width: 100%; max-width: 110; height: auto; max-height: 90%;
        border: round $accent; background: $surface; padding: 0 1;
    }
    QuickScreen #said { height: auto; min-height: 3; margin: 1 0 0 0; }
    QuickScreen LineTable { height: auto; max-height: 8; display: none; }
    QuickScreen.-asking LineTable { display: block; }
    QuickScreen #kept { height: auto; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._reader = services.hours.line_reader()
        self._candidates: tuple[Candidate, ...] = ()
        self._kept: list[str] = []

    def compose(self) -> ComposeResult:
        """Yield the line, what it means, who it may mean, and what was kept before."""
        with Vertical() as window:
            window.border_title = _("Hours in one line")
            window.border_subtitle = key_line(KEEP, BACK)
            yield PlainInput(placeholder="dupont 35 s41")
            yield Static(markup=False, id="said")
            yield LineTable()
            yield Static(markup=False, id="kept")

    def on_mount(self) -> None:
        """Begin."""
        table = self.query_one(LineTable)
        table.show_columns((Column(""),))
        table.can_focus = False
        self.query_one(PlainInput).focus()
        self._try("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what the line means so far; nothing is kept for it."""
        event.stop()
        self._try(event.value)

    def _try(self, text: str) -> None:
        self._ask(())
        if not text.strip():
            self._say(Prose(_(_EXAMPLES)))
            return
        try:
            self._say(_understood(self._reader.take(text, try_only=True)))
        except AmbiguousError as error:
            self._ask(error.candidates)
            self._say(_refused(error))
        except AveError as error:
            self._say(_refused(error))

    def _say(self, said: RenderableType) -> None:
        self.query_one("#said", Static).update(said)

    def _ask(self, candidates: tuple[Candidate, ...]) -> None:
        self._candidates = candidates
        self.set_class(bool(candidates), "-asking")
        rows = ListRows([(candidate.said,) for candidate in candidates])
        self.query_one(LineTable).show_rows(rows, cursor=0)

    def on_key(self, event: Key) -> None:
        """Walk among those who may be meant, without leaving the line."""
        if self._candidates and event.key in ("up", "down"):
            event.stop()
            table = self.query_one(LineTable)
            step = 1 if event.key == "down" else -1
            table.cursor = (table.cursor + step) % len(self._candidates)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the line; where it may mean several, write out the one under the cursor first."""
        event.stop()
        line = self.query_one(PlainInput)
        if self._candidates:
            line.value = self._candidates[self.query_one(LineTable).cursor].line
            line.cursor_position = len(line.value)
            return
        if not line.value.strip():
            return
        try:
            entered = self._reader.take(line.value)
        except AveError as error:
            self.app.bell()
            self._say(_refused(error))
            return
        self._kept += [f"✓ {say(sentence)}" for sentence in entered.done]
        self.query_one("#kept", Static).update(Prose("\n".join(self._kept[-_MOST_SHOWN:])))
        line.value = ""

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Take the one that was clicked."""
        event.stop()
        line = self.query_one(PlainInput)
        line.value = self._candidates[event.index].line
        line.cursor_position = len(line.value)

    def action_back(self) -> None:
        """Empty the line, or leave."""
        line = self.query_one(PlainInput)
        if line.value:
            line.value = ""
        else:
            self.dismiss(None)


def _refused(error: AveError) -> RenderableType:
    parts = [Prose(say(error.problem), "bold")]
    if error.remedy.text:
        parts.append(Prose(say(error.remedy)))
    return Group(*parts)


def _understood(entered: Entered) -> RenderableType:
    """Return what would be kept, what it would replace, and what is doubtful about it."""
    parts: list[RenderableType] = []
    for entry in entered.entries[:_MOST_SHOWN]:
        said = [say(entry.sentence).removesuffix(".")]
        if entry.before is not None and entry.before != entry.seconds:
            said.append(_("before: {hours} h", hours=hours(entry.before)))
        if entry.total is not None and entry.total != entry.seconds:
            said.append(_("month: {hours} h", hours=hours(entry.total)))
        parts.append(Text(" · ".join(said)))
    if (more := len(entered.entries) - _MOST_SHOWN) > 0:
        parts.append(Text(_("and {count} more", count=more)))
    parts += [Prose(say(note)) for note in entered.notes]
    parts += [Prose(f"! {say(warning)}", "bold") for warning in entered.warnings]
    if not entered.changed:
        parts.append(Prose(_("This stands there already.")))
    return Group(*parts)
