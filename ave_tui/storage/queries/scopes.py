"""Which assignments belong to a scope, and which hours are due in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.windows import Scope, ScopeKind
from ave_tui.storage import preferences
from ave_tui.storage.queries import dues
from ave_tui.storage.same import all_of_same

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

_NO_ROW: Final = "SELECT NULL WHERE 0"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Queries for the ids of a scope's assignments, awards and lots, and what goes into them."""

    assignments: str
    bound: tuple[str, ...] = ()
    awards: str = _NO_ROW
    """The awards whose share of the hours due is looked at."""
    awards_bound: tuple[str, ...] = ()
    lots: str = _NO_ROW
    """The lots whose hours due are looked at, where no awards are."""
    lots_bound: tuple[str, ...] = ()

    @property
    def has_lots(self) -> bool:
        """Whether what is due in it is due on lots."""
        return self.lots != _NO_ROW

    @property
    def has_awards(self) -> bool:
        """Whether what is due in it is due under awards."""
        return self.awards != _NO_ROW


@dataclass(frozen=True, slots=True)
class Due:
    """What is due in a scope and what was done of it, in seconds."""

    due: int | None = None
    """None where nothing was notified."""
    declared: int = 0
    """All hours that count towards it since the beginning, opening balances not among them."""
    opening: int = 0
    """Hours done before the program was used."""
    received: int = 0
    """Hours done elsewhere that count here under a pooling agreement."""
    given: int = 0
    """Hours done here that count elsewhere."""

    @property
    def done(self) -> int:
        """Declared hours and opening balances, with what agreements move."""
        return self.declared + self.opening + self.received - self.given

    @property
    def balance(self) -> int | None:
        """What is still due, by the declared hours."""
        return None if self.due is None else self.due - self.done


def chosen(connection: Connection, scope: Scope) -> Chosen:
    """Return what belongs to a scope."""
    match scope.kind:
        case ScopeKind.COMPANY:
            return _of_company(all_of_same(connection, "company", scope.row))
        case ScopeKind.VISIT:
            found = connection.execute(
                "SELECT company_id, lot_id FROM visit WHERE id = ?", (scope.row,)
            ).fetchone()
            company, lot = found or ("", None)
            return _of_company(all_of_same(connection, "company", company or ""), lot)
        case ScopeKind.LOT:
            bound = (scope.row,)
            lots = "SELECT ?"
            return Chosen(
                "SELECT id FROM assignment WHERE lot_id = ?", bound, lots=lots, lots_bound=bound
            )
        case ScopeKind.PARTICIPANT:
            people = all_of_same(connection, "participant", scope.row)
            return Chosen(
                "SELECT a.id FROM employment_contract c JOIN assignment a "
                f"ON a.employment_contract_id = c.id WHERE c.participant_id IN ({_places(people)})",
                tuple(people),
            )
        case _:
            return _of_everybody(connection)


def _of_company(companies: list[Id], lot: Id | None = None) -> Chosen:
    places = _places(companies)
    assignments = (
        f"SELECT id FROM assignment WHERE host_id IN ({places}) "
        f"UNION SELECT id FROM assignment WHERE employer_id IN ({places}) "
        "UNION SELECT a.id FROM employment_contract c JOIN assignment a "
        f"ON a.employment_contract_id = c.id WHERE c.employer_id IN ({places}) "
        # Whoever leads a group answers for the hours of all who stand under it.
        "UNION SELECT a.id FROM assignment a WHERE a.award_id IN ("
        + dues.group(f"SELECT id FROM award WHERE company_id IN ({places})")
        + ")"
    )
    awards = f"SELECT id FROM award WHERE company_id IN ({places}) AND deleted = 0"
    if lot is None:
        return Chosen(assignments, tuple(companies * 4), awards, tuple(companies))
    return Chosen(
        f"SELECT id FROM assignment WHERE lot_id = ? AND id IN ({assignments})",
        (lot, *companies * 4),
        f"{awards} AND lot_id = ?",
        (*companies, lot),
    )


def _of_everybody(connection: Connection) -> Chosen:
    me = preferences.get(connection, "facilitator")
    mine = (
        "SELECT l.id FROM public_contract m JOIN lot l ON l.public_contract_id = m.id "
        "WHERE m.facilitator_id = ? AND m.deleted = 0 AND l.deleted = 0"
    )
    if connection.execute(f"{mine} LIMIT 1", (me,)).fetchone():
        # Withdrawn contracts and lots are looked into too: hours below them stay in sight.
        return Chosen(
            "SELECT a.id FROM public_contract m JOIN lot l ON l.public_contract_id = m.id "
            "JOIN assignment a ON a.lot_id = l.id WHERE m.facilitator_id = ?",
            (me,),
            lots=mine,
            lots_bound=(me,),
        )
    return Chosen("SELECT id FROM assignment", lots="SELECT id FROM lot WHERE deleted = 0")


def due(connection: Connection, of: Chosen, day: str) -> Due:
    """Return the hours due in a scope on a day, what was declared towards them and came before."""
    if of.has_lots:
        wanted, count = connection.execute(
            "SELECT sum(due_seconds), count(due_seconds) FROM lot "
            f"WHERE id IN ({of.lots}) AND deleted = 0",
            of.lots_bound,
        ).fetchone()
        (opening,) = connection.execute(
            "SELECT coalesce(sum(opening_seconds), 0) FROM award "
            f"WHERE lot_id IN ({of.lots}) AND deleted = 0",
            of.lots_bound,
        ).fetchone()
    elif of.has_awards:
        wanted, count = connection.execute(
            f"SELECT sum(due_seconds), count(due_seconds) FROM award WHERE id IN ({_bearing(of)})",
            of.awards_bound,
        ).fetchone()
        (opening,) = connection.execute(
            f"SELECT coalesce(sum(opening_seconds), 0) FROM award WHERE id IN ({answered_for(of)})",
            of.awards_bound,
        ).fetchone()
    else:
        wanted, count, opening = None, 0, 0
    notified = wanted if count else None
    rows, bound = towards(of)
    (declared,) = connection.execute(
        f"SELECT coalesce(sum(declared), 0) FROM counted_month WHERE assignment_id IN ({rows})",
        bound,
    ).fetchone()
    return Due(dues.due_of(notified, _added(connection, of, day)), declared, opening)


def _added(connection: Connection, of: Chosen, day: str) -> int | None:
    """Return what changes added to what a scope looks at; None where there is no such change."""
    if of.has_lots:
        rows, bound = f"SELECT id FROM lot WHERE id IN ({of.lots}) AND deleted = 0", of.lots_bound
        contracts = f"SELECT public_contract_id FROM lot WHERE id IN ({of.lots})"
    elif of.has_awards:
        rows, bound = _bearing(of), of.awards_bound
        contracts = (
            "SELECT l.public_contract_id FROM award w JOIN lot l ON l.id = w.lot_id "
            f"WHERE w.id IN ({of.awards})"
        )
    else:
        return None
    more = dues.added(connection, day, (contracts, bound))
    if not more:
        return None
    found = connection.execute(
        f"SELECT id FROM ({rows}) WHERE id IN (SELECT value FROM json_each(?))",
        (*bound, json.dumps(list(more))),
    )
    parts = [more[row] for (row,) in found]
    return sum(parts) if parts else None


def _bearing(of: Chosen) -> str:
    """Return the query for the awards of a scope that bear an obligation of their own."""
    return f"SELECT w.id FROM award w WHERE w.id IN ({of.awards}) AND NOT {dues.member('w')}"


def answered_for(of: Chosen) -> str:
    """Return the query for the awards of a scope that bear an obligation, and their groups."""
    return dues.group(_bearing(of))


def all_count(of: Chosen) -> bool:
    """Tell whether all assignments of a scope count towards what is due in it."""
    return not of.has_awards


def towards(of: Chosen) -> tuple[str, tuple[str, ...]]:
    """Return the query for the assignments that count towards what is due, and what it binds.

    A company may also lend people to others' lots: those hours are the holders'. Those of a group
    count for whoever leads it.
    """
    if all_count(of):
        return of.assignments, of.bound
    return (
        f"SELECT id FROM assignment WHERE id IN ({of.assignments}) "
        f"AND (award_id IN ({answered_for(of)}) OR (award_id IS NULL AND lot_id IN "
        f"(SELECT lot_id FROM award WHERE id IN ({_bearing(of)}))))",
        (*of.bound, *of.awards_bound, *of.awards_bound),
    )


def of_rows(assignments: list[Id]) -> Chosen:
    """Return some assignments as a scope; ids hold only hexadecimal digits."""
    return Chosen("SELECT value FROM json_each(?)", (json.dumps(assignments),))


def _places(rows: list[Id]) -> str:
    return ", ".join("?" * len(rows))
