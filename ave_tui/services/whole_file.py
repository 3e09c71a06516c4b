"""Writing a file to a stick: complete under its name, or not there at all."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING, Final

from ave_tui.services.exchange_errors import UnwritableFileError

if TYPE_CHECKING:
    from pathlib import Path

_PAUSES: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between two tries: on Windows a virus scanner holds what was just written."""


def write_whole(path: Path, content: bytes) -> None:
    """Write under a temporary name, let it reach the disk, rename, and read it back.

    Raises:
        UnwritableFileError: It can't be written or does not read back; nothing is left there.
    """
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _rename(unfinished, path)
        _sync_folder(path.parent)
        if path.read_bytes() != content:
            path.unlink(missing_ok=True)
            raise UnwritableFileError(path.name)
    except OSError as error:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise UnwritableFileError(path.name) from error


def _rename(unfinished: Path, path: Path) -> None:
    for pause in _PAUSES:
        try:
            unfinished.replace(path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    unfinished.replace(path)


def _sync_folder(folder: Path) -> None:
    """Let the new name reach the disk too, where the system can say so."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
