"""A long task beside the screen: nothing can be typed until it is done, and one sees how far it is.

The task runs in a thread; what it writes is seen once it is kept, and the screens below are read
anew when this one goes. So nobody ever looks at half of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from rich.text import Text
from textual import work
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import WorkerState

from ave_tui.domain.errors import AveError
from ave_tui.i18n import _
from screens.base import Leavable

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget
    from textual.worker import Worker

    from ave_tui.domain.progress import Tell

Result = TypeVar("Result")

_BAR: Final = 40
_LOOK: Final = 0.1
"""Seconds between two looks at how far it is; what takes no longer is never seen to wait."""


class WaitingScreen(Leavable, ModalScreen[AveError | None]):
    """Shows a bar while a task runs; returns why it was refused, if it was."""

    DEFAULT_CSS = """
    WaitingScreen { align: center middle; background: transparent; }
    WaitingScreen.-shown { background: $background 60%; }
    WaitingScreen > Vertical {
        display: none; width: 60; max-width: 100%; height: auto;
        border: round $accent; background: $surface; padding: 0 1;
    }
    WaitingScreen.-shown > Vertical { display: block; }
    """

    def __init__(self, title: str, task: Callable[[Tell], None]) -> None:
        super().__init__()
        self._title = title
        self._job = task
        self._done = 0.0

    def compose(self) -> ComposeResult:
        """Yield what goes on, and how far it is."""
        with Vertical():
            yield Static(Text(self._title, style="bold"), markup=False)
            yield Static(markup=False, id="bar")
            yield Static(_("All of it is kept, or nothing is."), markup=False)

    def on_mount(self) -> None:
        """Begin."""
        self.set_interval(_LOOK, self._show)
        self._run()

    def _show(self) -> None:
        filled = int(_BAR * self._done)
        bar = f"{'█' * filled}{'░' * (_BAR - filled)} {int(100 * self._done):>3} %"
        self.query_one("#bar", Static).update(bar)
        self.add_class("-shown")

    @work(thread=True, exclusive=True)
    def _run(self) -> AveError | None:
        try:
            self._job(self._tell)
        except AveError as error:
            return error
        return None

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Go once the thread is through."""
        event.stop()
        if event.state is WorkerState.SUCCESS:
            self.dismiss(event.worker.result)

    def _tell(self, done: float) -> None:
        # Called in the thread: the screen looks at it when it paints.
        self._done = done

    def on_key(self, event: events.Key) -> None:
        """Take no key: whoever is impatient hears that."""
        event.stop()
        self.app.bell()

    def leave(self, way: Callable[[], object]) -> None:  # noqa: ARG002 - nobody goes
        """Let nobody go before it is done."""
        self.app.bell()


def wait_for(
    screen: Widget,
    title: str,
    task: Callable[[Tell], Result],
    then: Callable[[Result], object],
    refused: Callable[[AveError], object],
) -> None:
    """Run a task beside a screen.

    Args:
        screen: What waits for it.
        title: What goes on, in the user's language.
        task: Runs in a thread; told what to tell its progress to.
        then: Called on the screen's side with what came of it.
        refused: Called instead where it was refused.
    """
    outcome: list[Result] = []

    def run(tell: Tell) -> None:
        outcome.append(task(tell))

    def done(error: AveError | None) -> None:
        if error is not None:
            refused(error)
        else:
            then(outcome[0])

    screen.app.push_screen(WaitingScreen(title, run), done)
