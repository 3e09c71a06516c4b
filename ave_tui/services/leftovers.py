"""Hours left over when people leave early: who they were, who takes over, or why nobody will."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change, new_id, settlement_id
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.trade_choices import Outcome
from ave_tui.domain.words import N_
from ave_tui.services.today_leavers import left_over
from ave_tui.services.today_work import lot_of, person_of
from ave_tui.storage import rows
from ave_tui.storage.queries import leftovers as queries
from ave_tui.storage.queries.allocated import moved_by
from ave_tui.storage.queries.today import Portfolio

if TYPE_CHECKING:
    from datetime import date

    from ave_tui.domain.leftovers import Leftover
    from ave_tui.domain.schema import Id, Values
    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger

_SAME_JOB: Final = ("employer_id", "kind", "weekly_seconds", "rome", "job")
_SAME_PLACE: Final = ("lot_id", "award_id", "host_id", "mode", "employer_id")


class State(IntEnum):
    """What became of hours left over; in the order in which they are listed."""

    OPEN = 0
    TAKEN_OVER = 1
    SETTLED = 2


@dataclass(frozen=True, slots=True)
class LeftHours:
    """Hours that somebody left, and all there is to say of them."""

    left: Leftover
    who: str
    where: str
    """The company of the award; empty where none is known."""
    lot: str
    state: State
    by: str = ""
    """Who took over."""
    reason: str = ""
    """Why they were settled."""

    @property
    def assignment(self) -> Id:
        """The assignment of who left."""
        return self.left.assignment


class LeftoverService:
    """What is to be placed again in one's own portfolio."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    @property
    def today(self) -> date:
        """The day it is."""
        return self._database.clock().date()

    def everything(self) -> list[LeftHours]:
        """Return all hours left over: the open ones first, then those taken over, then settled."""
        connection = self._database.connection
        portfolio = Portfolio(connection, self._ledger.actor, self.today.isoformat())
        lots = {lot.lot: lot for lot in portfolio.lots()}
        awards, work = portfolio.awards(), portfolio.work()
        moved = moved_by(connection, "award_id", *portfolio.own_lots)
        left = left_over(
            connection, portfolio, awards, lots, work, portfolio.counted(), moved, self.today
        )
        settled = queries.settled(connection)
        people = {each.assignment: each for each in work}
        companies = {award.award: award.company for award in awards}
        found = []
        for each in left:
            reason = settled.get(each.assignment)
            state = State.OPEN if each.is_open else State.TAKEN_OVER
            followers = [people[row] for row in each.successors if row in people]
            found.append(
                LeftHours(
                    each,
                    person_of(people[each.assignment]),
                    companies.get(each.place, ""),
                    lot_of(lots[people[each.assignment].lot]),
                    state if reason is None else State.SETTLED,
                    ", ".join(dict.fromkeys(person_of(other) for other in followers)),
                    reason or "",
                )
            )
        return sorted(found, key=lambda each: (each.state, each.left.left_on, each.assignment))

    def successor(self, of: LeftHours) -> Values:
        """Return what the contract of whoever takes over starts with; the person is missing."""
        job = self._read("assignment", of.assignment)
        contract = self._read("employment_contract", str(job.get("employment_contract_id") or ""))
        begun: Values = {name: contract.get(name) for name in _SAME_JOB}
        begun["starts_on"] = self.today.isoformat()
        term = contract.get("ends_on")
        if isinstance(term, str) and term > self.today.isoformat():
            begun["ends_on"] = term
        begun["planned_seconds"] = of.left.remains
        return {name: value for name, value in begun.items() if value is not None}

    def take_over(self, of: LeftHours, contract: Id) -> Id:
        """Put a contract to work where somebody left, and return the assignment; one step.

        Its hours count against those left over from now on.
        """
        job = self._read("assignment", of.assignment)
        made = self._read("employment_contract", contract)
        values: Values = {name: job.get(name) for name in _SAME_PLACE}
        values |= {
            "employment_contract_id": contract,
            "starts_on": made.get("starts_on"),
            "ends_on": made.get("ends_on"),
            "replaces_id": of.assignment,
        }
        row = new_id()
        kept = {name: value for name, value in values.items() if value is not None}
        self._ledger.commit([Change("assignment", row, kept)])
        return row

    def settle(self, of: LeftHours, reason: str) -> None:
        """Say why the hours will not be placed again; they stay due.

        Raises:
            RuleBrokenError: There is no reason.
        """
        if not reason.strip():
            raise RuleBrokenError(
                N_("Hours are not settled without a reason."),
                N_("Say in a few words why nobody takes over."),
                field="notes",
            )
        values: Values = {
            "kind": queries.LEFTOVER,
            "subject": of.assignment,
            "figure": str(of.left.remains),
            "outcome": Outcome.ACCEPTED.value,
            "notes": reason.strip(),
            "decided_on": self.today.isoformat(),
            "decided_by_id": self._ledger.actor or None,
        }
        row = settlement_id(queries.LEFTOVER, of.assignment)
        self._ledger.commit([Change("settlement", row, values)])

    def reopen(self, of: LeftHours) -> None:
        """Take back that hours were settled."""
        row = settlement_id(queries.LEFTOVER, of.assignment)
        self._ledger.commit([Change("settlement", row, None)])

    def _read(self, table: str, row: Id) -> Values:
        found = rows.read(self._database.connection, table, row)
        return found.values if found else {}
