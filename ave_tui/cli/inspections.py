"""What an exchange file is, in lines for people and in one object for scripts."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ave_tui.cli.opening import now
from ave_tui.domain.laptops import short
from ave_tui.i18n import _, _n, day
from ave_tui.sync.signing import is_recipient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.services.inspecting import Inspection


def inspection_facts(found: Inspection) -> dict[str, object]:
    """Return what scripts are told; what could not be found out is empty."""
    card = found.card
    return {
        "accepted": found.accepted,
        "sealed": card is not None,
        "sender": card.device if card else None,
        "name": card.name if card else None,
        "structure": card.structure if card else None,
        "space": card.space if card else None,
        "made_ms": found.made_ms or None,
        "to": found.recipients,
        "bytes": found.size,
        "parts": [asdict(part) for part in found.parts],
        "new": found.new,
        "known": found.known,
        "held": found.held,
        "gaps": [asdict(gap) for gap in found.gaps],
    }


def inspection_lines(found: Inspection) -> Iterator[str]:
    """Yield from whom and for whom a file is, what is in it, and what it lacks here."""
    if found.card is None:
        return
    at = datetime.fromtimestamp(found.made_ms / 1000, UTC).astimezone(now().tzinfo)
    yield _(
        "From {name}, {structure}, laptop {number}",
        name=found.card.name,
        structure=found.card.structure or "–",
        number=short(found.card.device),
    )
    yield _("Made on {day} at {time}", day=day(at.date()), time=f"{at:%H:%M}")
    known = [name for name in found.recipients if not is_recipient(name)]
    if unknown := len(found.recipients) - len(known):
        known.append(
            _n(
                "one whose card is not known here",
                "{count} whose cards are not known here",
                unknown,
            )
        )
    yield _("For {names}.", names=", ".join(known))
    for part in found.parts:
        who = part.name or _("laptop {device}", device=short(part.device))
        said = (
            _("changes {first} to {last} of {who}: signed by their author")
            if part.vouched_by == "author"
            else _("changes {first} to {last} of {who}: on the sender's word alone")
        )
        yield "  " + said.format(first=part.first, last=part.last, who=who)
    if found.accepted:
        yield _(
            "It would be brought in: {new} new, {known} here already, {held} would wait.",
            new=found.new,
            known=found.known,
            held=found.held,
        )
    for gap in found.gaps:
        yield "  " + _(
            "missing here: changes {first} to {last} of laptop {device}",
            first=gap.first,
            last=gap.last,
            device=short(gap.device),
        )
