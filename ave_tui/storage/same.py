"""Records that were found to be the same company or person: read as one, kept apart (hours.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


def first_of_same(connection: Connection, table: str) -> dict[Id, Id]:
    """Return for each joined record of a table the one that stands for all of them.

    Records that nobody joined with another are left out. The least id stands for its group, so
    that every laptop chooses the same one.
    """
    first: dict[Id, Id] = {}

    def find(row: Id) -> Id:
        while (up := first.setdefault(row, row)) != row:
            row = up
        return row

    for left, right in connection.execute(
        "SELECT left_id, right_id FROM same_as WHERE table_name = ? AND deleted = 0", (table,)
    ):
        one, other = sorted((find(left), find(right)))
        first[other] = one
    return {row: find(row) for row in list(first)}


def all_of_same(connection: Connection, table: str, row: Id) -> list[Id]:
    """Return a record and all that were joined with it."""
    first = first_of_same(connection, table)
    if row not in first:
        return [row]
    return sorted(other for other, of in first.items() if of == first[row])
