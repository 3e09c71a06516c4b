"""The database of one home: its connections, its transactions, its copies."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from ave_tui.domain.progress import quiet
from ave_tui.storage.connection import connect, read_or_make_key
from ave_tui.storage.errors import DatabaseDamagedError, ProtectedError, told
from ave_tui.storage.migrate import upgrade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.progress import Tell
    from ave_tui.paths import Home
    from ave_tui.storage.connection import Connection, Unlock
    from ave_tui.storage.keyfile import KeyFile


class Database:
    """An open database; one connection writes, readers get their own."""

    connection: Connection

    def __init__(
        self, home: Home, clock: Callable[[], datetime], unlock: Unlock | None = None
    ) -> None:
        """Open the database of a home, make it or bring it up to date.

        Args:
            home: Where it is.
            clock: Tells the time.
            unlock: Takes the key out of its protected file; asked only where it is one.

        Raises:
            AveError: It can't be read or written, is damaged, or comes from a newer program.
        """
        self.home = home
        self.clock = clock
        self.is_protected = False
        """Whether a password keeps the key."""
        self._lock = threading.RLock()
        self._steps: list[Callable[[], None]] = [self._shut_gates]
        self._key = b""
        with told(home.folder):
            home.make()
        self.open(unlock)

    def open(self, unlock: Unlock | None) -> None:
        """Open it for the first time, or again after it was locked.

        Raises:
            AveError: It can't be read or written, is damaged, or comes from a newer program.
        """
        asked = False

        def ask(file: KeyFile) -> bytes:
            nonlocal asked
            asked = True
            if unlock is None:
                raise ProtectedError
            return unlock(file)

        home = self.home
        key = read_or_make_key(home.key, home.database, ask)
        try:
            connection = connect(home.database, key)
        except DatabaseDamagedError:
            # It may have got a new key just before the machine stopped.
            if not home.next_key.exists():
                raise
            from ave_tui.storage.rekey import open_waiting

            key, connection = open_waiting(home, ask)
        self._key, self.connection, self.is_protected = key, connection, asked
        self._thread = threading.get_ident()
        # Whoever was here meanwhile may have opened the gates, or put another database in place.
        self._before_writing = list(self._steps)
        try:
            with told(home.database):
                upgrade(self.connection, self.back_up)
            self._finish_key_change()
        except BaseException:
            self.lock()
            raise

    @property
    def is_locked(self) -> bool:
        """Whether the key is forgotten and nothing can be read."""
        return not self._key

    @property
    def key(self) -> bytes:
        """The key of the database, for its copies and for another way to keep it.

        Raises:
            ProtectedError: It is locked.
        """
        if self.is_locked:
            raise ProtectedError
        return self._key

    def lock(self) -> None:
        """Close it and forget the key, as far as Python forgets; `open` opens it again."""
        with self._lock:
            self.connection.close()
            self._key = b""

    def change_key(self, new: bytes, protected: KeyFile, tell: Tell = quiet) -> int:
        """Give the records and their copies another key, kept in a protected file.

        Returns:
            How many copies were left as they are, since the old key does not open them.

        Raises:
            AveError: It is in use, or the disk refuses; all is as before, or opens with the new key
                at the next start.
        """
        from ave_tui.storage import rekey

        with self._lock:
            self.connection.close()
            try:
                with told(self.home.database):
                    left = rekey.change_key(self.home, self.key, new, protected, tell)
            except BaseException:
                # Where even SQLite can't tell whether it is written, the file itself can.
                if rekey.opens(self.home.database, self._key):
                    rekey.abandon(self.home)
                else:
                    self._key = new
                self.connection = connect(self.home.database, self._key)
                raise
            self._key, self.is_protected = new, True
            self.connection = connect(self.home.database, new)
            rekey.take_over(self.home, new)
        return left

    def _finish_key_change(self) -> None:
        """Do what a change of key left to be done when it was stopped."""
        if self.is_protected:
            if any(self.home.backups.glob("*.rekey")):
                from ave_tui.storage.rekey import take_over

                take_over(self.home, self._key)
        elif self.home.next_key.exists():
            from ave_tui.storage.rekey import abandon

            abandon(self.home)

    def before_writing(self, step: Callable[[], None]) -> None:
        """Have something done before anything is written, and not already at the start."""
        self._steps.append(step)
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
        connection = connect(self.home.database, self.key)
        try:
            yield connection
        finally:
            connection.close()

    @contextlib.contextmanager
    def loading(self) -> Iterator[None]:
        """Give a long load more memory: ids are random, so it writes all over the file."""
        self.connection.execute("PRAGMA cache_size = -200000")
        try:
            yield
        finally:
            self.connection.execute("PRAGMA cache_size = -2000")

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read on a connection of one's own, as a thread beside the screen must."""
        with told(self.home.database):
            connection = connect(self.home.database, self.key, read_only=True)
            try:
                yield connection
            finally:
                connection.close()

    def back_up(self, name: str = "", tell: Tell = quiet) -> Path:
        """Copy the whole database, encrypted with the same key, and check that the copy opens.

        Under a password, the protected key file goes with it.
        """
        from ave_tui.storage.backups import back_up

        copy = back_up(self.connection, self.home, self.key, self.clock(), name, tell)
        if self.is_protected:
            from ave_tui.storage.keyfile import accompany

            accompany(self.home.key, copy)
        return copy

    def close(self) -> None:
        """Close every connection; the database stays consistent whenever this is not reached."""
        self.lock()
