"""What a file would do, or did: by kind of record and record by record, with the hours it moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ave_tui.domain.choices import HoursKind
from ave_tui.domain.period_words import period_words
from ave_tui.domain.rules import RULES
from ave_tui.domain.schema import TABLES, Kind
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.table_changes import Did, TableChanges, changes_of
from ave_tui.services.value_words import NOTHING, Names, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.schema import Field, Id, Values
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.rows import Row
    from ave_tui.sync.delivery import Gap
    from ave_tui.sync.merge import Merged

_OF_HOURS = ("assignment_id", "kind", "period")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record, before and after; in no language yet."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What an import does to one record."""

    table: str
    row: Id
    called: object
    """What the record is called, in no language yet."""
    did: Did
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do, or did: computed by doing it, and taken back for a preview."""

    sender: str
    """The laptop that made it."""
    name: str
    """Whose laptop that is, as its card says."""
    made_ms: int
    new: int
    known: int
    held: int
    gaps: tuple[Gap, ...]
    tables: tuple[TableChanges, ...]
    conflicts: int
    seconds_before: int
    seconds_after: int
    revoked: tuple[str, ...] = ()
    """Whose laptops a list that came with it says are lost, and nobody had said so here."""
    records: tuple[RecordChange, ...] = field(default=(), compare=False)
    """Only of a preview: what was brought in stands in the journal."""


def by_record(connection: Connection, merged: Merged) -> tuple[RecordChange, ...]:
    """Return what changes record by record, inside the transaction that will be taken back."""
    changed = list(changes_of(merged.before, merged.after))
    wanted: dict[str, set[Id]] = {}
    for table, row, _ in changed:
        for target, target_row in _references(table, row, merged):
            wanted.setdefault(target, set()).add(target_row)
    names = Names(connection, wanted)
    order = {table: place for place, table in enumerate(TABLES)}
    found = [
        RecordChange(
            table,
            row,
            _called(table, row, merged.after[table, row].values, names),
            did,
            tuple(_fields(table, merged.before[table, row], merged.after[table, row], names)),
        )
        for table, row, did in changed
    ]
    return tuple(sorted(found, key=lambda change: order[change.table]))


def _references(table: str, row: Id, merged: Merged) -> Iterator[tuple[str, Id]]:
    yield table, row
    old = merged.before[table, row]
    for values in (merged.after[table, row].values, old.values if old else {}):
        if table == "same_as" and values:
            yield str(values["table_name"]), str(values["left_id"])
            yield str(values["table_name"]), str(values["right_id"])
            continue
        for each in TABLES[table].fields:
            if each.kind is Kind.REFERENCE and isinstance(target := values.get(each.name), str):
                yield each.target, target


def _called(table: str, row: Id, values: Values, names: Names) -> object:
    match table:
        case "hours_entry":
            person = names.of("assignment", str(values["assignment_id"])).label or NOTHING
            said = {"person": person, "period": period_words(str(values["period"]))}
            if values["kind"] == HoursKind.TRAINING:
                return Sentence(N_("{person}, {period}, training"), said)
            return Sentence(N_("{person}, {period}"), said)
        case "rule_setting":
            rule = RULES.get(str(values["name"]))
            return Sentence(rule.label) if rule else str(values["name"])
        case "same_as":
            of = str(values["table_name"])
            left, right = (names.of(of, str(values[n])).label for n in ("left_id", "right_id"))
            return Sentence(N_("{some}, {more}"), {"some": left, "more": right})
        case _:
            return names.of(table, row).whole or NOTHING


def _fields(table: str, old: Row | None, now: Row, names: Names) -> Iterator[FieldChange]:
    before = old.values if old else TABLES[table].blank
    for each in TABLES[table].fields:
        if table == "hours_entry" and each.name in _OF_HOURS:
            # Its name says them already.
            continue
        if now.deleted and not (old and old.deleted):
            # What is withdrawn keeps its values: they count no more.
            if table == "hours_entry" and each.name == "seconds":
                yield _change(each, before[each.name], None, names)
        elif before[each.name] != now.values[each.name]:
            yield _change(each, before[each.name], now.values[each.name], names)


def _change(of: Field, before: object, after: object, names: Names) -> FieldChange:
    return FieldChange(
        of.label,
        value_words(of, before, names),  # type: ignore[arg-type]
        value_words(of, after, names),  # type: ignore[arg-type]
    )
