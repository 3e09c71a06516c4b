"""People and their live jobs, to find by a few letters of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


class Named(NamedTuple):
    """A person as recorded."""

    participant: Id
    last_name: str
    first_name: str


class Job(NamedTuple):
    """An assignment by which hours may be meant."""

    assignment: Id
    participant: Id
    starts_on: str
    ends_on: str
    lot: str
    employer: str
    host: str
    holder: str
    award: Id | None
    public_contract: Id

    @property
    def companies(self) -> str:
        """Employer, host and holder, each named once."""
        names = dict.fromkeys((self.employer, self.host, self.holder))
        return ", ".join(name for name in names if name)


def named_people(connection: Connection) -> list[Named]:
    """Return everybody, without those who were withdrawn."""
    return [
        Named(*found)
        for found in connection.execute(
            "SELECT id, coalesce(last_name, ''), coalesce(first_name, '') FROM participant "
            "WHERE deleted = 0 AND erased = 0"
        )
    ]


def live_jobs(connection: Connection, people: Sequence[Id]) -> list[Job]:
    """Return the jobs of some people of which nothing was withdrawn."""
    return [
        Job(*found)
        for found in connection.execute(
            "SELECT a.id, c.participant_id, "
            "max(coalesce(a.starts_on, ''), coalesce(c.starts_on, '')), "
            "min(coalesce(a.ends_on, '9999'), coalesce(c.ends_on, '9999')), "
            "coalesce(m.reference || ' ', '') || coalesce(l.number || ' ', '') "
            "|| coalesce(l.name, ''), "
            "coalesce(e.name, ''), coalesce(h.name, ''), coalesce(k.name, ''), "
            "a.award_id, m.id "
            "FROM employment_contract c JOIN assignment a ON a.employment_contract_id = c.id "
            "JOIN lot l ON l.id = a.lot_id JOIN public_contract m ON m.id = l.public_contract_id "
            "LEFT JOIN company e ON e.id = c.employer_id LEFT JOIN company h ON h.id = a.host_id "
            "LEFT JOIN award w ON w.id = a.award_id LEFT JOIN company k ON k.id = w.company_id "
            f"WHERE c.participant_id IN ({', '.join('?' * len(people))}) AND a.deleted = 0 "
            "AND c.deleted = 0 AND l.deleted = 0 AND m.deleted = 0 ORDER BY 5, 1",
            tuple(people),
        )
    ]
