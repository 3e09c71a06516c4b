"""When a person was last in contact: a contract, hours, a visit, a note, an exit, a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.storage.same import sameness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

_CHUNK: Final = 500

_EVERYBODY: Final = {
    "employment_contract": "SELECT participant_id, max(coalesce(left_on, ends_on, starts_on)) "
    "FROM employment_contract WHERE deleted = 0 GROUP BY participant_id",
    "eligibility": "SELECT participant_id, max(max(starts_on, coalesce(proof_on, starts_on))) "
    "FROM eligibility WHERE deleted = 0 GROUP BY participant_id",
    "eligibility_decision": "SELECT x.participant_id, max(d.decided_on) "
    "FROM eligibility_decision d JOIN eligibility x ON x.id = d.eligibility_id "
    "WHERE d.deleted = 0 GROUP BY x.participant_id",
    "exit": "SELECT participant_id, max(on_date) FROM exit WHERE deleted = 0 "
    "GROUP BY participant_id",
    "application": "SELECT participant_id, max(coalesce(decided_on, proposed_on)) "
    "FROM application WHERE deleted = 0 GROUP BY participant_id",
    "journal_note": "SELECT participant_id, max(on_date) FROM journal_note WHERE deleted = 0 "
    "AND participant_id IS NOT NULL GROUP BY participant_id",
    "participant": "SELECT id, notice_on FROM participant WHERE notice_on IS NOT NULL",
}
"""Small tables, read whole: whom any of them saw lately needs no further look."""
_SOME: Final = {
    "hours_entry": "SELECT e.participant_id, date(max(k.month) || '-01', '+1 month', '-1 day') "
    "FROM employment_contract e JOIN assignment a ON a.employment_contract_id = e.id "
    "JOIN counted_month k ON k.assignment_id = a.id WHERE e.participant_id IN ({}) "
    "AND k.declared + k.disputed > 0 GROUP BY e.participant_id",
    "visit": "SELECT e.participant_id, max(v.on_date) FROM employment_contract e "
    "JOIN assignment a ON a.employment_contract_id = e.id "
    "JOIN visit v ON v.company_id IN (a.host_id, e.employer_id) "
    "WHERE e.participant_id IN ({}) AND e.deleted = 0 AND a.deleted = 0 AND v.deleted = 0 "
    "AND v.on_date >= coalesce(a.starts_on, e.starts_on) "
    "AND v.on_date <= coalesce(a.ends_on, e.left_on, e.ends_on, v.on_date) "
    "GROUP BY e.participant_id",
}
"""Large ones, asked only about people whom nothing else saw lately."""
_RECORDED: Final = (
    "SELECT row_id, date(min(at_ms) / 1000, 'unixepoch') FROM change_log "
    "WHERE row_id IN ({}) GROUP BY row_id"
)


class Contact(NamedTuple):
    """The last time that somebody was in contact."""

    persons: tuple[Id, ...]
    """The records of the person, the one that stands for all first."""
    day: str
    """ISO text; in the future where a contract still runs."""
    table: str
    """What it is known by; the person's own table where they were only recorded."""


def not_since(connection: Connection, limit: str) -> list[Contact]:
    """Return who is known by name and was in contact on no day from a limit on, oldest first.

    People withdrawn from the lists are among them: what was told of them is still kept.
    """
    same = sameness(connection, "participant")
    last: dict[Id, tuple[str, str]] = {
        row: ("", "")
        for (row,) in connection.execute("SELECT id FROM participant WHERE erased = 0")
    }
    for table, query in _EVERYBODY.items():
        _keep_newest(last, table, connection.execute(query))
    for table, query in _SOME.items():
        _keep_newest(last, table, _of(connection, query, _long_ago(last, limit)))
    # Only who was never seen: a record made today of somebody who left years ago is no contact.
    unseen = [row for row, (day, _table) in last.items() if not day]
    _keep_newest(last, "participant", _of(connection, _RECORDED, unseen))
    together: dict[Id, list[Id]] = {}
    for row in sorted(last):
        together.setdefault(same.first.get(row, row), []).append(row)
    found = [Contact(tuple(rows), *max(last[row] for row in rows)) for rows in together.values()]
    return sorted(
        (each for each in found if each.day < limit), key=lambda each: (each.day, each.persons)
    )


def _long_ago(last: dict[Id, tuple[str, str]], limit: str) -> list[Id]:
    return [row for row, (day, _table) in last.items() if day < limit]


def _of(connection: Connection, query: str, rows: Sequence[Id]) -> Iterator[tuple[Id, str | None]]:
    for start in range(0, len(rows), _CHUNK):
        chunk = list(rows[start : start + _CHUNK])
        yield from connection.execute(query.format(", ".join("?" * len(chunk))), chunk)


def _keep_newest(
    last: dict[Id, tuple[str, str]], table: str, seen: Iterator[tuple[Id, str | None]]
) -> None:
    for row, day in seen:
        if day and row in last and last[row][0] < day:
            last[row] = (day, table)
