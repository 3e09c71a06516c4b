"""Kinds of warnings as they are listed and settled, and what each is about by stable ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import Choice
from ave_tui.domain.periods import Day, Month
from ave_tui.domain.plausibility import Doubt
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from ave_tui.domain.periods import Period
    from ave_tui.domain.schema import Id


class WarningKind(Choice):
    """What is doubtful; the code is kept with what was decided of it."""

    TWICE_DECLARED = "TWICE_DECLARED", N_("Declared twice")
    IMPOSSIBLE_MONTH = "IMPOSSIBLE_MONTH", N_("Impossible month")
    LONG_MONTH = "LONG_MONTH", N_("Long month")
    LONG_AVERAGE = "LONG_AVERAGE", N_("Long average")
    LONG_WEEK = "LONG_WEEK", N_("Long week")
    LONG_DAY = "LONG_DAY", N_("Long day")
    MINOR = "MINOR", N_("Under 18")
    OUTSIDE_EMPLOYMENT = "OUTSIDE_EMPLOYMENT", N_("Outside contract")
    OUTSIDE_ASSIGNMENT = "OUTSIDE_ASSIGNMENT", N_("Outside assignment")
    OUTSIDE_LOT = "OUTSIDE_LOT", N_("Outside lot")
    OUTSIDE_ELIGIBILITY = "OUTSIDE_ELIGIBILITY", N_("Outside eligibility")
    FUTURE = "FUTURE", N_("In the future")
    NIL_CONTRADICTED = "NIL_CONTRADICTED", N_("Despite nil")
    DETAIL_DIFFERS = "DETAIL_DIFFERS", N_("Detail differs")


_OF_DOUBT: Final = {
    Doubt.BEFORE_ELIGIBILITY: WarningKind.OUTSIDE_ELIGIBILITY,
    Doubt.AFTER_ELIGIBILITY: WarningKind.OUTSIDE_ELIGIBILITY,
}
OF_PERSON: Final = frozenset(
    {
        WarningKind.TWICE_DECLARED,
        WarningKind.IMPOSSIBLE_MONTH,
        WarningKind.LONG_MONTH,
        WarningKind.LONG_AVERAGE,
        WarningKind.MINOR,
    }
)
"""What is said of a person's month over all employers: once, whichever row shows it."""


def kind_of(doubt: Doubt) -> WarningKind:
    """Return what a doubt about a figure is called in the list."""
    return _OF_DOUBT.get(doubt) or WarningKind(doubt.name)


def subject_of(kind: WarningKind, assignment: Id, whose: Id, period: Period) -> str:
    """Return what a warning is about: the same on every laptop, however many figures raise it.

    Args:
        kind: The warning.
        assignment: The row of hours.
        whose: The person at work there; the assignment itself where it has none.
        period: The figure that raises it.
    """
    month = str(period.month)
    if kind in OF_PERSON:
        return f"{whose} {month}"
    if kind is WarningKind.LONG_WEEK and not isinstance(period, Month):
        day = period.first
        year, week, _weekday = day.isocalendar()
        return f"{whose} {year}-W{week:02d}"
    if kind is WarningKind.LONG_DAY:
        return f"{whose if isinstance(period, Day) else assignment} {period}"
    return f"{assignment} {month}"
