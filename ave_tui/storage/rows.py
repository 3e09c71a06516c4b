"""Rows of the synced tables by the catalogue, in plain SQL: what the ledger reads and writes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ave_tui.domain.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ave_tui.domain.schema import Id, Values
    from ave_tui.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands."""

    table: str
    id: Id
    values: Values
    deleted: bool = False
    erased: bool = False


@cache
def _names(table: str) -> tuple[str, ...]:
    return tuple(field.name for field in TABLES[table].fields)


@cache
def _upsert(table: str) -> str:
    names = (*_names(table), "deleted", "erased")
    return (
        f"INSERT INTO {table} (id, {', '.join(names)}) VALUES (?, {', '.join('?' * len(names))}) "
        f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in names)}"
    )


def write(connection: Connection, table: str, rows: Iterable[Row]) -> None:
    """Put rows as they are now; the gates must stand open."""
    names = _names(table)
    connection.executemany(
        _upsert(table),
        [
            (
                row.id,
                *(row.values[name] for name in names),
                int(row.deleted),
                int(row.erased),
            )
            for row in rows
        ],
    )


def remove_unknown(connection: Connection, table: str, rows: Sequence[Id]) -> None:
    """Take out rows that the log does not know; only `check` may find such."""
    connection.executemany(f"DELETE FROM {table} WHERE id = ?", [(row,) for row in rows])


def read(connection: Connection, table: str, row: Id) -> Row | None:
    """Return one row, withdrawn or not."""
    names = _names(table)
    found = connection.execute(
        f"SELECT {', '.join(names)}, deleted, erased FROM {table} WHERE id = ?", (row,)
    ).fetchone()
    return None if found is None else _row(table, names, (row, *found))


def read_many(connection: Connection, table: str, rows: Sequence[Id]) -> dict[Id, Row]:
    """Return those of some rows that are there."""
    names = _names(table)
    there: dict[Id, Row] = {}
    for start in range(0, len(rows), 500):
        chunk = rows[start : start + 500]
        for found in connection.execute(
            f"SELECT id, {', '.join(names)}, deleted, erased FROM {table} "
            f"WHERE id IN ({', '.join('?' * len(chunk))})",
            chunk,
        ):
            there[found[0]] = _row(table, names, found)
    return there


def all_rows(connection: Connection, table: str) -> Iterator[Row]:
    """Yield every row of a table in the order of ids, withdrawn ones included."""
    names = _names(table)
    for found in connection.execute(
        f"SELECT id, {', '.join(names)}, deleted, erased FROM {table} ORDER BY id"
    ):
        yield _row(table, names, found)


def count_live(connection: Connection, table: str) -> int:
    """Return how many rows of a table are not withdrawn."""
    return int(connection.execute(f"SELECT count(*) FROM {table} WHERE deleted = 0").fetchone()[0])


def _row(table: str, names: tuple[str, ...], found: Sequence[object]) -> Row:
    values: Values = dict(zip(names, found[1:-2], strict=True))  # type: ignore[arg-type]
    return Row(table, str(found[0]), values, bool(found[-2]), bool(found[-1]))
