"""Keeps what a line of quick entry says, or tells what would become of it."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.choices import HoursKind, HoursSource
from ave_tui.domain.trade_choices import JournalKind
from ave_tui.services.hours_entered import Entered, told
from ave_tui.services.hours_quick import QuickEntry
from ave_tui.services.hours_writing import Place, changes_for, rows_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.words import Sentence
    from ave_tui.services.hours_quick import Understood
    from ave_tui.services.hours_writing import Writing
    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger

_WORK: Final = str(HoursKind.WORK)
_RETURN: Final = str(HoursSource.RETURN)


class LineReader:
    """Reads lines with the names that were there when it was made."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger
        self._today = database.clock().date()
        self._entry = QuickEntry(database.connection, self._today)

    def take(self, text: str, *, try_only: bool = False) -> Entered:
        """Keep what a line says as one step; or only say what would become of it.

        Raises:
            AmbiguousError: It may mean several people or jobs.
            AveError: It can't be read, names nobody who has a job, or says nonsense.
        """
        line = self._entry.read(text)
        figures = {
            Place(job.assignment, _WORK, period): seconds
            for job in line.jobs
            for period, seconds in line.shares.items()
        }
        connection = self._database.connection
        written = changes_for(connection, figures, _RETURN, self._today)
        changes = [*written.changes, *self._notes(line)]
        with ExitStack() as trial:
            if try_only:
                trial.enter_context(self._ledger.trying(changes))
            else:
                self._ledger.commit(changes)
            return self._told(line, written)

    def _notes(self, line: Understood) -> Iterator[Change]:
        """Yield an entry of the journal for each person, where the line has a note."""
        if not line.note:
            return
        month = str(next(iter(line.shares)).month)
        for job in line.jobs:
            yield Change(
                "journal_note",
                new_id(),
                {
                    "on_date": self._today.isoformat(),
                    "kind": str(JournalKind.NOTE),
                    "public_contract_id": job.public_contract,
                    "award_id": job.award,
                    "participant_id": job.participant,
                    "facilitator_id": self._ledger.actor or None,
                    "month": month,
                    "notes": line.note,
                },
            )

    def _told(self, line: Understood, written: Writing) -> Entered:
        assignments = [job.assignment for job in line.jobs]
        rows = rows_for(self._database.connection, assignments, list(line.shares), self._today)
        parts = [
            told(
                rows[assignment],
                _WORK,
                line.shares,
                {
                    place.period: seconds
                    for place, seconds in written.before.items()
                    if place.assignment == assignment
                },
                changed=bool(written.changes),
                validated=written.were_validated,
            )
            for assignment in assignments
        ]
        notes = [*line.guesses, *(note for part in parts for note in part.notes)]
        warnings = [warning for part in parts for warning in part.warnings]
        return Entered(
            tuple(entry for part in parts for entry in part.entries),
            bool(written.changes) or bool(line.note),
            _once(notes),
            _once(warnings),
        )


def _once(sentences: list[Sentence]) -> tuple[Sentence, ...]:
    return tuple({said.text + str(said.values): said for said in sentences}.values())
