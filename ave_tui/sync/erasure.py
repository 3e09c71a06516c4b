"""What erasing a person for good takes: every row that tells about the person, on every laptop.

Hours, and the contracts and assignments that they hang on, stay: of a contract only what is
personal goes. Who is made anonymous is erased likewise, but for what counts: a profile without a
name, dates of eligibilities, ways out of the pathway. What somebody else writes about the person at
the same time, not knowing yet, arrives later; so each import looks whether an erasure is to be
carried on to rows that came with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.about_people import GONE, PERSON, remains
from ave_tui.domain.changes import Change, profile_id
from ave_tui.storage import people, rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ave_tui.domain.schema import Id, Values
    from ave_tui.storage.connection import Connection


def erasure_of(connection: Connection, persons: Sequence[Id]) -> list[Change]:
    """Return the changes that erase people and all that is told about them.

    Args:
        connection: Where they are.
        persons: All records of one person.
    """
    changes = [change for person in persons for change in _erased(connection, PERSON, person)]
    return [*changes, *_around(connection, persons)]


def anonymity_of(connection: Connection, profiles: Mapping[Id, Values]) -> list[Change]:
    """Return the changes that make people anonymous: erased, but for what counts.

    Args:
        connection: Where they are.
        profiles: What stays of each record of them, without the link to it.
    """
    changes = [
        Change("anonymous_profile", profile_id(person), {"participant_id": person, **profile})
        for person, profile in profiles.items()
    ]
    for person in profiles:
        changes += _erased(connection, PERSON, person)
    return [*changes, *_around(connection, list(profiles), anonymous=True)]


def unfinished(connection: Connection) -> list[Change]:
    """Return the changes that carry erasures on to rows which arrived after them."""
    everybody = people.erased(connection)
    if not everybody:
        return []
    kept = people.anonymous(connection)
    erased = [person for person in everybody if person not in kept]
    anonymous = [person for person in everybody if person in kept]
    return [
        *_around(connection, erased),
        *_around(connection, anonymous, anonymous=True),
    ]


def _around(
    connection: Connection, persons: Sequence[Id], *, anonymous: bool = False
) -> Iterator[Change]:
    for table, about in people.told_of(connection, persons).items():
        for row in about:
            yield from _erased(connection, table, row, anonymous=anonymous)


def _erased(
    connection: Connection, table: str, row: Id, *, anonymous: bool = False
) -> Iterator[Change]:
    stands = rows.read(connection, table, row)
    if stands is None or stands.erased:
        return
    yield Change(table, row, remains(table, stands.values, anonymous=anonymous), erase=True)
    if stands.deleted or (table in GONE and not anonymous):
        # An erasure alone would bring a withdrawn row back: nobody withdrew it after that.
        yield Change(table, row, None)
