"""Which copies of the records still tell of somebody who was erased from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlcipher3 import dbapi2

from ave_tui.domain.errors import AveError
from ave_tui.storage import copies
from ave_tui.storage.connection import connect
from ave_tui.storage.errors import told
from ave_tui.storage.people import knows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ave_tui.domain.schema import Id
    from ave_tui.paths import Home


class Copies(NamedTuple):
    """Copies of the records that are to be looked at."""

    telling: tuple[Path, ...]
    """They tell of the person."""
    unread: tuple[Path, ...]
    """They can't be opened with the key of today, so nobody knows; they are never removed."""


def telling_of(home: Home, key: bytes, rows: Sequence[Id]) -> Copies:
    """Return which copies of a home still tell of some rows."""
    telling: list[Path] = []
    unread: list[Path] = []
    for found in reversed(copies.copies(home)):
        path = home.backups / found.name
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


def remove(telling: Iterable[Path]) -> None:
    """Delete copies, each with its key and whatever else belongs to it."""
    for path in telling:
        with told(path):
            path.unlink(missing_ok=True)
            for ending in copies.BESIDE:
                path.with_suffix(ending).unlink(missing_ok=True)
