"""Where exchange files are looked for and put: documents, downloads, sticks."""

from __future__ import annotations

import os
import string
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ave_tui.storage import preferences
from ave_tui.sync.bundle import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger

_MOST: Final = 200
_LAST: Final = "exchange_folder"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """An exchange file that lies somewhere."""

    path: Path
    at: datetime
    """When it was written last."""
    size: int
    """Bytes."""


class ExchangePlaces:
    """Remembers the folder that was used last, and looks where files usually lie."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def suggested_folder(self) -> Path:
        """Return the folder used last if it is still there, else a stick, else documents."""
        last = preferences.get(self._database.connection, _LAST)
        for folder in (*([Path(last)] if last else []), *_sticks(), *_own_folders()):
            if folder.is_dir():
                return folder
        return Path.home()

    def remember(self, path: Path) -> None:
        """Note where a file was put or found."""
        folder = str(path.parent.absolute())
        if folder != preferences.get(self._database.connection, _LAST):
            self._ledger.prefer(_LAST, folder)

    def files(self, suffix: str = SUFFIX) -> list[FoundFile]:
        """Return the exchange files, or the cards, in the usual places, the newest first."""
        last = preferences.get(self._database.connection, _LAST)
        folders = [*([Path(last)] if last else []), *_sticks(), *_own_folders()]
        return files_in(folders, self._database.clock(), suffix)

    def typed(self, text: str, suffix: str = SUFFIX) -> list[FoundFile]:
        """Return the files that a typed or pasted path means; none where it is no path."""
        path = path_of(text)
        if path is None:
            return []
        now = self._database.clock()
        if _holds(path.is_file):
            return [found] if (found := _found(path, now)) else []
        if _holds(path.is_dir):
            return files_in([path], now, suffix)
        beginning = path.name.casefold()
        there = files_in([path.parent], now, suffix)
        return [file for file in there if beginning in file.path.name.casefold()]


def path_of(text: str) -> Path | None:
    """Return the path that a typed or pasted text is; None where it is just some letters."""
    typed = text.strip().strip("\"'").removeprefix("file://")
    if not any(mark in typed for mark in ("/", "\\", "~", ":")) or "\0" in typed:
        return None
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        # A ~name of nobody on this machine.
        return Path(typed)


def files_in(folders: Iterable[Path], now: datetime, suffix: str = SUFFIX) -> list[FoundFile]:
    """Return the files of a kind in some folders, each once, the newest first."""
    found: dict[Path, FoundFile] = {}
    for folder in folders:
        try:
            there = [path for path in folder.iterdir() if path.suffix.lower() == suffix]
        except OSError:
            continue
        for path in there:
            if path.absolute() not in found and (file := _found(path, now)):
                found[path.absolute()] = file
    return sorted(found.values(), key=lambda file: (file.at, file.path.name), reverse=True)[:_MOST]


def _found(path: Path, now: datetime) -> FoundFile | None:
    try:
        about = path.stat()
    except OSError:
        return None
    at = datetime.fromtimestamp(about.st_mtime, UTC).astimezone(now.tzinfo)
    return FoundFile(path, at, about.st_size)


def _holds(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except (OSError, ValueError):
        # Too long a name, or a character that no file system takes.
        return False


def _own_folders() -> Iterator[Path]:
    # platformdirs takes 40 ms to import: only when somebody exchanges files.
    from platformdirs import user_documents_path, user_downloads_path

    yield user_documents_path()
    yield user_downloads_path()


def _sticks() -> list[Path]:
    """Return the removable media that are there."""
    if sys.platform == "win32":
        drives = (Path(f"{letter}:\\") for letter in string.ascii_uppercase[3:])
        return [drive for drive in drives if drive.is_dir()]
    user = os.environ.get("USER", "")
    holders = [Path("/Volumes"), Path("/media") / user, Path("/run/media") / user]
    sticks: list[Path] = []
    for holder in holders:
        try:
            sticks += [each for each in sorted(holder.iterdir()) if each.is_dir()]
        except OSError:
            continue
    return sticks
