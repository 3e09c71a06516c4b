"""The values that the structure gave to rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.rules import Dated

if TYPE_CHECKING:
    from ave_tui.storage.connection import Connection


def dated_values(connection: Connection) -> list[Dated]:
    """Return the values that hold for everybody, the newest first.

    Those of one contracting authority alone are left to whoever counts for that authority.
    """
    found = connection.execute(
        "SELECT id, name, coalesce(since, ''), number, coalesce(source, '') FROM rule_setting "
        "WHERE deleted = 0 AND authority_id IS NULL AND name IS NOT NULL AND number IS NOT NULL "
        "ORDER BY since DESC, id DESC"
    )
    return [Dated(*row) for row in found]
