"""Where laptops disagree and what stands twice: found anew each time, settled by a human."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.changes import Change
from ave_tui.domain.disagreement import DELETED, ConflictKind
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.words import N_
from ave_tui.services.conflict_finding import Found, find_all, find_disputes, still
from ave_tui.services.conflict_ways import Way, changes_of_value, changes_of_way, verdict
from ave_tui.services.conflict_words import Claim, Conflict, Unknown, in_words
from ave_tui.services.record_rules import refuse_nonsense, tidy
from ave_tui.storage import contested, rows
from ave_tui.storage.queries.orphans import counted_below, owned_below
from ave_tui.storage.queries.overview_rows import JOINABLE
from ave_tui.storage.same import joins_of, sameness
from ave_tui.sync.disputes import Disputes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ave_tui.domain.schema import Id, Value
    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger

__all__ = ["DELETED", "Claim", "Conflict", "ConflictService", "SettledError", "Unknown", "Way"]


class SettledError(RuleBrokenError):
    """Somebody else has settled it meanwhile, or the value is not among those that stand."""

    def __init__(self) -> None:
        super().__init__(N_("This was settled meanwhile."), N_("Look at the list again."))


class Weight(NamedTuple):
    """What goes with a record when it is withdrawn with all below it."""

    records: int
    """Itself and what means nothing without it."""
    seconds: int
    """Hours that count among them."""


class ConflictService:
    """Conflicts, computed from the log and the rows: none is ever stored."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    # Finding.

    def standing(self) -> list[Conflict]:
        """Return every conflict, in the order that every laptop with the same changes has."""
        return self._told(find_all(self._database.connection))

    def disputes(self) -> list[Conflict]:
        """Return only those that came of two laptops writing apart."""
        return self._told(list(find_disputes(self._database.connection)))

    def count(self) -> int:
        """Return how many conflicts there are."""
        return len(find_all(self._database.connection))

    def _told(self, found: Sequence[Found]) -> list[Conflict]:
        return in_words(
            self._database.connection, found, self._ledger.device, self._database.clock()
        )

    def weight(self, conflict: Conflict) -> Weight:
        """Return what would go with an orphan that is withdrawn with all below it."""
        connection = self._database.connection
        below = owned_below(connection, conflict.table, conflict.rows)
        seconds = counted_below(connection, below)
        if conflict.table == "hours_entry":
            seconds = counted_below(connection, [("assignment", conflict.key.other)])
        return Weight(len(below), seconds)

    def hours_scope(self, conflict: Conflict) -> tuple[str, Id]:
        """Return whose grid shows the hours that a conflict is about, as `OpenHours` asks for it.

        Raises:
            SettledError: They are not there any more.
        """
        connection = self._database.connection
        entry = rows.read(connection, "hours_entry", conflict.row)
        job = entry and rows.read(connection, "assignment", str(entry.values["assignment_id"]))
        if not job:
            raise SettledError
        # Of a withdrawn assignment too: its hours stay in the grid of its lot.
        return "lot", str(job.values["lot_id"])

    # Settling: each method is one transaction and one step of undo.

    def settle(self, conflict: Conflict, value: Value) -> None:
        """Let one of the values stand; the others stay in the history.

        Raises:
            SettledError: It is no conflict any more, or has no such value.
        """
        now = self._again(conflict, ConflictKind.FIELD, ConflictKind.DELETION)
        if value not in [claim.value for claim in now.claims]:
            raise SettledError
        self._write([conflict], changes_of_value(now, value))

    def settle_with(self, conflict: Conflict, value: Value) -> None:
        """Let a value stand that nobody had written yet.

        Raises:
            SettledError: It is no conflict any more.
            RuleBrokenError: The record would make no sense with it.
        """
        now = self._again(conflict, ConflictKind.FIELD)
        typed = tidy(now.table, now.field, value)
        found = rows.read(self._database.connection, now.table, now.row)
        if found is None or found.deleted:
            raise SettledError
        refuse_nonsense(now.table, found.values | {now.field: typed})
        self._write([conflict], changes_of_value(now, typed))

    def decide(self, conflict: Conflict, way: Way) -> None:
        """Settle a conflict in one of its ways.

        Raises:
            SettledError: It is no conflict any more.
        """
        now = self._again(conflict)
        changes = changes_of_way(self._database.connection, now, way)
        if not changes:
            raise SettledError
        self._write([conflict], changes)

    def decide_all(self, conflicts: Iterable[Conflict], way: Way) -> int:
        """Settle many conflicts in the same way, in one step; return how many that were.

        What was settled meanwhile, and what can't be settled in that way, is left alone.
        """
        chosen = {conflict.key for conflict in conflicts}
        now = [each for each in self.standing() if each.key in chosen]
        connection = self._database.connection
        settled: list[Conflict] = []
        changes: list[Change] = []
        for each in now:
            if wanted := changes_of_way(connection, each, way):
                settled.append(each)
                changes += wanted
        if changes:
            self._write(settled, changes)
        return len(settled)

    # The same and not the same, also where nothing asks for it.

    def can_join(self, table: str) -> bool:
        """Tell whether two records of a kind may be found to be the same one."""
        return table in JOINABLE

    def join(self, table: str, one: Id, other: Id) -> None:
        """Say that two records are the same; nothing that points to them is rewritten."""
        self._ledger.commit([verdict(table, one, other, same=True)])

    def take_apart(self, table: str, row: Id) -> None:
        """Say that a record is none of those it was joined with.

        Those stay joined with each other, even where it was this one that joined them.

        Raises:
            SettledError: It is joined with none any more.
        """
        connection = self._database.connection
        said = sameness(connection, table)
        others = [other for other in said.group(row) if other != row]
        if not others:
            raise SettledError
        # The others stay joined with each other, also where this one stood between them.
        changes = [verdict(table, others[0], other, same=True) for other in others[1:]]
        apart = [verdict(table, row, other, same=False) for other in others]
        ids = {change.row for change in apart}
        # A join under an id of its own, as another program may make it, is withdrawn.
        changes += [
            Change("same_as", join, None)
            for join, _, _ in joins_of(connection, table, row)
            if join not in ids
        ]
        changes += apart
        self._ledger.commit(changes)

    def _again(self, conflict: Conflict, *kinds: ConflictKind) -> Conflict:
        """Return a conflict of one of some kinds (any, if none is named) as it is now."""
        if kinds and conflict.kind not in kinds:
            raise SettledError
        found = still(self._database.connection, conflict.found)
        if found is None:
            raise SettledError
        return self._told([found])[0]

    def _write(self, conflicts: Sequence[Conflict], changes: Sequence[Change]) -> None:
        self._ledger.commit(changes)
        connection = self._database.connection
        written = {
            each.row: each.table
            for each in conflicts
            if each.kind in (ConflictKind.FIELD, ConflictKind.DELETION)
        }
        disputes = Disputes(connection, list(written))
        # Also a withdrawn row stays where one looks as long as its values differ: it may come back.
        done = [row for row, table in written.items() if not disputes.folded(table, row).conflicts]
        if done:
            # Only a list of where to look: what is left on it by a crash is looked at in vain.
            with self._database.transaction() as writing:
                contested.forget(writing, done)
