"""What holds for all records at a time: the day, hours that stand twice, changes in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.storage.doubles import struck
from ave_tui.storage.queries import changed, dues
from ave_tui.storage.queries.overview_rows import Around

if TYPE_CHECKING:
    from ave_tui.storage.database import Database


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
            excess = struck(connection).excess.items()
            twice = tuple(sorted((row, month, sums[0]) for (row, month, _), sums in excess))
            added = dues.added(connection, today)
            self._looked, self._around = key, Around(today, twice, added)
        return self._around
