"""All the jobs of some people: hours are plausible, or not, over all employers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ave_tui.storage.same import all_of_same, first_of_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


class Spell(NamedTuple):
    """A stretch of eligibility; dates are ISO text."""

    starts_on: str | None
    ends_on: str | None


class AtWork(NamedTuple):
    """What is known of a person, whatever the grid shows."""

    assignments: tuple[Id, ...]
    """At every employer; withdrawn ones too, since their hours count."""
    employers: tuple[Id, ...]
    """Of each assignment; those found to be the same company stand as one."""
    eligibilities: tuple[Spell, ...]
    birth_date: str | None = None


def people_at_work(connection: Connection, people: Iterable[Id]) -> dict[Id, AtWork]:
    """Return the assignments and eligibilities of people, and of whoever they were joined with."""
    joined = first_of_same(connection, "participant")
    alike = {
        person: all_of_same(connection, "participant", person) if person in joined else [person]
        for person in people
    }
    everyone = sorted({row for group in alike.values() for row in group})
    jobs = _by_person(
        connection,
        "SELECT c.participant_id, a.id, c.employer_id FROM employment_contract c JOIN assignment a "
        "ON a.employment_contract_id = c.id WHERE c.participant_id IN ({})",
        everyone,
    )
    spells = _by_person(
        connection,
        "SELECT participant_id, starts_on, coalesce(extended_to, ends_on) "
        "FROM eligibility WHERE participant_id IN ({}) AND deleted = 0 "
        "AND coalesce(status, '') <> 'REFUSED'",
        everyone,
    )
    born = _by_person(
        connection, "SELECT id, birth_date FROM participant WHERE id IN ({})", everyone
    )
    firms = first_of_same(connection, "company")
    return {
        person: AtWork(
            tuple(str(job[0]) for row in group for job in jobs[row]),
            tuple(firms.get(job[1] or "", job[1] or "") for row in group for job in jobs[row]),
            tuple(Spell(*spell) for row in group for spell in spells[row]),
            next((day for row in group for (day,) in born[row] if day), None),
        )
        for person, group in alike.items()
    }


def _by_person(
    connection: Connection, query: str, people: Sequence[Id]
) -> dict[Id, list[tuple[str | None, ...]]]:
    found: dict[Id, list[tuple[str | None, ...]]] = defaultdict(list)
    for start in range(0, len(people), 500):
        chunk = people[start : start + 500]
        places = ", ".join("?" * len(chunk))
        for person, *rest in connection.execute(query.format(places), chunk):
            found[person].append(tuple(rest))
    return found
