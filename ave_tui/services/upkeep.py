"""Looking after the records: copies, and holding file, log and rows against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.copies import ROOM, Reason
from ave_tui.domain.errors import AveError
from ave_tui.domain.progress import part, quiet
from ave_tui.domain.words import N_
from ave_tui.storage import copies, devices, preferences, totals
from ave_tui.storage.errors import told
from ave_tui.storage.files import copy_whole
from ave_tui.sync.check import check

if TYPE_CHECKING:
    from pathlib import Path

    from ave_tui.domain.copies import Copy
    from ave_tui.domain.progress import Tell
    from ave_tui.domain.words import Sentence
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.database import Database

ROOM_TASTE: Final = "copies_room"
_LARGE: Final = 64_000_000
"""Bytes above which a copy can be felt (measured: 1 s for 90 MB): then one a day, and no more."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    faults: tuple[Sentence, ...]
    rows: dict[str, int]
    """Rows in use of each table."""
    seconds: int
    """All hours that count: declared, disputed ones apart, doubles once, opening balances apart."""
    operations: int
    state: str
    """SHA-256 over the canonical content of all synced rows, withdrawn ones included."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


class CopiedOutError(AveError):
    """The copy in the home's folder is made; the one that should lie elsewhere is not."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            N_("The copy can't be put into {folder}."),
            N_(
                "Check that the folder is there, that it has room, and that the stick is in place; "
                "a copy on this laptop is made."
            ),
            folder=folder,
        )


@dataclass(frozen=True, slots=True)
class CopiedOut:
    """A copy that was put elsewhere too."""

    path: Path
    has_key: bool
    """Whether the key lies beside it; without it the copy can't be opened on another laptop."""


class UpkeepService:
    """Copies and checks."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._copied_at = 0
        """How much had been written here when the last copy was made."""
        self._copied_on: Connection | None = None
        """Where that was counted: records that were locked and opened again count anew."""

    def back_up(self, tell: Tell = quiet, reason: Reason = Reason.HAND) -> Path:
        """Copy the records to the backups, encrypted, check that the copy opens, thin out old ones.

        Raises:
            AveError: There is no room, or the records can't be read through; nothing is lost.
        """
        path = self._database.back_up(reason, tell)
        self._copied_on = self._database.connection
        self._copied_at = self._copied_on.total_changes
        copies.rotate(self._database.home, self._database.clock(), self.room)
        return path

    def back_up_if_changed(self, reason: Reason, tell: Tell = quiet) -> Path | None:
        """Copy the records unless the newest copy holds the very same."""
        return self.back_up(tell, reason) if self._is_changed() else None

    def back_up_on_leaving(self, tell: Tell = quiet, *, daily: bool = False) -> Path | None:
        """Copy what was changed since the last copy; large records once a day.

        Args:
            tell: Told how much is copied.
            daily: Once a day is enough, however small they are.
        """
        now = self._database.clock()
        if daily or self._database.home.database.stat().st_size > _LARGE:
            newest = copies.newest(self._database.home)
            if newest is not None and newest.at.astimezone(now.tzinfo).date() == now.date():
                return None
        return self.back_up_if_changed(Reason.CLOSE, tell)

    def back_up_elsewhere(self, folder: Path, tell: Tell = quiet) -> CopiedOut:
        """Copy the records to the backups, and from there to a folder, as on a stick.

        Raises:
            CopiedOutError: The folder can't be written to.
        """
        database = self._database
        made = self.back_up(part(tell, 0, 0.7))
        target = folder / made.name
        key = copies.key_of(made)
        try:
            copy_whole(made, target)
            if key.exists():
                copy_whole(key, copies.key_of(target))
        except OSError as error:
            raise CopiedOutError(folder) from error
        me = devices.mine(database.connection)
        if me is not None:
            with database.transaction() as connection:
                preferences.put(connection, devices.ELSEWHERE, f"{me.device}:{me.seq}")
        tell(1)
        return CopiedOut(target, copies.key_of(target).exists())

    @property
    def room(self) -> int:
        """Bytes that copies may take."""
        return int(preferences.get(self._database.connection, ROOM_TASTE) or ROOM)

    def newest_copy(self) -> Copy | None:
        """Return the newest copy, by its name."""
        return copies.newest(self._database.home)

    def _is_changed(self) -> bool:
        connection = self._database.connection
        held = sum(devices.vector(connection).values())
        if not held:
            return False
        newest = copies.newest(self._database.home)
        copied_at = self._copied_at if connection is self._copied_on else 0
        return newest is None or newest.operations != held or connection.total_changes != copied_at

    def check(self, tell: Tell = quiet) -> Checked:
        """Look for anything that isn't as it must be; changes nothing.

        Raises:
            DatabaseDamagedError: The file is so damaged that it can't be read through.
        """
        # One transaction, so that what is compared belongs together whoever else is writing.
        with self._database.reading() as connection, told(self._database.home.database):
            connection.execute("BEGIN")
            findings = check(connection, tell)
            return Checked(
                faults=tuple(findings.faults),
                rows=findings.rows,
                seconds=totals.counted_seconds(connection),
                operations=findings.operations,
                state=findings.state,
            )
