"""Making people anonymous: asked once more, done beside the screen, and what is left shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ave_tui.i18n import _, _n
from screens.confirm import ConfirmScreen
from screens.erased import ErasedScreen
from screens.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.services.retention import Anonymised
    from screens.base import AveScreen


def ask_anonymous(screen: AveScreen[None], people: Sequence[Id]) -> None:
    """Ask, then make people anonymous; Enter by itself leaves all as it is."""
    question = _n(
        "Make one person anonymous for good? The name and all that tells who it is goes, here and "
        "on your colleagues' laptops; no undo, file or older copy brings it back. Hours, contracts "
        "and all totals stay.",
        "Make {count} people anonymous for good? Their names and all that tells who they are go, "
        "here and on your colleagues' laptops; no undo, file or older copy brings them back. "
        "Hours, contracts and all totals stay.",
        len(people),
    )
    retention = screen.services.retention

    def answered(yes: bool | None) -> None:
        if yes:
            wait_for(
                screen,
                _("Making people anonymous"),
                lambda _tell: retention.anonymise(people),
                partial(_done, screen),
                screen.tell,
            )

    screen.app.push_screen(ConfirmScreen(question, _("Make anonymous"), wary=True), answered)


def _done(screen: AveScreen[None], done: Anonymised) -> None:
    said = _n(
        "One person is anonymous now; every total is as before.",
        "{count} people are anonymous now; every total is as before.",
        len(done.persons),
    )
    screen.tell_done(said)
    if done.mentions or any(screen.services.privacy.copies()):
        screen.app.push_screen(ErasedScreen(screen.services, done.mentions))
