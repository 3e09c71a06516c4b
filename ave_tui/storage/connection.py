"""The one way to open the encrypted file.

Only sqlcipher3 ever opens it: a second SQLite library in the same process loses rows (SQLite,
"How to corrupt a database file", 2.2.1).
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from ave_tui.storage.errors import (
    DatabaseDamagedError,
    KeyMissingError,
    ProtectedError,
    told,
)

if TYPE_CHECKING:
    # sqlcipher3 has no type information; its interface is the standard library's.
    from collections.abc import Callable
    from pathlib import Path
    from sqlite3 import Connection as Connection

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


def _unlocked(key_file: Path, unlock: Unlock | None) -> bytes:
    if unlock is None:
        raise ProtectedError
    from ave_tui.storage.keyfile import read_key_file

    return unlock(read_key_file(key_file))


def connect_bare(path: Path, key: bytes) -> Connection:
    """Open a file that is there with its key, and settle nothing else."""
    connection: Connection = dbapi2.connect(
        str(path), isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
    )
    # SQLCipher writes its troubles to stderr, across the screen.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def connect(path: Path, key: bytes, *, read_only: bool = False) -> Connection:
    """Open the file: WAL and full synchronisation, so that what was acknowledged stays.

    Raises:
        DatabaseDamagedError: The key does not open it.
        ReadOnlyError: It can't be opened at all.
    """
    with told(path):
        if not read_only and not path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = connect_bare(path, key)
        connection.execute("PRAGMA foreign_keys = ON")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_master")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            if sys.platform == "darwin":
                connection.execute("PRAGMA fullfsync = ON")
    return connection
