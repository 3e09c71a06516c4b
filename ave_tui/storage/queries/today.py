"""What wants doing, of one facilitator's portfolio: few questions, each bounded by its lots."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

from ave_tui.domain.contract_life import LOOKED_AT
from ave_tui.storage import preferences
from ave_tui.storage.queries import dues
from ave_tui.storage.queries.today_rows import AwardRow, Day, LotRow, VisitRow, WorkRow
from ave_tui.storage.same import person_gone

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

__all__ = ["AwardRow", "Day", "LotRow", "Portfolio", "VisitRow", "WorkRow"]

_LOOKED_AT: Final = ", ".join(f"'{status}'" for status in sorted(LOOKED_AT))


_MANY: Final = 5000
"""So many assignments are more than a small structure has."""


class Portfolio:
    """The lots that one facilitator follows; all lots where nobody follows any."""

    def __init__(self, connection: Connection, facilitator: Id, day: str) -> None:
        self._connection = connection
        self._day = day
        self._bound: tuple[Id, ...] = ()
        self._lots = "SELECT id FROM lot"
        self._contracts = "SELECT id FROM public_contract"
        mine = "SELECT 1 FROM public_contract WHERE facilitator_id = ? AND deleted = 0 LIMIT 1"
        if connection.execute(mine, (facilitator,)).fetchone():
            self._bound = (facilitator,)
            self._lots = (
                "SELECT l.id FROM public_contract m JOIN lot l ON l.public_contract_id = m.id "
                "WHERE m.facilitator_id = ?"
            )
            self._contracts += " WHERE facilitator_id = ?"

    @classmethod
    def of_contract(cls, connection: Connection, contract: Id, day: str) -> Portfolio:
        """Return one public contract alone, whoever follows it."""
        made = cls(connection, "", day)
        made._bound = (contract,)
        made._lots = "SELECT id FROM lot WHERE public_contract_id = ?"
        made._contracts += " WHERE id = ?"
        return made

    @property
    def contracts(self) -> tuple[str, tuple[Id, ...]]:
        """The query for the ids of its public contracts, and what goes into its places."""
        return self._contracts, self._bound

    @cached_property
    def added(self) -> dict[Id, int]:
        """What changes in force add to the hours due of its lots and awards."""
        return dues.added(self._connection, self._day, self.contracts if self._bound else None)

    @property
    def own_lots(self) -> tuple[str, tuple[Id, ...]]:
        """The query for the ids of its lots, and what goes into its places; no place: all."""
        return self._lots, self._bound

    @property
    def is_handy(self) -> bool:
        """Whether all of it is soon read: it is one's own, or there is not much in all."""
        many = "SELECT count(*) FROM (SELECT 1 FROM assignment LIMIT ?)"
        return bool(self._bound) or self._connection.execute(many, (_MANY,)).fetchone()[0] < _MANY

    @property
    def lot_ids(self) -> tuple[str, tuple[Id, ...]]:
        """The query for the ids of its lots, and what goes into its places."""
        return self._lots, self._bound

    @property
    def assignments(self) -> tuple[str, tuple[Id, ...]]:
        """The query for the ids of its assignments, and what goes into its places."""
        return f"SELECT id FROM assignment WHERE lot_id IN ({self._lots})", self._bound

    def lots(self) -> list[LotRow]:
        """Return the lots that work goes on for."""
        found = self._connection.execute(
            "SELECT l.id, coalesce(m.reference, ''), coalesce(l.number, ''), "
            "coalesce(l.name, ''), l.due_seconds, coalesce(l.starts_on, m.starts_on), "
            f"coalesce({dues.lot_end('l', '?')}, m.ends_on), coalesce((SELECT "
            "sum(w.opening_seconds) FROM award w WHERE w.lot_id = l.id AND w.deleted = 0), 0), "
            "coalesce(m.authority_id, '') "
            "FROM lot l JOIN public_contract m ON m.id = l.public_contract_id "
            f"WHERE l.id IN ({self._lots}) AND l.deleted = 0 AND m.deleted = 0 "
            f"AND coalesce(m.status, 'RUNNING') IN ({_LOOKED_AT})",
            (self._day, *self._bound),
        )
        lots = [LotRow(*row) for row in found]
        return [
            lot._replace(due=dues.due_of(lot.due, self.added[lot.lot]))
            if lot.lot in self.added
            else lot
            for lot in lots
        ]

    def awards(self) -> list[AwardRow]:
        """Return the awards on its lots."""
        found = self._connection.execute(
            "SELECT w.id, w.lot_id, w.company_id, coalesce(c.name, ''), w.due_seconds, "
            "coalesce(w.opening_seconds, 0), w.opening_on, w.ends_on, "
            f"CASE WHEN {dues.member('w')} THEN w.lead_id END "
            "FROM award w JOIN company c ON c.id = w.company_id "
            f"WHERE w.lot_id IN ({self._lots}) AND w.deleted = 0",
            self._bound,
        )
        awards = [AwardRow(*row) for row in found]
        return [
            award._replace(due=dues.due_of(award.due, self.added[award.award]))
            if award.award in self.added
            else award
            for award in awards
        ]

    def work(self) -> list[WorkRow]:
        """Return the assignments on its lots, withdrawn ones too: their hours still count.

        They end where their contract does, or when the person left before that.
        """
        found = self._connection.execute(
            "SELECT a.id, a.lot_id, a.award_id, e.participant_id, e.employer_id, "
            "coalesce(p.last_name, ''), coalesce(p.first_name, coalesce(a.label, '')), "
            "coalesce(a.starts_on, e.starts_on), nullif(min(coalesce(a.ends_on, "
            "e.ends_on, '9999-12-31'), coalesce(e.left_on, '9999-12-31')), '9999-12-31'), "
            "max(a.deleted, coalesce(e.deleted, 0), "
            f"{person_gone('p')}, coalesce(l.deleted, 0), coalesce(m.deleted, 0)) "
            "FROM assignment a JOIN lot l ON l.id = a.lot_id "
            "LEFT JOIN public_contract m ON m.id = l.public_contract_id "
            "LEFT JOIN employment_contract e ON e.id = a.employment_contract_id "
            "LEFT JOIN participant p ON p.id = e.participant_id "
            f"WHERE a.lot_id IN ({self._lots})",
            self._bound,
        )
        return [WorkRow._make((*row[:-1], bool(row[-1]))) for row in found]

    def counted(self) -> dict[Id, tuple[int, str]]:
        """Return the seconds that count of each assignment, and the last month with some."""
        found = self._connection.execute(
            "SELECT assignment_id, sum(declared), max(CASE WHEN declared > 0 THEN month END) "
            f"FROM counted_month WHERE assignment_id IN ({self.assignments[0]}) "
            "GROUP BY assignment_id",
            self._bound,
        )
        return {assignment: (seconds, last or "") for assignment, seconds, last in found}

    def known_since(self) -> str:
        """Return the first month that anything is known of: what lay before is not asked for."""
        begun, counted = self._connection.execute(
            "SELECT (SELECT min(at_ms) FROM change_log WHERE seq = tx), (SELECT min(month) "
            f"FROM counted_month WHERE assignment_id IN ({self.assignments[0]}))",
            self._bound,
        ).fetchone()
        written = (
            "9999-12" if begun is None else f"{datetime.fromtimestamp(begun / 1000, UTC):%Y-%m}"
        )
        return min(written, counted or written)

    def returns(self, first: str) -> dict[tuple[Id, str], str]:
        """Return where the returns of its awards stand, from a month on."""
        found = self._connection.execute(
            "SELECT r.award_id, r.month, coalesce(r.status, 'EXPECTED') FROM award w "
            "JOIN hours_return r ON r.award_id = w.id "
            f"WHERE w.lot_id IN ({self._lots}) AND r.month >= ? AND r.deleted = 0",
            (*self._bound, first),
        )
        return {(award, month): status for award, month, status in found}


def stated(connection: Connection, assignments: list[Id], month: str) -> bool:
    """Tell whether hours of a month are known otherwise than from visits: a return still binds."""
    places = ", ".join("?" * len(assignments))
    counted = connection.execute(
        f"SELECT 1 FROM counted_month WHERE assignment_id IN ({places}) AND month = ? LIMIT 1",
        (*assignments, month),
    )
    if counted.fetchone() is None:
        return False
    found = connection.execute(
        f"SELECT 1 FROM hours_entry WHERE assignment_id IN ({places}) AND deleted = 0 "
        "AND period >= ? AND period < ? AND coalesce(source, '') <> 'VISIT' LIMIT 1",
        (*assignments, month, f"{month}~"),
    )
    return found.fetchone() is not None


def next_steps(connection: Connection, facilitator: Id, first: str, last: str) -> list[VisitRow]:
    """Return the visits whose next step falls between two days and that no later one followed."""
    found = connection.execute(
        "SELECT v.id, coalesce(c.name, ''), v.next_step, coalesce(v.next_on, v.on_date) "
        "FROM visit v LEFT JOIN company c ON c.id = v.company_id "
        "WHERE v.facilitator_id = ? AND v.deleted = 0 AND coalesce(v.next_step, '') <> '' "
        "AND coalesce(v.next_on, v.on_date) BETWEEN ? AND ? "
        "AND NOT EXISTS (SELECT 1 FROM visit n WHERE n.company_id = v.company_id "
        "AND n.on_date > v.on_date AND n.deleted = 0)",
        (facilitator, first, last),
    )
    return [VisitRow(*row) for row in found]


def names(connection: Connection, facilitator: Id, structure: Id) -> tuple[str, str]:
    """Return the first name of a facilitator and the name of a structure; empty where unknown."""
    return tuple(
        connection.execute(
            "SELECT coalesce((SELECT first_name FROM facilitator WHERE id = ?), ''), "
            "coalesce((SELECT name FROM structure WHERE id = ?), '')",
            (facilitator, structure),
        ).fetchone()
    )


def has_real_people(connection: Connection) -> bool:
    """Whether anybody's records are here; made-up ones are nobody's."""
    people = "SELECT 1 FROM participant WHERE deleted = 0 LIMIT 1"
    made_up = preferences.get(connection, "made_up")
    return not made_up and connection.execute(people).fetchone() is not None
