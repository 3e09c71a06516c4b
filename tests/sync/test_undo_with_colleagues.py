"""Undo takes back what was done here, and nothing that a colleague has written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, hours_entry_id
from ave_tui.storage import rows
from tests.sync.world import ASSIGNMENTS, COMPANIES, World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ave_tui.storage.rows import Row

CELL = hours_entry_id(ASSIGNMENTS[0], "WORK", "2026-10")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Return laptops that have the same."""
    made = World(tmp_path)
    yield made
    made.close()


def row_of(world: World, n: int, table: str, row: str) -> Row:
    """Return a record as a laptop has it."""
    found = rows.read(world.laptops[n].database.connection, table, row)
    assert found is not None
    return found


@pytest.mark.parametrize("seconds", [7_200, 3_600])
def test_hours_that_both_entered_stay_when_one_takes_theirs_back(
    world: World, seconds: int
) -> None:
    world.hours(1, 0, 1, seconds)
    world.hours(0, 0, 1, 3_600)
    world.bring(0, world.pack(1, {}))
    assert world.laptops[0].ledger.undo().skipped == 1
    assert not row_of(world, 0, "hours_entry", CELL).deleted
    world.exchange_everything()
    assert not row_of(world, 1, "hours_entry", CELL).deleted


def test_a_value_that_a_colleague_wrote_at_the_same_time_stays_listed(world: World) -> None:
    world.hours(0, 0, 1, 60)
    world.exchange_everything()
    world.hours(1, 0, 1, 7_200)
    world.hours(0, 0, 1, 3_600)
    assert world.bring(0, world.pack(1, {})).conflicts == 1
    assert world.laptops[0].ledger.undo().skipped == 1
    assert world.bring(2, world.pack(0, {})).conflicts == 1


def test_undo_brings_nothing_back_that_a_colleague_has_withdrawn(world: World) -> None:
    world.write(0, [Change("company", COMPANIES[0], {"name": "Changed"})])
    world.bring(1, world.pack(0, {}))
    world.write(1, [Change("company", COMPANIES[0], None)])
    world.bring(0, world.pack(1, {}))
    assert world.laptops[0].ledger.undo().skipped == 1
    assert row_of(world, 0, "company", COMPANIES[0]).deleted


def test_undo_withdraws_nothing_that_a_colleague_has_worked_on(world: World) -> None:
    world.write(0, [Change("company", COMPANIES[0], None)])
    world.write(0, [Change("company", COMPANIES[0], {"name": "Back"})])
    world.bring(1, world.pack(0, {}))
    world.write(1, [Change("company", COMPANIES[0], {"naf": "41"})])
    world.bring(0, world.pack(1, {}))
    assert world.laptops[0].ledger.undo().skipped == 1
    assert not row_of(world, 0, "company", COMPANIES[0]).deleted


@pytest.mark.parametrize("theirs", [None, {"naf": "41"}])
def test_undo_leaves_a_withdrawal_alone_that_a_colleague_had_a_say_in(
    world: World, theirs: dict[str, str | int | None] | None
) -> None:
    """Withdrawn by both, or written to by one meanwhile: it is theirs as much."""
    world.write(0, [Change("company", COMPANIES[0], None)])
    world.write(1, [Change("company", COMPANIES[0], theirs)])
    world.bring(0, world.pack(1, {}))
    before = row_of(world, 0, "company", COMPANIES[0])
    receipt = world.laptops[0].ledger.undo()
    assert (receipt.operations, receipt.skipped) == (0, 1)
    assert row_of(world, 0, "company", COMPANIES[0]) == before
    assert before.deleted == (theirs is None)
