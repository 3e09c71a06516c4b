"""What an operation says it did, in sentences that no language is chosen for yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import HoursKind
from ave_tui.domain.period_words import period_words
from ave_tui.domain.rules import RULES
from ave_tui.domain.same import verdict_of
from ave_tui.domain.schema import TABLES, Kind
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.value_words import NOTHING, value_words
from ave_tui.storage import log
from ave_tui.sync.causality import Causality
from ave_tui.sync.fold import fold
from ave_tui.sync.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ave_tui.domain.schema import Field, Id, Values
    from ave_tui.services.value_words import Names
    from ave_tui.storage.connection import Connection

_OF_HOURS: Final = ("assignment_id", "kind", "period")


@dataclass(frozen=True, slots=True)
class Deed:
    """An operation, and the row as its author saw it before."""

    operation: Operation
    before: Values
    """Blank where the row was not there yet."""
    was_there: bool
    was_withdrawn: bool = False

    @property
    def after(self) -> Values:
        """The row as its author left it."""
        return self.before | self.operation.values

    def references(self) -> Iterator[tuple[str, Id]]:
        """Yield the records that have to be named, this one first."""
        operation = self.operation
        yield operation.table, operation.row
        # A same_as names two records of a table that only its row tells.
        if operation.table == "same_as":
            table, _ = verdict_of(str(self.after["table_name"]))
            for name in ("left_id", "right_id") if table in TABLES else ():
                yield table, str(self.after[name])
            return
        for field in TABLES[operation.table].fields:
            if field.kind is Kind.REFERENCE:
                for values in (self.before, operation.values):
                    if isinstance(row := values.get(field.name), str):
                        yield field.target, row


def deeds_of(
    connection: Connection, operations: Sequence[Operation]
) -> dict[tuple[str, int], Deed]:
    """Return operations by device and number, with the rows as their authors saw them before."""
    by_row: dict[Id, list[Operation]] = {operation.row: [] for operation in operations}
    for operation in map(Operation.from_log, log.of_rows(connection, list(by_row))):
        by_row[operation.row].append(operation)
    causality = Causality(map(Operation.from_log, log.with_vectors(connection)))
    return {
        (operation.device, operation.seq): _deed(operation, by_row[operation.row], causality)
        for operation in operations
    }


def _deed(operation: Operation, all_of_row: Iterable[Operation], causality: Causality) -> Deed:
    table = TABLES[operation.table]
    seen = [other for other in all_of_row if causality.saw(operation, other)]
    if not seen:
        return Deed(operation, table.blank, was_there=False)
    was = fold(table, seen, causality)
    return Deed(operation, was.values, was_there=True, was_withdrawn=was.deleted)


def told(deed: Deed, names: Names) -> Iterator[Sentence]:
    """Yield what an operation did, a sentence for each thing that it changed."""
    operation = deed.operation
    if operation.act == "erase":
        yield Sentence(
            N_("{table}: erased for good"), {"table": Sentence(TABLES[operation.table].label)}
        )
        return
    if operation.is_blank:
        yield Sentence(N_("(erased)"))
        return
    match operation.table:
        case "hours_entry":
            yield from _hours(deed, names)
        case "same_as":
            yield _same(deed, names)
        case _:
            yield from _record(deed, names)


def _hours(deed: Deed, names: Names) -> Iterator[Sentence]:
    after = deed.after
    about: dict[str, object] = {
        "person": names.of("assignment", str(after["assignment_id"])).label,
        "period": period_words(str(after["period"])),
    }
    if after["kind"] == HoursKind.TRAINING:
        said, withdrawn, other = (
            N_("Training hours of {person}, {period}: {before} → {after}"),
            N_("Training hours of {person}, {period}: {before} withdrawn"),
            N_("Training hours of {person}, {period}, {field}: {before} → {after}"),
        )
    else:
        said, withdrawn, other = (
            N_("Hours of {person}, {period}: {before} → {after}"),
            N_("Hours of {person}, {period}: {before} withdrawn"),
            N_("Hours of {person}, {period}, {field}: {before} → {after}"),
        )
    if deed.operation.act == "delete":
        before = value_words(_field("hours_entry", "seconds"), deed.before["seconds"], names)
        yield Sentence(withdrawn, about | {"before": before})
        return
    values = deed.operation.values
    figure_comes_back = deed.was_withdrawn and not values
    if "seconds" in values or figure_comes_back:
        yield Sentence(said, about | _before_and_after(deed, "seconds", names))
    if not deed.was_there:
        return
    for name in values:
        if name not in ("seconds", *_OF_HOURS):
            label = Sentence(_field("hours_entry", name).label)
            yield Sentence(other, about | {"field": label} | _before_and_after(deed, name, names))


def _same(deed: Deed, names: Names) -> Sentence:
    table, same = verdict_of(str(deed.after["table_name"]))
    values = {
        "left": names.of(table, str(deed.after["left_id"])).label,
        "right": names.of(table, str(deed.after["right_id"])).label,
    }
    if deed.operation.act == "delete":
        return Sentence(N_("No longer said to be the same or not: {left}, {right}"), values)
    if not same:
        return Sentence(N_("Found not to be the same: {left}, {right}"), values)
    return Sentence(N_("Found to be the same: {left}, {right}"), values)


def _record(deed: Deed, names: Names) -> Iterator[Sentence]:
    operation = deed.operation
    about: dict[str, object] = {"record": _record_name(deed, names)}
    if operation.act == "delete":
        yield Sentence(N_("{record}: withdrawn"), about)
        return
    if not deed.was_there:
        status = deed.after.get("status") if operation.table == "hours_return" else None
        # A return is made by saying where it stands.
        said = N_("{record}: {status}") if status else N_("{record}: made")
        words = value_words(_field("hours_return", "status"), status, names)
        yield Sentence(said, about | {"status": words})
        return
    if deed.was_withdrawn:
        yield Sentence(N_("{record}: brought back"), about)
    for name in operation.values:
        field = _field(operation.table, name)
        yield Sentence(
            N_("{record}, {field}: {before} → {after}"),
            about | {"field": Sentence(field.label)} | _before_and_after(deed, name, names),
        )


def _record_name(deed: Deed, names: Names) -> Sentence:
    """Return the kind of a record and what it is called."""
    table, row = deed.operation.table, deed.operation.row
    kind = Sentence(TABLES[table].label)
    if table == "rule_setting":
        name = str(deed.after["name"])
        rule = RULES.get(name)
        called: object = Sentence(rule.label) if rule else name
    elif table == "hours_return":
        award = names.of("award", str(deed.after["award_id"])).label
        month = period_words(str(deed.after["month"]))
        called = Sentence(N_("{some}, {more}"), {"some": award, "more": month})
    elif table == "lot":
        # Its name says already that it is one.
        return Sentence("{name}", {"name": names.of(table, row).label or NOTHING})
    else:
        called = names.of(table, row).label or NOTHING
    return Sentence(N_("{kind} {name}"), {"kind": kind, "name": called})


def _before_and_after(deed: Deed, name: str, names: Names) -> dict[str, object]:
    field = _field(deed.operation.table, name)
    # What was withdrawn counted no more: the figure comes from nothing.
    before = None if deed.was_withdrawn and name == "seconds" else deed.before[name]
    return {
        "before": value_words(field, before, names),
        "after": value_words(field, deed.after[name], names),
    }


def _field(table: str, name: str) -> Field:
    return TABLES[table].field(name)
