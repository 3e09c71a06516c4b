"""Public contracts as far as it matters whether they bear a clause, and one with hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.clause_duty import Contract

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


class DutyRow(NamedTuple):
    """A public contract, as far as clauses are a matter."""

    row: Id
    authority: Id
    reference: str
    subject: str
    contract: Contract


_DUTY = (
    "SELECT p.id, coalesce(p.authority_id, ''), coalesce(p.reference, ''), "
    "coalesce(p.subject, ''), coalesce(p.clause, ''), coalesce(p.status, ''), "
    "coalesce(p.nature, ''), coalesce(a.kind, ''), p.amount_cents, coalesce(p.notified_on, ''), "
    "coalesce(p.exception, ''), coalesce(p.exception_note, ''), "
    "(SELECT coalesce(sum(l.due_seconds), 0) FROM lot l WHERE l.public_contract_id = p.id "
    "AND l.deleted = 0), coalesce(p.concession, 0) "
    "FROM public_contract p LEFT JOIN authority a ON a.id = p.authority_id WHERE p.deleted = 0 "
)


def duty_of(connection: Connection, contract: Id) -> DutyRow | None:
    """Return one public contract as far as clauses are a matter."""
    found = connection.execute(_DUTY + "AND p.id = ?", (contract,)).fetchone()
    return None if found is None else _duty(found)


_LACKING = (
    "AND ((coalesce(p.clause, '') <> '' AND NOT EXISTS (SELECT 1 FROM lot l "
    "WHERE l.public_contract_id = p.id AND l.deleted = 0 AND l.due_seconds > 0)) "
    "OR (coalesce(p.clause, '') = '' AND p.amount_cents > 0)) "
)


def duties(connection: Connection, facilitator: Id) -> list[DutyRow]:
    """Return the contracts that may lack something, of those that somebody follows.

    Without a contract in somebody's name all are looked at. The first screen asks: what can't
    lack anything never leaves the database.
    """
    mine = "SELECT 1 FROM public_contract WHERE facilitator_id = ? AND deleted = 0 LIMIT 1"
    if connection.execute(mine, (facilitator,)).fetchone():
        found = connection.execute(_DUTY + _LACKING + "AND p.facilitator_id = ?", (facilitator,))
        return [_duty(row) for row in found]
    return [_duty(row) for row in connection.execute(_DUTY + _LACKING)]


def authority_kind(connection: Connection, authority: Id) -> str:
    """Return the kind of a contracting authority; empty where nothing is known."""
    found = connection.execute("SELECT kind FROM authority WHERE id = ?", (authority,)).fetchone()
    return str(found[0] or "") if found else ""


def _duty(found: tuple[object, ...]) -> DutyRow:
    row, authority, reference, subject, *contract = found
    return DutyRow(
        str(row),
        str(authority),
        str(reference),
        str(subject),
        Contract._make((*contract[:-1], bool(contract[-1]))),
    )
