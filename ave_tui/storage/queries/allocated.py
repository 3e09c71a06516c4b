"""Hours that count elsewhere than they were done, summed up by lot and by award."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.storage.doubles import struck
from ave_tui.storage.queries.scopes import answered_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.pools import Part
    from ave_tui.storage.queries.scopes import Chosen


class Moved(NamedTuple):
    """What an agreement moved, in declared seconds."""

    received: int = 0
    """Done elsewhere, and counts here."""
    given: int = 0
    """Done here, and counts elsewhere."""

    @property
    def net(self) -> int:
        """What comes on top of the hours done here."""
        return self.received - self.given


NOTHING: Final = Moved()


def moved_by(
    connection: Connection, place: str, lots: str, bound: Sequence[str]
) -> dict[Id, Moved]:
    """Return what was moved to and from each of some lots, or of the awards on them.

    Those to and from which nothing was moved are left out.

    Args:
        connection: Where to read.
        place: ``lot_id`` or ``award_id``.
        lots: The query for the ids of the lots.
        bound: What goes into its places.
    """
    rows = lots if place == "lot_id" else f"SELECT id FROM award WHERE lot_id IN ({lots})"
    received: dict[Id, int] = defaultdict(int)
    given: dict[Id, int] = defaultdict(int)
    for of, column in ((received, place), (given, f"from_{place}")):
        of.update(
            connection.execute(
                f"SELECT {column}, sum(declared) FROM allocated_month "
                f"WHERE {column} IN ({rows}) GROUP BY {column}",
                tuple(bound),
            )
        )
    if not received and not given:
        return {}
    for part in _over(connection, place, rows, bound):
        into, out_of = _ends(part, place)
        if into in received:
            received[into] -= part.declared
        if out_of in given:
            given[out_of] -= part.declared
    return {row: Moved(received[row], given[row]) for row in {*received, *given}}


def moved_in(connection: Connection, of: Chosen) -> Moved:
    """Return what was moved into a scope from outside of it, and out of it."""
    place, rows, bound = _place(of)
    if not place or connection.execute("SELECT 1 FROM allocated_month LIMIT 1").fetchone() is None:
        return NOTHING
    within = {row for (row,) in connection.execute(rows, bound)}
    ids, bound_ids = "SELECT value FROM json_each(?)", json.dumps(sorted(within))
    received, given = (
        connection.execute(
            f"SELECT coalesce(sum(declared), 0) FROM allocated_month WHERE {into} IN ({ids}) "
            f"AND coalesce({out_of}, '') NOT IN ({ids})",
            (bound_ids, bound_ids),
        ).fetchone()[0]
        for into, out_of in ((place, f"from_{place}"), (f"from_{place}", place))
    )
    for part in _over(connection, place, ids, (bound_ids,)) if received or given else ():
        into, out_of = (each in within for each in _ends(part, place))
        received -= part.declared if into and not out_of else 0
        given -= part.declared if out_of and not into else 0
    return Moved(received, given)


def _over(connection: Connection, place: str, rows: str, bound: Sequence[str]) -> tuple[Part, ...]:
    """Return what stands twice of the hours that were moved to or from some places."""
    assignments = (
        f"SELECT assignment_id FROM allocated_month WHERE {place} IN ({rows}) "
        f"UNION SELECT assignment_id FROM allocated_month WHERE from_{place} IN ({rows})"
    )
    return struck(connection, assignments, (*bound, *bound)).parts


def _place(of: Chosen) -> tuple[str, str, tuple[str, ...]]:
    """Return the column that says whether a part counts in a scope, and the query for its rows."""
    if of.has_lots:
        return "lot_id", of.lots, of.lots_bound
    if of.has_awards:
        return "award_id", answered_for(of), of.awards_bound
    return "", "", ()


def _ends(part: Part, place: str) -> tuple[Id | None, Id | None]:
    if place == "lot_id":
        return part.lot, part.from_lot
    return part.award, part.from_award
