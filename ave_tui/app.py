"""The program on the screen: opens the first screen, and shows the way from one to the next."""

from __future__ import annotations

import gc
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on

from ave_tui import commands
from ave_tui.domain.errors import AveError
from ave_tui.i18n import _, say, speak
from ave_tui.ways import Ways
from screens import navigation
from screens.base import AveScreen, FramedScreen, Leavable

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.screen import Screen

    from ave_tui.commands import Command
    from ave_tui.domain.words import Sentence
    from ave_tui.services.finding import Found
    from ave_tui.services.workspace import Services

_SECTIONS: Final = {
    commands.TODAY.id: ("screens.today", "TodayScreen"),
    commands.HOURS.id: ("screens.hours", "HoursScreen"),
    commands.PARTICIPANTS.id: ("screens.participants", "ParticipantsScreen"),
    commands.COMPANIES.id: ("screens.companies", "CompaniesScreen"),
    commands.PUBLIC_CONTRACTS.id: ("screens.public_contracts", "PublicContractsScreen"),
    commands.EMPLOYMENT_CONTRACTS.id: ("screens.employment_contracts", "EmploymentContractsScreen"),
    commands.VISITS.id: ("screens.visits", "VisitsScreen"),
    commands.EXCHANGE.id: ("screens.exchange", "ExchangeScreen"),
    commands.PEOPLE.id: ("screens.people", "PeopleScreen"),
    commands.HISTORY.id: ("screens.history", "HistoryScreen"),
    commands.SETTINGS.id: ("screens.settings", "SettingsScreen"),
    commands.AUTHORITIES.id: ("screens.authorities", "AuthoritiesScreen"),
    commands.OPERATIONS.id: ("screens.operations", "OperationsScreen"),
    commands.LEFTOVERS.id: ("screens.leftovers", "LeftoversScreen"),
    commands.POOLING.id: ("screens.pooling", "PoolingScreen"),
    commands.PENALTIES.id: ("screens.penalties", "PenaltiesScreen"),
    commands.CONFLICTS.id: ("screens.conflicts", "ConflictsScreen"),
}
"""Where each section's screen is; imported when it is first asked for."""

DARK: Final = "textual-dark"


class AveApp(Ways):
    """Holds the services and the way between screens; everything else is theirs."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.HELP,
        commands.MENU,
        commands.UNDO,
        commands.REDO,
        commands.QUICK,
        commands.LOCK,
        commands.QUIT,
        *(commands.COMMANDS[section] for section in _SECTIONS),
    )

    def __init__(self, services: Services, told: AveError | None = None) -> None:
        super().__init__()
        self.services = services
        self._told = told
        self.way_back: navigation.GoBackTo | None = None
        self.refused: AveError | None = None
        """What ended the program, where it was no bug."""
        self.key_given: bytes | None = None
        """The key of records that turned out damaged once their password was given."""
        self.theme = DARK if services.is_locked else services.preference("theme") or DARK
        self.title = "ave-tui"
        self.fault_noted = False
        """A bug ended the program, and its place is in the log."""

    def _fatal_error(self) -> None:
        """Note a bug in the log instead of printing a traceback full of people's names."""
        if self._exception is not None:
            from ave_tui.services.faults import refusal_or_noted

            services = self.services
            self.refused = refusal_or_noted(services.home, self._exception, services.clock())
            self.fault_noted = self.refused is None
        self._close_messages_no_wait()

    def get_default_screen(self) -> Screen[None]:
        """Return the screen that all others lie upon: today's, once the records are open."""
        if self.services.is_locked:
            from textual.screen import Screen

            return Screen()
        self._today = self._section(commands.TODAY.id)
        return self._today

    def on_mount(self) -> None:
        """Welcome somebody who has recorded nothing yet."""
        self.call_after_refresh(self._after_first_frame)
        if self.services.is_locked:
            self.ask_password()
            return
        self._welcome()
        self.watch_idle()

    def _welcome(self) -> None:
        if self.services.is_new:
            from screens.welcome import WelcomeScreen

            self.push_screen(WelcomeScreen(self.services))

    async def begin(self) -> None:
        """Show today's screen of records that were just unlocked, as their user likes it."""
        self.theme = self.services.preference("theme") or DARK
        if language := self.services.preference("language"):
            speak(language)
        self._today = self._section(commands.TODAY.id)
        await self.switch_screen(self._today)
        self._welcome()
        self._say_on_arrival()

    def _after_first_frame(self) -> None:
        """Do what the first frame did not need."""
        gc.freeze()
        gc.enable()
        if not self.services.is_locked:
            self._say_on_arrival()

    def _say_on_arrival(self) -> None:
        from screens.arrival import say_on_arrival

        say_on_arrival(self, self.services, self._told)

    def _section(self, name: str) -> Screen[None]:
        module, screen = _SECTIONS[name]
        made: Screen[None] = getattr(import_module(module), screen)(self.services)
        return made

    def _leave_all(self, way: Callable[[], object]) -> None:
        """Go somewhere once every open screen lets the user go, the one in front asked first."""
        for screen in self.screen_stack:
            if isinstance(screen, Leavable):
                way = partial(screen.leave, way)
        way()

    def _go(self, section: str) -> None:
        self._leave_all(lambda: self.call_later(self._show, section))

    async def _show(self, section: str) -> None:
        """Show a section over today's screen, instead of everything that is open."""
        while self.screen is not self._today:
            await self.pop_screen()
        if section != commands.TODAY.id:
            await self.push_screen(self._section(section))

    # Where screens ask to go.

    @on(navigation.GoTo)
    def go_to(self, asked: navigation.GoTo) -> None:
        """Show a section."""
        self._go(asked.section)

    @on(navigation.GoBackTo)
    def go_back_to(self, asked: navigation.GoBackTo) -> None:
        """Leave, so that the copy can be put in the place of the records."""
        self.way_back = asked
        self._leave_all(self.exit)

    @on(navigation.FoundDamaged)
    def found_damaged(self, asked: navigation.FoundDamaged) -> None:
        """Leave, so that the copies can be shown instead."""
        self.refused, self.key_given = asked.error, asked.key
        self.exit()

    @on(navigation.LanguageChanged)
    def show_anew(self) -> None:
        """Show everything in the language and the look that were just chosen."""
        self.theme = self.services.preference("theme") or DARK
        for screen in self.screen_stack:
            screen.refresh(recompose=isinstance(screen, AveScreen))

    # What commands do.

    def action_section(self, name: str) -> None:
        """Show a section."""
        self._go(name)

    async def action_quit(self) -> None:
        """Leave the program, unless something typed would be lost and the user would rather not."""
        self._leave_all(self.exit)

    async def action_undo(self) -> None:
        """Take the last step back and say what it was."""
        self._take_back(self.services.history.undo)

    async def action_redo(self) -> None:
        """Do the last undone step again and say what it was."""
        self._take_back(self.services.history.redo)

    def _take_back(self, how: Callable[[], Sentence]) -> None:
        screen = self.screen
        if not isinstance(screen, FramedScreen) or not screen.takes_undo:
            self.bell()
            return
        try:
            screen.tell_done(say(how()))
        except AveError as error:
            screen.tell(error)
        screen.reload()

    def action_help(self) -> None:
        """Explain the screen that is in front."""
        from screens.help import HelpScreen

        screen = self.screen
        about = _(screen.help_text) if isinstance(screen, FramedScreen) else ""
        title = screen.title_now() if isinstance(screen, FramedScreen) else _("Help")
        self.push_screen(HelpScreen(title, about, self._offered()))

    def action_menu(self) -> None:
        """Offer every command that can be given here."""
        from ave_tui.palette import Menu

        under = self.screen

        def give(chosen: Command | Found | None) -> None:
            if isinstance(chosen, commands.Command):
                everywhere = commands.Place.EVERYWHERE in chosen.places
                self.call_later(self.run_action, chosen.action, None if everywhere else under)
            elif chosen is not None:
                self.post_message(navigation.OpenRecord(chosen.table, chosen.row))

        offered = [command for command in self._offered() if not command.by_widget]
        self.push_screen(Menu(offered, self.services.finding.find), give)

    def action_help_quit(self) -> None:
        """Answer Ctrl+C where there is nothing to copy, in the user's language."""
        self.notify(_("Ctrl+C copies; Ctrl+Q leaves the program."), markup=False)

    def _offered(self) -> list[Command]:
        """Return the screen's own commands first, then those that hold everywhere."""
        own = self.screen.bar if isinstance(self.screen, FramedScreen) else ()
        everywhere = commands.commands_in(commands.Place.EVERYWHERE)
        return list(dict.fromkeys((*own, *everywhere)))
