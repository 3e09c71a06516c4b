"""Putting a copy in the place of the records: all of it or nothing, and nothing is thrown away.

The copy is made ready beside the records (`stage`); a note says that it is to take their place;
then files are moved, each by one step that can't be half done (`swap`). Whatever moment the machine
stops at: without the note the records are as they were, with it the next start moves what is left
to move. What stood there is moved to the copies, as it is, with what belongs to it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ave_tui.domain.copies import Reason
from ave_tui.storage import devices, preferences, trust
from ave_tui.storage.connection import connect, connect_unchanging, lock, unlock
from ave_tui.storage.copies import BESIDE, check_whole, file_name, free_name, key_of, look_into
from ave_tui.storage.errors import BusyError, CopySpoiltError, DatabaseDamagedError, told
from ave_tui.storage.files import copy_whole, put_in_place, sync_file

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ave_tui.paths import Home
    from ave_tui.storage.connection import Connection


def stage(home: Home, copy: Path, key: bytes, current: bytes | None = None) -> None:
    """Make a copy ready beside the records, and let it forget which laptop it was written on.

    Args:
        home: Where the records are.
        copy: The copy.
        key: Its key.
        current: The key of the records, if it is known: where it is the copy's own as well, the
            key file that is there stays, with the password and the sheets of today.

    Raises:
        CopySpoiltError: It does not read back with this key.
        DatabaseTooNewError: A newer program wrote it.
        DiskFullError: There is no room for it.
    """
    look_into(copy, key)
    with told(home.folder):
        _clear(home)
        copy_whole(copy, home.staged)
        if key != current and key_of(copy).exists():
            copy_whole(key_of(copy), home.staged_key)
        try:
            connection = connect(home.staged, key)
            try:
                # Whoever goes on from here is not who wrote on after the copy was made.
                connection.execute("UPDATE device SET mine = 0, merged = 0, place = NULL")
                preferences.put(connection, devices.RESTORED, copy.name)
            finally:
                connection.close()
            check_whole(home.staged, key)
        except (DatabaseDamagedError, CopySpoiltError) as error:
            _clear(home)
            raise CopySpoiltError(copy.name) from error
        sync_file(home.staged)


def stage_nothing(home: Home, key: bytes) -> None:
    """Make empty records ready, where no copy can be gone back to."""
    from ave_tui.storage.migrate import upgrade

    with told(home.folder):
        _clear(home)
        connection = connect(home.staged, key)
        try:
            upgrade(connection, lambda: None)
        finally:
            connection.close()
        sync_file(home.staged)


def swap(home: Home, now: datetime, key: bytes) -> Path | None:
    """Put what was staged in the place of the records; return where these were set aside.

    Raises:
        BusyError: Another program has the records open.
    """
    with told(home.database):
        home.backups.mkdir(mode=0o700, exist_ok=True)
        there = _settle(home, key)
        if there is not None and not home.staged_key.exists():
            _keep_over(home, key)
        aside = None
        if _holds_anything(home):
            reason = Reason.DAMAGED if there is None else Reason.RESTORE
            aside = free_name(home.backups, file_name(now, reason, there))
        note = home.restoring.with_suffix(".part")
        note.write_text(json.dumps({"aside": aside.name if aside else ""}), "utf-8")
        sync_file(note)
        put_in_place(note, home.restoring)
        finish(home)
    return aside


def finish_alone(home: Home) -> None:
    """Finish what was broken off, unless another program is about to.

    Raises:
        BusyError: Another program is putting a copy back.
    """
    held = lock(home.lock)
    if held is None:
        raise BusyError
    try:
        finish(home)
    finally:
        unlock(held)


def finish(home: Home) -> None:
    """Move what is left to move, once the note is there; to be called under the lock."""
    try:
        name = str(json.loads(home.restoring.read_text("utf-8"))["aside"])
    except FileNotFoundError:
        return
    with told(home.database):
        if home.staged.exists():
            if name:
                _set_aside(home, home.backups / name)
            if home.staged_key.exists():
                put_in_place(home.staged_key, home.key)
            put_in_place(home.staged, home.database)
        home.restoring.unlink(missing_ok=True)


def _set_aside(home: Home, aside: Path) -> None:
    # What the log beside it holds is part of the records: it goes first, so that it can never be
    # taken for the log of the copy.
    for ending in BESIDE:
        beside = home.key if ending == ".key" else home.database.with_suffix(ending)
        if ending == ".key" and not home.staged_key.exists():
            # The copy is opened by the key that is there: it stays.
            continue
        if beside.exists():
            put_in_place(beside, aside.with_suffix(ending))
    if home.database.exists():
        put_in_place(home.database, aside)


def _holds_anything(home: Home) -> bool:
    """Tell whether there is a byte worth setting aside, in the records or in the log beside."""
    paths = (home.database, home.database.with_suffix(".db-wal"))
    return any(path.exists() and path.stat().st_size for path in paths)


def _settle(home: Home, key: bytes) -> int | None:
    """Let the records be one file that nobody has open; return the changes in them.

    None where they are damaged: then they are left as they are.
    """
    from sqlcipher3 import dbapi2

    if not home.database.exists() or not home.database.stat().st_size:
        return None
    try:
        connection = connect(home.database, key)
        try:
            _close_log(connection)
        finally:
            connection.close()
        return check_whole(home.database, key)
    except (DatabaseDamagedError, CopySpoiltError):
        return None
    except dbapi2.DatabaseError as error:
        if "malformed" in str(error) or "not a database" in str(error):
            return None
        raise


def _keep_over(home: Home, key: bytes) -> None:
    """Let what was staged know what the records know of keys and trust: the laptop's, no copy's.

    Who goes back to a copy from before its card was made still has to sign what is in it, and whose
    trust was withdrawn since is not trusted again. A copy with a key of its own is left as it is:
    the key of the records does not open it.
    """
    connection = connect_unchanging(home.database, key)
    try:
        known = trust.known(connection)
    finally:
        connection.close()
    connection = connect(home.staged, key)
    try:
        trust.keep_over(connection, known)
    finally:
        connection.close()
    sync_file(home.staged)


def _close_log(connection: Connection) -> None:
    """Bring everything into the one file; SQLite refuses while anybody else has it open."""
    connection.execute("PRAGMA busy_timeout = 200")
    connection.execute("PRAGMA journal_mode = DELETE")


def _clear(home: Home) -> None:
    """Remove what a restore that was never meant to be finished has left."""
    if home.restoring.exists():
        raise BusyError
    for path in (home.staged, home.staged_key):
        path.unlink(missing_ok=True)
        for side in ("-wal", "-shm", "-journal"):
            path.with_name(f"{path.name}{side}").unlink(missing_ok=True)
