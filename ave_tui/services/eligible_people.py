"""How people stand, wherever they appear: one answer for lists, records, grids and contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.choices import Ground
from ave_tui.domain.eligibility_length import Hire
from ave_tui.domain.eligible import NO_END, Light, Lights
from ave_tui.domain.grounds import lacks
from ave_tui.domain.period_words import day_words
from ave_tui.domain.rules import value_on
from ave_tui.domain.words import N_, Sentence
from ave_tui.storage import rows
from ave_tui.storage.queries.eligibility import governing_of_groups, hires_of
from ave_tui.storage.queries.rules import dated_values
from ave_tui.storage.same import all_of_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from ave_tui.domain.schema import Id, Value
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.eligibility import Governing


class Standing(NamedTuple):
    """How a person stands: the light, and what lies behind it."""

    light: Light = Light.UNKNOWN
    until: str = ""
    """The last eligible day, ISO text; `NO_END` where there is none, empty where none is known."""
    status: str = ""
    ground: str = ""
    eligibility: Id | None = None
    """The record that governs; None where nothing is recorded."""


NOTHING = Standing()


def lights_on(connection: Connection, today: date) -> Lights:
    """Return what lights are told by on a day, by the rule of that day."""
    rules = dated_values(connection)
    return Lights(today, value_on("eligibility_warning_days", rules, today.isoformat()))


def standings(connection: Connection, people: Iterable[Id], lights: Lights) -> dict[Id, Standing]:
    """Return how people stand today, each with all records that were joined with theirs."""
    day = lights.today.isoformat()
    wanted = set(people)
    found = governing_of_groups(connection, wanted, day)
    return {person: _standing(found.get(person), lights) for person in wanted}


def standing_of(connection: Connection, person: Id, lights: Lights) -> Standing:
    """Return how one person stands today."""
    return standings(connection, [person], lights)[person]


def _standing(one: Governing | None, lights: Lights) -> Standing:
    if one is None:
        return NOTHING
    light = lights.of(one.until, one.status)
    return Standing(light, one.until, one.status, one.ground, one.eligibility)


def said_of(connection: Connection, standing: Standing, lights: Lights) -> Sentence:
    """Return how a person stands, in a sentence that says what to do where something is missing."""
    if standing.eligibility is None:
        return Sentence(N_("No eligibility is recorded."))
    values: Mapping[str, Value] = {}
    if standing.light is Light.UNKNOWN:
        found = rows.read(connection, "eligibility", standing.eligibility)
        values = found.values if found else {}
    return told(standing, values, lights)


def told(standing: Standing, values: Mapping[str, Value], lights: Lights) -> Sentence:
    """Return the sentence for a light; the values of the record tell what is missing."""
    day = day_words(standing.until)
    match standing.light:
        case Light.REFUSED:
            return Sentence(N_("Eligibility refused."))
        case Light.OVER:
            return Sentence(N_("Eligibility ended on {day}."), {"day": day})
        case Light.UNKNOWN:
            first = next(lacks(values, lights.today), None)
            if first is not None:
                return Sentence(N_("To be checked: {what}"), {"what": first.sentence})
            return Sentence(N_("Proof seen, to be validated."))
    ground = Sentence(ground_words(standing.ground))
    if standing.until == NO_END:
        return Sentence(N_("Eligible without an end · {ground}"), {"ground": ground})
    said = N_("Eligible until {day} · {ground}")
    if standing.light is Light.NEAR:
        said = N_("Eligible until {day}, which is soon · {ground}")
    return Sentence(said, {"day": day, "ground": ground})


def hire_from(connection: Connection, person: Id, start: str) -> Hire | None:
    """Return the contract that a person enters with: the first that runs on a day or later.

    An eligibility is checked before the first day of work.
    """
    for hire in hires_of(connection, all_of_same(connection, "participant", person)):
        if (hire.ends_on or NO_END) >= start:
            return Hire(hire.kind, hire.employer_kind, hire.starts_on, hire.ends_on)
    return None


def ground_words(ground: str) -> str:
    """Return the English words for a ground; a code of a later version as it is."""
    return Ground(ground).label if ground in set(Ground) else ground
