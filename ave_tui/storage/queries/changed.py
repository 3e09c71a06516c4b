"""What was written since one looked last, here or by an import; so that nothing is read twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


def stamp(connection: Connection) -> tuple[int, int]:
    """Return two numbers of which one changes with every write, whoever writes."""
    (others,) = connection.execute("PRAGMA data_version").fetchone()
    return int(others), connection.total_changes


def newest(connection: Connection) -> dict[str, int]:
    """Return the newest operation of each device."""
    return dict(connection.execute("SELECT id, seq FROM device"))


def changed_rows(
    connection: Connection, since: dict[str, int], now: dict[str, int], most: int
) -> dict[str, set[Id]] | None:
    """Return the rows of each table written between two looks; None when they are too many."""
    spans = [(device, since.get(device, 0), seq) for device, seq in now.items()]
    if sum(max(0, last - first) for _, first, last in spans) > most:
        return None
    rows: dict[str, set[Id]] = {}
    for device, first, last in spans:
        for table, row in connection.execute(
            "SELECT table_name, row_id FROM change_log WHERE device = ? AND seq > ? AND seq <= ?",
            (device, first, last),
        ):
            rows.setdefault(table, set()).add(row)
    return rows
