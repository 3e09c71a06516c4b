"""What opens where the records don't: the copies, and the way back to one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App

from ave_tui import commands
from ave_tui.i18n import _
from screens import navigation
from screens.base import FramedScreen, Telling
from screens.restore import RestoreScreen

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.screen import Screen

    from ave_tui.services.copies import CopiesService, ExplainedError


class RescueApp(Telling, App[None]):
    """One screen over the copies; holds no records, since there are none to be had."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.HELP, commands.QUIT)

    def __init__(self, copies: CopiesService, damage: ExplainedError) -> None:
        super().__init__()
        self._copies = copies
        self._damage = damage
        self.title = "ave-tui"
        self.way_back: navigation.GoBackTo | None = None
        """The copy that was chosen."""

    def get_default_screen(self) -> Screen[None]:
        """Return the list of the copies."""
        return RestoreScreen(self._copies, self._damage)

    @on(navigation.GoBackTo)
    def go_back_to(self, asked: navigation.GoBackTo) -> None:
        """Leave, so that the copy can be put in place."""
        self.way_back = asked
        self.exit()

    def action_help(self) -> None:
        """Explain the screen that is in front."""
        from screens.help import HelpScreen

        screen = self.screen
        if isinstance(screen, FramedScreen):
            self.push_screen(HelpScreen(screen.title_now(), _(screen.help_text), screen.bar))
