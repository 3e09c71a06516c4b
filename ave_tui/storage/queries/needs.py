"""Open needs of one facilitator's portfolio that wait for somebody: few rows, small tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.today import Portfolio


class NeedRow(NamedTuple):
    """A need that nobody is put forward for."""

    offer: Id
    company: str
    job: str
    answer_by: str


class WaitingRow(NamedTuple):
    """A need whose candidates have had no answer."""

    offer: Id
    company: str
    job: str
    people: int
    first_on: str
    name: str
    """The candidate, or one of them."""


def open_needs(connection: Connection, portfolio: Portfolio, near: str) -> list[NeedRow]:
    """Return the needs whose candidates are wanted by a day and that have none, the first first."""
    mine, bound = _of(portfolio)
    found = connection.execute(
        "SELECT o.id, coalesce(c.name, ''), coalesce(o.job, ''), o.answer_by FROM offer o "
        "LEFT JOIN company c ON c.id = o.company_id "
        f"WHERE o.deleted = 0 AND coalesce(o.status, 'OPEN') = 'OPEN' AND o.answer_by <= ?{mine} "
        "AND NOT EXISTS (SELECT 1 FROM application k WHERE k.offer_id = o.id AND k.deleted = 0 "
        "AND coalesce(k.status, 'PROPOSED') IN ('PROPOSED', 'HIRED')) ORDER BY o.answer_by, o.id",
        (near, *bound),
    )
    return [NeedRow(*row) for row in found]


def waiting(connection: Connection, portfolio: Portfolio, since: str) -> list[WaitingRow]:
    """Return the open needs with candidates put forward by a day and still unanswered."""
    mine, bound = _of(portfolio)
    found = connection.execute(
        "SELECT o.id, coalesce(c.name, ''), coalesce(o.job, ''), count(*), min(k.proposed_on), "
        "trim(coalesce(p.last_name, '') || ' ' || coalesce(p.first_name, '')) "
        "FROM offer o JOIN application k ON k.offer_id = o.id "
        "JOIN participant p ON p.id = k.participant_id "
        "LEFT JOIN company c ON c.id = o.company_id "
        "WHERE o.deleted = 0 AND coalesce(o.status, 'OPEN') = 'OPEN' AND k.deleted = 0 "
        "AND p.deleted = 0 AND p.erased = 0 AND coalesce(k.status, 'PROPOSED') = 'PROPOSED' "
        f"AND k.proposed_on <= ?{mine} GROUP BY o.id ORDER BY min(k.proposed_on), o.id",
        (since, *bound),
    )
    return [WaitingRow(*row) for row in found]


def _of(portfolio: Portfolio) -> tuple[str, tuple[Id, ...]]:
    """Return the condition that a need ``o`` is of a portfolio: by its lot, else by its company.

    A need without a lot, of a company that holds none, is everybody's.
    """
    lots, bound = portfolio.own_lots
    if not bound:
        return "", ()
    return (
        f" AND (o.lot_id IN ({lots}) OR (o.lot_id IS NULL AND (EXISTS (SELECT 1 FROM award w "
        f"WHERE w.company_id = o.company_id AND w.deleted = 0 AND w.lot_id IN ({lots})) "
        "OR NOT EXISTS (SELECT 1 FROM award w WHERE w.company_id = o.company_id "
        "AND w.deleted = 0))))",
        bound * 2,
    )
