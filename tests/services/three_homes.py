"""Three laptops of one structure that collide on purpose and lose some of their files."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from ave_tui.domain.changes import Change, hours_entry_id, new_id
from ave_tui.domain.errors import AveError
from ave_tui.services.workspace import Services
from ave_tui.sync.check import check
from tests.homes import empty_home, introduce
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from random import Random

    from ave_tui.domain.schema import Id, Values

NAMES = ("Bâti", "Bâti Sud", "Ets [/]\u2028X")
SIRETS = ("73282932000074", "35600000000048")
PERIODS = ("2026-09", "2026-10", "2026-10/W41")
HOMES = 3


class ThreeHomes:
    """Three homes that begin with the same records."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self.folder = folder
        self.files = 0
        world = World(folder / "0", clock)
        lot = world.lot()
        self.companies = [world.company(name) for name in NAMES]
        award = world.award(lot, self.companies[0])
        self.people = [world.person(f"Nom{n}") for n in range(3)]
        self.jobs = [
            world.job(person, company, lot, award)
            for person, company in zip(self.people, self.companies, strict=True)
        ]
        self.lot, self.award = lot, award
        self.homes = [world.services]
        for n in range(1, HOMES):
            self.homes.append(Services(empty_home(folder / str(n)), clock))
        introduce(*self.homes)
        self.send(0, *range(1, HOMES))

    def send(self, sender: int, *receivers: int) -> None:
        """Let a laptop make a file and others bring it in: the one place that knows how."""
        self.files += 1
        made = self.homes[sender].exchange.export(self.folder / f"{self.files}.ave")
        for receiver in receivers:
            self.homes[receiver].exchange.apply(made.path)

    def write(self, n: int, table: str, row: Id, values: Values | None) -> None:
        """Let a laptop write, or be refused."""
        self.homes[n].ledger.commit([Change(table, row, values)])

    def edit(self, n: int, chance: Random) -> None:
        """Let a laptop do one of the things that collide."""
        company, person, job = (
            chance.choice(some) for some in (self.companies, self.people, self.jobs)
        )
        day = f"2026-{chance.randint(1, 12):02d}-01"
        match chance.randrange(9):
            case 0:
                self.write(n, "company", company, {"name": chance.choice(NAMES)})
            case 1:
                self.write(n, "company", company, {"siret": chance.choice(SIRETS)})
            case 2:
                side = chance.choice(("starts_on", "ends_on"))
                self.write(n, "lot", self.lot, {side: day})
            case 3:
                table, row = chance.choice(
                    [("company", company), ("participant", person), ("assignment", job)]
                )
                self.write(n, table, row, None)
            case 4:
                born: Values = {
                    "last_name": "Benali",
                    "first_name": "Karim",
                    "birth_date": "1990-02-01",
                }
                self.write(n, "participant", new_id(), born)
            case 5:
                self.twice(n, chance)
            case 6:
                with contextlib.suppress(AveError):
                    self.homes[n].history.undo()
            case _:
                period = chance.choice(PERIODS)
                values: Values = {
                    "assignment_id": job,
                    "kind": "WORK",
                    "period": period,
                    "seconds": chance.randint(1, 40) * 3600,
                }
                self.write(n, "hours_entry", hours_entry_id(job, "WORK", period), values)

    def twice(self, n: int, chance: Random) -> None:
        """Put somebody to work on the lot once more."""
        at = chance.randrange(3)
        contract, job = new_id(), new_id()
        values: Values = {
            "participant_id": self.people[at],
            "employer_id": self.companies[at],
            "starts_on": "2026-09-01",
        }
        self.write(n, "employment_contract", contract, values)
        link: Values = {"employment_contract_id": contract, "lot_id": self.lot}
        self.write(n, "assignment", job, link)

    def exchange_some(self, chance: Random) -> None:
        """Let laptops exchange in any order; some files are lost."""
        for _ in range(chance.randint(0, 3)):
            sender, receiver = chance.sample(range(HOMES), 2)
            if chance.random() < 0.4:
                self.send(sender)
            else:
                self.send(sender, receiver)

    def exchange_all(self, chance: Random) -> None:
        """Let everybody have everything."""
        for _ in range(2):
            for sender in chance.sample(range(HOMES), HOMES):
                self.send(sender, *(n for n in range(HOMES) if n != sender))

    def states(self) -> set[str]:
        """Return the states of the homes: one, once all have everything."""
        found = [check(home.database.connection) for home in self.homes]
        assert all(findings.ok for findings in found), [f.faults for f in found]
        return {findings.state for findings in found}

    def close(self) -> None:
        """Close all homes."""
        for home in self.homes:
            home.close()
