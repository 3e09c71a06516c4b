"""Looks for conflicts of every kind: in the contested rows, and by small indexes in all others.

What is found, and its order, is a function of the records alone: whoever has the same changes
finds the same. Nothing here reads all records.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from ave_tui.domain.disagreement import DELETED, TOGETHER, ConflictKey, ConflictKind
from ave_tui.domain.duplicates import nearly_same
from ave_tui.domain.soundness import faults
from ave_tui.storage import contested, rows
from ave_tui.storage.doubles import double_jobs
from ave_tui.storage.queries import twice
from ave_tui.storage.queries.orphans import orphans
from ave_tui.storage.same import is_stood_for, sameness
from ave_tui.storage.unsound import unsound_rows
from ave_tui.sync.disputes import Disputes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ave_tui.domain.same import Alike
    from ave_tui.domain.schema import Id
    from ave_tui.domain.soundness import Fault
    from ave_tui.storage.connection import Connection
    from ave_tui.sync.fold import Claim, Folded


@dataclass(frozen=True, slots=True)
class Found:
    """A conflict as it is found, before it is put into words."""

    key: ConflictKey
    rows: tuple[Id, ...] = ()
    """The rows it is about: one, or all that are decided on together."""
    parent: str = ""
    """The table of what an orphan hangs on."""
    claims: tuple[Claim, ...] = ()
    """What was written without having seen the others, the one that shows first."""
    folded: Folded | None = None
    fault: Fault | None = field(default=None, compare=False)


def find_all(connection: Connection) -> list[Found]:
    """Return every conflict, by kind; in an order that says nothing yet."""
    return [
        *find_disputes(connection),
        *find_orphans(connection),
        *find_doubles(connection),
        *find_broken(connection),
    ]


def find_disputes(connection: Connection) -> Iterator[Found]:
    """Yield every field and every withdrawal on which laptops disagree."""
    return disputed(connection, contested.everything(connection))


def disputed(connection: Connection, candidates: Sequence[tuple[str, Id]]) -> Iterator[Found]:
    """Yield where laptops wrote different things to some rows without having seen each other."""
    if not candidates:
        return
    disputes = Disputes(connection, [row for _, row in candidates])
    for table, row in candidates:
        folded = disputes.folded(table, row)
        if folded.deleted:
            # Whoever withdrew it had seen all that was written: what it holds is nobody's matter.
            continue
        for conflict in folded.conflicts:
            kind = ConflictKind.DELETION if conflict.field == DELETED else ConflictKind.FIELD
            key = ConflictKey(kind, table, row, conflict.field)
            yield Found(key, (row,), claims=conflict.claims, folded=folded)


def find_orphans(connection: Connection) -> Iterator[Found]:
    """Yield what is there while the record it hangs on was withdrawn."""
    stood_for: dict[tuple[str, Id], bool] = {}
    for (tie, parent), found in groupby(orphans(connection), key=lambda each: each[:2]):
        place = (tie.parent, parent)
        if place not in stood_for:
            stood_for[place] = is_stood_for(connection, *place)
        if stood_for[place]:
            continue
        below = tuple(orphan.row for orphan in found)
        # Months of one assignment, or of one award, are one matter.
        units = [below] if tie.table in TOGETHER else [(row,) for row in below]
        for unit in units:
            key = ConflictKey(ConflictKind.ORPHAN, tie.table, unit[0], tie.field, parent)
            yield Found(key, unit, tie.parent)


def find_doubles(connection: Connection) -> Iterator[Found]:
    """Yield the pairs of records that nobody has said to be the same, or not to be."""
    companies = [
        ([row.company for row in alike],) * 2
        for alike in (
            list(group) for _, group in groupby(twice.same_siret(connection), lambda c: c.siret)
        )
    ]
    yield from _pairs(connection, "company", "siret", companies)
    people = list(nearly_same(twice.by_birth(connection)))
    yield from _pairs(connection, "participant", "birth_date", people)
    jobs: list[Alike] = [([one], [other]) for one, other in double_jobs(connection)]
    yield from _pairs(connection, "assignment", "lot_id", jobs)


def _pairs(
    connection: Connection, table: str, name: str, alike: Sequence[Alike]
) -> Iterator[Found]:
    if not alike:
        return
    for one, other in sameness(connection, table).open_pairs(alike):
        yield Found(ConflictKey(ConflictKind.DOUBLE, table, one, name, other), (one, other))


def find_broken(connection: Connection) -> Iterator[Found]:
    """Yield the rules that records break since they were merged."""
    suspects = list(unsound_rows(connection))
    for table, some in groupby(suspects, key=lambda each: each[0]):
        there = rows.read_many(connection, table, [row for _, row in some])
        for row in sorted(there):
            for fault in faults(table, there[row].values):
                key = ConflictKey(ConflictKind.RULE, table, row, fault.field)
                yield Found(key, (row,), fault=fault)


def still(connection: Connection, found: Found) -> Found | None:
    """Return a conflict as it is now; None where it was settled meanwhile."""
    key = found.key
    again: Iterator[Found]
    match key.kind:
        case ConflictKind.FIELD | ConflictKind.DELETION:
            again = disputed(connection, [(key.table, key.row)])
        case ConflictKind.ORPHAN:
            again = find_orphans(connection)
        case ConflictKind.DOUBLE:
            again = find_doubles(connection)
        case _:
            again = find_broken(connection)
    return next((each for each in again if each.key == key), None)
