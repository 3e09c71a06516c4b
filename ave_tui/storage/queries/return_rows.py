"""What the board of returns shows: awards, what was said of their months, reminders, people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.storage.same import person_gone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

_THESE: Final = "IN (SELECT value FROM json_each(?))"


class AwardLine(NamedTuple):
    """An award of a contract that owes returns; dates are ISO text."""

    award: Id
    lot: Id
    company: Id
    company_name: str
    role: str
    contract: Id
    reference: str
    lot_number: str
    lot_name: str
    authority: Id
    authority_name: str
    starts_on: str | None
    ends_on: str | None
    award_ends_on: str | None
    opening_on: str | None


class Said(NamedTuple):
    """What was said of the return of an award for a month."""

    status: str
    received_on: str


class Reminded(NamedTuple):
    """How often a company was reminded of a month's return, and when last."""

    times: int
    last: str


class AtWork(NamedTuple):
    """Somebody at work under an award, or a line without a person."""

    assignment: Id
    award: Id | None
    last_name: str
    first_name: str
    label: str
    head_count: int | None
    employer: str
    starts_on: str | None
    ends_on: str | None

    def in_month(self, month: str) -> bool:
        """Tell whether the work goes on in a month."""
        return (self.starts_on or "")[:7] <= month <= (self.ends_on or "9999")[:7]


class Reachable(NamedTuple):
    """Whom to write to at a company."""

    company: Id
    contract: Id | None
    name: str
    role: str
    email: str
    phone: str


def award_lines(connection: Connection, lots: str, bound: Sequence[str]) -> list[AwardLine]:
    """Return the awards of running contracts on the lots that a query finds."""
    found = connection.execute(
        "SELECT w.id, l.id, w.company_id, coalesce(k.name, ''), coalesce(w.role, ''), m.id, "
        "coalesce(m.reference, ''), coalesce(l.number, ''), coalesce(l.name, ''), "
        "coalesce(m.authority_id, ''), coalesce(d.name, ''), coalesce(l.starts_on, m.starts_on), "
        "coalesce(l.ends_on, m.ends_on), w.ends_on, w.opening_on FROM lot l "
        "JOIN public_contract m ON m.id = l.public_contract_id JOIN award w ON w.lot_id = l.id "
        "JOIN company k ON k.id = w.company_id LEFT JOIN authority d ON d.id = m.authority_id "
        f"WHERE l.id IN ({lots}) AND l.deleted = 0 AND m.deleted = 0 AND w.deleted = 0 "
        "AND coalesce(m.status, 'RUNNING') IN ('NOTIFIED', 'RUNNING')",
        tuple(bound),
    )
    return [AwardLine(*row) for row in found]


def said_of(connection: Connection, awards: Sequence[Id], first: str) -> dict[tuple[Id, str], Said]:
    """Return what was said of the returns of some awards, from a month on."""
    found = connection.execute(
        "SELECT award_id, month, coalesce(status, ''), coalesce(received_on, '') "
        f"FROM hours_return WHERE award_id {_THESE} AND month >= ? AND deleted = 0",
        (json.dumps(awards), first),
    )
    return {(award, month): Said(status, day) for award, month, status, day in found}


def reminders(connection: Connection, awards: Sequence[Id]) -> dict[tuple[Id, str], Reminded]:
    """Return how often companies were reminded of a month, and when last."""
    found = connection.execute(
        "SELECT award_id, month, count(*), max(coalesce(on_date, '')) FROM journal_note "
        f"WHERE award_id {_THESE} AND kind IN ('REMINDER', 'FORMAL_NOTICE') AND deleted = 0 "
        "AND month <> '' GROUP BY 1, 2",
        (json.dumps(awards),),
    )
    return {(award, month): Reminded(count, last) for award, month, count, last in found}


def at_work(connection: Connection, awards: Sequence[Id]) -> list[AtWork]:
    """Return who works under some awards; a row that names none is its company's own on the lot."""
    found = connection.execute(
        "SELECT a.id, coalesce(a.award_id, w.id), coalesce(p.last_name, ''), "
        "coalesce(p.first_name, ''), coalesce(a.label, ''), a.head_count, coalesce(e.name, ''), "
        "coalesce(a.starts_on, c.starts_on), coalesce(a.ends_on, c.ends_on) "
        "FROM award w JOIN assignment a ON a.lot_id = w.lot_id "
        "LEFT JOIN employment_contract c ON c.id = a.employment_contract_id "
        "LEFT JOIN participant p ON p.id = c.participant_id "
        "LEFT JOIN company e ON e.id = coalesce(c.employer_id, a.employer_id) "
        f"WHERE w.id {_THESE} AND a.deleted = 0 AND coalesce(c.deleted, 0) = 0 "
        f"AND {person_gone('p')} = 0 AND (a.award_id = w.id OR (a.award_id IS NULL "
        "AND w.company_id IN (a.host_id, coalesce(c.employer_id, a.employer_id)))) "
        "ORDER BY 3, 4, 5, 1",
        (json.dumps(awards),),
    )
    return [AtWork(*row) for row in found]


def reachable(connection: Connection, companies: Sequence[Id], today: str) -> list[Reachable]:
    """Return the contacts of some companies that are still valid, the latest first."""
    found = connection.execute(
        "SELECT company_id, public_contract_id, trim(coalesce(first_name, '') || ' ' || "
        "coalesce(last_name, '')), coalesce(role, ''), coalesce(email, ''), coalesce(phone, '') "
        f"FROM contact WHERE company_id {_THESE} AND deleted = 0 AND erased = 0 "
        "AND coalesce(ends_on, '9999') > ? AND coalesce(starts_on, '') <= ? "
        "ORDER BY coalesce(starts_on, '') DESC, id",
        (json.dumps(companies), today, today),
    )
    return [Reachable(*row) for row in found]


def last_reminders(connection: Connection, awards: Sequence[Id]) -> dict[Id, str]:
    """Return when the company of each award was last reminded of any return, ISO text."""
    found = connection.execute(
        "SELECT award_id, max(on_date) FROM journal_note "
        f"WHERE award_id {_THESE} AND kind IN ('REMINDER', 'FORMAL_NOTICE') AND deleted = 0 "
        "AND month <> '' AND on_date <> '' GROUP BY 1",
        (json.dumps(awards),),
    )
    return dict(found.fetchall())
