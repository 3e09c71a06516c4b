"""The log of changes and what waits beside it: plain SQL, tuples in the order of an operation."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ave_tui.storage.connection import Connection

    Origins = Mapping[tuple[str, int], int | None]
    """Imports by device and number, of operations that an earlier file brought and that waited."""

OperationTuple = tuple[
    str, int, int, int, str, int, str | None, str, str, str, str | None, str | None, str | None
]
_COLUMNS: Final = (
    "device, seq, tx, at_ms, actor, version, deps, table_name, row_id, act, salt, payload, digest"
)
KEPT: Final = f"{_COLUMNS}, import_id"
"""All columns of the log, and of what waits beside it."""
_PLACES: Final = ", ".join("?" * 13)
_CHUNK: Final = 500


def append(
    connection: Connection,
    operations: Iterable[OperationTuple],
    import_id: int | None = None,
    origins: Origins = MappingProxyType({}),
) -> None:
    """Add operations to the log, each with the import that brought it."""
    connection.executemany(
        f"INSERT INTO change_log ({_COLUMNS}, import_id) VALUES ({_PLACES}, ?)",
        [(*each, origins.get((each[0], each[1]), import_id)) for each in operations],
    )


def hold(
    connection: Connection,
    operations: Iterable[OperationTuple],
    import_id: int | None = None,
    origins: Origins = MappingProxyType({}),
) -> None:
    """Replace what is held back, waiting for other operations."""
    connection.execute("DELETE FROM held_operation")
    connection.executemany(
        f"INSERT INTO held_operation ({_COLUMNS}, import_id) VALUES ({_PLACES}, ?)",
        [(*each, origins.get((each[0], each[1]), import_id)) for each in operations],
    )


def held_from(connection: Connection) -> dict[tuple[str, int], int | None]:
    """Return the imports that brought what is held back."""
    return {
        (device, seq): import_id
        for device, seq, import_id in connection.execute(
            "SELECT device, seq, import_id FROM held_operation"
        )
    }


def held(connection: Connection) -> Iterator[OperationTuple]:
    """Yield what is held back."""
    yield from connection.execute(f"SELECT {_COLUMNS} FROM held_operation ORDER BY device, seq")


def of_rows(connection: Connection, rows: Sequence[str]) -> Iterator[OperationTuple]:
    """Yield all operations of some rows, in the order of devices and numbers."""
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        yield from connection.execute(
            f"SELECT {_COLUMNS} FROM change_log WHERE row_id IN ({', '.join('?' * len(chunk))}) "
            "ORDER BY device, seq",
            chunk,
        )


def of_transaction(connection: Connection, device: str, tx: int) -> list[OperationTuple]:
    """Return the operations of one transaction."""
    return list(
        connection.execute(
            f"SELECT {_COLUMNS} FROM change_log WHERE device = ? AND seq >= ? AND tx = ? "
            # Transactions are short and contiguous: the bound keeps the scan to one of them.
            "AND seq < coalesce((SELECT min(seq) FROM change_log WHERE device = ? AND seq > ? "
            "AND tx > ?), 9223372036854775807) ORDER BY seq",
            (device, tx, tx, device, tx, tx),
        )
    )


def of_import(connection: Connection, exchange: int) -> list[OperationTuple]:
    """Return the operations that a file brought."""
    return list(
        connection.execute(
            f"SELECT {_COLUMNS} FROM change_log WHERE import_id = ? ORDER BY device, seq",
            (exchange,),
        )
    )


def of_device(
    connection: Connection, device: str, after: int = 0, up_to: int | None = None
) -> Iterator[OperationTuple]:
    """Yield a device's operations after a number, in order."""
    yield from connection.execute(
        f"SELECT {_COLUMNS} FROM change_log WHERE device = ? AND seq > ? AND seq <= ? ORDER BY seq",
        (device, after, 2**62 if up_to is None else up_to),
    )


def writer_of(connection: Connection, device: str, seq: int) -> tuple[str, int]:
    """Return who made one operation, and when."""
    found = connection.execute(
        "SELECT actor, at_ms FROM change_log WHERE device = ? AND seq = ?", (device, seq)
    ).fetchone()
    return ("", 0) if found is None else (found[0], found[1])


def everything(connection: Connection) -> Iterator[OperationTuple]:
    """Yield the whole log, the operations of each row together."""
    yield from connection.execute(f"SELECT {_COLUMNS} FROM change_log ORDER BY row_id, device, seq")


def with_vectors(connection: Connection) -> Iterator[OperationTuple]:
    """Yield the few operations that say what their device had of the others."""
    yield from connection.execute(f"SELECT {_COLUMNS} FROM change_log WHERE deps IS NOT NULL")


def newest_vectors(
    connection: Connection, places: Iterable[tuple[str, int]]
) -> Iterator[OperationTuple]:
    """Yield for each device and number the newest operation up to it that says what was had.

    Over years there are thousands that say so: for a few rows most of them don't matter.
    """
    for place in places:
        yield from connection.execute(
            f"SELECT {_COLUMNS} FROM change_log INDEXED BY ix_change_log_deps "
            "WHERE device = ? AND seq <= ? "
            "AND deps IS NOT NULL ORDER BY seq DESC LIMIT 1",
            place,
        )


def count(connection: Connection) -> int:
    """Return how many operations there are."""
    return int(connection.execute("SELECT coalesce(sum(seq), 0) FROM device").fetchone()[0])


def held_of_row(connection: Connection, row: str) -> list[OperationTuple]:
    """Return what is held back of one row."""
    return list(
        connection.execute(f"SELECT {_COLUMNS} FROM held_operation WHERE row_id = ?", (row,))
    )


def blank(connection: Connection, row: str, digests: dict[tuple[str, int], str]) -> None:
    """Erase the payloads and salts of a row's operations, leaving their hashes."""
    for table in ("change_log", "held_operation"):
        connection.executemany(
            f"UPDATE {table} SET salt = NULL, payload = NULL, digest = ? "
            "WHERE device = ? AND seq = ? AND row_id = ?",
            [(digest, device, seq, row) for (device, seq), digest in digests.items()],
        )
