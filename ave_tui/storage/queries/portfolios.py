"""Who follows what: the public contracts and the visits to do of a facilitator."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


class FollowedRow(NamedTuple):
    """A public contract of a portfolio."""

    contract: Id
    reference: str
    subject: str
    status: str | None


class ToDoRow(NamedTuple):
    """A visit after which something is still to be done."""

    visit: Id
    company: str
    next_step: str
    next_on: str


def facilitators(connection: Connection) -> list[tuple[Id, str, int]]:
    """Return every facilitator by name, with how many contracts each follows."""
    return [
        (row, name, count)
        for row, name, count in connection.execute(
            "SELECT f.id, trim(coalesce(f.first_name, '') || ' ' || coalesce(f.last_name, '')), "
            "(SELECT count(*) FROM public_contract p WHERE p.facilitator_id = f.id "
            "AND p.deleted = 0) FROM facilitator f WHERE f.deleted = 0 "
            "ORDER BY f.last_name, f.first_name, f.id"
        )
    ]


def followed(connection: Connection, facilitator: Id) -> list[FollowedRow]:
    """Return the public contracts that somebody follows, by reference."""
    found = connection.execute(
        "SELECT id, coalesce(reference, ''), coalesce(subject, ''), status FROM public_contract "
        "WHERE facilitator_id = ? AND deleted = 0 ORDER BY reference, subject, id",
        (facilitator,),
    )
    return [FollowedRow(*row) for row in found]


def to_do(connection: Connection, facilitator: Id) -> list[ToDoRow]:
    """Return the visits of somebody whose next step no later visit followed."""
    found = connection.execute(
        "SELECT v.id, coalesce(c.name, ''), v.next_step, coalesce(v.next_on, v.on_date) "
        "FROM visit v LEFT JOIN company c ON c.id = v.company_id "
        "WHERE v.facilitator_id = ? AND v.deleted = 0 AND coalesce(v.next_step, '') <> '' "
        "AND NOT EXISTS (SELECT 1 FROM visit n WHERE n.company_id = v.company_id "
        "AND n.on_date > v.on_date AND n.deleted = 0) ORDER BY 4, v.id",
        (facilitator,),
    )
    return [ToDoRow(*row) for row in found]


def to_do_of(connection: Connection, contract: Id) -> list[ToDoRow]:
    """Return the visits on a contract's lots whose next step no later visit followed."""
    found = connection.execute(
        "SELECT v.id, coalesce(c.name, ''), v.next_step, coalesce(v.next_on, v.on_date) "
        "FROM visit v LEFT JOIN company c ON c.id = v.company_id WHERE v.deleted = 0 "
        "AND v.lot_id IN (SELECT id FROM lot WHERE public_contract_id = ?) "
        "AND coalesce(v.next_step, '') <> '' AND NOT EXISTS (SELECT 1 FROM visit n "
        "WHERE n.company_id = v.company_id AND n.on_date > v.on_date AND n.deleted = 0) "
        "ORDER BY 4, v.id",
        (contract,),
    )
    return [ToDoRow(*row) for row in found]
