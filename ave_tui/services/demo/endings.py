"""What changes on the way: contracts that end, exits, contacts who leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change
from ave_tui.domain.choices import ContractStatus, EndReason, ExitKind, ExitMoment
from ave_tui.services.demo import journal
from ave_tui.services.demo.journal import made
from ave_tui.services.demo.places import TOWNS

if TYPE_CHECKING:
    from ave_tui.domain.schema import Value
    from ave_tui.services.demo.days import Days
    from ave_tui.services.demo.dice import Dice
    from ave_tui.services.demo.journal import Journal
    from ave_tui.services.demo.model import Firm, Job, Market, Person

_EARLY: Final = (EndReason.RESIGNED, EndReason.HIRED, EndReason.TRIAL, EndReason.TRAINING)
_EXITS: Final = (
    (ExitKind.CDI, 0.14),
    (ExitKind.CDD_LONG, 0.18),
    (ExitKind.PUBLIC_SERVICE, 0.02),
    (ExitKind.BUSINESS, 0.01),
    (ExitKind.CDD_SHORT, 0.20),
    (ExitKind.TRAINING, 0.09),
    (ExitKind.SIAE, 0.06),
    (ExitKind.JOBSEEKER, 0.24),
    (ExitKind.INACTIVE, 0.02),
    (ExitKind.UNKNOWN, 0.03),
    (ExitKind.NEUTRAL, 0.01),
)
_LATER: Final = ((ExitMoment.MONTH_3, 91, 0.93), (ExitMoment.MONTH_6, 182, 0.9))
_GONE: Final = 2
_MOVED_HOME: Final = 8


class Endings:
    """Types what changes in a portfolio after it was first typed."""

    def __init__(self, dice: Dice, days: Days, notes: Journal) -> None:
        self.dice, self.days, self.notes = dice, days, notes

    def leave(self, person: Person) -> None:
        """End the contracts that are over, and say what became of the person."""
        ended = [job for job in person.jobs if job.ends < self.days.today and not job.open_ended]
        last = max(person.jobs, key=lambda job: job.ends)
        for job in ended:
            self._end(job, last=job is last)

    def _end(self, job: Job, *, last: bool) -> None:
        dice, iso = self.dice, self.days.iso
        day = job.ends + dice.between(1, 9)
        values: dict[str, Value] = {"end_reason": EndReason.TERM.value}
        changes = []
        if job.planned_end != job.ends:
            reason = EndReason.RESIGNED if job.person.role == "leaver" else dice.pick(_EARLY)
            values = {"ends_on": iso(job.ends), "end_reason": reason.value}
            changes = [
                Change("assignment", task.id, {"ends_on": iso(job.ends)})
                for task in (job.tasks[-1:] if job.moved else job.tasks)
            ]
        self.notes.add(day, journal.END, Change("employment_contract", job.id, values), *changes)
        if not last:
            return
        self._exit(job, ExitMoment.END, day + dice.between(0, 6))
        for moment, after, share in _LATER:
            if job.ends + after < self.days.today - 10 and dice.chance(share):
                self._exit(job, moment, job.ends + after + dice.between(0, 15))

    def _exit(self, job: Job, moment: ExitMoment, day: int) -> None:
        self.notes.add(
            day,
            journal.EXIT,
            made(
                "exit",
                self.dice.id(),
                {
                    "participant_id": job.person.id,
                    "employment_contract_id": job.id,
                    "moment": moment.value,
                    "kind": self.dice.weighted(_EXITS).value,
                    "on_date": self.days.iso(min(day, self.days.last_open)),
                },
            ),
        )

    def close(self, markets: list[Market]) -> None:
        """Close the public contracts that are over."""
        for market in markets:
            end = max(lot.ends for lot in market.lots)
            if end < self.days.today - 30:
                day = end + self.dice.between(10, 29)
                closed: dict[str, Value] = {
                    "status": ContractStatus.CLOSED.value,
                    "status_on": self.days.iso(self.days.office(day)),
                }
                change = Change("public_contract", market.id, closed)
                self.notes.add(day, journal.END, change)

    def lose_contacts(self, firms: list[Firm]) -> None:
        """Let some contacts leave their company."""
        for firm in firms[:_GONE]:
            day = max(firm.entered, self.days.today - self.dice.between(10, 60))
            gone = Change("contact", firm.contact_ids[0], {"ends_on": self.days.iso(day)})
            self.notes.add(day, journal.CORRECTION, gone)

    def move_home(self, people: list[Person]) -> None:
        """Let some participants move to another town."""
        for person in people[:_MOVED_HOME]:
            town, postcode = self.dice.pick(TOWNS)
            day = max(person.entered, self.days.today - self.dice.between(5, 200))
            moved: dict[str, Value] = {
                "postcode": postcode,
                "commune": town,
                "phone": self.dice.mobile(),
            }
            self.notes.add(day, journal.CORRECTION, Change("participant", person.id, moved))
