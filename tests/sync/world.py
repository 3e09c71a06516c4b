"""Three laptops and what each really knew when it wrote: an account apart from the program's."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ave_tui.domain.changes import Change, hours_entry_id
from ave_tui.domain.schema import TABLES
from ave_tui.storage import devices, log, rows
from ave_tui.sync.bundle import pack, unpack
from ave_tui.sync.causality import Causality
from ave_tui.sync.check import check, state
from ave_tui.sync.fold import fold
from ave_tui.sync.gather import gather
from ave_tui.sync.merge import Merged, merge
from ave_tui.sync.operation import Operation
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


@dataclass(frozen=True)
class Known:
    """What a laptop had when it wrote an operation."""

    vector: Vector
    operation: Operation


class World:
    """Three laptops that write, exchange, lose and repeat bundles."""

    def __init__(self, folder: Path) -> None:
        self.now = datetime(2026, 11, 1, tzinfo=UTC)
        self.skew = [timedelta(0)] * 3
        self.laptops = [
            Laptop(folder / str(n), lambda n=n: self.now + self.skew[n])  # type: ignore[misc]
            for n in range(3)
        ]
        self.bundles: list[bytes] = []
        self.history: dict[tuple[str, int], Known] = {}
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
        """Let a laptop write, and note what it knew."""
        self.step(n, lambda: self.laptops[n].ledger.commit(changes))

    def step(self, n: int, action: object) -> None:
        """Do something that writes on a laptop, and note what it knew when it did."""
        self.now += timedelta(seconds=1)
        laptop = self.laptops[n]
        before = devices.vector(laptop.database.connection)
        assert callable(action)
        action()
        device = laptop.ledger.device
        for found in log.of_device(laptop.database.connection, device, before.get(device, 0)):
            operation = Operation.from_log(found)
            self.history[device, operation.seq] = Known(before, operation)

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

    def check_all(self) -> None:
        """Every laptop's rows are the fold of its log; the same vector means the same state."""
        states: dict[str, str] = {}
        for n, laptop in enumerate(self.laptops):
            findings = check(laptop.database.connection)
            assert findings.ok, (n, findings.faults)
            vector = str(sorted(self.vector(n).items()))
            assert states.setdefault(vector, findings.state) == findings.state

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

    def saw(self, later: Operation, earlier: Operation) -> bool:
        """Whether the author of `later` really had `earlier`, by this account alone."""
        if later.device == earlier.device:
            return earlier.seq < later.seq
        return self.history[later.device, later.seq].vector.get(earlier.device, 0) >= earlier.seq

    def hold_against_account(self) -> None:
        """Shown is what nobody had seen replaced; what differs is listed; nothing is lost."""
        connection = self.laptops[0].database.connection
        causality = Causality(map(Operation.from_log, log.with_vectors(connection)))
        by_row: dict[tuple[str, str], list[Operation]] = defaultdict(list)
        for found in log.everything(connection):
            operation = Operation.from_log(found)
            by_row[operation.table, operation.row].append(operation)
        assert {k for o in by_row.values() for k in [(x.device, x.seq) for x in o]} == set(
            self.history
        )
        for (table, row), operations in by_row.items():
            folded = fold(TABLES[table], operations, causality)
            kept = rows.read(connection, table, row)
            assert kept is not None
            if any(o.act == "erase" for o in operations):
                assert kept.erased
                assert all(o.payload is None for o in operations if o.act == "set")
                continue
            conflicts = {conflict.field for conflict in folded.conflicts}
            fields = {name for o in operations for name in o.values}
            for name in fields:
                writers = [o for o in operations if name in o.values]
                heads = [w for w in writers if not any(self.saw(x, w) for x in writers)]
                best = max(heads, key=lambda o: (o.at_ms, o.device, o.seq))
                assert kept.values[name] == best.values[name]
                assert (len({h.values[name] for h in heads}) > 1) == (name in conflicts)
            heads = [w for w in operations if not any(self.saw(x, w) for x in operations)]
            dead = [h for h in heads if h.act == "delete"]
            assert kept.deleted == (len(dead) == len(heads))
            assert (0 < len(dead) < len(heads)) == ("deleted" in conflicts)

    def close(self) -> None:
        """Close all laptops."""
        for laptop in self.laptops:
            laptop.close()
