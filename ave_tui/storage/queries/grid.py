"""Rows of the hours grid: all their keys at once, the rest for the rows on the screen only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.folding import fold
from ave_tui.storage.queries import dues
from ave_tui.storage.same import person_gone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.scopes import Chosen

_CHUNK: Final = 500
_JOINS: Final = (
    "FROM assignment a "
    "LEFT JOIN employment_contract c ON c.id = a.employment_contract_id "
    "LEFT JOIN participant p ON p.id = c.participant_id "
    "LEFT JOIN lot l ON l.id = a.lot_id "
    "LEFT JOIN public_contract m ON m.id = l.public_contract_id "
    "LEFT JOIN company e ON e.id = coalesce(c.employer_id, a.employer_id) "
)
_WITHDRAWN: Final = (
    f"max(a.deleted, coalesce(c.deleted, 0), {person_gone('p')}, coalesce(l.deleted, 0), "
    "coalesce(m.deleted, 0))"
)


class RowKey(NamedTuple):
    """What a row is found and sorted by."""

    assignment: Id
    person: str
    """Folded; empty for a line without a name."""
    words: str
    """Employer and lot as recorded: folded only once somebody looks for them."""


class RowDetail(NamedTuple):
    """What is known of an assignment; dates are ISO text."""

    assignment: Id
    participant: Id | None
    last_name: str
    first_name: str
    label: str
    head_count: int | None
    employer: str
    host: str
    holder: str
    reference: str
    lot_number: str
    lot_name: str
    award: Id | None
    starts_on: str | None
    ends_on: str | None
    contract_starts_on: str | None
    contract_ends_on: str | None
    lot_starts_on: str | None
    """Those of the public contract where the lot has none of its own; likewise the end."""
    lot_ends_on: str | None
    withdrawn: int
    """Not 0 where the assignment or something above it was withdrawn: its hours stay."""
    authority: Id = ""
    """Whose rules hold for its lot."""


class EntryRow(NamedTuple):
    """A figure of hours as it stands."""

    assignment: Id
    kind: str
    period: str
    seconds: int | None
    status: str | None


class MonthTotal(NamedTuple):
    """What counts in a month over all rows."""

    month: str
    kind: str
    declared: int
    disputed: int


def row_keys(connection: Connection, of: Chosen, first: str, last: str) -> list[RowKey]:
    """Return the rows of a grid, sorted by person, then lot.

    Assignments that were over before the first month or begin after the last one are left out,
    unless there are hours of theirs in between; so are withdrawn ones without hours.
    """
    found = connection.execute(
        "SELECT a.id, coalesce(p.last_name || ' ', '') || coalesce(p.first_name, ''), a.label, "
        "coalesce(m.reference || ' ', '') || coalesce(l.number || ' ', '') "
        "|| coalesce(l.name || ' ', '') || coalesce(e.name, '') "
        f"{_JOINS} WHERE a.id IN ({of.assignments}) AND (({_WITHDRAWN} = 0 "
        "AND coalesce(a.starts_on, c.starts_on, '') <= ? "
        "AND coalesce(a.ends_on, c.ends_on, '9999') >= ?) "
        "OR EXISTS (SELECT 1 FROM counted_month t WHERE t.assignment_id = a.id "
        "AND t.month BETWEEN ? AND ?))",
        (*of.bound, f"{last}-31", f"{first}-01", first, last),
    )
    keys = [
        RowKey(assignment, fold(person or label or ""), words)
        for assignment, person, label, words in found
    ]
    # Lines without a name come last; the id makes the order the same every time.
    keys.sort(key=lambda key: (not key.person, key.person, key.words, key.assignment))
    return keys


def row_details(connection: Connection, rows: Sequence[Id], day: str) -> dict[Id, RowDetail]:
    """Return what is known of some assignments; their lots as changes left them on a day."""
    names = (
        "p.last_name",
        "p.first_name",
        "a.label",
        "a.head_count",
        "e.name",
        "h.name",
        "k.name",
        "m.reference",
        "l.number",
        "l.name",
    )
    texts = ", ".join(name if name == "a.head_count" else f"coalesce({name}, '')" for name in names)
    # A row that names no award is its company's own on that lot.
    award = (
        "coalesce(a.award_id, (SELECT w.id FROM award w WHERE w.lot_id = a.lot_id "
        "AND w.deleted = 0 AND w.company_id IN (a.host_id, e.id) ORDER BY w.id LIMIT 1))"
    )
    found = connection.execute(
        f"SELECT a.id, c.participant_id, {texts}, {award}, a.starts_on, a.ends_on, c.starts_on, "
        "c.ends_on, coalesce(l.starts_on, m.starts_on), "
        f"coalesce({dues.lot_end('l', '?')}, m.ends_on), {_WITHDRAWN}, "
        f"coalesce(m.authority_id, '') {_JOINS}"
        "LEFT JOIN company h ON h.id = a.host_id LEFT JOIN award w ON w.id = a.award_id "
        f"LEFT JOIN company k ON k.id = w.company_id WHERE a.id IN ({_places(rows)})",
        (day, *rows),
    )
    return {detail[0]: RowDetail(*detail) for detail in found}


def entries_between(
    connection: Connection, rows: Sequence[Id], first: str, last: str
) -> Iterator[EntryRow]:
    """Yield the figures of some assignments from one month to another."""
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        for found in connection.execute(
            "SELECT assignment_id, kind, period, seconds, status FROM hours_entry "
            f"WHERE assignment_id IN ({_places(chunk)}) AND period >= ? AND period < ? "
            "AND deleted = 0",
            (*chunk, first, f"{last}~"),
        ):
            yield EntryRow(*found)


def counted_rows(connection: Connection, of: Chosen, first: str, last: str) -> list[Id]:
    """Return the assignments of a scope for which anything counts from one month to another."""
    return [
        row
        for (row,) in connection.execute(
            "SELECT DISTINCT assignment_id FROM counted_month "
            f"WHERE assignment_id IN ({of.assignments}) AND month BETWEEN ? AND ?",
            (*of.bound, first, last),
        )
    ]


def month_totals(connection: Connection, of: Chosen, first: str, last: str) -> list[MonthTotal]:
    """Return what counts in each month over a scope, doubles not yet taken off."""
    return [
        MonthTotal(*found)
        for found in connection.execute(
            "SELECT month, kind, sum(declared), sum(disputed) FROM counted_month "
            f"WHERE assignment_id IN ({of.assignments}) AND month BETWEEN ? AND ? GROUP BY 1, 2",
            (*of.bound, first, last),
        )
    ]


def nil_months(
    connection: Connection, awards: Sequence[Id], first: str, last: str
) -> set[tuple[Id, str]]:
    """Return the awards and months whose return says that nobody worked."""
    return set(
        connection.execute(
            f"SELECT award_id, month FROM hours_return WHERE award_id IN ({_places(awards)}) "
            "AND month BETWEEN ? AND ? AND status = 'NIL' AND deleted = 0",
            (*awards, first, last),
        )
    )


def _places(rows: Sequence[Id]) -> str:
    return ", ".join("?" * len(rows))
