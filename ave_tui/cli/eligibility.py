"""The command that says who is eligible until when, on what ground, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ave_tui.cli.opening import open_home
from ave_tui.i18n import _, hours, say
from ave_tui.paths import find_home

if TYPE_CHECKING:
    import argparse

    from ave_tui.cli.answer import Answer


def add_eligibility(every: argparse._SubParsersAction[Any]) -> None:
    """Add the command to the others."""
    one = every.add_parser("eligibility", help=_("say until when somebody is eligible, and why"))
    one.add_argument("name", metavar=_("NAME"), nargs="+", help=_("some letters of the name"))
    one.set_defaults(run=eligibility)


def eligibility(asked: argparse.Namespace, answer: Answer) -> int:
    """Say how one person stands."""
    with open_home(find_home(asked.home)) as services:
        service = services.eligibility
        person = service.find(" ".join(asked.name))
        told = service.told(person)
        answer.line(f"{told.name}: {told.standing.light.value} {say(told.said)}")
        for lack in told.lacks:
            answer.line(f"? {say(lack.sentence)}")
        if told.outside.months:
            answer.line(
                _(
                    "Outside: {undecided} h to decide, {accepted} h count, {rejected} h don’t.",
                    undecided=hours(told.outside.undecided),
                    accepted=hours(told.outside.accepted),
                    rejected=hours(told.outside.rejected),
                )
            )
        for decision in told.decisions:
            answer.line(f"{decision.name}. {decision.detail}")
        answer.data(
            ok=True,
            person=person,
            name=told.name,
            light=told.standing.light.name.lower(),
            said=say(told.said),
            eligibility=told.standing.eligibility,
            status=told.standing.status or None,
            ground=told.standing.ground or None,
            grounds=told.grounds,
            starts_on=told.starts_on,
            until=told.until,
            missing=[
                {"code": lack.code, "field": lack.field, "said": say(lack.sentence)}
                for lack in told.lacks
            ],
            outside={
                "undecided": told.outside.undecided,
                "accepted": told.outside.accepted,
                "rejected": told.outside.rejected,
            },
            decisions=[
                {"decision": decision.name, "detail": decision.detail}
                for decision in told.decisions
            ],
        )
    return 0
