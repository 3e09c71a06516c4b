"""Penalties that wait for the buyer's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


class WaitingRow(NamedTuple):
    """A penalty that was proposed."""

    penalty: Id
    company: str
    on_date: str
    cents: int


def undecided(
    connection: Connection, lots: str, bound: Sequence[str], before: str
) -> list[WaitingRow]:
    """Return the penalties on some lots that were proposed before a day and not decided."""
    found = connection.execute(
        "SELECT t.id, coalesce(c.name, ''), t.on_date, coalesce(t.amount_cents, 0) FROM penalty t "
        "JOIN award w ON w.id = t.award_id LEFT JOIN company c ON c.id = w.company_id "
        f"WHERE w.lot_id IN ({lots}) AND t.deleted = 0 AND t.on_date < ? "
        "AND coalesce(t.decision, 'PROPOSED') = 'PROPOSED' ORDER BY t.on_date, t.id",
        (*bound, before),
    )
    return [WaitingRow(*row) for row in found]
