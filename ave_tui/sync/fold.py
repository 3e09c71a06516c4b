"""From the operations of one row to the row: a pure function of their *set*.

Because it depends on nothing else, neither the order in which bundles arrive, nor doubles, nor
delays can matter: every laptop with the same operations shows the same row and the same conflicts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.schema import Table, Value, Values
    from ave_tui.sync.causality import Causality
    from ave_tui.sync.operation import Device, Operation


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that somebody wrote and nobody who had seen it has replaced."""

    operation: Operation
    value: Value


@dataclass(frozen=True, slots=True)
class Conflict:
    """Concurrent claims that differ; computed from the log, never stored."""

    field: str
    """A field's name, or ``deleted`` when one withdrew what another still wrote to."""
    claims: tuple[Claim, ...]
    """The one that is shown comes first."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A row as its operations make it."""

    values: Values
    deleted: bool
    erased: bool
    conflicts: tuple[Conflict, ...] = ()


def fold(table: Table, operations: Sequence[Operation], causality: Causality) -> Folded:
    """Return the row that a set of operations makes.

    - A field shows the newest of the claims that nobody saw; they are a conflict if they differ.
    - A row is withdrawn only if the withdrawal had seen every other write to it: an hour that
      somebody else edited can't be withdrawn by someone who hadn't seen the edit.
    - An erasure wins over everything, whenever it arrives.
    """
    values = table.blank
    erasures = [Claim(operation, None) for operation in operations if operation.act == "erase"]
    if erasures:
        values |= _unseen(erasures, causality)[0].operation.values
        return Folded(values, _is_deleted(operations, causality), erased=True)
    if len(operations) == 1:
        values |= operations[0].values
        return Folded(values, operations[0].act == "delete", erased=False)
    conflicts: list[Conflict] = []
    claims: dict[str, list[Claim]] = {}
    for operation in operations:
        for name, value in operation.values.items():
            claims.setdefault(name, []).append(Claim(operation, value))
    for name in sorted(claims):
        standing = _unseen(claims[name], causality)
        values[name] = standing[0].value
        if len({claim.value for claim in standing}) > 1:
            conflicts.append(Conflict(name, tuple(standing)))
    heads = _unseen(
        [Claim(operation, int(operation.act == "delete")) for operation in operations], causality
    )
    deleted = all(claim.value for claim in heads)
    if not deleted and any(claim.value for claim in heads):
        conflicts.append(Conflict("deleted", tuple(heads)))
    return Folded(values, deleted, erased=False, conflicts=tuple(conflicts))


def _is_deleted(operations: Sequence[Operation], causality: Causality) -> bool:
    heads = _unseen([Claim(operation, None) for operation in operations], causality)
    return all(claim.operation.act == "delete" for claim in heads)


def _unseen(claims: list[Claim], causality: Causality) -> list[Claim]:
    """Return the claims that no other claim's author had seen, the one to show first."""
    newest_of: dict[Device, Claim] = {}
    for claim in claims:
        other = newest_of.get(claim.operation.device)
        if other is None or other.operation.seq < claim.operation.seq:
            newest_of[claim.operation.device] = claim
    if len(newest_of) == 1:
        return list(newest_of.values())
    newest = sorted(newest_of.values(), key=lambda claim: claim.operation.place, reverse=True)
    return [
        claim
        for claim in newest
        if not any(causality.saw(other.operation, claim.operation) for other in newest)
    ]
