"""What a sizing looks at: its lot, the versions before it, the trades."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.trades import TradeRate

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


class LotRow(NamedTuple):
    """A lot, and what its contract says."""

    lot: Id
    number: str
    name: str
    due_seconds: int | None
    sized_seconds: int | None
    contract: Id
    reference: str
    subject: str
    authority: Id
    authority_name: str
    notified_on: str
    starts_on: str
    ends_on: str
    clause: str
    amount_cents: int | None
    lots: int
    """How many lots the contract has."""


class ChangeRow(NamedTuple):
    """An amendment, a phase, a renewal or an order of a lot's contract."""

    row: Id
    kind: str
    number: str
    name: str
    in_force_on: str
    amount_cents: int | None
    due_seconds: int | None
    whole_contract: bool
    """It names no lot."""


def lot(connection: Connection, row: Id) -> LotRow | None:
    """Return a lot with its contract; None where it is not there."""
    found = connection.execute(
        "SELECT l.id, coalesce(l.number, ''), coalesce(l.name, ''), l.due_seconds, "
        "l.sized_seconds, coalesce(p.id, ''), coalesce(p.reference, ''), coalesce(p.subject, ''), "
        "coalesce(p.authority_id, ''), coalesce(a.name, ''), coalesce(p.notified_on, ''), "
        "coalesce(l.starts_on, p.starts_on, ''), coalesce(l.ends_on, p.ends_on, ''), "
        "coalesce(p.clause, ''), p.amount_cents, (SELECT count(*) FROM lot o "
        "WHERE o.public_contract_id = l.public_contract_id AND o.deleted = 0) FROM lot l "
        "LEFT JOIN public_contract p ON p.id = l.public_contract_id "
        "LEFT JOIN authority a ON a.id = p.authority_id WHERE l.id = ? AND l.deleted = 0",
        (row,),
    ).fetchone()
    return None if found is None else LotRow(*found)


def changes(connection: Connection, contract: Id, of_lot: Id) -> list[ChangeRow]:
    """Return the changes of a contract that touch one of its lots, the oldest first."""
    found = connection.execute(
        "SELECT id, coalesce(kind, ''), coalesce(number, ''), coalesce(name, ''), "
        "coalesce(notified_on, ''), amount_cents, due_seconds, lot_id IS NULL FROM amendment "
        "WHERE public_contract_id = ? AND (lot_id IS NULL OR lot_id = ?) AND deleted = 0 "
        "ORDER BY notified_on, id",
        (contract, of_lot),
    )
    return [ChangeRow._make((*row[:-1], bool(row[-1]))) for row in found]


def versions(connection: Connection, of_lot: Id) -> list[Id]:
    """Return the sizings of a lot, the newest first."""
    found = connection.execute(
        "SELECT s.id FROM sizing s WHERE s.lot_id = ? AND s.deleted = 0 "
        "ORDER BY coalesce(s.on_date, '') DESC, "
        "(SELECT max(c.at_ms) FROM change_log c WHERE c.row_id = s.id) DESC, s.id",
        (of_lot,),
    )
    return [row for (row,) in found]


def trades(connection: Connection) -> list[TradeRate]:
    """Return the figures that the structure gave to trades."""
    found = connection.execute(
        "SELECT coalesce(name, ''), labour_share, rate_cents, coalesce(since, ''), "
        "coalesce(source, ''), id FROM trade_rate WHERE deleted = 0"
    )
    return [TradeRate(*row) for row in found]
