"""Three laptops of one structure, and an account of what each really had whenever it wrote.

The account is kept by looking into the logs from outside. The program's own idea of who had seen
what (vectors, chains, the table of devices) is never asked: it is what is to be proven.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change, hours_entry_id, new_id
from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import SCHEMA
from ave_tui.services.copies import CopiesService
from ave_tui.services.history import HistoryService
from ave_tui.services.past import PastService
from ave_tui.storage import devices, exchanges, steps
from tests.homes import Laptop
from tests.proof.naive import Key, Op, fold_all, read_log, read_tables
from tests.proof.older import program_of
from tests.proof.undoing import judge, judge_withdrawn
from tests.proof.ways import BareWay, SealedWay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from ave_tui.domain.schema import Value, Values
    from ave_tui.services.past_told import ImportTaken
    from ave_tui.storage.connection import Connection
    from tests.proof.ways import Way

AUTHORITY, PUBLIC, LOT = f"{1:032x}", f"{2:032x}", f"{3:032x}"
COMPANIES: Final = [f"{n:032x}" for n in (11, 12)]
PEOPLE: Final = [f"{n:032x}" for n in (21, 22)]
CONTRACTS: Final = [f"{n:032x}" for n in (31, 32)]
ASSIGNMENTS: Final = [f"{n:032x}" for n in (41, 42)]
PERIODS: Final = ["2026-10", "2026-10/W41", "2026-10-06", "2026-11"]
CELLS: Final = [
    (assignment, period, hours_entry_id(assignment, "WORK", period))
    for assignment in ASSIGNMENTS
    for period in PERIODS
]
THINGS: Final = [
    *[("hours_entry", row) for _, _, row in CELLS],
    *[("company", row) for row in COMPANIES],
    *[("participant", row) for row in PEOPLE],
    *[("employment_contract", row) for row in CONTRACTS],
    *[("assignment", row) for row in ASSIGNMENTS],
    ("lot", LOT),
]
STATUSES: Final[list[Value]] = ["DECLARED", "VALIDATED", "DISPUTED"]
EDITS: Final[list[tuple[str, str, str, list[Value]]]] = [
    ("company", COMPANIES[0], "name", ["Bâti", "Ets\u2028X", "[/"]),
    ("participant", PEOPLE[0], "phone", ["06 39 98 00 01", "06 39 98 00 02"]),
    ("participant", PEOPLE[0], "qpv", [0, 1]),
    ("employment_contract", CONTRACTS[0], "ends_on", [None, "2026-12-31", "2027-06-30"]),
    ("lot", LOT, "due_seconds", [3_600_000, 7_200_000]),
    ("participant", PEOPLE[0], "rome", ["J1501", "K2204"]),
    ("employment_contract", CONTRACTS[0], "left_on", [None, "2026-11-30"]),
    *[("hours_entry", row, "status", STATUSES) for *_, row in CELLS],
]
SINCE_2: Final = {"rome", "left_on"}
"""Fields that the program of schema 1 did not know."""


@dataclass(frozen=True)
class Written:
    """An operation as it was written, and what its laptop really had before."""

    op: Op
    laptop: int
    had: dict[str, int]

    def knew(self, earlier: Op) -> bool:
        """Whether its laptop had another operation when it was written."""
        if earlier.device == self.op.device:
            return earlier.seq < self.op.seq
        return self.had.get(earlier.device, 0) >= earlier.seq


class Office:
    """Laptops that write, exchange, lose, damage and repeat bundles; all by small whole numbers.

    `way` is how bundles travel: bare, or in sealed files, as users exchange them. An `old` office
    begins with the program of schema 1 everywhere, and gets the newer one laptop by laptop.
    """

    way: Way

    def __init__(
        self, folder: Path, *, shared: bool = True, sealed: bool = False, old: bool = False
    ) -> None:
        self.folder = folder
        self.schema = [1 if old else SCHEMA] * 3
        self.now = datetime(2026, 11, 1, tzinfo=UTC)
        self.skew = [timedelta(0)] * 3
        self.laptops = [
            Laptop(folder / str(n), lambda n=n: self.now + self.skew[n])  # type: ignore[misc]
            for n in range(3)
        ]
        self.bundles: list[bytes] = []
        self.account: dict[Key, Written] = {}
        self.met: list[dict[str, dict[str, int]]] = [{}, {}, {}]
        """What each had of others' vectors, from the last bundle of theirs that it took."""
        self.sent: list[dict[str, int]] = [{}, {}, {}]
        """What each had when it made its last bundle."""
        self.received: list[set[Key]] = [set(), set(), set()]
        """What ever arrived on each, by any bundle that it took."""
        self.brought: list[dict[int, set[Key]]] = [{}, {}, {}]
        """What came to each for the first time with which import."""
        self.kept: list[dict[int, set[Key]]] = [{}, {}, {}]
        """The same when a copy was put aside."""
        self.counts: dict[str, int] = {}
        self.way = SealedWay(self) if sealed else BareWay(self)
        self.write(0, list(ground()))
        if shared:
            content = self.pack(0)
            for n in (1, 2):
                self.take(n, content)

    def connection(self, n: int) -> Connection:
        """Return the database of a laptop."""
        return self.laptops[n].database.connection

    def count(self, what: str) -> None:
        """Note that something happened, for the figures."""
        self.counts[what] = self.counts.get(what, 0) + 1

    def saw(self, later: Op, earlier: Op) -> bool:
        """Whether the laptop that wrote one really had the other, by this account alone."""
        return self.account[later.key].knew(earlier)

    # Writing

    def step(self, n: int, action: Callable[[], object]) -> list[Op]:
        """Do something that writes on a laptop; account for what it wrote and return it."""
        self.now += timedelta(seconds=1)
        before = read_log(self.connection(n))
        had: dict[str, int] = {}
        for op in before:
            had[op.device] = max(had.get(op.device, 0), op.seq)
        keys = {op.key for op in before}
        try:
            with program_of(self.schema[n]):
                action()
        except AveError:
            self.count("refused")
            assert {op.key for op in read_log(self.connection(n))} == keys
            return []
        new = [op for op in read_log(self.connection(n)) if op.key not in keys]
        assert len({(op.device, op.tx) for op in new}) <= 1
        for op in new:
            assert op.key not in self.account, "a number was used twice"
            self.account[op.key] = Written(op, n, had)
        return new

    def write(self, n: int, changes: Sequence[Change]) -> None:
        """Commit changes as one step."""
        self.step(n, lambda: self.laptops[n].ledger.commit(changes))

    def hours(self, n: int, cell: int, seconds: int) -> None:
        """Type hours into a cell."""
        assignment, period, row = CELLS[cell % len(CELLS)]
        values: Values = {
            "assignment_id": assignment,
            "kind": "WORK",
            "period": period,
            "seconds": seconds,
            "status": "DECLARED",
        }
        if self._is_there(n, "assignment", assignment):
            self.write(n, [Change("hours_entry", row, values)])

    def edit(self, n: int, which: int, value: int) -> None:
        """Change one field of a record that is there."""
        table, row, field, values = EDITS[which % len(EDITS)]
        is_known = self.schema[n] > 1 or field not in SINCE_2
        if is_known and self._is_there(n, table, row):
            self.write(n, [Change(table, row, {field: values[value % len(values)]})])

    def delete(self, n: int, which: int) -> None:
        """Withdraw a record that is there."""
        table, row = THINGS[which % len(THINGS)]
        if self._is_there(n, table, row):
            self.write(n, [Change(table, row, None)])

    def restore(self, n: int, which: int) -> None:
        """Bring a withdrawn record back."""
        table, row = THINGS[which % len(THINGS)]
        if self._is_there(n, table, row):
            self.write(n, [Change(table, row, {})])

    def two_at_once(self, n: int, cell: int, seconds: int) -> None:
        """Make a contract's end and its hours one step, as a form with several rows does."""
        assignment, period, row = CELLS[cell % len(CELLS)]
        self.write(
            n,
            [
                Change("assignment", assignment, {"label": f"{seconds}"}),
                Change(
                    "hours_entry",
                    row,
                    {
                        "assignment_id": assignment,
                        "kind": "WORK",
                        "period": period,
                        "seconds": seconds,
                    },
                ),
            ]
            if self._is_there(n, "assignment", assignment)
            else [],
        )

    def erase(self, n: int, which: int, remains: int) -> None:
        """Erase a person for good; more than once may happen."""
        row = PEOPLE[which % 2]
        values: list[Values] = [{}, {"qpv": 1}, {"commune": "Lyon"}]
        if self._is_there(n, "participant", row):
            self.write(n, [Change("participant", row, values[remains % 3], erase=True)])

    def join(self, n: int, which: int) -> None:
        """Say that two records are the same."""
        table, pair = [("company", COMPANIES), ("participant", PEOPLE)][which % 2]
        left, right = pair if which % 4 < 2 else reversed(pair)
        values: Values = {"table_name": table, "left_id": left, "right_id": right}
        self.write(n, [Change("same_as", new_id(), values)])

    def part(self, n: int, which: int) -> None:
        """Take back, or say anew, that two records are the same."""
        found = sorted(
            (row, bool(values["deleted"]))
            for (table, row), values in read_tables(self.connection(n)).items()
            if table == "same_as"
        )
        if found:
            row, gone = found[which % len(found)]
            self.write(n, [Change("same_as", row, {} if gone else None)])

    def settle(self, n: int, which: int) -> None:
        """Let one of several standing values stand, as the screen of conflicts does."""
        disputes = [
            (key, field, sorted(claimed, key=str))
            for key, line in sorted(fold_all(read_log(self.connection(n)), self.saw).items())
            for field, claimed in sorted(line.disputed.items())
            if field != "deleted"
        ]
        if disputes:
            (table, row), field, claimed = disputes[which % len(disputes)]
            first, last = claimed[0], claimed[-1]
            self.write(n, [Change(table, row, {field: last}), Change(table, row, {field: first})])

    def take_back(self, n: int, kind: str) -> None:
        """Undo or redo, and judge what that did by the account."""
        ledger = self.laptops[n].ledger
        step = ledger.next_step(kind)
        if step is None:
            return
        ops = read_log(self.connection(n))
        before = read_tables(self.connection(n))
        taken = [op for op in ops if (op.device, op.tx) == (step.device, step.tx)]
        self.step(n, ledger.undo if kind == "undo" else ledger.redo)
        after = read_tables(self.connection(n))
        judge(before, after, ops, taken, self.saw, lambda op: self.account[op.key].laptop != n)
        self.count(kind)

    def take_import_back(self, n: int, which: int, *, everywhere: bool) -> None:
        """Take back all that a file brought: here alone where nothing builds on it, or everywhere.

        One that is withdrawn everywhere comes back.
        """
        laptop, connection = self.laptops[n], self.connection(n)
        stands = exchanges.brought_in(connection)
        if not stands:
            return
        number = stands[which % len(stands)].id
        history = HistoryService(laptop.database, laptop.ledger)
        past = PastService(laptop.database, laptop.ledger, history)
        by = steps.taken_back(steps.everything(connection)).get(steps.import_key(number))
        laptop.database.make_ready()
        ops, before, whole = read_log(connection), read_tables(connection), dump(connection)
        with program_of(self.schema[n]):
            preview = past.preview_import(number, everywhere=everywhere)
        assert dump(connection) == whole, "a preview changed something"
        here = self._keys_on(n)
        done: list[ImportTaken] = []
        self.step(
            n,
            lambda: done.append(
                past.undo_import(number, everywhere=everywhere, again=by is not None)
            ),
        )
        if not done:
            assert dump(connection) == whole, "a refusal changed something"
            return
        assert done == [preview], "a preview said something else"
        way = preview.way
        self.count(f"import taken back, {way}")
        if way == "here":
            gone = self.brought[n].pop(number)
            assert self._keys_on(n) == here - gone, "something else is gone, or something is left"
            self.received[n] -= gone
            self._forget_what_nobody_has()
            self.way.meet()
            return
        theirs = lambda op: self.account[op.key].laptop != n  # noqa: E731
        after = read_tables(connection)
        if by is not None:
            taken = [op for op in ops if (op.device, op.tx) == by.key]
            judge(before, after, ops, taken, self.saw, theirs)
        else:
            taken = [op for op in ops if op.key in self.brought[n][number]]
            judge_withdrawn(before, after, ops, taken, self.saw, theirs)

    def _keys_on(self, n: int) -> set[Key]:
        """Return what is in the log of a laptop or waits there."""
        connection = self.connection(n)
        return {
            op.key
            for table in ("change_log", "held_operation")
            for op in read_log(connection, table)
        }

    # Exchanging

    def pack(self, n: int, since: dict[str, int] | None = None, to: int | None = None) -> bytes:
        """Return a bundle: everything, or what came after a vector; for all, or for one."""
        with program_of(self.schema[n]):
            return self.way.pack(n, since or {}, to)

    def export(self, n: int, what: str, to: int) -> None:
        """Make a bundle that may arrive at any time, anywhere, more than once, or never.

        Everything; or what a laptop lacks by the last bundle that came from it; or only what is new
        since the last bundle made here, so that a lost one leaves a gap.
        """
        met = self.met[n].get(self.laptops[to].ledger.device, {})
        since = {"all": {}, "lacking": met, "new": self.sent[n]}[what]
        content = self.pack(n, since, None if what == "all" or n == to else to)
        self.sent[n] = self.way.inside(content).vector
        self.bundles.append(content)

    def deliver(self, n: int, which: int) -> None:
        """Bring one of the bundles in."""
        if self.bundles:
            self.take(n, self.bundles[which % len(self.bundles)])

    def lose(self, which: int) -> None:
        """Lose one of the bundles."""
        if self.bundles:
            del self.bundles[which % len(self.bundles)]

    def take(self, n: int, content: bytes) -> None:
        """Preview a bundle, then bring it in: the preview is exact and changes nothing."""
        if not self.way.is_for(n, content) or self._is_too_new(n, content):
            self.refuse(n, content)
            return
        bundle = self.way.inside(content)
        self.laptops[n].database.make_ready()
        before, here = dump(self.connection(n)), self._keys_on(n)
        with program_of(self.schema[n]):
            preview = self.way.preview(n, content)
            assert dump(self.connection(n)) == before, "a preview changed something"
            taken = self.way.take(n, content)
        assert preview == taken, "a preview said something else"
        self._account_for_carried_erasures(n)
        now = read_tables(self.connection(n))
        for (table, row), predicted in taken.after.items():
            flags: dict[str, Value] = {"deleted": predicted.deleted, "erased": predicted.erased}
            assert now[table, row] == {**predicted.values, **flags}, "a preview was wrong"
        if taken.new == 0 and taken.held == 0:
            self.count("nothing new")
        self.count("held" if taken.held else "taken")
        self.met[n][bundle.sender] = bundle.vector
        arrived = {(op.device, op.seq) for op in bundle.operations}
        self.received[n] |= arrived
        newest = exchanges.recent(self.connection(n), 1)[0].id
        self.brought[n][newest] = arrived - here

    def _is_too_new(self, n: int, content: bytes) -> bool:
        """Whether a newer program than a laptop's made a bundle."""
        header = json.loads(self.way.container(content).split(b"\n", 2)[1])
        if header["schema"] <= self.schema[n]:
            return False
        self.count("too new")
        return True

    def _account_for_carried_erasures(self, n: int) -> None:
        """Account for what an import wrote itself: erasures, carried on to what came with it."""
        new = [op for op in read_log(self.connection(n)) if op.key not in self.account]
        # One that was withdrawn is withdrawn again: the erasure alone would bring it back.
        erased = {(op.table, op.row) for op in new if op.act == "erase"}
        had: dict[str, int] = {}
        for op in read_log(self.connection(n)):
            if op.key in self.account:
                had[op.device] = max(had.get(op.device, 0), op.seq)
        for op in new:
            assert (op.table, op.row) in erased, f"an import wrote something of its own: {op}"
            assert op.device == self.laptops[n].ledger.device
            self.account[op.key] = Written(op, n, had)

    def refuse(self, n: int, content: bytes) -> None:
        """Bring something in that must be refused, with nothing changed."""
        self.laptops[n].database.make_ready()
        before = dump(self.connection(n))
        try:
            with program_of(self.schema[n]):
                self.way.take(n, content)
        except AveError:
            self.count("damaged refused")
        else:
            raise AssertionError("a damaged bundle was taken")
        assert dump(self.connection(n)) == before, "a refusal changed something"

    def damage(self, n: int, which: int, how: str, where: int) -> None:
        """Bring a spoilt copy of a bundle in."""
        if self.bundles:
            content = self.bundles[which % len(self.bundles)]
            self.refuse(n, self.way.spoil(content, how, where))

    def forge(self, n: int, which: int, where: int) -> None:
        """Bring in a bundle of which one operation was altered and all else made to fit it."""
        if not self.bundles:
            return
        content = self.bundles[which % len(self.bundles)]
        whole = self.way.inside(content)
        if not whole.operations or not self.way.is_for(n, content):
            return
        at = where % len(whole.operations)
        had = devices.vector(self.connection(n)).get(whole.operations[at].device, 0)
        if whole.ranges[whole.operations[at].device][0] > had + 1:
            return  # What lies before it is not here: nobody can tell yet.
        altered = replace(whole.operations[at], at_ms=whole.operations[at].at_ms + 1)
        operations = (*whole.operations[:at], altered, *whole.operations[at + 1 :])
        self.refuse(n, self.way.forged(content, replace(whole, operations=operations)))

    # What happens to laptops

    def clock(self, n: int, days: int) -> None:
        """Set a laptop's clock wrong."""
        self.skew[n] = timedelta(days=days)

    def restart(self, n: int) -> None:
        """Close the program and open it again."""
        self.laptops[n].restart()

    def update(self, n: int) -> None:
        """Get the newer program on a laptop, and open it."""
        self.schema[n] = SCHEMA
        self.restart(n)

    def keep_copy(self, n: int) -> None:
        """Put a copy of the database aside."""
        copy = self.folder / f"copy{n}"
        copy.unlink(missing_ok=True)
        self.connection(n).execute("VACUUM INTO ?", (str(copy),))
        self.kept[n] = dict(self.brought[n])

    def restore_copy(self, n: int, *, by: str, crashed: bool) -> None:
        """Put the old copy in the place of the database: another device from then on.

        Unless the program had crashed and nothing had left the laptop since: then nobody can tell,
        and nobody needs to. `by`: the program itself, or a hand that puts another file there or
        writes over the one that is (``program``, ``exchange``, ``overwrite``).
        """
        copy = self.folder / f"copy{n}"
        if not copy.exists():
            return
        laptop = self.laptops[n]
        key = laptop.database.key
        if crashed:
            laptop.database.close()
        else:
            laptop.close()
        if by == "program":
            CopiesService(laptop.home, laptop.clock).restore(copy, key)
        else:
            if by == "exchange":
                laptop.home.database.unlink()
            shutil.copyfile(copy, laptop.home.database)
        laptop.open()
        self.way.meet()
        self.met[n] = {}
        self.received[n] = set()
        self.brought[n] = dict(self.kept[n])
        self._forget_what_nobody_has()
        self.count("restored")

    def _forget_what_nobody_has(self) -> None:
        """Strike from the account what was lost with the old database before anybody saw it."""
        had = {
            (op.device, op.seq)
            for content in self.bundles
            for op in self.way.inside(content).operations
        }
        for n in range(3):
            had |= {op.key for op in read_log(self.connection(n))}
            had |= {op.key for op in read_log(self.connection(n), "held_operation")}
        self.account = {key: written for key, written in self.account.items() if key in had}

    def _is_there(self, n: int, table: str, row: str) -> bool:
        return (table, row) in read_tables(self.connection(n))

    def close(self) -> None:
        """Close all laptops."""
        for laptop in self.laptops:
            laptop.close()


def ground() -> Iterator[Change]:
    """Yield what all hours hang on."""
    yield Change("authority", AUTHORITY, {"name": "Ville"})
    public: Values = {"reference": "1", "subject": "Toit", "authority_id": AUTHORITY}
    yield Change("public_contract", PUBLIC, public)
    yield Change("lot", LOT, {"public_contract_id": PUBLIC, "name": "Lot [A]"})
    for company in COMPANIES:
        yield Change("company", company, {"name": "Ets"})
    for n, (person, contract) in enumerate(zip(PEOPLE, CONTRACTS, strict=True)):
        yield Change("participant", person, {"last_name": f"N{n}", "first_name": "P"})
        links: Values = {"participant_id": person, "employer_id": COMPANIES[n]}
        yield Change("employment_contract", contract, links)
        links = {"employment_contract_id": contract, "lot_id": LOT}
        yield Change("assignment", ASSIGNMENTS[n], links)


def dump(connection: Connection) -> dict[str, list[str]]:
    """Return the whole content of a database, local tables too."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}")))  # noqa: S608
        for (name,) in tables
    }
