"""What one transaction of this laptop writes: operations to the log, folded rows to the tables.

A local change has seen everything that is in the log, so it replaces what stands: its fold is the
row with the new values, without looking at older operations.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from ave_tui.domain.about_people import GONE, PERSON
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.schema import SCHEMA, TABLES
from ave_tui.domain.words import N_
from ave_tui.storage import allocation_refresh, devices, gates, log, rows, steps, totals
from ave_tui.storage.rows import Row
from ave_tui.storage.steps import Step
from ave_tui.sync.lines import check_values
from ave_tui.sync.operation import Operation, canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ave_tui.domain.changes import Change
    from ave_tui.domain.schema import Id, Values
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.steps import Key
    from ave_tui.sync.operation import Act


_NOTHING_NEW: Final = {
    table.name: tuple(
        (field.name, field.target)
        for field in table.fields
        if field.target == PERSON or field.target in GONE
    )
    for table in TABLES.values()
}
"""The fields of each table that say of whom a record tells; hours may still come."""


class ErasedError(RuleBrokenError):
    """A record that was erased for good can't be written to again."""

    def __init__(self) -> None:
        super().__init__(
            N_("This record was erased for good."), N_("Make a new one if you need it.")
        )


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was written."""

    device: str
    tx: int
    """The number of its first operation; 0 when nothing had to be written."""
    operations: int
    skipped: int = 0
    """Fields and records that an undo left alone because they were changed since."""
    before: Mapping[tuple[str, Id], Row | None] = field(default_factory=dict)
    after: Mapping[tuple[str, Id], Row] = field(default_factory=dict)
    """The rows it wrote to."""


def write(
    connection: Connection,
    changes: Iterable[Change],
    kind: str,
    actor: str,
    at_ms: int,
    target: Key | None = None,
) -> Receipt:
    """Write changes inside a transaction.

    Args:
        connection: Inside the transaction.
        changes: What to write.
        kind: What the step does, or nothing where it is none that a user took.
        actor: The facilitator who writes.
        at_ms: The time, in UTC milliseconds.
        target: What the step takes back.

    Raises:
        ErasedError: One of the rows was erased for good.
    """
    me = devices.mine(connection)
    if me is None:  # pragma: no cover - no database is written to before it has its device
        raise RuntimeError("a database without a device")
    first = me.seq + 1
    deps = None
    if me.merged:
        others = {d: seq for d, seq in devices.vector(connection).items() if d != me.device}
        deps = canonical(others) if others else None
    before: dict[tuple[str, str], Row | None] = {}
    after: dict[tuple[str, str], Row] = {}
    operations: list[Operation] = []
    for change in changes:
        key = (change.table, change.row)
        if key not in before:
            before[key] = rows.read(connection, *key)
        stands = after.get(key, before[key])
        if kind == "do":
            _refuse_erased_person(connection, change)
        written = _written(change, stands)
        if written is None:
            continue
        act, values, after[key] = written
        seq = first + len(operations)
        operations.append(
            Operation(
                device=me.device,
                seq=seq,
                tx=first,
                at_ms=at_ms,
                actor=actor,
                version=SCHEMA,
                deps=deps if seq == first else None,
                table=change.table,
                row=change.row,
                act=act,
                salt=_salt(change.table, values) if act == "set" else None,
                payload=None if act == "delete" else canonical(values),
            )
        )
    tx = first if operations else 0
    if kind in ("undo", "redo") or (kind and operations):
        if kind == "do" and any(operation.act == "erase" for operation in operations):
            kind = steps.ERASE
        steps.add(connection, Step(me.device, tx, kind, target))
    if operations:
        log.append(connection, [operation.for_log() for operation in operations])
        devices.advance(connection, me.device, first + len(operations) - 1, merged=False)
        put_rows(connection, after.values(), (row for row in before.values() if row))
        for operation in operations:
            if operation.act == "erase":
                blank_row(connection, operation.table, operation.row)
    return Receipt(me.device, tx, len(operations), before=before, after=after)


def put_rows(connection: Connection, after: Iterable[Row], before: Iterable[Row]) -> None:
    """Put folded rows through the gates, and bring the totals up to date.

    Args:
        connection: Inside a transaction.
        after: The rows as they are now.
        before: The rows as they were, for hours that moved away from where they counted.
    """
    by_table: dict[str, list[Row]] = {}
    for row in after:
        by_table.setdefault(row.table, []).append(row)
    gates.set_gate(connection, is_open=True)
    for table in TABLES:
        if table in by_table:
            rows.write(connection, table, by_table[table])
    gates.set_gate(connection, is_open=False)
    were = list(before)
    totals.refresh(connection, by_table.get("hours_entry", ()), were)
    allocation_refresh.refresh(connection, chain(were, *by_table.values()))


def blank_row(connection: Connection, table: str, row: str) -> None:
    """Blank what the log, and what waits beside it, says of a row that was erased."""
    said = [*log.of_rows(connection, [row]), *log.held_of_row(connection, row)]
    digests = {
        (operation.device, operation.seq): operation.payload_digest()
        for operation in map(Operation.from_log, said)
        if operation.table == table and operation.act == "set" and not operation.is_blank
    }
    log.blank(connection, row, digests)


def _refuse_erased_person(connection: Connection, change: Change) -> None:
    """Refuse to tell something new about somebody who was erased for good."""
    for name, parent in () if change.erase else _NOTHING_NEW[change.table]:
        row = (change.values or {}).get(name)
        if isinstance(row, str):
            found = rows.read(connection, parent, row)
            if found is not None and found.erased:
                raise ErasedError


def _written(change: Change, stands: Row | None) -> tuple[Act, Values, Row] | None:
    """Return what an operation for this change says, and the row after it; None when nothing."""
    table = TABLES[change.table]
    if stands is not None and stands.erased and not change.erase and change.values is not None:
        raise ErasedError
    blank = Row(change.table, change.row, table.blank)
    if change.erase:
        remains = dict(change.values or {})
        return "erase", remains, replace(blank, values=table.blank | remains, erased=True)
    if change.values is None:
        if stands is None or stands.deleted:
            return None
        return "delete", {}, replace(stands, deleted=True)
    if not check_values(table, change.values):
        raise ValueError(f"not the fields of {change.table}: {sorted(change.values)}")
    old = blank.values if stands is None else stands.values
    new = {name: value for name, value in change.values.items() if old[name] != value}
    if stands is not None and not stands.deleted and not new:
        return None
    return "set", new, replace(stands or blank, values=old | new, deleted=False)


def _salt(table: str, values: Values) -> str | None:
    """Return a salt where the values tell something about a person: a hash of them is a trace."""
    personal = {column.name for column in TABLES[table].fields if column.personal}
    return secrets.token_hex(16) if personal & values.keys() else None
