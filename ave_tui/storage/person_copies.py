"""Which copies of the records still tell of somebody who was erased from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlcipher3 import dbapi2

from ave_tui.domain.errors import AveError
from ave_tui.storage.connection import connect
from ave_tui.storage.errors import told
from ave_tui.storage.people import knows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ave_tui.domain.schema import Id


class Copies(NamedTuple):
    """Copies of the records that are to be looked at."""

    telling: tuple[Path, ...]
    """They tell of the person."""
    unread: tuple[Path, ...]
    """They can't be opened with the key of today, so nobody knows."""


def telling_of(folder: Path, key: bytes, rows: Sequence[Id]) -> Copies:
    """Return which copies in a folder still tell of some rows."""
    telling: list[Path] = []
    unread: list[Path] = []
    with told(folder):
        copies = sorted(folder.glob("*.db")) if folder.is_dir() else []
    for path in copies:
        try:
            copy = connect(path, key, read_only=True)
        except AveError:
            unread.append(path)
            continue
        try:
            if knows(copy, rows):
                telling.append(path)
        except dbapi2.DatabaseError:
            unread.append(path)
        finally:
            copy.close()
    return Copies(tuple(telling), tuple(unread))


def remove(copies: Iterable[Path]) -> None:
    """Delete copies, each with what lies beside it under the same name."""
    for path in copies:
        with told(path):
            for beside in path.parent.glob(f"{path.stem}.*"):
                beside.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
