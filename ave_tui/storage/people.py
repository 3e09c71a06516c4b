"""Where a person is told about: rows, free text, and copies of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.folding import fold
from ave_tui.domain.mention import Mention
from ave_tui.domain.schema import TABLES, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

_CHUNK: Final = 500


def erased(connection: Connection) -> list[Id]:
    """Return the people who were erased for good."""
    found = connection.execute("SELECT id FROM participant WHERE erased = 1 ORDER BY id")
    return [row for (row,) in found]


def rows_about(connection: Connection, table: str, persons: Sequence[Id]) -> list[Id]:
    """Return the rows of a table that belong to people and are not erased, withdrawn ones too."""
    link = TABLES[table].field("participant_id").name
    about: list[Id] = []
    for start in range(0, len(persons), _CHUNK):
        chunk = persons[start : start + _CHUNK]
        about += [
            row
            for (row,) in connection.execute(
                f"SELECT id FROM {table} WHERE erased = 0 "
                f"AND {link} IN ({', '.join('?' * len(chunk))}) ORDER BY id",
                list(chunk),
            )
        ]
    return about


def mentions(
    connection: Connection, last_name: str, first_name: str, without: frozenset[Id]
) -> Iterator[Mention]:
    """Yield the texts that a name stands in, in rows that are in use.

    Args:
        connection: Where to look.
        last_name: All of its words must stand in a text.
        first_name: Asked for only where the text is somebody's name: many bear the same last one.
        without: Rows to leave out.
    """
    last, whole = set(_words(last_name)), {*_words(last_name), *_words(first_name)}
    if not last:
        return
    for table in TABLES.values():
        names = [f.name for f in table.fields if f.kind in (Kind.TEXT, Kind.NOTE)]
        if not names:
            continue
        for row, *texts in connection.execute(
            f"SELECT id, {', '.join(names)} FROM {table.name} WHERE deleted = 0 ORDER BY id"
        ):
            said = {n: set(_words(text)) for n, text in zip(names, texts, strict=True) if text}
            named = said.pop("last_name", set()) | said.pop("first_name", set())
            if row in without:
                continue
            if named and whole <= named:
                yield Mention(table.name, row, "last_name")
            for name, words in said.items():
                if last <= words:
                    yield Mention(table.name, row, name)


def erased_rows(connection: Connection) -> list[Id]:
    """Return every row that was blanked for good."""
    return [
        row
        for table in ("participant", "eligibility", "exit", "employment_contract")
        for (row,) in connection.execute(f"SELECT id FROM {table} WHERE erased = 1 ORDER BY id")
    ]


def knows(connection: Connection, rows: Sequence[Id]) -> bool:
    """Tell whether a log, or what waits beside it, still says anything of some rows."""
    for start in range(0, len(rows), _CHUNK):
        chunk = list(rows[start : start + _CHUNK])
        for table in ("change_log", "held_operation"):
            found = connection.execute(
                f"SELECT 1 FROM {table} WHERE row_id IN ({', '.join('?' * len(chunk))}) "
                "AND act = 'set' AND payload IS NOT NULL LIMIT 1",
                chunk,
            ).fetchone()
            if found:
                return True
    return False


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in fold(text)).split()
