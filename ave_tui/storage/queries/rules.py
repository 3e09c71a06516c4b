"""The values that the structure gave to rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.rules import Dated

if TYPE_CHECKING:
    from ave_tui.storage.connection import Connection


def dated_values(connection: Connection) -> list[Dated]:
    """Return every value that was given, the newest first."""
    found = connection.execute(
        "SELECT id, name, coalesce(since, ''), coalesce(number, 0), "
        "coalesce(source, ''), coalesce(authority_id, ''), coalesce(codes, '') FROM rule_setting "
        "WHERE deleted = 0 AND name IS NOT NULL AND (number IS NOT NULL OR codes IS NOT NULL) "
        "ORDER BY since DESC, id DESC"
    )
    return [Dated(*row) for row in found]
