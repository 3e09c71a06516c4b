"""The rules that differ by place or year: their defaults, and where those come from.

A value given in the settings applies from a date on; before it, and where none is given, the
default holds. Whoever uses a value says so, and prints it (design.md 3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.durations import HOUR
from ave_tui.domain.rule import Rule, Unit
from ave_tui.domain.sizing_rules import SIZING_RULES
from ave_tui.domain.trade_rules import TRADE_RULES
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["RULES", "Dated", "Rule", "Unit", "codes_on", "holding_on", "value_on"]


_RULES: Final = (
    Rule(
        "day_limit",
        N_("Hours in a day, before a warning"),
        Unit.SECONDS,
        10 * HOUR,
        N_("Labour code: 10 hours a day, 12 by agreement."),
    ),
    Rule(
        "week_limit",
        N_("Hours in a week, before a warning"),
        Unit.SECONDS,
        48 * HOUR,
        N_("Labour code: 48 hours a week at most."),
    ),
    Rule(
        "month_limit",
        N_("Hours in a month, before a warning"),
        Unit.SECONDS,
        208 * HOUR,
        N_("48 hours × 52 weeks / 12 months, over all employers."),
    ),
    Rule(
        "month_absolute",
        N_("Hours in a month that nobody can work"),
        Unit.SECONDS,
        310 * HOUR,
        N_("10 hours on each of 31 days."),
    ),
    Rule(
        "average_limit",
        N_("Hours a week over 12 weeks, before a warning"),
        Unit.SECONDS,
        44 * HOUR,
        N_("Labour code: 44 hours a week on average over 12 weeks."),
    ),
    Rule(
        "minor_limit",
        N_("Hours in a week under 18, before a warning"),
        Unit.SECONDS,
        35 * HOUR,
        N_("Labour code, usage: 35 hours a week for minors and apprentices under 18."),
    ),
    Rule(
        "full_time_month",
        N_("Hours in a month that are full time"),
        Unit.SECONDS,
        140 * HOUR,
        N_("Assumption: 20 days of 7 hours. Two employers that both declare it are a warning."),
    ),
    Rule(
        "lot_tolerance",
        N_("Days around the dates of a lot, without a warning"),
        Unit.DAYS,
        30,
        N_("Assumption: works begin and end some weeks beside their dates."),
    ),
    Rule(
        "return_day",
        N_("Day of the next month by which a return of hours is due"),
        Unit.COUNT,
        15,
        N_("Usage: hours are declared every month, by the middle of the next one."),
    ),
    Rule(
        "return_idle",
        N_("A return is late even where nobody is at work"),
        Unit.FLAG,
        0,
        N_("Assumption: a company whose people have not begun is not reminded each month."),
    ),
    Rule(
        "answer_days",
        N_("Days to answer a reminder"),
        Unit.DAYS,
        10,
        N_("Model of contract papers: documents within 10 days of the request."),
    ),
    Rule(
        "eligibility_warning_days",
        N_("Days before an eligibility ends, for a warning"),
        Unit.DAYS,
        60,
        N_("Usage: orange from 60 days before the end."),
    ),
    Rule(
        "eligibility_months",
        N_("Months that an eligibility lasts"),
        Unit.MONTHS,
        24,
        N_("Most local rules, and the PASS IAE: 24 months."),
    ),
)

RULES: Final = {rule.name: rule for rule in (*_RULES, *TRADE_RULES, *SIZING_RULES)}
"""Every rule by its name."""


class Dated(NamedTuple):
    """A value that somebody gave a rule."""

    row: str
    """The id of its record."""
    name: str
    since: str
    """ISO text; empty where it always held."""
    number: int
    source: str = ""
    authority: str = ""
    """The contracting authority that it holds for; empty where it holds for all."""
    codes: str = ""
    """The accepted codes, with a space between them."""


def holding_on(name: str, values: Iterable[Dated], day: str, authority: str = "") -> Dated | None:
    """Return the value of a rule that holds on a day, ISO text; None where the default does.

    What was said for a contracting authority wins over what holds for all.
    """
    holding = [
        value
        for value in values
        if value.name == name and value.since <= day and value.authority in ("", authority)
    ]
    # Two values since the same day come from two laptops: every laptop must choose the same one.
    return max(
        holding, key=lambda value: (bool(value.authority), value.since, value.row), default=None
    )


def value_on(name: str, values: Iterable[Dated], day: str, authority: str = "") -> int:
    """Return the figure of a rule that holds on a day, ISO text."""
    value = holding_on(name, values, day, authority)
    return RULES[name].default_on(day) if value is None else value.number


def codes_on(name: str, values: Iterable[Dated], day: str, authority: str = "") -> tuple[str, ...]:
    """Return the codes that a rule accepts on a day, ISO text."""
    value = holding_on(name, values, day, authority)
    return RULES[name].codes if value is None else tuple(value.codes.split())
