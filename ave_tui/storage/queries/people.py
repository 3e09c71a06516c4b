"""Who can work on this laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


def facilitators(connection: Connection) -> list[tuple[Id, str]]:
    """Return the facilitators in use with their names, by name."""
    return list(
        connection.execute(
            "SELECT id, trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) "
            "FROM facilitator WHERE deleted = 0 AND erased = 0 ORDER BY last_name, first_name, id"
        )
    )


def writer_of(connection: Connection, device: str) -> str:
    """Return the name of who wrote last on a laptop; empty where nobody has said."""
    found = connection.execute(
        "SELECT trim(coalesce(f.first_name, '') || ' ' || coalesce(f.last_name, '')) "
        "FROM facilitator f WHERE f.id = (SELECT actor FROM change_log WHERE device = ? "
        "ORDER BY seq DESC LIMIT 1)",
        (device,),
    ).fetchone()
    return str(found[0]) if found else ""
