"""What a participant's record offers that no other does: notice, what is held, erasing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ave_tui.domain.errors import AveError
from ave_tui.i18n import _
from screens.navigation import OpenDocument

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from screens.base import AveScreen

Deed = Literal["notice", "held_on", "anonymise", "erase"]


def of_person(screen: AveScreen[None], table: str, row: Id, deed: Deed) -> None:
    """Do something that concerns a person; of other records say that it can't be."""
    if table != "participant":
        screen.notify(_("This is only for participants."), markup=False)
        return
    try:
        _do(screen, row, deed)
    except AveError as error:
        screen.tell(error)


def _do(screen: AveScreen[None], row: Id, deed: Deed) -> None:
    services = screen.services
    if deed == "notice":
        from screens.notices import print_notice

        print_notice(screen, row)
    elif deed == "held_on":
        screen.post_message(OpenDocument(services.personal.held_on(row).document()))
    elif deed == "anonymise":
        from screens.anonymising import ask_anonymous

        ask_anonymous(screen, [services.retention.known(row).person])
    else:
        from screens.erasure import ErasureScreen

        screen.app.push_screen(ErasureScreen(services, services.privacy.preview(row)))
