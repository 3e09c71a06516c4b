"""What the law asks of records about people, looked for in all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ave_tui.domain.nir import has_nir
from ave_tui.domain.rules import value_on
from ave_tui.domain.schema import TABLES
from ave_tui.i18n import _
from ave_tui.services.delicate_words import NOTES, delicate_in
from ave_tui.services.labels import names_of
from ave_tui.storage.queries.rules import dated_values
from ave_tui.storage.queries.texts import texts
from ave_tui.sync.refusing import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.schema import Id
    from ave_tui.services.notices import NoticeService
    from ave_tui.services.retention import Known, RetentionService
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.database import Database

_SHORTEST = 13


@dataclass(frozen=True, slots=True)
class Finding:
    """A text that says what it should not."""

    table: str
    row: Id
    field: str
    name: str
    """What the record is called."""
    words: tuple[str, ...] = ()
    """The words of health or offences; none where it is a social security number."""

    @property
    def where(self) -> str:
        """The record and its field, in the user's language."""
        kind, field = TABLES[self.table].label, TABLES[self.table].field(self.field).label
        return _("{kind} {name}, “{field}”", kind=_(kind), name=self.name, field=_(field))


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that wants a look."""

    numbers: tuple[Finding, ...]
    """Social security numbers: an exchange file may bring one, nobody can type one."""
    words: tuple[Finding, ...]
    notices: tuple[tuple[Id, str], ...]
    """Who was given no notice, and is not to be made anonymous instead."""
    due: tuple[Known, ...]


class ReviewService:
    """Looks through all records; it changes none."""

    def __init__(
        self, database: Database, retention: RetentionService, notices: NoticeService
    ) -> None:
        self._database = database
        self._retention = retention
        self._notices = notices

    def review(self) -> Review:
        """Look for everything."""
        due = tuple(self._retention.due())
        leaving = {known.person for known in due}
        return Review(
            self.numbers(),
            self.words(),
            tuple(each for each in self._notices.missing() if each[0] not in leaving),
            due,
        )

    def numbers(self) -> tuple[Finding, ...]:
        """Return the texts that hold a social security number."""
        connection = self._database.connection
        return _named(
            connection,
            (
                Finding(table, row, field, "")
                for table, names in TEXTS.items()
                if names
                for row, said in texts(connection, table, names, _SHORTEST)
                for field, text in said.items()
                if has_nir(text)
            ),
        )

    def words(self) -> tuple[Finding, ...]:
        """Return the notes that tell of health or offences; none where the rule is switched off."""
        connection = self._database.connection
        today = self._database.clock().date().isoformat()
        if not value_on("delicate_words", dated_values(connection), today):
            return ()
        return _named(
            connection,
            (
                Finding(table, row, field, "", tuple(each.word for each in found))
                for table, names in NOTES.items()
                if names
                for row, said in texts(connection, table, names)
                for field, found in delicate_in(table, dict(said))
            ),
        )


def _named(connection: Connection, found: Iterator[Finding]) -> tuple[Finding, ...]:
    every = list(found)
    by_table: dict[str, set[Id]] = {}
    for each in every:
        by_table.setdefault(each.table, set()).add(each.row)
    names = {table: names_of(connection, table, ids) for table, ids in by_table.items()}
    return tuple(
        Finding(each.table, each.row, each.field, names[each.table][each.row].label, each.words)
        for each in every
    )
