"""Hours outside a person's eligibility, which no validated total holds until somebody decides.

Nothing of it is kept: the months before the first and after the last eligible one are found by the
key of the counted months, and only the months in which an eligibility begins or ends are looked at
entry by entry.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.changes import settlement_id
from ave_tui.domain.outside import KIND, Spell, is_outside, month_outside, subject_of
from ave_tui.storage.queries.eligibility import STANDING, UNTIL
from ave_tui.storage.same import first_of_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.doubles import MonthKey, Struck

_CHUNK: Final = 500
_WORK: Final = (
    "SELECT a.id, e.participant_id, m.month, m.kind, m.declared, m.validated FROM {people} "
    "CROSS JOIN employment_contract e ON e.participant_id = s.person "
    "CROSS JOIN assignment a ON a.employment_contract_id = e.id "
    "CROSS JOIN counted_month m ON m.assignment_id = a.id"
)
_SPANS: Final = (
    "SELECT x.participant_id AS person, "
    f"coalesce(min(CASE WHEN ({STANDING}) <> 'REFUSED' THEN coalesce(x.starts_on, '') END), '~') "
    f"AS first, coalesce(max(CASE WHEN ({STANDING}) <> 'REFUSED' THEN {UNTIL} END), '') AS last, "
    "count(*) AS number FROM eligibility x WHERE x.deleted = 0 "
    "AND x.participant_id IS NOT NULL{within} GROUP BY 1"
)
_OF_SCOPE: Final = (
    "SELECT e.participant_id FROM assignment a JOIN employment_contract e "
    "ON e.id = a.employment_contract_id WHERE a.id IN ({})"
)


class Part(NamedTuple):
    """The hours of an assignment, month and kind that lie outside; seconds."""

    declared: int
    validated: int


class Outside(NamedTuple):
    """The hours of some assignments that lie outside eligibility, and what was decided of them."""

    parts: dict[MonthKey, Part]
    decided: dict[tuple[Id, str], str]
    """What was decided of the hours of an assignment in a month."""
    person: dict[Id, Id]
    """Whose assignment it is."""

    def left_out(self) -> dict[MonthKey, Part]:
        """Return what no validated total holds: undecided, or rejected."""
        return {key: part for key, part in self.parts.items() if self.outcome(key) != "ACCEPTED"}

    def undecided(self) -> dict[MonthKey, Part]:
        """Return what somebody still has to decide about."""
        return {key: part for key, part in self.parts.items() if not self.outcome(key)}

    def outcome(self, key: MonthKey) -> str:
        """Return what was decided of some hours; empty where nothing was."""
        return self.decided.get(key[:2], "")


def outside(
    connection: Connection,
    assignments: str = "",
    bound: Sequence[str] = (),
    struck: Struck | None = None,
) -> Outside:
    """Return the hours that lie outside.

    Args:
        connection: Where to read.
        assignments: A query for the ids of the assignments to look at; all when empty.
        bound: What goes into its places.
        struck: What stands twice, and so is in no total anyway.
    """
    joined = first_of_same(connection, "participant")
    scope = _OF_SCOPE.format(assignments)
    if not assignments:
        found = list(_among_all(connection, joined))
    else:
        found = _candidates(connection, scope, bound, joined)
        within = {row for (row,) in connection.execute(assignments, tuple(bound))}
        found = [row for row in found if row[0] in within]
    spells = _spells(connection, {row[1] for row in found}, joined)
    parts: dict[MonthKey, Part] = {}
    partly: dict[MonthKey, Id] = {}
    twice = struck.excess if struck else {}
    for job, person, month, kind, declared, validated in found:
        known = spells[joined.get(person, person)]
        if not is_outside(f"{month}-01", f"{month}-31", known):
            if not _covers(month, known):
                partly[job, month, kind] = person
            continue
        excess = twice.get((job, month, kind), (0, 0, 0))
        part = Part(declared - excess[0], validated - excess[1])
        if any(part):
            parts[job, month, kind] = part
    for key, entries in _entries(connection, partly, struck):
        person = partly[key]
        counted = month_outside(key[1], entries, spells[joined.get(person, person)])
        if counted.declared:
            parts[key] = Part(counted.declared, counted.validated)
    people = {row[0]: joined.get(row[1], row[1]) for row in found}
    return Outside(parts, decided(connection, parts), people)


def undecided_of(connection: Connection, assignments: Sequence[Id]) -> int:
    """Return the declared seconds of some assignments that lie outside and wait for a decision."""
    query = f"SELECT id FROM assignment WHERE id IN ({', '.join('?' * len(assignments))})"
    found = outside(connection, query, assignments)
    return sum(part.declared for part in found.undecided().values())


def _candidates(
    connection: Connection, scope: str, bound: Sequence[str], joined: dict[Id, Id]
) -> list[tuple[Id, Id, str, str, int, int]]:
    """Return the counted months that may lie outside.

    Those before the first and after the last eligible month; all of people with several
    eligibilities, for what lies between two; all of people who were joined, for each other's.
    """
    spans = _SPANS.format(within=f" AND x.participant_id IN ({scope})")
    found = set(
        connection.execute(
            f"WITH s AS MATERIALIZED ({spans}) "
            f"{_WORK.format(people='s')} AND m.month >= substr(s.last, 1, 7) "
            f"UNION ALL {_WORK.format(people='s')} AND m.month <= substr(s.first, 1, 7) "
            f"UNION ALL {_WORK.format(people='s')} WHERE s.number > 1",
            tuple(bound),
        )
    )
    same = sorted({*joined, *joined.values()})
    for start in range(0, len(same), _CHUNK):
        chunk = same[start : start + _CHUNK]
        people = f"(SELECT column1 AS person FROM (VALUES {', '.join(['(?)'] * len(chunk))})) s"
        found.update(connection.execute(_WORK.format(people=people), tuple(chunk)))
    return sorted(found)


def _among_all(
    connection: Connection, joined: dict[Id, Id]
) -> Iterator[tuple[Id, Id, str, str, int, int]]:
    """Yield the same of everybody: read in the order in which it lies, not person by person.

    On 1.5 million lines this takes seconds where a look-up for each person takes half a minute.
    """
    spans = {
        person: (first[:7], last[:7], number > 1)
        for person, first, last, number in connection.execute(_SPANS.format(within=""))
    }
    same = {*joined, *joined.values()}
    people = dict(connection.execute("SELECT id, participant_id FROM employment_contract"))
    jobs = {
        job: person
        for job, contract in connection.execute(
            "SELECT id, employment_contract_id FROM assignment "
            "WHERE employment_contract_id IS NOT NULL"
        )
        if (person := people.get(contract)) in spans or person in same
    }
    for job, month, kind, declared, validated in connection.execute(
        "SELECT assignment_id, month, kind, declared, validated FROM counted_month"
    ):
        person = jobs.get(job)
        if person is None:
            continue
        first, last, several = spans.get(person, ("", "~", True))
        if month >= last or month <= first or several or person in same:
            yield job, person, month, kind, declared, validated


def _spells(connection: Connection, people: set[Id], joined: dict[Id, Id]) -> dict[Id, list[Spell]]:
    """Return the eligibilities of people, those of joined ones together."""
    groups = {joined.get(person, person) for person in people}
    everyone = sorted({*people, *(row for row, first in joined.items() if first in groups)})
    spells: dict[Id, list[Spell]] = defaultdict(list)
    for start in range(0, len(everyone), _CHUNK):
        chunk = everyone[start : start + _CHUNK]
        for person, *spell in connection.execute(
            f"SELECT x.participant_id, coalesce(x.starts_on, ''), {UNTIL}, {STANDING} "
            f"FROM eligibility x WHERE x.participant_id IN ({', '.join('?' * len(chunk))}) "
            "AND x.deleted = 0",
            tuple(chunk),
        ):
            spells[joined.get(person, person)].append(Spell(*spell))
    return spells


def _covers(month: str, spells: Iterable[Spell]) -> bool:
    """Tell whether an eligibility has all of a month."""
    return any(
        spell.first <= f"{month}-01" and spell.last >= f"{month}-31" and spell.status != "REFUSED"
        for spell in spells
    )


def _entries(
    connection: Connection, keys: Iterable[MonthKey], struck: Struck | None
) -> Iterator[tuple[MonthKey, list[tuple[str, int, str | None]]]]:
    """Yield the entries of some months, without those that stand twice."""
    out = struck.figures if struck else frozenset()
    for job, month, kind in keys:
        yield (
            (job, month, kind),
            [
                entry
                for entry in connection.execute(
                    "SELECT period, seconds, status FROM hours_entry WHERE assignment_id = ? "
                    "AND kind = ? AND period >= ? AND period < ? AND deleted = 0",
                    (job, kind, month, f"{month}\U0010ffff"),
                )
                if (job, entry[0], kind) not in out
            ],
        )


def decided(connection: Connection, keys: Iterable[MonthKey]) -> dict[tuple[Id, str], str]:
    """Return what was decided of the hours of assignments in months."""
    rows = {settlement_id(KIND, subject_of(job, month)): (job, month) for job, month, _ in keys}
    wanted = list(rows)
    found: dict[tuple[Id, str], str] = {}
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        for row, outcome in connection.execute(
            "SELECT id, outcome FROM settlement WHERE deleted = 0 AND outcome IS NOT NULL "
            f"AND id IN ({', '.join('?' * len(chunk))})",
            chunk,
        ):
            found[rows[row]] = outcome
    return found
