"""The rules from the shell: each with its value today, since when, its source and its default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ave_tui.cli.opening import open_home
from ave_tui.i18n import _
from ave_tui.paths import find_home

if TYPE_CHECKING:
    import argparse

    from ave_tui.cli.answer import Answer
    from ave_tui.domain.rules import Rule
    from ave_tui.services.rule_settings import RuleInUse


def add_settings(every: argparse._SubParsersAction[Any]) -> None:
    """Add the command to the others."""
    about = every.add_parser("settings", help=_("see the rules and where they come from"))
    deeds = about.add_subparsers(
        title=_("Commands"),
        metavar=_("COMMAND"),
        parser_class=type(about),
        required=True,
    )
    deeds.add_parser(
        "list", help=_("list every rule with its value, source and date")
    ).set_defaults(run=list_rules)


def list_rules(asked: argparse.Namespace, answer: Answer) -> int:
    """List every rule."""
    from ave_tui.services.rule_words import default_text, since_text, source_text, today_text

    with open_home(find_home(asked.home)) as services:
        today = services.clock().date().isoformat()
        rules = services.settings.rules()
        named = services.records.labels(
            "authority", [value.authority for rule in rules for value in rule.values]
        )
        for rule in rules:
            since = since_text(rule, today)
            value = today_text(rule)
            if since:
                value = _("{value} since {day}", value=value, day=since)
            answer.line(f"{_(rule.rule.label)}: {value}")
            answer.line(f"    {source_text(rule) or '–'}")
            if rule.holding is not None:
                answer.line("    " + _("default: {value}", value=default_text(rule.rule, today)))
        answer.data(ok=True, rules=[_as_data(rule, named, today) for rule in rules])
    return 0


def _as_data(rule: RuleInUse, named: dict[str, str], today: str) -> dict[str, object]:
    from ave_tui.services.rule_words import source_text

    held = rule.holding
    begun = [since for since, _number in rule.rule.built_in if since <= today]
    since = held.since if held is not None else "".join(begun[-1:])
    return {
        "name": rule.rule.name,
        "label": _(rule.rule.label),
        "unit": rule.rule.unit.value,
        "value": _bare(rule.rule, rule.number, rule.codes),
        "since": since or None,
        "source": source_text(rule),
        "is_default": held is None,
        "default": _bare(rule.rule, rule.rule.default_on(today), rule.rule.codes),
        "default_source": _(rule.rule.source),
        "values": [
            {
                "value": _bare(rule.rule, value.number, tuple(value.codes.split())),
                "since": value.since or None,
                "authority": named.get(value.authority) if value.authority else None,
                "source": value.source,
            }
            for value in rule.values
        ],
    }


def _bare(rule: Rule, number: int, codes: tuple[str, ...]) -> object:
    """Return a value as scripts want it: hours, euros, per cent, yes or no, a list."""
    from ave_tui.domain.rules import Unit

    match rule.unit:
        case Unit.SECONDS:
            return number / 3600
        case Unit.CENTS | Unit.HUNDREDTHS:
            return number / 100
        case Unit.FLAG:
            return bool(number)
        case Unit.CODES:
            return list(codes)
        case _:
            return number
