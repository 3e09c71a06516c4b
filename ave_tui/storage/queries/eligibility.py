"""How the eligibility of people stands: the one that governs, its end, and what was decided of it.

Every list, grid and record reads it by the same expressions, so that all show the same light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.storage.same import sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

UNTIL: Final = "coalesce(x.extended_to, x.ends_on, '9999-12-31')"
"""The last day of an eligibility ``x``."""
STANDING: Final = (
    "CASE WHEN x.status IN ('VALIDATED', 'REFUSED') THEN x.status "
    "WHEN x.status IS NULL AND x.proof_on IS NOT NULL THEN 'VALIDATED' ELSE 'TO_CHECK' END"
)
"""What `domain.eligible.standing` says of it."""
_CHUNK: Final = 500


class Governing(NamedTuple):
    """The eligibility that decides about a person on a day."""

    eligibility: Id
    until: str
    """The last day; `NO_END` where there is none."""
    status: str
    ground: str
    starts_on: str | None
    proof_on: str | None


def governing(column: str, person: str, day: str = ":today") -> str:
    """Return SQL for a column of the eligibility that governs.

    What runs goes before what is over, what is validated before what is to be checked, and a
    refusal last of all: as `rank` says.
    """
    return (
        f"(SELECT {column} FROM eligibility x WHERE x.participant_id {person} AND x.deleted = 0 "
        f"ORDER BY CASE WHEN ({STANDING}) = 'REFUSED' THEN 3 WHEN {UNTIL} < {day} THEN 2 "
        f"WHEN ({STANDING}) = 'TO_CHECK' THEN 1 ELSE 0 END, {UNTIL} DESC, x.id LIMIT 1)"
    )


def governing_of(connection: Connection, people: Sequence[Id], day: str) -> dict[Id, Governing]:
    """Return the eligibility that governs each of some people on a day; who has none is left out.

    Of people who were joined, `governing_of_groups` takes the first by `rank`.
    """
    found: dict[Id, Governing] = {}
    for start in range(0, len(people), _CHUNK):
        chunk = people[start : start + _CHUNK]
        rows = connection.execute(
            f"SELECT x.participant_id, x.id, {UNTIL}, {STANDING}, coalesce(x.ground, ''), "
            "x.starts_on, x.proof_on FROM eligibility x WHERE x.deleted = 0 "
            f"AND x.participant_id IN ({', '.join('?' * len(chunk))})",
            tuple(chunk),
        )
        for person, *values in rows:
            one = Governing(*values)
            if person not in found or rank(one, day) < rank(found[person], day):
                found[person] = one
    return found


def governing_of_groups(
    connection: Connection, people: Iterable[Id], day: str
) -> dict[Id, Governing]:
    """Return the same, each person with all records that were joined with theirs."""
    said = sameness(connection, "participant")
    groups = {
        person: said.group(person) if person in said.first else [person] for person in set(people)
    }
    found = governing_of(connection, sorted({row for of in groups.values() for row in of}), day)
    governing = {}
    for person, of in groups.items():
        ones = [found[row] for row in of if row in found]
        if ones:
            governing[person] = min(ones, key=lambda one: rank(one, day))
    return governing


def rank(one: Governing, day: str) -> tuple[int, str, str]:
    """Return what eligibilities are sorted by, the one that governs first."""
    place = 3 if one.status == "REFUSED" else 2 if one.until < day else one.status == "TO_CHECK"
    backwards = "".join(str(9 - int(figure)) for figure in one.until if figure.isdecimal())
    return int(place), backwards, one.eligibility


def hours_after(
    connection: Connection, assignments: Sequence[Id], end: str
) -> tuple[dict[tuple[Id, str], int], bool]:
    """Return the seconds of whole months after a day, and whether days of its own month follow it.

    What the first screen asks: no entry is read but in that one month.
    """
    places = ", ".join("?" * len(assignments))
    months = connection.execute(
        "SELECT assignment_id, month, sum(declared) FROM counted_month "
        f"WHERE assignment_id IN ({places}) AND month > ? GROUP BY 1, 2 HAVING sum(declared) > 0",
        (*assignments, end[:7]),
    )
    after = {(job, month): int(seconds) for job, month, seconds in months}
    days = connection.execute(
        f"SELECT 1 FROM hours_entry WHERE assignment_id IN ({places}) AND deleted = 0 "
        "AND period > ? AND period < ? AND length(period) = 10 AND seconds > 0 LIMIT 1",
        (*assignments, end, f"{end[:7]}~"),
    )
    return after, days.fetchone() is not None


def settled(connection: Connection, rows: Sequence[Id]) -> set[Id]:
    """Return which of some settlements are there and say what was decided."""
    return {
        row
        for (row,) in connection.execute(
            f"SELECT id FROM settlement WHERE id IN ({', '.join('?' * len(rows))}) "
            "AND deleted = 0 AND outcome IS NOT NULL",
            tuple(rows),
        )
    }


def employers_of(connection: Connection, people: Sequence[Id]) -> set[str]:
    """Return the kinds of the companies that people have worked for."""
    return {
        kind
        for (kind,) in connection.execute(
            "SELECT DISTINCT c.kind FROM employment_contract e JOIN company c "
            f"ON c.id = e.employer_id WHERE e.participant_id IN ({', '.join('?' * len(people))}) "
            "AND e.deleted = 0 AND c.kind IS NOT NULL",
            tuple(people),
        )
    }


class HireRow(NamedTuple):
    """An employment contract of a person; dates are ISO text."""

    contract: Id
    kind: str
    employer_kind: str
    starts_on: str
    ends_on: str | None


def hires_of(connection: Connection, people: Sequence[Id]) -> list[HireRow]:
    """Return the employment contracts of people, the earliest first."""
    return [
        HireRow(*row)
        for row in connection.execute(
            "SELECT e.id, coalesce(e.kind, ''), coalesce(c.kind, ''), e.starts_on, e.ends_on "
            "FROM employment_contract e LEFT JOIN company c ON c.id = e.employer_id "
            f"WHERE e.participant_id IN ({', '.join('?' * len(people))}) AND e.deleted = 0 "
            "AND e.starts_on IS NOT NULL ORDER BY e.starts_on, e.id",
            tuple(people),
        )
    ]
