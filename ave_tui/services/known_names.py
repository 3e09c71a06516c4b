"""Keeps the names of each table in memory, and reads anew only what was written since."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ave_tui import i18n
from ave_tui.services.labels import named
from ave_tui.services.search import Entry, SearchIndex
from ave_tui.storage.queries import changed, names
from ave_tui.storage.queries.overview_rows import JOINABLE
from ave_tui.storage.same import sameness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.domain.schema import Id
    from ave_tui.storage.database import Database

_MOST_PATCHED: Final = 500
"""Operations beyond which reading all names is quicker."""


class KnownNames:
    """The search indexes of one database, each made when it is first asked for."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._indexes: dict[str, SearchIndex] = {}
        self._apart: dict[str, dict[Id, Entry]] = {}
        self._stamp = (-1, -1)
        self._seen: dict[str, int] = {}
        self._language = ""

    def index(self, table: str) -> SearchIndex:
        """Return the names of a table as they are now."""
        self._catch_up()
        index = self._indexes.get(table)
        if index is None:
            found = names.live_names(self._database.connection, table)
            index = self._keep(table, {each.id: _entry(table, each) for each in found})
        return index

    def _keep(self, table: str, entries: dict[Id, Entry]) -> SearchIndex:
        """Keep the names of a table; what was found to be one record stands there once."""
        self._apart[table] = entries
        joined = sameness(self._database.connection, table).first if table in JOINABLE else {}
        index = self._indexes[table] = SearchIndex(_joined(entries, joined) if joined else entries)
        return index

    def _catch_up(self) -> None:
        """Bring up to date what was written to, here, by an import or by another window."""
        connection = self._database.connection
        now = changed.stamp(connection)
        if i18n.language() != self._language:
            # Names say “Lot” and “(erased)” in the user's language.
            self._indexes.clear()
            self._language = i18n.language()
        if now == self._stamp:
            return
        self._stamp = now
        newest = changed.newest(connection)
        written = changed.changed_rows(connection, self._seen, newest, _MOST_PATCHED)
        self._seen = newest
        if written is None:
            self._indexes.clear()
            return
        for table in list(self._indexes):
            if (names.needed_tables(table) - {table}) & written.keys():
                del self._indexes[table]
            elif table in written or (table in JOINABLE and "same_as" in written):
                self._patch(table, written.get(table, set()))

    def _patch(self, table: str, rows: set[Id]) -> None:
        connection = self._database.connection
        live = names.live_among(connection, table, rows)
        kept = {row: entry for row, entry in self._apart[table].items() if row not in rows}
        fresh = {each.id: _entry(table, each) for each in names.names(connection, table, live)}
        self._keep(table, kept | fresh)


def _entry(table: str, found: names.NameRow) -> Entry:
    return Entry.of(named(table, found), found.parts, erased=found.erased)


def _joined(entries: dict[Id, Entry], first: Mapping[Id, Id]) -> dict[Id, Entry]:
    """Return the entries with each group once, found by the names of all of it.

    The least id of those that are there stands for the group: it may be that the least of all was
    withdrawn once the two were found to be one.
    """
    groups: dict[Id, list[Id]] = {}
    for row in sorted(first.keys() & entries.keys()):
        groups.setdefault(first[row], []).append(row)
    once = dict(entries)
    for shown, *others in groups.values():
        words = once[shown].words
        more = dict.fromkeys(word for other in others for word in once.pop(other).words)
        once[shown] = replace(
            once[shown], words=(*words, *(word for word in more if word not in words))
        )
    return once
