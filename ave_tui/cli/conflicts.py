"""The command that lists what somebody has to decide, and settles many at once for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.cli.opening import open_home
from ave_tui.i18n import _, _n, say
from ave_tui.paths import find_home

if TYPE_CHECKING:
    import argparse

    from ave_tui.cli.answer import Answer
    from ave_tui.services.conflicts import Claim, Conflict, Unknown


def conflicts(asked: argparse.Namespace, answer: Answer) -> int:
    """List what laptops disagree on and what stands twice; with `--settle`, settle it first."""
    with open_home(find_home(asked.home)) as services:
        settled = 0
        if asked.settle:
            from ave_tui.services.conflicts import Way

            way = Way[asked.settle.upper()]
            settled = services.conflicts.decide_all(services.conflicts.standing(), way)
            answer.line(_n("Settled: one conflict.", "Settled: {count} conflicts.", settled))
        standing = services.conflicts.standing()
        for conflict in standing:
            answer.line(f"{_(conflict.kind.label)}. {say(conflict.about)}. {say(conflict.why)}")
            for claim in conflict.claims:
                answer.line(f"  {said_of(claim)}")
        if standing:
            answer.line(_n("One conflict.", "{count} conflicts.", len(standing)))
        else:
            answer.line(_("Nothing to settle."))
        answer.data(
            ok=True,
            conflicts=[_as_data(conflict) for conflict in standing],
            count=len(standing),
            **({"settled": settled} if asked.settle else {}),
        )
    return 0


def said_of(claim: Claim) -> str:
    """Return a value with who wrote it, when, and what they had not seen."""
    from ave_tui.services.conflict_said import claim_said, unknown_said

    return "; ".join([claim_said(claim), *(unknown_said(unknown) for unknown in claim.unseen)])


def _as_data(conflict: Conflict) -> dict[str, object]:
    from ave_tui.services.conflict_said import value_said

    def claimed(claim: Claim) -> dict[str, object]:
        return {
            "value": claim.value,
            "words": value_said(claim.words),
            "who": claim.who,
            "at": claim.at.isoformat(),
            "device": claim.device,
            "here": claim.here,
            "had_not_seen": [_unseen(unknown) for unknown in claim.unseen],
        }

    return {
        "kind": str(conflict.kind),
        "table": conflict.table,
        "row": conflict.row,
        "field": conflict.field,
        "about": say(conflict.about),
        "why": say(conflict.why),
        "claims": [claimed(claim) for claim in conflict.claims],
        "other": conflict.key.other,
        "rows": list(conflict.rows),
    }


def _unseen(unknown: Unknown) -> dict[str, object]:
    since = None if unknown.nothing_before else unknown.since.isoformat()
    return {"who": unknown.who, "device": unknown.device, "since": since}
