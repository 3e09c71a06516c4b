"""Bad disks and bad files: one clear sentence, and what was there stays as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.storage.connection import connect, read_or_make_key
from ave_tui.storage.database import Database
from ave_tui.storage.errors import BusyError, DatabaseDamagedError
from ave_tui.sync.check import check, state
from tests.homes import Laptop, empty_home

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
    made.database.close()


def test_a_wrong_key_is_refused(laptop: Laptop) -> None:
    laptop.close()
    laptop.home.key.write_text("00" * 32, "ascii")
    with pytest.raises(DatabaseDamagedError):
        Database(laptop.home, now)


@pytest.mark.parametrize("content", ["", "zz" * 32, "00" * 31])
def test_a_spoilt_key_file_is_refused(laptop: Laptop, content: str) -> None:
    laptop.close()
    laptop.home.key.write_text(content, "ascii")
    with pytest.raises(DatabaseDamagedError):
        Database(laptop.home, now)


def test_nothing_is_in_clear_on_the_disk(laptop: Laptop) -> None:
    laptop.ledger.commit([Change("company", new_id(), {"name": "Bâtiments Dubreuil"})])
    laptop.database.back_up()
    for path in laptop.home.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"Dubreuil" not in content
            assert b"SQLite format" not in content


def test_an_altered_byte_is_found(laptop: Laptop) -> None:
    for _ in range(50):
        laptop.ledger.commit([Change("company", new_id(), {"name": "x" * 500})])
    laptop.close()
    with laptop.home.database.open("r+b") as file:
        file.seek(4096 * 9 + 100)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))
    key = read_or_make_key(laptop.home.key, laptop.home.database)
    connection = connect(laptop.home.database, key, read_only=True)
    assert connection.execute("PRAGMA cipher_integrity_check").fetchall()
    connection.close()
    laptop.database = Database(laptop.home, now)


def test_a_second_writer_is_told_to_wait(laptop: Laptop) -> None:
    other = Database(laptop.home, now)
    other.connection.execute("PRAGMA busy_timeout = 1")
    with (
        laptop.database.transaction(),
        pytest.raises(BusyError),
        other.transaction(),
    ):
        pass
    other.close()


FULL = """
import datetime, pathlib, resource, signal, sys
from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.errors import AveError
from ave_tui.paths import Home
from ave_tui.storage.database import Database
from ave_tui.sync.ledger import Ledger
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
database = Database(Home(pathlib.Path(sys.argv[1])), lambda: datetime.datetime.now(datetime.UTC))
ledger = Ledger(database)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
kept = 0
try:
    while True:
        ledger.commit([Change("company", new_id(), {"name": "x" * 2000})])
        kept += 1
except AveError as error:
    print(kept, type(error).__name__)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a file's size")
def test_a_full_disk_refuses_one_step_and_keeps_the_rest(tmp_path: Path) -> None:
    home = empty_home(tmp_path / "home")
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(home.folder)], capture_output=True, text=True, check=True
    )
    kept, error = done.stdout.split()
    assert error == "DiskFullError"
    database = Database(home, now)
    found = check(database.connection)
    assert found.ok
    assert found.operations == found.rows["company"] == int(kept) > 10
    database.close()


def test_a_backup_holds_the_same_records(laptop: Laptop) -> None:
    copies = [laptop.database.back_up() for _ in range(2)]
    assert copies[0] != copies[1]
    key = read_or_make_key(laptop.home.key, laptop.home.database)
    for path in copies:
        copy = connect(path, key, read_only=True)
        assert state(copy) == state(laptop.database.connection)
        copy.close()
    assert not list(laptop.home.backups.glob("*.part"))
