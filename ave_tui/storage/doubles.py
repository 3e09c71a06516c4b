"""Hours that stand twice in the records, under two assignments that are one (hours.md, Doubles).

The kept totals count each assignment by itself; whoever adds assignments up takes the excess off.
"""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.doubles import Placement, doubles
from ave_tui.storage.same import first_of_same, sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.pools import Part

Pair = tuple[str, str]
MonthKey = tuple[str, str, str]
"""Assignment, month and kind."""
Sums = tuple[int, int, int]
"""Seconds declared, validated and disputed."""

_JOBS: Final = "FROM employment_contract c JOIN assignment a ON a.employment_contract_id = c.id "
_PLACED: Final = (
    "SELECT a.id, c.participant_id, c.employer_id, a.lot_id, "
    f"coalesce(a.starts_on, c.starts_on), coalesce(a.ends_on, c.ends_on) {_JOBS}"
)
_ALIKE: Final = (
    # Twice within one contract, or in two contracts of the same two: both by an index alone, since
    # over all records the plain question would read every contract.
    "SELECT c.participant_id, c.employer_id, t.lot_id FROM (SELECT employment_contract_id, lot_id "
    "FROM assignment GROUP BY 1, 2 HAVING count(*) > 1) t "
    "CROSS JOIN employment_contract c ON c.id = t.employment_contract_id UNION "
    "SELECT c.participant_id, c.employer_id, a.lot_id FROM (SELECT participant_id, employer_id "
    "FROM employment_contract GROUP BY 1, 2 HAVING count(*) > 1) t "
    "CROSS JOIN employment_contract c "
    "ON c.participant_id = t.participant_id AND c.employer_id = t.employer_id "
    "CROSS JOIN assignment a ON a.employment_contract_id = c.id "
    "GROUP BY 1, 2, 3 HAVING count(*) > 1"
)
_CHUNK: Final = 500


class Struck(NamedTuple):
    """What does not count because a double's figure stands for the same time."""

    pairs: frozenset[Pair] = frozenset()
    figures: frozenset[MonthKey] = frozenset()
    """Assignment, period and kind of each figure that is struck through."""
    excess: Mapping[MonthKey, Sums] = MappingProxyType({})
    """What the kept totals hold too much."""
    parts: tuple[Part, ...] = ()
    """What of it the kept allocations hold too much."""

    @property
    def assignments(self) -> frozenset[Id]:
        """All assignments that are somebody's double."""
        return frozenset(row for pair in self.pairs for row in pair)


def struck(connection: Connection, assignments: str = "", bound: Sequence[str] = ()) -> Struck:
    """Return what is struck through.

    Args:
        connection: Where to read.
        assignments: A query for the ids of the assignments to look at; all when empty. Their
            doubles are found even where they lie outside.
        bound: What goes into the places of the query.
    """
    pairs = double_jobs(connection, assignments, bound)
    if not pairs:
        return Struck()
    # The first screen looks for doubles: how they count is only brought where there are some.
    from ave_tui.domain.counting import count_month
    from ave_tui.domain.striking import Figure, struck_out
    from ave_tui.storage.allocations import struck_parts

    rows = sorted({row for pair in pairs for row in pair})
    entries = list(_entries(connection, rows))
    written = _written(connection, [entry[0] for entry in entries])
    figures = [
        Figure(assignment, kind, period, status, written.get(entry, 0))
        for entry, assignment, kind, period, _seconds, status in entries
    ]
    out = frozenset(
        (figure.assignment, figure.period, figure.kind) for figure in struck_out(pairs, figures)
    )
    by_month: dict[MonthKey, list[tuple[str, int, str | None]]] = defaultdict(list)
    for _entry, assignment, kind, period, seconds, status in entries:
        by_month[assignment, period[:7], kind].append((period, seconds, status))
    excess = {}
    for key in {(assignment, period[:7], kind) for assignment, period, kind in out}:
        stands = count_month(by_month[key])
        counts = count_month(
            entry for entry in by_month[key] if (key[0], entry[0], key[2]) not in out
        )
        excess[key] = (
            stands.declared - counts.declared,
            stands.validated - counts.validated,
            stands.disputed - counts.disputed,
        )
    return Struck(frozenset(pairs), out, excess, struck_parts(connection, rows, out))


def double_jobs(
    connection: Connection, assignments: str = "", bound: Sequence[str] = ()
) -> list[tuple[Id, Id]]:
    """Return the pairs of assignments that are doubles, but for those said not to be the same.

    Of those said to be the same one figure still counts: they are settled, not two.

    Args:
        connection: Where to read.
        assignments: As for `struck`.
        bound: As for `struck`.
    """
    pairs = doubles(_placements(connection, assignments, bound))
    if not pairs:
        return []
    said = sameness(connection, "assignment")
    return [pair for pair in pairs if not said.are_apart(*pair)]


def _placements(
    connection: Connection, assignments: str, bound: Sequence[str]
) -> Iterator[Placement]:
    """Yield the assignments that may have a double; those that surely have none are left out.

    Withdrawn ones are looked at too: their hours stay and count until someone decides.
    """
    people = first_of_same(connection, "participant")
    firms = first_of_same(connection, "company")
    joined = sorted({*people, *firms})
    if assignments:
        alike = connection.execute(
            f"SELECT c.participant_id, c.employer_id, a.lot_id {_JOBS}WHERE c.participant_id IN "
            "(SELECT c.participant_id FROM assignment a JOIN employment_contract c "
            f"ON c.id = a.employment_contract_id WHERE a.id IN ({assignments})) "
            "GROUP BY 1, 2, 3 HAVING count(*) > 1",
            tuple(bound),
        ).fetchall()
    else:
        alike = connection.execute(_ALIKE).fetchall()
    found: set[tuple[Id, Id, Id, Id, str | None, str | None]] = set()
    for key in alike:
        found.update(
            connection.execute(
                f"{_PLACED}WHERE c.participant_id = ? AND c.employer_id = ? AND a.lot_id = ?", key
            )
        )
    for start in range(0, len(joined), _CHUNK):
        chunk = joined[start : start + _CHUNK]
        places = ", ".join("?" * len(chunk))
        found.update(
            connection.execute(
                f"{_PLACED}WHERE c.participant_id IN ({places}) OR c.employer_id IN ({places})",
                (*chunk, *chunk),
            )
        )
    for row, person, employer, lot, starts_on, ends_on in found:
        yield Placement(
            row, people.get(person, person), firms.get(employer, employer), lot, starts_on, ends_on
        )


def _entries(
    connection: Connection, assignments: Sequence[Id]
) -> Iterator[tuple[Id, Id, str, str, int, str | None]]:
    for start in range(0, len(assignments), _CHUNK):
        chunk = assignments[start : start + _CHUNK]
        yield from connection.execute(
            "SELECT id, assignment_id, kind, period, seconds, status FROM hours_entry "
            f"WHERE assignment_id IN ({', '.join('?' * len(chunk))}) AND deleted = 0 "
            "AND seconds IS NOT NULL",
            chunk,
        )


def _written(connection: Connection, entries: Sequence[Id]) -> dict[Id, int]:
    """Return when each entry was last written."""
    times: dict[Id, int] = {}
    for start in range(0, len(entries), _CHUNK):
        chunk = entries[start : start + _CHUNK]
        times.update(
            connection.execute(
                "SELECT row_id, max(at_ms) FROM change_log "
                f"WHERE row_id IN ({', '.join('?' * len(chunk))}) GROUP BY row_id",
                chunk,
            )
        )
    return times


def excess_seconds(excess: Iterable[Sums]) -> int:
    """Return how many declared seconds stand twice."""
    return sum(declared for declared, _validated, _disputed in excess)
