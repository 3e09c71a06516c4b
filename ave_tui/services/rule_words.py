"""Rules as they are read: their values, since when these hold, and where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.rule import Unit
from ave_tui.domain.shares_text import hundredths_text
from ave_tui.i18n import _, _n, hours, language
from ave_tui.services.labels import day_text
from ave_tui.services.sizing_words import euros

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.rules import Rule
    from ave_tui.services.rule_settings import RuleInUse


def value_text(rule: Rule, number: int, codes: Sequence[str] = ()) -> str:
    """Return a value of a rule with its unit."""
    match rule.unit:
        case Unit.SECONDS:
            return _("{hours} h", hours=hours(number))
        case Unit.DAYS:
            return _n("one day", "{count} days", number)
        case Unit.MONTHS:
            return _n("one month", "{count} months", number)
        case Unit.CENTS:
            return euros(number)
        case Unit.HUNDREDTHS:
            return hundredths_text(number, "," if language() == "fr" else ".")
        case Unit.FLAG:
            return _("yes") if number else _("no")
        case Unit.COUNT:
            return str(number)
        case Unit.CODES:
            return ", ".join(_band(code) for code in codes)


def _band(code: str) -> str:
    """Return a band of a scale as one says it; any other code as it is."""
    amount, sign, due = code.partition(":")
    if not (sign and amount.isdecimal() and due.isdecimal()):
        return code
    return _("from {amount}: {hours} h", amount=euros(int(amount) * 100), hours=due)


def today_text(rule: RuleInUse) -> str:
    """Return the value that holds today."""
    return value_text(rule.rule, rule.number, rule.codes)


def default_text(rule: Rule, today: str) -> str:
    """Return what holds where nobody has given another value."""
    return value_text(rule, rule.default_on(today), rule.codes)


def since_text(rule: RuleInUse, today: str) -> str:
    """Return since when today's value holds; empty where it always did."""
    if rule.holding is not None:
        return day_text(rule.holding.since)
    begun = [since for since, _number in rule.rule.built_in if since <= today]
    return day_text(begun[-1]) if begun else ""


def source_text(rule: RuleInUse) -> str:
    """Return where today's value comes from."""
    return _(rule.rule.source) if rule.holding is None else rule.holding.source
