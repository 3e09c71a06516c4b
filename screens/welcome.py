"""Welcome: whose records are these? Asked once, where nothing is recorded yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.choices import StructureKind
from ave_tui.domain.schema import Field, Kind
from ave_tui.domain.words import N_
from ave_tui.i18n import LANGUAGES, _
from ave_tui.services.settings import LANGUAGE_NAMES
from ave_tui.sync.admission import UnknownSenderError
from ave_tui.widgets.columns import Column
from ave_tui.widgets.form import FormField
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.choice import ChoiceScreen
from screens.file_choice import FileChoiceScreen
from screens.meeting import meet
from screens.navigation import GoTo, LanguageChanged
from screens.small_form import SmallFormScreen
from screens.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult

    from ave_tui.commands import Command
    from ave_tui.domain.errors import AveError
    from ave_tui.domain.schema import Values
    from ave_tui.services.exchange import Preview
    from ave_tui.services.workspace import Services

_NEW: Final = "new"
"""What is chosen by who is not among the facilitators yet; no id looks like it."""
_MY_NAME: Final = (
    Field("first_name", Kind.TEXT, N_("My first name"), required=True),
    Field("last_name", Kind.TEXT, N_("My last name"), required=True),
)
_STRUCTURE: Final = (
    Field("name", Kind.TEXT, N_("Structure"), required=True),
    Field("kind", Kind.CHOICE, N_("Kind"), choices=StructureKind),
)


class WelcomeScreen(AveScreen[None]):
    """Three ways to begin."""

    DEFAULT_CSS = """
    WelcomeScreen {
        & #welcome { height: auto; padding: 1 2; }
        & LineTable { height: 6; margin: 0 1; }
        & #more { height: auto; padding: 1 2; color: $text-muted; }
    }
    """
    title_text = N_("Welcome")
    bar: ClassVar[tuple[Command, ...]] = (commands.OPEN, commands.HELP, commands.QUIT)
    help_text = N_(
        "Records belong to a structure: an MDE, a PLIE, a local authority. Whoever begins makes "
        "it; colleagues join by exchanging cards with somebody of it, then bringing in a file made "
        "for them. Everything stays on this laptop, encrypted; nothing needs the network."
    )
    takes_undo = False

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._settings = services.settings
        self._ways: list[Callable[[], None]] = [
            self._ask_structure,
            self._join_colleagues,
            self._tell_demo,
            self._ask_language,
        ]

    def compose_body(self) -> ComposeResult:
        """Yield the greeting and the ways to begin."""
        yield Static(markup=False, id="welcome")
        yield LineTable()
        yield Static(markup=False, id="more")

    def on_mount(self) -> None:
        """Take the arrows."""
        self.query_one(LineTable).focus()

    def reload(self) -> None:
        """Show the ways to begin in the language in use."""
        said = Text(_("Follow-up of social clauses"), style="bold")
        said.append("\n" + _("Nothing is recorded here yet. How do you begin?"), style="not bold")
        self.query_one("#welcome", Static).update(said)
        table = self.query_one(LineTable)
        table.show_columns((Column(""),))
        language = _("Language: {name}", name=LANGUAGE_NAMES[self._settings.language])
        rows = [
            (_("I begin: my structure and my name"),),
            (_("I join colleagues: our cards first, then a file they made for me"),),
            (_("I look at made-up records first"),),
            (language,),
        ]
        table.show_rows(ListRows(rows))
        folder = self.services.home.folder
        self.query_one("#more", Static).update(
            _("Your records will be in {folder}, encrypted.", folder=folder)
        )

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Begin in the chosen way."""
        event.stop()
        self._ways[event.index]()

    def _ask_structure(self) -> None:
        def keep(values: Values) -> None:
            kind = values["kind"]
            self._settings.found(
                str(values["name"] or ""),
                StructureKind(str(kind)) if kind else None,
                str(values["first_name"] or ""),
                str(values["last_name"] or ""),
            )

        fields = [FormField(field) for field in (*_STRUCTURE, *_MY_NAME)]
        about = _("Colleagues who join later will find both names.")
        self.app.push_screen(
            SmallFormScreen(_("My structure and my name"), about, fields, keep), self._begin
        )

    def _join_colleagues(self) -> None:
        if any(person.trusted for person in self.services.trust.people()):
            self._ask_file(True)
        else:
            meet(self, self._ask_file)

    def _ask_file(self, trusted: bool) -> None:
        if trusted:
            self.app.push_screen(FileChoiceScreen(self.services), self._join)

    def _join(self, path: Path | None) -> None:
        if path is None:
            return
        apply = self.services.exchange.apply

        def joined(_done: Preview) -> None:
            self.services.exchange_places.remember(path)
            self._ask_who()

        title = _("Bringing in the file")

        def refused(error: AveError) -> None:
            self.tell(error)
            if isinstance(error, UnknownSenderError):
                meet(self, lambda trusted: self._join(path) if trusted else None, error.card)

        wait_for(self, title, lambda tell: apply(path, tell), joined, refused)

    def _ask_who(self) -> None:
        options = [(person.row, person.name) for person in self._settings.people()]
        options.append((_NEW, _("I am not among them: add me")))
        self.app.push_screen(ChoiceScreen(_("Who works on this laptop?"), options), self._be)

    def _be(self, chosen: str | None) -> None:
        if chosen == _NEW:
            self.app.push_screen(
                SmallFormScreen(
                    _("My name"), "", [FormField(field) for field in _MY_NAME], self._add_me
                ),
                self._begin,
            )
            return
        if chosen is not None:
            self._settings.work_as(chosen)
        # Who leaves the question can answer it in the settings: the records are there.
        self._begin(True)

    def _add_me(self, values: Values) -> None:
        self._settings.add_me(str(values["first_name"] or ""), str(values["last_name"] or ""))

    def _begin(self, kept: bool | None) -> None:
        if kept or not self.services.is_new:
            self.post_message(GoTo(commands.TODAY.id))

    def _tell_demo(self) -> None:
        self.query_one("#more", Static).update(
            _(
                "Leave with {key} and type: ave-tui demo\n"
                "It asks nothing and leaves nothing behind.",
                key=commands.QUIT.shown_key,
            )
        )

    def _ask_language(self) -> None:
        options = [(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]

        def speak(code: str | None) -> None:
            if code is not None:
                self._settings.speak(code)
                self.post_message(LanguageChanged())

        self.app.push_screen(ChoiceScreen(_("Language"), options, self._settings.language), speak)
