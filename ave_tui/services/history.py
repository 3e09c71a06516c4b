"""Who changed what and when, in sentences; undo and redo that say what they did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.folding import fold as folded_text
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_, Sentence
from ave_tui.i18n import _, day, say
from ave_tui.services.history_filter import HistoryFilter
from ave_tui.services.history_told import Place, Transaction, files_between, told_of
from ave_tui.services.value_words import laptop_name
from ave_tui.storage import devices, rows
from ave_tui.storage.queries import history, people

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.database import Database
    from ave_tui.storage.queries.history import Written
    from ave_tui.sync.ledger import Ledger
    from ave_tui.sync.writing import Receipt

_FEW: Final = 12
"""Operations of a transaction that a list reads; the detail reads all."""
_MANY: Final = 5_000
_SEARCHED: Final = 2_000
"""Transactions that a filter looks through before it says how far back it came."""
_BATCH: Final = 100
_EVERYTHING: Final = HistoryFilter()
_SHOWN_BY: Final = {
    "hours_entry": "assignment_id",
    "hours_return": "award_id",
    "rule_setting": "",
    "same_as": "",
}
"""What has no screen of its own, and the link to the record that shows it."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some transactions, newest first."""

    transactions: tuple[Transaction, ...]
    after: Place | None
    """Where the next page begins; None at the beginning of everything."""
    back_to: datetime | None
    """How far back was looked."""


class HistoryService:
    """The journal of changes."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def page(
        self,
        text: str = "",
        before: Place | None = None,
        limit: int = 100,
        only: HistoryFilter = _EVERYTHING,
    ) -> Page:
        """Return the lines that have all the words of a text, newest first.

        A text is looked for in so many transactions and no more: the page says how far it came.

        Args:
            text: Any words.
            before: Where the page before ended.
            limit: So many lines at least, where there are as many.
            only: What else the lines must fit.
        """
        connection = self._database.connection
        now = self._database.clock()
        sought = only.sought(now.tzinfo)
        words = folded_text(text).split()
        found: list[Transaction] = []
        looked = 0
        back_to = None
        size = _BATCH if words else limit
        while len(found) < limit and looked < _SEARCHED:
            written = history.transactions(connection, before, size, sought)
            lines = self._told(connection, written, _FEW)
            above, before = before, lines[-1].place if len(written) == size else None
            lines += files_between(connection, now, above, before, sought)
            lines.sort(key=lambda line: line.place, reverse=True)
            found += [each for each in lines if _has(each, words)]
            looked += len(written)
            back_to = lines[-1].at if lines else back_to
            if before is None:
                break
        return Page(tuple(found), before, back_to)

    def total(self, only: HistoryFilter = _EVERYTHING) -> int:
        """Return how many transactions and files there are in all."""
        sought = only.sought(self._database.clock().tzinfo)
        connection = self._database.connection
        files = files_between(connection, self._database.clock(), None, None, sought)
        return history.count(connection, sought) + len(files)

    def of_row(
        self, row: Id, text: str = "", only: HistoryFilter = _EVERYTHING
    ) -> list[Transaction]:
        """Return what was done to one record, or to one cell of hours, newest first."""
        connection = self._database.connection
        words = folded_text(text).split()
        sought = only.sought(self._database.clock().tzinfo)
        written = history.transactions_of(connection, row, sought)
        told_of = self._told(connection, written, _MANY, only=row)
        return [each for each in told_of if _has(each, words)]

    def opens(self, table: str, row: Id) -> tuple[str, Id] | None:
        """Return the record whose screen shows a change; None where there is none."""
        if table not in _SHOWN_BY:
            return table, row
        if not _SHOWN_BY[table]:
            return None
        field = TABLES[table].field(_SHOWN_BY[table])
        found = rows.read(self._database.connection, table, row)
        target = found.values[field.name] if found else None
        return (field.target, target) if isinstance(target, str) else None

    def transaction(self, device: str, tx: int) -> Transaction | None:
        """Return one transaction with all its sentences."""
        connection = self._database.connection
        written = history.transaction(connection, device, tx)
        return None if written is None else self._told(connection, [written], _MANY)[0]

    def sentences(self, device: str, tx: int) -> tuple[Sentence, ...]:
        """Return everything that a transaction did."""
        found = self.transaction(device, tx)
        return found.sentences if found else ()

    def writers(self) -> list[tuple[Id, str]]:
        """Return the facilitators that a filter can ask for, by name."""
        return people.facilitators(self._database.connection)

    def laptops(self) -> list[tuple[str, str]]:
        """Return the laptops that wrote something, each with who works there."""
        return [
            (device, _("{who} ({laptop})", who=self.who(device), laptop=laptop_name(device)))
            for device in devices.vector(self._database.connection)
        ]

    def who(self, device: str) -> str:
        """Return who works on a laptop; the laptop itself where nobody has said."""
        return people.writer_of(self._database.connection, device) or laptop_name(device)

    def undo(self) -> Sentence:
        """Take back the last step of this laptop; say what came of it.

        Raises:
            NothingToUndoError: There is none.
        """
        return self.said(self._ledger.undo(), N_("Undone: {what}"))

    def redo(self) -> Sentence:
        """Do again the last step that was undone; say what came of it.

        Raises:
            NothingToRedoError: There is none.
        """
        return self.said(self._ledger.redo(), N_("Done again: {what}"))

    def said(self, receipt: Receipt, done: str) -> Sentence:
        """Return what taking something back did; `done` has a place for ``what``."""
        if not receipt.tx:
            if receipt.skipped:
                return Sentence(
                    N_("Nothing was changed: it has changed since, or others build on it.")
                )
            # As when a conflict was settled by the value that had counted all along.
            return Sentence(N_("Taken back: all values are what they were before."))
        sentences = self.sentences(receipt.device, receipt.tx)
        said = Sentence(done, {"what": sentences[0]})
        if len(sentences) > 1:
            said = Sentence(N_("{said} (+{more})"), {"said": said, "more": len(sentences) - 1})
        if receipt.skipped:
            said = Sentence(
                N_("{said}. Left alone, changed since or built on: {skipped}."),
                {"said": said, "skipped": receipt.skipped},
            )
        return said

    def _told(
        self,
        connection: Connection,
        written: Sequence[Written],
        most: int,
        only: Id | None = None,
    ) -> list[Transaction]:
        return told_of(connection, written, self._database.clock(), most, only)


def _has(transaction: Transaction, words: Sequence[str]) -> bool:
    """Tell whether a transaction has all the words: in who, when, what or the file."""
    if not words:
        return True
    said = " ".join(
        (
            transaction.who,
            day(transaction.at.date()),
            transaction.file_name,
            *map(say, transaction.sentences),
        )
    )
    text = folded_text(said)
    return all(word in text for word in words)
