"""The limits that hours are held against (field.md 4.3): dated rules, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.rules import RULES, value_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.domain.periods import Period
    from ave_tui.domain.rules import Dated


@dataclass(frozen=True, slots=True)
class Limits:
    """The seconds that one person may plausibly work, over all employers."""

    day: int = RULES["day_limit"].default
    week: int = RULES["week_limit"].default
    month: int = RULES["month_limit"].default
    absolute: int = RULES["month_absolute"].default
    """More than a month can hold, whoever allows it."""
    average: int = RULES["average_limit"].default
    """Per week, over twelve of them."""
    minor: int = RULES["minor_limit"].default
    """Per week, under 18."""
    full_month: int = RULES["full_time_month"].default
    tolerance: int = RULES["lot_tolerance"].default
    """Days around the dates of a lot."""

    @property
    def minor_month(self) -> int:
        """The hours of a month that the week of a minor comes to."""
        return self.minor * 52 // 12


_DEFAULTS: Final = Limits()
_RULE_OF: Final = {
    "day": "day_limit",
    "week": "week_limit",
    "month": "month_limit",
    "absolute": "month_absolute",
    "average": "average_limit",
    "minor": "minor_limit",
    "full_month": "full_time_month",
    "tolerance": "lot_tolerance",
}


LOWEST: Final = {limit: (rule, RULES[rule].default) for limit, rule in _RULE_OF.items()}
"""The rule and the default of each limit."""


def limits_in(period: Period, values: Iterable[Dated], authority: str = "") -> Limits:
    """Return the limits that the rules set for a period: those of its first day (hours.md).

    Args:
        period: The period of the hours.
        values: What was given to rules.
        authority: The contracting authority of their lot, which may have rules of its own.
    """
    given = [value for value in values if value.name in _RULE_OF.values()]
    if not given:
        return _DEFAULTS
    day = period.first.isoformat()
    return Limits(
        **{limit: value_on(rule, given, day, authority) for limit, rule in _RULE_OF.items()}
    )
