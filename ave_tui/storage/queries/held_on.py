"""What else is held on a person: hours by month, who wrote of them, and the files made since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.storage import exchanges

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.exchanges import Exchange

_CHUNK: Final = 500


class Worked(NamedTuple):
    """Hours of a month in one place."""

    month: str
    employer: Id | None
    lot: Id | None
    kind: str
    seconds: int


class Wrote(NamedTuple):
    """Somebody wrote to a record."""

    row: Id
    at_ms: int
    person: str
    device: str


def worked(connection: Connection, persons: Sequence[Id]) -> list[Worked]:
    """Return the hours of all records of one person, the oldest first."""
    found = connection.execute(
        "SELECT k.month, e.employer_id, a.lot_id, k.kind, sum(k.declared) "
        "FROM employment_contract e JOIN assignment a ON a.employment_contract_id = e.id "
        f"JOIN counted_month k ON k.assignment_id = a.id WHERE e.participant_id IN "
        f"({', '.join('?' * len(persons))}) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
        list(persons),
    )
    return [Worked(*row) for row in found]


def written(connection: Connection, rows: Sequence[Id]) -> Iterator[Wrote]:
    """Yield who wrote to some records, and when, the oldest first; a step is told once."""
    for start in range(0, len(rows), _CHUNK):
        chunk = list(rows[start : start + _CHUNK])
        for found in connection.execute(
            "SELECT DISTINCT o.row_id, o.at_ms, trim(coalesce(f.first_name, '') || ' ' || "
            "coalesce(f.last_name, '')), o.device FROM change_log o "
            "LEFT JOIN facilitator f ON f.id = o.actor "
            f"WHERE o.row_id IN ({', '.join('?' * len(chunk))}) "
            "ORDER BY o.at_ms, o.device, o.seq",
            chunk,
        ):
            yield Wrote(*found)


def files_since(connection: Connection, rows: Sequence[Id]) -> list[Exchange]:
    """Return the files made here that may hold what was written to some records, oldest first."""
    first: dict[str, int] = {}
    for start in range(0, len(rows), _CHUNK):
        chunk = list(rows[start : start + _CHUNK])
        for device, seq in connection.execute(
            "SELECT device, min(seq) FROM change_log "
            f"WHERE row_id IN ({', '.join('?' * len(chunk))}) GROUP BY device",
            chunk,
        ):
            first[device] = min(seq, first.get(device, seq))
    return [
        made
        for made in exchanges.made(connection)
        if any(made.vector.get(device, 0) >= seq for device, seq in first.items())
    ]
