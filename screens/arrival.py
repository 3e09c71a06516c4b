"""What is said once when the screens open, one thing after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.i18n import _, say
from ave_tui.services.arrival import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App

    from ave_tui.domain.errors import AveError
    from ave_tui.services.workspace import Services


def say_on_arrival(app: App[None], services: Services, told: AveError | None) -> None:
    """Say why nothing can be written, what did not work before, and what has to be known once."""
    refusal = services.refusal
    if refusal is None:
        _say_next(app, _words(services, told))
        return
    from screens.confirm import ConfirmScreen

    def answered(reads: bool | None) -> None:
        if reads:
            _say_next(app, _words(services, told))
        else:
            app.exit()

    question = f"{say(refusal.problem)}\n{say(refusal.remedy)}"
    app.push_screen(ConfirmScreen(question, _("Only read (Enter)"), _("Leave (Esc)")), answered)


def _words(services: Services, told: AveError | None) -> Iterator[Word]:
    if told is not None:
        yield Word(told.problem, told.remedy)
    yield from services.arrival.words()


def _say_next(app: App[None], words: Iterator[Word]) -> None:
    word = next(words, None)
    if word is None:
        return
    # On most mornings there is nothing to say, and nothing is imported for it.
    from screens.notice import NoticeScreen

    notice = NoticeScreen(say(word.title), say(word.text))
    app.push_screen(notice, lambda _read: _say_next(app, words))
