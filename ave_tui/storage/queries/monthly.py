"""What counts of lots and awards month by month: what agreements move, and nothing twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ave_tui.storage.doubles import struck

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


def monthly(connection: Connection, place: str, row: Id) -> dict[str, int]:
    """Return the declared seconds of each month that count for a lot or an award.

    Args:
        connection: Where to read.
        place: ``lot_id`` or ``award_id``.
        row: The lot or the award.
    """
    here = f"SELECT id FROM assignment WHERE {place} = ?"
    months: dict[str, int] = defaultdict(int)
    for sign, counted in (
        (1, f"counted_month WHERE assignment_id IN ({here})"),
        (1, f"allocated_month WHERE {place} = ?"),
        (-1, f"allocated_month WHERE from_{place} = ?"),
    ):
        for month, seconds in connection.execute(
            f"SELECT month, sum(declared) FROM {counted} GROUP BY month", (row,)
        ):
            months[month] += sign * seconds
    around = f"{here} UNION SELECT assignment_id FROM allocated_month WHERE {place} = ?"
    twice = struck(connection, around, (row, row))
    if twice.excess:
        own = {each for (each,) in connection.execute(here, (row,))}
        for (assignment, month, _), sums in twice.excess.items():
            months[month] -= sums[0] if assignment in own else 0
    for part in twice.parts:
        into, out_of = (
            (part.lot, part.from_lot) if place == "lot_id" else (part.award, part.from_award)
        )
        months[part.month] += part.declared * ((out_of == row) - (into == row))
    return {month: seconds for month, seconds in months.items() if seconds}
