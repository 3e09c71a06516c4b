"""The rules that differ by place or year: their defaults, and where those come from.

A value given in the settings applies from a date on; before it, and where none is given, the
default holds. Whoever uses a value says so, and prints it (design.md 3).
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.durations import HOUR
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable


class Unit(Enum):
    """What the figure of a rule counts."""

    SECONDS = "seconds"
    DAYS = "days"
    MONTHS = "months"
    COUNT = "count"
    CENTS = "cents"
    HUNDREDTHS = "hundredths"
    """A figure with two decimals, as a share in percent."""
    FLAG = "flag"
    CODES = "codes"
    """No figure, but codes that are accepted."""


# Tuples: the first screen asks for rules, and a dataclass takes five times as long to make.
class Rule(NamedTuple):
    """A figure that a structure may set for itself."""

    name: str
    label: str
    unit: Unit
    default: int
    source: str
    """Where the default comes from, an English sentence."""
    codes: tuple[str, ...] = ()
    """The codes that are accepted by default, for a rule of codes."""


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
    Rule(
        "hourly_ceiling",
        N_("Hourly ceiling of social security, as a base of penalties"),
        Unit.CENTS,
        2900,
        N_("Order of 19 December 2024: 29 € for 2025; each year has its own."),
    ),
    Rule(
        "proof_days",
        N_("Working days within which documents are due"),
        Unit.DAYS,
        10,
        N_("Model clause of 2018: within 10 working days of the request."),
    ),
    Rule(
        "alsace_moselle",
        N_("Good Friday and 26 December are holidays (Alsace, Moselle)"),
        Unit.FLAG,
        0,
        N_("Labour code, L3134-13: only in Haut-Rhin, Bas-Rhin and Moselle."),
    ),
)

RULES: Final = {rule.name: rule for rule in _RULES}
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
    return RULES[name].default if value is None else value.number


def codes_on(name: str, values: Iterable[Dated], day: str, authority: str = "") -> tuple[str, ...]:
    """Return the codes that a rule accepts on a day, ISO text."""
    value = holding_on(name, values, day, authority)
    return RULES[name].codes if value is None else tuple(value.codes.split())
