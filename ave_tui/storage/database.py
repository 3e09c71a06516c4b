"""The database of one home: its connections, its transactions, its copies."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from ave_tui.domain.progress import quiet
from ave_tui.storage.connection import connect, read_or_make_key, roomy
from ave_tui.storage.errors import told
from ave_tui.storage.migrate import upgrade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.progress import Tell
    from ave_tui.domain.schema import Id
    from ave_tui.paths import Home
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.person_copies import Copies


class Database:
    """An open database; one connection writes, readers get their own."""

    def __init__(self, home: Home, clock: Callable[[], datetime]) -> None:
        """Open the database of a home, make it or bring it up to date.

        Raises:
            AveError: It can't be read or written, is damaged, or comes from a newer program.
        """
        self.home = home
        self.clock = clock
        with told(home.folder):
            home.make()
        self._key = read_or_make_key(home.key, home.database)
        self.connection = connect(home.database, self._key)
        self._thread = threading.get_ident()
        self._lock = threading.RLock()
        self._before_writing: list[Callable[[], None]] = [self._shut_gates]
        try:
            with told(home.database):
                upgrade(self.connection, self.back_up)
        except BaseException:
            self.connection.close()
            raise

    def before_writing(self, step: Callable[[], None]) -> None:
        """Have something done before anything is written, and not already at the start."""
        self._before_writing.append(step)

    def make_ready(self) -> None:
        """Do what has to be done before anything is written, once."""
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
        """
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
            connection = connect(self.home.database, self._key, read_only=True)
            try:
                yield connection
            finally:
                connection.close()

    def back_up(self, name: str = "", tell: Tell = quiet) -> Path:
        """Copy the whole database, encrypted with the same key, and check that the copy opens."""
        from ave_tui.storage.backups import back_up

        return back_up(self.connection, self.home, self._key, self.clock(), name, tell)

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
