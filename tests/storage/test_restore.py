"""Going back to a copy: all of it or nothing, whenever it is broken off, and nothing is lost."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.copies import Reason
from ave_tui.paths import Home
from ave_tui.storage import copies, devices, restore
from ave_tui.storage.connection import connect, lock, read_or_make_key, unlock
from ave_tui.storage.database import Database
from ave_tui.storage.errors import (
    BusyError,
    CopySpoiltError,
    DatabaseDamagedError,
    DatabaseTooNewError,
    RecordsMissingError,
)
from ave_tui.storage.files import put_in_place
from ave_tui.sync.check import check
from ave_tui.sync.ledger import Ledger
from tests.homes import Laptop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def now() -> datetime:
    return datetime(2026, 11, 23, 9, tzinfo=UTC)


class PowerCutError(BaseException):
    """The machine stops here."""


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """Return a laptop with one company on it."""
    made = Laptop(tmp_path / "home", now)
    named(made, "A")
    yield made
    made.database.close()


def named(laptop: Laptop, name: str) -> None:
    laptop.ledger.commit([Change("company", new_id(), {"name": name})])


def names_in(home: Home) -> list[str]:
    """Open a home as a start does, and return what is in it; nothing may be wrong with it."""
    database = Database(home, now)
    try:
        assert check(database.connection).ok
        found = database.connection.execute("SELECT name FROM company ORDER BY name")
        return [name for (name,) in found]
    finally:
        database.close()


def go_back(home: Home, copy: Path, key: bytes | None = None) -> Path | None:
    key = key or read_or_make_key(home.key, home.database)
    restore.stage(home, copy, key)
    return restore.swap(home, now(), read_or_make_key(home.key, home.database))


def test_what_was_there_is_set_aside_and_can_be_gone_back_to(laptop: Laptop) -> None:
    copy = laptop.database.back_up()
    named(laptop, "B")
    laptop.close()
    aside = go_back(laptop.home, copy)
    assert names_in(laptop.home) == ["A"]
    assert aside is not None
    again = copies.parsed(aside)
    assert again is not None
    assert (again.reason, again.operations) == (Reason.RESTORE, 2)
    go_back(laptop.home, aside)
    assert names_in(laptop.home) == ["A", "B"]
    assert sorted(path.name for path in laptop.home.folder.iterdir()) == [
        "ave.db",
        "ave.key",
        "backups",
        "device.json",
    ]


def test_the_restored_laptop_is_a_new_one(laptop: Laptop) -> None:
    old = laptop.ledger.device
    copy = laptop.database.back_up()
    laptop.close()
    go_back(laptop.home, copy)
    laptop.database = Database(laptop.home, now)
    laptop.ledger = Ledger(laptop.database)
    assert devices.mine(laptop.database.connection) is None
    named(laptop, "C")
    assert laptop.ledger.device != old
    assert devices.vector(laptop.database.connection) == {old: 1, laptop.ledger.device: 1}
    assert check(laptop.database.connection).ok


def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the steps that change a name on the disk."""
    done: list[str] = []
    real = put_in_place

    def count(unfinished: Path, target: Path) -> None:
        real(unfinished, target)
        done.append(target.name)

    monkeypatch.setattr(restore, "put_in_place", count)
    return done


def cut(monkeypatch: pytest.MonkeyPatch, at: int, *, after: bool) -> None:
    """Let the power fail at a step, before or after it is done."""
    real = put_in_place
    left = [at]

    def step(unfinished: Path, target: Path) -> None:
        left[0] -= 1
        if left[0] < 0 and not after:
            raise PowerCutError
        real(unfinished, target)
        if left[0] < 0:
            raise PowerCutError

    monkeypatch.setattr(restore, "put_in_place", step)


def other_key(tmp_path: Path) -> tuple[Path, bytes]:
    """Return a copy with a key of its own beside it, as one made before the key was changed."""
    database = Database(Home(tmp_path / "other"), now)
    Ledger(database).commit([Change("company", new_id(), {"name": "Z"})])
    copy = database.back_up()
    shutil.copy(database.home.key, copies.key_of(copy))
    database.close()
    return copy, database.key


@pytest.mark.parametrize("own_key", [False, True])
@pytest.mark.parametrize("damaged", [False, True])
@pytest.mark.parametrize("after", [False, True])
def test_a_power_cut_at_any_step_leaves_the_old_or_the_new(
    laptop: Laptop,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    own_key: bool,
    damaged: bool,
    after: bool,
) -> None:
    copy = laptop.database.back_up()
    named(laptop, "B")
    key = laptop.database.key
    laptop.close()
    new = ["A"]
    if own_key:
        copy, key = other_key(tmp_path)
        new = ["Z"]
    if damaged:
        with laptop.home.database.open("r+b") as file:
            file.write(b"spoilt" * 100)
        # A log that would be taken for the copy's own, were it left there; SQLite would have
        # thrown this one away when it was asked whether the records open.
        laptop.home.database.with_suffix(".db-wal").write_bytes(b"log")
        monkeypatch.setattr(restore, "_settle", lambda _home, _key: None)
    before = laptop.home.database.read_bytes()
    with monkeypatch.context() as patch:
        whole = steps(patch)
        shutil.copytree(laptop.home.folder, tmp_path / "whole")
        go_back(Home(tmp_path / "whole"), copy, key)
        total = len(whole)
    assert total == 3 + damaged + 2 * own_key
    for at in range(total):
        home = Home(tmp_path / f"cut-{at}")
        shutil.copytree(laptop.home.folder, home.folder)
        with monkeypatch.context() as patch:
            cut(patch, at, after=after)
            with pytest.raises(PowerCutError):
                go_back(home, copy, key)
        noted = at > 0 or after
        if damaged and not noted:
            assert home.database.read_bytes() == before
            with pytest.raises(DatabaseDamagedError):
                Database(home, now)
            continue
        assert names_in(home) == (new if noted else ["A", "B"])
        if noted:
            (aside,) = [
                path
                for path in home.backups.iterdir()
                if "_damaged" in path.name or "_restore" in path.name
                if path.suffix == ".db"
            ]
            if damaged:
                assert aside.read_bytes() == before
                assert aside.with_suffix(".db-wal").read_bytes() == b"log"
            assert copies.key_of(aside).exists() == own_key
        assert not home.restoring.exists()
        # A second start finds nothing left to do.
        assert names_in(home) == (new if noted else ["A", "B"])


@pytest.mark.parametrize("damage", ["gone", "empty", "zeros", "cut", "text"])
def test_records_that_do_not_open_are_set_aside_as_they_are(laptop: Laptop, damage: str) -> None:
    for number in range(200):
        named(laptop, f"N{number:03d}")
    copy = laptop.database.back_up()
    laptop.close()
    path = laptop.home.database
    match damage:
        case "gone":
            path.unlink()
        case "empty":
            os.truncate(path, 0)
        case "zeros":
            path.write_bytes(bytes(path.stat().st_size))
        case "cut":
            os.truncate(path, path.stat().st_size // 2)
        case _:
            path.write_text("bonjour", "utf-8")
    there = path.read_bytes() if path.exists() else None
    missing = damage in ("gone", "empty")
    with pytest.raises(RecordsMissingError if missing else DatabaseDamagedError):
        Database(laptop.home, now)
    assert (path.read_bytes() if path.exists() else None) == there, "a start changes nothing"
    aside = go_back(laptop.home, copy)
    assert len(names_in(laptop.home)) == 201
    if not there:
        assert aside is None
    else:
        assert aside is not None
        assert aside.read_bytes() == there
        assert "_damaged" in aside.name


def test_a_flipped_byte_in_a_page_is_found_and_set_aside(laptop: Laptop) -> None:
    for number in range(200):
        named(laptop, f"N{number:03d}")
    copy = laptop.database.back_up()
    laptop.close()
    with laptop.home.database.open("r+b") as file:
        file.seek(4096 * 12 + 100)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))
    aside = go_back(laptop.home, copy)
    assert aside is not None
    assert "_damaged" in aside.name
    assert len(names_in(laptop.home)) == 201


def test_records_that_another_program_has_open_are_left_alone(laptop: Laptop) -> None:
    copy = laptop.database.back_up()
    named(laptop, "B")
    with pytest.raises(BusyError):
        go_back(laptop.home, copy)
    laptop.close()
    assert names_in(laptop.home) == ["A", "B"]


def test_a_start_beside_one_that_puts_a_copy_back_waits(laptop: Laptop) -> None:
    laptop.close()
    laptop.home.restoring.write_text('{"aside": ""}', "utf-8")
    held = lock(laptop.home.lock)
    with pytest.raises(BusyError):
        Database(laptop.home, now)
    unlock(held)
    assert names_in(laptop.home) == ["A"]


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "text", "gone"])
def test_a_spoilt_copy_is_refused_and_nothing_is_changed(laptop: Laptop, damage: str) -> None:
    for number in range(100):
        named(laptop, f"N{number:03d}")
    copy = laptop.database.back_up()
    named(laptop, "B")
    laptop.close()
    match damage:
        case "flip":
            content = bytearray(copy.read_bytes())
            content[4096 * 9 + 50] ^= 1
            copy.write_bytes(content)
        case "cut":
            os.truncate(copy, copy.stat().st_size - 5000)
        case "empty":
            copy.write_bytes(b"")
        case "text":
            copy.write_text("bonjour" * 1000, "utf-8")
        case _:
            copy.unlink()
    with pytest.raises(CopySpoiltError):
        copies.look_into(copy, laptop.database.key)
    with pytest.raises(CopySpoiltError):
        go_back(laptop.home, copy)
    assert not laptop.home.staged.exists()
    assert len(names_in(laptop.home)) == 102


def test_a_copy_of_a_newer_program_is_refused(laptop: Laptop) -> None:
    copy = laptop.database.back_up()
    connection = connect(copy, laptop.database.key)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    with pytest.raises(DatabaseTooNewError):
        copies.look_into(copy, laptop.database.key)


def test_leftovers_of_one_that_was_never_meant_are_no_obstacle(laptop: Laptop) -> None:
    copy = laptop.database.back_up()
    named(laptop, "B")
    laptop.close()
    restore.stage(laptop.home, copy, laptop.database.key)
    assert names_in(laptop.home) == ["A", "B"], "staged is not decided"
    laptop.home.staged.write_bytes(b"half")
    go_back(laptop.home, copy)
    assert names_in(laptop.home) == ["A"]


def test_a_key_goes_with_its_copy_when_it_goes(laptop: Laptop) -> None:
    clock = [now() - timedelta(days=800)]
    laptop.database.clock = lambda: clock[0]
    old = laptop.database.back_up(Reason.CLOSE)
    shutil.copy(laptop.home.key, copies.key_of(old))
    for day in range(20):
        clock[0] = now() - timedelta(days=40 - day)
        kept = laptop.database.back_up(Reason.CLOSE)
        shutil.copy(laptop.home.key, copies.key_of(kept))
        for month in range(12):
            clock[0] = now() - timedelta(days=45 + 31 * month)
            if day == 0:
                laptop.database.back_up(Reason.CLOSE)
    gone = copies.rotate(laptop.home, now(), 10**9)
    assert old.name in {copy.name for copy in gone}
    left = {copy.name for copy in copies.copies(laptop.home)}
    keys = {path.name for path in laptop.home.backups.glob("*.key")}
    assert keys <= {name.replace(".db", ".key") for name in left}
    assert keys


@pytest.mark.parametrize(
    "name",
    ["notes.db", "2026-11-23_090000+0100_close_3.part", "2026-99-99_090000+0100_close_3.db",
     "2026-11-23_090000+0100_later_3.db", "ave.db", "2026-11-23_090000+0100_close_3.key"],
)  # fmt: skip
def test_other_files_are_nobodys_business(laptop: Laptop, name: str) -> None:
    laptop.home.backups.mkdir()
    other = laptop.home.backups / name
    other.write_text("mine", "utf-8")
    assert copies.copies(laptop.home) == []
    copies.rotate(laptop.home, now(), 0)
    assert other.exists()


def test_a_name_tells_the_same_moment_in_summer_and_in_winter(laptop: Laptop) -> None:
    """On the night of the change the same hour comes twice; the names tell which is which."""
    laptop.home.backups.mkdir()
    summer = datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=2)))
    winter = datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=1)))
    moments: list[tuple[datetime, Callable[[], datetime]]] = [
        (summer, lambda: summer),
        (winter, lambda: winter),
    ]
    for _moment, clock in moments:
        laptop.database.clock = clock
        laptop.database.back_up()
    newest, older = copies.copies(laptop.home)
    assert (older.at, newest.at) == (summer, winter)
    assert newest.at - older.at == timedelta(hours=1)
