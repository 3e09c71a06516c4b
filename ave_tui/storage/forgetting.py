"""Taking operations out of the log again: only ever those of the newest file that came."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ave_tui.storage.log import KEPT

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


class Segment(NamedTuple):
    """A transaction beyond what the log would keep."""

    device: str
    tx: int
    import_id: int | None
    """The file that brought it; none where it was written here."""


def firsts(connection: Connection, exchange: int) -> dict[str, int]:
    """Return the first number of each device among the operations that a file brought."""
    return dict(
        connection.execute(
            "SELECT device, min(seq) FROM change_log WHERE import_id = ? GROUP BY device",
            (exchange,),
        )
    )


def erases(connection: Connection, exchange: int) -> bool:
    """Tell whether a file brought an erasure."""
    found = connection.execute(
        "SELECT count(*) FROM change_log WHERE import_id = ? AND act = 'erase'", (exchange,)
    )
    return bool(found.fetchone()[0])


def beyond(connection: Connection, device: str, seq: int, exchange: int) -> list[Segment]:
    """Return the transactions of a device after a number that another file, or nobody, brought."""
    return [
        Segment(*found)
        for found in connection.execute(
            "SELECT DISTINCT device, tx, import_id FROM change_log "
            "WHERE device = ? AND seq > ? AND import_id IS NOT ?",
            (device, seq, exchange),
        )
    ]


def drop(connection: Connection, exchange: int, keeping: dict[str, int]) -> list[tuple[str, Id]]:
    """Take what a file brought out of the log; return the rows it was about.

    Args:
        connection: Inside a transaction.
        exchange: The file.
        keeping: The last number that stays, of each device that loses some. What earlier files
            had brought beyond it waits again, as before.
    """
    connection.execute("DELETE FROM held_operation WHERE import_id = ?", (exchange,))
    rows: dict[tuple[str, Id], None] = {}
    for device, seq in keeping.items():
        gone = "FROM change_log WHERE device = ? AND seq > ?"
        found = connection.execute(f"SELECT DISTINCT table_name, row_id {gone}", (device, seq))
        rows.update(dict.fromkeys(found))
        connection.execute(
            f"INSERT INTO held_operation ({KEPT}) SELECT {KEPT} {gone} AND import_id IS NOT ?",
            (device, seq, exchange),
        )
        connection.execute(f"DELETE {gone}", (device, seq))
        connection.execute(
            "UPDATE device SET seq = ?1, "
            "chain = CASE WHEN chain_seq > ?1 THEN '' ELSE chain END, "
            "chain_seq = CASE WHEN chain_seq > ?1 THEN 0 ELSE chain_seq END WHERE id = ?2",
            (seq, device),
        )
    return list(rows)


def is_empty(connection: Connection) -> bool:
    """Tell whether nothing was ever recorded, and nothing waits."""
    found = connection.execute(
        "SELECT (SELECT count(*) FROM change_log) + (SELECT count(*) FROM held_operation)"
    )
    return not found.fetchone()[0]
