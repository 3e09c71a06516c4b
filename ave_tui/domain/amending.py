"""What amendments, phases, renewals and orders make of the hours, the end and the amount.

A change counts from the day on which it is in force; one without such a day is not affirmed yet.
One that names no lot is spread over the contract's lots in proportion to their hours, and a lot's
change over its awards in proportion to their shares: to the second, nothing lost, nothing twice.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.durations import share_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ave_tui.domain.schema import Id


class Amended(NamedTuple):
    """A change of a public contract."""

    row: Id
    contract: Id
    lot: Id | None
    notified_on: str | None
    due: int | None

    def in_force(self, day: str) -> bool:
        """Tell whether it counts on a day, ISO text."""
        return bool(self.notified_on) and str(self.notified_on) <= day


class Weighed(NamedTuple):
    """A lot or an award, with the hours by which it takes part."""

    row: Id
    due: int | None


def spread(seconds: int, over: Sequence[Weighed]) -> dict[Id, int]:
    """Return the parts of hours added or taken off, in proportion; equal where none has hours."""
    if not over:
        return {}
    # The order decides who gets the odd second: every laptop must choose the same one.
    ordered = sorted(over)
    weights = [max(0, each.due or 0) for each in ordered]
    if not any(weights):
        weights = [1] * len(ordered)
    sign = -1 if seconds < 0 else 1
    parts = share_out(abs(seconds), weights)
    return {each.row: sign * part for each, part in zip(ordered, parts, strict=True)}


def added_to_lots(
    changes: Iterable[Amended], lots: Mapping[Id, Sequence[Weighed]], day: str
) -> dict[Id, int]:
    """Return what the changes in force on a day add to each lot.

    Args:
        changes: Those of some contracts.
        lots: The lots of each contract, with the hours they were notified with.
        day: ISO text.
    """
    added: dict[Id, int] = defaultdict(int)
    for change in changes:
        if not change.due or not change.in_force(day):
            continue
        if change.lot is not None:
            added[change.lot] += change.due
            continue
        for lot, part in spread(change.due, lots.get(change.contract, ())).items():
            added[lot] += part
    return dict(added)


def added_to_awards(
    added: Mapping[Id, int], awards: Mapping[Id, Sequence[Weighed]]
) -> dict[Id, int]:
    """Return what is added to each award, where something is added to its lot.

    Args:
        added: What is added to each lot.
        awards: The awards of each lot that have an obligation of their own: of a group, the lead.
    """
    parts: dict[Id, int] = defaultdict(int)
    for lot, seconds in added.items():
        for award, part in spread(seconds, awards.get(lot, ())).items():
            parts[award] += part
    return dict(parts)


def is_member(award: Id, lead: Id | None, leads: Mapping[Id, Id | None]) -> bool:
    """Tell whether an award stands under another one of its group, which bears the obligation.

    Args:
        award: The award.
        lead: The award it is said to stand under.
        leads: Every live award of the lot, with the one it stands under.
    """
    if lead is None or lead == award or lead not in leads:
        return False
    # Two laptops may each have put one under the other: then the first of them leads.
    return leads[lead] != award or lead < award
