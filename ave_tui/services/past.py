"""Taking back any step of this laptop, and everything that a file brought."""

from __future__ import annotations

import contextlib
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.words import N_, Sentence
from ave_tui.services.past_told import (
    MEANS,
    ImportTaken,
    NoImportError,
    NoStepError,
    NotTakenBackError,
    StepTold,
    TakenBackAlreadyError,
    TravelsError,
    Way,
)
from ave_tui.services.table_changes import by_table
from ave_tui.storage import exchanges, preferences, steps, totals
from ave_tui.storage.connection import roomy
from ave_tui.sync.forgetting import CanNotForgetError, forget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.domain.schema import Id
    from ave_tui.services.history import HistoryService
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.database import Database
    from ave_tui.storage.exchanges import Exchange
    from ave_tui.storage.rows import Row
    from ave_tui.sync.ledger import Ledger


class _Done(NamedTuple):
    operations: int = 0
    left_alone: int = 0
    before: Mapping[tuple[str, Id], Row | None] = MappingProxyType({})
    after: Mapping[tuple[str, Id], Row] = MappingProxyType({})


class _TakenBackError(Exception):
    """Ends the transaction of a preview."""


class PastService:
    """Takes back what was done, whichever step it was."""

    def __init__(self, database: Database, ledger: Ledger, history: HistoryService) -> None:
        self._database = database
        self._ledger = ledger
        self._history = history

    # One step.

    def take_back(self, device: str, tx: int) -> Sentence:
        """Take back a step of this laptop, or do it again; say what came of it.

        Raises:
            NotOwnStepError: It was not done here.
            ErasureStandsError: It erased for good.
        """
        again = self.is_taken_back(device, tx)
        receipt = self._ledger.take_back(device, tx)
        return self._history.said(
            receipt, N_("Done again: {what}") if again else N_("Taken back: {what}")
        )

    def is_taken_back(self, device: str, tx: int) -> bool:
        """Tell whether a step is taken back now."""
        taken = steps.taken_back(steps.everything(self._database.connection))
        return (device, tx) in taken

    def recent_steps(self, limit: int) -> list[StepTold]:
        """Return the newest steps of this laptop that changed something, the newest first."""
        taken = steps.everything(self._database.connection)
        back = steps.taken_back(taken)
        found: list[StepTold] = []
        for number, step in reversed(list(enumerate(taken, 1))):
            if len(found) == limit:
                break
            line = self._history.transaction(*step.key) if step.tx else None
            if line is not None and step.kind != steps.ERASE:
                what = line.sentences[0]
                found.append(StepTold(number, step.key, line.at, what, step.key in back))
        return found

    def step(self, number: int) -> StepTold:
        """Return a step by its number.

        Raises:
            NoStepError: There is none.
        """
        taken = steps.everything(self._database.connection)
        if not 0 < number <= len(taken) or not taken[number - 1].tx:
            raise NoStepError(number)
        step = taken[number - 1]
        line = self._history.transaction(*step.key)
        if line is None:  # pragma: no cover - a step's transaction is never forgotten
            raise NoStepError(number)
        is_back = step.key in steps.taken_back(taken)
        return StepTold(number, step.key, line.at, line.sentences[0], is_back)

    def last_step(self, kind: str) -> Sentence | None:
        """Return what undo or redo would take back, in a sentence; None where there is nothing."""
        step = self._ledger.next_step(kind)
        if step is None:
            return None
        sentences = self._history.sentences(step.device, step.tx) if step.tx else ()
        return sentences[0] if sentences else Sentence(N_("nothing"))

    # An import.

    def imports(self) -> list[Exchange]:
        """Return the files whose content is here, the newest first."""
        return exchanges.brought_in(self._database.connection)

    def find_import(self, name: str = "") -> int:
        """Return an import by its file's name, or its number; without one, the last.

        Raises:
            NoImportError: There is none.
        """
        for found in self.imports():
            if name in ("", found.file_name, str(found.id)):
                return found.id
        raise NoImportError

    def preview_import(self, exchange: int, *, everywhere: bool = False) -> ImportTaken:
        """Return what taking an import back would do: computed by doing it, then not kept.

        Args:
            exchange: Its number.
            everywhere: Withdraw it for everybody, even where it could be forgotten here alone.

        Raises:
            NoImportError: There is none.
        """
        found: list[ImportTaken] = []
        with (
            contextlib.suppress(_TakenBackError),
            self._database.transaction() as connection,
            roomy(connection),
        ):
            found.append(self._take(connection, exchange, everywhere, may_travel=True))
            raise _TakenBackError
        return found[0]

    def undo_import(
        self, exchange: int, *, everywhere: bool = False, again: bool = False
    ) -> ImportTaken:
        """Take an import back: all of it, in one transaction; or let it stand again.

        Args:
            exchange: Its number.
            everywhere: The user agrees that it is withdrawn for everybody.
            again: It was withdrawn for everybody, and comes back.

        Raises:
            NoImportError: There is none.
            TakenBackAlreadyError: It is withdrawn, and was not to come back.
            NotTakenBackError: It stands, and was to come back.
            TravelsError: It can't be forgotten here alone, and nobody agreed to more.
        """
        with self._database.transaction() as connection, roomy(connection):
            is_withdrawn = _is_withdrawn(connection, exchange)
            if is_withdrawn and not again:
                raise TakenBackAlreadyError
            if again and not is_withdrawn:
                raise NotTakenBackError
            taken = self._take(connection, exchange, everywhere, may_travel=everywhere)
        self._ledger.actor = preferences.get(self._database.connection, "facilitator")
        return taken

    def _take(
        self, connection: Connection, exchange: int, everywhere: bool, *, may_travel: bool
    ) -> ImportTaken:
        found = exchanges.one(connection, exchange)
        if found is None or found.direction != "in" or not found.operations + found.held:
            raise NoImportError
        way: Way = "everywhere" if everywhere else "here"
        if _is_withdrawn(connection, exchange):
            way = "again"
        why = None
        who = self._history.who(found.peer or "")
        seconds = totals.counted_seconds(connection)
        done = _Done()
        if way == "here":
            try:
                # It refuses before it changes anything: a savepoint around 100,000 deletions would
                # take a hundred times as long as they do.
                merged = forget(connection, exchange)
                done = _Done(merged.new, 0, merged.before, merged.after)
            except CanNotForgetError as error:
                way, why = "everywhere", error.problem
                if not may_travel:
                    raise TravelsError(why) from None
        if way != "here":
            receipt = self._ledger.withdraw_import(connection, exchange)
            done = _Done(receipt.operations, receipt.skipped, receipt.before, receipt.after)
        return ImportTaken(
            exchange=exchange,
            file_name=found.file_name,
            who=who,
            way=way,
            means=Sentence(MEANS[way]),
            why=why,
            operations=done.operations,
            tables=tuple(by_table(done.before, done.after)),
            seconds_before=seconds,
            seconds_after=totals.counted_seconds(connection),
            left_alone=done.left_alone,
        )


def _is_withdrawn(connection: Connection, exchange: int) -> bool:
    return steps.import_key(exchange) in steps.taken_back(steps.everything(connection))
