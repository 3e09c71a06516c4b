"""How long people are kept by name: who is due, and making them anonymous (field.md 6)."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ave_tui.domain.anonymous import Profile, months_before
from ave_tui.domain.choices import EducationLevel, Ground, Sex
from ave_tui.domain.errors import AveError, RuleBrokenError
from ave_tui.domain.rules import value_on
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.services.erased_notes import note
from ave_tui.services.labels import person_name
from ave_tui.storage import people, rows
from ave_tui.storage.queries.contacts import not_since
from ave_tui.storage.queries.overview_rows import Around, overviews
from ave_tui.storage.queries.profiles import profiles
from ave_tui.storage.queries.rules import dated_values
from ave_tui.storage.same import all_of_same, sameness
from ave_tui.sync.erasure import anonymity_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ave_tui.domain.mention import Mention
    from ave_tui.domain.schema import Id, Values
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger


class NobodyLeftError(RuleBrokenError):
    """All of the people are anonymous or erased already."""

    def __init__(self) -> None:
        super().__init__(
            N_("Nobody of them is kept by name any more."), N_("Nothing is left to be done.")
        )


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody known by name, and what would stay of them."""

    person: Id
    name: str
    last_day: str
    """The last contact, ISO text; empty where it was not asked for."""
    last_by: str
    """The kind of record that it is known by."""
    profile: Profile
    contracts: int
    seconds: int
    """Hours, which count as before."""

    @property
    def stays(self) -> str:
        """What stays known of them, in the user's language."""
        return ", ".join(profile_words(self.profile))


@dataclass(frozen=True, slots=True)
class Anonymised:
    """Who was made anonymous, and what is left to be looked at."""

    persons: tuple[Id, ...]
    """One record of each of them."""
    mentions: tuple[Mention, ...]
    """Texts elsewhere that one of the names stands in."""


class RetentionService:
    """Finds who was last in contact long ago, and makes people anonymous."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    @property
    def months(self) -> int:
        """How many months a person is kept by name after the last contact, by the rule of today."""
        rules = dated_values(self._database.connection)
        return value_on("retention_months", rules, self._today)

    @property
    def limit(self) -> str:
        """The first day of contact that still keeps a name, ISO text."""
        return months_before(self._database.clock().date(), self.months).isoformat()

    @property
    def _today(self) -> str:
        return self._database.clock().date().isoformat()

    def due(self) -> list[Known]:
        """Return who was last in contact before the limit, the longest ago first."""
        connection = self._database.connection
        found = not_since(connection, self.limit)
        return self._known(connection, {each.persons[0]: (each.day, each.table) for each in found})

    def known(self, person: Id) -> Known:
        """Return what would stay of one person, whenever the last contact was.

        Raises:
            NobodyLeftError: They are anonymous or erased already.
        """
        connection = self._database.connection
        found = rows.read(connection, "participant", person)
        if found is None or found.erased:
            raise NobodyLeftError
        first = min(all_of_same(connection, "participant", person))
        return self._known(connection, {first: ("", "")})[0]

    def _known(self, connection: Connection, last: Mapping[Id, tuple[str, str]]) -> list[Known]:
        stays = profiles(connection) if last else {}
        names = rows.read_many(connection, "participant", list(last))
        around = Around(self._today)
        done = overviews(connection, "participant", list(last), around)
        same = sameness(connection, "participant")
        return [
            Known(
                person,
                _name(names[person].values),
                day,
                table,
                stays.get(person, Profile()),
                len(people.told_of(connection, same.group(person))["employment_contract"]),
                int(done[person].get("done") or 0),
            )
            for person, (day, table) in last.items()
        ]

    def anonymise(self, persons: Sequence[Id]) -> Anonymised:
        """Make people anonymous for good, in one step; every total stays.

        Args:
            persons: One record of each of them; those joined with it go along.

        Raises:
            NobodyLeftError: None of them is known by name.
        """
        connection = self._database.connection
        everybody = [
            row for person in persons for row in all_of_same(connection, "participant", person)
        ]
        there = {
            row: found
            for row, found in rows.read_many(connection, "participant", everybody).items()
            if not found.erased
        }
        if not there:
            raise NobodyLeftError
        blanked = people.told_of(connection, list(there))
        without = frozenset([*there, *(row for some in blanked.values() for row in some)])
        names = [
            (str(found.values["last_name"] or ""), str(found.values["first_name"] or ""))
            for found in there.values()
        ]
        mentions = tuple(people.mentions(connection, names, without))
        today = self._today
        self._ledger.commit(anonymity_of(connection, profiles_of(connection, there, today)))
        note(self._database.home.erased, there, today)
        # It stands already; what remains in unused parts of the file can wait.
        with contextlib.suppress(AveError):
            self._database.wipe()
        return Anonymised(tuple(person for person in persons if person in there), mentions)


def profiles_of(
    connection: Connection, persons: Mapping[Id, object], made_on: str
) -> dict[Id, Values]:
    """Return what stays of each record of some people, as it is written down."""
    stays = profiles(connection)
    first = sameness(connection, "participant").first
    return {
        row: {**stays.get(first.get(row, row), Profile()).values, "made_on": made_on}
        for row in persons
    }


def profile_words(profile: Profile) -> Iterator[str]:
    """Yield what a profile says, in the user's language."""
    if profile.birth_year:
        yield _("born in {year}", year=profile.birth_year)
    for codes, value in (
        (Sex, profile.sex),
        (EducationLevel, profile.education),
        (Ground, profile.ground),
    ):
        if value:
            # A later version may know more codes than this one.
            label = next((code.label for code in codes if code == value), value)
            yield _(label)
    if profile.qpv:
        yield _("QPV")
    if profile.department:
        yield _("département {number}", number=profile.department)


def _name(values: Values) -> str:
    return person_name(str(values["last_name"] or ""), str(values["first_name"] or ""))
