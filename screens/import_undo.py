"""What taking back all of a file would do, before it does it; Enter lets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n, hours, say
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.prose import Prose
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.choice import ChoiceScreen
from screens.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.services.past_told import ImportTaken
    from ave_tui.services.workspace import Services


class ImportUndoScreen(AveScreen[bool]):
    """Shows by kind what goes, and what that means for others; returns whether it was done."""

    DEFAULT_CSS = """
    ImportUndoScreen {
        & #about { height: auto; max-height: 12; padding: 0 1; background: $surface; }
        & LineTable { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)
    title_text = N_("Take a file back")
    bar = (commands.BACK, commands.HELP)
    help_text = N_(
        "Nothing has changed yet: this is what taking the file back would do. As long as nothing "
        "builds on what it brought, only this laptop forgets it. Otherwise it can be withdrawn for "
        "everybody, by changes that travel like any other. Enter does it, Esc leaves all as it is."
    )
    takes_undo = False

    def __init__(self, services: Services, taken: ImportTaken) -> None:
        super().__init__(services)
        self._taken = taken

    def compose_body(self) -> ComposeResult:
        """Yield what it means, and what it does to each kind of record."""
        yield Static(markup=False, id="about")
        yield LineTable()

    def on_mount(self) -> None:
        """Show it, and take Enter."""
        taken = self._taken
        self.query_one("#about", Static).update(Prose("\n".join(about(taken))))
        table = self.query_one(LineTable)
        table.show_columns(
            (
                Column(_("Records"), share=1),
                Column(_("Back again"), width=12, align="right"),
                Column(_("Changed"), width=10, align="right"),
                Column(_("Withdrawn"), width=10, align="right"),
            )
        )
        rows = [
            (_(TABLES[t.table].plural), *(str(n or "") for n in (t.added, t.changed, t.withdrawn)))
            for t in taken.tables
        ]
        table.show_rows(ListRows(rows), empty=_("No record changes."))
        if rows:
            table.focus()

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Do it."""
        event.stop()
        self._do()

    def key_enter(self, event: events.Key) -> None:
        """Do it also where no record changes: what waits is forgotten too."""
        # Unstopped, the same Enter would choose something on the screen that comes back.
        event.stop()
        self._do()

    def _do(self) -> None:
        past, taken = self.services.past, self._taken
        everywhere, again = taken.way == "everywhere", taken.way == "again"
        wait_for(
            self,
            _("Taking the file back"),
            lambda _tell: past.undo_import(taken.exchange, everywhere=everywhere, again=again),
            lambda _done: self.dismiss(True),
            self.tell,
        )

    def action_back(self) -> None:
        """Leave all as it is."""
        self.dismiss(False)


def about(taken: ImportTaken) -> Iterator[str]:
    """Yield what taking a file back means, in the user's language."""
    yield _("{name}, from {who}.", name=taken.file_name, who=taken.who)
    if taken.why is not None:
        yield _("This laptop can't simply forget it: {why}", why=say(taken.why))
    yield say(taken.means)
    yield _(
        "Hours that count: {before} h before, {after} h after.",
        before=hours(taken.seconds_before),
        after=hours(taken.seconds_after),
    )
    if taken.left_alone:
        yield _n(
            "One thing stays: it was changed since, or others build on it.",
            "{count} things stay: they were changed since, or others build on them.",
            taken.left_alone,
        )
    yield _("Enter does it, Esc leaves all as it is.")


def ask_import_undo(
    screen: AveScreen[None], exchange: int, done: Callable[[ImportTaken], object]
) -> None:
    """Look at what taking a file back would do, ask how far it shall reach, and show it.

    Args:
        screen: Where it was asked for.
        exchange: The import.
        done: Called once it is done.
    """
    past = screen.services.past

    def look(everywhere: bool, then: Callable[[ImportTaken], object]) -> None:
        wait_for(
            screen,
            _("Looking at what came with the file"),
            lambda _tell: past.preview_import(exchange, everywhere=everywhere),
            then,
            screen.tell,
        )

    def show(taken: ImportTaken) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                done(taken)

        screen.app.push_screen(ImportUndoScreen(screen.services, taken), answered)

    def choose(taken: ImportTaken) -> None:
        if taken.way != "here":
            show(taken)
            return

        def chosen(way: str | None) -> None:
            if way == "here":
                show(taken)
            elif way == "everywhere":
                look(True, show)

        options = [
            ("here", _("Only on this laptop: it forgets the file")),
            ("everywhere", _("For everybody: withdraw it by changes that travel")),
        ]
        screen.app.push_screen(ChoiceScreen(_("Take the file back"), options, "here"), chosen)

    look(False, choose)


def done_text(taken: ImportTaken) -> str:
    """Return what was done, in a sentence."""
    match taken.way:
        case "here":
            return _("{name} is forgotten here.", name=taken.file_name)
        case "everywhere":
            return _("What {name} brought is withdrawn.", name=taken.file_name)
        case _:
            return _("What {name} brought is back.", name=taken.file_name)
