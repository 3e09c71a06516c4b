"""Companies' monthly returns: who owes which, marked many at once, and who was reminded when."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change, hours_return_id, new_id
from ave_tui.domain.choices import ReturnStatus
from ave_tui.domain.return_months import due_day, runs
from ave_tui.domain.returns import is_late, status_of
from ave_tui.domain.rules import value_on
from ave_tui.domain.trade_choices import JournalKind
from ave_tui.i18n import _
from ave_tui.services.return_lines import ReturnLine
from ave_tui.services.today_returns import months_before
from ave_tui.storage import rows
from ave_tui.storage.queries import return_rows
from ave_tui.storage.queries.returns import seconds_despite
from ave_tui.storage.queries.rules import dated_values
from ave_tui.storage.queries.today import Portfolio, stated

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ave_tui.domain.documents import Document
    from ave_tui.domain.returns import Tone
    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.letters import Letters
    from ave_tui.storage.database import Database
    from ave_tui.storage.queries.return_rows import AtWork, AwardLine
    from ave_tui.sync.ledger import Ledger

_ORDER: Final = (
    ReturnStatus.EXPECTED,
    ReturnStatus.DISPUTED,
    ReturnStatus.RECEIVED,
    ReturnStatus.NIL,
    ReturnStatus.CHECKED,
)


class ReturnsService:
    """The board of returns of one's own portfolio."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    @property
    def today(self) -> date:
        """The day it is, by the clock of this laptop."""
        return self._database.clock().date()

    def board(self) -> list[ReturnLine]:
        """Return the returns of the twelve months before this one: those still open first."""
        connection = self._database.connection
        mine = Portfolio(connection, self._ledger.actor, self.today.isoformat())
        months = months_before(self.today, mine.known_since())
        awards = return_rows.award_lines(connection, *mine.lot_ids)
        ids = [award.award for award in awards]
        if not months or not ids:
            return []
        said = return_rows.said_of(connection, ids, months[0])
        reminders = return_rows.reminders(connection, ids)
        work = self.at_work(ids)
        rules = dated_values(connection)
        none, never = return_rows.Said("", ""), return_rows.Reminded(0, "")
        lines = []
        for award in awards:
            for month in months:
                recorded = said.get((award.award, month))
                if recorded is None and not _owed(award, month):
                    continue
                status, received_on = recorded or none
                jobs = [job for job in work[award.award] if job.in_month(month)]
                now = status_of(
                    status,
                    stated=status in ("", "EXPECTED")
                    and bool(jobs)
                    and stated(connection, [job.assignment for job in jobs], month),
                )
                day = value_on("return_day", rules, f"{month}-01", award.authority)
                due = due_day(month, day)
                times, last = reminders.get((award.award, month), never)
                people = sum(1 if job.last_name else job.head_count or 1 for job in jobs)
                idle = value_on("return_idle", rules, f"{month}-01", award.authority)
                asked = people or idle or status == ReturnStatus.EXPECTED or times
                late = bool(asked) and is_late(now, due, self.today)
                lines.append(
                    ReturnLine(award, month, now, received_on, due, late, people, times, last)
                )
        return sorted(lines, key=_order)

    def at_work(self, awards: Sequence[Id]) -> dict[Id, list[AtWork]]:
        """Return who works under each of some awards."""
        found: dict[Id, list[AtWork]] = defaultdict(list)
        for job in return_rows.at_work(self._database.connection, awards):
            if job.award:
                found[job.award].append(job)
        return found

    def mark(self, lines: Sequence[ReturnLine], status: ReturnStatus) -> int:
        """Say where some returns stand, in one step; return the hours entered despite a nil."""
        connection = self._database.connection
        ids = {line.key: hours_return_id(*line.key) for line in lines}
        kept = rows.read_many(connection, "hours_return", list(ids.values()))
        changes = []
        for (award, month), row in ids.items():
            known = kept.get(row)
            values: Values = {"award_id": award, "month": month, "status": status.value}
            received = known.values["received_on"] if known and not known.deleted else None
            came = status is not ReturnStatus.EXPECTED
            values["received_on"] = (received or self.today.isoformat()) if came else None
            changes.append(Change("hours_return", row, values))
        self._ledger.commit(changes)
        if status is not ReturnStatus.NIL:
            return 0
        return sum(seconds_despite(connection, [award], month) for award, month in ids)

    def letter(self, lines: Sequence[ReturnLine], tone: Tone) -> Document:
        """Return a reminder for each company of some returns, in French, ready to send.

        Raises:
            NothingMissingError: All of them have come.
        """
        return self._letters().reminders(lines, tone)

    def forms(self, lines: Sequence[ReturnLine]) -> Document:
        """Return the monthly forms that the companies of some returns fill in."""
        work = self.at_work([line.award.award for line in lines])
        return self._letters().forms(lines, work)

    def _letters(self) -> Letters:
        from ave_tui.services.letters import Letters

        return Letters(self._database.connection, self._ledger.actor, self.today)

    def note_reminders(self, lines: Sequence[ReturnLine], tone: Tone) -> int:
        """Write down in the journal that companies were reminded, each month of each award."""
        me = rows.read(self._database.connection, "facilitator", self._ledger.actor)
        day = self.today.isoformat()
        changes = []
        for line in lines:
            if line.status is not ReturnStatus.EXPECTED:
                continue
            values: Values = {
                "on_date": day,
                "kind": JournalKind.REMINDER.value,
                "public_contract_id": line.award.contract,
                "award_id": line.award.award,
                "company_id": line.award.company,
                "facilitator_id": me.id if me and not me.deleted else None,
                "month": line.month,
                "notes": _("{what}: return of hours.", what=_(tone.label)),
            }
            changes.append(Change("journal_note", new_id(), values))
        self._ledger.commit(changes)
        return len(changes)


def _owed(award: AwardLine, month: str) -> bool:
    ends = (award.ends_on, award.award_ends_on)
    return runs(month, award.starts_on, ends, award.opening_on)


def _order(line: ReturnLine) -> tuple[object, ...]:
    """Late ones first, the oldest of them first; of the rest the latest months first."""
    year, month = int(line.month[:4]), int(line.month[5:7])
    age = (year * 12 + month) * (1 if line.late else -1)
    rank = _ORDER.index(line.status)
    return (
        not line.late,
        rank,
        not line.people,
        age,
        line.award.company_name,
        line.where,
        line.award.award,
    )
