"""Gives the records and their copies another key, so that whenever it stops everything opens.

The order, and what a crash leaves:

1. The protected key file waits under the name ``ave.key.next``.
2. Copies are remade with the new key beside the old ones (``.rekey``), each opened and checked.
3. The database gets the new key in one transaction of SQLite. Until here the old key opens all, and
   what was made is thrown away by the next start.
4. The waiting key file takes the place of the old one, then each remade copy that of its copy, with
   the protected key file beside it. Whoever opens the records next finishes what is left of this.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import TYPE_CHECKING, Final

from ave_tui.domain.progress import quiet
from ave_tui.storage.connection import connect, connect_bare
from ave_tui.storage.errors import DatabaseDamagedError, ProtectedError, told
from ave_tui.storage.files import put_in_place, sync_file, sync_folder
from ave_tui.storage.keyfile import (
    KeyFile,
    key_beside,
    looks_protected,
    read_key_file,
    write_key_file,
)

if TYPE_CHECKING:
    from pathlib import Path

    from ave_tui.domain.progress import Tell
    from ave_tui.paths import Home
    from ave_tui.storage.connection import Connection, Unlock

_READY: Final = ".rekey"


def change_key(home: Home, old: bytes, new: bytes, protected: KeyFile, tell: Tell = quiet) -> int:
    """Give the closed database of a home another key; steps 1 to 3.

    Args:
        home: Nobody has its database open.
        old: The key it has.
        new: The key it gets.
        protected: The key file with the new key.
        tell: Told how many copies are remade.

    Returns:
        How many copies were left as they are, since the old key does not open them.

    Raises:
        AveError: It is in use, or the disk refuses; the old key opens everything.
    """
    with contextlib.closing(_alone(home.database, old)) as connection:
        abandon(home)
        write_key_file(home.next_key, protected)
        left = _remake_copies(home.backups, old, new, tell)
        # Where the directory were not synced, the journal could come back after a power cut, and
        # take back the new key when the old one is gone already.
        connection.execute("PRAGMA synchronous = EXTRA")
        _rekey(connection, new)
    return left


def abandon(home: Home) -> None:
    """Throw away what steps 1 and 2 made; whoever can open the database knows nobody is at it."""
    with told(home.folder):
        for made in (*home.backups.glob(f"*{_READY}*"), *home.folder.glob("*ave.key.next*")):
            made.unlink(missing_ok=True)


def key_file_in_use(home: Home) -> Path:
    """Return the key file that opens the database: the waiting one after a crash in between."""
    if looks_protected(home.key) or not home.next_key.exists():
        return home.key
    with contextlib.suppress(OSError, ValueError):
        if opens(home.database, bytes.fromhex(home.key.read_text("ascii").strip())):
            return home.key
    return home.next_key


def take_over(home: Home, key: bytes) -> None:
    """Let the waiting key file and the remade copies take their places; step 4."""
    with told(home.folder):
        if home.next_key.exists():
            put_in_place(home.next_key, home.key)
        ready = sorted(home.backups.glob(f"*{_READY}"))
        protected = read_key_file(home.key) if ready else None
        for remade in ready:
            copy = remade.with_suffix(".db")
            if protected and opens(remade, key):
                write_key_file(key_beside(copy), protected)
                put_in_place(remade, copy)


def open_waiting(home: Home, unlock: Unlock | None) -> tuple[bytes, Connection]:
    """Open a database that got its new key before its key file was in place, and finish that.

    Raises:
        ProtectedError: Nothing was given to unlock it.
        DatabaseDamagedError: The waiting key isn't its own either.
    """
    if unlock is None:
        raise ProtectedError
    key = unlock(read_key_file(home.next_key))
    connection = connect(home.database, key)
    take_over(home, key)
    return key, connection


def opens(path: Path, key: bytes) -> bool:
    """Whether a key is the one of a file; an empty file would take any."""
    if not path.is_file() or not path.stat().st_size:
        return False
    try:
        connect(path, key, read_only=True).close()
    except DatabaseDamagedError:
        return False
    return True


def key_of_copy(copy: Path, current: bytes | None, unlock: Unlock | None) -> bytes:
    """Return the key of a copy of the records: the current one, else that in the file beside it.

    Args:
        copy: The copy.
        current: The key of the records in use; None where nobody knows it.
        unlock: Takes the key out of the file beside the copy; asked only where it is needed.

    Raises:
        DatabaseDamagedError: No key is known that opens it.
        ProtectedError: Its own key file is protected, and nothing was given to unlock it.
    """
    if current is not None and opens(copy, current):
        return current
    beside = key_beside(copy)
    if looks_protected(beside):
        if unlock is None:
            raise ProtectedError
        key = unlock(read_key_file(beside))
        if opens(copy, key):
            return key
    raise DatabaseDamagedError(copy)


def _alone(database: Path, key: bytes) -> Connection:
    """Open a database as the only one, without its write-ahead log."""
    with told(database):
        connection = connect_bare(str(database), key)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
    return connection


def _rekey(connection: Connection, key: bytes) -> None:
    connection.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"").fetchall()


def _remake_copies(backups: Path, old: bytes, new: bytes, tell: Tell) -> int:
    copies = sorted(backups.glob("*.db"))
    left = 0
    for number, copy in enumerate(copies, start=1):
        if opens(copy, old):
            _remake(copy, copy.with_suffix(_READY), old, new)
        else:
            left += 1
        tell(number / (len(copies) + 1))
    sync_folder(backups)
    return left


def _remake(copy: Path, target: Path, old: bytes, new: bytes) -> None:
    with told(target):
        os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        shutil.copyfile(copy, target)
        with contextlib.closing(connect_bare(str(target), old)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            _rekey(connection, new)
        with contextlib.closing(connect(target, new, read_only=True)) as connection:
            if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise DatabaseDamagedError(copy)
        sync_file(target)
