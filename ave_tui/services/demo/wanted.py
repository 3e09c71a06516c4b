"""Needs of companies and their candidates, what people look for, and calls in vain.

Drawn with dice of its own: what it tells changes nothing of the rest of the story.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change
from ave_tui.domain.choices import EmploymentKind
from ave_tui.domain.trade_choices import (
    ApplicationStatus,
    JournalKind,
    OfferStatus,
    RefusalReason,
)
from ave_tui.services.demo import journal
from ave_tui.services.demo.journal import made
from ave_tui.services.demo.model import HOUR
from ave_tui.services.demo.places import TOWNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.services.demo.days import Days
    from ave_tui.services.demo.dice import Dice
    from ave_tui.services.demo.journal import Journal
    from ave_tui.services.demo.model import Job, Lot, Person

_SEEKERS: Final = 36
"""How many have said what they look for and where."""
_FREE: Final = 10
"""Working days since which somebody who left is free for a need."""
_WHERE: Final = ("Rouen et Sotteville-lès-Rouen", "Elbeuf, Cléon", "toute la métropole (76)")
_NEEDS, _CANDIDATES = 4, 6
"""How many open lots and free people the needs are told with."""
_QUARTER: Final = 91
_SOON: Final = 10
"""Days in which nobody has asked yet what became of those who left three months ago."""
_TRIES: Final = ((12, 5), (18, 11, 4), (1,))
"""How many days ago some were called in vain."""


class Wanted:
    """Types what companies need and whom they were offered."""

    def __init__(self, dice: Dice, days: Days, notes: Journal, me: Id) -> None:
        self.dice, self.days, self.notes, self.me = dice, days, notes, me

    def seek(self, people: Sequence[Person]) -> None:
        """Let some say which trades they look for, and where they can work."""
        free = self._free(people)
        for person in [*free, *(p for p in people if not p.role and p not in free)][:_SEEKERS]:
            said: dict[str, Value] = {"rome": person.jobs[-1].job[0]}
            if self.dice.chance(0.4):
                said["area"] = self.dice.pick(_WHERE)
            day = min(person.entered + self.dice.between(1, 20), self.days.last_open)
            self.notes.add(day, journal.CORRECTION, Change("participant", person.id, said))

    def need(self, people: Sequence[Person], lots: Sequence[Lot]) -> None:
        """Tell of needs in every state: filled, waiting for an answer, without anybody, closed."""
        today, dice = self.days.today, self.dice
        running = [lot for lot in lots if lot.starts < today - 30 and lot.ends > today + 60]
        free = self._free(people)
        usual = (
            job
            for person in people
            for job in person.jobs
            if job.employer and job.tasks and not person.role
        )
        early, late = self.days.first + 60, today - 20
        hired = next((job for job in usual if early < job.starts < late), None)
        if hired is None or len(running) < _NEEDS or len(free) < _CANDIDATES:
            return
        self._filled(hired, free[0])
        # Two candidates whom the company has not answered for two weeks.
        waiting = self._open(running[0], today - 25, answer_by=today - 6, places=2)
        for person in self._skilled(running[0], free)[:2]:
            self._put(waiting, person, today - 15)
        # The day is near, and nobody is put forward.
        self._open(running[1], today - 9, answer_by=today + 3)
        # Inhabitants of a QPV first; one could not get there, another was offered on Thursday.
        other = self._open(running[2], today - 13, answer_by=today + 18, places=2, qpv=True)
        first, second = self._skilled(running[2], free)[:2]
        self._put(other, first, today - 11, ApplicationStatus.REFUSED, RefusalReason.MOBILITY)
        self._put(other, second, today - 4)
        closed = self._open(running[3], today - 120, answer_by=today - 90)
        self._put(
            closed,
            self._skilled(running[3], free)[0],
            today - 110,
            ApplicationStatus.WITHDRAWN,
            RefusalReason.HOURS,
        )
        self.notes.add(
            today - dice.between(60, 80),
            journal.END,
            Change("offer", closed, {"status": OfferStatus.CLOSED.value}),
        )

    def call(self, people: Sequence[Person]) -> None:
        """Let some of those to be asked about their third month not answer the telephone."""
        today = self.days.today
        due = [
            person
            for person in people
            if today - _SOON <= max(job.ends for job in person.jobs) + _QUARTER + 2 <= today
            and not any(job.open_ended for job in person.jobs)
        ]
        for person, tries in zip(due, _TRIES, strict=False):
            for ago in tries:
                values: Values = {
                    "on_date": self.days.iso(self.days.office(today - ago)),
                    "kind": JournalKind.CALL.value,
                    "participant_id": person.id,
                    "facilitator_id": self.me,
                    "notes": "Pas de réponse, message laissé.",
                }
                self.notes.add(
                    today - ago, journal.VISIT, made("journal_note", self.dice.id(), values)
                )

    def _free(self, people: Sequence[Person]) -> list[Person]:
        """Return those who left a while ago, the latest first."""
        before = self.days.today - _FREE
        left = [
            person
            for person in people
            if not person.role
            and max(job.ends for job in person.jobs) < before
            and not any(job.open_ended for job in person.jobs)
        ]
        return sorted(left, key=lambda p: (-max(job.ends for job in p.jobs), p.id))

    @staticmethod
    def _skilled(lot: Lot, free: Sequence[Person]) -> list[Person]:
        """Return those free ones first who have done what is done on a lot."""
        codes = {rome for rome, _name in lot.trade.jobs}
        return sorted(free, key=lambda p: not any(job.job[0] in codes for job in p.jobs))

    def _filled(self, job: Job, other: Person) -> None:
        """Tell of the need that a contract of the story came from."""
        task = job.tasks[0]
        row, asked = self.dice.id(), max(self.days.first, job.starts - 35)
        self.notes.add(
            max(asked, task.lot.market.entered),
            journal.JOB,
            made(
                "offer",
                row,
                {
                    "company_id": job.employer.id if job.employer else None,
                    "lot_id": task.lot.id,
                    "job": job.job[1],
                    "rome": job.job[0],
                    "places": 1,
                    "kind": job.contract,
                    "weekly_seconds": 35 * HOUR,
                    "commune": self.dice.pick(TOWNS)[0],
                    "starts_on": self.days.iso(job.starts),
                    "answer_by": self.days.iso(job.starts - 10),
                    "status": OfferStatus.FILLED.value,
                },
            ),
        )
        self._put(row, job.person, job.entered, ApplicationStatus.HIRED, contract=job.id)
        if other is not job.person and other.entered < job.entered:
            reason = RefusalReason.OTHER_HIRED
            self._put(row, other, job.entered, ApplicationStatus.REFUSED, reason)

    def _open(
        self, lot: Lot, day: int, *, answer_by: int, places: int = 1, qpv: bool = False
    ) -> Id:
        rome, name = self.dice.pick(lot.trade.jobs)
        row = self.dice.id()
        self.notes.add(
            max(day, lot.market.entered, lot.holder.entered),
            journal.JOB,
            made(
                "offer",
                row,
                {
                    "company_id": lot.holder.id,
                    "lot_id": lot.id,
                    "job": name,
                    "rome": rome,
                    "places": places,
                    "kind": EmploymentKind.FIXED_TERM.value,
                    "weekly_seconds": 35 * HOUR,
                    "planned_seconds": self.dice.between(6, 12) * 35 * HOUR,
                    "commune": self.dice.pick(TOWNS)[0],
                    "qpv_first": int(qpv),
                    "starts_on": self.days.iso(answer_by + 15),
                    "answer_by": self.days.iso(answer_by),
                    "status": OfferStatus.OPEN.value,
                },
            ),
        )
        return row

    def _put(
        self,
        offer: Id,
        person: Person,
        day: int,
        status: ApplicationStatus = ApplicationStatus.PROPOSED,
        reason: RefusalReason | None = None,
        contract: Id | None = None,
    ) -> None:
        """Put somebody forward; what came of it is typed with it."""
        on = self.days.office(max(day, person.entered))
        decided = None if status is ApplicationStatus.PROPOSED else on
        values: dict[str, Value] = {
            "offer_id": offer,
            "participant_id": person.id,
            "status": status.value,
            "proposed_on": self.days.iso(on),
            "decided_on": None if decided is None else self.days.iso(decided),
            "reason": reason.value if reason else None,
            "employment_contract_id": contract,
        }
        self.notes.add(on, journal.VISIT, made("application", self.dice.id(), values))
