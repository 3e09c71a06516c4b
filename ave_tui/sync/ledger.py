"""The one way to write: operations and folded rows together, in one transaction.

Undo, history, bundles and crash safety all come from these operations. How they are written
(`ave_tui.sync.writing`), and the catalogue of tables that this takes, comes with the first write:
the first frame only wants to know who works here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.words import N_
from ave_tui.storage import preferences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ave_tui.domain.changes import Change
    from ave_tui.storage.database import Database
    from ave_tui.storage.steps import Step
    from ave_tui.sync.operation import Device
    from ave_tui.sync.writing import Receipt


class NothingToUndoError(RuleBrokenError):
    """There is no step to take back."""

    def __init__(self) -> None:
        super().__init__(N_("There is nothing to undo."))


class NothingToRedoError(RuleBrokenError):
    """There is no undone step to do again."""

    def __init__(self) -> None:
        super().__init__(N_("There is nothing to do again."))


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
            receipt = write(connection, changes, "do", actor, self._now_ms())
            for name, value in (preferring or {}).items():
                preferences.put(connection, name, value)
        self.actor = actor
        return receipt

    def undo(self) -> Receipt:
        """Take back the last step of this laptop that still stands.

        Raises:
            NothingToUndoError: There is none.
        """
        return self._take_back("undo")

    def redo(self) -> Receipt:
        """Do again the last step that was undone, if nothing was done since.

        Raises:
            NothingToRedoError: There is none.
        """
        return self._take_back("redo")

    def next_step(self, kind: str) -> Step | None:
        """Return the transaction that ``undo`` or ``redo`` would take back."""
        from ave_tui.storage import steps

        undo, redo = steps.stacks(self._database.connection)
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
        from dataclasses import replace

        from ave_tui.storage import steps
        from ave_tui.sync.undo import compensation
        from ave_tui.sync.writing import write

        with self._database.transaction() as connection:
            undo, redo = steps.stacks(connection)
            stack = undo if kind == "undo" else redo
            if not stack:
                raise NothingToUndoError if kind == "undo" else NothingToRedoError
            changes, skipped = compensation(connection, stack[-1].device, stack[-1].tx)
            receipt = write(connection, changes, kind, self.actor, self._now_ms())
            return replace(receipt, skipped=skipped)

    def _now_ms(self) -> int:
        return int(self._database.clock().timestamp() * 1000)
