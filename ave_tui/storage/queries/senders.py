"""Who writes to a company, and to whom: names and addresses for letters and forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


class Sender(NamedTuple):
    """A facilitator and their structure."""

    name: str = ""
    structure: str = ""
    commune: str = ""
    phone: str = ""
    email: str = ""


class Address(NamedTuple):
    """A company as a letter is addressed to it."""

    name: str
    siret: str
    place: str
    email: str
    phone: str


def sender(connection: Connection, facilitator: Id, structure: Id) -> Sender:
    """Return who writes; the structure of these records where the facilitator has none."""
    person = connection.execute(
        "SELECT trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), "
        "coalesce(structure_id, ''), coalesce(phone, ''), coalesce(email, '') FROM facilitator "
        "WHERE id = ? AND deleted = 0",
        (facilitator,),
    ).fetchone() or ("", "", "", "")
    house = connection.execute(
        "SELECT coalesce(name, ''), coalesce(commune, '') FROM structure WHERE id = ?",
        (person[1] or structure,),
    ).fetchone() or ("", "")
    return Sender(person[0], *house, *person[2:])


def address(connection: Connection, company: Id) -> Address:
    """Return how to write to a company."""
    found = connection.execute(
        "SELECT coalesce(name, ''), coalesce(siret, ''), "
        "trim(coalesce(postcode, '') || ' ' || coalesce(commune, '')), coalesce(email, ''), "
        "coalesce(phone, '') FROM company WHERE id = ?",
        (company,),
    ).fetchone()
    return Address(*(found or ("",) * 5))
