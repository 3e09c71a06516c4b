"""What of each assignment's months counts for another lot, kept up with every write.

Only work on lots under a pooling agreement is looked at. Derived, as the counted months are:
`check` computes it anew and compares.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ave_tui.storage.pools import Part, Pools, Work, work_on

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

_CHUNK: Final = 500
_LAST: Final = "\U0010ffff"
_NONE: Final = (0, 0, 0)
_COLUMNS: Final = (
    "assignment_id, month, kind, lot_id, from_lot_id, award_id, from_award_id, "
    "declared, validated, disputed"
)


def put(connection: Connection, work: Iterable[Id], months: Iterable[tuple[Id, str]]) -> None:
    """Allocate anew all of some assignments, and some months of others."""
    wanted: dict[Id, set[str]] = {assignment: {""} for assignment in work}
    for assignment, month in months:
        wanted.setdefault(assignment, set()).add(month)
    ids = sorted(wanted)
    under: list[Work] = []
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        places = ", ".join("?" * len(chunk))
        # Most work was never under an agreement: nothing of it is looked at any further.
        under += work_on(
            connection,
            f"a.id IN ({places}) AND a.lot_id IN (SELECT lot_id FROM pooling_share)",
            chunk,
        )
        stand = connection.execute(
            f"SELECT DISTINCT assignment_id FROM allocated_month WHERE assignment_id IN ({places})",
            chunk,
        ).fetchall()
        connection.executemany(
            "DELETE FROM allocated_month WHERE assignment_id = ? AND month >= ? AND month < ?",
            [
                (assignment, month, f"{month}{_LAST}")
                for (assignment,) in stand
                for month in wanted[assignment]
            ],
        )
    if not under:
        return
    pools = Pools(connection, {each.lot for each in under})
    for each in under:
        months_of = wanted[each.assignment]
        for month in {""} if "" in months_of else months_of:
            store(connection, pools.parts_of(each, month))


def store(connection: Connection, of_work: Iterable[Part]) -> None:
    """Keep what was allocated."""
    connection.executemany(
        f"INSERT INTO allocated_month ({_COLUMNS}) VALUES ({', '.join('?' * len(Part._fields))})",
        list(of_work),
    )


def recount(connection: Connection) -> Iterator[Part]:
    """Yield what the table should hold, from the records alone."""
    pools = Pools(connection)
    on_pooled = work_on(
        connection,
        "a.lot_id IN (SELECT value FROM json_each(?)) ORDER BY a.id",
        (json.dumps(sorted(pools.lots)),),
    )
    for work in list(on_pooled):
        yield from pools.parts_of(work)


def stored(connection: Connection, assignments: Iterable[Id] | None = None) -> Iterator[Part]:
    """Yield what the table holds, of all assignments or of some, in the order of `recount`."""
    where, bound = "", ()
    if assignments is not None:
        where = "WHERE assignment_id IN (SELECT value FROM json_each(?)) "
        bound = (json.dumps(list(assignments)),)  # type: ignore[assignment]
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM allocated_month {where}"
        "ORDER BY assignment_id, month, kind, lot_id",
        bound,
    )
    return map(Part._make, found)


def struck_parts(
    connection: Connection, assignments: Iterable[Id], struck: Collection[tuple[Id, str, str]]
) -> tuple[Part, ...]:
    """Return what the table holds too much where figures stand twice, as parts."""
    kept = {part[:4]: part for part in stored(connection, assignments)}
    if not kept:
        return ()
    pools = Pools(connection)
    touched = sorted({part.assignment for part in kept.values()})
    right = {
        part[:4]: part
        for work in work_on(
            connection, "a.id IN (SELECT value FROM json_each(?))", (json.dumps(touched),)
        )
        for part in pools.parts_of(work, struck=struck)
    }
    over = []
    for key in sorted(kept.keys() | right.keys()):
        stands = kept.get(key) or right[key]
        sums = [
            had - counts
            for had, counts in zip(
                kept[key].sums if key in kept else _NONE,
                right[key].sums if key in right else _NONE,
                strict=True,
            )
        ]
        if any(sums):
            over.append(Part(*stands[:7], *sums))
    return tuple(over)
