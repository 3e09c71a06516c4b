"""Saying on a record's screen that two records are the same one, or that they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError
from ave_tui.i18n import _
from screens.navigation import PickRecord

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from screens.base import AveScreen


def join(screen: AveScreen[None], table: str, row: Id) -> None:
    """Ask which other record is the same, and say so."""
    services = screen.services
    if not services.conflicts.can_join(table):
        screen.app.bell()
        screen.notify(_("Only companies and participants can be joined."), markup=False)
        return

    def picked(other: Id | None) -> None:
        if other is None or other == row:
            return
        try:
            services.conflicts.join(table, row, other)
        except AveError as error:
            screen.tell(error)
            return
        screen.reload()
        name = services.records.name(table, other).whole
        screen.tell_done(_("Found to be the same as {name}; Ctrl+Z takes it back.", name=name))

    screen.post_message(PickRecord(table, "", picked))


def take_apart(screen: AveScreen[None], table: str, row: Id) -> None:
    """Say that a record is none of those it was joined with."""
    try:
        screen.services.conflicts.take_apart(table, row)
    except AveError:
        screen.app.bell()
        screen.notify(_("This record was joined with none."), markup=False)
        return
    screen.reload()
    screen.tell_done(_("It stands for itself again; Ctrl+Z takes it back."))
