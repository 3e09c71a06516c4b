"""What every screen has: a title line, a command bar, and one way to tell an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.message_pump import MessagePump
from textual.screen import Screen, ScreenResultType

from ave_tui.domain.errors import AveError
from ave_tui.i18n import _, say
from ave_tui.widgets.command_bar import CommandBar
from ave_tui.widgets.prose import wrapped
from ave_tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.message import Message

    from ave_tui.commands import Command
    from ave_tui.services.workspace import Services


_TOAST: Final = 60
_TOAST_EDGE: Final = 4
"""How wide Textual makes a toast at most, and what border and padding take of it."""


def in_toast(sentence: str, width: int) -> str:
    """Break a sentence as French wants it: a toast by itself would begin a line with ``:``."""
    room = min(_TOAST, width // 2) - _TOAST_EDGE
    return "\n".join(wrapped(line, room) for line in sentence.split("\n"))


class Leavable:
    """What is asked before the user goes elsewhere or quits."""

    def leave(self, way: Callable[[], object]) -> None:
        """Let the user go; a screen that holds unkept text asks first.

        Args:
            way: Goes there; not called when the user would rather stay.
        """
        way()


class Telling(MessagePump):
    """Tells what is refused, wherever that happens, and lives on.

    A screen catches what it knows to be refused; but any disk may fill up, and any write may be
    refused where records are only read.
    """

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except AveError as error:
            self.tell(error)

    def tell(self, error: AveError) -> None:
        """Say what went wrong and what to do; what the user typed stays where it is."""
        self.app.bell()
        width = self.app.size.width
        remedy, problem = in_toast(say(error.remedy), width), in_toast(say(error.problem), width)
        self.app.notify(remedy, title=problem, severity="error", markup=False, timeout=8)


class FramedScreen(Leavable, Telling, Screen[ScreenResultType]):
    """A screen with a title above and commands below, whatever it is about."""

    DEFAULT_CSS = """
    FramedScreen ToastRack { margin-bottom: 4; }
    """
    title_text: ClassVar[str] = ""
    """English; put into the user's language when shown."""
    bar: ClassVar[tuple[Command, ...]] = ()
    """The commands of the command bar."""
    help_text: ClassVar[str] = ""
    """What F1 says of this screen: English sentences, marked for translation."""

    takes_undo: ClassVar[bool] = True
    """Whether undo and redo make sense here; not while a form is being filled in."""

    def compose(self) -> ComposeResult:
        """Put the title above and the commands below what the screen itself shows."""
        yield TitleBar()
        yield from self.compose_body()
        yield CommandBar()

    def compose_body(self) -> ComposeResult:
        """Yield the widgets between title and command bar."""
        yield from ()

    def on_mount(self) -> None:
        """Show title and commands."""
        self.show_frame()

    def on_screen_resume(self) -> None:
        """Show what may have changed while another screen was in front."""
        self.show_frame()
        self.reload()

    async def recompose(self) -> None:
        """Show everything anew, as after another language was chosen."""
        await super().recompose()
        # New widgets are as empty as those of a new screen: they are filled in the same way.
        self.on_mount()
        self.show_frame()
        self.reload()

    def title_now(self) -> str:
        """Return the title in the user's language."""
        return _(self.title_text)

    def status_now(self) -> str:
        """Return what stands at the right of the title."""
        return ""

    def mark_now(self) -> str:
        """Return what the title says besides, as that nothing can be written."""
        return ""

    def bar_now(self) -> tuple[Command, ...]:
        """Return the commands of the command bar, without those that mean nothing right now."""
        return self.bar

    def show_frame(self) -> None:
        """Show title, status and commands in the language in use now."""
        title = self.query_one(TitleBar)
        title.title, title.status = self.title_now(), self.status_now()
        title.mark = self.mark_now()
        self.query_one(CommandBar).show(self.bar_now())

    def reload(self) -> None:
        """Ask the services again and show what they say; called after undo, imports, and edits."""

    def tell_done(self, sentence: str) -> None:
        """Say in one sentence what was done; two at once would hide a small screen."""
        self.app.clear_notifications()
        self.notify(in_toast(sentence, self.app.size.width), markup=False, timeout=4)


class AveScreen(FramedScreen[ScreenResultType]):
    """A screen over the services; it asks, shows and tells, and knows nothing else."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services

    def mark_now(self) -> str:
        """Say with every title that nothing can be changed, where that is so."""
        return "" if self.services.refusal is None else " · " + _("read only")
