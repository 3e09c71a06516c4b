"""The changes of a contract one by one, each with what it adds to a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.amending import Weighed, is_member, spread

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


class ChangeRow(NamedTuple):
    """A change as it stands."""

    row: Id
    lot: Id | None
    kind: str | None
    number: str | None
    notified_on: str | None
    due: int | None
    amount_cents: int | None
    ends_on: str | None


def changes_of(connection: Connection, table: str, row: Id) -> list[tuple[ChangeRow, int | None]]:
    """Return the changes that concern a contract, a lot or an award, with what they add to it.

    The oldest first; those that nobody affirmed yet at the end.
    """
    lot, contract = _place(connection, table, row)
    if contract is None:
        return []
    found = [
        ChangeRow(*each)
        for each in connection.execute(
            "SELECT id, lot_id, kind, number, notified_on, due_seconds, amount_cents, ends_on "
            "FROM amendment WHERE public_contract_id = ? AND deleted = 0 "
            "ORDER BY notified_on IS NULL, notified_on, kind, number, id",
            (contract,),
        )
    ]
    if table == "public_contract":
        return [(change, change.due) for change in found]
    lots = _weighed(connection, "lot", "public_contract_id", contract)
    bearing = _bearing(connection, lot) if table == "award" else []
    told: list[tuple[ChangeRow, int | None]] = []
    for change in found:
        if change.lot not in (None, lot):
            continue
        seconds = change.due
        if seconds and change.lot is None:
            seconds = spread(seconds, lots).get(str(lot), 0)
        if seconds and table == "award":
            seconds = spread(seconds, bearing).get(row, 0)
        told.append((change, seconds))
    return told


def notified(connection: Connection, table: str, row: Id) -> int | None:
    """Return the hours that a contract, a lot or an award was notified with."""
    if table == "public_contract":
        query = "SELECT sum(due_seconds) FROM lot WHERE public_contract_id = ? AND deleted = 0"
    else:
        query = f"SELECT due_seconds FROM {table} WHERE id = ?"
    found = connection.execute(query, (row,)).fetchone()
    return found[0] if found else None


def amount(connection: Connection, contract: Id) -> int:
    """Return the amount that a contract was notified with, in cents; 0 where none is known."""
    query = "SELECT coalesce(amount_cents, 0) FROM public_contract WHERE id = ?"
    found = connection.execute(query, (contract,)).fetchone()
    return int(found[0]) if found else 0


def _place(connection: Connection, table: str, row: Id) -> tuple[Id | None, Id | None]:
    """Return the lot of a record, if it has one, and its public contract."""
    if table == "public_contract":
        return None, row
    query = "SELECT id, public_contract_id FROM lot WHERE id = ?"
    if table == "award":
        query = (
            "SELECT l.id, l.public_contract_id FROM award w JOIN lot l ON l.id = w.lot_id "
            "WHERE w.id = ?"
        )
    found = connection.execute(query, (row,)).fetchone()
    return (found[0], found[1]) if found else (None, None)


def _weighed(connection: Connection, table: str, link: str, row: Id) -> list[Weighed]:
    found = connection.execute(
        f"SELECT id, due_seconds FROM {table} WHERE {link} = ? AND deleted = 0", (row,)
    )
    return [Weighed(*each) for each in found]


def _bearing(connection: Connection, lot: Id | None) -> list[Weighed]:
    """Return the awards of a lot that bear an obligation of their own."""
    rows = connection.execute(
        "SELECT id, due_seconds, lead_id FROM award WHERE lot_id = ? AND deleted = 0", (lot,)
    ).fetchall()
    leads = {award: lead for award, _due, lead in rows}
    return [Weighed(award, due) for award, due, lead in rows if not is_member(award, lead, leads)]
