"""Puts conflicts into words: what each is about, why, and who wrote what, when, knowing what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.disagreement import ConflictKey, ConflictKind
from ave_tui.services import conflict_sentences
from ave_tui.services.conflict_sentences import Matter
from ave_tui.services.labels import names_of
from ave_tui.services.value_words import Names, laptop_name, moment
from ave_tui.storage import rows
from ave_tui.storage.doubles import struck
from ave_tui.sync.disputes import Disputes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.domain.words import Sentence
    from ave_tui.services.conflict_finding import Found
    from ave_tui.storage.connection import Connection
    from ave_tui.sync.disputes import Unseen
    from ave_tui.sync.operation import Device, Operation


@dataclass(frozen=True, slots=True)
class Unknown:
    """Whose changes somebody had not seen when they wrote, and since when there were some."""

    who: str
    device: Device
    since: datetime
    nothing_before: bool
    """Nothing at all of that laptop had been seen."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody wrote without having seen the others, or what makes the matter one."""

    value: Value
    words: object
    """The value as a sentence says it."""
    who: str
    at: datetime
    device: Device
    here: bool
    """It was written on this laptop."""
    unseen: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that a human has to decide; what stands now is the first claim."""

    key: ConflictKey
    about: Sentence
    """The record, and the field where there is one."""
    why: Sentence
    claims: tuple[Claim, ...]
    rows: tuple[Id, ...]
    """The rows it is about: one, or all that are decided on together."""
    parent: str
    """The table of what an orphan hangs on; empty for all others."""
    found: Found

    @property
    def kind(self) -> ConflictKind:
        """Why a human has to look."""
        return self.key.kind

    @property
    def table(self) -> str:
        """What kind of record it is about."""
        return self.key.table

    @property
    def row(self) -> Id:
        """The record it is about, or the first of those."""
        return self.key.row

    @property
    def field(self) -> str:
        """The field it is about; ``deleted`` where one withdrew what another wrote to."""
        return self.key.field


class _Written(NamedTuple):
    """An operation that has a part in a conflict."""

    operation: Operation
    field: str
    value: Value
    unseen: list[Unseen]


def in_words(
    connection: Connection, found: Sequence[Found], here: Device, now: datetime
) -> list[Conflict]:
    """Return conflicts with everything one wants to know of them, in the order of the list.

    By kind, then what was written last comes first: an order that every laptop agrees on.
    """
    if not found:
        return []
    every = {row for each in found for row in (*each.rows, each.key.other) if row}
    disputes = Disputes(connection, sorted(every))
    values = _values_of(connection, found)
    written = {each.key: _written(disputes, each, values[each.key.row]) for each in found}
    names = _names_of(connection, found, values)
    people = _people_of(connection, written.values())
    excess = _excess(connection, found)

    def who(actor: Id, device: Device) -> str:
        return people.get(actor) or laptop_name(device)

    def claim(matter: Matter, each: _Written) -> Claim:
        operation = each.operation
        return Claim(
            each.value,
            conflict_sentences.words(matter, each.field, each.value),
            who(operation.actor, operation.device),
            moment(operation.at_ms, now),
            operation.device,
            operation.device == here,
            tuple(
                Unknown(
                    who(unseen.actor, unseen.device),
                    unseen.device,
                    moment(unseen.since_ms, now),
                    unseen.nothing_before,
                )
                for unseen in each.unseen
            ),
        )

    kinds = list(ConflictKind)

    def place(each: Found) -> tuple[int, int, ConflictKey]:
        newest = max(one.operation.at_ms for one in written[each.key])
        return kinds.index(each.key.kind), -newest, each.key

    told = []
    for each in sorted(found, key=place):
        twice = sum(excess.get(row, 0) for row in each.rows)
        matter = Matter(each, values[each.key.row], names, twice)
        told.append(
            Conflict(
                each.key,
                conflict_sentences.about(matter),
                conflict_sentences.why(matter),
                tuple(claim(matter, one) for one in written[each.key]),
                each.rows,
                each.parent,
                each,
            )
        )
    return told


def _values_of(connection: Connection, found: Sequence[Found]) -> dict[Id, Values]:
    wanted: dict[str, list[Id]] = {}
    for each in found:
        wanted.setdefault(each.key.table, []).append(each.key.row)
    return {
        row: there.values
        for table, some in wanted.items()
        for row, there in rows.read_many(connection, table, some).items()
    }


def _written(disputes: Disputes, found: Found, values: Values) -> list[_Written]:
    """Return what stands against what, what shows now first."""
    key = found.key
    pairs: list[tuple[Operation, str, Value]]
    match key.kind:
        case ConflictKind.ORPHAN:
            last = max((disputes.last(row) for row in found.rows), key=lambda o: o.place)
            pairs = [(disputes.withdrawal(key.other), "", 1), (last, "", 0)]
        case ConflictKind.DOUBLE:
            pairs = [(disputes.first(row), "", row) for row in found.rows]
        case ConflictKind.RULE:
            concerned = found.fault.concerns if found.fault else ()
            pairs = [(disputes.last(key.row, name), name, values[name]) for name in concerned]
        case _:
            said: dict[Value, Operation] = {}
            for claim in found.claims:
                # Three laptops may well say two things: one claim of each value.
                said.setdefault(claim.value, claim.operation)
            pairs = [(operation, key.field, value) for value, operation in said.items()]
            if key.kind is ConflictKind.DELETION:
                # A clock decides nothing here: what somebody still wrote to stays.
                pairs.sort(key=lambda pair: bool(pair[2]))
    operations = [operation for operation, _, _ in pairs]
    return [
        _Written(operation, name, value, list(disputes.unseen(operation, operations)))
        for operation, name, value in pairs
    ]


def _names_of(connection: Connection, found: Sequence[Found], values: dict[Id, Values]) -> Names:
    wanted: dict[str, set[Id]] = {}
    for each in found:
        for table, row in conflict_sentences.references(each, values[each.key.row]):
            wanted.setdefault(table, set()).add(row)
    return Names(connection, wanted)


def _people_of(connection: Connection, written: Iterable[list[_Written]]) -> dict[Id, str]:
    actors: set[Id] = set()
    for some in written:
        for each in some:
            actors |= {each.operation.actor, *(unseen.actor for unseen in each.unseen)}
    named = names_of(connection, "facilitator", actors)
    return {row: person.label for row, person in named.items()}


def _excess(connection: Connection, found: Sequence[Found]) -> dict[Id, int]:
    """Return the declared seconds of each assignment that stand twice, where some may."""
    excess: dict[Id, int] = {}
    if any((f.key.kind, f.key.table) == (ConflictKind.DOUBLE, "assignment") for f in found):
        for (assignment, _, _), sums in struck(connection).excess.items():
            excess[assignment] = excess.get(assignment, 0) + sums[0]
    return excess
