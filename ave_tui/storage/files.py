"""Putting files in place: whole or not at all, on the disk before it counts, whoever looks on."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_WAITS: Final = (0.02, 0.05, 0.1, 0.2)
"""Seconds between tries: on Windows a virus scanner or OneDrive may hold a file that is new."""
_CHUNK: Final = 1 << 20
_BINARY: Final = getattr(os, "O_BINARY", 0)
"""On Windows bytes would else be taken for lines."""
_NOT_THE_SAME: Final = "it does not read back as it was written"


def put_in_place(unfinished: Path, target: Path) -> None:
    """Give a finished file its name, instead of what bore it, and let the folder know for good."""
    for wait in _WAITS:
        try:
            unfinished.replace(target)
            break
        except PermissionError:
            time.sleep(wait)
    else:
        unfinished.replace(target)
    sync_folder(target.parent)
    if unfinished.parent != target.parent:
        sync_folder(unfinished.parent)


def sync_file(path: Path) -> None:
    """Let what was written to a file reach the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Let the names in a folder reach the disk, where the system knows how to."""
    # Windows opens no folder, and some network drives sync none: the names are written by them.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file: complete under its name and read back, or what was there before.

    Args:
        path: Its name.
        content: What it says.
        private: Only its user can read it.

    Raises:
        OSError: It can't be written, or does not read back as it was written.
    """
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        rights = 0o600 if private else 0o666
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, rights)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if unfinished.read_bytes() != content:
            raise OSError(_NOT_THE_SAME)
        put_in_place(unfinished, path)
    finally:
        _forget(unfinished)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file: complete under its name and read back, or not there at all.

    Raises:
        OSError: It can't be read or written, or does not read back as it was.
    """
    unfinished = target.with_name(f".{target.name}.part")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
        with os.fdopen(handle, "wb") as to, source.open("rb") as of:
            while chunk := of.read(_CHUNK):
                to.write(chunk)
            to.flush()
            os.fsync(to.fileno())
        if not _same(source, unfinished):
            raise OSError(_NOT_THE_SAME)
        put_in_place(unfinished, target)
    finally:
        _forget(unfinished)


def _forget(path: Path) -> None:
    # A stick that was pulled takes it along.
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _same(one: Path, other: Path) -> bool:
    with one.open("rb") as first, other.open("rb") as second:
        while True:
            left, right = first.read(_CHUNK), second.read(_CHUNK)
            if left != right:
                return False
            if not left:
                return True
