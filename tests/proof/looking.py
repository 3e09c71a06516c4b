"""What must hold of a laptop after every step, and of all of them at the end."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ave_tui.domain.schema import TABLES
from ave_tui.storage import contested, devices, log
from ave_tui.sync import fold as folding
from ave_tui.sync.causality import Causality
from ave_tui.sync.check import check, state
from ave_tui.sync.operation import Operation
from tests.proof.naive import fold_all, month_totals, read_log, read_tables, told_saw

if TYPE_CHECKING:
    import random

    from ave_tui.domain.schema import Value
    from ave_tui.storage.connection import Connection
    from tests.proof.naive import Key, Line, Op
    from tests.proof.office import Office

Disputes = dict[tuple[str, str, str], "frozenset[Value]"]


def look(office: Office, n: int) -> None:
    """Hold a laptop against the account: what it has, what it shows, what it lists and counts."""
    connection = office.connection(n)
    ops = read_log(connection)
    folded = fold_all(ops, office.saw)
    erased = {key for key, line in folded.items() if line.erased}
    _look_at_log(office, n, ops, erased)
    shown = read_tables(connection)
    expected = {
        key: {**line.values, "deleted": int(line.deleted), "erased": int(line.erased)}
        for key, line in folded.items()
    }
    assert shown == expected, "the tables are not what the operations add up to"
    assert disputes_told(connection) == disputes_of(folded), "a dispute is not listed"
    totals = {
        (assignment, month, kind): (declared, validated, disputed)
        for assignment, month, kind, declared, validated, disputed in connection.execute(
            "SELECT assignment_id, month, kind, declared, validated, disputed FROM counted_month"
        )
    }
    assert totals == month_totals(shown), "the totals are not those of the entries"
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def _look_at_log(office: Office, n: int, ops: list[Op], erased: set[tuple[str, str]]) -> None:
    """No gap, nothing altered, nothing before its causes, no half step, nothing left of erased."""
    connection = office.connection(n)
    reached: dict[str, int] = defaultdict(int)
    for op in ops:
        reached[op.device] += 1
        assert op.seq == reached[op.device], "a gap in the log"
        written = office.account[op.key].op
        gone = (op.table, op.row) in erased and op.act == "set"
        assert op.payload == (None if gone else written.payload), "an operation was altered"
        assert (op.at_ms, op.act, op.tx) == (written.at_ms, written.act, written.tx)
        assert op.version == written.version, "an operation was brought up to date in the log"
    assert dict(reached) == devices.vector(connection), "the vector is not that of the log"
    there = {op.key for op in ops}
    for op in ops:
        for device, seq in office.account[op.key].had.items():
            assert reached[device] >= seq, "something is here before what its author had"
    steps = {(op.device, op.tx) for op in ops}
    for key, of_step in office.account.items():
        if (key[0], of_step.op.tx) in steps:
            assert key in there, "half a step"
    waiting = read_log(connection, "held_operation")
    here = there | {op.key for op in waiting}
    assert office.received[n] <= here, "what arrived is neither in the log nor waiting"
    for op in waiting:
        if (op.table, op.row) in erased and op.act == "set":
            assert op.payload is None, "what waits still tells of an erased person"


def disputes_of(folded: dict[tuple[str, str], Line]) -> Disputes:
    """Return what stands against what, by the account."""
    return {
        (*key, field): claimed
        for key, line in folded.items()
        for field, claimed in line.disputed.items()
    }


def disputes_told(connection: Connection) -> Disputes:
    """Return what the program lists: what it noted as contested, folded."""
    causality = Causality(map(Operation.from_log, log.with_vectors(connection)))
    told: Disputes = {}
    for table, row in contested.everything(connection):
        ops = [
            operation
            for operation in map(Operation.from_log, log.of_rows(connection, [row]))
            if operation.table == table
        ]
        for conflict in folding.fold(TABLES[table], ops, causality).conflicts:
            claimed = frozenset(claim.value for claim in conflict.claims)
            told[table, row, conflict.field] = claimed
    return told


def look_across(office: Office) -> None:
    """Laptops with the same vector have the same records and list the same disputes."""
    seen: dict[str, tuple[str, Disputes]] = {}
    for n in range(3):
        connection = office.connection(n)
        vector = str(sorted(devices.vector(connection).items()))
        has = (state(connection), disputes_told(connection))
        assert seen.setdefault(vector, has) == has, "same vector, other records"


def converge(office: Office, chance: random.Random) -> None:
    """Let everybody have everything in any order; then all must be alike and nothing lost."""
    had: dict[Key, Op] = {}
    for n in range(3):
        office.update(n)
        had.update({op.key: op for op in read_log(office.connection(n))})
    for _ in range(2):
        ways = [(n, other) for n in range(3) for other in range(3) if n != other]
        chance.shuffle(ways)
        for n, other in ways:
            office.take(other, office.pack(n))
    # A chain of two hand-overs may have run the wrong way: once more, one after the other.
    for n, other in [(0, 1), (1, 2), (2, 0), (0, 1)]:
        office.take(other, office.pack(n))
    for n in range(3):
        connection = office.connection(n)
        findings = check(connection)
        assert findings.ok, [fault.text for fault in findings.faults]
        look(office, n)
        assert set(had) <= {op.key for op in read_log(connection)}, "something was lost"
        _look_at_what_waits(office, n)
    look_across(office)
    assert len({str(devices.vector(office.connection(n))) for n in range(3)}) == 1
    ops = read_log(office.connection(0))
    told = told_saw(ops)
    for later in ops:
        for earlier in ops:
            assert told(later, earlier) == office.saw(later, earlier), "causality is not true"


def _look_at_what_waits(office: Office, n: int) -> None:
    """What still waits, waits for something that nobody has any more."""
    there = devices.vector(office.connection(n))
    waiting = read_log(office.connection(n), "held_operation")
    numbers = {op.key for op in waiting}
    free = {
        op.key
        for op in waiting
        if all(
            seq <= there.get(op.device, 0) or (op.device, seq) in numbers
            for seq in range(1, op.seq)
        )
        and all(there.get(device, 0) >= seq for device, seq in office.account[op.key].had.items())
    }
    assert not free, "something waits for nothing"
