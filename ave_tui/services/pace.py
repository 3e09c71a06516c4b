"""Where a lot or an award will land at this pace, with the months behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.pace import Projection, day_read, projection
from ave_tui.domain.periods import Month
from ave_tui.storage.queries.monthly import monthly

if TYPE_CHECKING:
    from datetime import date

    from ave_tui.domain.schema import Id, Values
    from ave_tui.storage.connection import Connection

_MOST: Final = 12
PLACES: Final = {"lot": "lot_id", "award": "award_id"}
"""What has a pace, and what its hours are found by."""


@dataclass(frozen=True, slots=True)
class Pace:
    """A projection, and the hours of the last months that it is made from, in seconds."""

    projection: Projection
    months: tuple[int, ...]
    first: str
    """The first of the months."""


def pace_of(
    connection: Connection, table: str, row: Id, values: Values, today: date
) -> Pace | None:
    """Return the pace of a lot or an award; None where nothing is due or no end is known.

    Args:
        connection: Where to read its months.
        table: ``lot`` or ``award``.
        row: Which one.
        values: What the overview says of it.
        today: The day it is.
    """
    first, last = day_read(values.get("first_day")), day_read(values.get("last_day"))
    due, done = values.get("due"), values.get("done")
    if values.get("member"):
        # Within a group the lead bears the obligation; a share of it has no pace of its own.
        return None
    ahead = projection(due if isinstance(due, int) else None, int(done or 0), first, last, today)
    if ahead is None:
        return None
    counted = monthly(connection, PLACES[table], row)
    end = Month.of(min(today, ahead.last))
    begun = Month.of(first) if first is not None else end.shift(1 - _MOST)
    begin = max(min(begun, end), end.shift(1 - _MOST), key=str)
    months = [begin.shift(step) for step in range(end - begin + 1)]
    return Pace(ahead, tuple(counted.get(str(month), 0) for month in months), str(begin))
