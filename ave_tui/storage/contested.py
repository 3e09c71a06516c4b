"""Rows on which laptops disagreed at a merge: candidates only, conflicts are computed anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ave_tui.storage.connection import Connection


def add(connection: Connection, rows: Mapping[str, str]) -> None:
    """Note rows (id to table) to look for conflicts in."""
    connection.executemany(
        "INSERT OR IGNORE INTO contested (row_id, table_name) VALUES (?, ?)", rows.items()
    )


def forget(connection: Connection, rows: Iterable[str]) -> None:
    """Forget rows that have no conflict any more."""
    connection.executemany("DELETE FROM contested WHERE row_id = ?", [(row,) for row in rows])


def everything(connection: Connection) -> list[tuple[str, str]]:
    """Return table and id of each candidate."""
    return list(connection.execute("SELECT table_name, row_id FROM contested ORDER BY 1, 2"))


def held_back(connection: Connection) -> int:
    """Return how many operations wait for others."""
    return int(connection.execute("SELECT count(*) FROM held_operation").fetchone()[0])
