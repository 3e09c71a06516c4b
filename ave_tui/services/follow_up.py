"""After the contract: whom to call this week, what they say, and what share of exits is good."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.choices import ExitMoment
from ave_tui.domain.exits import tally
from ave_tui.domain.follow_up import (
    MONTHS_AFTER,
    asking_on,
    ended,
    known_since,
    months_after,
)
from ave_tui.domain.trade_choices import JournalKind
from ave_tui.i18n import _
from ave_tui.services.calls import due_calls
from ave_tui.services.record_rules import refuse_nonsense, tidy
from ave_tui.storage import rows
from ave_tui.storage.queries.follow_up import employers, leavers
from ave_tui.storage.queries.rules import dated_values
from ave_tui.storage.queries.today import Portfolio

if TYPE_CHECKING:
    from datetime import date

    from ave_tui.domain.exits import Tally
    from ave_tui.domain.follow_up import Asking, Call
    from ave_tui.domain.schema import Id, Values
    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger


class Due(NamedTuple):
    """A call, and what one wants to see before making it."""

    person: Id
    name: str
    phone: str
    email: str
    employer: str
    job: str
    call: Call


class FollowUpService:
    """Calls and exits; one method that writes is one step of undo."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    @property
    def today(self) -> date:
        """The day it is."""
        return self._database.clock().date()

    def asking(self) -> Asking:
        """Return the rules of asking that hold today."""
        return asking_on(dated_values(self._database.connection), self.today.isoformat())

    def calls(self) -> list[Due]:
        """Return whom to call: the overdue first, then this week's, later ones, the unreachable."""
        connection = self._database.connection
        found = list(due_calls(connection, self._portfolio(), self.asking(), self.today))
        jobs = employers(connection, {call.contract for _, call in found})
        listed = [
            Due(
                leaver.person,
                leaver.name,
                leaver.phone,
                leaver.email,
                *jobs.get(call.contract, ("", "")),
                call,
            )
            for leaver, call in found
        ]
        return sorted(listed, key=lambda due: (due.call.state, due.call.next_on, due.name))

    def record(self, due: Due, kind: str, on_date: str, notes: str | None = None) -> Id:
        """Record what became of somebody, and return the id of the exit.

        Raises:
            RuleBrokenError: A situation or a day is missing.
        """
        row = new_id()
        values: Values = {
            "participant_id": due.person,
            "employment_contract_id": due.call.contract,
            "moment": due.call.moment,
            "kind": kind,
            "on_date": on_date,
            "notes": tidy("exit", "notes", notes),
        }
        refuse_nonsense("exit", values)
        self._ledger.commit([Change("exit", row, values)])
        return row

    def call_in_vain(self, due: Due, notes: str | None = None) -> date:
        """Note a call that came to nothing, and return the day to try again."""
        today = self.today
        moment = _(ExitMoment(due.call.moment).label)
        said = tidy("journal_note", "notes", notes) or _("No answer ({moment}).", moment=moment)
        values: Values = {
            "on_date": today.isoformat(),
            "kind": JournalKind.CALL.value,
            "participant_id": due.person,
            "facilitator_id": self._me(),
            "notes": said,
        }
        self._ledger.commit([Change("journal_note", new_id(), values)])
        return today + timedelta(days=self.asking().again)

    def rates(self, first: date, last: date) -> list[Tally]:
        """Return what became of those who left between two days, moment by moment."""
        today = self.today
        moments = [moment for moment in ExitMoment if moment in self.asking().moments]
        until = min(last, today - timedelta(days=1))
        found: dict[ExitMoment, list[str | None]] = {moment: [] for moment in moments}
        for leaver in leavers(self._database.connection, self._portfolio(), first, until):
            left = ended(leaver.spells, today)
            if left is None or left.ends_on is None:
                continue
            known = known_since(left, leaver.known)
            for moment in moments:
                if months_after(left.ends_on, MONTHS_AFTER[moment]) <= today:
                    found[moment].append(known.get(moment))
        return [tally(moment, kinds) for moment, kinds in found.items()]

    def _portfolio(self) -> Portfolio:
        today = self._database.clock().date().isoformat()
        return Portfolio(self._database.connection, self._ledger.actor, today)

    def _me(self) -> Id | None:
        me = self._ledger.actor
        found = rows.read(self._database.connection, "facilitator", me) if me else None
        return me if found and not found.deleted else None
