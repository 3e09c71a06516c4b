"""What doubtful months are told from: kept totals, finer figures by their own index, dates.

Nothing here reads the entries of hours themselves, so it takes as long for the assignments that
are looked at, however many others there are.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

Stretch = tuple[str | None, str | None]

_JOBS: Final = (
    "SELECT a.id, c.participant_id, coalesce(c.participant_id IS NOT NULL, 0), a.head_count, "
    "c.starts_on, c.ends_on, a.starts_on, a.ends_on, coalesce(l.starts_on, m.starts_on), "
    "coalesce(l.ends_on, m.ends_on), a.award_id, a.lot_id FROM assignment a "
    "LEFT JOIN employment_contract c ON c.id = a.employment_contract_id "
    "LEFT JOIN lot l ON l.id = a.lot_id LEFT JOIN public_contract m ON m.id = l.public_contract_id "
)
_THESE: Final = "IN (SELECT value FROM json_each(?))"


class JobRow(NamedTuple):
    """An assignment with what its hours are held against."""

    assignment: Id
    participant: Id | None
    people: int | None
    contract: Stretch
    assigned: Stretch
    lot: Stretch
    award: Id | None
    lot_id: Id | None


def jobs(connection: Connection, assignments: str, bound: Sequence[str]) -> list[JobRow]:
    """Return the assignments that a query finds."""
    return _jobs(connection, f"{_JOBS}WHERE a.id IN ({assignments})", tuple(bound))


def jobs_of(connection: Connection, people: Iterable[Id]) -> list[JobRow]:
    """Return all assignments of some people."""
    return _jobs(
        connection,
        f"{_JOBS}WHERE a.id IN (SELECT b.id FROM employment_contract p JOIN assignment b "
        f"ON b.employment_contract_id = p.id WHERE p.participant_id {_THESE})",
        (json.dumps(list(people)),),
    )


def _jobs(connection: Connection, query: str, bound: tuple[str, ...]) -> list[JobRow]:
    return [
        JobRow(row, person, 1 if named else heads, (c1, c2), (a1, a2), (l1, l2), award, lot)
        for row, person, named, heads, c1, c2, a1, a2, l1, l2, award, lot in connection.execute(
            query, bound
        )
    ]


def month_sums(connection: Connection, rows: Sequence[Id]) -> list[tuple[Id, str, int, int]]:
    """Return assignment, month, what counts in it and what finer figures explain of it."""
    return connection.execute(
        "SELECT assignment_id, month, sum(declared + disputed), sum(detail) FROM counted_month "
        f"WHERE assignment_id {_THESE} GROUP BY 1, 2",
        (json.dumps(rows),),
    ).fetchall()


def finer_figures(connection: Connection, rows: Sequence[Id]) -> list[tuple[Id, str, int]]:
    """Return assignment, period and seconds of the weeks and days."""
    return connection.execute(
        "SELECT assignment_id, period, seconds FROM hours_entry INDEXED BY ix_hours_entry_finer "
        "WHERE length(period) > 7 AND deleted = 0 AND seconds IS NOT NULL "
        f"AND assignment_id {_THESE}",
        (json.dumps(rows),),
    ).fetchall()


def eligibilities(
    connection: Connection, people: Sequence[Id]
) -> list[tuple[Id, str | None, str | None]]:
    """Return person, start and end of the eligibilities of some people."""
    return connection.execute(
        "SELECT participant_id, starts_on, coalesce(extended_to, ends_on) FROM eligibility "
        f"WHERE deleted = 0 AND participant_id {_THESE}",
        (json.dumps(people),),
    ).fetchall()


def birth_dates(connection: Connection, people: Sequence[Id]) -> list[tuple[Id, str]]:
    """Return when some people were born, where that is known."""
    return connection.execute(
        f"SELECT id, birth_date FROM participant WHERE birth_date <> '' AND id {_THESE}",
        (json.dumps(people),),
    ).fetchall()


def nil_returns(connection: Connection, lots: Sequence[Id]) -> list[tuple[Id, Id, str]]:
    """Return lot, award and month of the returns that say that nobody worked."""
    return connection.execute(
        "SELECT w.lot_id, w.id, r.month FROM award w JOIN hours_return r ON r.award_id = w.id "
        f"WHERE r.status = 'NIL' AND r.deleted = 0 AND w.lot_id {_THESE}",
        (json.dumps(lots),),
    ).fetchall()
