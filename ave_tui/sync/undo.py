"""Taking a transaction back: by new operations, so that it can travel like any other change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.changes import Change
from ave_tui.domain.schema import TABLES
from ave_tui.storage import log, rows
from ave_tui.sync.causality import Causality
from ave_tui.sync.fold import fold
from ave_tui.sync.operation import Operation

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.sync.operation import Device


def compensation(connection: Connection, device: Device, tx: int) -> tuple[list[Change], int]:
    """Return the changes that take a transaction back, and how many fields they leave alone.

    Each row gets back what it held when the transaction was made: the fold of what its author had
    seen. What someone else has written since, or at the same time, is left alone: a field, or the
    row where it was made, withdrawn or brought back here.
    """
    causality = Causality(map(Operation.from_log, log.with_vectors(connection)))
    taken = [Operation.from_log(found) for found in log.of_transaction(connection, device, tx)]
    by_row: dict[tuple[str, Id], list[Operation]] = {}
    for operation in taken:
        by_row.setdefault((operation.table, operation.row), []).append(operation)
    changes: list[Change] = []
    skipped = 0
    for (table, row), own in reversed(by_row.items()):
        of_row = [Operation.from_log(found) for found in log.of_rows(connection, [row])]
        everything = [o for o in of_row if o.table == table]
        seen = [o for o in everything if causality.saw(own[0], o)]
        theirs = [o for o in everything if o.device != device and not causality.saw(own[0], o)]
        now = rows.read(connection, table, row)
        if now is None or now.erased or any(o.act == "erase" for o in own):
            skipped += 1
            continue
        left = fold(TABLES[table], [*seen, *own], causality)
        if not seen:
            if theirs:
                skipped += 1
            else:
                changes.append(Change(table, row, None))
            continue
        was = fold(TABLES[table], seen, causality)
        if now.deleted != left.deleted or (was.deleted != left.deleted and theirs):
            skipped += 1
            continue
        touched = {name for o in own for name in o.values}
        alone = touched - {name for o in theirs for name in o.values}
        ours = {name for name in alone if now.values[name] == left.values[name]}
        skipped += len(touched - ours)
        back = {name: was.values[name] for name in sorted(ours)}
        if back or (left.deleted and not was.deleted):
            changes.append(Change(table, row, back))
        if was.deleted and not left.deleted:
            changes.append(Change(table, row, None))
    return changes, skipped
