"""Giving hours of one entry to the lots of its pooling agreement, by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import Field, Kind
from ave_tui.i18n import _, hours
from ave_tui.widgets.cells import one_line
from ave_tui.widgets.form import FormField
from screens.small_form import SmallFormScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from ave_tui.domain.schema import Id, Values
    from screens.base import AveScreen


def give(screen: AveScreen[None], entry: Id, then: Callable[[], None]) -> None:
    """Ask how many hours each of the other lots gets; all empty lets the shares hold again."""
    pooling = screen.services.pooling
    try:
        shared = pooling.shared(entry)
    except AveError as error:
        screen.tell(error)
        return

    def keep(values: Values) -> None:
        given = {
            lot: seconds if isinstance(seconds, int) else None for lot, seconds in values.items()
        }
        pooling.give(shared, given)

    def answered(kept: bool | None) -> None:
        if kept:
            then()
            screen.tell_done(_("The hours are shared out."))

    fields = [
        FormField(Field(part.lot, Kind.SECONDS, one_line(part.name)), part.seconds)
        for part in shared.others
    ]
    about = _(
        "{agreement}. What is not given stays with {lot}. With all fields empty the shares of the "
        "agreement hold.",
        agreement=one_line(shared.agreement),
        lot=one_line(shared.own.name),
    )
    title = _("Share out {hours} h", hours=hours(shared.seconds))
    screen.app.push_screen(SmallFormScreen(title, about, fields, keep), answered)
