"""Hours that agreements move from lot to lot, as expressions over one record of a list."""

from __future__ import annotations

from typing import Final

TWICE_BEGINS: Final = "/* - "
TWICE_ENDS: Final = " */"
"""Around what takes off the hours that stand twice."""


def moved(into: str, out_of: str, which: str) -> str:
    """Return the hours that count here but were done elsewhere, what stands twice taken off.

    Args:
        into: The column of the place where they count: its lot or its award.
        out_of: The one where they were done; hours moved within the places are left out.
        which: A condition on the place.
    """
    at = {"lot_id": 0, "from_lot_id": 1, "award_id": 2, "from_award_id": 3}
    again = f"d.value ->> {at[into]} {which} AND coalesce(d.value ->> {at[out_of]}, '') NOT {which}"
    return (
        "((SELECT coalesce(sum(g.declared), 0) FROM allocated_month g "
        f"WHERE g.{into} {which} AND coalesce(g.{out_of}, '') NOT {which})"
        f"{TWICE_BEGINS}(SELECT coalesce(sum(d.value ->> 4), 0) FROM json_each(:twice_moved) d "
        f"WHERE {again}){TWICE_ENDS})"
    )


def by_pooling(place: str, which: str) -> dict[str, str]:
    """Return what agreements move to some lots or awards, and away from them."""
    return {
        "received": moved(place, f"from_{place}", which),
        "given": moved(f"from_{place}", place, which),
    }


def done(counted: str, opening: str, pooling: dict[str, str]) -> str:
    """Return all that counts: what was done, what came before, and what agreements move."""
    return f"({counted} + {opening} + {pooling['received']} - {pooling['given']})"
