"""The one way to open the encrypted file.

Only sqlcipher3 ever opens it: a second SQLite library in the same process loses rows (SQLite,
"How to corrupt a database file", 2.2.1).
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from ave_tui.storage.errors import DatabaseDamagedError, KeyMissingError, told

if TYPE_CHECKING:
    # sqlcipher3 has no type information; its interface is the standard library's.
    from collections.abc import Iterator
    from pathlib import Path
    from sqlite3 import Connection as Connection
else:
    Connection = dbapi2.Connection

KEY_BYTES: Final = 32
BUSY_MS: Final = 5_000


def read_or_make_key(key_file: Path, database: Path) -> bytes:
    """Return the database's key; a new database gets one, in a file that only its user reads.

    Raises:
        KeyMissingError: There is a database but no key for it.
        DatabaseDamagedError: The key file holds something else than a key.
    """
    try:
        key = bytes.fromhex(key_file.read_text("ascii").strip())
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


def connect(path: Path, key: bytes, *, read_only: bool = False) -> Connection:
    """Open the file: WAL and full synchronisation, so that what was acknowledged stays.

    Raises:
        DatabaseDamagedError: The key does not open it.
        ReadOnlyError: It can't be opened at all.
    """
    with told(path):
        if not read_only and not path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection: Connection = dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
        )
        # SQLCipher writes its troubles to stderr, across the screen.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_master")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            if sys.platform == "darwin":
                connection.execute("PRAGMA fullfsync = ON")
    return connection
