"""The database of one home: its connections, its transactions, its copies."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from ave_tui.domain.progress import quiet
from ave_tui.storage.connection import connect, read_or_make_key, roomy
from ave_tui.storage.errors import ReadOnlyError, RecordsMissingError, told
from ave_tui.storage.migrate import upgrade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.copies import Reason
    from ave_tui.domain.errors import AveError
    from ave_tui.domain.progress import Tell
    from ave_tui.domain.schema import Id
    from ave_tui.paths import Home
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.person_copies import Copies
    from ave_tui.storage.unwritable import Unwritable


class Database:
    """An open database; one connection writes, readers get their own."""

    def __init__(
        self, home: Home, clock: Callable[[], datetime], refusal: AveError | None = None
    ) -> None:
        """Open the database of a home, make it or bring it up to date.

        Args:
            home: Where it is.
            clock: The time.
            refusal: Open it for reading only, and answer whoever would write with this.

        Raises:
            AveError: It can't be read, is damaged, or comes from a newer program.
        """
        self.home = home
        self.clock = clock
        self.refusal = refusal
        """Why nothing can be written; None where everything can."""
        self._unwritable: Unwritable | None = None
        with told(home.folder):
            home.make()
            if home.restoring.exists():
                from ave_tui.storage.restore import finish_alone

                finish_alone(home)
            _look_for_records(home)
        self._key = read_or_make_key(home.key, home.database)
        self.connection = self._open()
        self._thread = threading.get_ident()
        self._lock = threading.RLock()
        self._before_writing: list[Callable[[], None]] = [self._shut_gates]
        try:
            with told(home.database):
                upgrade(self.connection, self._back_up_before_upgrade, refusal=self.refusal)
        except BaseException:
            self.connection.close()
            raise

    def _open(self) -> Connection:
        if self.refusal is not None:
            return connect(self.home.database, self._key, read_only=True)
        try:
            return connect(self.home.database, self._key)
        except ReadOnlyError as error:
            if not self.home.database.exists():
                raise
            from ave_tui.storage.unwritable import Unwritable

            self.refusal = error
            self._unwritable = Unwritable(self.home.database, self._key)
            return self._unwritable.connect()

    @property
    def key(self) -> bytes:
        """The key of the database, and of its copies."""
        return self._key

    def before_writing(self, step: Callable[[], None]) -> None:
        """Have something done before anything is written, and not already at the start."""
        self._before_writing.append(step)

    def make_ready(self) -> None:
        """Do what has to be done before anything is written, once; nothing where nothing is."""
        if self.refusal is not None:
            return
        with self._lock:
            while self._before_writing:
                step = self._before_writing.pop(0)
                try:
                    step()
                except BaseException:
                    self._before_writing.insert(0, step)
                    raise

    def _shut_gates(self) -> None:
        # They need the catalogue of tables, which the first frame does without.
        from ave_tui.storage.gates import build_gates, missing_gates

        if missing_gates(self.connection):
            build_gates(self.connection)

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
        connection = connect(self.home.database, self._key)
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
                connect(self.home.database, self._key, read_only=True)
                if self._unwritable is None
                else self._unwritable.connect()
            )
            try:
                yield connection
            finally:
                connection.close()

    def back_up(self, reason: Reason | None = None, tell: Tell = quiet) -> Path:
        """Copy the whole database, encrypted with the same key, and check that the copy opens.

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
            return back_up(
                connection, self.home, self._key, self.clock(), reason or Reason.HAND, tell
            )

    def _back_up_before_upgrade(self) -> None:
        from ave_tui.domain.copies import Reason

        self.back_up(Reason.UPGRADE)

    def copies_telling_of(self, rows: Sequence[Id]) -> Copies:
        """Return which backups still tell of some rows."""
        from ave_tui.storage.person_copies import telling_of

        return telling_of(self.home.backups, self._key, rows)

    def wipe(self) -> None:
        """Write the file anew, so that nothing of what was blanked remains in its unused parts."""
        with self._lock, told(self.home.database), self._writing() as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close every connection; the database stays consistent whenever this is not reached."""
        self.connection.close()
        if self._unwritable is not None:
            self._unwritable.close()


def _look_for_records(home: Home) -> None:
    """Begin nothing where records have been: an emptied file must not pass for a fresh start."""
    try:
        size = home.database.stat().st_size
    except FileNotFoundError:
        size = 0
    if not size and (home.marker.exists() or any(home.backups.glob("*.db"))):
        raise RecordsMissingError(home.database)
