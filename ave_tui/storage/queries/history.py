"""The log as people read it: transactions, newest first, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.storage.queries.people import writer_of

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.log import OperationTuple

Place = tuple[int, str, int]
"""Time, device and number of a transaction: where a page ends and the next begins."""


class Sought(NamedTuple):
    """What is wanted of the log; what is empty asks for nothing."""

    actor: Id = ""
    device: str = ""
    tables: tuple[str, ...] = ()
    since_ms: int | None = None
    before_ms: int | None = None


class File(NamedTuple):
    """An exchange file that was brought in."""

    id: int
    at_ms: int
    file_name: str
    peer: str
    operations: int
    person: str
    """Who works on the laptop that made it; empty where nobody has said."""


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
    import_id: int


_EVERYTHING: Final = Sought()
_OPERATION: Final = (
    "device, seq, tx, at_ms, actor, version, deps, table_name, row_id, act, salt, payload, digest"
)
# Numbers of a device have no gap and a transaction is one run of them, so the next one's begins
# where this one ends.
_WRITTEN: Final = (
    "SELECT o.device, o.tx, o.at_ms, coalesce((SELECT min(n.seq) FROM change_log n "
    "WHERE n.device = o.device AND n.seq > o.tx AND n.tx > o.tx), d.seq + 1) - o.tx, "
    "trim(coalesce(f.first_name, '') || ' ' || coalesce(f.last_name, '')), coalesce(d.mine, 0), "
    "coalesce(x.file_name, ''), coalesce(o.import_id, 0) "
    "FROM change_log o LEFT JOIN device d ON d.id = o.device "
    "LEFT JOIN facilitator f ON f.id = o.actor LEFT JOIN exchange x ON x.id = o.import_id "
)
_NEWEST_FIRST: Final = "ORDER BY o.at_ms DESC, o.device DESC, o.seq DESC"


def transactions(
    connection: Connection, before: Place | None, limit: int, sought: Sought = _EVERYTHING
) -> list[Written]:
    """Return the transactions before a place, the newest first."""
    where, values = _where(sought)
    if before:
        where += " AND (o.at_ms, o.device, o.seq) < (?, ?, ?)"
        values += before
    found = connection.execute(
        f"{_WRITTEN} WHERE {where} {_NEWEST_FIRST} LIMIT ?", (*values, limit)
    )
    return [_written(row) for row in found]


def count(connection: Connection, sought: Sought = _EVERYTHING) -> int:
    """Return how many transactions there are."""
    where, values = _where(sought)
    found = connection.execute(f"SELECT count(*) FROM change_log o WHERE {where}", values)
    return int(found.fetchone()[0])


def files(connection: Connection, sought: Sought = _EVERYTHING) -> list[File]:
    """Return the files that brought something, the newest first."""
    where, values = ["direction = 'in' AND operations + held > 0"], []
    for condition, value in (
        ("at_ms >= ?", sought.since_ms),
        ("at_ms < ?", sought.before_ms),
        ("peer = ?", sought.device or None),
    ):
        if value is not None:
            where.append(condition)
            values.append(value)
    return [
        File(number, at_ms, name, peer, operations, writer_of(connection, peer))
        for number, at_ms, name, peer, operations in connection.execute(
            "SELECT id, at_ms, file_name, coalesce(peer, ''), operations FROM exchange "
            f"WHERE {' AND '.join(where)} ORDER BY id DESC",
            values,
        )
    ]


def _where(sought: Sought) -> tuple[str, tuple[object, ...]]:
    """Return a condition on the first operation ``o`` of a transaction, and its values."""
    where, values = ["o.seq = o.tx"], []
    for condition, value in (
        ("o.actor = ?", sought.actor or None),
        ("o.device = ?", sought.device or None),
        ("o.at_ms >= ?", sought.since_ms),
        ("o.at_ms < ?", sought.before_ms),
    ):
        if value is not None:
            where.append(condition)
            values.append(value)
    if sought.tables:
        # A transaction is one run of numbers: the bound keeps the look to its own.
        where.append(
            "EXISTS (SELECT 1 FROM change_log n WHERE n.device = o.device AND n.seq >= o.tx "
            "AND n.seq < coalesce((SELECT min(m.seq) FROM change_log m WHERE m.device = o.device "
            "AND m.seq > o.tx AND m.tx > o.tx), 9223372036854775807) "
            f"AND n.table_name IN ({', '.join('?' * len(sought.tables))}))"
        )
        values += sought.tables
    return " AND ".join(where), tuple(values)


def transaction(connection: Connection, device: str, tx: int) -> Written | None:
    """Return one transaction."""
    found = connection.execute(
        f"{_WRITTEN} WHERE o.device = ? AND o.seq = ?", (device, tx)
    ).fetchone()
    return None if found is None else _written(found)


def transactions_of(connection: Connection, row: Id, sought: Sought = _EVERYTHING) -> list[Written]:
    """Return the transactions that wrote to a row, the newest first."""
    where, values = _where(sought)
    found = connection.execute(
        f"{_WRITTEN} WHERE (o.device, o.seq) IN "
        f"(SELECT device, tx FROM change_log WHERE row_id = ?) AND {where} {_NEWEST_FIRST}",
        (row, *values),
    )
    return [_written(each) for each in found]


def operations(connection: Connection, device: str, tx: int, most: int) -> list[OperationTuple]:
    """Return the first operations of a transaction."""
    return list(
        connection.execute(
            f"SELECT {_OPERATION} FROM change_log "
            "WHERE device = ? AND seq >= ? AND seq < ? AND tx = ? ORDER BY seq",
            (device, tx, tx + most, tx),
        )
    )


def _written(found: tuple[str, int, int, int, str, int, str, int]) -> Written:
    device, tx, at_ms, count, person, here, file_name, import_id = found
    return Written(device, tx, at_ms, count, person, bool(here), file_name, import_id)
