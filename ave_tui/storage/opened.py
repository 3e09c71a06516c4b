"""Opening the database of a home, locking it, and giving it another key."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from ave_tui.domain.progress import quiet
from ave_tui.storage.connection import connect, look_for_records, read_or_make_key
from ave_tui.storage.errors import DatabaseDamagedError, ProtectedError, ReadOnlyError, told
from ave_tui.storage.migrate import upgrade

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from ave_tui.domain.errors import AveError
    from ave_tui.domain.progress import Tell
    from ave_tui.paths import Home
    from ave_tui.storage.connection import Connection, Unlock
    from ave_tui.storage.keyfile import KeyFile
    from ave_tui.storage.unwritable import Unwritable


class OpenDatabase(ABC):
    """A database that is opened, locked and opened again, and the key that this takes."""

    connection: Connection

    def __init__(
        self,
        home: Home,
        clock: Callable[[], datetime],
        unlock: Unlock | None = None,
        *,
        refusal: AveError | None = None,
    ) -> None:
        """Open the database of a home, make it or bring it up to date.

        Args:
            home: Where it is.
            clock: Tells the time.
            unlock: Takes the key out of its protected file; asked only where it is one.
            refusal: Open it for reading only, and answer whoever would write with this.

        Raises:
            AveError: It can't be read, is damaged, or comes from a newer program.
        """
        self.home = home
        self.clock = clock
        self.refusal = self._given_refusal = refusal
        """Why nothing can be written; None where everything can."""
        self._unwritable: Unwritable | None = None
        self.is_protected = False
        """Whether a password keeps the key."""
        self._lock = threading.RLock()
        self._steps: list[Callable[[], None]] = [self._shut_gates]
        self._key = b""
        self.open(unlock)

    def open(self, unlock: Unlock | None) -> None:
        """Open it for the first time, or again after it was locked.

        Raises:
            AveError: It can't be read, is damaged, or comes from a newer program.
        """
        asked = False

        def ask(file: KeyFile) -> bytes:
            nonlocal asked
            asked = True
            if unlock is None:
                raise ProtectedError
            return unlock(file)

        home = self.home
        with told(home.folder):
            home.make()
            if home.restoring.exists():
                from ave_tui.storage.restore import finish_alone

                finish_alone(home)
            look_for_records(home)
        key = read_or_make_key(home.key, home.database, ask)
        try:
            connection = self._open(key)
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
                upgrade(self.connection, self._back_up_before_upgrade, refusal=self.refusal)
            if self.refusal is None:
                self._finish_key_change()
        except BaseException:
            self.lock()
            raise

    def _open(self, key: bytes) -> Connection:
        self.refusal = self._given_refusal
        if self.refusal is not None:
            return connect(self.home.database, key, read_only=True)
        try:
            return connect(self.home.database, key)
        except ReadOnlyError as error:
            if not self.home.database.exists():
                raise
            from ave_tui.storage.unwritable import Unwritable

            self.refusal = error
            self._unwritable = Unwritable(self.home.database, key)
            return self._unwritable.connect()

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
            if self._unwritable is not None:
                self._unwritable.close()
                self._unwritable = None

    def change_key(self, new: bytes, protected: KeyFile, tell: Tell = quiet) -> int:
        """Give the records and their copies another key, kept in a protected file.

        Returns:
            How many copies were left as they are, since the old key does not open them.

        Raises:
            AveError: It is in use, or the disk refuses; all is as before, or opens with the new key
                at the next start.
        """
        from ave_tui.storage import rekey

        if self.refusal is not None:
            raise self.refusal
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

    def now_ms(self) -> int:
        """Return the time in UTC milliseconds, as the log and what lies beside it keep it."""
        return int(self.clock().timestamp() * 1000)

    @abstractmethod
    def _back_up_before_upgrade(self) -> None:
        """Copy the database before its tables change."""

    def before_writing(self, step: Callable[[], None]) -> None:
        """Have something done before anything is written, and not already at the start."""
        self._steps.append(step)
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

    def close(self) -> None:
        """Close every connection; the database stays consistent whenever this is not reached."""
        self.lock()
