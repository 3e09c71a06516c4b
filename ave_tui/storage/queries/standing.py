"""Where the public contracts of a portfolio stand, and which of their changes are to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.contract_life import HELD, OVER
from ave_tui.storage.queries import dues

if TYPE_CHECKING:
    from ave_tui.domain.choices import ContractStatus
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.dues import Within


class StandingRow(NamedTuple):
    """A public contract that is not withdrawn."""

    contract: Id
    reference: str
    subject: str
    status: str | None
    status_on: str | None
    authority: Id
    starts_on: str | None
    ends_on: str | None
    """Of the contract or of its last lot, as changes in force left it."""


class ToComeRow(NamedTuple):
    """An optional phase or a renewal that is not in force."""

    change: Id
    contract: Id
    reference: str
    kind: str
    number: str
    name: str
    notified_on: str | None
    ends_on: str | None
    """When the contract ends without it."""


def standings(connection: Connection, day: str, within: Within) -> list[StandingRow]:
    """Return where the contracts of a portfolio stand that are not over.

    Args:
        connection: To the records.
        day: ISO text.
        within: The query for the contracts, and what goes into its places.
    """
    query, bound = within
    found = connection.execute(
        "SELECT p.id, coalesce(p.reference, ''), coalesce(p.subject, ''), p.status, p.status_on, "
        "coalesce(p.authority_id, ''), coalesce(p.starts_on, (SELECT min(l.starts_on) FROM lot l "
        "WHERE l.public_contract_id = p.id AND l.deleted = 0)), "
        f"nullif(max(coalesce({dues.contract_end('p', '?')}, ''), "
        f"coalesce((SELECT max({dues.lot_end('l', '?')}) FROM lot l "
        "WHERE l.public_contract_id = p.id AND l.deleted = 0), '')), '') "
        f"FROM public_contract p WHERE p.id IN ({query}) AND p.deleted = 0 AND "
        f"coalesce(p.status, 'RUNNING') NOT IN ({_listed(OVER)})",
        (day, day, *bound),
    )
    return [StandingRow(*row) for row in found]


def to_come(connection: Connection, day: str, within: Within) -> list[ToComeRow]:
    """Return the phases and renewals of held contracts that are not in force on a day."""
    query, bound = within
    found = connection.execute(
        "SELECT x.id, p.id, coalesce(p.reference, ''), x.kind, coalesce(x.number, ''), "
        f"coalesce(x.name, ''), x.notified_on, {dues.contract_end('p', '?')} "
        "FROM amendment x JOIN public_contract p ON p.id = x.public_contract_id "
        "WHERE x.kind IN ('PHASE', 'RENEWAL') AND x.deleted = 0 "
        "AND (x.notified_on IS NULL OR x.notified_on = '' OR x.notified_on > ?) "
        f"AND p.id IN ({query}) AND p.deleted = 0 "
        f"AND coalesce(p.status, 'RUNNING') IN ({_listed(HELD)})",
        (day, day, *bound),
    )
    return [ToComeRow(*row) for row in found]


def _listed(statuses: frozenset[ContractStatus]) -> str:
    return ", ".join(f"'{status}'" for status in sorted(statuses))
