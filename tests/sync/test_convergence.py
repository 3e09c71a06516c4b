"""Three laptops, any order, losses, repeats, wrong clocks: the same records, no hour lost.

The program's causality is held against an account of what each laptop really had (`world.py`).
"""

from __future__ import annotations

import contextlib
import tempfile
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ave_tui.domain.changes import Change
from ave_tui.domain.disagreement import ConflictKey, ConflictKind
from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import TABLES
from ave_tui.services.conflict_finding import find_all
from ave_tui.services.conflict_words import in_words
from ave_tui.storage import log
from ave_tui.sync.causality import Causality
from ave_tui.sync.fold import fold
from ave_tui.sync.operation import Operation
from tests.sync.world import ASSIGNMENTS, COMPANIES, CONTRACTS, PEOPLE, World

LAPTOP = st.integers(0, 2)
ACTIONS = st.one_of(
    st.tuples(
        st.just("hours"),
        LAPTOP,
        st.integers(0, 2),
        st.integers(0, 3),
        st.sampled_from([None, 0, 3600, 126_000, 546_012]),
    ),
    st.tuples(
        st.just("name"), LAPTOP, st.integers(0, 2), st.sampled_from(["Bâti", "Ets\u2028X", "[/"])
    ),
    st.tuples(
        st.just("delete"),
        LAPTOP,
        st.sampled_from(
            [
                ("company", COMPANIES[0]),
                ("assignment", ASSIGNMENTS[0]),
                ("participant", PEOPLE[0]),
                ("employment_contract", CONTRACTS[1]),
            ]
        ),
    ),
    st.tuples(st.just("erase"), LAPTOP, st.integers(0, 2)),
    st.tuples(st.just("undo"), LAPTOP),
    st.tuples(st.just("redo"), LAPTOP),
    st.tuples(st.just("ship"), LAPTOP, LAPTOP),
    st.tuples(st.just("pack"), LAPTOP, st.sampled_from(["all", "new"]), LAPTOP),
    st.tuples(st.just("bring"), LAPTOP, st.integers(0, 9)),
    st.tuples(st.just("clock"), LAPTOP, st.sampled_from([-3 * 365, 3650, 0])),
    st.tuples(st.just("restart"), LAPTOP),
)


def act(world: World, action: tuple[object, ...]) -> None:
    kind, n, *rest = action
    assert isinstance(n, int)
    laptop = world.laptops[n]
    match kind, rest:
        case "hours", [int(assignment), int(period), seconds]:
            world.hours(n, assignment, period, seconds)  # type: ignore[arg-type]
        case "name", [int(company), str(name)]:
            world.write(n, [Change("company", COMPANIES[company], {"name": name})])
        case "delete", [(str(table), str(row))]:
            with contextlib.suppress(AveError):
                world.write(n, [Change(table, row, None)])
        case "erase", [int(person)]:
            world.write(n, [Change("participant", PEOPLE[person], {}, erase=True)])
        case "undo", _:
            with contextlib.suppress(AveError):
                world.step(n, laptop.ledger.undo)
        case "redo", _:
            with contextlib.suppress(AveError):
                world.step(n, laptop.ledger.redo)
        case "ship", [int(other)]:
            if other != n:
                world.bring(other, world.pack(n, {}))
        case "pack", [str(what), int(other)]:
            world.bundles.append(world.pack(n, world.vector(other) if what == "new" else {}))
        case "bring", [int(which)]:
            if world.bundles:
                world.bring(n, world.bundles[which % len(world.bundles)])
        case "clock", [int(days)]:
            world.skew[n] = timedelta(days=days)
        case "restart", _:
            laptop.restart()


def conflicts(world: World, n: int) -> list[ConflictKey]:
    """Return the conflicts that a laptop lists, in their order."""
    connection = world.laptops[n].database.connection
    told = in_words(connection, find_all(connection), world.laptops[n].ledger.device, world.now)
    return [conflict.key for conflict in told]


def disputed(world: World) -> set[ConflictKey]:
    """Return where laptops wrote apart, found by folding all rows."""
    connection = world.laptops[0].database.connection
    by_row: dict[tuple[str, str], list[Operation]] = defaultdict(list)
    for operation in map(Operation.from_log, log.everything(connection)):
        by_row[operation.table, operation.row].append(operation)
    causality = Causality(map(Operation.from_log, log.with_vectors(connection)))
    folded = {key: fold(TABLES[key[0]], some, causality) for key, some in by_row.items()}
    return {
        ConflictKey(
            ConflictKind.DELETION if conflict.field == "deleted" else ConflictKind.FIELD,
            *key,
            conflict.field,
        )
        for key, row in folded.items()
        if not row.deleted
        for conflict in row.conflicts
    }


def run(actions: list[tuple[object, ...]], *, often: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        try:
            for action in actions:
                act(world, action)
                if often:
                    world.check_all()
            world.exchange_everything()
            world.check_all()
            assert world.vector(0) == world.vector(1) == world.vector(2)
            assert world.state(0) == world.state(1) == world.state(2)
            world.hold_against_account()
            first = conflicts(world, 0)
            assert conflicts(world, 1) == conflicts(world, 2) == first
            assert {key for key in first if key.kind in ("field", "deletion")} == disputed(world)
        finally:
            world.close()


@given(st.lists(ACTIONS, min_size=5, max_size=25))
@settings(max_examples=20)
def test_laptops_with_the_same_changes_hold_the_same_records(
    actions: list[tuple[object, ...]],
) -> None:
    run(actions, often=False)


@pytest.mark.long
@given(st.lists(ACTIONS, min_size=10, max_size=60))
# The thorough search is the machine in tests/proof.
@settings(max_examples=15)
def test_laptops_converge_and_are_sound_after_every_step(
    actions: list[tuple[object, ...]],
) -> None:
    run(actions, often=True)
