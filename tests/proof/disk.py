"""A disk whose power can be cut: every write is written down, and the disk built anew as it may be.

SQLite runs on an APSW file system that notes each write, truncation, synchronisation and deletion.
At any moment the power may go: then what was synchronised is there, and each later write is there,
is not, or is torn at a sector. A later synchronisation of any file makes earlier deletions last, as
on a file system with a journal.

APSW brings an SQLite of its own: it never opens a file that the program has open.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import apsw

if TYPE_CHECKING:
    import random

SECTOR: Final = 512
NAME: Final = "recorded"


class Event(NamedTuple):
    """Something that SQLite asked of the disk."""

    what: str
    file: str
    at: int = 0
    data: bytes = b""


class Disk(apsw.VFS):
    """A file system that notes what is asked of it."""

    def __init__(self) -> None:
        super().__init__(NAME, base="")
        self.events: list[Event] = []

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        """Open a file; temporary ones, which have no name, don't outlive a power cut anyway."""
        return _File(self.events, name, flags)

    def xDelete(self, name: str, syncdir: bool) -> None:  # noqa: N802
        """Delete a file, and make that last if asked to."""
        super().xDelete(name, syncdir)
        self.events.append(Event("delete", Path(name).name, int(syncdir)))


class _File(apsw.VFSFile):
    def __init__(
        self, events: list[Event], name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        super().__init__("", name, flags)
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._name = Path(path).name if path else ""
        self._events = events
        self._note("open")

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        self._note("write", offset, bytes(data))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        self._note("truncate", newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._note("sync")

    def _note(self, what: str, at: int = 0, data: bytes = b"") -> None:
        if self._name:
            self._events.append(Event(what, self._name, at, data))


def after_a_power_cut(events: list[Event], chance: random.Random) -> dict[str, bytes]:
    """Return the files as they may be when the power went after some events."""
    lasting: dict[str, bytearray] = {}
    pending: dict[str, list[Event]] = defaultdict(list)
    deleted: dict[str, tuple[bytearray, list[Event]]] = {}
    for event in events:
        match event.what:
            case "open":
                lasting.setdefault(event.file, bytearray())
                deleted.pop(event.file, None)
            case "sync":
                for written in pending.pop(event.file, []):
                    _apply(lasting[event.file], written)
                deleted.clear()
            case "delete":
                gone = (lasting.pop(event.file, bytearray()), pending.pop(event.file, []))
                if event.at:
                    deleted.clear()
                else:
                    deleted[event.file] = gone
            case _:
                pending[event.file].append(event)
    for file, (content, unsynced) in deleted.items():
        # What was deleted without being synchronised may still be there.
        if file not in lasting and chance.random() < 0.5:
            lasting[file], pending[file] = content, unsynced
    kept = chance.choice([0.0, 0.3, 0.7, 0.95])
    for file, unsynced in pending.items():
        for event in unsynced:
            lot = chance.random()
            if lot < kept:
                _apply(lasting[file], event)
            elif lot < kept + 0.15 and len(event.data) > SECTOR:
                sectors = chance.randrange(1, len(event.data) // SECTOR + 1)
                _apply(lasting[file], event._replace(data=event.data[: SECTOR * sectors]))
    return {file: bytes(content) for file, content in lasting.items()}


def _apply(content: bytearray, event: Event) -> None:
    if event.what == "truncate":
        del content[event.at :]
        content.extend(bytes(event.at - len(content)))
        return
    content.extend(bytes(max(0, event.at - len(content))))
    content[event.at : event.at + len(event.data)] = event.data
