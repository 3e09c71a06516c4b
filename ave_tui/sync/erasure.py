"""What erasing a person for good takes: every row that tells about the person, on every laptop.

Hours, and the contracts and assignments that they hang on, stay: of a contract only what is
personal goes. What somebody else writes about the person at the same time, not knowing yet, arrives
later; so each import looks whether an erasure is to be carried on to rows that came with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change
from ave_tui.domain.schema import TABLES
from ave_tui.storage import people, rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

ABOUT: Final = ("eligibility", "exit")
"""Kinds of rows that are about nothing but the person."""


def erasure_of(connection: Connection, persons: Sequence[Id]) -> list[Change]:
    """Return the changes that erase people and all that is told about them.

    Args:
        connection: Where they are.
        persons: All records of one person.
    """
    changes: list[Change] = []
    for person in persons:
        changes += _erased(connection, "participant", person, keep=())
    return [*changes, *_around(connection, persons)]


def unfinished(connection: Connection) -> list[Change]:
    """Return the changes that carry erasures on to rows which arrived after them."""
    return list(_around(connection, people.erased(connection)))


def _around(connection: Connection, persons: Sequence[Id]) -> Iterator[Change]:
    for table in ABOUT:
        for row in people.rows_about(connection, table, persons):
            yield from _erased(connection, table, row, keep=("participant_id",), gone=True)
    for row in people.rows_about(connection, "employment_contract", persons):
        keep = [f.name for f in TABLES["employment_contract"].fields if not f.personal]
        yield from _erased(connection, "employment_contract", row, keep=keep)


def _erased(
    connection: Connection, table: str, row: Id, *, keep: Sequence[str], gone: bool = False
) -> Iterator[Change]:
    stands = rows.read(connection, table, row)
    if stands is None or stands.erased:
        return
    remains = {name: stands.values[name] for name in keep if stands.values[name] is not None}
    yield Change(table, row, remains, erase=True)
    if gone or stands.deleted:
        # An erasure alone would bring a withdrawn row back: nobody withdrew it after that.
        yield Change(table, row, None)
