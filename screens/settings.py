"""Settings: tastes of this laptop, who works here, the rules, and copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.copies import ROOMS
from ave_tui.domain.words import N_
from ave_tui.i18n import LANGUAGES, _
from ave_tui.services.settings import LANGUAGE_NAMES
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.choice import ChoiceScreen
from screens.navigation import EditRecord, GoTo, LanguageChanged, OpenCopies, PickRecord
from screens.protecting import Protecting
from screens.settings_lines import HELP, USUAL_THEMES, Setting, room_name, settings, theme_name
from screens.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.schema import Id
    from ave_tui.services.workspace import Services


class SettingsScreen(AveScreen[None]):
    """A line a setting; Enter changes it at once."""

    DEFAULT_CSS = """
    SettingsScreen {
        & LineTable { height: 1fr; }
        & #about { height: 4; padding: 0 1; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)
    title_text = N_("Settings")
    bar = (commands.OPEN, commands.BACK, commands.MENU, commands.HELP)
    help_text = HELP

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._settings = services.settings
        self._lines: list[Setting] = []

    def compose_body(self) -> ComposeResult:
        """Yield the lines, and what the one under the cursor is about."""
        yield LineTable()
        yield Static(markup=False, id="about")

    def on_mount(self) -> None:
        """Take the arrows."""
        self.query_one(LineTable).focus()

    def bar_now(self) -> tuple[commands.Command, ...]:
        """Leave out what the line under the cursor has nothing of."""
        line = self._line
        nothing = line is not None and not line.does
        return tuple(each for each in self.bar if not (nothing and each is commands.OPEN))

    @property
    def _line(self) -> Setting | None:
        """The line under the cursor; there is none before the first `reload`."""
        index = self.query_one(LineTable).cursor
        return self._lines[index] if index < len(self._lines) else None

    def reload(self) -> None:
        """Show what holds now."""
        self._lines = list(settings(self.services, self.app.theme))
        table = self.query_one(LineTable)
        table.show_columns((Column(_("Setting"), share=1), Column(_("Now"), share=1)))
        table.show_rows(ListRows([(line.name, line.value) for line in self._lines]))
        self._show_about(table.cursor)

    def _show_about(self, index: int) -> None:
        line = self._lines[index]
        said = Text(line.name, style="bold")
        said.append(f"\n{line.value}" if not line.does else "", style="not bold")
        said.append(f"\n{line.about}", style="not bold")
        self.query_one("#about", Static).update(said)

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Say what the line is about."""
        event.stop()
        self._show_about(event.index)
        self.show_frame()

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Change the line."""
        event.stop()
        line = self._lines[event.index]
        match line.does:
            case "language":
                options = [(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]
                asked = ChoiceScreen(_("Language"), options, self._settings.language)
                self.app.push_screen(asked, self._speak)
            case "theme":
                self._ask_theme()
            case "digits":
                self._settings.read_digit_row(not self._settings.reads_digit_row)
                self.reload()
            case "me":
                self.post_message(PickRecord("facilitator", "", self._work_as))
            case "structure":
                self.post_message(EditRecord("structure", self._settings.structure[0]))
            case "people":
                self.post_message(GoTo(commands.PEOPLE.id))
            case "rules":
                self.post_message(GoTo(commands.RULES.id))
            case "trades":
                from screens.trades import TradesScreen

                self.app.push_screen(TradesScreen(self.services))
            case "backup":
                self._back_up()
            case "restore":
                self.post_message(OpenCopies())
            case "room":
                self._ask_room()
            case "protect" | "sheet" | "idle" | "helping":
                Protecting(self).do(line.does)
            case _:
                self.app.bell()

    def _speak(self, code: str | None) -> None:
        if code is not None and code != self._settings.language:
            self._settings.speak(code)
            self.post_message(LanguageChanged())

    def _ask_theme(self) -> None:
        names = sorted(self.app.available_themes, key=lambda name: (name not in USUAL_THEMES, name))
        before = self.app.theme

        def show(name: str) -> None:
            self.app.theme = name

        def keep(name: str | None) -> None:
            if name is not None:
                self._settings.use_theme(name)
            self.reload()

        options = [(name, theme_name(name)) for name in names]
        self.app.push_screen(ChoiceScreen(_("Colours"), options, before, show), keep)

    def _work_as(self, facilitator: Id | None) -> None:
        if facilitator is not None:
            self._settings.work_as(facilitator)
            self.reload()

    def _back_up(self) -> None:
        def done(made: Path) -> None:
            self.tell_done(_("Copied to {path}.", path=made))

        wait_for(self, _("Copying"), self.services.upkeep.back_up, done, self.tell)

    def _ask_room(self) -> None:
        upkeep = self.services.upkeep

        def keep(room: str | None) -> None:
            if room is not None:
                self._settings.give_copies(int(room))
            self.reload()

        options = [(str(room), room_name(room)) for room in ROOMS]
        self.app.push_screen(ChoiceScreen(_("Copies may take"), options, str(upkeep.room)), keep)

    def action_back(self) -> None:
        """Go back to today."""
        self.post_message(GoTo(commands.TODAY.id))
