"""Where a person is told about: rows, free text, and copies of the database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ave_tui.domain.about_people import PERSON, SETTLED, TELLING, TIES, WAYS
from ave_tui.domain.folding import fold
from ave_tui.domain.mention import Mention
from ave_tui.domain.schema import TABLES, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ave_tui.domain.about_people import Tie
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

_CHUNK: Final = 500
_ID: Final = re.compile("[0-9a-f]{32}")


def erased(connection: Connection) -> list[Id]:
    """Return the people who were erased for good."""
    found = connection.execute("SELECT id FROM participant WHERE erased = 1 ORDER BY id")
    return [row for (row,) in found]


def anonymous(connection: Connection) -> set[Id]:
    """Return the people of whom an anonymous profile is kept."""
    found = connection.execute("SELECT participant_id FROM anonymous_profile WHERE deleted = 0")
    return {row for (row,) in found if row}


def told_of(connection: Connection, persons: Sequence[Id]) -> dict[str, list[Id]]:
    """Return the rows that tell about people and are not erased, withdrawn ones too, by table.

    Args:
        connection: Where they are.
        persons: All records of whom it is about; they are not among what is returned.
    """
    every: dict[str, list[Id]] = {PERSON: list(persons)}
    told: dict[str, list[Id]] = {}
    for tie in WAYS:
        found = list(_linked(connection, tie, every[tie.parent]))
        # Rows that were erased already may still lead to others that were not.
        every[tie.table] = [row for row, _ in found]
        told[tie.table] = [row for row, gone in found if not gone and tie.table in TELLING]
    told[SETTLED] = _settled(connection, persons, erased=False)
    return told


def hanging_on(connection: Connection, persons: Sequence[Id]) -> dict[str, list[Id]]:
    """Return every row that hangs on people, by table; entries of hours left out."""
    every: dict[str, list[Id]] = {PERSON: list(persons)}
    for tie in TIES:
        if tie.table != "hours_entry" and tie.parent in every:
            found = _linked(connection, tie, every[tie.parent])
            every[tie.table] = [row for row, _ in found]
    return {**every, SETTLED: _settled(connection, persons, erased=True)}


def _linked(connection: Connection, tie: Tie, parents: Sequence[Id]) -> Iterator[tuple[Id, int]]:
    for start in range(0, len(parents), _CHUNK):
        chunk = list(parents[start : start + _CHUNK])
        yield from connection.execute(
            f"SELECT id, erased FROM {tie.table} "
            f"WHERE {tie.link} IN ({', '.join('?' * len(chunk))}) ORDER BY id",
            chunk,
        )


def _settled(connection: Connection, persons: Sequence[Id], *, erased: bool) -> list[Id]:
    """Return the settled warnings whose subject names something of these people."""
    named = {
        row: _ID.findall(subject or "")
        for row, subject in connection.execute(
            "SELECT id, subject FROM settlement WHERE erased = 0 OR ? ORDER BY id", (erased,)
        )
    }
    whose = {each: each for found in named.values() for each in found}
    # From the children up: whatever a subject names leads to whom it hangs on.
    for tie in reversed(TIES):
        wanted = sorted(set(whose.values()))
        up: dict[Id, Id] = {}
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            up |= connection.execute(
                f"SELECT id, {tie.link} FROM {tie.table} "
                f"WHERE id IN ({', '.join('?' * len(chunk))}) AND {tie.link} IS NOT NULL",
                chunk,
            ).fetchall()
        whose = {each: up.get(now, now) for each, now in whose.items()}
    wanted_persons = set(persons)
    return [row for row, found in named.items() if wanted_persons & {whose[e] for e in found}]


def mentions(
    connection: Connection, names: Iterable[tuple[str, str]], without: frozenset[Id]
) -> Iterator[Mention]:
    """Yield the texts that one of some names stands in, in rows that are in use.

    Args:
        connection: Where to look, once for all of them.
        names: Last and first names. All words of the last one must stand in a text; the first one
            is asked for only where the text is somebody's name: many bear the same last one.
        without: Rows to leave out.
    """
    wanted: dict[str, list[tuple[set[str], set[str]]]] = {}
    for last_name, first_name in names:
        if last := _words(last_name):
            # A text is held against a name only if the first of its words stands in it.
            wanted.setdefault(last[0], []).append(({*last}, {*last, *_words(first_name)}))
    if not wanted:
        return
    for table in TABLES.values():
        texts_of = [f.name for f in table.fields if f.kind in (Kind.TEXT, Kind.NOTE)]
        if not texts_of:
            continue
        for row, *texts in connection.execute(
            f"SELECT id, {', '.join(texts_of)} FROM {table.name} WHERE deleted = 0 ORDER BY id"
        ):
            said = {n: set(_words(text)) for n, text in zip(texts_of, texts, strict=True) if text}
            named = said.pop("last_name", set()) | said.pop("first_name", set())
            if row in without:
                continue
            if any(whole <= named for _, whole in _near(wanted, named)):
                yield Mention(table.name, row, "last_name")
            for name, words in said.items():
                if any(last <= words for last, _ in _near(wanted, words)):
                    yield Mention(table.name, row, name)


def _near(
    wanted: Mapping[str, list[tuple[set[str], set[str]]]], words: set[str]
) -> Iterator[tuple[set[str], set[str]]]:
    for word in words & wanted.keys():
        yield from wanted[word]


def erased_rows(connection: Connection) -> list[Id]:
    """Return every row that was blanked for good."""
    return [
        row
        for table in TELLING
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
