"""The year of one facilitator: portfolio, people, contracts and hours, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change
from ave_tui.domain.choices import StructureKind
from ave_tui.services.demo import journal
from ave_tui.services.demo.contracts import Contracts
from ave_tui.services.demo.dice import Dice, siret, slug
from ave_tui.services.demo.endings import Endings
from ave_tui.services.demo.hours import HoursBook
from ave_tui.services.demo.journal import Journal
from ave_tui.services.demo.life import Life
from ave_tui.services.demo.pathways import Pathways
from ave_tui.services.demo.people import People
from ave_tui.services.demo.placing import Placing
from ave_tui.services.demo.portfolio import SHARED_BY, Authorities, Companies, full_name
from ave_tui.services.demo.reserves import Reserves
from ave_tui.services.demo.timeline import Timeline
from ave_tui.services.demo.visits import tour
from ave_tui.services.demo.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.schema import Id
    from ave_tui.services.demo.days import Days
    from ave_tui.services.demo.journal import DemoStep
    from ave_tui.services.demo.model import Market

_HEARD: Final = 6
"""So many days ago two contracts were heard of that still lack something."""
_STRUCTURE_SERIAL: Final = 9_999_999


def structure_id(seed: int) -> Id:
    """Return the id of the structure that a seed tells of."""
    return Dice(f"ave-tui demo {seed} structure").id()


def facilitator_id(seed: int, index: int) -> Id:
    """Return the id of one of its facilitators."""
    return Dice(f"ave-tui demo {seed} facilitator {index}").id()


class Story:
    """Puts one facilitator's year together."""

    def __init__(self, seed: int, index: int, days: Days) -> None:
        self.seed, self.index, self.days = seed, index, days
        self.me = facilitator_id(seed, index)
        self.dice = Dice(f"ave-tui demo {seed} portfolio {index}")
        self.notes = Journal(days)

    def tell(self) -> Iterator[DemoStep]:
        """Yield what the facilitator typed through the year."""
        dice, days = self.dice, self.days
        authorities = Authorities(self.seed, self.index // SHARED_BY)
        self._found(authorities)
        companies = Companies(dice, self.index)
        ways = Pathways(dice, days)
        placing = Placing(dice, days, companies.firms, ways)
        Timeline(dice, days, placing)
        self._contracts(placing.markets, authorities)
        self._people(placing)
        self._companies(companies, placing)
        book = HoursBook(dice, days, self.notes, self.me)
        busy = [lot for market in placing.markets for lot in market.lots if lot.tasks]
        for lot in busy:
            for award in lot.awards:
                book.type_award(award)
        tour(dice, days, self.notes, busy, self.me)
        endings = Endings(dice, days, self.notes)
        for person in ways.people:
            endings.leave(person)
        endings.close(placing.markets)
        life = Life(self.seed, self.index, days, self.notes, self.me)
        life.amend([lot for lot in busy if not lot.told])
        life.look_ahead(placing.markets)
        life.group(busy)
        life.note(placing.markets)
        endings.lose_contacts(companies.firms)
        endings.move_home([person for person in ways.people if not person.role])
        wanted = Wanted(
            Dice(f"ave-tui demo {self.seed} wanted {self.index}"), days, self.notes, self.me
        )
        wanted.seek(ways.people)
        wanted.need(ways.people, busy)
        wanted.call(ways.people)
        # Its own dice: the year that was told before stays as it was.
        reserves = Reserves(
            Dice(f"ave-tui demo {self.seed} reserves {self.index}"), days, self.notes
        )
        reserves.plan(ways.people)
        reserves.pool(busy)
        reserves.penalise(placing.markets)
        return self.notes.steps(self.index)

    def _found(self, authorities: Authorities) -> None:
        """Open the records: the structure, oneself, and the authorities one works for."""
        structure = structure_id(self.seed)
        changes = []
        if self.index == 0:
            told = {
                "name": "Maison de l'emploi des Deux Rives",
                "kind": StructureKind.MDE.value,
                "siret": siret(_STRUCTURE_SERIAL),
                "commune": "Rouen",
            }
            changes.append(Change("structure", structure, told))
        first_name, last_name = full_name(self.dice)
        me = {
            "structure_id": structure,
            "first_name": first_name,
            "last_name": last_name,
            "email": f"{slug(first_name)}.{slug(last_name)}@mde-deux-rives.example",
            "phone": self.dice.landline(),
        }
        changes.append(Change("facilitator", self.me, me))
        # The first of a group makes the authorities, before the others need them.
        if self.index % SHARED_BY == 0:
            changes += authorities.changes
        self.notes.add(self.days.first, journal.FOUNDING, *changes)

    def _contracts(self, markets: list[Market], authorities: Authorities) -> None:
        contracts = Contracts(self.dice, self.days, self.me)
        contracts.share_out(markets, authorities.shares)
        contracts.group(markets)
        self.notes.add(self.days.first, journal.OPERATION, *contracts.operations)
        for market in markets:
            self.notes.add(market.entered, journal.MARKET, *contracts.describe(market))
        heard = self.days.today - _HEARD
        self.notes.add(heard, journal.MARKET, *contracts.studied(markets[0].authority))

    def _people(self, placing: Placing) -> None:
        days, dice, notes = self.days, self.dice, self.notes
        people = People(dice, days, self.me)
        for person in placing.ways.people:
            for job in person.jobs:
                job.entered = max(days.first, job.starts - dice.between(1, 6))
                notes.add(job.entered, journal.JOB, *people.hire(job))
                if job.moved:
                    before, after = job.tasks
                    stop = Change("assignment", before.id, {"ends_on": days.iso(before.ends)})
                    start = people.assignment(after, job.planned_end)
                    notes.add(before.ends, journal.MOVE, stop, start)
            person.entered = min(job.entered for job in person.jobs)
            notes.add(person.entered, journal.PERSON, *people.describe(person))
        entered = max(days.first, placing.bulk.starts - 3)
        bulk = people.assignment(placing.bulk, placing.bulk.ends)
        notes.add(entered, journal.JOB, bulk)

    def _companies(self, companies: Companies, placing: Placing) -> None:
        """Type each company on the day it is first needed."""
        needed: dict[Id, int] = {}

        def need(firm: Id, day: int) -> None:
            needed[firm] = min(day, needed.get(firm, day))

        for market in placing.markets:
            for lot in market.lots:
                for award in lot.awards:
                    need(award.firm.id, market.entered)
        for job in placing.ways.jobs:
            if job.employer:
                need(job.employer.id, job.entered)
        for firm in companies.firms:
            firm.entered = needed.get(firm.id, self.days.first)
            self.notes.add(firm.entered, journal.COMPANY, *companies.changes[firm.id])
