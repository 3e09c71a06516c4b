"""The ways to settle a conflict, and what each of them writes: ordinary changes, nothing else."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from ave_tui.domain.changes import Change
from ave_tui.domain.disagreement import ConflictKind
from ave_tui.domain.same import verdict_id, verdict_text
from ave_tui.domain.words import N_
from ave_tui.storage.queries.orphans import owned_below

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.domain.schema import Id, Value
    from ave_tui.services.conflict_words import Claim, Conflict
    from ave_tui.storage.connection import Connection


class Way(Enum):
    """A way to settle that many conflicts can be settled in at once."""

    FIRST = N_("What counts now")
    THEIRS = N_("What the others wrote")
    MINE = N_("What I wrote")
    BRING_BACK = N_("Bring back what was deleted")
    WITHDRAW = N_("Delete it too, with all below it")
    SAME = N_("They are the same")
    APART = N_("They are not the same")

    @property
    def label(self) -> str:
        """What a list says, in English."""
        return self.value


_WAYS = {
    ConflictKind.FIELD: (Way.FIRST, Way.THEIRS, Way.MINE),
    ConflictKind.DELETION: (Way.FIRST, Way.THEIRS, Way.MINE),
    ConflictKind.ORPHAN: (Way.BRING_BACK, Way.WITHDRAW),
    ConflictKind.DOUBLE: (Way.SAME, Way.APART),
    ConflictKind.RULE: (),
}


def ways(conflict: Conflict) -> tuple[Way, ...]:
    """Return the ways in which a conflict can be settled without typing anything."""
    return tuple(
        way
        for way in _WAYS[conflict.kind]
        if way not in (Way.THEIRS, Way.MINE) or claim_of(conflict, way) is not None
    )


def ways_of_all(conflicts: Iterable[Conflict]) -> dict[Way, int]:
    """Return how many of some conflicts each way would settle."""
    counts: dict[Way, int] = {}
    for conflict in conflicts:
        for way in ways(conflict):
            counts[way] = counts.get(way, 0) + 1
    return {way: counts[way] for way in Way if way in counts}


def claim_of(conflict: Conflict, way: Way) -> Claim | None:
    """Return the claim that a way takes: the first, mine, or the first that is not mine."""
    if way is Way.FIRST:
        return conflict.claims[0]
    wanted = way is Way.MINE
    return next((claim for claim in conflict.claims if claim.here is wanted), None)


def changes_of_value(conflict: Conflict, value: Value) -> list[Change]:
    """Return the changes that let a value stand for which several stood.

    What stands already would write nothing: so another is written first, in the same step.
    """
    last = _change(conflict, value)
    stands = conflict.claims[0].value
    if value != stands:
        return [last]
    other = next(claim.value for claim in conflict.claims if claim.value != value)
    return [_change(conflict, other), last]


def changes_of_way(connection: Connection, conflict: Conflict, way: Way) -> list[Change]:
    """Return the changes that settle a conflict in one of its ways; none where it is not one."""
    key = conflict.key
    if way not in ways(conflict):
        return []
    match way:
        case Way.BRING_BACK:
            return [Change(conflict.parent, key.other, {})]
        case Way.WITHDRAW:
            # Children first: nobody reads a row whose parent went a moment before.
            below = owned_below(connection, key.table, conflict.rows)
            return [Change(table, row, None) for table, row in reversed(below)]
        case Way.SAME | Way.APART:
            return [verdict(key.table, key.row, key.other, same=way is Way.SAME)]
        case _:
            claim = claim_of(conflict, way)
            return [] if claim is None else changes_of_value(conflict, claim.value)


def verdict(table: str, one: Id, other: Id, *, same: bool) -> Change:
    """Return the change that says of two records that they are the same, or that they are not."""
    left, right = sorted((one, other))
    said = {"table_name": verdict_text(table, same=same), "left_id": left, "right_id": right}
    return Change("same_as", verdict_id(table, one, other), said)


def _change(conflict: Conflict, value: Value) -> Change:
    if conflict.kind is ConflictKind.DELETION:
        return Change(conflict.table, conflict.row, None if value else {})
    return Change(conflict.table, conflict.row, {conflict.field: value})
