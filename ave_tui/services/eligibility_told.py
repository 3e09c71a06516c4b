"""Everything about one person's eligibility, for a command that has no screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ave_tui.domain.eligible import VALIDATED
from ave_tui.domain.errors import AveError
from ave_tui.domain.grounds import grounds_of, lacks
from ave_tui.domain.words import N_
from ave_tui.services.eligible_people import said_of, standing_of
from ave_tui.services.hours_outside import hours_outside
from ave_tui.services.hours_quick import QuickEntry
from ave_tui.services.hours_quick_errors import name_of
from ave_tui.services.labels import names_of
from ave_tui.services.sheet_lines import LINES, Place
from ave_tui.storage import rows
from ave_tui.storage.queries.overview_rows import Around, children
from ave_tui.storage.same import first_of_same

if TYPE_CHECKING:
    from ave_tui.domain.eligible import Lights
    from ave_tui.domain.grounds import Lack
    from ave_tui.domain.schema import Id, Values
    from ave_tui.domain.words import Sentence
    from ave_tui.services.eligible_people import Standing
    from ave_tui.services.hours_outside import OutsideHours
    from ave_tui.services.sheet_lines import Told
    from ave_tui.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class PersonTold:
    """How one person stands, and why."""

    name: str
    standing: Standing
    said: Sentence
    grounds: tuple[str, ...]
    starts_on: str | None
    until: str | None
    """None where there is no end."""
    lacks: tuple[Lack, ...]
    outside: OutsideHours
    decisions: tuple[Told, ...]


def find_person(connection: Connection, name: str, lights: Lights) -> Id:
    """Return the one person whose name has these words, as quick entry finds them.

    Raises:
        AveError: Nobody is called so, or several people, who are named.
    """
    found = QuickEntry(connection, lights.today).called(name)
    if not found:
        raise AveError(
            N_("Nobody is called “{name}”."),
            N_("Type the first letters of the name, or add the participant first."),
            name=name,
        )
    same = first_of_same(connection, "participant")
    if len({same.get(person.participant, person.participant) for person in found}) > 1:
        raise AveError(
            N_("“{name}” may be several people: {names}."),
            N_("Give last and first name as the list of participants shows them."),
            name=name,
            names=", ".join(name_of(person) for person in found),
        )
    return found[0].participant


def tell_person(connection: Connection, person: Id, lights: Lights) -> PersonTold:
    """Return everything about the eligibility of a person."""
    standing = standing_of(connection, person, lights)
    values: Values = {}
    decisions: tuple[Told, ...] = ()
    if standing.eligibility is not None:
        found = rows.read(connection, "eligibility", standing.eligibility)
        values = found.values if found else {}
        around = Around(lights.today.isoformat())
        decided = children(
            connection, "eligibility_decision", "eligibility_id", [standing.eligibility], around
        )
        line = LINES["eligibility_decision"]
        lines = [line(of, Place("eligibility", lights)) for of in decided.values()]
        decisions = tuple(sorted(lines, key=lambda each: each.order))
    start, until = values.get("starts_on"), values.get("extended_to") or values.get("ends_on")
    missing = lacks(values, lights.today) if values and standing.status != VALIDATED else ()
    return PersonTold(
        names_of(connection, "participant", [person])[person].label,
        standing,
        said_of(connection, standing, lights),
        grounds_of(values),
        str(start) if start else None,
        str(until) if until else None,
        tuple(missing),
        hours_outside(connection, person),
        decisions,
    )
