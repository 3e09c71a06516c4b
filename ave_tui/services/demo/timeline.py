"""When things happen: dates and hours due of the lots, who moves and who leaves early."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import AwardRole, CompanyKind, EmploymentKind, Nature
from ave_tui.services.demo.model import HOUR
from ave_tui.services.demo.pathways import ALTERNATING, PART, SITE

if TYPE_CHECKING:
    from ave_tui.services.demo.days import Days
    from ave_tui.services.demo.dice import Dice
    from ave_tui.services.demo.model import Award, Job, Lot, Market
    from ave_tui.services.demo.placing import Placing

_MOVES: Final = 12
_KINDS: Final[dict[str, EmploymentKind]] = {
    CompanyKind.ETTI: EmploymentKind.TEMPORARY,
    CompanyKind.ETT: EmploymentKind.TEMPORARY,
    CompanyKind.EATT: EmploymentKind.TEMPORARY,
    CompanyKind.AI: EmploymentKind.FIXED_TERM_USAGE,
    CompanyKind.EI: EmploymentKind.FIXED_TERM_I,
    CompanyKind.ACI: EmploymentKind.FIXED_TERM_I,
    CompanyKind.EA: EmploymentKind.FIXED_TERM_TREMPLIN,
    CompanyKind.REGIE: EmploymentKind.FIXED_TERM,
    CompanyKind.GEIQ: EmploymentKind.PROFESSIONAL_TRAINING,
}


def employment_kind(dice: Dice, job: Job) -> str:
    """Return the kind of contract that goes with the employer and the work."""
    if job.profile == ALTERNATING and dice.chance(0.5):
        return EmploymentKind.APPRENTICESHIP.value
    found = _KINDS.get(job.kind)
    if found is not None:
        return found.value
    if job.profile == ALTERNATING and dice.chance(0.5):
        return EmploymentKind.PROFESSIONAL_TRAINING.value
    permanent = job.profile != SITE and dice.chance(0.4)
    return (EmploymentKind.PERMANENT if permanent else EmploymentKind.FIXED_TERM).value


class Timeline:
    """Gives a portfolio its dates."""

    def __init__(self, dice: Dice, days: Days, placing: Placing) -> None:
        self.dice, self.days, self.placing = dice, days, placing
        self._jobs()
        self._moves()
        busy = [lot for market in placing.markets for lot in market.lots if lot.tasks]
        for lot in busy:
            lot.starts = min(task.starts for task in lot.tasks) - dice.between(10, 40)
            lot.ends = max(task.ends for task in lot.tasks) + dice.between(15, 150)
            if lot.alone:
                lot.ends = days.today + 45
        for market in placing.markets:
            self._date(market)
        idle = [m for m in placing.markets if not any(lot.tasks for lot in m.lots)]
        for market in idle[:2]:
            market.to_come = True
        self._rate(busy)
        for market in placing.markets:
            for lot in market.lots:
                self._due(lot)

    def _jobs(self) -> None:
        for job in self.placing.ways.jobs:
            code = employment_kind(self.dice, job)
            job.contract = code
            job.open_ended = code == EmploymentKind.PERMANENT
            usual = not job.person.role and job.profile in (SITE, PART)
            if usual and job is job.person.jobs[-1] and self.dice.chance(0.12):
                job.planned_end = job.ends + self.dice.between(20, 90)

    def _moves(self) -> None:
        """Send some from one site to the next in the middle of their contract."""
        lots = self.placing.ordinary_lots(Nature.WORKS)
        left = _MOVES
        for job in self.placing.ways.jobs:
            middle = (job.starts + job.ends) // 2
            usual = job.profile == SITE and not job.person.role and job.kind == CompanyKind.ETTI
            in_year = job.starts > self.days.first and middle < self.days.today - 20
            if not (left and usual and in_year and job.ends - job.starts > 45):
                continue
            first = job.tasks[0]
            other = self.dice.pick([lot for lot in lots if lot is not first.lot and lot.tasks])
            second = self.placing.assign(job, other, first.weekly)
            first.ends, second.starts = middle, middle + 1
            job.moved = True
            left -= 1

    def _date(self, market: Market) -> None:
        dice, days = self.dice, self.days
        busy = [lot for lot in market.lots if lot.tasks]
        start = min((lot.starts for lot in busy), default=days.today + dice.between(-25, 60))
        end = max((lot.ends for lot in busy), default=start + dice.between(150, 420))
        for lot in market.lots:
            if not lot.tasks:
                lot.starts, lot.ends = start, end
        market.notified = start - dice.between(25, 50)
        if not busy:
            market.notified = min(market.notified, days.today - dice.between(5, 12))
        market.entered = max(days.first, market.notified + dice.between(2, 8))

    def _rate(self, busy: list[Lot]) -> None:
        """Decide how far each lot will come: a little short, just right or more than due."""
        for lot in busy:
            lot.rate = 0.88 + 0.34 * self.dice.random()
            if lot.alone:
                lot.rate, lot.told = 0.35, True
        usual = [lot for lot in busy if not lot.alone and lot.planned_hours(self.days) > 200]
        today = self.days.today
        short = [
            lot
            for lot in usual
            if lot.starts < today - 120 and max(task.ends for task in lot.tasks) < today - 10
        ]
        if short:
            lot = short[0]
            lot.rate, lot.told = 0.42, True
            lot.ends = today + max(20, (today - lot.starts) // 8)
            usual.remove(lot)
        over = min(usual, key=lambda lot: max(task.ends for task in lot.tasks))
        over.rate, over.told = 1.55, True

    def _due(self, lot: Lot) -> None:
        """Set the hours due of a lot, and the shares of its companies."""
        dice = self.dice
        if not lot.tasks:
            lot.due = dice.between(14, 160) * 5 * HOUR
        else:
            holder = lot.awards[0]
            if lot.starts < self.days.first - 45 and dice.chance(0.5) and not lot.alone:
                holder.opening = dice.between(40, 300) * HOUR
            hours = lot.planned_hours(self.days) + holder.opening / HOUR
            lot.due = max(7, round(hours / lot.rate / 5)) * 5 * HOUR
        left = lot.due
        for award in lot.awards[1:]:
            award.due = min(self._share(lot, award), left // (2 * HOUR) * HOUR)
            left -= award.due
        lot.awards[0].due = left

    def _share(self, lot: Lot, award: Award) -> int:
        if award.role == AwardRole.CO_CONTRACTOR:
            return round(lot.due / HOUR * 0.3) * HOUR
        theirs = sum(task.planned_hours(self.days) for task in award.tasks)
        part = min(0.6, theirs / max(1.0, lot.planned_hours(self.days)))
        return max(1, round(lot.due / HOUR * part)) * HOUR
