"""Who was given the notice on personal data, and who was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.storage.same import sameness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

_CHUNK: Final = 500


def without_notice(connection: Connection) -> list[Id]:
    """Return who is in the lists and was given no notice, by name; of a joined one its first."""
    same = sameness(connection, "participant")
    told = {
        same.first.get(row, row)
        for (row,) in connection.execute(
            "SELECT id FROM participant WHERE erased = 0 AND notice_on IS NOT NULL"
        )
    }
    found = connection.execute(
        "SELECT id FROM participant WHERE erased = 0 AND deleted = 0 AND notice_on IS NULL "
        "ORDER BY last_name, first_name, id"
    )
    return list(
        dict.fromkeys(first for (row,) in found if (first := same.first.get(row, row)) not in told)
    )


def none_given(connection: Connection, persons: Iterable[Id]) -> int:
    """Return how many of some people were given no notice: a few rows by their keys."""
    wanted = sorted(set(persons))
    count = 0
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        (some,) = connection.execute(
            "SELECT count(*) FROM participant WHERE notice_on IS NULL AND erased = 0 "
            f"AND deleted = 0 AND id IN ({', '.join('?' * len(chunk))})",
            chunk,
        ).fetchone()
        count += some
    return count
