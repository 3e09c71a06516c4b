"""Any step can be taken back: what depends on nothing else goes as if it had never been."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.changes import Change, hours_entry_id
from ave_tui.domain.schema import TABLES
from ave_tui.paths import Home
from ave_tui.storage import rows
from ave_tui.storage.database import Database
from ave_tui.sync.check import check, state
from ave_tui.sync.ledger import (
    ErasureStandsError,
    Ledger,
    NothingToRedoError,
    NothingToUndoError,
    NotOwnStepError,
)
from tests.homes import Laptop
from tests.sync.world import ASSIGNMENTS, LOT, PEOPLE, World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.schema import Values

ROWS = [f"{n:032x}" for n in range(1, 4)]
FIELDS = ("name", "naf", "commune")
NOW = datetime(2026, 11, 23, tzinfo=UTC)

changes = st.builds(
    Change,
    st.just("company"),
    st.sampled_from(ROWS),
    st.one_of(
        st.none(),
        st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["a", "b", "c"]), min_size=1),
    ),
)
steps = st.lists(st.lists(changes, min_size=1, max_size=2), min_size=1, max_size=6)


@contextmanager
def laptop() -> Iterator[Laptop]:
    """Return a laptop with nothing on it."""
    folder = Path(tempfile.mkdtemp())
    made = Laptop(folder / "home", lambda: NOW)
    try:
        yield made
    finally:
        made.close()
        shutil.rmtree(folder)


def live(on: Laptop) -> dict[str, Values]:
    """Return the companies in use."""
    found = rows.all_rows(on.database.connection, "company")
    return {row.id: row.values for row in found if not row.deleted}


def write(on: Laptop, made: list[list[Change]]) -> list[int]:
    """Write steps; return the transactions of those that changed something."""
    return [tx for step in made if (tx := on.ledger.commit(step).tx)]


@given(steps, st.data())
def test_taken_back_and_done_again_is_as_before(
    made: list[list[Change]], data: st.DataObject
) -> None:
    with laptop() as one:
        txs = write(one, made)
        if not txs:
            return
        connection = one.database.connection
        before = state(connection)
        tx = data.draw(st.sampled_from(txs))
        back = one.ledger.take_back(one.ledger.device, tx)
        if back.tx:
            again = one.ledger.take_back(one.ledger.device, tx)
            assert again.tx
        assert state(connection) == before
        assert check(connection).ok


@given(steps, st.data())
def test_undo_takes_a_taking_back_back_and_redo_does_it_again(
    made: list[list[Change]], data: st.DataObject
) -> None:
    with laptop() as one:
        txs = write(one, made)
        if not txs:
            return
        connection = one.database.connection
        before = state(connection)
        tx = data.draw(st.sampled_from(txs))
        if not one.ledger.take_back(one.ledger.device, tx).tx:
            return
        after = state(connection)
        one.ledger.undo()
        assert state(connection) == before
        one.ledger.redo()
        assert state(connection) == after


def test_what_was_written_and_withdrawn_in_one_step_is_taken_back_whole() -> None:
    row = "0" * 31 + "1"
    with laptop() as one:
        write(one, [[Change("company", row, {"name": "a"})], [Change("company", row, None)]])
        write(one, [[Change("company", row, {"name": "b"}), Change("company", row, None)]])
        one.ledger.undo()
        assert live(one) == {}
        one.ledger.undo()
        assert [values["name"] for values in live(one).values()] == ["a"]
        one.ledger.undo()
        assert live(one) == {}
        for _ in range(3):
            one.ledger.redo()
        found = rows.read(one.database.connection, "company", row)
        assert found is not None
        assert (found.values["name"], found.deleted) == ("b", True)


def test_what_was_brought_back_since_is_left_alone() -> None:
    row = "0" * 31 + "1"
    with laptop() as one:
        write(one, [[Change("company", row, {"name": "a"})], [Change("company", row, None)]])
        (tx,) = write(one, [[Change("company", row, {"name": "b"}), Change("company", row, None)]])
        write(one, [[Change("company", row, {"phone": "1"})]])
        assert not one.ledger.take_back(one.ledger.device, tx).tx
        assert [values["name"] for values in live(one).values()] == ["b"]


@given(steps, st.data())
def test_whatever_was_taken_back_undo_goes_all_the_way_to_nothing_and_redo_to_the_end(
    made: list[list[Change]], data: st.DataObject
) -> None:
    with laptop() as one:
        txs = write(one, made)
        for _ in range(data.draw(st.integers(0, 4)) if txs else 0):
            txs.append(one.ledger.take_back(one.ledger.device, data.draw(st.sampled_from(txs))).tx)
            txs = [tx for tx in txs if tx]
        connection = one.database.connection
        end = live(one)
        undone = 0
        while True:
            try:
                one.ledger.undo()
            except NothingToUndoError:
                break
            undone += 1
        assert live(one) == {}
        for _ in range(undone):
            one.ledger.redo()
        assert live(one) == end
        with pytest.raises(NothingToRedoError):
            one.ledger.redo()
        assert check(connection).ok


@given(steps, st.data())
def test_a_step_that_nothing_builds_on_goes_as_if_it_had_never_been(
    made: list[list[Change]], data: st.DataObject
) -> None:
    """Its rows are its own, or its fields are: the others come out as without it."""
    place = data.draw(st.integers(0, len(made)))
    alone = "9" * 32
    own = [Change("company", alone, {"name": "alone"}), Change("company", ROWS[0], {"siret": "1"})]
    ground = [[Change("company", ROWS[0], {"phone": "0"})]]
    kept = [[c for c in step if c.row != ROWS[0] or c.values is not None] for step in made]
    with laptop() as one, laptop() as other:
        write(one, ground + kept[:place])
        (tx,) = write(one, [own])
        write(one, kept[place:])
        write(other, ground + kept)
        receipt = one.ledger.take_back(one.ledger.device, tx)
        assert receipt.skipped == 0
        assert live(one) == live(other)


def test_what_was_changed_since_is_left_alone_and_counted() -> None:
    with laptop() as one:
        first, _second = write(
            one,
            [
                [Change("company", ROWS[0], {"name": "A", "naf": "1"})],
                [Change("company", ROWS[0], {"name": "B", "naf": "2"})],
            ],
        )
        third = one.ledger.commit([Change("company", ROWS[0], {"name": "C"})]).tx
        receipt = one.ledger.take_back(one.ledger.device, _second)
        assert receipt.skipped == 1
        assert live(one)[ROWS[0]]["name"] == "C"
        assert live(one)[ROWS[0]]["naf"] == "1"
        assert one.ledger.take_back(one.ledger.device, first).operations == 0
        assert one.ledger.take_back(one.ledger.device, third).operations == 1


def test_a_figure_typed_again_since_is_not_withdrawn_with_the_first_one(tmp_path: Path) -> None:
    world = World(tmp_path)
    ledger = world.laptops[0].ledger
    world.hours(0, 0, 0, 3_600)
    made = ledger.next_step("undo")
    assert made is not None
    world.hours(0, 0, 0, 7_200)
    assert ledger.take_back(*made.key).skipped == 1
    row = hours_entry_id(ASSIGNMENTS[0], "WORK", "2026-09")
    found = rows.read(world.laptops[0].database.connection, "hours_entry", row)
    assert found is not None
    assert (found.deleted, found.values["seconds"]) == (False, 7_200)
    world.close()


def test_what_others_hang_on_is_not_withdrawn_from_under_them(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.write(0, [Change("company", "7" * 32, {"name": "New"})])
    step = world.laptops[0].ledger.next_step("undo")
    assert step is not None
    world.bring(1, world.pack(0, {}))
    world.write(1, [Change("award", "8" * 32, {"lot_id": LOT, "company_id": "7" * 32})])
    world.bring(0, world.pack(1, {}))
    receipt = world.laptops[0].ledger.undo()
    assert (receipt.operations, receipt.skipped) == (0, 1)
    found = rows.read(world.laptops[0].database.connection, "company", "7" * 32)
    assert found is not None
    assert not found.deleted
    world.close()


def test_what_goes_with_it_does_not_hold_it(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.write(
        0,
        [
            Change("company", "7" * 32, {"name": "New"}),
            Change("award", "8" * 32, {"lot_id": LOT, "company_id": "7" * 32}),
        ],
    )
    step = world.laptops[0].ledger.next_step("undo")
    assert step is not None
    world.write(0, [Change("lot", LOT, {"number": "3"})])
    assert world.laptops[0].ledger.take_back(*step.key).operations == 2
    world.close()


def test_the_same_figure_typed_by_somebody_else_stays(tmp_path: Path) -> None:
    """Two typists meet in one row: what one takes back is not taken from the other."""
    world = World(tmp_path)
    world.hours(0, 0, 0, 3_600)
    world.hours(1, 0, 0, 3_600)
    world.bring(0, world.pack(1, {}))
    receipt = world.laptops[0].ledger.undo()
    assert (receipt.operations, receipt.skipped) == (0, 1)
    row = hours_entry_id(ASSIGNMENTS[0], "WORK", "2026-09")
    found = rows.read(world.laptops[0].database.connection, "hours_entry", row)
    assert found is not None
    assert not found.deleted
    world.close()


def test_taking_back_an_edit_does_not_bring_back_what_a_colleague_withdrew(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.write(0, [Change("participant", PEOPLE[0], {"phone": "06 39 98 00 00"})])
    world.bring(1, world.pack(0, {}))
    world.write(1, [Change("participant", PEOPLE[0], None)])
    world.bring(0, world.pack(1, {}))
    receipt = world.laptops[0].ledger.undo()
    assert (receipt.operations, receipt.skipped) == (0, 1)
    found = rows.read(world.laptops[0].database.connection, "participant", PEOPLE[0])
    assert found is not None
    assert found.deleted
    world.close()


def test_only_own_steps_are_taken_back_also_after_a_restart_and_as_a_new_device(
    tmp_path: Path,
) -> None:
    world = World(tmp_path)
    one = world.laptops[0]
    world.hours(0, 0, 0, 3_600)
    step = one.ledger.next_step("undo")
    assert step is not None
    world.hours(1, 1, 1, 3_600)
    theirs = world.laptops[1].ledger.next_step("undo")
    assert theirs is not None
    world.bring(0, world.pack(1, {}))
    with pytest.raises(NotOwnStepError):
        one.ledger.take_back(*theirs.key)
    # The database is put elsewhere: it goes on as a new device, and its steps are still its own.
    one.close()
    one.home = Home(shutil.copytree(one.home.folder, tmp_path / "moved"))
    one.database = Database(one.home, one.clock)
    one.ledger = Ledger(one.database)
    assert one.ledger.device != step.device
    assert one.ledger.take_back(*step.key).operations == 1
    assert one.ledger.undo().operations == 1
    assert one.ledger.take_back(*step.key).operations == 1
    assert check(one.database.connection).ok
    world.close()


def test_an_erasure_is_no_step_that_could_be_taken_back() -> None:
    with laptop() as one:
        one.ledger.commit([Change("company", ROWS[0], {"name": "A"})])
        one.ledger.commit([Change("participant", ROWS[1], {"last_name": "B"})])
        erased = one.ledger.commit([Change("participant", ROWS[1], {}, erase=True)])
        with pytest.raises(ErasureStandsError):
            one.ledger.undo()
        with pytest.raises(ErasureStandsError):
            one.ledger.take_back(one.ledger.device, erased.tx)
        assert one.ledger.take_back(one.ledger.device, 1).operations == 1
        assert one.ledger.undo().operations == 1
        assert live(one) == {ROWS[0]: {**TABLES["company"].blank, "name": "A"}}
        with pytest.raises(ErasureStandsError):
            one.ledger.undo()


def test_a_withdrawal_that_was_made_good_already_leaves_nothing_to_take_back() -> None:
    with laptop() as one:
        one.ledger.commit([Change("company", ROWS[0], {"name": "A"})])
        withdrawn = one.ledger.commit([Change("company", ROWS[0], None)])
        one.ledger.commit([Change("company", ROWS[0], {"naf": "41"})])
        before = live(one)
        receipt = one.ledger.take_back(one.ledger.device, withdrawn.tx)
        assert (receipt.operations, receipt.skipped) == (0, 0)
        assert (
            live(one) == before == {ROWS[0]: {**TABLES["company"].blank, "name": "A", "naf": "41"}}
        )
