"""The log as people read it: transactions, newest first, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.log import OperationTuple

Place = tuple[int, str, int]
"""Time, device and number of a transaction: where a page ends and the next begins."""


class Written(NamedTuple):
    """A transaction of the log."""

    device: str
    tx: int
    at_ms: int
    operations: int
    person: str
    """The facilitator who wrote it; empty where the laptop knew none."""
    here: bool
    """It was written on this laptop."""
    file_name: str
    """The file that brought it; empty where it was written here."""


_OPERATION: Final = (
    "device, seq, tx, at_ms, actor, version, deps, table_name, row_id, act, salt, payload, digest"
)
# Numbers of a device have no gap and a transaction is one run of them, so the next one's begins
# where this one ends.
_WRITTEN: Final = (
    "SELECT o.device, o.tx, o.at_ms, coalesce((SELECT min(n.seq) FROM change_log n "
    "WHERE n.device = o.device AND n.seq > o.tx AND n.tx > o.tx), d.seq + 1) - o.tx, "
    "trim(coalesce(f.first_name, '') || ' ' || coalesce(f.last_name, '')), coalesce(d.mine, 0), "
    "coalesce(x.file_name, '') FROM change_log o LEFT JOIN device d ON d.id = o.device "
    "LEFT JOIN facilitator f ON f.id = o.actor LEFT JOIN exchange x ON x.id = o.import_id "
)
_NEWEST_FIRST: Final = "ORDER BY o.at_ms DESC, o.device DESC, o.seq DESC"


def transactions(connection: Connection, before: Place | None, limit: int) -> list[Written]:
    """Return the transactions before a place, the newest first."""
    after = "AND (o.at_ms, o.device, o.seq) < (?, ?, ?) " if before else ""
    found = connection.execute(
        f"{_WRITTEN} WHERE o.seq = o.tx {after}{_NEWEST_FIRST} LIMIT ?", (*(before or ()), limit)
    )
    return [_written(row) for row in found]


def count(connection: Connection) -> int:
    """Return how many transactions there are."""
    found = connection.execute("SELECT count(*) FROM change_log WHERE seq = tx").fetchone()
    return int(found[0])


def transaction(connection: Connection, device: str, tx: int) -> Written | None:
    """Return one transaction."""
    found = connection.execute(
        f"{_WRITTEN} WHERE o.device = ? AND o.seq = ?", (device, tx)
    ).fetchone()
    return None if found is None else _written(found)


def transactions_of(connection: Connection, row: Id) -> list[Written]:
    """Return the transactions that wrote to a row, the newest first."""
    found = connection.execute(
        f"{_WRITTEN} WHERE (o.device, o.seq) IN "
        f"(SELECT device, tx FROM change_log WHERE row_id = ?) {_NEWEST_FIRST}",
        (row,),
    )
    return [_written(row) for row in found]


def operations(connection: Connection, device: str, tx: int, most: int) -> list[OperationTuple]:
    """Return the first operations of a transaction."""
    return list(
        connection.execute(
            f"SELECT {_OPERATION} FROM change_log "
            "WHERE device = ? AND seq >= ? AND seq < ? AND tx = ? ORDER BY seq",
            (device, tx, tx + most, tx),
        )
    )


def steps_taken(connection: Connection, device: str) -> dict[int, str]:
    """Return which transactions of this laptop undid or did something again."""
    return dict(
        connection.execute(
            "SELECT tx, kind FROM step WHERE device = ? AND kind <> 'do' AND tx > 0", (device,)
        )
    )


def _written(found: tuple[str, int, int, int, str, int, str]) -> Written:
    device, tx, at_ms, count, person, here, file_name = found
    return Written(device, tx, at_ms, count, person, bool(here), file_name)
