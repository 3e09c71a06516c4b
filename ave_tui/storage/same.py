"""Records that were found to be the same company or person: read as one, kept apart (hours.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.same import Sameness, Verdict, verdict_text

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


def sameness(connection: Connection, table: str) -> Sameness:
    """Return what was said of the records of a table: which are the same, which are not."""
    found = connection.execute(
        "SELECT left_id, right_id, table_name = ? FROM same_as "
        "WHERE table_name IN (?, ?) AND deleted = 0 AND left_id <> right_id",
        (table, table, verdict_text(table, same=False)),
    )
    return Sameness(Verdict(left, right, bool(same)) for left, right, same in found)


def first_of_same(connection: Connection, table: str) -> dict[Id, Id]:
    """Return for each joined record of a table the one that stands for all of them.

    Records that nobody joined with another are left out. The least id stands for its group, so
    that every laptop chooses the same one.
    """
    return sameness(connection, table).first


def all_of_same(connection: Connection, table: str, row: Id) -> list[Id]:
    """Return a record and all that were joined with it."""
    return sameness(connection, table).group(row)


def joins_of(connection: Connection, table: str, row: Id) -> list[tuple[Id, Id, Id]]:
    """Return id and both records of each row of `same_as` that joins a record with others."""
    return list(
        connection.execute(
            "SELECT id, left_id, right_id FROM same_as WHERE table_name = ? AND deleted = 0 "
            "AND (left_id = ? OR right_id = ?) ORDER BY id",
            (table, row, row),
        )
    )
