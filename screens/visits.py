"""Visits: the latest first; Ctrl+N notes one, and its hours are one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ave_tui import commands
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from screens.navigation import OpenHours
from screens.record_cells import Look, Shown
from screens.record_list import ListScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

    from ave_tui.commands import Command
    from ave_tui.domain.schema import Id
    from ave_tui.services.workspace import Services


class _Latest(Shown):
    """A date of which one looks for the latest first."""

    @property
    def is_figure(self) -> bool:
        """Whether the order begins with the largest."""
        return True


class VisitsScreen(ListScreen):
    """Every site visit that was noted."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.RECORD_HOURS)
    bar: ClassVar[tuple[Command, ...]] = (
        commands.OPEN,
        commands.NEW,
        commands.RECORD_HOURS,
        commands.UNDO,
        commands.BACK,
        commands.MENU,
        commands.HELP,
        commands.SORT,
        commands.DELETE,
    )
    help_text = N_(
        "Ctrl+N notes a visit: today's date and your name are filled in, a company is enough. Then "
        "its hours are one key away. What is to be done next comes back on the first screen when "
        "its day has come."
    )
    table = "visit"
    columns = (
        Shown("company", N_("Company"), width=24),
        _Latest("on_date", N_("Date"), Look.DAY, width=11),
        Shown("lot_name", N_("Lot"), width=24, gives_way=3),
        Shown("next_step", N_("What to do next")),
        Shown("next_on", N_("To do by"), Look.DAY, width=11, gives_way=2),
        Shown("facilitator", N_("Facilitator"), width=18, gives_way=4),
    )
    empty_text = N_("No visit is noted yet: Ctrl+N notes the first one.")

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._sorted = 1

    def _made(self, row: Id | None) -> None:
        super()._made(row)
        if row is not None:
            self.tell_done(_("{key} types in its hours.", key=commands.RECORD_HOURS.shown_key))

    def action_record_hours(self) -> None:
        """Type in the hours that were learnt on the visit."""
        if self._here is None:
            self.app.bell()
        else:
            self.post_message(OpenHours("visit", self._here))
