"""What is said once when the screens open, one thing after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.i18n import _, say
from ave_tui.services.arrival import Word

if TYPE_CHECKING:
    from textual.app import App

    from ave_tui.domain.errors import AveError
    from ave_tui.services.workspace import Services


def say_on_arrival(app: App[None], services: Services, told: AveError | None) -> None:
    """Say why nothing can be written, what did not work before, and what has to be known once."""
    said = [*services.arrival.words()]
    if told is not None:
        said.append(Word(told.problem, told.remedy))
    if said:
        # On most mornings there is nothing to say, and nothing is imported for it.
        from screens.notice import NoticeScreen

        # The one pushed last is seen first.
        for word in said:
            app.push_screen(NoticeScreen(say(word.title), say(word.text)))
    if services.refusal is not None:
        _ask_to_read(app, services.refusal)


def _ask_to_read(app: App[None], refusal: AveError) -> None:
    def answered(reads: bool | None) -> None:
        if not reads:
            app.exit()

    from screens.confirm import ConfirmScreen

    question = f"{say(refusal.problem)}\n{say(refusal.remedy)}"
    asked = ConfirmScreen(question, _("Only read (Enter)"), _("Leave (Esc)"))
    app.push_screen(asked, answered)
