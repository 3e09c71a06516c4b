"""Password forgotten: by the recovery sheet, or with the help of the head office."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError
from ave_tui.i18n import _, say
from ave_tui.services.unlocking import Answered, Lock, answer_help
from screens.choice import ChoiceScreen
from screens.password_form import NEW, Asked, PasswordForm, Typed, new_password

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen
    from textual.widget import Widget

    from ave_tui.domain.progress import Tell
    from ave_tui.paths import Home


def ask_how(screen: Screen[None], home: Home, opened: Callable[[bytes], None]) -> None:
    """Offer the ways in without the password.

    Args:
        screen: What asks.
        home: The closed records.
        opened: Called with the key.
    """
    lock = Lock(home)
    ways: dict[str, Callable[[], None]] = {
        "sheet": lambda: _by_sheet(screen, lock, opened),
        "ask": lambda: _ask_for_help(screen, lock),
        "answer": lambda: _by_answer(screen, lock, opened),
    }
    options = [
        ("sheet", _("I have the recovery sheet")),
        ("ask", _("Ask the head office for help")),
        ("answer", _("I have the answer of the head office, and a code")),
    ]

    def chosen(way: str | None) -> None:
        if way is not None:
            ways[way]()

    screen.app.push_screen(ChoiceScreen(_("Password forgotten"), options), chosen)


def _by_sheet(screen: Screen[None], lock: Lock, opened: Callable[[bytes], None]) -> None:
    def recover(typed: Typed, _tell: Tell) -> bytes:
        return lock.recover(typed["secret"], typed[NEW])

    screen.app.push_screen(
        PasswordForm(
            _("I have the recovery sheet"),
            _("Type the groups in their order, or scan the code; spaces don’t matter."),
            [Asked("secret", _("Groups of the sheet"), hidden=False), *new_password()],
            (_("Opening"), recover),
            opened,
        )
    )


def _by_answer(screen: Screen[None], lock: Lock, opened: Callable[[bytes], None]) -> None:
    def take(typed: Typed, _tell: Tell) -> bytes:
        return lock.take_answer(path_of(typed["path"]), typed["code"], typed[NEW])

    screen.app.push_screen(
        PasswordForm(
            _("I have the answer of the head office, and a code"),
            _("The head office reads four groups of five figures out to you."),
            [
                Asked("path", _("File of the answer"), hidden=False),
                Asked("code", _("Code"), hidden=False),
                *new_password(),
            ],
            (_("Opening"), take),
            opened,
        )
    )


def _ask_for_help(screen: Screen[None], lock: Lock) -> None:
    def write(typed: Typed, _tell: Tell) -> Path:
        return lock.ask_for_help(path_of(typed["path"]))

    def told(path: Path) -> None:
        where = _("The request is in {path}.", path=path)
        _tell(screen, f"{where} " + _("Send it to the head office, and wait for their call."))

    try:
        suggested = lock.suggested_request(Path.home())
    except AveError as error:
        _tell(screen, f"{say(error.problem)} {say(error.remedy)}")
        return
    screen.app.push_screen(
        PasswordForm(
            _("Ask the head office for help"),
            _(
                "A small file is made that only the recovery sheet of the head office opens. "
                "Nobody’s records are in it."
            ),
            [Asked("path", _("File"), hidden=False, value=str(suggested))],
            (_("Making the file"), write),
            told,
        )
    )


def help_colleague(screen: Screen[None]) -> None:
    """Answer a colleague who forgot the password, by the recovery sheet one has here."""

    def answer(typed: Typed, _tell: Tell) -> Answered:
        return answer_help(path_of(typed["path"]), typed["secret"])

    def told(made: Answered) -> None:
        said = _(
            "Send back {path}. Then call your colleague on the number you know and read out the "
            "code; never send it along.",
            path=made.path,
        )
        screen.app.push_screen(ChoiceScreen(said, [("", made.code)]))

    screen.app.push_screen(
        PasswordForm(
            _("Help a colleague who forgot the password"),
            _(
                "You need the file that the colleague sent, and the recovery sheet. Be sure who is "
                "asking: call back on the number you know."
            ),
            [
                Asked("path", _("File of the request"), hidden=False),
                Asked("secret", _("Groups of the sheet"), hidden=False),
            ],
            (_("Making the file"), answer),
            told,
        )
    )


def _tell(screen: Screen[None], said: str) -> None:
    # Not as a toast: under a lock there are none, whoever wanted to show them.
    screen.app.push_screen(ChoiceScreen(said, [("", _("Back"))]))


def path_of(typed: str) -> Path:
    """Return the path that somebody typed."""
    return Path(typed.strip().strip("\"'")).expanduser().absolute()


def tell_over(screen: Widget, error: AveError) -> None:
    """Say what went wrong on a screen that shows nothing else."""
    screen.app.bell()
    screen.notify(
        say(error.remedy), title=say(error.problem), severity="error", markup=False, timeout=8
    )
