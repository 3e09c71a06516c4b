"""Where a screen asks to go; the app knows the way, so that screens need not know each other.

Written out instead of as dataclasses: the app names them all before the first frame, and each
dataclass would cost it a quarter of a millisecond.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.documents import Document
    from ave_tui.domain.errors import DamageError
    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.copy_keys import Keys


class Asked(Message):
    """Somewhere to go; two that ask for the same are equal."""

    def __init__(self, *what: object) -> None:
        super().__init__()
        self._what = what

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Asked) and (type(self), self._what) == (type(other), other._what)

    __hash__ = None  # type: ignore[assignment]


class GoTo(Asked):
    """Show a section: the id of its command, as ``today`` or ``companies``."""

    def __init__(self, section: str) -> None:
        super().__init__(section)
        self.section = section


class OpenRecord(Asked):
    """Show one record with what belongs to it."""

    def __init__(self, table: str, row: Id) -> None:
        super().__init__(table, row)
        self.table = table
        self.row = row


class EditRecord(Asked):
    """Show the form of a record, or of a new one, and say what became of it.

    Args:
        table: What kind of record.
        row: The record; None makes a new one.
        initial: What a new record starts with.
        then: Called with the record's id once it is kept, or None when the form was left.
        field: Where to begin; the first field when empty.
    """

    def __init__(
        self,
        table: str,
        row: Id | None = None,
        initial: Values | None = None,
        then: Callable[[Id | None], None] | None = None,
        field: str = "",
    ) -> None:
        super().__init__(table, row, initial, then, field)
        self.table = table
        self.row = row
        self.initial: Values = initial or {}
        self.then = then
        self.field = field


class PickRecord(Asked):
    """Let the user find one record among many, or make the one that is missing.

    Args:
        table: What kind of record.
        typed: What was typed already.
        then: Called with the record's id, or None when none was chosen.
        within: Only records with these values, and a new one starts with them.
    """

    def __init__(
        self,
        table: str,
        typed: str,
        then: Callable[[Id | None], None],
        within: Values | None = None,
    ) -> None:
        super().__init__(table, typed, then, within)
        self.table = table
        self.typed = typed
        self.then = then
        self.within: Values = within or {}


class OpenHours(Asked):
    """Show the hours grid of a company, a lot, a visit, a participant or everybody.

    Args:
        kind: ``company``, ``lot``, ``visit``, ``participant`` or ``everybody``.
        row: The company, lot, visit or participant.
    """

    def __init__(self, kind: str, row: Id = "") -> None:
        super().__init__(kind, row)
        self.kind = kind
        self.row = row


class OpenHistory(Asked):
    """Show who changed one record, or one cell of hours."""

    def __init__(self, table: str, row: Id) -> None:
        super().__init__(table, row)
        self.table = table
        self.row = row


class OpenCopies(Asked):
    """Show the copies, to go back to one."""


class GoBackTo(Asked):
    """Put a copy in the place of the records, or empty ones where none is named.

    The program leaves its screens for that, and opens them again.
    """

    def __init__(self, path: Path | None, keys: Keys | None = None) -> None:
        super().__init__(path)
        self.path = path
        self.keys = keys
        """What opens the records and the copy: once they are closed nobody is asked again."""


class OpenConflicts(Asked):
    """Show the conflicts, the cursor on the one that a record has a part in."""

    def __init__(self, row: Id = "") -> None:
        super().__init__(row)
        self.row = row


class OpenAsItWas(Asked):
    """Show a record as it was at a moment; without one, a day is asked for first."""

    def __init__(self, table: str, row: Id, at: datetime | None = None) -> None:
        super().__init__(table, row, at)
        self.table = table
        self.row = row
        self.at = at


class OpenDocument(Asked):
    """Show something to print or to send, and put it into a file.

    Args:
        document: What it says.
        then: Called with the file once it was written; not where it was only looked at.
    """

    def __init__(self, document: Document, then: Callable[[Path], None] | None = None) -> None:
        super().__init__(document, then)
        self.document = document
        self.then = then


class LanguageChanged(Asked):
    """The user chose another language, or another look: show everything anew."""


class Unlocked(Asked):
    """The password was right: show the records."""


class FoundDamaged(Asked):
    """The password was right, and the records don't open all the same."""

    def __init__(self, error: DamageError, key: bytes) -> None:
        super().__init__(error)
        self.error = error
        self.key = key
