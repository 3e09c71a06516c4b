"""What points to a record, and what the rules of a form must look up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.storage.connection import Connection

_LINKS: Final = [
    (table.name, field.name, field.target)
    for table in TABLES.values()
    for field in table.fields
    if field.target
]
_CHUNK: Final = 500


def counted_dependents(connection: Connection, table: str, row: Id) -> dict[str, int]:
    """Return how many records of each table point to one, withdrawn ones left out."""
    counts: dict[str, int] = {}
    for child, link, target in _LINKS:
        if target == table:
            (count,) = connection.execute(
                f"SELECT count(*) FROM {child} WHERE {link} = ? AND deleted = 0", (row,)
            ).fetchone()
            if count:
                counts[child] = counts.get(child, 0) + int(count)
    return counts


def pointing_to(
    connection: Connection, targets: Iterable[tuple[str, Id]]
) -> Iterator[tuple[tuple[str, Id], str, tuple[str, Id]]]:
    """Yield each record in use that points to one of some: it, its link, and the one it is."""
    by_table: dict[str, list[Id]] = {}
    for table, row in targets:
        by_table.setdefault(table, []).append(row)
    for child, link, target in _LINKS:
        wanted = by_table.get(target, [])
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            for row, of in connection.execute(
                f"SELECT id, {link} FROM {child} "
                f"WHERE {link} IN ({', '.join('?' * len(chunk))}) AND deleted = 0",
                chunk,
            ):
                yield (child, row), link, (target, of)


def with_values(connection: Connection, table: str, values: Mapping[str, Value]) -> list[Id]:
    """Return the records that hold some values, withdrawn ones left out."""
    where = " AND ".join(f"{TABLES[table].field(name).name} = ?" for name in values)
    return [
        row
        for (row,) in connection.execute(
            f"SELECT id FROM {table} WHERE {where} AND deleted = 0 ORDER BY id",
            list(values.values()),
        )
    ]


def values_of(
    connection: Connection, table: str, link: str, row: Id, *columns: str
) -> list[tuple[Id, Values]]:
    """Return some columns of the records that point to one, withdrawn ones left out."""
    names = [TABLES[table].field(column).name for column in columns]
    return [
        (found[0], dict(zip(names, found[1:], strict=True)))
        for found in connection.execute(
            f"SELECT id, {', '.join(names)} FROM {table} "
            f"WHERE {TABLES[table].field(link).name} = ? AND deleted = 0 ORDER BY id",
            (row,),
        )
    ]
