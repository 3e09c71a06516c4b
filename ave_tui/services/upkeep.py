"""Looking after the records: copies, and holding file, log and rows against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ave_tui.domain.progress import quiet
from ave_tui.storage import totals
from ave_tui.storage.errors import told
from ave_tui.sync.check import check

if TYPE_CHECKING:
    from pathlib import Path

    from ave_tui.domain.progress import Tell
    from ave_tui.domain.words import Sentence
    from ave_tui.storage.database import Database


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


class UpkeepService:
    """Copies and checks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def back_up(self, tell: Tell = quiet) -> Path:
        """Copy the records to the backups, encrypted, and check that the copy opens."""
        return self._database.back_up(tell=tell)

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
