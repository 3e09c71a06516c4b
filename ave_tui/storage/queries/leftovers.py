"""What is recorded of people who left before their term: read from small indexes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

LEFTOVER: Final = "LEFTOVER"
"""What a settlement of hours left over is called; its subject is the assignment of who left."""


LEFT_EARLY: Final = "deleted = 0 AND (left_on IS NOT NULL OR end_reason NOT IN ('', 'TERM'))"
"""The condition of the index that they are found by."""


class LeftRow(NamedTuple):
    """An assignment whose contract ended before its term."""

    assignment: Id
    contract: Id
    planned: int | None


def left_early(connection: Connection) -> list[LeftRow]:
    """Return the assignments of contracts that ended before their term."""
    found = connection.execute(
        "SELECT a.id, e.id, e.planned_seconds FROM (SELECT id, planned_seconds FROM "
        f"employment_contract WHERE {LEFT_EARLY} "
        "AND (left_on IS NULL OR ends_on IS NULL OR left_on < ends_on)) e "
        "CROSS JOIN assignment a ON a.employment_contract_id = e.id WHERE a.deleted = 0"
    )
    return [LeftRow(*row) for row in found]


def followed(connection: Connection) -> dict[Id, Id]:
    """Return from whom each assignment takes over."""
    return dict(
        connection.execute(
            "SELECT id, replaces_id FROM assignment WHERE replaces_id IS NOT NULL AND deleted = 0"
        )
    )


def settled(connection: Connection) -> dict[Id, str]:
    """Return the assignments whose left-over hours were settled, and why."""
    return dict(
        connection.execute(
            "SELECT subject, coalesce(notes, '') FROM settlement WHERE kind = ? AND deleted = 0",
            (LEFTOVER,),
        )
    )
