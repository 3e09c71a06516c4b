"""Bringing others' operations in: one transaction, any order, twice is once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError
from ave_tui.domain.laptops import short
from ave_tui.domain.progress import counted, part, quiet
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_
from ave_tui.storage import contested, devices, log, rows, trust
from ave_tui.storage.rows import Row
from ave_tui.sync.bundle import BundleDamagedError
from ave_tui.sync.causality import Causality
from ave_tui.sync.chains import Chains
from ave_tui.sync.delivery import Gap, deliver
from ave_tui.sync.fold import fold
from ave_tui.sync.operation import Operation
from ave_tui.sync.writing import blank_row, put_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ave_tui.domain.progress import Tell
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.sync.bundle import Bundle, Ends, Identities
    from ave_tui.sync.circle import Circle
    from ave_tui.sync.operation import Device


class ForkedHistoryError(AveError):
    """Two different operations bear the same device and number."""

    def __init__(self, device: str) -> None:
        super().__init__(
            N_("Laptop {device} has two different histories: its records were copied or restored."),
            N_("Make a new exchange file on that laptop with this version of the program."),
            device=short(device),
        )


class OwnOperationsError(AveError):
    """A bundle holds operations of this very device that it doesn't know."""

    def __init__(self, device: str, seq: int) -> None:
        super().__init__(
            N_("This file holds changes made on this laptop that its records no longer have."),
            N_("Close the program and open it again, then bring the file in once more."),
        )
        self.device, self.seq = device, seq


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
    *,
    known_authors: Collection[Device] = (),
    identities: Identities | None = None,
) -> Merged:
    """Merge operations into the log and fold the rows they touch, inside a transaction.

    Args:
        connection: Inside a transaction; a preview rolls it back.
        operations: What a bundle holds, in any order.
        ends: The last operation that the bundle holds of each device, and its hash chain there.
        import_id: Noted beside each new operation.
        tell: Told how much is done.
        known_authors: Devices whose key is known: what enters of theirs must be signed. Their
            heads, those that came with the bundle too, are in the table of heads already.
        identities: Those that were worked out while the bundle was read.

    Raises:
        AlteredError: An author's signature says otherwise, or there is none where one must be.
        ForkedHistoryError: A known operation is different here.
        OwnOperationsError: This device's own later operations come back to it.
        BundleDamagedError: A chain doesn't hold, or a row points to nothing.
    """
    merged = Merged()
    had = devices.vector(connection)
    candidates, merged.known = _unknown(connection, operations, had, known_authors)
    me = devices.mine(connection)
    own = [o.seq for o in candidates if me is not None and o.device == me.device]
    if me is not None and own:
        raise OwnOperationsError(me.device, max(own))
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
    Chains(connection, ends, identities or {}, known_authors).verify(delivery, had)
    if delivery.ready:
        keys = list(dict.fromkeys((o.table, o.row) for o in delivery.ready))
        refold(connection, keys, merged, part(tell, 0.5, 0.9))
        if _points_to_nothing(connection, merged.after.values()):
            raise BundleDamagedError
        tell(1)
    return merged


def merge_admitted(
    connection: Connection, circle: Circle, bundle: Bundle, import_id: int | None, tell: Tell
) -> Merged:
    """Merge a container that was admitted, as it is done to bring it in and to try it.

    Raises:
        AveError: As for a merge; whoever calls rolls back.
    """
    return merge(
        connection,
        bundle.operations,
        bundle.ends,
        import_id,
        tell,
        known_authors=circle.own.keys() | circle.peers.keys(),
        identities=bundle.identities,
    )


def refold(
    connection: Connection, keys: Sequence[tuple[str, Id]], merged: Merged, tell: Tell = quiet
) -> None:
    """Fold rows anew from the log, and put them."""
    causality = Causality(map(Operation.from_log, log.with_vectors(connection)))
    # A file may use one id in two tables, whatever programs do.
    ids = list(dict.fromkeys(row for _, row in keys))
    by_row: dict[tuple[str, Id], list[Operation]] = {key: [] for key in keys}
    for operation in map(Operation.from_log, log.of_rows(connection, ids)):
        by_row.get((operation.table, operation.row), []).append(operation)
    by_table: dict[str, list[Id]] = {}
    for table, row in keys:
        by_table.setdefault(table, []).append(row)
    there = {table: rows.read_many(connection, table, of) for table, of in by_table.items()}
    disputed: dict[Id, str] = {}
    for table, row in counted(keys, len(keys), tell):
        folded = fold(TABLES[table], by_row[table, row], causality)
        merged.before[table, row] = there[table].get(row)
        merged.after[table, row] = Row(table, row, folded.values, folded.deleted, folded.erased)
        if folded.conflicts:
            disputed[row] = table
        if folded.erased:
            blank_row(connection, table, row)
    merged.conflicts = len(disputed)
    contested.add(connection, disputed)
    contested.forget(connection, [row for _, row in keys if row not in disputed])
    put_rows(
        connection,
        merged.after.values(),
        [row for row in merged.before.values() if row is not None],
    )


def _unknown(
    connection: Connection,
    operations: Iterable[Operation],
    had: dict[Device, int],
    known_authors: Collection[Device],
) -> tuple[list[Operation], int]:
    """Return what is not in the log, with what was held back; known operations must be the same.

    What was held back of somebody whose card was not known then counts only as far as it is
    signed: somebody else may have made it up, and must not keep the author's own from coming in.
    """
    signed = trust.newest_signed(connection)
    new: dict[tuple[Device, int], Operation] = {
        (held.device, held.seq): held
        for held in map(Operation.from_log, log.held(connection))
        if held.device not in known_authors or held.seq <= signed.get(held.device, 0)
    }
    to_compare: dict[Device, dict[int, Operation]] = {}
    known = 0
    for operation in operations:
        key = (operation.device, operation.seq)
        if operation.seq <= had.get(operation.device, 0):
            to_compare.setdefault(operation.device, {})[operation.seq] = operation
            known += 1
        elif key in new and new[key].identity() != operation.identity():
            if operation.device not in known_authors:
                raise ForkedHistoryError(operation.device)
            # This one lies under a signature, the other one can't.
            new[key] = operation
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


def _points_to_nothing(connection: Connection, after: Iterable[Row]) -> bool:
    """Whether one of the rows refers to a row that isn't there: no program writes such."""
    wanted: dict[str, set[Id]] = {}
    for row in after:
        for of_row in TABLES[row.table].fields:
            value = row.values[of_row.name]
            if of_row.target and value is not None:
                wanted.setdefault(of_row.target, set()).add(str(value))
    return any(
        len(rows.read_many(connection, table, sorted(ids))) < len(ids)
        for table, ids in wanted.items()
    )
