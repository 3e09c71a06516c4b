"""The copies in a home's folder: what their names say, what is inside them, and which may go.

A copy is one file, ``2026-11-23_090000+0100_close_3310.db``: when, why, and how many changes it
holds. Where a copy has a key of its own that lies beside it, ``….key``; both go and move together.
"""

from __future__ import annotations

import contextlib
import re
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.copies import Copy, Reason, outdated
from ave_tui.storage.connection import connect_unchanging
from ave_tui.storage.errors import (
    CopySpoiltError,
    DatabaseDamagedError,
    DatabaseTooNewError,
    ReadOnlyError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from ave_tui.paths import Home
    from ave_tui.storage.connection import Connection

_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\d_\d{6}[+-]\d{4})_([a-z]+)(?:_(\d+))?(?:~\d+)?\.db")
BESIDE: Final = (".key", ".db-wal", ".db-shm", ".db-journal")
"""The endings of what belongs to a copy: its key, and what a damaged database had beside it."""


class Inside(NamedTuple):
    """What a copy holds."""

    operations: int
    seconds: int | None
    """All hours that count; None where an older version counted otherwise."""
    vector: dict[str, int]
    """The newest change of each laptop."""
    newest_ms: int | None
    """When the newest change was made."""


def file_name(now: datetime, reason: Reason, operations: int | None) -> str:
    """Return the name of a copy."""
    held = "" if operations is None else f"_{operations}"
    return f"{now:%Y-%m-%d_%H%M%S%z}_{reason.value}{held}.db"


def free_name(folder: Path, name: str) -> Path:
    """Return a path that no copy has yet: two may be made within a second."""
    target = folder / name
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{name.removesuffix('.db')}~{number}.db"
    return target


def parsed(path: Path) -> Copy | None:
    """Return what the name of a file tells; None where it is no copy of ours."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    moment, reason, operations = found.groups()
    try:
        return Copy(
            path.name,
            datetime.fromisoformat(moment.replace("_", "T")),
            Reason(reason),
            path.stat().st_size,
            None if operations is None else int(operations),
        )
    except (ValueError, OSError):
        # A date that no calendar has, a reason of a later version, or gone meanwhile.
        return None


def copies(home: Home) -> list[Copy]:
    """Return the copies of a home, the newest first; other files are nobody's business."""
    try:
        there = list(home.backups.iterdir())
    except OSError:
        return []
    found = [copy for copy in map(parsed, there) if copy is not None]
    return sorted(found, key=lambda copy: (copy.at, copy.name), reverse=True)


def newest(home: Home) -> Copy | None:
    """Return the newest copy by its name; what was set aside damaged is none to go back to."""
    whole = (copy for copy in copies(home) if copy.reason is not Reason.DAMAGED)
    return next(whole, None)


def key_of(path: Path) -> Path:
    """Return where the key of a copy lies, if it has one of its own."""
    return path.with_suffix(".key")


def rotate(home: Home, now: datetime, room: int) -> list[Copy]:
    """Remove the copies that may go, each with what belongs to it; return them."""
    gone = outdated(copies(home), now, room)
    for copy in gone:
        path = home.backups / copy.name
        # One that somebody looks at just now goes next time; it is no reason to refuse a new one.
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
            for ending in BESIDE:
                path.with_suffix(ending).unlink(missing_ok=True)
    return gone


def check_whole(path: Path, key: bytes) -> int | None:
    """Read a new copy through and return how many changes it holds.

    Raises:
        CopySpoiltError: It does not read back as a sound database with this key.
    """
    from sqlcipher3 import dbapi2

    try:
        connection = connect_unchanging(path, key)
        try:
            if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise CopySpoiltError(path.name)
            try:
                found = connection.execute("SELECT coalesce(sum(seq), 0) FROM device").fetchone()
            except dbapi2.OperationalError:
                # Of a version that counted otherwise, copied before its upgrade.
                return None
            return int(found[0])
        finally:
            connection.close()
    except (DatabaseDamagedError, ReadOnlyError, dbapi2.DatabaseError) as error:
        raise CopySpoiltError(path.name) from error


def look_into(path: Path, key: bytes, *, thoroughly: bool = True) -> Inside:
    """Open a copy and return what it holds.

    Args:
        path: The copy.
        key: Its key.
        thoroughly: Read all of it, and not only what is asked for.

    Raises:
        CopySpoiltError: It does not read back as a sound database with this key.
        DatabaseTooNewError: A newer program wrote it.
    """
    from sqlcipher3 import dbapi2

    from ave_tui.storage.migrate import CURRENT, version_of

    if not path.is_file():
        raise CopySpoiltError(path.name)
    try:
        # Nobody writes to a copy, and it may lie on a stick that is locked.
        connection = connect_unchanging(path, key)
        try:
            version = version_of(connection)
            if version > CURRENT:
                raise DatabaseTooNewError
            whole = not thoroughly or connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
            if not version or not whole:
                raise CopySpoiltError(path.name)
            return inside(connection)
        finally:
            connection.close()
    except (DatabaseDamagedError, ReadOnlyError, dbapi2.DatabaseError, OSError) as error:
        raise CopySpoiltError(path.name) from error


def inside(connection: Connection) -> Inside:
    """Return what an open database holds."""
    from sqlcipher3 import dbapi2

    from ave_tui.storage import devices, totals

    vector = devices.vector(connection)
    try:
        seconds = totals.counted_seconds(connection)
    except dbapi2.OperationalError:
        seconds = None
    return Inside(
        sum(vector.values()),
        seconds,
        vector,
        devices.newest_ms(connection),
    )


class Beyond(NamedTuple):
    """Changes of one person on one laptop that a copy doesn't hold."""

    device: str
    name: str
    """Who wrote them; empty where nobody has said."""
    operations: int
    since_ms: int


def beyond(connection: Connection, vector: dict[str, int]) -> list[Beyond]:
    """Return what an open database holds beyond a vector, the most first."""
    from ave_tui.storage import devices

    found = [
        Beyond(device, f"{last or ''} {first or ''}".strip(), operations, since)
        for device, newest in devices.vector(connection).items()
        if newest > vector.get(device, 0)
        for last, first, operations, since in connection.execute(
            "SELECT f.last_name, f.first_name, count(*), min(c.at_ms) FROM change_log c "
            "LEFT JOIN facilitator f ON f.id = c.actor "
            "WHERE c.device = ? AND c.seq > ? GROUP BY c.actor",
            (device, vector.get(device, 0)),
        )
    ]
    return sorted(found, key=lambda each: (-each.operations, each.name, each.device))
