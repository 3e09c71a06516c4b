"""The password, before anything of the records is seen; and again after the screen was locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static
from textual.worker import Worker, WorkerState

from ave_tui.domain.errors import AveError, DamageError
from ave_tui.i18n import _, _n, say
from ave_tui.services.unlocking import Lock
from ave_tui.widgets.plain_input import PlainInput
from ave_tui.widgets.prose import Prose
from screens.base import Leavable
from screens.confirm import ConfirmScreen
from screens.navigation import FoundDamaged, Unlocked

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.services.workspace import Services

PAUSES: Final = (2, 4, 8, 15, 30)
"""Seconds to wait after each wrong password from the third on."""
_FREE: Final = 3


class UnlockScreen(Leavable, ModalScreen[None]):
    """Asks for the password until it is right; shows nothing of what lies under it."""

    DEFAULT_CSS = """
    UnlockScreen { align: center middle; background: $background; }
    UnlockScreen > Vertical {
        width: 64; max-width: 100%; height: auto;
        border: round $accent; background: $surface; padding: 1 2;
    }
    UnlockScreen PlainInput { margin: 1 0; }
    UnlockScreen #message { height: 2; color: $text-muted; }
    UnlockScreen #message.-wrong { color: $text-error; }
    UnlockScreen Horizontal { height: auto; }
    UnlockScreen Button { margin: 0 1 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("down", "app.focus_next"),
        ("up", "app.focus_previous"),
    ]

    def __init__(self, services: Services, *, again: bool = False) -> None:
        """Make it.

        Args:
            services: Over the closed records.
            again: Somebody was at work here: the screens under this one are shown again.
        """
        super().__init__()
        self._services = services
        self._again = again
        self._wrong = 0

    def compose(self) -> ComposeResult:
        """Yield the question and its line, and the way out."""
        asked = _("The screen is locked.") if self._again else _("This laptop is protected.")
        with Vertical():
            yield Static(Text(f"ave-tui\n{asked}", style="bold"), markup=False)
            yield PlainInput(password=True, placeholder=_("Password"))
            yield Static(markup=False, id="message")
            with Horizontal():
                yield Button(_("Open (Enter)"), id="open", variant="primary", compact=True)
                yield Button(_("Password forgotten"), id="forgotten", compact=True)
                yield Button(_("Quit"), id="quit", compact=True)

    def on_mount(self) -> None:
        """Take the letters."""
        self._ask()

    def _ask(self) -> None:
        field = self.query_one(Input)
        field.disabled = False
        field.focus()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._try()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "open":
            self._try()
        elif event.button.id == "quit":
            self.leave(self.app.exit)
        else:
            from screens.forgotten import ask_how

            ask_how(self, self._services.home, self._open)

    def _try(self) -> None:
        field = self.query_one(Input)
        if field.disabled or not field.value:
            self.app.bell()
            return
        field.disabled = True
        self._say(_("Opening …"))
        self._find_key(field.value)

    @work(thread=True, exclusive=True)
    def _find_key(self, password: str) -> bytes | AveError:
        # A third of a second of hard work: the screen goes on being alive beside it.
        try:
            return Lock(self._services.home).key(password)
        except AveError as error:
            return error

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Open with the key, or say why there is none."""
        event.stop()
        if event.state is not WorkerState.SUCCESS:
            return
        found = event.worker.result
        if isinstance(found, bytes):
            self._open(found)
        elif isinstance(found, AveError):
            self._refuse(found)

    def _open(self, key: bytes) -> None:
        try:
            if self._services.is_locked:
                self._services.open(lambda _file: key)
        except DamageError as error:
            self.post_message(FoundDamaged(error, key))
            return
        except AveError as error:
            self._refuse(error)
            return
        self.query_one(Input).clear()
        self.post_message(Unlocked())

    def _refuse(self, error: AveError) -> None:
        self.app.bell()
        said = " ".join(filter(None, (say(error.problem), say(error.remedy))))
        if error.field == "password":
            self._wrong += 1
        if self._wrong < _FREE:
            self._say(said, wrong=True)
            self._ask()
            return
        pause = PAUSES[min(self._wrong - _FREE, len(PAUSES) - 1)]
        wait = _n("In one second you can try again.", "In {count} s you can try again.", pause)
        self._say(f"{say(error.problem)} {wait}", wrong=True)
        self.set_timer(pause, self._ask)

    def _say(self, said: str, *, wrong: bool = False) -> None:
        message = self.query_one("#message", Static)
        message.update(Prose(said))
        message.set_class(wrong, "-wrong")

    def leave(self, way: Callable[[], object]) -> None:  # noqa: ARG002 - nobody looks further
        """Quit; the screens under this one can't be asked, so the user is."""
        if not self._again:
            self.app.exit()
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.app.exit()

        question = _("What is typed in an open form and not kept would be lost. Quit?")
        self.app.push_screen(ConfirmScreen(question, _("Quit"), _("Back (Esc)")), answered)
