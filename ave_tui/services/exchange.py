"""Making exchange files and bringing them in."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ave_tui.domain.progress import part, quiet
from ave_tui.services.exchange_errors import (
    NoRecordsError,
    OtherSpaceError,
    UnknownLaptopError,
    UnreadableFileError,
    UnwritableFileError,
)
from ave_tui.services.privacy import finish_erasures
from ave_tui.services.table_changes import TableChanges, by_table
from ave_tui.storage import devices, exchanges, log, preferences, totals
from ave_tui.sync import bundle as bundles
from ave_tui.sync.gather import gather
from ave_tui.sync.identity import note_progress
from ave_tui.sync.merge import merge

if TYPE_CHECKING:
    from pathlib import Path

    from ave_tui.domain.progress import Tell
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.database import Database
    from ave_tui.storage.exchanges import Exchange
    from ave_tui.sync.bundle import Bundle
    from ave_tui.sync.delivery import Gap
    from ave_tui.sync.ledger import Ledger
    from ave_tui.sync.operation import Vector


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was made."""

    path: Path
    operations: int
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do, or did: computed by doing it, and taken back for a preview."""

    sender: str
    new: int
    known: int
    held: int
    gaps: tuple[Gap, ...]
    tables: tuple[TableChanges, ...]
    conflicts: int
    seconds_before: int
    seconds_after: int


class _TakenBackError(Exception):
    """Ends the transaction of a preview."""


class ExchangeService:
    """Exchange with colleagues by files."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def suggested_name(self) -> str:
        """Return a name for a new file: date, laptop, number; nobody's name."""
        number = exchanges.count_out(self._database.connection) + 1
        now = self._database.clock()
        return f"{now:%Y-%m-%d}_{self._ledger.device[:4]}_{number:05d}{bundles.SUFFIX}"

    def export(self, path: Path, peer: str | None = None, tell: Tell = quiet) -> Exported:
        """Write a file that holds everything: complete under its name, or not there at all.

        Args:
            path: The file, or a folder to put one with the suggested name into.
            peer: A laptop (the beginning of its id) that sent a file before: leave out what it
                had then. Without one nothing is left out, which is always safe.
            tell: Told how much is done.

        Raises:
            NoRecordsError: There is nothing yet.
            UnknownLaptopError: No file came from that laptop.
            UnwritableFileError: It can't be written or does not read back.
        """
        if path.is_dir():
            path = path / self.suggested_name()
        with self._database.transaction() as connection:
            space = preferences.get(connection, "space")
            had = self._had(connection, peer)
            made = gather(connection, space, self._ledger.device, had, part(tell, 0.3, 0.6))
            if not made.vector:
                raise NoRecordsError
            content = bundles.pack(made, part(tell, 0.6, 0.9))
            _write_whole(path, content)
            exchanges.add(
                connection,
                at_ms=int(self._database.clock().timestamp() * 1000),
                direction="out",
                file_name=path.name,
                peer=None,
                operations=len(made.operations),
                held=0,
                vector=made.vector,
            )
        note_progress(self._database)
        return Exported(path, len(made.operations), len(content))

    def preview(self, path: Path, tell: Tell = quiet) -> Preview:
        """Return what bringing a file in would do; nothing is changed.

        Raises:
            AveError: The file can't be read, is damaged, too new, or of another structure.
        """
        found = _read(path, part(tell, 0, 0.4))
        preview: list[Preview] = []
        with contextlib.suppress(_TakenBackError), self._database.transaction() as connection:
            preview.append(self._merge(connection, found, path.name, part(tell, 0.4, 1)))
            raise _TakenBackError
        return preview[0]

    def apply(self, path: Path, tell: Tell = quiet) -> Preview:
        """Bring a file in: all of it, in one transaction. Twice is once.

        Raises:
            AveError: As for a preview; nothing was changed.
        """
        found = _read(path, part(tell, 0, 0.4))
        with self._database.transaction() as connection:
            return self._merge(connection, found, path.name, part(tell, 0.4, 1))

    def past(self) -> list[Exchange]:
        """Return the files made and brought in, the newest first."""
        return exchanges.recent(self._database.connection)

    def unsent(self) -> int:
        """Return how many changes of this laptop never went out in a file."""
        connection = self._database.connection
        me = devices.mine(connection)
        return 0 if me is None else me.seq - exchanges.sent_up_to(connection, me.device)

    def waiting(self) -> int:
        """Return how many changes of others wait for some that have not arrived."""
        return sum(1 for _ in log.held(self._database.connection))

    def _had(self, connection: Connection, peer: str | None) -> Vector:
        """Return what a laptop had when it made the last file that came from it."""
        if peer is None:
            return {}
        known = exchanges.last_vectors(connection)
        found = [device for device in known if device.startswith(peer.lower())]
        if len(found) != 1:
            raise UnknownLaptopError(peer)
        return known[found[0]]

    def _merge(self, connection: Connection, found: Bundle, name: str, tell: Tell) -> Preview:
        space = preferences.get(connection, "space")
        if not space:
            preferences.put(connection, "space", found.space)
        elif space != found.space:
            raise OtherSpaceError
        before = totals.counted_seconds(connection)
        at_ms = int(self._database.clock().timestamp() * 1000)
        number = exchanges.add(
            connection,
            at_ms=at_ms,
            direction="in",
            file_name=name,
            peer=found.sender,
            operations=0,
            held=0,
            vector=found.vector,
        )
        merged = merge(connection, found.operations, found.ends, number, tell)
        exchanges.settle(connection, number, merged.new, merged.held)
        finish_erasures(connection, self._ledger.actor, at_ms)
        return Preview(
            sender=found.sender,
            new=merged.new,
            known=merged.known,
            held=merged.held,
            gaps=tuple(merged.gaps),
            tables=tuple(by_table(merged.before, merged.after)),
            conflicts=merged.conflicts,
            seconds_before=before,
            seconds_after=totals.counted_seconds(connection),
        )


def _read(path: Path, tell: Tell) -> Bundle:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(path.name) from error
    return bundles.unpack(content, tell)


def _write_whole(path: Path, content: bytes) -> None:
    """Write under a temporary name, let it reach the disk, rename, and read it back."""
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        if path.read_bytes() != content:
            raise UnwritableFileError(path.name)
    except OSError as error:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise UnwritableFileError(path.name) from error
