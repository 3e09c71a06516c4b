"""A full disk: the last step is refused, all else is intact, and everybody can leave."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.paths import Home
from ave_tui.storage.database import Database
from ave_tui.sync.check import check
from ave_tui.sync.ledger import Ledger
from tests.homes import empty_home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def now() -> datetime:
    return datetime(2026, 11, 23, tzinfo=UTC)


TASK = """
import datetime, pathlib, sys
from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.errors import AveError
from ave_tui.paths import Home
from ave_tui.services.copies import CopiesService
from ave_tui.services.workspace import Services
def clock():
    return datetime.datetime.now(datetime.UTC)
home, what = Home(pathlib.Path(sys.argv[1])), sys.argv[2]
def limit():
    if len(sys.argv) > 3:
        import resource, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
def tried(task):
    try:
        return task() or "done"
    except AveError as error:
        return type(error).__name__
def fill(services):
    for number in range(100_000):
        services.ledger.commit([Change("company", new_id(), {"name": "x" * 2000})])
if what == "restore":
    copies = CopiesService(home, clock)
    path = max(home.backups.glob("*.db"))
    limit()
    print(tried(lambda: copies.restore(path, copies.key()) and None))
else:
    with Services(home, clock) as services:
        limit()
        if what == "enter":
            print(tried(lambda: fill(services)))
        if what in ("copy", "enter"):
            print(tried(lambda: services.upkeep.back_up() and None))
    print("left")
"""


def done(home: Home, what: str, limit: int | None = None) -> list[str]:
    """Do something in a program of its own; return what became of it."""
    said = subprocess.run(
        [sys.executable, "-c", TASK, str(home.folder), what, *([str(limit)] if limit else [])],
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.split()


def filled(home: Home, companies: int = 150) -> int:
    """Write some companies; return how large the records are then."""
    database = Database(home, now)
    ledger = Ledger(database)
    for number in range(companies):
        ledger.commit([Change("company", new_id(), {"name": f"{number}" + "x" * 2000})])
    ledger.close()
    database.close()
    return home.database.stat().st_size


def sound(home: Home) -> int:
    """Check the records and return how many changes are in them."""
    database = Database(home, now)
    found = check(database.connection)
    database.close()
    assert found.ok, found.faults
    return found.operations


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a file's size")
@pytest.mark.parametrize("what", ["copy", "restore"])
def test_a_copy_or_a_restore_that_no_room_is_left_for_changes_nothing(
    tmp_path: Path, what: str
) -> None:
    home = empty_home(tmp_path / "home")
    size = filled(home)
    if what == "restore":
        assert done(home, "copy") == ["done", "left"]
        filled(home, 3)
    operations = sound(home)
    before = sorted(path.name for path in home.backups.glob("*"))
    said = done(home, what, size // 2)
    assert said[0] == "DiskFullError"
    assert what == "restore" or said[1] == "left"
    assert sorted(path.name for path in home.backups.glob("*")) == before
    assert sound(home) == operations
    assert not home.restoring.exists()
    assert done(home, what)[0] == "done"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of five megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", str(disk)]
    if subprocess.run(command, check=False).returncode:
        pytest.skip("this machine mounts nothing")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root mounts, and only on Linux"
)
def test_a_disk_that_fills_up_refuses_the_last_entry_and_lets_everybody_go(
    small_disk: Path, tmp_path: Path
) -> None:
    template = empty_home(tmp_path / "home")
    shutil.copytree(template.folder, small_disk / "home")
    home = Home(small_disk / "home")
    said = done(home, "enter")
    assert said == ["DiskFullError", "NoRoomForCopyError", "left"]
    # Somebody frees some room, and all that was acknowledged is there.
    elsewhere = Home(tmp_path / "rescued")
    shutil.copytree(home.folder, elsewhere.folder)
    assert sound(elsewhere) > 50
