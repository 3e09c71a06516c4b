"""Companies, people, contracts and all other records: find, read, make, change, withdraw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change, natural_id, new_id
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.folding import fold
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_
from ave_tui.services.eligible_people import lights_on
from ave_tui.services.known_names import KnownNames
from ave_tui.services.labels import Named, names_of
from ave_tui.services.record_defaults import Defaults, begun
from ave_tui.services.record_doubts import Doubts
from ave_tui.services.record_freezing import refuse_frozen, refuse_withdrawal
from ave_tui.services.record_rules import Advice, as_kept, refuse_nonsense
from ave_tui.services.sheets import Sheet, read_sheet
from ave_tui.services.status_steps import By, kept
from ave_tui.services.surroundings import Surroundings
from ave_tui.storage import rows
from ave_tui.storage.queries import changed, links, overview_rows
from ave_tui.storage.queries.overviews import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ave_tui.domain.eligible import Lights
    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger

_SCOPES: Final = {
    "company": ("company", ""),
    "participant": ("participant", ""),
    "lot": ("lot", ""),
    "visit": ("visit", ""),
    "award": ("lot", "lot_id"),
    "assignment": ("lot", "lot_id"),
    "employment_contract": ("participant", "participant_id"),
    "eligibility": ("participant", "participant_id"),
}
"""Whose grid of hours a record opens, and the field that says which."""


class RecordGoneError(RuleBrokenError):
    """There is no such record, or not any more."""

    def __init__(self) -> None:
        super().__init__(N_("This record is not there any more."), N_("Go back to the list."))


@dataclass(frozen=True, slots=True)
class Dependents:
    """What hangs on a record: it stays when the record is withdrawn."""

    counts: Mapping[str, int]
    """How many records of each table point to it."""
    seconds: int
    """Hours that count below it."""


class RecordsService:
    """Every kind of record by the catalogue; one method that writes is one step of undo."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger
        self._known = KnownNames(database)
        self._doubts = Doubts(database, self._known)
        self._defaults = Defaults(database, ledger)
        self._order: tuple[object, dict[Id, int]] = (None, {})
        self._around = Surroundings(database)

    @property
    def today(self) -> date:
        """The day it is."""
        return self._database.clock().date()

    def lights(self) -> Lights:
        """Return what tells how a person stands, by the rule of today."""
        return lights_on(self._database.connection, self.today)

    def save(self, table: str, row: Id | None, values: Mapping[str, Value]) -> Id:
        """Keep a record, or a new one, and return its id.

        Args:
            table: What kind of record.
            row: None makes a new one.
            values: The fields to write; of a new record, all that were filled in.

        Raises:
            RuleBrokenError: The record makes no sense; `field` says where.
        """
        before = TABLES[table].blank if row is None else self.load(table, row)
        written = as_kept(table, before, values)
        refuse_frozen(table, before, written, new=row is None)
        refuse_nonsense(table, before | written)
        target = row or natural_id(table, written) or new_id()
        by = By(self._ledger.actor, self.today)
        self._ledger.commit(kept(table, row, target, before, written, by))
        return target

    def warnings(self, table: str, row: Id | None, values: Mapping[str, Value]) -> list[Advice]:
        """Return what deserves a second look in a record as it is being typed."""
        return self._doubts.about(table, row, values)

    def defaults(self, table: str, given: Mapping[str, Value]) -> Values:
        """Return what a new record starts with."""
        return self._defaults.of_new(table, given)

    def begun(self, table: str, typed: str) -> Values:
        """Return what a new record starts with when its name was typed in vain in a list."""
        return begun(table, typed)

    def following(self, table: str, name: str, values: Mapping[str, Value]) -> Values:
        """Return what follows from a field that was just filled in, for others still empty."""
        found = self._defaults.following(table, name, values)
        return {
            other: value
            for other, value in found.items()
            if value is not None and values.get(other) is None
        }

    def withdraw(self, table: str, row: Id) -> None:
        """Withdraw a record; what hangs on it stays and is shown without it."""
        refuse_withdrawal(table)
        self._ledger.commit([Change(table, row, None)])

    def restore(self, table: str, row: Id) -> None:
        """Bring a withdrawn record back."""
        self._ledger.commit([Change(table, row, {})])

    # Reading.

    def load(self, table: str, row: Id) -> Values:
        """Return the values of a record.

        Raises:
            RecordGoneError: It is not there, or was withdrawn.
        """
        found = rows.read(self._database.connection, table, row)
        if found is None or found.deleted:
            raise RecordGoneError
        return found.values

    def name(self, table: str, row: Id) -> Named:
        """Return what a record is called and what tells it from others, withdrawn or not."""
        return self.names(table, [row]).get(row, Named(""))

    def names(self, table: str, wanted: Sequence[Id]) -> dict[Id, Named]:
        """Return what some records are called."""
        return names_of(self._database.connection, table, wanted)

    def label(self, table: str, row: Id) -> str:
        """Return what a record is called, in one line."""
        return self.name(table, row).label

    def labels(self, table: str, wanted: Sequence[Id]) -> dict[Id, str]:
        """Return what some records are called, each in one line."""
        return {row: named.label for row, named in self.names(table, wanted).items()}

    def total(self, table: str) -> int:
        """Return how many records of a kind there are."""
        return len(self._known.index(table).rows)

    def find(
        self,
        table: str,
        typed: str = "",
        within: Mapping[str, Value] | None = None,
        *,
        sort: str = "",
        descending: bool = False,
        erased: bool = True,
    ) -> list[Id]:
        """Return the records that have the typed words, in the order of their names.

        Args:
            table: What kind of record.
            typed: Any letters; accents, case, and a slip of the finger don't matter.
            within: Only records with these values.
            sort: A column of the overview to sort by instead.
            descending: The last first.
            erased: Also people who were erased for good.
        """
        index = self._known.index(table)
        found = index.find(typed)
        if within:
            inside = set(links.with_values(self._database.connection, table, within))
            found = [row for row in found if row in inside]
        if not erased:
            found = [row for row in found if not index.entries[row].erased]
        if sort:
            places = self._places(table, sort)
            last = len(places)
            return sorted(found, key=lambda row: places.get(row, last), reverse=descending)
        return found[::-1] if descending else list(found)

    def overview(self, table: str, wanted: Sequence[Id]) -> dict[Id, Values]:
        """Return what a list says of some records: names, sums, what is running."""
        return overview_rows.overviews(self._database.connection, table, wanted, self._around.now())

    def sheet(self, table: str, row: Id) -> Sheet:
        """Return what belongs to a record.

        Raises:
            RecordGoneError: It is not there, or was withdrawn.
        """
        values = self.load(table, row)
        return read_sheet(
            self._database.connection, table, row, values, self.lights(), self._around.now()
        )

    def dependents(self, table: str, row: Id) -> Dependents:
        """Return what hangs on a record, to be said before it is withdrawn."""
        counts = links.counted_dependents(self._database.connection, table, row)
        seconds = 0
        if "done" in COLUMNS.get(table, ()):
            seconds = int(self.overview(table, [row]).get(row, {}).get("done") or 0)
        return Dependents(counts, seconds)

    def hours_scope(self, table: str, row: Id) -> tuple[str, Id] | None:
        """Return whose grid of hours belongs to a record, as `OpenHours` asks for it."""
        kind, field = _SCOPES.get(table, ("", None))
        target = self.load(table, row).get(field) if field else row
        return (kind, target) if kind and isinstance(target, str) else None

    def _places(self, table: str, column: str) -> dict[Id, int]:
        """Return the place of each record in the order of a column; kept until a write."""
        connection = self._database.connection
        around = self._around.now()
        key = (table, column, self.today, changed.stamp(connection))
        if self._order[0] != key:
            by_name = {row: place for place, row in enumerate(self._known.index(table).rows)}
            values = overview_rows.column_of_all(connection, table, column, around)
            ranked = sorted((_sort_key(value), by_name.get(row, 0), row) for row, value in values)
            self._order = (key, {row: place for place, (*_, row) in enumerate(ranked)})
        return self._order[1]


def _sort_key(value: Value) -> tuple[bool, int, str]:
    """Return numbers before texts, and what says nothing at the end."""
    if isinstance(value, int):
        return False, value, ""
    return not value, 0, fold(value or "")
