"""What can be done about penalties from a record: propose one, print how it was worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import Field, Kind
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.widgets.form import FormField
from screens.navigation import EditRecord, OpenDocument
from screens.small_form import SmallFormScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from ave_tui.domain.schema import Id, Values
    from screens.base import AveScreen


def propose(screen: AveScreen[None], award: Id, made: Callable[[Id | None], None]) -> None:
    """Ask for what no record says, and show the form of the penalty with the rest filled in."""
    penalties = screen.services.penalties
    begun: list[Values] = []

    def keep(values: Values) -> None:
        asked, came = values["asked_on"], values["came_on"]
        begun.append(
            penalties.proposed(
                award,
                asked if isinstance(asked, str) else None,
                came if isinstance(came, str) else None,
                int(values["absences"] or 0),
            )
        )

    def answered(kept: bool | None) -> None:
        if kept:
            screen.post_message(EditRecord("penalty", None, begun[-1], made))

    fields = (
        Field("asked_on", Kind.DATE, N_("Documents asked for on")),
        Field("came_on", Kind.DATE, N_("They came on")),
        Field("absences", Kind.COUNT, N_("Missed meetings")),
    )
    about = _(
        "Due and done are those of the award. Late documents: {days} working days are allowed; "
        "without a date they count as still missing. All may stay empty.",
        days=penalties.allowed(),
    )
    form = SmallFormScreen(
        _("Propose a penalty"), about, [FormField(field) for field in fields], keep
    )
    screen.app.push_screen(form, answered)


def print_calculation(screen: AveScreen[None], penalty: Id) -> None:
    """Show how a penalty was worked out, to be printed."""
    try:
        document = screen.services.penalties.document(penalty)
    except AveError as error:
        screen.tell(error)
        return
    screen.post_message(OpenDocument(document))
