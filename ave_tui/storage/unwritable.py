"""Reading records that lie where nothing can be written: a full stop for entries, not for the eyes.

A database with a write-ahead log wants to write beside it even to be read. Where that log is empty
the file is read as one that never changes; where it isn't, a copy of both is read, as encrypted as
they are, in a folder that goes when the program ends.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ave_tui.storage.connection import connect, connect_unchanging

if TYPE_CHECKING:
    from ave_tui.storage.connection import Connection


class Unwritable:
    """Opens a database that can't be written to, as often as somebody reads it."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._key = key
        self._path = path
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        pending = path.with_name(f"{path.name}-wal")
        if pending.exists() and pending.stat().st_size:
            self._folder = tempfile.TemporaryDirectory(prefix="ave-", ignore_cleanup_errors=True)
            self._path = Path(self._folder.name) / path.name
            shutil.copyfile(path, self._path)
            shutil.copyfile(pending, Path(self._folder.name) / pending.name)

    def connect(self) -> Connection:
        """Open it for reading.

        Raises:
            DatabaseDamagedError: The key does not open it.
        """
        if self._folder is None:
            return connect_unchanging(self._path, self._key)
        return connect(self._path, self._key, read_only=True)

    def close(self) -> None:
        """Remove the copy that was read, if there is one."""
        if self._folder is not None:
            self._folder.cleanup()
