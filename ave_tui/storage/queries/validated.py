"""The validated hours of a record: the one figure that every validated total comes from (hours.md).

Validated hours inside eligibility, or outside by decision, each once, and the opening balances,
which were validated before the program was used.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.storage.doubles import struck
from ave_tui.storage.queries.outside import outside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

_ROWS: Final = "(SELECT value FROM json_each(?))"
_OF_LOTS: Final = "SELECT id FROM lot WHERE public_contract_id IN "
_JOBS: Final = "SELECT s.id FROM employment_contract e JOIN assignment s "
_ASSIGNMENTS: Final = {
    "assignment": f"SELECT id FROM assignment WHERE id IN {_ROWS}",
    "employment_contract": f"SELECT id FROM assignment WHERE employment_contract_id IN {_ROWS}",
    "award": f"SELECT id FROM assignment WHERE award_id IN {_ROWS}",
    "lot": f"SELECT id FROM assignment WHERE lot_id IN {_ROWS}",
    "public_contract": f"SELECT id FROM assignment WHERE lot_id IN ({_OF_LOTS}{_ROWS})",
    "participant": f"{_JOBS}ON s.employment_contract_id = e.id WHERE e.participant_id IN {_ROWS}",
    "company": (
        "SELECT s.id FROM award w JOIN assignment s ON s.award_id = w.id "
        f"WHERE w.company_id IN {_ROWS} UNION SELECT id FROM assignment WHERE host_id IN {_ROWS} "
        f"UNION SELECT id FROM assignment WHERE employer_id IN {_ROWS} "
        f"UNION {_JOBS}ON s.employment_contract_id = e.id WHERE e.employer_id IN {_ROWS}"
    ),
}
"""The assignments whose hours a record's are."""
_OPENING: Final = {
    "award": f"id IN {_ROWS}",
    "lot": f"lot_id IN {_ROWS}",
    "public_contract": f"lot_id IN ({_OF_LOTS}{_ROWS})",
    "company": f"company_id IN {_ROWS}",
}


class Validated(NamedTuple):
    """Validated hours, and those that are not among them; seconds."""

    seconds: int = 0
    """Opening balances among them."""
    undecided: int = 0
    """Declared hours outside eligibility that nobody has decided about."""
    rejected: int = 0
    """Declared hours outside eligibility that were decided not to count."""
    accepted: int = 0
    """Declared hours outside eligibility that count by decision."""


def has_hours(table: str) -> bool:
    """Tell whether hours belong to the records of a table."""
    return table in _ASSIGNMENTS


def validated(connection: Connection, table: str, rows: Sequence[Id]) -> Validated:
    """Return the validated hours of a record, given with all that are the same one."""
    query = _ASSIGNMENTS[table]
    given = json.dumps(list(rows))
    bound = (given,) * query.count("?")
    (seconds,) = connection.execute(
        f"SELECT coalesce(sum(validated), 0) FROM counted_month WHERE assignment_id IN ({query})",
        bound,
    ).fetchone()
    if opening := _OPENING.get(table):
        (more,) = connection.execute(
            f"SELECT coalesce(sum(opening_seconds), 0) FROM award WHERE deleted = 0 AND {opening}",
            (given,),
        ).fetchone()
        seconds += more
    twice = struck(connection, query, bound)
    if twice.excess:
        within = {row for (row,) in connection.execute(query, bound)}
        seconds -= sum(sums[1] for key, sums in twice.excess.items() if key[0] in within)
    found = outside(connection, query, bound, twice)
    sums = {"": 0, "ACCEPTED": 0, "REJECTED": 0}
    for key, part in found.parts.items():
        outcome = found.outcome(key)
        sums[outcome if outcome in sums else ""] += part.declared
        seconds -= 0 if outcome == "ACCEPTED" else part.validated
    return Validated(seconds, sums[""], sums["REJECTED"], sums["ACCEPTED"])
