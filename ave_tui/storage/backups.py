"""Copies of the database, encrypted with the same key, each opened again before it counts."""

from __future__ import annotations

import contextlib
import math
import os
import time
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from ave_tui.domain.copies import Reason
from ave_tui.domain.progress import quiet
from ave_tui.storage.copies import check_whole, file_name, free_name
from ave_tui.storage.errors import CopyUnwritableError, NoRoomForCopyError, told
from ave_tui.storage.files import put_in_place, sync_file

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.progress import Tell
    from ave_tui.paths import Home
    from ave_tui.storage.connection import Connection

_STEPS: Final = 50_000
"""Of SQLite's machine between two looks at the size of the copy."""

_ABANDONED: Final = 3600
"""Seconds after which nobody writes to an unfinished copy any more."""
_SPARED: Final = 20_000_000
"""Bytes that a copy leaves free: some weeks of entries."""


def back_up(
    connection: Connection,
    home: Home,
    key: bytes,
    now: datetime,
    reason: Reason = Reason.HAND,
    tell: Tell = quiet,
) -> Path:
    """Write a copy of the database to the backups and return its path.

    Args:
        connection: The open database.
        home: Where its backups are.
        key: The key of the database, and of the copy.
        now: Goes into the file's name.
        reason: Why the copy is made; goes there too.
        tell: Told how much is copied.

    Raises:
        CopySpoiltError: The copy does not read back as a sound database; it is removed.
        NoRoomForCopyError: It would fill the disk.
        CopyUnwritableError: The disk takes it otherwise not.
        DatabaseDamagedError: The database itself can't be read through.
    """
    try:
        with told(home.backups):
            return _back_up(connection, home, key, now, reason, tell)
    except OSError as error:
        raise CopyUnwritableError(home.backups) from error


def _back_up(
    connection: Connection, home: Home, key: bytes, now: datetime, reason: Reason, tell: Tell
) -> Path:
    home.backups.mkdir(mode=0o700, exist_ok=True)
    _remove_broken_off(home)
    _look_for_room(connection, home)
    unfinished = home.backups / f"{now:%Y-%m-%d_%H%M%S}_{os.getpid()}.part"
    os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        with told(home.database):
            _copy(connection, unfinished, tell)
        operations = check_whole(unfinished, key)
        sync_file(unfinished)
        target = free_name(home.backups, file_name(now, reason, operations))
        put_in_place(unfinished, target)
        tell(1)
    finally:
        for path in (unfinished, unfinished.with_suffix(".part-journal")):
            path.unlink(missing_ok=True)
    return target


def _remove_broken_off(home: Home) -> None:
    """Remove what a copy left behind that was killed half-way; one that is being made stays."""
    for path in home.backups.glob("*.part*"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED:
                path.unlink()


def _size(connection: Connection) -> int:
    # SQLCipher says the size of a page as a text.
    return math.prod(
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "page_size")
    )


def _look_for_room(connection: Connection, home: Home) -> None:
    """Leave the last megabytes of a disk to what is typed next."""
    import shutil

    size = _size(connection)
    if shutil.disk_usage(home.backups).free < size + _SPARED:
        raise NoRoomForCopyError(-(-size // 1_000_000))


def _copy(connection: Connection, target: Path, tell: Tell) -> None:
    size = _size(connection)
    stopped: list[BaseException] = []

    def look() -> int:
        try:
            # Reading it through again afterwards takes a part of the time.
            tell(min(0.8, 0.8 * target.stat().st_size / size))
        except BaseException as error:  # noqa: BLE001 - SQLite would only say "interrupted"
            stopped.append(error)
        return len(stopped)

    connection.set_progress_handler(look, _STEPS)
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    except dbapi2.OperationalError:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)
