"""Erasing a person for good: from the records, from the log, and from the copies."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ave_tui.domain.about_people import GONE, PERSON
from ave_tui.domain.copies import Reason
from ave_tui.domain.errors import AveError, RuleBrokenError
from ave_tui.domain.folding import tokens
from ave_tui.domain.progress import quiet
from ave_tui.domain.words import N_
from ave_tui.services.erased_notes import note, noted
from ave_tui.services.labels import names_of, person_name
from ave_tui.services.noted_first import noted_first
from ave_tui.services.retention import profiles_of
from ave_tui.storage import people, person_copies, rows
from ave_tui.storage.queries.overview_rows import Around, overviews
from ave_tui.storage.same import all_of_same
from ave_tui.sync.erasure import anonymity_of, erasure_of, unfinished
from ave_tui.sync.writing import write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ave_tui.domain.changes import Change
    from ave_tui.domain.mention import Mention
    from ave_tui.domain.progress import Tell
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.database import Database
    from ave_tui.storage.person_copies import Copies
    from ave_tui.sync.ledger import Ledger


class NobodyError(RuleBrokenError):
    """Nobody of that name is recorded."""

    def __init__(self, name: str) -> None:
        super().__init__(
            N_("Nobody here is called “{name}”."),
            N_("Give last and first name as the list of participants shows them."),
            name=name,
        )


class SeveralError(RuleBrokenError):
    """Several people bear the name."""

    def __init__(self, name: str, found: Sequence[str]) -> None:
        super().__init__(
            N_("Several people are called “{name}”."),
            N_("Give one of these numbers instead of the name: {found}."),
            name=name,
            found=", ".join(found),
        )


class NotTheNameError(RuleBrokenError):
    """What was typed to confirm is not the person's name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            N_("That is not the name."), N_("Type “{name}” to confirm."), field="name", name=name
        )


class ErasedAlreadyError(RuleBrokenError):
    """The person was erased before."""

    def __init__(self) -> None:
        super().__init__(N_("This person is erased already."), N_("Nothing is left to be erased."))


@dataclass(frozen=True, slots=True)
class Erasure:
    """What erasing a person takes away, and what stays."""

    name: str
    """Last and first name, as it has to be typed."""
    persons: tuple[Id, ...]
    """The records of the person: several where some were found to be the same."""
    gone: dict[str, int]
    """How many records of each kind lose all that they say."""
    emptied: dict[str, int]
    """How many records of each kind stay, without what they say of the person."""
    contracts: int
    """Employment contracts that stay, without what is personal."""
    seconds: int
    """Hours that stay and count as before."""
    mentions: tuple[Mention, ...]
    """Texts elsewhere that the name stands in: nobody but the user can tell who is meant."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """The copies after an erasure."""

    copy: Path
    removed: int


class PrivacyService:
    """Erases people, and looks after what still tells of them."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def find(self, name: str) -> Id:
        """Return the one person of a name, withdrawn or not, or of the beginning of an id.

        Raises:
            NobodyError: There is none.
            SeveralError: There is more than one; the sentence names their ids.
        """
        wanted = sorted(tokens(name))
        found = [
            row.id
            for row in rows.all_rows(self._database.connection, "participant")
            if not row.erased
            and (
                wanted == sorted(tokens(f"{row.values['last_name']} {row.values['first_name']}"))
                or (len(name) >= 8 and row.id.startswith(name.lower()))
            )
        ]
        if not found:
            raise NobodyError(name)
        groups = {min(all_of_same(self._database.connection, "participant", r)) for r in found}
        if len(groups) > 1:
            raise SeveralError(name, [row[:8] for row in found])
        return found[0]

    def preview(self, person: Id) -> Erasure:
        """Return what erasing a person would do.

        Raises:
            ErasedAlreadyError: The person was erased before.
        """
        connection = self._database.connection
        found = rows.read(connection, "participant", person)
        if found is None or found.erased:
            raise ErasedAlreadyError
        persons = all_of_same(connection, "participant", person)
        about = people.told_of(connection, persons)
        blanked = frozenset([*persons, *(row for some in about.values() for row in some)])
        contracts = about.pop("employment_contract")
        last, first = (str(found.values[n] or "") for n in ("last_name", "first_name"))
        # Of somebody recorded twice it says what both did.
        around = Around(self._database.clock().date().isoformat())
        done = overviews(connection, "participant", [person], around)[person]
        return Erasure(
            name=person_name(last, first),
            persons=tuple(persons),
            gone={
                table: len(some)
                for table, some in (("participant", persons), *about.items())
                if some and table in (PERSON, *GONE)
            },
            emptied={
                table: len(some) for table, some in about.items() if some and table not in GONE
            },
            contracts=len(contracts),
            seconds=int(done.get("done") or 0),
            mentions=tuple(people.mentions(connection, [(last, first)], blanked)),
        )

    def erase(self, person: Id, typed: str) -> Erasure:
        """Erase a person for good; return what that took away.

        Args:
            person: One of the person's records.
            typed: The name, typed once more by whoever wants it.

        Raises:
            NotTheNameError: Another name was typed.
            ErasedAlreadyError: The person was erased before.
        """
        erasure = self.preview(person)
        if sorted(tokens(typed)) != sorted(tokens(erasure.name)):
            raise NotTheNameError(erasure.name)
        with noted_first(self._database.home.erased):
            note(self._database.home.erased, erasure.persons)
            self._ledger.commit(erasure_of(self._database.connection, erasure.persons))
        # The erasure stands already; what remains in unused parts of the file can wait.
        with contextlib.suppress(AveError):
            self._database.wipe()
        return erasure

    def copies(self) -> Copies:
        """Return which backups still tell of anybody who was erased."""
        return self._database.copies_telling_of(people.erased_rows(self._database.connection))

    def renew_copies(self, tell: Tell = quiet) -> Renewed:
        """Make a fresh copy, checked, then remove those that tell of somebody who was erased.

        Raises:
            AveError: The fresh copy could not be made; the old ones are kept.
        """
        copies = self.copies()
        fresh = self._database.back_up(Reason.ERASURE, tell)
        person_copies.remove(copies.telling)
        return Renewed(fresh, len(copies.telling))

    def label(self, mention: Mention) -> str:
        """Return what the record of a mention is called."""
        named = names_of(self._database.connection, mention.table, [mention.row])
        return named[mention.row].whole if mention.row in named else ""

    def carry_on(self) -> int:
        """Erase whom the note names and the records still have; return how many.

        Older records were put back, or the machine stopped in the middle of an erasure.
        """
        who = noted(self._database.home.erased)
        connection = self._database.connection
        back = [
            row.id
            for row in rows.read_many(connection, "participant", sorted(who)).values()
            if not row.erased
        ]
        if back:
            at_ms = self._database.now_ms()
            with self._database.transaction() as writing:
                write(writing, self._again(writing, who, back), "", self._ledger.actor, at_ms)
            with contextlib.suppress(AveError):
                self._database.wipe()
        return len(back)

    def _again(
        self, connection: Connection, who: Mapping[Id, str], back: Sequence[Id]
    ) -> Iterator[Change]:
        yield from erasure_of(connection, [row for row in back if not who[row]])
        # The older records still know what they are counted by: it is worked out anew.
        for made_on in sorted({who[row] for row in back} - {""}):
            people_of_day = dict.fromkeys(row for row in back if who[row] == made_on)
            yield from anonymity_of(connection, profiles_of(connection, people_of_day, made_on))


def finish_erasures(connection: Connection, actor: str, at_ms: int) -> int:
    """Carry erasures on to rows that came with an import; return how many changes that took.

    It is no step of the user's, and stands as long as the erasures do.
    """
    return write(connection, unfinished(connection), "", actor, at_ms).operations
