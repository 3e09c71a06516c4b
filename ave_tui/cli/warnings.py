"""The command that lists what is doubtful about hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.cli.opening import open_home
from ave_tui.i18n import _, _n, hours, said, say
from ave_tui.paths import find_home

if TYPE_CHECKING:
    import argparse

    from ave_tui.cli.answer import Answer
    from ave_tui.services.warnings import Warned


def add_warnings(parser: argparse.ArgumentParser) -> None:
    """Say what can be typed after ``ave-tui warnings``."""
    parser.add_argument("--settled", action="store_true", help=_("also those that were settled"))
    parser.set_defaults(run=warnings)


def warnings(asked: argparse.Namespace, answer: Answer) -> int:
    """List the warnings about the hours of one's own contracts."""
    from ave_tui.domain.period_words import period_words

    with open_home(find_home(asked.home)) as services:
        standing = services.warnings.standing(settled=asked.settled)
    for each in standing:
        answer.line(
            f"{said(period_words(each.period))}. {each.who}, {each.where}. "
            f"{hours(each.seconds)} h. {say(each.why)}"
        )
        if each.settled:
            answer.line("  " + _("Settled: {reason}", reason=each.settled.reason))
    if not standing:
        answer.line(_("No hours want a look."))
    else:
        answer.line(_n("One warning.", "{count} warnings.", len(standing)))
    answer.data(ok=True, count=len(standing), warnings=[_as_data(each) for each in standing])
    return 0


def _as_data(warning: Warned) -> dict[str, object]:
    settled = warning.settled
    return {
        "kind": warning.kind.value,
        "subject": warning.subject,
        "who": warning.who,
        "where": warning.where,
        "company": warning.company,
        "period": warning.period,
        "seconds": warning.seconds,
        "why": say(warning.why),
        "assignment": warning.assignment,
        "settled": settled
        and {"outcome": settled.outcome, "reason": settled.reason, "on": settled.on},
    }
