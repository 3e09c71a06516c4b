"""Taking a file back as if it had never come: nothing is written, so nothing travels.

Colleagues keep what is theirs, and the same file brings all of it back. It is possible while
nothing builds on what came: no change made here since, no file made since (its maker is believed to
have all of it), no later file that needs it. Afterwards only new operations can take it back, and
those reach the colleagues too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_
from ave_tui.storage import (
    allocation_refresh,
    contested,
    devices,
    exchanges,
    forgetting,
    gates,
    log,
    preferences,
    rows,
    totals,
)
from ave_tui.sync.merge import Merged, refold
from ave_tui.sync.operation import Operation

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.rows import Row
    from ave_tui.sync.operation import Vector


class CanNotForgetError(RuleBrokenError):
    """Something builds on what a file brought."""


def forget(connection: Connection, exchange: int) -> Merged:
    """Forget what a file brought, inside a transaction; return the rows before and after.

    Whatever refuses does so before anything is changed.

    Raises:
        CanNotForgetError: Something builds on it; says what.
    """
    if exchanges.made_since(connection, exchange):
        raise CanNotForgetError(N_("You made an exchange file since."))
    if forgetting.erases(connection, exchange):
        raise CanNotForgetError(N_("It erased somebody for good."))
    keeping = {d: first - 1 for d, first in forgetting.firsts(connection, exchange).items()}
    _widen(connection, exchange, keeping)
    merged = Merged()
    had = log.count(connection)
    keys = forgetting.drop(connection, exchange, keeping)
    merged.new = had - log.count(connection)
    _put(connection, keys, merged)
    exchanges.forget(connection, exchange)
    if forgetting.is_empty(connection):
        # The very first file is gone: these records belong to no structure yet.
        for name in ("space", "facilitator"):
            preferences.put(connection, name, "")
    return merged


def _widen(connection: Connection, exchange: int, keeping: Vector) -> None:
    """Let go of what an earlier file had brought and this one let in; refuse all else."""
    with_vectors = list(map(Operation.from_log, log.with_vectors(connection)))
    vector = devices.vector(connection)
    grew = True
    while grew:
        grew = False
        for device, seq in list(keeping.items()):
            for segment in forgetting.beyond(connection, device, seq, exchange):
                _must_wait(segment.import_id, exchange)
        for operation in with_vectors:
            keeps = keeping.get(operation.device, vector.get(operation.device, 0))
            needs = operation.dependencies().items()
            if operation.seq <= keeps and any(
                seq > keeping.get(device, seq) for device, seq in needs
            ):
                keeping[operation.device] = operation.tx - 1
                grew = True


def _must_wait(import_id: int | None, exchange: int) -> None:
    """Refuse where what builds on the file did not wait for it."""
    if import_id is None:
        raise CanNotForgetError(N_("You changed something since."))
    if import_id > exchange:
        raise CanNotForgetError(N_("A later file builds on it."))


def _put(connection: Connection, keys: list[tuple[str, Id]], merged: Merged) -> None:
    """Fold the rows anew from what the log still says; those it says nothing of are gone."""
    said = {
        (operation.table, operation.row)
        for operation in map(Operation.from_log, log.of_rows(connection, [row for _, row in keys]))
    }
    refold(connection, [key for key in keys if key in said], merged)
    lost: dict[str, list[Row]] = {}
    for table, row in keys:
        if (table, row) not in said and (was := rows.read(connection, table, row)) is not None:
            merged.before[table, row] = was
            merged.after[table, row] = replace(was, deleted=True)
            lost.setdefault(table, []).append(was)
    gates.set_gate(connection, is_open=True)
    # Children first: whatever points to a row is looked for as it goes.
    for table in reversed(TABLES):
        rows.remove_unknown(connection, table, [row.id for row in lost.get(table, ())])
    gates.set_gate(connection, is_open=False)
    gone = [row for some in lost.values() for row in some]
    totals.refresh(connection, (), gone)
    allocation_refresh.refresh(connection, gone)
    contested.forget(connection, [row.id for row in gone])
