"""Where nothing can be written records are read, it is said, and no write is tried."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.storage import database as database_module
from ave_tui.storage import opened
from ave_tui.storage.connection import connect
from ave_tui.storage.database import Database
from ave_tui.storage.errors import AlreadyOpenError, ReadOnlyError
from ave_tui.storage.migrate import CURRENT
from ave_tui.sync.check import state
from ave_tui.sync.ledger import Ledger
from tests.homes import Laptop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ave_tui.paths import Home
    from ave_tui.storage.connection import Connection


def now() -> datetime:
    return datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """Return a laptop with one company on it."""
    made = Laptop(tmp_path / "home", now)
    made.ledger.commit([Change("company", new_id(), {"name": "A"})])
    yield made
    made.database.close()


def contents(home: Home) -> dict[str, bytes]:
    return {
        str(path.relative_to(home.folder)): path.read_bytes()
        for path in sorted(home.folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("log_is_full", [False, True])
def test_records_on_a_locked_disk_are_read_and_nothing_is_touched(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, log_is_full: bool
) -> None:
    whole = state(laptop.database.connection)
    if log_is_full:
        # As after a power cut: a part of the records is in the log beside them only.
        home = type(laptop.home)(tmp_path / "cut")
        shutil.copytree(laptop.home.folder, home.folder)
        assert home.database.with_suffix(".db-wal").stat().st_size
        home.database.with_suffix(".db-shm").unlink()
        laptop.close()
    else:
        laptop.close()
        home = laptop.home
    before = contents(home)

    def locked(path: Path, key: bytes, *, read_only: bool = False) -> Connection:
        if path.is_relative_to(home.folder):
            raise ReadOnlyError(path)
        return connect(path, key, read_only=read_only)

    for module in (opened, database_module):
        monkeypatch.setattr(module, "connect", locked)
    database = Database(home, now)
    ledger = Ledger(database)
    assert isinstance(database.refusal, ReadOnlyError)
    assert state(database.connection) == whole
    with database.reading() as connection:
        assert state(connection) == whole
    with pytest.raises(ReadOnlyError):
        ledger.commit([Change("company", new_id(), {"name": "B"})])
    with pytest.raises(ReadOnlyError):
        database.back_up()
    assert ledger.device == laptop.ledger.device
    ledger.close()
    database.close()
    assert contents(home) == before


ASKING = """
import datetime, pathlib, sys
from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.errors import AveError
from ave_tui.paths import Home
from ave_tui.services.alone import alone
from ave_tui.services.workspace import Services
home = Home(pathlib.Path(sys.argv[1]))
def now(): return datetime.datetime.now(datetime.UTC)
with alone(home) as taken, Services(home, now, refusal=taken) as s:
    print(type(s.refusal).__name__, s.records.total("company"))
    try:
        s.ledger.commit([Change("company", new_id(), {"name": "B"})])
    except AveError as error:
        print(type(error).__name__)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights otherwise")
def test_a_folder_of_somebody_else_is_read_and_nothing_is_touched(laptop: Laptop) -> None:
    """The real thing: rights, and a user whom they bind."""
    laptop.close()
    if os.geteuid() == 0:
        pytest.skip("rights don't bind this user; a locked disk is tried instead")
    before = contents(laptop.home)
    laptop.home.database.chmod(0o400)
    laptop.home.folder.chmod(0o500)
    try:
        said = subprocess.run(
            [sys.executable, "-c", ASKING, str(laptop.home.folder)],
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        laptop.home.folder.chmod(0o700)
        laptop.home.database.chmod(0o600)
    assert said.stdout.split() == ["ReadOnlyError", "1", "ReadOnlyError"]
    assert contents(laptop.home) == before


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root mounts, and only on Linux"
)
def test_a_disk_that_is_locked_is_read_and_nothing_is_touched(
    laptop: Laptop, tmp_path: Path
) -> None:
    """The real thing: a file system that takes nothing."""
    laptop.close()
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("this machine mounts nothing")
    try:
        shutil.copytree(laptop.home.folder, disk / "home")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        before = contents(type(laptop.home)(disk / "home"))
        said = subprocess.run(
            [sys.executable, "-c", ASKING, str(disk / "home")],
            capture_output=True,
            text=True,
            check=True,
        )
        assert said.stdout.split() == ["ReadOnlyError", "1", "ReadOnlyError"]
        assert contents(type(laptop.home)(disk / "home")) == before
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_second_program_reads_what_the_first_one_writes(laptop: Laptop) -> None:
    second = Database(laptop.home, now, refusal=AlreadyOpenError())
    ledger = Ledger(second)
    laptop.ledger.commit([Change("company", new_id(), {"name": "B"})])
    assert state(second.connection) == state(laptop.database.connection)
    for write in (
        lambda: ledger.commit([Change("company", new_id(), {"name": "C"})]),
        lambda: ledger.prefer("theme", "x"),
        ledger.undo,
        second.back_up,
    ):
        with pytest.raises(AlreadyOpenError):
            write()
    assert ledger.device == laptop.ledger.device
    second.close()
    laptop.ledger.commit([Change("company", new_id(), {"name": "D"})])


def test_records_of_an_older_version_are_not_upgraded_where_nothing_can_be_written(
    laptop: Laptop,
) -> None:
    laptop.database.connection.execute(f"PRAGMA user_version = {CURRENT - 1}")
    laptop.close()
    with pytest.raises(AlreadyOpenError):
        Database(laptop.home, now, refusal=AlreadyOpenError())
