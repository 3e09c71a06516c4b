"""Whose time is over: when they were last in contact, what would stay of them, and doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ave_tui import commands
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_
from ave_tui.i18n import _, day, hours
from ave_tui.widgets.columns import Column
from screens.anonymising import ask_anonymous
from screens.marked_people import MarkedPeopleScreen, PersonLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType


class RetentionScreen(MarkedPeopleScreen):
    """Lists who was last in contact longer ago than the rule allows."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.BACK, commands.MARK, commands.MARK_ALL, commands.ANONYMISE_MARKED
    )
    bar = (
        commands.OPEN,
        commands.MARK,
        commands.MARK_ALL,
        commands.ANONYMISE_MARKED,
        commands.BACK,
        commands.MENU,
        commands.HELP,
    )
    help_text = N_(
        "People whose last contact lies longer back than the rule allows (24 months, unless the "
        "settings say otherwise): a contract, hours, a visit where they worked, an exit, a "
        "candidacy, a note, a decision. Space marks, Ins marks all, Ctrl+T makes them anonymous "
        "for good: names and all that tells who they are go, on your colleagues' laptops too; "
        "hours, contracts, exits and what reports count by stay."
    )
    empty_text = N_("Nobody's time is over.")

    def title_now(self) -> str:
        """Return what is listed, with the limit."""
        retention = self.services.retention
        return _(
            "Last contact over {months} months ago, before {day}",
            months=retention.months,
            day=day(retention.limit),
        )

    def columns(self) -> Sequence[Column]:
        """Return the columns beside the name."""
        return (
            Column(_("Last contact"), width=15),
            Column(_("Known by"), share=2, gives_way=2),
            Column(_("What stays"), share=4, gives_way=1),
            Column(_("Hours"), width=10, align="right"),
        )

    def lines(self) -> list[PersonLine]:
        """Return who is due."""
        return [
            PersonLine(
                known.person,
                known.name,
                (
                    day(known.last_day),
                    _(TABLES[known.last_by].label),
                    known.stays,
                    hours(known.seconds),
                ),
            )
            for known in self.services.retention.due()
        ]

    def action_anonymise_marked(self) -> None:
        """Say what it takes away, and do it once it is confirmed."""
        if not self.chosen:
            self.app.bell()
            return
        ask_anonymous(self, [line.person for line in self.chosen])
