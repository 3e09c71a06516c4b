"""What holds for all records at a time: the day, hours that stand twice, changes in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.storage.doubles import struck
from ave_tui.storage.queries import changed, dues
from ave_tui.storage.queries.overview_rows import Around

if TYPE_CHECKING:
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.database import Database


def around(connection: Connection, today: str) -> Around:
    """Return a day, what stands twice and what changes added to the hours due."""
    out = struck(connection)
    twice = sorted((row, month, sums[0]) for (row, month, _), sums in out.excess.items())
    moved = tuple(
        (part.lot, part.from_lot, part.award, part.from_award, part.declared) for part in out.parts
    )
    return Around(today, tuple(twice), dues.added(connection, today), moved)


class Surroundings:
    """Looks for them once after each write, and not for every page of a list."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._looked: object = None
        self._around = Around("")

    def now(self) -> Around:
        """Return the day, what stands twice, and what changes in force on it add."""
        connection = self._database.connection
        today = self._database.clock().date().isoformat()
        key = (today, changed.stamp(connection))
        if self._looked != key:
            self._looked, self._around = key, around(connection, today)
        return self._around
