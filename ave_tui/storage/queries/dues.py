"""Hours due of lots and awards on a day: what was notified, and what changes in force added.

Whoever reads hours due adds what `added` says; ends of lots and contracts are `LOT_END` and
`CONTRACT_END`. Of a group, one award bears the obligation: shares of the others are information,
and `member` leaves them out of every sum.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.amending import Amended, Weighed, added_to_awards, added_to_lots, is_member

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

_IN_FORCE: Final = (
    "x.deleted = 0 AND x.ends_on IS NOT NULL AND x.notified_on <= {day} "
    "ORDER BY x.notified_on DESC, x.id DESC LIMIT 1"
)


def lot_end(lot: str, day: str) -> str:
    """Return the expression for the end of a lot, as changes in force on a day left it.

    Args:
        lot: What the query calls the lot.
        day: The place of the day in the query.
    """
    return (
        "coalesce((SELECT x.ends_on FROM amendment x "
        f"WHERE x.public_contract_id = {lot}.public_contract_id "
        f"AND (x.lot_id = {lot}.id OR x.lot_id IS NULL) AND {_IN_FORCE.format(day=day)}), "
        f"{lot}.ends_on)"
    )


def contract_end(contract: str, day: str) -> str:
    """Return the expression for the end of a public contract, as changes left it."""
    return (
        f"coalesce((SELECT x.ends_on FROM amendment x WHERE x.public_contract_id = {contract}.id "
        f"AND x.lot_id IS NULL AND {_IN_FORCE.format(day=day)}), {contract}.ends_on)"
    )


def member(award: str) -> str:
    """Return the condition that an award stands under another one, which bears the obligation."""
    return (
        f"EXISTS (SELECT 1 FROM award g WHERE g.id = {award}.lead_id AND g.deleted = 0 "
        f"AND g.id <> {award}.id AND g.lot_id = {award}.lot_id "
        f"AND (coalesce(g.lead_id, '') <> {award}.id OR g.id < {award}.id))"
    )


def group(first: str) -> str:
    """Return the query for some awards and all that stand under them.

    Args:
        first: The query for their ids.
    """
    return (
        f"WITH RECURSIVE led(id) AS ({first} UNION SELECT m.id FROM award m "
        "JOIN led ON m.lead_id = led.id WHERE m.deleted = 0) SELECT id FROM led"
    )


class AwardOfLot(NamedTuple):
    """An award as its hours due are shared out."""

    award: Id
    lot: Id
    due: int | None
    company: Id
    lead: Id | None


Within = tuple[str, tuple[str, ...]]
"""A query for the ids of public contracts, and what goes into its places."""


def changes(connection: Connection, day: str, within: Within | None) -> list[Amended]:
    """Return what adds hours on a day, of some contracts or of all."""
    where, bound = ("", ()) if within is None else within
    where = where and f" AND public_contract_id IN ({where})"
    found = connection.execute(
        "SELECT id, public_contract_id, lot_id, notified_on, due_seconds FROM amendment "
        "WHERE deleted = 0 AND due_seconds <> 0 AND notified_on <= ? "
        f"AND public_contract_id IS NOT NULL{where}",
        (day, *bound),
    )
    return [Amended(*row) for row in found]


def added(connection: Connection, day: str, within: Within | None = None) -> dict[Id, int]:
    """Return the seconds that changes in force on a day add to what was notified.

    By the id of a lot, an award, a public contract, an authority, an operation or a company; what
    is not among them has nothing added. Withdrawn records add nothing to those above them.

    Args:
        connection: To the records.
        day: ISO text.
        within: Only what these public contracts add, where nobody asks for others.
    """
    found = changes(connection, day, within)
    if not found:
        return {}
    of = json.dumps(sorted({change.contract for change in found}))
    rows = connection.execute(
        "SELECT id, public_contract_id, due_seconds FROM lot WHERE deleted = 0 "
        "AND public_contract_id IN (SELECT value FROM json_each(?))",
        (of,),
    ).fetchall()
    lots: dict[Id, list[Weighed]] = defaultdict(list)
    for lot, contract, due in rows:
        lots[contract].append(Weighed(lot, due))
    total = added_to_lots(found, lots, day)
    total |= _of_awards(connection, total)
    _add_above(connection, of, lots, total)
    return {row: seconds for row, seconds in total.items() if seconds}


def _of_awards(connection: Connection, of_lots: Mapping[Id, int]) -> dict[Id, int]:
    """Return what is added to awards and their companies."""
    rows = [
        AwardOfLot(*row)
        for row in connection.execute(
            "SELECT id, lot_id, due_seconds, company_id, lead_id FROM award WHERE deleted = 0 "
            "AND lot_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(of_lots)),),
        )
    ]
    bearing: dict[Id, list[Weighed]] = defaultdict(list)
    for lot, awards in _by_lot(rows).items():
        leads = {each.award: each.lead for each in awards}
        bearing[lot] = [
            Weighed(each.award, each.due)
            for each in awards
            if not is_member(each.award, each.lead, leads)
        ]
    parts = added_to_awards(of_lots, bearing)
    of: dict[Id, int] = defaultdict(int, parts)
    for each in rows:
        of[each.company] += parts.get(each.award, 0)
    return dict(of)


def _by_lot(rows: Iterable[AwardOfLot]) -> dict[Id, list[AwardOfLot]]:
    lots: dict[Id, list[AwardOfLot]] = defaultdict(list)
    for each in rows:
        lots[each.lot].append(each)
    return lots


def _add_above(
    connection: Connection, contracts: str, lots: Mapping[Id, list[Weighed]], total: dict[Id, int]
) -> None:
    """Add what lots get to their contracts, and to what groups those."""
    for contract, authority, operation, deleted in connection.execute(
        "SELECT id, authority_id, operation_id, deleted FROM public_contract "
        "WHERE id IN (SELECT value FROM json_each(?))",
        (contracts,),
    ).fetchall():
        of_contract = sum(total.get(lot.row, 0) for lot in lots.get(contract, ()))
        for row in (contract, *(() if deleted else (authority, operation))):
            if row is not None:
                total[row] = total.get(row, 0) + of_contract


def is_within_group(connection: Connection, award: Id) -> bool:
    """Tell whether another award bears the obligation of this one."""
    found = connection.execute(f"SELECT {member('w')} FROM award w WHERE w.id = ?", (award,))
    return bool((found.fetchone() or (0,))[0])


def of_lot(connection: Connection, lot: Id, day: str) -> int | None:
    """Return the seconds due on a lot on a day; None where none were notified or added."""
    found = connection.execute("SELECT due_seconds FROM lot WHERE id = ?", (lot,)).fetchone()
    contract = "SELECT public_contract_id FROM lot WHERE id = ?"
    more = added(connection, day, (contract, (lot,)))
    return due_of(found[0] if found else None, more.get(lot))


def due_of(notified: int | None, more: int | None) -> int | None:
    """Return the hours due, where some were notified or added."""
    if notified is None:
        return more
    return notified + (more or 0)
