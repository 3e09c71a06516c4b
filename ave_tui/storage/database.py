"""The database of one home: its transactions, what reads beside them, its copies."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from ave_tui.domain.progress import quiet
from ave_tui.storage.connection import connect, roomy
from ave_tui.storage.errors import told
from ave_tui.storage.opened import OpenDatabase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ave_tui.domain.copies import Reason
    from ave_tui.domain.progress import Tell
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.person_copies import Copies


class Database(OpenDatabase):
    """An open database; one connection writes, readers get their own."""

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Write: everything inside is kept together, or nothing is.

        A thread beside the screen writes on a connection of its own: the screen must not see what
        is not committed yet, and may be taken back.

        Raises:
            AveError: The disk refuses, or the records were opened for reading only.
        """
        if self.refusal is not None:
            raise self.refusal
        with self._lock, told(self.home.database), self._writing() as connection:
            self.make_ready()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        if threading.get_ident() == self._thread:
            yield self.connection
            return
        connection = connect(self.home.database, self.key)
        try:
            yield connection
        finally:
            connection.close()

    @contextlib.contextmanager
    def loading(self) -> Iterator[None]:
        """Give a long load more memory."""
        with roomy(self.connection):
            yield

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read on a connection of one's own, as a thread beside the screen must."""
        with told(self.home.database):
            connection = (
                connect(self.home.database, self.key, read_only=True)
                if self._unwritable is None
                else self._unwritable.connect()
            )
            try:
                yield connection
            finally:
                connection.close()

    def back_up(self, reason: Reason | None = None, tell: Tell = quiet) -> Path:
        """Copy the whole database, encrypted with the same key, and check that the copy opens.

        Under a password, the protected key file goes with it.

        Args:
            reason: Why; None where somebody asked for it.
            tell: Told how much is copied.
        """
        from ave_tui.domain.copies import Reason
        from ave_tui.storage.backups import back_up

        if self.refusal is not None:
            raise self.refusal
        # A thread beside the screen reads on a connection of its own here, too.
        with self._writing() as connection:
            copy = back_up(
                connection, self.home, self.key, self.clock(), reason or Reason.HAND, tell
            )
        if self.is_protected:
            from ave_tui.storage.keyfile import accompany

            accompany(self.home.key, copy)
        return copy

    def _back_up_before_upgrade(self) -> None:
        from ave_tui.domain.copies import Reason

        self.back_up(Reason.UPGRADE)

    def copies_telling_of(self, rows: Sequence[Id]) -> Copies:
        """Return which backups still tell of some rows."""
        from ave_tui.storage.person_copies import telling_of

        return telling_of(self.home, self.key, rows)

    def wipe(self) -> None:
        """Write the file anew, so that nothing of what was blanked remains in its unused parts."""
        with self._lock, told(self.home.database), self._writing() as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
