"""How an eligibility stands: what is missing, how long it may last, what hours lie outside."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ave_tui.domain.eligibility_length import latest_end, length_of
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.grounds import lacks
from ave_tui.domain.words import N_
from ave_tui.services.eligibility_told import find_person, tell_person
from ave_tui.services.eligible_people import hire_from, lights_on, said_of, standings
from ave_tui.services.hours_outside import OutsideHours, hours_outside
from ave_tui.storage import rows
from ave_tui.storage.queries.eligibility import employers_of
from ave_tui.storage.queries.rules import dated_values
from ave_tui.storage.same import all_of_same

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.domain.eligibility_length import Hire, Length
    from ave_tui.domain.eligible import Lights
    from ave_tui.domain.grounds import Lack
    from ave_tui.domain.schema import Id, Values
    from ave_tui.domain.words import Sentence
    from ave_tui.services.eligibility_told import PersonTold
    from ave_tui.services.eligible_people import Standing
    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger


class EligibilityReading:
    """Who is eligible, until when, and why."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    @property
    def today(self) -> date:
        """The day it is."""
        return self._database.clock().date()

    def lights(self) -> Lights:
        """Return what the light of a person is told by, by the rule of today."""
        return lights_on(self._database.connection, self.today)

    def standings(self, people: Iterable[Id]) -> dict[Id, Standing]:
        """Return how people stand today."""
        return standings(self._database.connection, people, self.lights())

    def governing(self, table: str, row: Id) -> Id | None:
        """Return the eligibility that decisions on a record are about; None where there is none."""
        if table == "eligibility":
            return row
        person = self.person_of(table, row)
        return self.standings([person])[person].eligibility if person else None

    def load(self, row: Id) -> Values:
        """Return the values of an eligibility.

        Raises:
            RuleBrokenError: It is gone.
        """
        found = rows.read(self._database.connection, "eligibility", row)
        if found is None or found.deleted:
            raise RuleBrokenError(
                N_("This record is not there any more."), N_("Go back to the list.")
            )
        return found.values

    def lacks(self, row: Id) -> list[Lack]:
        """Return what is missing before an eligibility can be believed."""
        return list(lacks(self.load(row), self.today))

    def length(self, row: Id) -> Length:
        """Return how long the rules let an eligibility last."""
        values = self.load(row)
        start = str(values["starts_on"])
        rules = dated_values(self._database.connection)
        return length_of(str(values["ground"]), start, self._hire(values, start), rules)

    def outside(self, table: str, row: Id) -> OutsideHours:
        """Return the hours outside eligibility of the person that a record is about."""
        person = self.person_of(table, row)
        if person is None:
            return OutsideHours()
        return hours_outside(self._database.connection, person)

    def find(self, name: str) -> Id:
        """Return the one person whose name has these words.

        Raises:
            AveError: Nobody is called so, or several people, who are named.
        """
        return find_person(self._database.connection, name, self.lights())

    def told(self, person: Id) -> PersonTold:
        """Return everything about the eligibility of a person."""
        return tell_person(self._database.connection, person, self.lights())

    def said(self, standing: Standing) -> Sentence:
        """Return how a person stands, in a sentence."""
        return said_of(self._database.connection, standing, self.lights())

    def _employers(self, values: Values) -> set[str]:
        person = values["participant_id"]
        same = self._same(person) if isinstance(person, str) else []
        return employers_of(self._database.connection, same)

    def _hire(self, values: Values, start: str) -> Hire | None:
        person = values["participant_id"]
        if not isinstance(person, str):
            return None
        return hire_from(self._database.connection, person, start)

    def _same(self, person: Id) -> list[Id]:
        return all_of_same(self._database.connection, "participant", person)

    def end_of(self, row: Id) -> date | None:
        """Return the last day of an eligibility; None where it has no end."""
        values = self.load(row)
        try:
            return date.fromisoformat(str(values["extended_to"] or values["ends_on"] or ""))
        except ValueError:
            return None

    def latest(self, row: Id) -> str | None:
        """Return the day after which an extension is beyond the rule; None where none speaks."""
        values = self.load(row)
        start = str(values["starts_on"])
        rules = dated_values(self._database.connection)
        return latest_end(str(values["ground"]), start, self._hire(values, start), rules)

    def person_of(self, table: str, row: Id) -> Id | None:
        """Return the person that a record is about."""
        if table == "participant":
            return row
        found = rows.read(self._database.connection, table, row)
        person = found.values.get("participant_id") if found else None
        return person if isinstance(person, str) else None

    def _me(self) -> Id | None:
        me = self._ledger.actor
        found = rows.read(self._database.connection, "facilitator", me) if me else None
        return me if found and not found.deleted else None
