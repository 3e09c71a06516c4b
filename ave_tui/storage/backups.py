"""Copies of the database, encrypted with the same key, each opened again before it counts."""

from __future__ import annotations

import math
import os
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from ave_tui.domain.progress import quiet
from ave_tui.storage.connection import connect
from ave_tui.storage.errors import DatabaseDamagedError, told

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.progress import Tell
    from ave_tui.paths import Home
    from ave_tui.storage.connection import Connection

_STEPS: Final = 50_000
"""Of SQLite's machine between two looks at the size of the copy."""


def back_up(
    connection: Connection,
    home: Home,
    key: bytes,
    now: datetime,
    name: str = "",
    tell: Tell = quiet,
) -> Path:
    """Write a copy of the database to the backups and return its path.

    Args:
        connection: The open database.
        home: Where its backups are.
        key: The key of the database, and of the copy.
        now: Goes into the file's name.
        name: A word more for the name: why the copy was made.
        tell: Told how much is copied.

    Raises:
        DatabaseDamagedError: The copy does not read back as a sound database; it is removed.
    """
    with told(home.backups):
        home.backups.mkdir(mode=0o700, exist_ok=True)
        stem = f"{now:%Y-%m-%d_%H%M%S}" + (f"_{name}" if name else "")
        target = home.backups / f"{stem}.db"
        number = 1
        while target.exists():
            number += 1
            target = home.backups / f"{stem}_{number}.db"
        unfinished = target.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT, 0o600))
        try:
            _copy(connection, unfinished, tell)
            _check(unfinished, key)
            with unfinished.open("rb+") as file:
                os.fsync(file.fileno())
            unfinished.replace(target)
            tell(1)
        finally:
            unfinished.unlink(missing_ok=True)
    return target


def _copy(connection: Connection, target: Path, tell: Tell) -> None:
    # SQLCipher says the size of a page as a text.
    size = math.prod(
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "page_size")
    )
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


def _check(path: Path, key: bytes) -> None:
    copy = connect(path, key, read_only=True)
    try:
        sound = copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
    finally:
        copy.close()
    if not sound:
        raise DatabaseDamagedError(path)
