"""Companies' monthly returns, and the awards they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ave_tui.storage.doubles import struck

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.scopes import Chosen


class AwardName(NamedTuple):
    """An award as it is named to the user."""

    award: Id
    company: str
    reference: str
    lot: str


def awards_of(connection: Connection, of: Chosen) -> list[Id]:
    """Return the awards of a company or visit; none for other scopes."""
    return [row for (row,) in connection.execute(of.awards, of.awards_bound)]


def award_names(connection: Connection, awards: Sequence[Id]) -> list[AwardName]:
    """Return the names of some awards."""
    return [
        AwardName(*found)
        for found in connection.execute(
            "SELECT w.id, coalesce(k.name, ''), coalesce(m.reference, ''), coalesce(l.name, '') "
            "FROM award w LEFT JOIN company k ON k.id = w.company_id "
            "LEFT JOIN lot l ON l.id = w.lot_id "
            "LEFT JOIN public_contract m ON m.id = l.public_contract_id "
            f"WHERE w.id IN ({_places(awards)}) ORDER BY 2, 3, 4, 1",
            tuple(awards),
        )
    ]


def seconds_despite(connection: Connection, awards: Sequence[Id], month: str) -> int:
    """Return the hours that count in a month under some awards, doubles once."""
    rows = (
        f"SELECT id FROM assignment WHERE award_id IN ({_places(awards)}) UNION "
        "SELECT a.id FROM award w JOIN assignment a ON a.lot_id = w.lot_id "
        "LEFT JOIN employment_contract c ON c.id = a.employment_contract_id "
        f"WHERE w.id IN ({_places(awards)}) AND a.award_id IS NULL "
        "AND w.company_id IN (a.host_id, coalesce(c.employer_id, a.employer_id))"
    )
    bound = (*awards, *awards)
    counted = connection.execute(
        "SELECT assignment_id, kind, declared + disputed FROM counted_month "
        f"WHERE month = ? AND assignment_id IN ({rows})",
        (month, *bound),
    ).fetchall()
    twice = struck(connection, rows, bound).excess if counted else {}
    none = (0, 0, 0)
    return sum(
        int(seconds) - sum(twice.get((row, month, kind), none)[::2])
        for row, kind, seconds in counted
    )


def _places(rows: Sequence[Id]) -> str:
    return ", ".join("?" * len(rows))
