"""What is recorded of people who left before their term: bounded by a portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

LEFTOVER: Final = "LEFTOVER"
"""What a settlement of hours left over is called; its subject is the assignment of who left."""


class LeftRow(NamedTuple):
    """An assignment whose contract ended before its term."""

    assignment: Id
    contract: Id
    planned: int | None


def left_early(connection: Connection, lots: str, bound: Sequence[str]) -> list[LeftRow]:
    """Return the assignments on some lots whose contracts ended before their term."""
    found = connection.execute(
        "SELECT a.id, e.id, e.planned_seconds FROM assignment a "
        "JOIN employment_contract e ON e.id = a.employment_contract_id "
        f"WHERE a.lot_id IN ({lots}) AND a.deleted = 0 AND e.deleted = 0 "
        "AND (e.left_on IS NOT NULL OR e.end_reason NOT IN ('', 'TERM')) "
        "AND (e.left_on IS NULL OR e.ends_on IS NULL OR e.left_on < e.ends_on)",
        tuple(bound),
    )
    return [LeftRow(*row) for row in found]


def followed(connection: Connection, lots: str, bound: Sequence[str]) -> dict[Id, Id]:
    """Return from whom each assignment on some lots takes over."""
    return dict(
        connection.execute(
            f"SELECT id, replaces_id FROM assignment WHERE lot_id IN ({lots}) "
            "AND replaces_id IS NOT NULL AND deleted = 0",
            tuple(bound),
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
