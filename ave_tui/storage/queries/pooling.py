"""What is recorded around a pooling agreement."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

_LOTS = "(SELECT value FROM json_each(?))"


def kind_of(connection: Connection, agreement: Id) -> str:
    """Return the kind of an agreement."""
    found = connection.execute(
        "SELECT kind FROM pooling_agreement WHERE id = ?", (agreement,)
    ).fetchone()
    return str(found[0] or "") if found else ""


def contracts_of(connection: Connection, lots: Sequence[Id]) -> list[Id]:
    """Return the public contracts of some lots."""
    found = connection.execute(
        f"SELECT DISTINCT public_contract_id FROM lot WHERE id IN {_LOTS} "
        "AND public_contract_id IS NOT NULL ORDER BY 1",
        (json.dumps(list(lots)),),
    )
    return [row for (row,) in found]


def periods_on(
    connection: Connection, lots: Sequence[Id], first: str, last: str
) -> list[tuple[str, int]]:
    """Return the periods that reach beyond one of two days, with the hours done on some lots.

    Args:
        connection: Where to read.
        lots: Where they were done.
        first: The month of the first day, ISO text.
        last: The month of the last day.
    """
    return list(
        connection.execute(
            "SELECT e.period, sum(e.seconds) FROM assignment a "
            "JOIN hours_entry e ON e.assignment_id = a.id AND e.deleted = 0 "
            f"WHERE a.lot_id IN {_LOTS} AND substr(e.period, 1, 7) IN (?, ?) "
            "AND e.seconds > 0 GROUP BY 1",
            (json.dumps(list(lots)), first, last),
        )
    )


def place_of(connection: Connection, assignment: Id) -> tuple[Id, Id | None] | None:
    """Return the lot of an assignment, and the company that its hours are done for."""
    found = connection.execute(
        "SELECT a.lot_id, coalesce(w.company_id, a.host_id, c.employer_id, a.employer_id) "
        "FROM assignment a LEFT JOIN award w ON w.id = a.award_id "
        "LEFT JOIN employment_contract c ON c.id = a.employment_contract_id WHERE a.id = ?",
        (assignment,),
    ).fetchone()
    return None if found is None else (found[0], found[1])


def given_by_hand(connection: Connection, entry: Id) -> dict[Id, int]:
    """Return the hours of an entry that were given to lots by hand, in seconds."""
    return dict(
        connection.execute(
            "SELECT lot_id, sum(seconds) FROM allocation WHERE hours_entry_id = ? "
            "AND deleted = 0 AND lot_id IS NOT NULL AND seconds IS NOT NULL GROUP BY lot_id",
            (entry,),
        )
    )


def rows_by_hand(connection: Connection, entry: Id) -> list[Id]:
    """Return the records that give hours of an entry to lots."""
    found = connection.execute(
        "SELECT id FROM allocation WHERE hours_entry_id = ? AND deleted = 0 ORDER BY id", (entry,)
    )
    return [row for (row,) in found]
