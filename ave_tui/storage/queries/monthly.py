"""What counts of lots and awards month by month: what agreements move, and nothing twice."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from ave_tui.storage.doubles import struck
from ave_tui.storage.queries import dues

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


def monthly(connection: Connection, place: str, row: Id) -> dict[str, int]:
    """Return the declared seconds of each month that count for a lot or an award.

    Args:
        connection: Where to read.
        place: ``lot_id`` or ``award_id``.
        row: The lot, or the award; of a group, hours of all who stand under it count for it.
    """
    within = {row}
    if place == "award_id":
        within |= {award for (award,) in connection.execute(dues.group("SELECT ?"), (row,))}
    bound, places = json.dumps(sorted(within)), "IN (SELECT value FROM json_each(?))"
    here = f"SELECT id FROM assignment WHERE {place} {places}"
    months: dict[str, int] = defaultdict(int)
    for sign, counted in (
        (1, f"counted_month WHERE assignment_id IN ({here})"),
        (1, f"allocated_month WHERE {place} {places}"),
        (-1, f"allocated_month WHERE from_{place} {places}"),
    ):
        for month, seconds in connection.execute(
            f"SELECT month, sum(declared) FROM {counted} GROUP BY month", (bound,)
        ):
            months[month] += sign * seconds
    around = f"{here} UNION SELECT assignment_id FROM allocated_month WHERE {place} {places}"
    twice = struck(connection, around, (bound, bound))
    if twice.excess:
        own = {each for (each,) in connection.execute(here, (bound,))}
        for (assignment, month, _), sums in twice.excess.items():
            months[month] -= sums[0] if assignment in own else 0
    for part in twice.parts:
        into, out_of = (
            (part.lot, part.from_lot) if place == "lot_id" else (part.award, part.from_award)
        )
        months[part.month] += part.declared * ((out_of in within) - (into in within))
    return {month: seconds for month, seconds in months.items() if seconds}
