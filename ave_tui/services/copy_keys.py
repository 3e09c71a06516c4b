"""Which key opens the records and which a copy of them, and who is asked for a password."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ave_tui.storage.connection import read_or_make_key
from ave_tui.storage.errors import (
    CopySpoiltError,
    DatabaseDamagedError,
    KeyFileDamagedError,
    KeyMissingError,
    UnderOtherKeyError,
)
from ave_tui.storage.keyfile import key_beside, looks_protected, read_key_file
from ave_tui.storage.rekey import key_file_in_use, key_of_copy

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ave_tui.paths import Home
    from ave_tui.storage.connection import Unlock
    from ave_tui.storage.keyfile import KeyFile


__all__ = ["CopyKeys", "Keys", "UnderOtherKeyError"]


class Keys(NamedTuple):
    """What going back to a copy takes."""

    records: bytes | None
    """The key of the records; None where nobody knows it."""
    copy: bytes


class CopyKeys:
    """The keys of one home and its copies, whether or not its records open."""

    def __init__(
        self,
        home: Home,
        clock: Callable[[], datetime],
        key: Callable[[], bytes] | None = None,
        unlock: Unlock | None = None,
    ) -> None:
        """Make it.

        Args:
            home: Where the copies are.
            clock: Tells the time.
            key: Says the key of open records each time it is wanted: it changes and is forgotten.
            unlock: Takes the key of closed records out of its protected file; asked once.
        """
        self.home = home
        self.clock = clock
        self._ask_key = key
        self._unlock = unlock
        self._known: dict[str, bytes] = {}

    def key(self) -> bytes:
        """Return the key of the records: that of the open ones, else the one in its file.

        Raises:
            KeyMissingError: There is none.
            DatabaseDamagedError: It is no key.
            ProtectedError: A password protects it, and there is nobody to ask.
        """
        if self._ask_key is not None:
            return self._ask_key()
        path = key_file_in_use(self.home)
        if not path.exists():
            raise KeyMissingError(path)
        return read_or_make_key(path, self.home.database, self._unlock and self._once)

    def _once(self, file: KeyFile) -> bytes:
        if file.id not in self._known and self._unlock is not None:
            self._known[file.id] = self._unlock(file)
        return self._known[file.id]

    def current(self) -> bytes | None:
        """Return the key of the records; None where it is lost.

        Raises:
            AveError: A password keeps it, and was not given.
        """
        try:
            return self.key()
        except (KeyMissingError, KeyFileDamagedError, DatabaseDamagedError):
            return None

    def key_of(self, path: Path, unlock: Unlock | None = None) -> bytes:
        """Return the key of a copy: that of the records, else the one in the file beside it.

        Args:
            path: The copy.
            unlock: Takes a key that is not that of the records out of its protected file.

        Raises:
            CopySpoiltError: No key opens it.
            UnderOtherKeyError: It has another key, and nothing was given to unlock that.
            KeyMissingError: The key of the records is lost, and the copy has none of its own.
        """
        current = self.current() if key_beside(path).exists() else self.key()

        def take(file: KeyFile) -> bytes:
            if current is not None and self._is_in_use(file):
                raise CopySpoiltError(path.name)
            if unlock is None:
                raise UnderOtherKeyError(path.name)
            return unlock(file)

        try:
            return key_of_copy(path, current, take)
        except DatabaseDamagedError as error:
            raise CopySpoiltError(path.name) from error

    def _is_in_use(self, file: KeyFile) -> bool:
        path = key_file_in_use(self.home)
        return looks_protected(path) and read_key_file(path).id == file.id
