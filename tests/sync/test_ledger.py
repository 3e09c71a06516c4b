"""One commit is one transaction and one step of undo; no other write gets in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.schema import TABLES
from ave_tui.storage import devices, log, rows
from ave_tui.storage.database import Database
from ave_tui.storage.errors import ReadOnlyError
from ave_tui.sync.check import check, state
from ave_tui.sync.ledger import (
    ErasureStandsError,
    Ledger,
    NothingToRedoError,
    NothingToUndoError,
)
from ave_tui.sync.writing import ErasedError
from tests.homes import Laptop
from tests.names import HOSTILE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """Return a laptop with nothing on it."""
    now = datetime(2026, 11, 23, tzinfo=UTC)
    made = Laptop(tmp_path / "home", lambda: now + timedelta(seconds=1))
    yield made
    made.close()


def company(name: str) -> Change:
    """Return a change that makes a company."""
    return Change("company", new_id(), {"name": name})


def names(laptop: Laptop) -> list[str]:
    """Return the names of the companies in use."""
    found = rows.all_rows(laptop.database.connection, "company")
    return sorted(str(row.values["name"]) for row in found if not row.deleted)


def operations(laptop: Laptop) -> int:
    """Return how many operations the log has."""
    return log.count(laptop.database.connection)


def test_a_commit_writes_rows_and_operations_together(laptop: Laptop) -> None:
    receipt = laptop.ledger.commit([company(name) for name in HOSTILE_NAMES])
    assert receipt.operations == len(HOSTILE_NAMES)
    assert names(laptop) == sorted(HOSTILE_NAMES)
    assert check(laptop.database.connection).ok


def test_what_changes_nothing_writes_nothing(laptop: Laptop) -> None:
    change = company("Bâti")
    laptop.ledger.commit([change])
    assert laptop.ledger.commit([change]).operations == 0
    assert laptop.ledger.commit([Change("company", new_id(), None)]).operations == 0
    assert operations(laptop) == 1


def test_only_changed_fields_are_written(laptop: Laptop) -> None:
    row = new_id()
    laptop.ledger.commit([Change("company", row, {"name": "A", "naf": "41"})])
    laptop.ledger.commit([Change("company", row, {"name": "B", "naf": "41"})])
    newest = list(log.of_device(laptop.database.connection, laptop.ledger.device, 1))
    assert [found[11] for found in newest] == ['{"name":"B"}']


def test_a_failure_keeps_nothing(laptop: Laptop) -> None:
    orphan = Change("lot", new_id(), {"name": "L", "public_contract_id": new_id()})
    before = state(laptop.database.connection)
    with pytest.raises(dbapi2.IntegrityError):
        laptop.ledger.commit([company("A"), orphan])
    assert state(laptop.database.connection) == before
    assert operations(laptop) == 0
    laptop.ledger.commit([company("B")])
    assert check(laptop.database.connection).ok


def test_fields_that_do_not_exist_are_a_bug(laptop: Laptop) -> None:
    with pytest.raises(ValueError, match="company"):
        laptop.ledger.commit([Change("company", new_id(), {"name": 3})])


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO {table} (id, deleted, erased) VALUES ('x', 0, 0)",
        "UPDATE {table} SET deleted = 1",
        "DELETE FROM {table}",
    ],
)
def test_the_gate_refuses_any_other_write(laptop: Laptop, table: str, statement: str) -> None:
    connection = laptop.database.connection
    if not statement.startswith("INSERT"):
        with laptop.database.transaction():
            connection.execute("UPDATE sync_gate SET open = 1")
            rows.write(connection, table, [rows.Row(table, "0" * 32, TABLES[table].blank)])
            connection.execute("UPDATE sync_gate SET open = 0")
    with pytest.raises(dbapi2.IntegrityError, match="only the ledger"):
        connection.execute(statement.format(table=table))


def test_check_finds_what_got_past_the_gate(laptop: Laptop) -> None:
    laptop.ledger.commit([company("A"), company("B")])
    connection = laptop.database.connection
    with laptop.database.transaction():
        connection.execute("UPDATE sync_gate SET open = 1")
        connection.execute("UPDATE company SET name = 'C' WHERE name = 'A'")
        connection.execute("UPDATE sync_gate SET open = 0")
    assert [f.text for f in check(connection).faults] == [
        "“{table}” holds a row that differs from the log."
    ]
    connection.execute("DROP TRIGGER gate_lot_update")
    assert len(check(connection).faults) == 2


def test_undo_and_redo_go_back_and_forth_across_a_restart(laptop: Laptop) -> None:
    row = new_id()
    states = [state(laptop.database.connection)]
    steps = [
        [Change("company", row, {"name": "A"})],
        [Change("company", row, {"name": "B", "naf": "41"}), company("C")],
        [Change("company", row, None)],
        [Change("company", row, {"name": "D"})],
    ]
    for step in steps:
        laptop.ledger.commit(step)
        states.append(state(laptop.database.connection))
    shown = [names(laptop)]
    for _ in steps:
        laptop.restart()
        laptop.ledger.undo()
        shown.append(names(laptop))
    assert shown == [["C", "D"], ["C"], ["B", "C"], ["A"], []]
    with pytest.raises(NothingToUndoError):
        laptop.ledger.undo()
    for expected in reversed(shown[:-1]):
        laptop.restart()
        laptop.ledger.redo()
        assert names(laptop) == expected
    assert state(laptop.database.connection) == states[-1]
    with pytest.raises(NothingToRedoError):
        laptop.ledger.redo()
    assert check(laptop.database.connection).ok


def test_what_undo_and_redo_would_take_back_is_told(laptop: Laptop) -> None:
    ledger = laptop.ledger
    assert ledger.next_step("undo") is None
    done = [ledger.commit([company(name)]).tx for name in "AB"]
    step = ledger.next_step("undo")
    assert step is not None
    assert (step.device, step.tx) == (ledger.device, done[-1])
    assert ledger.next_step("redo") is None
    undone = ledger.undo().tx
    steps = [ledger.next_step(kind) for kind in ("undo", "redo")]
    assert [each and each.tx for each in steps] == [done[0], undone]


def test_a_new_step_ends_what_could_be_done_again(laptop: Laptop) -> None:
    laptop.ledger.commit([company("A")])
    laptop.ledger.undo()
    laptop.ledger.commit([company("B")])
    with pytest.raises(NothingToRedoError):
        laptop.ledger.redo()
    laptop.ledger.undo()
    assert names(laptop) == []


def test_an_erased_record_stays_erased_and_leaves_no_trace_in_the_log(laptop: Laptop) -> None:
    row = new_id()
    laptop.ledger.commit(
        [Change("participant", row, {"last_name": "Benali", "first_name": "Karim"})]
    )
    laptop.ledger.commit([Change("participant", row, {"phone": "06 39 98 00 00"})])
    laptop.ledger.commit([Change("participant", row, {}, erase=True)])
    kept = list(log.of_rows(laptop.database.connection, [row]))
    assert [found[10:12] for found in kept] == [(None, None), (None, None), (None, "{}")]
    assert "Benali" not in str(kept)
    with pytest.raises(ErasedError):
        laptop.ledger.commit([Change("participant", row, {"last_name": "Benali"})])
    with pytest.raises(ErasureStandsError):
        laptop.ledger.undo()
    found = rows.read(laptop.database.connection, "participant", row)
    assert found is not None
    assert found.erased
    assert found.values["last_name"] is None
    assert check(laptop.database.connection).ok


def test_what_tells_of_a_person_is_salted_and_nothing_else(laptop: Laptop) -> None:
    laptop.ledger.commit([Change("participant", new_id(), {"last_name": "B"}), company("C")])
    kept = list(log.of_device(laptop.database.connection, laptop.ledger.device))
    assert [found[10] is not None for found in kept] == [True, False]


def test_a_clock_set_back_by_years_loses_nothing(tmp_path: Path) -> None:
    now = [datetime(2026, 11, 23, tzinfo=UTC)]
    laptop = Laptop(tmp_path / "home", lambda: now[0])
    row = new_id()
    laptop.ledger.commit([Change("company", row, {"name": "A"})])
    now[0] = datetime(1990, 1, 1, tzinfo=UTC)
    laptop.ledger.commit([Change("company", row, {"name": "B"})])
    assert names(laptop) == ["B"]
    assert check(laptop.database.connection).ok
    assert devices.vector(laptop.database.connection) == {laptop.ledger.device: 2}
    laptop.close()


@pytest.mark.parametrize("has_written", [True, False])
def test_where_nothing_can_be_written_the_laptop_bears_the_name_it_has_if_any(
    laptop: Laptop, has_written: bool
) -> None:
    name = ""
    if has_written:
        laptop.ledger.commit([company("A")])
        name = laptop.ledger.device
        assert name
    refusal = ReadOnlyError(laptop.home.database)
    only_read = Database(laptop.home, laptop.clock, refusal=refusal)
    ledger = Ledger(only_read)
    assert ledger.device == name
    with pytest.raises(ReadOnlyError):
        ledger.commit([company("B")])
    assert devices.mine(only_read.connection) == devices.mine(laptop.database.connection)
    only_read.close()
