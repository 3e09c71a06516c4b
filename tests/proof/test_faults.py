"""Faults one by one: docs/proof.md has the table of all of them, and which test has which."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, hours_entry_id, new_id
from ave_tui.domain.errors import AveError
from ave_tui.paths import Home
from ave_tui.services.exchange import ExchangeService
from ave_tui.services.exchange_errors import UnwritableFileError
from ave_tui.services.upkeep import UpkeepService
from ave_tui.storage.connection import connect, read_or_make_key
from ave_tui.storage.database import Database
from ave_tui.sync import merge as merging
from ave_tui.sync.check import check, state
from tests.homes import Laptop, introduce
from tests.proof.counts import many
from tests.proof.naive import read_log, read_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

ASSIGNMENT = "a" * 32
SPACE = "5" * 32


def now() -> datetime:
    return datetime(2026, 11, 23, tzinfo=UTC)


def hours(seconds: int, period: str = "2026-10") -> Change:
    """Return a change that enters hours."""
    return Change(
        "hours_entry",
        hours_entry_id(ASSIGNMENT, "WORK", period),
        {"assignment_id": ASSIGNMENT, "kind": "WORK", "period": period, "seconds": seconds},
    )


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """Return a laptop with some hours on it."""
    made = Laptop(tmp_path / "home", now)
    made.ledger.prefer("space", SPACE)
    made.ledger.commit([Change("assignment", ASSIGNMENT, {"label": "ESAT"}), hours(3_600)])
    yield made
    made.close()


@pytest.fixture
def colleague(laptop: Laptop, tmp_path: Path) -> Iterator[Laptop]:
    """Return a colleague's laptop with nothing on it yet; both have compared their cards."""
    made = Laptop(tmp_path / "colleague", now)
    introduce(laptop, made)
    yield made
    made.close()


def exchange_of(laptop: Laptop) -> ExchangeService:
    """Return what exchanges files on a laptop."""
    return ExchangeService(laptop.database, laptop.ledger)


# The disk is full

FULL = """
import datetime, pathlib, resource, signal, sys
from ave_tui.domain.errors import AveError
from ave_tui.paths import Home
from ave_tui.services.exchange import ExchangeService
from ave_tui.storage.database import Database
from ave_tui.sync.ledger import Ledger
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
database = Database(Home(pathlib.Path(sys.argv[1])), lambda: datetime.datetime.now(datetime.UTC))
exchange = ExchangeService(database, Ledger(database))
exchange.unsent()
database.make_ready()
limit = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    getattr(exchange, sys.argv[4])(pathlib.Path(sys.argv[2]))
except AveError as error:
    print(type(error).__name__)
"""


def with_little_room(home: Home, file: Path, room: int, what: str) -> str:
    """Exchange in a process that may write no file larger than so many bytes; return its word."""
    return subprocess.run(
        [sys.executable, "-c", FULL, str(home.folder), str(file), str(room), what],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a file's size")
@pytest.mark.parametrize("room", [500_000, 800_000])
def test_a_full_disk_refuses_an_import_and_changes_nothing(
    laptop: Laptop, colleague: Laptop, tmp_path: Path, room: int
) -> None:
    laptop.ledger.commit([Change("company", new_id(), {"name": "x" * 500}) for _ in range(900)])
    bundle = exchange_of(laptop).export(tmp_path / "x.ave").path
    colleague.close()
    assert with_little_room(colleague.home, bundle, room, "apply") == "DiskFullError"
    colleague.open()
    found = check(colleague.database.connection)
    assert found.ok
    assert found.operations == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of a file's size")
def test_a_full_stick_leaves_no_file(laptop: Laptop, colleague: Laptop, tmp_path: Path) -> None:
    for n in range(200):
        laptop.ledger.commit([Change("company", new_id(), {"name": f"{n} {new_id()}"})])
    laptop.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    stick = tmp_path / "stick"
    stick.mkdir()
    said = with_little_room(laptop.home, stick / "x.ave", 10_000, "export")
    assert said in ("UnwritableFileError", "DiskFullError")
    assert list(stick.iterdir()) == []
    assert exchange_of(laptop).past() == []


# The stick is pulled out, the file is cut


def test_a_stick_that_is_pulled_leaves_what_was_there(
    laptop: Laptop, colleague: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = exchange_of(laptop).export(tmp_path / "x.ave").path
    before = file.read_bytes()
    laptop.ledger.commit([hours(7_200)])

    def gone(_handle: int) -> None:
        raise OSError(errno.EIO, "pulled")

    monkeypatch.setattr(os, "fsync", gone)
    with pytest.raises(UnwritableFileError):
        exchange_of(laptop).export(file)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*.ave")] == ["x.ave"]


def test_a_stick_that_forgets_is_noticed(
    laptop: Laptop, colleague: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: honest(path)[:-1])
    with pytest.raises(UnwritableFileError):
        exchange_of(laptop).export(tmp_path / "x.ave")
    assert exchange_of(laptop).past() == []


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"SQLite format 3\0" * 99, b"age-encryption"])
def test_a_foreign_file_is_refused_by_a_sentence(
    laptop: Laptop, tmp_path: Path, content: bytes
) -> None:
    before = state(laptop.database.connection)
    file = tmp_path / "x.ave"
    file.write_bytes(content)
    for way in (exchange_of(laptop).preview, exchange_of(laptop).apply):
        with pytest.raises(AveError):
            way(file)
    assert state(laptop.database.connection) == before


# The power goes, or a bug strikes, in the middle of an import


@pytest.mark.parametrize("where", ["put_rows", "deliver", "refold"])
def test_an_import_that_breaks_anywhere_changes_nothing(
    laptop: Laptop,
    colleague: Laptop,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    file = exchange_of(laptop).export(tmp_path / "x.ave").path

    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(merging, where, breaks)
        with pytest.raises(ZeroDivisionError):
            exchange_of(colleague).apply(file)
    assert check(colleague.database.connection).ok
    assert read_log(colleague.database.connection) == []
    assert exchange_of(colleague).apply(file).new == 2
    assert state(colleague.database.connection) == state(laptop.database.connection)


# A page of the file is damaged at rest


def flipped_page(home: Home, folder: Path, page: int) -> Home:
    """Return a copy of a home in which one bit of a page is another."""
    copy = Home(folder)
    shutil.copytree(home.folder, folder)
    with copy.database.open("r+b") as file:
        file.seek(4096 * page + 1_234)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 4]))
    return copy


def found_damaged(home: Home) -> bool:
    """Open and check a home; whether it was refused or a fault found. Nothing else may happen."""
    try:
        database = Database(home, now)
    except AveError:
        return True
    try:
        return not UpkeepService(database).check().ok
    except AveError:
        return True
    finally:
        database.close()


def test_a_damaged_page_is_never_read_as_if_it_were_whole(laptop: Laptop, tmp_path: Path) -> None:
    for n in range(60):
        laptop.ledger.commit([Change("company", new_id(), {"name": f"{n} " + "x" * 400})])
    laptop.close()
    pages = laptop.home.database.stat().st_size // 4096
    step = many(max(1, pages // 8), max(1, pages // 30), 1)
    assert not found_damaged(laptop.home)
    for page in range(0, pages, step):
        copy = flipped_page(laptop.home, tmp_path / f"page{page}", page)
        assert found_damaged(copy), page
        shutil.rmtree(copy.folder)
    laptop.open()


def test_after_a_damage_the_copy_and_the_colleagues_give_all_back(
    laptop: Laptop, tmp_path: Path
) -> None:
    backup = laptop.database.back_up()
    laptop.ledger.commit([hours(7_200, "2026-11")])
    colleague = Laptop(tmp_path / "colleague", now)
    introduce(laptop, colleague)
    exchange_of(colleague).apply(exchange_of(laptop).export(tmp_path / "1.ave").path)
    whole = state(laptop.database.connection)
    laptop.close()
    laptop.home.database.write_bytes(b"\0" * 8192)
    with pytest.raises(AveError):
        Database(laptop.home, now)
    shutil.copyfile(backup, laptop.home.database)
    laptop.open()
    assert state(laptop.database.connection) != whole
    # The copy is from before the cards: it is a new laptop that nobody has met.
    introduce(laptop, colleague)
    exchange_of(laptop).apply(exchange_of(colleague).export(tmp_path / "2.ave").path)
    assert state(laptop.database.connection) == whole
    assert check(laptop.database.connection).ok
    colleague.close()


# Somebody writes past the program


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE change_log SET at_ms = at_ms + 1 WHERE seq = 1", "not as it signed"),
        ('UPDATE change_log SET payload = \'{"label":"Z"}\' WHERE seq = 1', "differs from the log"),
        ("UPDATE change_log SET payload = '{' WHERE seq = 1", "can't be read"),
        ("UPDATE change_log SET tx = 9 WHERE seq = 1", "can't be read"),
        ("DELETE FROM change_log WHERE seq = 1", "are missing from the log"),
        ("DELETE FROM change_log WHERE seq = 2", "ends at"),
        ("UPDATE counted_month SET declared = 1", "kept totals"),
        ("DROP TRIGGER gate_lot_update", "guard"),
        ("UPDATE sync_gate SET open = 1", "guard"),
    ],
)
def test_what_was_written_past_the_program_is_found(
    laptop: Laptop, colleague: Laptop, tmp_path: Path, statement: str, fault: str
) -> None:
    exchange_of(laptop).export(tmp_path / "x.ave")
    laptop.close()
    key = read_or_make_key(laptop.home.key, laptop.home.database)
    browser = connect(laptop.home.database, key)
    browser.execute(statement)
    browser.close()
    laptop.open()
    found = UpkeepService(laptop.database).check()
    assert fault in " ".join(sentence.text for sentence in found.faults)
    assert not found.ok


def past_the_gates(laptop: Laptop, *statements: str) -> list[str]:
    """Write with the gates open, as another program could; return what the check says."""
    laptop.close()
    browser = connect(laptop.home.database, read_or_make_key(laptop.home.key, laptop.home.database))
    browser.execute("PRAGMA foreign_keys = OFF")
    browser.execute("UPDATE sync_gate SET open = 1")
    for statement in statements:
        browser.execute(statement)
    browser.execute("UPDATE sync_gate SET open = 0")
    browser.close()
    laptop.open()
    return [fault.text for fault in check(laptop.database.connection).faults]


def test_rows_that_are_missing_or_point_to_nothing_are_found(laptop: Laptop) -> None:
    said = " ".join(past_the_gates(laptop, "DELETE FROM assignment"))
    assert "lacks a row that the log knows" in said
    assert "points to nothing" in said


def test_a_row_that_the_log_does_not_know_is_found(laptop: Laptop) -> None:
    row = "INSERT INTO company (id, name, deleted, erased) VALUES ('%032x', 'x', 0, 0)"
    assert past_the_gates(laptop, row % 1) == ["“{table}” holds a row that the log doesn't know."]
    # A hundred faults are not worth a hundred sentences.
    assert len(past_the_gates(laptop, *[row % n for n in range(2, 100)])) == 20


# Clocks and time zones


@pytest.mark.parametrize("offset", [-11, -5, 0, 1, 2, 14])
def test_a_time_zone_moves_no_instant_and_no_day(tmp_path: Path, offset: int) -> None:
    """In the night in which the clocks go back, on any laptop, whatever its zone."""
    instant = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    zone = timezone(timedelta(hours=offset))
    laptop = Laptop(tmp_path / "home", lambda: instant.astimezone(zone))
    laptop.ledger.commit([Change("assignment", ASSIGNMENT, {"label": "ESAT"})])
    laptop.ledger.commit([hours(3_600, "2026-10-25")])
    connection = laptop.database.connection
    assert {op.at_ms for op in read_log(connection)} == {int(instant.timestamp() * 1000)}
    (row,) = (v for (table, _), v in read_tables(connection).items() if table == "hours_entry")
    assert row["period"] == "2026-10-25"
    laptop.close()


def test_a_clock_at_the_beginning_of_time_is_no_obstacle(tmp_path: Path) -> None:
    instant = [datetime(2026, 11, 23, tzinfo=UTC)]
    laptop = Laptop(tmp_path / "home", lambda: instant[0])
    laptop.ledger.commit([Change("assignment", ASSIGNMENT, {"label": "ESAT"})])
    for at, seconds in [
        (datetime(1970, 1, 1, tzinfo=UTC), 1),
        (datetime(2060, 1, 1, tzinfo=UTC), 2),
    ]:
        instant[0] = at
        laptop.ledger.commit([hours(seconds)])
    instant[0] = datetime(2026, 11, 24, tzinfo=UTC)
    laptop.ledger.commit([hours(3)])
    (row,) = (
        v
        for (table, _), v in read_tables(laptop.database.connection).items()
        if table == "hours_entry"
    )
    assert row["seconds"] == 3
    assert check(laptop.database.connection).ok
    laptop.close()
