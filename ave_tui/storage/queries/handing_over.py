"""What a successor must know of a public contract: whom to speak to, who is at work."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


class ContactRow(NamedTuple):
    """Somebody to speak to."""

    last_name: str
    first_name: str
    role: str
    phone: str
    email: str
    whose: str
    """The company or the authority."""


class AtWorkRow(NamedTuple):
    """Somebody at work on a lot of the contract."""

    last_name: str
    first_name: str
    erased: bool
    label: str
    lot_number: str
    lot_name: str
    employer: str
    job: str
    starts_on: str | None
    ends_on: str | None
    """Of the employment contract."""
    eligible_until: str | None
    seconds: int


class SizingRow(NamedTuple):
    """How the hours of a lot were computed."""

    lot: Id
    on_date: str | None
    method: str | None
    amount_cents: int | None
    due: int | None
    notes: str


def contacts(connection: Connection, contract: Id, day: str) -> list[ContactRow]:
    """Return the contacts valid on a day: the contract's, its authority's, its companies'."""
    found = connection.execute(
        "SELECT coalesce(t.last_name, ''), coalesce(t.first_name, ''), coalesce(t.role, ''), "
        "coalesce(t.phone, ''), coalesce(t.email, ''), coalesce(c.name, a.name, '') "
        "FROM contact t LEFT JOIN company c ON c.id = t.company_id "
        "LEFT JOIN authority a ON a.id = t.authority_id "
        "WHERE t.deleted = 0 AND t.erased = 0 AND coalesce(t.starts_on, '') <= :day "
        "AND (t.ends_on IS NULL OR t.ends_on > :day) AND (t.public_contract_id = :contract "
        # Somebody named for another contract is not the one to call about this one.
        "OR (t.public_contract_id IS NULL AND (t.authority_id = "
        "(SELECT authority_id FROM public_contract WHERE id = :contract) "
        "OR t.company_id IN (SELECT w.company_id FROM award w JOIN lot l ON l.id = w.lot_id "
        "WHERE l.public_contract_id = :contract AND w.deleted = 0 AND l.deleted = 0)))) "
        "ORDER BY t.public_contract_id IS NULL, 6, 1, 2, t.id",
        {"contract": contract, "day": day},
    )
    return [ContactRow(*row) for row in found]


def at_work(connection: Connection, contract: Id, day: str) -> list[AtWorkRow]:
    """Return who is at work on a contract on a day, and until when."""
    found = connection.execute(
        "SELECT coalesce(p.last_name, ''), coalesce(p.first_name, ''), coalesce(p.erased, 0), "
        "coalesce(a.label, ''), coalesce(l.number, ''), coalesce(l.name, ''), "
        "coalesce(c.name, ''), coalesce(e.job, ''), coalesce(a.starts_on, e.starts_on), "
        "e.ends_on, (SELECT max(coalesce(x.extended_to, x.ends_on)) FROM eligibility x "
        "WHERE x.participant_id = p.id AND x.deleted = 0), "
        "(SELECT coalesce(sum(m.declared), 0) FROM counted_month m WHERE m.assignment_id = a.id) "
        "FROM lot l JOIN assignment a ON a.lot_id = l.id "
        "LEFT JOIN employment_contract e ON e.id = a.employment_contract_id "
        "LEFT JOIN participant p ON p.id = e.participant_id "
        "LEFT JOIN company c ON c.id = coalesce(e.employer_id, a.employer_id) "
        "WHERE l.public_contract_id = :contract AND l.deleted = 0 AND a.deleted = 0 "
        "AND coalesce(e.deleted, 0) = 0 AND coalesce(a.starts_on, e.starts_on, '') <= :day "
        "AND min(coalesce(a.ends_on, '9999'), coalesce(e.left_on, e.ends_on, '9999')) >= :day "
        "ORDER BY 1, 2, 4, a.id",
        {"contract": contract, "day": day},
    )
    return [AtWorkRow._make((*row[:2], bool(row[2]), *row[3:])) for row in found]


def validated(connection: Connection, lot: Id) -> int:
    """Return the validated seconds of a lot."""
    (seconds,) = connection.execute(
        "SELECT coalesce(sum(m.validated), 0) FROM assignment a "
        "JOIN counted_month m ON m.assignment_id = a.id WHERE a.lot_id = ?",
        (lot,),
    ).fetchone()
    return int(seconds)


def sizings(connection: Connection, contract: Id) -> list[SizingRow]:
    """Return how the hours of a contract's lots were computed, the oldest first."""
    found = connection.execute(
        "SELECT s.lot_id, s.on_date, s.method, s.amount_cents, s.due_seconds, "
        "coalesce(s.notes, '') FROM sizing s JOIN lot l ON l.id = s.lot_id "
        "WHERE l.public_contract_id = ? AND s.deleted = 0 AND l.deleted = 0 "
        "ORDER BY s.on_date, s.id",
        (contract,),
    )
    return [SizingRow(*row) for row in found]
