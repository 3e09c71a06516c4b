"""What stands twice: assignments, companies and people, each shown where one can look at it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ave_tui.domain.duplicates import Identity, is_same_person
from ave_tui.domain.durations import Hours
from ave_tui.domain.period_words import day_words
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency
from ave_tui.services.today_work import person_of
from ave_tui.storage.doubles import struck
from ave_tui.storage.queries import twice
from ave_tui.storage.same import first_of_same, sameness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.today import Portfolio, WorkRow


def doubles(connection: Connection, portfolio: Portfolio, work: list[WorkRow]) -> Iterator[Line]:
    """Yield everything that stands twice; records that were joined stand once."""
    yield from _assignments(connection, portfolio, work)
    yield from _companies(connection)
    yield from _people(connection, portfolio)


def _assignments(
    connection: Connection, portfolio: Portfolio, work: list[WorkRow]
) -> Iterator[Line]:
    placed = [(each.participant, each.employer, each.lot) for each in work if each.participant]
    if len(set(placed)) == len(placed) and not _joined(connection):
        return
    out = struck(connection, *portfolio.assignments)
    at_work = {each.assignment: each for each in work}
    said = sameness(connection, "assignment")
    for left, right in said.open_pairs(([one], [other]) for one, other in out.pairs):
        person = at_work.get(left) or at_work.get(right)
        if person is None or not person.participant:
            continue
        seconds = sum(sums[0] for key, sums in out.excess.items() if key[0] in (left, right))
        yield Line(
            Topic.DOUBLE,
            Urgency.SOON,
            person_of(person),
            Sentence(
                N_("Twice on the same lot for the same employer; {hours} h are counted once."),
                {"hours": Hours(seconds)},
            ),
            Opens("conflict", "assignment", left),
        )


def _joined(connection: Connection) -> bool:
    """Tell whether any people or companies were found to be the same."""
    return any(first_of_same(connection, table) for table in ("participant", "company"))


def _companies(connection: Connection) -> Iterator[Line]:
    found = twice.same_siret(connection)
    if not found:
        return
    names = {row.company: row for row in found}
    alike = [[row.company for row in rows] for _, rows in groupby(found, key=lambda row: row.siret)]
    for left, right in sameness(connection, "company").open_pairs((row, row) for row in alike):
        first, other = sorted((names[left], names[right]), key=lambda row: (row.name, row.company))
        why = Sentence(
            N_("The SIRET {siret} of {other}: one company twice?"),
            {"siret": other.siret, "other": other.name},
        )
        opens = Opens("conflict", "company", left)
        yield Line(Topic.DOUBLE, Urgency.SOON, first.name, why, opens)


def _people(connection: Connection, portfolio: Portfolio) -> Iterator[Line]:
    born = twice.born_the_same_day(connection, *portfolio.assignments)
    alike = []
    for _, rows in groupby(born, key=lambda row: row.participant):
        with_others = list(rows)
        row = with_others[0]
        person = Identity.of(row.last_name, row.first_name, row.birth_date)
        alike += [
            row
            for row in with_others
            if is_same_person(
                person, Identity.of(row.other_last_name, row.other_first_name, row.birth_date)
            )
        ]
    if not alike:
        return
    # Each pair once: it was found from both sides where both are at work here.
    pairs = {
        (min(pair), max(pair)): row
        for row in reversed(alike)
        for pair in [(row.participant, row.other)]
    }
    for pair in sameness(connection, "participant").open_pairs(([a], [b]) for a, b in pairs):
        row = pairs[pair]
        why = Sentence(
            N_("Born on {day} like {other}: one person twice?"),
            {
                "day": day_words(row.birth_date),
                "other": f"{row.other_last_name} {row.other_first_name}".strip(),
            },
        )
        about = f"{row.last_name} {row.first_name}".strip()
        yield Line(
            Topic.DOUBLE, Urgency.SOON, about, why, Opens("conflict", "participant", pair[0])
        )
