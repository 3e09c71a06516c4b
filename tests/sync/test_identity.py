"""A restored or copied database gets a device id of its own, and merges with what it was."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.paths import Home
from ave_tui.storage import devices, log
from ave_tui.storage.database import Database
from ave_tui.sync.bundle import pack, unpack
from ave_tui.sync.check import check, state
from ave_tui.sync.gather import gather
from ave_tui.sync.identity import learning_of_itself, note_progress
from ave_tui.sync.ledger import Ledger
from ave_tui.sync.merge import ForkedHistoryError, OwnOperationsError, merge
from tests.homes import Laptop
from tests.sync.makers import BRUNO, operation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def now() -> datetime:
    return datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """Return a laptop with one company on it."""
    made = Laptop(tmp_path / "home", now)
    made.ledger.commit([Change("company", new_id(), {"name": "A"})])
    yield made
    made.close()


def packed(laptop: Laptop) -> bytes:
    """Return everything a laptop has."""
    with laptop.database.transaction() as connection:
        return pack(gather(connection, "space", laptop.ledger.device, {}))


def bring(laptop: Laptop, content: bytes) -> None:
    """Bring a bundle into a laptop."""
    bundle = unpack(content)
    with learning_of_itself(laptop.database), laptop.database.transaction() as connection:
        merge(connection, bundle.operations, bundle.ends)


def test_the_device_stays_the_same_from_start_to_start(laptop: Laptop) -> None:
    before = laptop.ledger.device
    laptop.restart()
    assert laptop.ledger.device == before


def test_a_copied_home_becomes_another_device(laptop: Laptop, tmp_path: Path) -> None:
    laptop.close()
    shutil.copytree(laptop.home.folder, tmp_path / "copy")
    database = Database(Home(tmp_path / "copy"), now)
    copy = Ledger(database)
    assert copy.device != laptop.ledger.device
    copy.commit([Change("company", new_id(), {"name": "B"})])
    vector = devices.vector(database.connection)
    assert vector == {laptop.ledger.device: 1, copy.device: 1}
    database.close()
    laptop.database = Database(laptop.home, now)
    laptop.ledger = Ledger(laptop.database)


def test_a_restored_backup_becomes_another_device_and_gets_its_own_back(
    laptop: Laptop, tmp_path: Path
) -> None:
    old_device = laptop.ledger.device
    backup = laptop.database.back_up()
    laptop.ledger.commit([Change("company", new_id(), {"name": "after the backup"})])
    later = packed(laptop)
    whole = state(laptop.database.connection)
    laptop.close()
    # The same file, overwritten in place: only the note beside it tells.
    for side in ("-wal", "-shm"):
        laptop.home.database.with_name(f"ave.db{side}").unlink(missing_ok=True)
    with laptop.home.database.open("r+b") as file:
        file.write(backup.read_bytes())
        file.truncate()
    laptop.database = Database(laptop.home, now)
    laptop.ledger = Ledger(laptop.database)
    assert laptop.ledger.device != old_device
    bring(laptop, later)
    assert state(laptop.database.connection) == whole
    assert check(laptop.database.connection).ok


def test_a_backup_that_is_put_back_twice_becomes_another_device_each_time(laptop: Laptop) -> None:
    devices_so_far = {laptop.ledger.device}
    backup = laptop.database.back_up().read_bytes()
    for again in range(3):
        laptop.ledger.commit([Change("company", new_id(), {"name": f"{again}"})])
        packed(laptop)
        laptop.close()
        with laptop.home.database.open("r+b") as file:
            file.write(backup)
            file.truncate()
        laptop.open()
        devices_so_far.add(laptop.ledger.device)
    assert len(devices_so_far) == 1 + 3


def test_own_operations_that_are_not_known_are_refused(laptop: Laptop, tmp_path: Path) -> None:
    colleague = Laptop(tmp_path / "colleague", now)
    laptop.ledger.commit([Change("company", new_id(), {"name": "B"})])
    bring(colleague, packed(laptop))
    with colleague.database.transaction() as connection:
        # As if this laptop had been cloned without any trace.
        connection.execute("UPDATE device SET mine = 0")
        connection.execute(
            "UPDATE device SET mine = 1, seq = 1 WHERE id = ?", (laptop.ledger.device,)
        )
        connection.execute("DELETE FROM change_log WHERE seq > 1")
    before = state(colleague.database.connection)
    with pytest.raises(OwnOperationsError):
        bring(colleague, packed(laptop))
    assert state(colleague.database.connection) == before
    colleague.database.close()


def test_a_laptop_put_back_with_its_note_becomes_another_one_once_it_is_told(
    laptop: Laptop, tmp_path: Path
) -> None:
    """The whole folder put back in place, as a snapshot of the machine does: no trace of it."""
    laptop.close()
    before = {path: path.read_bytes() for path in laptop.home.folder.iterdir() if path.is_file()}
    laptop.open()
    old_device = laptop.ledger.device
    laptop.ledger.commit([Change("company", new_id(), {"name": "sent, then forgotten"})])
    sent = packed(laptop)
    laptop.close()
    for path, content in before.items():
        with path.open("r+b") as file:
            file.write(content)
            file.truncate()
    laptop.open()
    assert laptop.ledger.device == old_device
    with pytest.raises(OwnOperationsError):
        bring(laptop, sent)
    laptop.restart()
    assert laptop.ledger.device != old_device
    bring(laptop, sent)
    assert check(laptop.database.connection).ok


def test_two_histories_of_one_device_are_refused(laptop: Laptop, tmp_path: Path) -> None:
    colleague = Laptop(tmp_path / "colleague", now)
    bring(colleague, packed(laptop))
    with colleague.database.transaction() as connection:
        connection.execute('UPDATE change_log SET payload = \'{"name":"Z"}\'')
    with pytest.raises(ForkedHistoryError):
        bring(colleague, packed(laptop))
    colleague.close()


def test_a_home_that_nobody_wrote_to_has_no_device_and_no_note(tmp_path: Path) -> None:
    fresh = Laptop(tmp_path / "fresh", now)
    note_progress(fresh.database)
    fresh.restart()
    assert not fresh.home.marker.exists()
    assert devices.mine(fresh.database.connection) is None
    fresh.close()


def test_what_waits_is_not_replaced_by_another_history(laptop: Laptop) -> None:
    waiting = operation(BRUNO, 2)
    with laptop.database.transaction() as connection:
        merge(connection, [waiting], {})
    other = operation(BRUNO, 2, {"name": "other"})
    with pytest.raises(ForkedHistoryError), laptop.database.transaction() as connection:
        merge(connection, [other], {})
    assert [found[:2] for found in log.held(laptop.database.connection)] == [(BRUNO, 2)]


def test_a_spoilt_note_is_no_obstacle(laptop: Laptop) -> None:
    laptop.close()
    laptop.home.marker.write_text("{", "utf-8")
    laptop.database = Database(laptop.home, now)
    laptop.ledger = Ledger(laptop.database)
    laptop.ledger.commit([Change("company", new_id(), {"name": "B"})])
    assert check(laptop.database.connection).ok
