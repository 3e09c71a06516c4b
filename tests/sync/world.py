"""Three laptops of one structure that hand each other bundles; tests/proof has them at random."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ave_tui.domain.changes import Change, hours_entry_id
from ave_tui.storage import devices, log, rows
from ave_tui.sync.bundle import pack, unpack
from ave_tui.sync.check import state
from ave_tui.sync.gather import gather
from ave_tui.sync.merge import Merged, merge
from tests.homes import Laptop

if TYPE_CHECKING:
    from pathlib import Path

    from ave_tui.domain.schema import Values
    from ave_tui.sync.operation import Vector

COMPANIES = [f"{n:032x}" for n in range(1, 4)]
PEOPLE = [f"{n:032x}" for n in range(11, 14)]
CONTRACTS = [f"{n:032x}" for n in range(21, 24)]
PERIODS = ["2026-09", "2026-10", "2026-10/W41", "2026-10-12"]
LOT, PUBLIC, AUTHORITY = f"{31:032x}", f"{32:032x}", f"{33:032x}"
ASSIGNMENTS = [f"{n:032x}" for n in range(41, 44)]


class World:
    """Three laptops that write and exchange bundles."""

    def __init__(self, folder: Path) -> None:
        self.now = datetime(2026, 11, 1, tzinfo=UTC)
        self.laptops = [Laptop(folder / str(n), lambda: self.now) for n in range(3)]
        self._ground()

    def _ground(self) -> None:
        """One laptop makes what all hours hang on; the others have it."""
        first = [Change("authority", AUTHORITY, {"name": "Ville"})]
        first.append(
            Change(
                "public_contract",
                PUBLIC,
                {"reference": "1", "subject": "Toit", "authority_id": AUTHORITY},
            )
        )
        first.append(Change("lot", LOT, {"public_contract_id": PUBLIC, "name": "Lot [A]"}))
        for company in COMPANIES:
            first.append(Change("company", company, {"name": "Ets"}))
        for n, (person, contract) in enumerate(zip(PEOPLE, CONTRACTS, strict=True)):
            first.append(Change("participant", person, {"last_name": f"N{n}", "first_name": "P"}))
            first.append(
                Change(
                    "employment_contract",
                    contract,
                    {"participant_id": person, "employer_id": COMPANIES[n]},
                )
            )
            first.append(
                Change(
                    "assignment",
                    ASSIGNMENTS[n],
                    {"employment_contract_id": contract, "lot_id": LOT},
                )
            )
        self.write(0, first)
        bundle = self.pack(0, {})
        for n in (1, 2):
            self.bring(n, bundle)

    def write(self, n: int, changes: list[Change]) -> None:
        """Let a laptop write, a second after whatever was before."""
        self.now += timedelta(seconds=1)
        self.laptops[n].ledger.commit(changes)

    def hours(self, n: int, assignment: int, period: int, seconds: int | None) -> None:
        """Enter or withdraw a figure of hours."""
        row = hours_entry_id(ASSIGNMENTS[assignment], "WORK", PERIODS[period])
        if seconds is None:
            if rows.read(self.laptops[n].database.connection, "hours_entry", row):
                self.write(n, [Change("hours_entry", row, None)])
            return
        values: Values = {
            "assignment_id": ASSIGNMENTS[assignment],
            "kind": "WORK",
            "period": PERIODS[period],
            "seconds": seconds,
            "status": "DECLARED",
        }
        self.write(n, [Change("hours_entry", row, values)])

    def pack(self, n: int, since: Vector) -> bytes:
        """Return a bundle of a laptop."""
        laptop = self.laptops[n]
        with laptop.database.transaction() as connection:
            return pack(gather(connection, "space", laptop.ledger.device, since))

    def bring(self, n: int, content: bytes) -> Merged:
        """Bring a bundle into a laptop."""
        bundle = unpack(content)
        with self.laptops[n].database.transaction() as connection:
            return merge(connection, bundle.operations, bundle.ends)

    def vector(self, n: int) -> Vector:
        """Return what a laptop has."""
        return devices.vector(self.laptops[n].database.connection)

    def state(self, n: int) -> str:
        """Return the state of a laptop's records."""
        return state(self.laptops[n].database.connection)

    def exchange_everything(self) -> None:
        """Let every laptop have everything; nothing may remain held."""
        for _ in range(2):
            for n in range(3):
                content = self.pack(n, {})
                for other in range(3):
                    if other != n:
                        self.bring(other, content)
        for n in range(3):
            assert list(log.held(self.laptops[n].database.connection)) == []

    def close(self) -> None:
        """Close all laptops."""
        for laptop in self.laptops:
            laptop.close()
