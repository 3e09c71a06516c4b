"""The one way to open the encrypted file.

Only sqlcipher3 ever opens it: a second SQLite library in the same process loses rows (SQLite,
"How to corrupt a database file", 2.2.1).
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from ave_tui.storage.errors import (
    DatabaseDamagedError,
    KeyMissingError,
    ProtectedError,
    RecordsMissingError,
    told,
)

if TYPE_CHECKING:
    # sqlcipher3 has no type information; its interface is the standard library's.
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from sqlite3 import Connection as Connection

    from ave_tui.paths import Home
    from ave_tui.storage.keyfile import KeyFile

    Unlock = Callable[[KeyFile], bytes]
else:
    Connection = dbapi2.Connection

KEY_BYTES: Final = 32
BUSY_MS: Final = 5_000


def read_or_make_key(key_file: Path, database: Path, unlock: Unlock | None = None) -> bytes:
    """Return the database's key; a new database gets one, in a file that only its user reads.

    Args:
        key_file: Where it is.
        database: The database that it opens.
        unlock: Takes the key out of a protected file; asked only where it is one.

    Raises:
        KeyMissingError: There is a database but no key for it.
        DatabaseDamagedError: The key file holds something else than a key.
        ProtectedError: It is protected, and nothing was given to unlock it.
    """
    try:
        text = key_file.read_text("ascii")
        if text.startswith("{"):
            return _unlocked(key_file, unlock)
        key = bytes.fromhex(text.strip())
    except FileNotFoundError:
        if database.exists():
            raise KeyMissingError(key_file) from None
        # It brings OpenSSL along, and only a new database needs it.
        from secrets import token_bytes

        key = token_bytes(KEY_BYTES)
        with told(key_file):
            handle = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(key.hex() + "\n")
                file.flush()
                os.fsync(file.fileno())
    except (ValueError, UnicodeDecodeError) as error:
        raise DatabaseDamagedError(key_file) from error
    if len(key) != KEY_BYTES:
        raise DatabaseDamagedError(key_file)
    return key


@contextlib.contextmanager
def roomy(connection: Connection) -> Iterator[None]:
    """Give a long write more memory: ids are random, so it writes all over the file."""
    connection.execute("PRAGMA cache_size = -200000")
    try:
        yield
    finally:
        connection.execute("PRAGMA cache_size = -2000")


def _unlocked(key_file: Path, unlock: Unlock | None) -> bytes:
    if unlock is None:
        raise ProtectedError
    from ave_tui.storage.keyfile import read_key_file

    return unlock(read_key_file(key_file))


def connect(path: Path, key: bytes, *, read_only: bool = False) -> Connection:
    """Open the file: WAL and full synchronisation, so that what was acknowledged stays.

    Raises:
        DatabaseDamagedError: The key does not open it.
        ReadOnlyError: It can't be opened at all.
    """
    with told(path):
        if not read_only and not path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = connect_bare(str(path), key)
        connection.execute("PRAGMA foreign_keys = ON")
        if read_only:
            _only_read(connection)
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            if sys.platform == "darwin":
                connection.execute("PRAGMA fullfsync = ON")
    return connection


def connect_unchanging(path: Path, key: bytes) -> Connection:
    """Open a file that nobody writes to, on a disk where nothing can be written beside it either.

    Raises:
        DatabaseDamagedError: The key does not open it.
        ReadOnlyError: It can't be opened at all.
    """
    with told(path):
        connection = connect_bare(f"{path.absolute().as_uri()}?mode=ro&immutable=1", key)
        _only_read(connection)
    return connection


def connect_bare(address: str, key: bytes) -> Connection:
    """Open a file, or an address of SQLite's, with its key, and settle nothing else."""
    connection: Connection = dbapi2.connect(
        address,
        uri=address.startswith("file:"),
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MS / 1000,
    )
    # SQLCipher writes its troubles to stderr, across the screen.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _only_read(connection: Connection) -> None:
    connection.execute("PRAGMA query_only = ON")
    connection.execute("SELECT count(*) FROM sqlite_master")


def look_for_records(home: Home) -> None:
    """Begin nothing where records have been: an emptied file must not pass for a fresh start.

    Raises:
        RecordsMissingError: They are empty or gone, and something beside them tells of them.
    """
    try:
        size = home.database.stat().st_size
    except FileNotFoundError:
        size = 0
    if not size and (home.marker.exists() or any(home.backups.glob("*.db"))):
        raise RecordsMissingError(home.database)


def lock(path: Path) -> int | None:
    """Take the lock that one program at a time can hold; None where another one has it.

    The system lets go of it when the program ends, however it ends. Where it can't be had at all,
    as on a disk that can't be written to, -1 stands for it: there is nobody to be kept out.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return -1
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except OSError as error:
        os.close(handle)
        # Windows says "denied" of what another program has locked; others say what they lack.
        return None if error.errno in (errno.EACCES, errno.EDEADLK) else -1
    return handle


def unlock(handle: int | None) -> None:
    """Let others have a lock; the file stays, since others may be waiting for that very one."""
    if handle is not None and handle >= 0:
        os.close(handle)
