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


def is_stood_for(connection: Connection, table: str, row: Id) -> bool:
    """Tell whether a withdrawn record was joined with one that is there: nothing is lost then."""
    others = [other for other in all_of_same(connection, table, row) if other != row]
    places = ", ".join("?" * len(others))
    live = f"SELECT 1 FROM {table} WHERE id IN ({places}) AND deleted = 0 LIMIT 1"
    return bool(others) and connection.execute(live, others).fetchone() is not None


def person_gone(alias: str) -> str:
    """Return SQL that tells whether a person was withdrawn, and nobody there is the same one."""
    return (
        f"CASE WHEN {alias}.deleted = 1 THEN NOT EXISTS (SELECT 1 FROM same_as s "
        f"JOIN participant q ON q.id IN (s.left_id, s.right_id) AND q.id <> {alias}.id "
        "AND q.deleted = 0 WHERE s.table_name = 'participant' AND s.deleted = 0 "
        f"AND {alias}.id IN (s.left_id, s.right_id)) ELSE 0 END"
    )


def joins_of(connection: Connection, table: str, row: Id) -> list[tuple[Id, Id, Id]]:
    """Return id and both records of each row of `same_as` that joins a record with others."""
    return list(
        connection.execute(
            "SELECT id, left_id, right_id FROM same_as WHERE table_name = ? AND deleted = 0 "
            "AND (left_id = ? OR right_id = ?) ORDER BY id",
            (table, row, row),
        )
    )
