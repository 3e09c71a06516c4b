"""Where laptops disagree: both values, who wrote them and when; settled by a human."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.period_words import period_words
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.labels import names_of
from ave_tui.services.value_words import Names, laptop_name, moment, value_words
from ave_tui.storage import contested, log
from ave_tui.sync.causality import Causality
from ave_tui.sync.fold import fold
from ave_tui.sync.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from ave_tui.domain.schema import Id, Value
    from ave_tui.storage.database import Database
    from ave_tui.sync import fold as folding
    from ave_tui.sync.ledger import Ledger

WITHDRAWAL: Final = "deleted"
"""The name under which a fold tells that one withdrew what another still wrote to."""


class SettledError(RuleBrokenError):
    """Somebody else has settled it meanwhile, or the value is not among those that stand."""

    def __init__(self) -> None:
        super().__init__(N_("This was settled meanwhile."), N_("Look at the list again."))


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody wrote without having seen the others."""

    value: Value
    words: object
    """The value as a sentence says it."""
    who: str
    at: datetime
    here: bool
    """It was written on this laptop."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of a record for which several values stand; the first one is shown and counts."""

    table: str
    row: Id
    field: str
    about: Sentence
    """The record, and the field."""
    claims: tuple[Claim, ...]


class ConflictService:
    """Conflicts, computed from the log: none is ever stored."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def standing(self, most: int = 200) -> list[Conflict]:
        """Return the conflicts of so many contested records."""
        return list(self._of(contested.everything(self._database.connection)[:most]))

    def settle(self, conflict: Conflict, value: Value) -> None:
        """Let one of the values stand; the others stay in the history.

        Raises:
            SettledError: It is no conflict any more, or has no such value.
        """
        key = (conflict.table, conflict.row)
        now = [each for each in self._of([key]) if each.field == conflict.field]
        if not now or value not in [claim.value for claim in now[0].claims]:
            raise SettledError
        # What stands already would write nothing: so it is first unsaid, in the same step.
        last = _change(conflict, value)
        other = next(claim.value for claim in now[0].claims if claim.value != value)
        self._ledger.commit([_change(conflict, other), last])
        if not list(self._of([key])):
            with self._database.transaction() as connection:
                contested.forget(connection, [conflict.row])

    def _of(self, keys: Sequence[tuple[str, Id]]) -> Iterator[Conflict]:
        connection = self._database.connection
        by_row: dict[Id, list[Operation]] = {row: [] for _, row in keys}
        for operation in map(Operation.from_log, log.of_rows(connection, list(by_row))):
            by_row[operation.row].append(operation)
        causality = Causality(map(Operation.from_log, log.with_vectors(connection)))
        folds = [(key, fold(TABLES[key[0]], by_row[key[1]], causality)) for key in keys]
        disputed = [(key, folded) for key, folded in folds if folded.conflicts]
        if not disputed:
            return
        names = Names(connection, _named(disputed))
        people = names_of(
            connection, "facilitator", {o.actor for _, f in disputed for o in _writers(f)}
        )
        now = self._database.clock()
        for (table, row), folded in disputed:
            for conflict in folded.conflicts:
                yield Conflict(
                    table,
                    row,
                    conflict.field,
                    _about(table, row, conflict.field, folded, names),
                    tuple(
                        Claim(
                            claim.value,
                            _words(table, conflict.field, claim.value, names),
                            person.label
                            if (person := people.get(claim.operation.actor))
                            else laptop_name(claim.operation.device),
                            moment(claim.operation.at_ms, now),
                            claim.operation.device == self._ledger.device,
                        )
                        for claim in _one_of_each(conflict)
                    ),
                )


def _change(conflict: Conflict, value: Value) -> Change:
    if conflict.field == WITHDRAWAL:
        return Change(conflict.table, conflict.row, None if value else {})
    return Change(conflict.table, conflict.row, {conflict.field: value})


def _one_of_each(conflict: folding.Conflict) -> Iterator[folding.Claim]:
    """Yield the first claim of each value: three laptops may well say two things."""
    said: set[Value] = set()
    for claim in conflict.claims:
        if claim.value not in said:
            said.add(claim.value)
            yield claim


def _writers(folded: folding.Folded) -> Iterator[Operation]:
    for conflict in folded.conflicts:
        yield from (claim.operation for claim in conflict.claims)


def _named(disputed: Sequence[tuple[tuple[str, Id], folding.Folded]]) -> dict[str, set[Id]]:
    """Return the records that have to be named."""
    wanted: dict[str, set[Id]] = {}
    for (table, row), folded in disputed:
        wanted.setdefault(table, set()).add(row)
        for field in TABLES[table].fields:
            if not field.target:
                continue
            claimed = [c.value for f in folded.conflicts if f.field == field.name for c in f.claims]
            for value in (folded.values[field.name], *claimed):
                if isinstance(value, str):
                    wanted.setdefault(field.target, set()).add(value)
    return wanted


def _about(table: str, row: Id, field: str, folded: folding.Folded, names: Names) -> Sentence:
    if table == "hours_entry":
        record = Sentence(
            N_("Hours of {person}, {period}"),
            {
                "person": names.of("assignment", str(folded.values["assignment_id"])).label,
                "period": period_words(str(folded.values["period"])),
            },
        )
    else:
        record = Sentence(
            N_("{kind} {name}"),
            {"kind": Sentence(TABLES[table].label), "name": names.of(table, row).label},
        )
    if field == WITHDRAWAL or (table, field) == ("hours_entry", "seconds"):
        return record
    label = Sentence(TABLES[table].field(field).label)
    return Sentence(N_("{record}: {field}"), {"record": record, "field": label})


def _words(table: str, field: str, value: Value, names: Names) -> object:
    if field == WITHDRAWAL:
        return Sentence(N_("withdrawn") if value else N_("kept"))
    return value_words(TABLES[table].field(field), value, names)
