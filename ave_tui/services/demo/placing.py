"""Who works for whom: puts employment contracts on lots, and so makes the public contracts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import AwardRole, CompanyKind, Mode, Nature
from ave_tui.services.demo.model import DAILY, MONTHLY, WEEKLY, Award, Job, Lot, Market, Task
from ave_tui.services.demo.pathways import ALTERNATING, BULK, MISSION, SITE
from ave_tui.services.demo.places import SITES
from ave_tui.services.demo.shares import share_out
from ave_tui.services.demo.trades import TRADES

if TYPE_CHECKING:
    from ave_tui.services.demo.days import Days
    from ave_tui.services.demo.dice import Dice
    from ave_tui.services.demo.model import Firm
    from ave_tui.services.demo.pathways import Pathways

_LENDERS: Final = frozenset(
    {CompanyKind.ETTI, CompanyKind.ETT, CompanyKind.AI, CompanyKind.GEIQ, CompanyKind.EATT}
)
_MARKETS: Final = {Nature.WORKS: 33, Nature.SERVICES: 26, Nature.SUPPLIES: 1}
_SIZES: Final = {
    Nature.WORKS: (1, 1, 2, 2, 2, 3, 4),
    Nature.SERVICES: (1, 1, 1, 2, 2, 3),
    Nature.SUPPLIES: (1,),
}
_OPEN: Final = 7
"""On how many lots of a nature people start at the same time."""


class Placing:
    """The public contracts of a portfolio, made as people are put to work."""

    def __init__(self, dice: Dice, days: Days, firms: list[Firm], ways: Pathways) -> None:
        self.dice, self.days, self.ways = dice, days, ways
        self.firms: dict[str, list[Firm]] = defaultdict(list)
        for firm in firms:
            self.firms[firm.kind].append(firm)
        self.markets: list[Market] = []
        self._by_nature: dict[str, list[Lot]] = {nature: [] for nature in _MARKETS}
        self._waiting: dict[str, list[Lot]] = {nature: [] for nature in _MARKETS}
        self._open: dict[str, list[Lot]] = {nature: [] for nature in _MARKETS}
        self._hours = share_out(days, ways.jobs)
        self._draw_markets()
        for job in sorted(ways.jobs, key=lambda job: job.starts):
            self._place(job)
        self.bulk = self._bulk()

    def _draw_markets(self) -> None:
        by_nature: dict[str, float] = defaultdict(float)
        for job in self.ways.jobs:
            by_nature[job.nature] += self._hours[job.id]
        for nature, count in _MARKETS.items():
            sizes = _SIZES[nature]
            dealt = [sizes[number % len(sizes)] for number in range(count)]
            self.dice.shuffle(dealt)
            # An eighth of the lots stays without hours: not begun, or nobody hired yet.
            average = by_nature[nature] / sum(dealt) / 0.88
            for size in dealt:
                market = Market(self.dice.id(), nature.value, site=self.dice.pick(SITES))
                self.markets.append(market)
                trade = self.dice.pick(TRADES[nature])
                for _ in range(size):
                    if nature == Nature.WORKS:
                        trade = self.dice.pick(TRADES[nature])
                    room = average * (0.3 + 1.4 * self.dice.random())
                    lot = Lot(self.dice.id(), trade, market, room, [])
                    lot.awards = self._awards(lot)
                    market.lots.append(lot)
                    self._by_nature[nature].append(lot)
            self._waiting[nature] = self._by_nature[nature][::-1]

    def _awards(self, lot: Lot) -> list[Award]:
        """Draw who holds a lot, at times with another company of the trade."""
        dice = self.dice
        trade = [f for f in self.firms[CompanyKind.ORDINARY] if f.trade is lot.trade]
        holder = dice.pick(trade)
        if lot.market.nature == Nature.SERVICES and dice.chance(0.12):
            holder = dice.pick(self.firms[dice.pick((CompanyKind.EI, CompanyKind.ACI))])
        awards = [Award(dice.id(), holder, AwardRole.HOLDER.value)]
        other = dice.pick(trade)
        if holder.ordinary and other is not holder and dice.chance(0.2):
            awards.append(Award(dice.id(), other, AwardRole.CO_CONTRACTOR.value))
        return awards

    def _place(self, job: Job) -> None:
        lot = self._lot(job, alone=job.person.role == "leaver")
        award = self.dice.pick([a for a in lot.awards if a.firm.ordinary] or lot.awards[:1])
        if job.kind == CompanyKind.ORDINARY:
            job.employer = award.firm
        elif job.kind == lot.holder.kind:
            job.employer = lot.holder
        else:
            job.employer = self.dice.pick(self.firms[job.kind])
        job.job = self.dice.pick(lot.trade.jobs)
        lots = [lot]
        for other in self._others(job, lot):
            if len(lots) == job.pieces:
                break
            lots.append(other)
        for each in lots:
            self.assign(job, each, job.weekly / len(lots))
            each.room -= self._hours[job.id] / len(lots)

    def _others(self, job: Job, lot: Lot) -> list[Lot]:
        """Return the lots on which someone may work beside their first."""
        if job.pieces == 1:
            return []
        if job.kind == CompanyKind.ORDINARY:
            found = [o for o in self.ordinary_lots(job.nature) if self._award(o, job)]
        else:
            found = [o for o in self._open[job.nature] if o.holder.ordinary and not o.alone]
        found = [other for other in found if other is not lot]
        self.dice.shuffle(found)
        return found

    def ordinary_lots(self, nature: str) -> list[Lot]:
        """Return the lots that an ordinary company holds and anybody may join."""
        return [o for o in self._by_nature[nature] if o.holder.ordinary and not o.alone]

    @staticmethod
    def _award(lot: Lot, job: Job) -> Award | None:
        return next((award for award in lot.awards if award.firm is job.employer), None)

    def _lot(self, job: Job, *, alone: bool) -> Lot:
        waiting, ready = self._waiting[job.nature], self._open[job.nature]
        ready[:] = [lot for lot in ready if lot.room > 0]
        while len(ready) < _OPEN and waiting:
            ready.append(waiting.pop())
        if alone:
            fresh = [lot for lot in (*ready, *waiting) if lot.holder.ordinary and not lot.tasks]
            fresh[0].alone = True
            fresh[0].room = 0
            return fresh[0]
        ready[:] = [lot for lot in ready if not lot.alone]
        fits = [lot for lot in ready if lot.holder.ordinary or lot.holder.kind == job.kind]
        fits = fits or self.ordinary_lots(job.nature)
        return self.dice.pick(fits)

    def assign(self, job: Job, lot: Lot, weekly: float) -> Task:
        """Put someone to work on a lot, in the way that goes with their employer."""
        employer = job.employer
        if employer is None:
            raise ValueError(job)
        award = self._award(lot, job)
        mode, host = Mode.DIRECT, employer
        if job.kind in _LENDERS:
            award = self.dice.pick([a for a in lot.awards if a.firm.ordinary])
            mode, host = Mode.LENDING, award.firm
        elif award is None:
            award = Award(self.dice.id(), employer, AwardRole.SUBCONTRACTOR.value)
            lot.awards.append(award)
        if award.role == AwardRole.SUBCONTRACTOR:
            mode = Mode.SUBCONTRACT
        style = DAILY if job.profile == MISSION else MONTHLY
        if job.id in self.ways.weekly:
            style = WEEKLY
        task = Task(
            self.dice.id(), lot, award, host, mode.value, job.starts, job.ends, weekly, style, job
        )
        task.training = job.profile == ALTERNATING
        task.site = job.profile == SITE
        task.told = bool(job.person.role)
        job.tasks.append(task)
        lot.tasks.append(task)
        award.tasks.append(task)
        return task

    def _bulk(self) -> Task:
        """Put a team of sheltered work on a lot: hours without names."""
        months = self.days.months
        team = self.firms[CompanyKind.ESAT][0]
        lot = next(lot for lot in self.ordinary_lots(Nature.SERVICES) if lot.tasks)
        award = Award(self.dice.id(), team, AwardRole.SUBCONTRACTOR.value)
        lot.awards.append(award)
        start, weekly = months[1].first, BULK / 39
        mode = Mode.SUBCONTRACT.value
        task = Task(
            self.dice.id(), lot, award, team, mode, start, self.days.today + 90, weekly, MONTHLY
        )
        lot.tasks.append(task)
        award.tasks.append(task)
        return task
