"""Finds any record by any letters, those that were opened lately first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.schema import TABLES
from ave_tui.storage import preferences

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.services.records import RecordsService
    from ave_tui.storage.connection import Connection

KINDS: Final = (
    "participant",
    "company",
    "public_contract",
    "lot",
    "authority",
    "operation",
    "visit",
    "contact",
)
"""What is looked for; of equally good ones the earlier kind comes first."""
_OF_A_KIND: Final = 8
_ENOUGH: Final = 2
"""Letters from which on it is worth looking through everything."""
_REMEMBERED: Final = 50


class Found(NamedTuple):
    """A record that has the typed letters."""

    table: str
    row: Id
    name: str
    about: str
    """What tells it from another of the same name."""

    @property
    def kind(self) -> str:
        """What kind of record it is, an English word."""
        return TABLES[self.table].label


class FindingService:
    """Looks through the names of everything that one opens by itself."""

    KEPT_AS: Final = "recent_records"

    def __init__(self, connection: Connection, records: RecordsService) -> None:
        self._records = records
        kept = preferences.get(connection, self.KEPT_AS).split()
        self._recent = dict.fromkeys(kept)
        self._kept = " ".join(self._recent)

    def opened(self, row: Id) -> None:
        """Note that a record was looked at: it is found sooner the next time."""
        self._recent.pop(row, None)
        self._recent[row] = None

    def remembered(self) -> str:
        """Return what to keep for the next start; empty where nothing is new."""
        now = " ".join([*self._recent][-_REMEMBERED:])
        return "" if now == self._kept else now

    def find(self, typed: str) -> list[Found]:
        """Return what has the typed words: opened lately first, then by kind and name."""
        if len(typed.strip()) < _ENOUGH:
            return []
        lately = {row: place for place, row in enumerate(reversed(self._recent))}
        found: list[tuple[int, Found]] = []
        for table in KINDS:
            rows = self._records.find(table, typed, erased=False)
            best = sorted(rows[:200], key=lambda row: lately.get(row, _REMEMBERED))[:_OF_A_KIND]
            names = self._records.names(table, best)
            found += [
                (
                    lately.get(row, _REMEMBERED),
                    Found(table, row, names[row].label, names[row].context),
                )
                for row in best
                if row in names
            ]
        # Sorting keeps the order of what is equally recent: kind by kind, the best of each first.
        return [each for _, each in sorted(found, key=lambda pair: pair[0])]
