"""The one way to write: operations and folded rows together, in one transaction.

Undo, history, bundles and crash safety all come from these operations. How they are written
(`ave_tui.sync.writing`), and the catalogue of tables that this takes, comes with the first write:
the first frame only wants to know who works here.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.words import N_
from ave_tui.storage import preferences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ave_tui.domain.changes import Change
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.database import Database
    from ave_tui.storage.steps import Key, Step
    from ave_tui.sync.operation import Device
    from ave_tui.sync.writing import Receipt


class _OnlyTriedError(Exception):
    """Takes back what was only tried."""


class NothingToUndoError(RuleBrokenError):
    """There is no step to take back."""

    def __init__(self) -> None:
        super().__init__(N_("There is nothing to undo."))


class NothingToRedoError(RuleBrokenError):
    """There is no undone step to do again."""

    def __init__(self) -> None:
        super().__init__(N_("There is nothing to do again."))


class ErasureStandsError(NothingToUndoError):
    """The last step erased a person for good."""

    def __init__(self) -> None:
        RuleBrokenError.__init__(
            self,
            N_("What was erased for good can't be brought back."),
            N_("Earlier changes can still be taken back one by one, in the history (Ctrl+R)."),
        )


class NotOwnStepError(RuleBrokenError):
    """Only what was done here can be taken back as one step."""

    def __init__(self) -> None:
        super().__init__(
            N_("Only changes made on this laptop can be taken back one by one."),
            N_("A colleague takes back their own; you can change the record instead."),
        )


class Ledger:
    """Writes changes of this laptop to its database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._device = ""
        database.before_writing(self._find_device)
        self.actor = preferences.get(database.connection, "facilitator")

    @property
    def device(self) -> Device:
        """This laptop, as operations name it; where nothing can be written it may have no name."""
        self._database.make_ready()
        if not self._device:
            from ave_tui.storage import devices

            me = devices.mine(self._database.connection)
            return "" if me is None else me.device
        return self._device

    def _find_device(self) -> None:
        from ave_tui.sync.identity import ensure_device

        self._device = ensure_device(self._database)

    def commit(
        self, changes: Sequence[Change], preferring: Mapping[str, str] | None = None
    ) -> Receipt:
        """Write changes as one transaction and one step of undo.

        Fields that already hold their new value are left out; if nothing remains nothing is
        written, and there is no step.

        Args:
            changes: What to write.
            preferring: Tastes to keep with it; a facilitator among them is who writes already.

        Raises:
            ErasedError: One of the rows was erased for good.
            AveError: The disk or the database refuses; nothing is kept.
        """
        from ave_tui.sync.writing import write

        actor = (preferring or {}).get("facilitator", self.actor)
        with self._database.transaction() as connection:
            receipt = write(connection, changes, "do", actor, self._database.now_ms())
            for name, value in (preferring or {}).items():
                preferences.put(connection, name, value)
        self.actor = actor
        return receipt

    @contextmanager
    def trying(self, changes: Sequence[Change]) -> Iterator[None]:
        """Write changes for as long as one looks at what becomes of them; nothing is kept.

        Raises:
            AveError: They would be refused.
        """
        from ave_tui.sync.writing import write

        with suppress(_OnlyTriedError), self._database.transaction() as connection:
            write(connection, changes, "do", self.actor, self._database.now_ms())
            yield
            raise _OnlyTriedError

    def undo(self) -> Receipt:
        """Take back the last step of this laptop that still stands.

        Raises:
            NothingToUndoError: There is none.
            ErasureStandsError: It erased for good.
        """
        return self._take_back("undo")

    def redo(self) -> Receipt:
        """Do again the last step that was undone, if nothing was done since.

        Raises:
            NothingToRedoError: There is none.
        """
        return self._take_back("redo")

    def take_back(self, device: Device, tx: int) -> Receipt:
        """Take back any step of this laptop; do it again where it is taken back already.

        It is a step of its own: undo takes it back first.

        Raises:
            NotOwnStepError: It was not done here.
            ErasureStandsError: It erased for good.
        """
        from ave_tui.storage import steps

        with self._database.transaction() as connection:
            taken = steps.everything(connection)
            found = next((step for step in taken if step.key == (device, tx) and tx), None)
            if found is None:
                raise NotOwnStepError
            if found.kind == steps.ERASE:
                raise ErasureStandsError
            by = steps.taken_back(taken).get(found.key)
            if by is not None:
                return self._compensate(connection, "again", by.key)
            return self._compensate(connection, "back", found.key)

    def withdraw_import(self, connection: Connection, exchange: int) -> Receipt:
        """Take back all that a file brought, or let it stand again, inside a transaction."""
        from ave_tui.storage import steps

        by = steps.taken_back(steps.everything(connection)).get(steps.import_key(exchange))
        if by is not None:
            return self._compensate(connection, "again", by.key)
        return self._compensate(connection, "back", steps.import_key(exchange))

    def next_step(self, kind: str) -> Step | None:
        """Return the transaction that ``undo`` or ``redo`` would take back."""
        from ave_tui.storage import steps

        undo, redo = steps.stacks(steps.everything(self._database.connection))
        stack = undo if kind == "undo" else redo
        return stack[-1] if stack else None

    def prefer(self, name: str, value: str) -> None:
        """Keep a taste of this laptop; no operation, nothing to undo."""
        self.commit((), {name: value})

    def close(self) -> None:
        """Note how far this laptop has written, so that a restored copy is known for one."""
        if self._device:
            from ave_tui.sync.identity import note_progress

            note_progress(self._database)

    def _take_back(self, kind: str) -> Receipt:
        from ave_tui.storage import steps

        with self._database.transaction() as connection:
            undo, redo = steps.stacks(steps.everything(connection))
            stack = undo if kind == "undo" else redo
            if not stack:
                raise NothingToUndoError if kind == "undo" else NothingToRedoError
            if stack[-1].kind == steps.ERASE:
                raise ErasureStandsError
            return self._compensate(connection, kind, stack[-1].key)

    def _compensate(self, connection: Connection, kind: str, target: Key) -> Receipt:
        from dataclasses import replace

        from ave_tui.sync.undo import of_import, of_transaction
        from ave_tui.sync.writing import write

        device, number = target
        if device:
            back = of_transaction(connection, device, number)
        else:
            back = of_import(connection, number, [("facilitator", self.actor)])
        receipt = write(connection, back.changes, kind, self.actor, self._database.now_ms(), target)
        return replace(receipt, skipped=back.skipped)
