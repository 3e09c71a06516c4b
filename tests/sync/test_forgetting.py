"""Forgetting a file: as if it had never come, while nothing builds on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.changes import Change
from ave_tui.storage import devices, exchanges, log, rows, totals
from ave_tui.sync.bundle import unpack
from ave_tui.sync.check import check, state
from ave_tui.sync.forgetting import CanNotForgetError, forget
from ave_tui.sync.merge import Merged, merge
from tests.sync.world import LOT, PEOPLE, World

if TYPE_CHECKING:
    from pathlib import Path

    from ave_tui.storage.connection import Connection


def bring(world: World, n: int, content: bytes) -> int:
    """Bring a file in as the exchange does; return the import's number."""
    bundle = unpack(content)
    with world.laptops[n].database.transaction() as connection:
        number = exchanges.add(
            connection,
            at_ms=0,
            direction="in",
            file_name="x.ave",
            peer=bundle.sender,
            operations=0,
            held=0,
            vector=bundle.vector,
        )
        merged = merge(connection, bundle.operations, bundle.ends, number)
        exchanges.settle(connection, number, merged.new, merged.held)
    return number


def let_go(world: World, n: int, number: int) -> Merged:
    """Forget an import."""
    with world.laptops[n].database.transaction() as connection:
        return forget(connection, number)


def everything(connection: Connection) -> tuple[object, ...]:
    """Return all that a laptop holds: rows, log, what waits, and how far it knows each device."""
    return (
        state(connection),
        list(log.everything(connection)),
        list(log.held(connection)),
        devices.vector(connection),
        list(totals.stored(connection)),
    )


def test_a_forgotten_file_leaves_nothing_and_brings_all_back(tmp_path: Path) -> None:
    world = World(tmp_path)
    connection = world.laptops[0].database.connection
    world.hours(0, 0, 0, 3_600)
    world.bring(1, world.pack(0, {}))
    world.hours(1, 0, 0, 7_200)
    world.hours(1, 1, 2, 1_800)
    world.write(1, [Change("company", "9" * 32, {"name": "B"}), Change("lot", LOT, None)])
    before = everything(connection)
    content = world.pack(1, {})
    number = bring(world, 0, content)
    after = everything(connection)
    assert after != before
    merged = let_go(world, 0, number)
    assert merged.new == 4
    assert everything(connection) == before
    assert rows.read(connection, "company", "9" * 32) is None
    assert check(connection).ok
    bring(world, 0, content)
    assert everything(connection) == after
    # Nothing of it was written, so nothing of it can travel.
    let_go(world, 0, number + 1)
    world.bring(2, world.pack(0, {}))
    assert world.state(2) == world.state(0)
    assert world.vector(2) == world.vector(0)
    world.exchange_everything()
    world.check_all()
    world.close()


def test_what_had_waited_for_it_waits_again(tmp_path: Path) -> None:
    world = World(tmp_path)
    connection = world.laptops[0].database.connection
    world.hours(1, 0, 0, 3_600)
    first = world.pack(1, world.vector(0))
    middle = world.vector(1)
    world.hours(1, 1, 1, 3_600)
    second = world.pack(1, middle)
    world.bring(2, world.pack(1, {}))
    world.hours(2, 2, 2, 3_600)
    third = world.pack(2, world.vector(1))
    bring(world, 0, second)
    bring(world, 0, third)
    waiting = everything(connection)
    assert len(list(log.held(connection))) == 2
    number = bring(world, 0, first)
    assert list(log.held(connection)) == []
    assert let_go(world, 0, number).new == 3
    assert everything(connection) == waiting
    assert check(connection).ok
    bring(world, 0, first)
    assert list(log.held(connection)) == []
    assert world.state(0) == world.state(2)
    world.close()


def test_what_only_waits_is_forgotten_too(tmp_path: Path) -> None:
    world = World(tmp_path)
    connection = world.laptops[0].database.connection
    world.hours(1, 0, 0, 3_600)
    middle = world.vector(1)
    world.hours(1, 1, 1, 3_600)
    before = everything(connection)
    number = bring(world, 0, world.pack(1, middle))
    let_go(world, 0, number)
    assert everything(connection) == before
    world.close()


@pytest.mark.parametrize("since", ["written", "made", "later", "erased"])
def test_what_builds_on_it_is_named_and_nothing_changes(since: str, tmp_path: Path) -> None:
    world = World(tmp_path)
    connection = world.laptops[0].database.connection
    world.hours(1, 0, 0, 3_600)
    if since == "erased":
        world.write(1, [Change("participant", PEOPLE[0], {}, erase=True)])
    number = bring(world, 0, world.pack(1, {}))
    match since:
        case "written":
            world.hours(0, 1, 1, 60)
        case "made":
            with world.laptops[0].database.transaction():
                exchanges.add(
                    connection,
                    at_ms=0,
                    direction="out",
                    file_name="y.ave",
                    peer=None,
                    operations=1,
                    held=0,
                    vector=world.vector(0),
                )
        case "later":
            world.hours(1, 0, 0, 7_200)
            bring(world, 0, world.pack(1, {}))
        case _:
            pass
    before = everything(connection)
    with pytest.raises(CanNotForgetError) as refused:
        let_go(world, 0, number)
    said = {
        "written": "You changed something since.",
        "made": "You made an exchange file since.",
        "later": "A later file builds on it.",
        "erased": "It erased somebody for good.",
    }
    assert refused.value.problem.text == said[since]
    assert everything(connection) == before
    world.close()


def test_a_later_file_that_knows_nothing_of_it_does_not_hold_it(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.hours(1, 0, 0, 3_600)
    world.hours(2, 1, 1, 3_600)
    number = bring(world, 0, world.pack(1, {}))
    bring(world, 0, world.pack(2, {}))
    let_go(world, 0, number)
    assert world.state(0) == world.state(2)
    assert check(world.laptops[0].database.connection).ok
    world.close()


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 3), st.integers(-1, 3)),
        min_size=1,
        max_size=8,
    ),
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=3),
)
def test_whatever_was_exchanged_the_newest_file_is_forgotten_without_a_trace(
    tmp_path_factory: pytest.TempPathFactory,
    figures: list[tuple[int, int, int, int]],
    exchanges_before: list[tuple[int, int]],
) -> None:
    world = World(tmp_path_factory.mktemp("world"))
    half = len(figures) // 2
    for n, assignment, period, hours in figures[:half]:
        world.hours(n, assignment, period, None if hours < 0 else hours * 3_600)
    for sender, receiver in exchanges_before:
        bring(world, receiver, world.pack(sender, {}))
    for n, assignment, period, hours in figures[half:]:
        world.hours(n, assignment, period, None if hours < 0 else hours * 3_600)
    connection = world.laptops[0].database.connection
    before = everything(connection)
    number = bring(world, 0, world.pack(1, {}))
    let_go(world, 0, number)
    assert everything(connection) == before
    assert check(connection).ok
    world.hours(0, 0, 0, 60)
    world.exchange_everything()
    world.check_all()
    world.hold_against_account()
    world.close()
