"""Companies and people who may have been recorded twice: found by index, never by reading all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


class CompanyRow(NamedTuple):
    """A company that shares its SIRET with another."""

    company: Id
    siret: str
    name: str


class BornRow(NamedTuple):
    """Somebody, and somebody else who was born on the same day."""

    participant: Id
    last_name: str
    first_name: str
    other: Id
    other_last_name: str
    other_first_name: str
    birth_date: str


def same_siret(connection: Connection) -> list[CompanyRow]:
    """Return the companies whose SIRET another one has too, those of one SIRET together."""
    found = connection.execute(
        "SELECT id, siret, coalesce(name, '') FROM company WHERE deleted = 0 AND siret IN "
        "(SELECT siret FROM company WHERE deleted = 0 AND siret IS NOT NULL AND siret <> '' "
        "GROUP BY siret HAVING count(*) > 1) ORDER BY siret, name, id"
    )
    return [CompanyRow(*row) for row in found]


def by_birth(connection: Connection) -> list[tuple[Id, str, str, str]]:
    """Return id, names and birth date of everybody, those of one day together: by index alone."""
    return connection.execute(
        "SELECT id, coalesce(last_name, ''), coalesce(first_name, ''), birth_date FROM participant "
        "WHERE deleted = 0 AND birth_date IS NOT NULL ORDER BY birth_date"
    ).fetchall()


def born_the_same_day(
    connection: Connection, assignments: str, bound: tuple[Id, ...]
) -> list[BornRow]:
    """Return the people at work on some assignments with all who were born on the same day.

    Args:
        connection: Where to look.
        assignments: The query for the ids of the assignments.
        bound: What goes into its places.
    """
    found = connection.execute(
        "SELECT p.id, coalesce(p.last_name, ''), coalesce(p.first_name, ''), "
        "o.id, coalesce(o.last_name, ''), coalesce(o.first_name, ''), p.birth_date "
        "FROM participant p JOIN participant o ON o.birth_date = p.birth_date "
        "AND o.deleted = 0 AND o.birth_date IS NOT NULL AND o.id <> p.id "
        "WHERE p.deleted = 0 AND p.id IN (SELECT e.participant_id FROM assignment a "
        "JOIN employment_contract e ON e.id = a.employment_contract_id "
        f"WHERE a.id IN ({assignments})) ORDER BY p.last_name, p.first_name, p.id, o.id",
        bound,
    )
    return [BornRow(*row) for row in found]
