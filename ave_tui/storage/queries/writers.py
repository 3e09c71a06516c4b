"""Who wrote a row last, and when: from the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class Written:
    """The last change to a row."""

    at_ms: int
    name: str
    """The facilitator's; empty where nobody has said who works on that laptop."""
    here: bool
    """It was written on this laptop."""
    withdrawn: bool
    times: int
    """How often the row was written to."""


def last_written(connection: Connection, row: Id) -> Written | None:
    """Return the last change to a row; None for a row that was never written."""
    found = connection.execute(
        "SELECT o.at_ms, coalesce(f.first_name || ' ' || f.last_name, ''), coalesce(d.mine, 0), "
        "o.act = 'delete', count(*) OVER () FROM change_log o "
        "LEFT JOIN facilitator f ON f.id = o.actor LEFT JOIN device d ON d.id = o.device "
        "WHERE o.row_id = ? ORDER BY o.at_ms DESC, o.device DESC, o.seq DESC LIMIT 1",
        (row,),
    ).fetchone()
    if found is None:
        return None
    return Written(found[0], found[1].strip(), bool(found[2]), bool(found[3]), found[4])
