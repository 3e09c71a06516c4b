"""Settings: tastes of this laptop, who works here, the rules, and copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.copies import ROOMS
from ave_tui.domain.rules import Unit
from ave_tui.domain.schema import Field, Kind
from ave_tui.domain.words import N_
from ave_tui.i18n import LANGUAGES, _
from ave_tui.services.settings import LANGUAGE_NAMES
from ave_tui.widgets.columns import Column
from ave_tui.widgets.form import FormField
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.choice import ChoiceScreen
from screens.navigation import EditRecord, GoTo, LanguageChanged, OpenCopies, PickRecord
from screens.protecting import Protecting
from screens.settings_lines import HELP, USUAL_THEMES, Setting, room_name, settings, theme_name
from screens.small_form import SmallFormScreen
from screens.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.settings import RuleInUse
    from ave_tui.services.workspace import Services

_KINDS = {
    Unit.SECONDS: Kind.SECONDS,
    Unit.DAYS: Kind.COUNT,
    Unit.MONTHS: Kind.COUNT,
    Unit.COUNT: Kind.COUNT,
    Unit.CENTS: Kind.CENTS,
    Unit.HUNDREDTHS: Kind.HUNDREDTHS,
    Unit.FLAG: Kind.FLAG,
}


class SettingsScreen(AveScreen[None]):
    """A line a setting; Enter changes it at once."""

    DEFAULT_CSS = """
    SettingsScreen {
        & LineTable { height: 1fr; }
        & #about { height: 4; padding: 0 1; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK, commands.DELETE)
    title_text = N_("Settings")
    bar = (commands.OPEN, commands.DELETE, commands.BACK, commands.MENU, commands.HELP)
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
            case "rule":
                if line.rule is not None:
                    self._ask_rule(line.rule)
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

    def _ask_rule(self, rule: RuleInUse) -> None:
        name = rule.rule.name
        today = self.services.clock().date().isoformat()
        fields = [
            FormField(
                Field("number", _KINDS[rule.rule.unit], N_("Figure"), required=True),
                rule.number,
            ),
            FormField(Field("since", Kind.DATE, N_("Applies since"), required=True), today),
            FormField(Field("source", Kind.TEXT, N_("Source"))),
        ]

        def keep(values: Values) -> None:
            self._settings.set_rule(
                name,
                int(values["number"] or 0),
                str(values["since"]),
                str(values["source"] or ""),
            )

        self.app.push_screen(
            SmallFormScreen(_(rule.rule.label), _(rule.rule.source), fields, keep),
            lambda _kept: self.reload(),
        )

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

    def action_delete(self) -> None:
        """Take the newest figure of a rule back."""
        line = self._lines[self.query_one(LineTable).cursor]
        if line.rule is None or not line.rule.values:
            self.app.bell()
            return
        self._settings.unset_rule(line.rule.values[0].row)
        self.reload()

    def action_back(self) -> None:
        """Go back to today."""
        self.post_message(GoTo(commands.TODAY.id))
