"""The rules that differ by place or year: their defaults, and where those come from.

A value given in the settings applies from a date on; before it, and where none is given, the
default holds. Whoever uses a value says so, and prints it (design.md 3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.durations import HOUR
from ave_tui.domain.rule import Rule, Unit
from ave_tui.domain.sizing_rules import SIZING_RULES
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
        "retention_months",
        N_("Months that a person is kept by name after the last contact"),
        Unit.MONTHS,
        24,
        N_("CNIL, deliberation 2023-095: two years after the last contact."),
    ),
    Rule(
        "delicate_words",
        N_("Point out words of health and offences in notes"),
        Unit.FLAG,
        1,
        N_("CNIL: no more is written of a person than the purpose needs."),
    ),
    Rule(
        "public_mission",
        N_("The structure acts in the public interest (notice to participants)"),
        Unit.FLAG,
        1,
        N_("RGPD 6-1-e for public bodies; an association without a mandate says no (6-1-f)."),
    ),
    Rule(
        "stuck_studied_days",
        N_("Days under study, before a reminder"),
        Unit.DAYS,
        365,
        N_("Assumption: a purchase programme is made for a year."),
    ),
    Rule(
        "stuck_claused_days",
        N_("Days with a clause and no tender, before a reminder"),
        Unit.DAYS,
        180,
        N_("Assumption: half a year from the clause to the tender."),
    ),
    Rule(
        "stuck_tender_days",
        N_("Days out to tender, before a reminder"),
        Unit.DAYS,
        180,
        N_("Assumption: tenders bind their makers for up to six months."),
    ),
    Rule(
        "stuck_awarded_days",
        N_("Days awarded and not notified, before a reminder"),
        Unit.DAYS,
        60,
        N_("Assumption: two months from award to notification."),
    ),
    Rule(
        "stuck_notified_days",
        N_("Days notified and not begun, before a reminder"),
        Unit.DAYS,
        90,
        N_("Assumption: three months from notification to the start."),
    ),
    Rule(
        "stuck_suspended_days",
        N_("Days suspended, before a reminder"),
        Unit.DAYS,
        180,
        N_("Assumption: ask after half a year of suspension."),
    ),
    Rule(
        "close_after_days",
        N_("Days after the end of a contract, before it should be closed"),
        Unit.DAYS,
        30,
        N_("Assumption: a month for the last return and the final report."),
    ),
    Rule(
        "phase_warning_days",
        N_("Days before an optional phase or a renewal, for a reminder"),
        Unit.DAYS,
        90,
        N_("Assumption: the buyer decides three months before."),
    ),
    Rule(
        "exit_moments",
        N_("After a contract: when the situation is asked for"),
        Unit.CODES,
        0,
        N_("Usage: at the end, at 3, 6 and 12 months; FSE+ asks at the end and at 6 months."),
        ("END", "MONTH_3", "MONTH_6", "MONTH_12"),
    ),
    Rule(
        "exit_ahead_days",
        N_("After a contract: days before a call, for it to be listed"),
        Unit.DAYS,
        30,
        N_("Assumption: a month ahead."),
    ),
    Rule(
        "exit_days",
        N_("After a contract: days for which one keeps calling"),
        Unit.DAYS,
        60,
        N_("Assumption: two months after its day a situation is given up."),
    ),
    Rule(
        "exit_again_days",
        N_("After a contract: days between two calls in vain"),
        Unit.DAYS,
        7,
        N_("Assumption: try again a week later."),
    ),
    Rule(
        "exit_tries",
        N_("After a contract: calls in vain until somebody is out of reach"),
        Unit.COUNT,
        3,
        N_("Assumption: three calls."),
    ),
    Rule(
        "need_warning_days",
        N_("Days before candidates are wanted, for a warning where there is none"),
        Unit.DAYS,
        7,
        N_("Assumption: a week before the day."),
    ),
    Rule(
        "answer_days",
        N_("Days that a company may take to answer for a candidate"),
        Unit.DAYS,
        10,
        N_("Assumption: ten days."),
    ),
    Rule(
        "eligibility_months_permanent",
        N_("Months that an eligibility lasts, in an open-ended contract"),
        Unit.MONTHS,
        12,
        N_("Usage: after 12 months the person is in lasting employment."),
    ),
    Rule(
        "eligibility_months_permanent_extended",
        N_("The same, extended by a decision"),
        Unit.MONTHS,
        24,
        N_("Usage: up to 24 months, by a reasoned decision."),
    ),
    Rule(
        "eligibility_months_alternating",
        N_("Months that an eligibility lasts at most, in work and training"),
        Unit.MONTHS,
        36,
        N_("Usage: as long as the contract, 36 months at most."),
    ),
    Rule(
        "accepted_structures",
        N_("Structures whose people count"),
        Unit.CODES,
        0,
        N_("CCAG 2021, article 16; some authorities leave out the GEIQ or the EITI."),
        ("ETTI", "AI", "EI", "ACI", "EITI", "GEIQ", "EA", "EATT", "ESAT", "REGIE"),
    ),
)

RULES: Final = {rule.name: rule for rule in (*_RULES, *SIZING_RULES)}
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
