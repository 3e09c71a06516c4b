"""Bringing others' operations in: one transaction, any order, twice is once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError
from ave_tui.domain.progress import counted, part, quiet
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_
from ave_tui.storage import contested, devices, log, rows
from ave_tui.storage.rows import Row
from ave_tui.sync.bundle import BundleDamagedError, chain
from ave_tui.sync.causality import Causality
from ave_tui.sync.delivery import Delivery, Gap, deliver
from ave_tui.sync.fold import fold
from ave_tui.sync.operation import Operation
from ave_tui.sync.writing import blank_row, put_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ave_tui.domain.progress import Tell
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.sync.bundle import Ends
    from ave_tui.sync.operation import Device


class ForkedHistoryError(AveError):
    """Two different operations bear the same device and number."""

    def __init__(self, device: str) -> None:
        super().__init__(
            N_("Laptop {device} has two different histories: its records were copied or restored."),
            N_("Make a new exchange file on that laptop with this version of the program."),
            device=device[:4].upper(),
        )


class OwnOperationsError(AveError):
    """A bundle holds operations of this very device that it doesn't know."""

    def __init__(self) -> None:
        super().__init__(
            N_("This file holds changes made on this laptop that its records no longer have."),
            N_("Close the program and open it again, then bring the file in once more."),
        )


@dataclass(slots=True)
class Merged:
    """What an import did, or would do."""

    new: int = 0
    """Operations that entered the log."""
    known: int = 0
    held: int = 0
    gaps: list[Gap] = field(default_factory=list)
    before: dict[tuple[str, Id], Row | None] = field(default_factory=dict)
    after: dict[tuple[str, Id], Row] = field(default_factory=dict)
    conflicts: int = 0
    """Rows among these on which laptops disagree now."""


def merge(
    connection: Connection,
    operations: Iterable[Operation],
    ends: Ends,
    import_id: int | None = None,
    tell: Tell = quiet,
) -> Merged:
    """Merge operations into the log and fold the rows they touch, inside a transaction.

    Args:
        connection: Inside a transaction; a preview rolls it back.
        operations: What a bundle holds, in any order.
        ends: The last operation that the bundle holds of each device, and its hash chain there.
        import_id: Noted beside each new operation.
        tell: Told how much is done.

    Raises:
        ForkedHistoryError: A known operation is different here.
        OwnOperationsError: This device's own later operations come back to it.
        BundleDamagedError: A chain doesn't hold.
    """
    merged = Merged()
    had = devices.vector(connection)
    candidates, merged.known = _unknown(connection, operations, had)
    me = devices.mine(connection)
    if me is not None and any(o.device == me.device for o in candidates):
        raise OwnOperationsError
    origins = log.held_from(connection)
    erased = _erased(connection, candidates)
    delivery = deliver(candidates, had, erased)
    erased |= {operation.row for operation in delivery.ready if operation.act == "erase"}
    waiting = [_kept(operation, erased).for_log() for operation in delivery.waiting]
    log.hold(connection, waiting, import_id, origins)
    merged.new, merged.held = len(delivery.ready), len(delivery.waiting)
    merged.gaps = delivery.gaps()
    if delivery.ready:
        ready = counted(delivery.ready, merged.new, part(tell, 0, 0.2))
        log.append(connection, [operation.for_log() for operation in ready], import_id, origins)
        reached = {o.device: delivery.vector[o.device] for o in delivery.ready}
        devices.learn(connection, reached)
        _verify_chains(connection, delivery, ends)
        keys = list(dict.fromkeys((o.table, o.row) for o in delivery.ready))
        refold(connection, keys, merged, part(tell, 0.5, 0.9))
        tell(1)
    return merged


def refold(
    connection: Connection, keys: Sequence[tuple[str, Id]], merged: Merged, tell: Tell = quiet
) -> None:
    """Fold rows anew from the log, and put them."""
    causality = Causality(map(Operation.from_log, log.with_vectors(connection)))
    by_row: dict[Id, list[Operation]] = {row: [] for _, row in keys}
    for operation in map(Operation.from_log, log.of_rows(connection, list(by_row))):
        by_row[operation.row].append(operation)
    by_table: dict[str, list[Id]] = {}
    for table, row in keys:
        by_table.setdefault(table, []).append(row)
    there = {table: rows.read_many(connection, table, ids) for table, ids in by_table.items()}
    disputed: dict[Id, str] = {}
    for table, row in counted(keys, len(keys), tell):
        folded = fold(TABLES[table], by_row[row], causality)
        merged.before[table, row] = there[table].get(row)
        merged.after[table, row] = Row(table, row, folded.values, folded.deleted, folded.erased)
        if folded.conflicts:
            disputed[row] = table
        if folded.erased:
            blank_row(connection, row)
    merged.conflicts = len(disputed)
    contested.add(connection, disputed)
    put_rows(
        connection,
        merged.after.values(),
        [row for row in merged.before.values() if row is not None],
    )


def chain_head(connection: Connection, device: Device, up_to: int) -> str:
    """Return a device's hash chain up to one of its operations."""
    head, reached = devices.chain(connection, device)
    if reached > up_to:
        head, reached = "", 0
    for found in log.of_device(connection, device, reached, up_to):
        head = chain(head, Operation.from_log(found))
    return head


def _unknown(
    connection: Connection, operations: Iterable[Operation], had: dict[Device, int]
) -> tuple[list[Operation], int]:
    """Return what is not in the log, with what was held back; known operations must be the same."""
    new: dict[tuple[Device, int], Operation] = {
        (held.device, held.seq): held for held in map(Operation.from_log, log.held(connection))
    }
    to_compare: dict[Device, dict[int, Operation]] = {}
    known = 0
    for operation in operations:
        key = (operation.device, operation.seq)
        if operation.seq <= had.get(operation.device, 0):
            to_compare.setdefault(operation.device, {})[operation.seq] = operation
            known += 1
        elif key in new and new[key].identity() != operation.identity():
            raise ForkedHistoryError(operation.device)
        elif key not in new or new[key].is_blank:
            new[key] = operation
    for device, theirs in to_compare.items():
        for found in log.of_device(connection, device, min(theirs) - 1, max(theirs)):
            ours = Operation.from_log(found)
            if ours.seq in theirs and ours.identity() != theirs[ours.seq].identity():
                raise ForkedHistoryError(device)
    return list(new.values()), known


def _kept(waiting: Operation, erased: set[Id]) -> Operation:
    """Return a waiting operation as it may be kept: without what was erased."""
    return waiting.blanked() if waiting.row in erased else waiting


def _erased(connection: Connection, candidates: Iterable[Operation]) -> set[Id]:
    """Return which of the rows that operations speak of are known to be erased."""
    spoken_of: dict[str, list[Id]] = {}
    for operation in candidates:
        spoken_of.setdefault(operation.table, []).append(operation.row)
    return {
        row.id
        for table, ids in spoken_of.items()
        for row in rows.read_many(connection, table, ids).values()
        if row.erased
    }


def _verify_chains(connection: Connection, delivery: Delivery, ends: Ends) -> None:
    """Hold the chains that a bundle announces against the log, and note how far they reach."""
    for device in {operation.device for operation in delivery.ready}:
        reached = delivery.vector[device]
        last, announced = ends.get(device, (reached + 1, ""))
        # With a part held back the log may not reach to where the bundle's chain ends.
        if last <= reached and chain_head(connection, device, last) != announced:
            raise BundleDamagedError
        devices.set_chain(connection, device, chain_head(connection, device, reached), reached)
