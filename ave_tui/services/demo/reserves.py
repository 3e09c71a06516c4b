"""What a year holds of reserves: a plan that was left, a pooling agreement, a penalty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change, share_id
from ave_tui.domain.choices import Nature
from ave_tui.domain.trade_choices import PenaltyDecision, PoolingKind
from ave_tui.services.demo import journal
from ave_tui.services.demo.journal import made
from ave_tui.services.demo.model import HOUR

if TYPE_CHECKING:
    from ave_tui.services.demo.days import Days
    from ave_tui.services.demo.dice import Dice
    from ave_tui.services.demo.journal import Journal
    from ave_tui.services.demo.model import Award, Job, Lot, Market, Person, Task

_FORMULAS: Final = 8
_LATE: Final = 3
_LATE_CENTS: Final = 5_000
_ABSENCE_CENTS: Final = 50_000


class Reserves:
    """Types what the end of the year makes of leavers, sites in common and late papers."""

    def __init__(self, dice: Dice, days: Days, notes: Journal) -> None:
        self.dice, self.days, self.notes = dice, days, notes

    def plan(self, people: list[Person]) -> None:
        """Say how many hours were planned with who left, and who took over from another."""
        jobs = [job for person in people for job in person.jobs]
        for job in jobs:
            if job.person.role == "leaver":
                planned = Change(
                    "employment_contract", job.id, {"planned_seconds": job.tasks[-1].award.due}
                )
                self.notes.add(job.entered, journal.CORRECTION, planned)
        tasks = [task for job in jobs for task in job.tasks]
        for job in jobs:
            successor = self._successor(job, tasks)
            if successor is None:
                continue
            weeks = (job.planned_end - job.starts) // 7
            hours = {"planned_seconds": round(weeks * job.weekly) * HOUR}
            takes_over = Change("assignment", successor.id, {"replaces_id": job.tasks[-1].id})
            self.notes.add(
                max(successor.starts, self.days.first),
                journal.CORRECTION,
                Change("employment_contract", job.id, hours),
                takes_over,
            )
            return

    def _successor(self, job: Job, tasks: list[Task]) -> Task | None:
        """Return who came to the same place after somebody had left it early."""
        if job.planned_end == job.ends or job.person.role or not job.tasks or job.moved:
            return None
        place = job.tasks[-1].lot
        after = [
            task
            for task in tasks
            if task.lot is place
            and job.ends < task.starts < self.days.today
            and task.job is not None
            and not task.job.moved
        ]
        return min(after, key=lambda task: (task.starts, task.id), default=None)

    def pool(self, lots: list[Lot]) -> None:
        """Let a company do the hours of two contracts on one of their sites."""
        held: dict[str, list[tuple[Lot, Award]]] = {}
        months = self.days.months
        first, last = months[8].first, months[11].last
        for lot in lots:
            award = lot.awards[0]
            if not lot.told and award.due and lot.starts <= first and last <= lot.ends:
                held.setdefault(award.firm.id, []).append((lot, award))
        for firm, pairs in sorted(held.items()):
            one = pairs[0][0]
            others = [lot for lot, _ in pairs if lot.market is not one.market]
            if not others or not any(task.ends > months[9].first for task in one.tasks):
                continue
            row = self.dice.id()
            agreement = made(
                "pooling_agreement",
                row,
                {
                    "name": f"Globalisation {pairs[0][1].firm.name}",
                    "kind": PoolingKind.POOLING.value,
                    "company_id": firm,
                    "signed_on": self.days.iso(first - 12),
                    "starts_on": self.days.iso(first),
                    "ends_on": self.days.iso(last),
                },
            )
            shares = [
                made(
                    "pooling_share",
                    share_id(row, lot.id),
                    {"pooling_agreement_id": row, "lot_id": lot.id, "weight": lot.due // HOUR},
                )
                for lot in (one, others[0])
            ]
            self.notes.add(first - 12, journal.CORRECTION, agreement, *shares)
            return

    def penalise(self, markets: list[Market]) -> None:
        """Note the formula of some contracts, and what came of papers that were late."""
        works = [
            market for market in markets if market.nature == Nature.WORKS and not market.to_come
        ]
        for market in works[:_FORMULAS]:
            formula = {
                "penalty_factor": 400,
                "penalty_late_cents": _LATE_CENTS,
                "penalty_absence_cents": _ABSENCE_CENTS,
                "penalty_cap": 500,
            }
            self.notes.add(
                market.entered, journal.CORRECTION, Change("public_contract", market.id, formula)
            )
        for market in works[:1]:
            day = max(market.entered + 20, self.days.today - 70)
            amount = _LATE * _LATE_CENTS + _ABSENCE_CENTS
            row = self.dice.id()
            proposed = made(
                "penalty",
                row,
                {
                    "award_id": market.lots[0].awards[0].id,
                    "on_date": self.days.iso(day),
                    "late_days": _LATE,
                    "late_cents": _LATE_CENTS,
                    "absences": 1,
                    "absence_cents": _ABSENCE_CENTS,
                    "amount_cents": amount,
                    "formal_notice_on": self.days.iso(day - 14),
                    "decision": PenaltyDecision.PROPOSED.value,
                },
            )
            decided = Change(
                "penalty",
                row,
                {
                    "decision": PenaltyDecision.REDUCED.value,
                    "decided_on": self.days.iso(day + 21),
                    "decided_by": "Service des marchés",
                    "decided_cents": _LATE * _LATE_CENTS,
                    "notes": "La réunion a été tenue la semaine suivante ; seul le retard compte.",
                },
            )
            self.notes.add(day, journal.CORRECTION, proposed)
            self.notes.add(day + 21, journal.CORRECTION, decided)
