"""Who changed what and when, in sentences; undo and redo that say what they did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.folding import fold as folded_text
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_, Sentence
from ave_tui.i18n import day, say
from ave_tui.services.history_words import deeds_of, told
from ave_tui.services.value_words import Names, laptop_name, moment
from ave_tui.storage import rows
from ave_tui.storage.queries import history, people
from ave_tui.sync.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.database import Database
    from ave_tui.storage.queries.history import Written
    from ave_tui.sync.ledger import Ledger
    from ave_tui.sync.writing import Receipt

Place = tuple[int, str, int]
"""Where a page ends and the next one begins."""
_FEW: Final = 12
"""Operations of a transaction that a list reads; the detail reads all."""
_MANY: Final = 5_000
_SEARCHED: Final = 2_000
"""Transactions that a filter looks through before it says how far back it came."""
_BATCH: Final = 100
_SHOWN_BY: Final = {
    "hours_entry": "assignment_id",
    "hours_return": "award_id",
    "rule_setting": "",
    "same_as": "",
}
"""What has no screen of its own, and the link to the record that shows it."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """What somebody did in one step."""

    device: str
    tx: int
    at_ms: int
    at: datetime
    who: str
    here: bool
    """It was done on this laptop."""
    file_name: str
    """The file it was brought in with; empty where it was done here."""
    kind: str
    """``undo`` or ``redo`` where it took something back or did it again, else empty."""
    operations: int
    sentences: tuple[Sentence, ...]
    """What it did; a list has the first ones."""
    rows: tuple[tuple[str, Id], ...]
    """The records it wrote to, those of its sentences."""

    @property
    def place(self) -> Place:
        """Where a page that ends with it goes on."""
        return self.at_ms, self.device, self.tx


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

    def page(self, text: str = "", before: Place | None = None, limit: int = 100) -> Page:
        """Return the transactions that have all the words of a text, newest first.

        A filter looks through so many transactions and no more: the page says how far it came.
        """
        connection = self._database.connection
        words = folded_text(text).split()
        found: list[Transaction] = []
        looked = 0
        back_to = None
        size = _BATCH if words else limit
        while len(found) < limit and looked < _SEARCHED:
            written = history.transactions(connection, before, size)
            told_of = self._told(connection, written, _FEW)
            found += [each for each in told_of if _has(each, words)]
            looked += len(written)
            before = told_of[-1].place if len(written) == size else None
            back_to = told_of[-1].at if told_of else back_to
            if before is None:
                break
        return Page(tuple(found), before, back_to)

    def total(self) -> int:
        """Return how many transactions there are in all."""
        return history.count(self._database.connection)

    def of_row(self, row: Id, text: str = "") -> list[Transaction]:
        """Return what was done to one record, or to one cell of hours, newest first."""
        connection = self._database.connection
        words = folded_text(text).split()
        written = history.transactions_of(connection, row)
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
            return Sentence(N_("Nothing was changed: it has changed since, or others build on it."))
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
        """Return transactions with the sentences of their first operations."""
        operations = [
            [
                operation
                for operation in map(
                    Operation.from_log, history.operations(connection, each.device, each.tx, most)
                )
                if only is None or operation.row == only
            ]
            for each in written
        ]
        deeds = deeds_of(connection, [operation for some in operations for operation in some])
        wanted: dict[str, set[Id]] = {}
        for deed in deeds.values():
            for table, row in deed.references():
                wanted.setdefault(table, set()).add(row)
        names = Names(connection, wanted)
        steps = history.steps_taken(connection, self._ledger.device)
        now = self._database.clock()
        return [
            Transaction(
                device=each.device,
                tx=each.tx,
                at_ms=each.at_ms,
                at=moment(each.at_ms, now),
                who=each.person or laptop_name(each.device),
                here=each.here,
                file_name=each.file_name,
                kind=steps.get(each.tx, "") if each.here else "",
                operations=each.operations,
                sentences=tuple(
                    sentence
                    for operation in some
                    for sentence in told(deeds[operation.device, operation.seq], names)
                ),
                rows=tuple(dict.fromkeys((o.table, o.row) for o in some)),
            )
            for each, some in zip(written, operations, strict=True)
        ]


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
