"""Another key for the records: whenever it stops, records and copies open with what is there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.errors import AveError
from ave_tui.paths import Home
from ave_tui.storage import copies, rekey, wrapping
from ave_tui.storage.connection import connect
from ave_tui.storage.database import Database
from ave_tui.storage.errors import (
    BusyError,
    DatabaseDamagedError,
    ProtectedError,
    WrongPassphraseError,
)
from ave_tui.storage.keyfile import KeyFile, key_beside, looks_protected
from ave_tui.sync.check import check, state
from tests.homes import Laptop

if TYPE_CHECKING:
    from collections.abc import Iterator

NEW = b"\x07" * 32
PHRASE = "cheval agrafe pile"


def now() -> datetime:
    return datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a guess cost little."""
    monkeypatch.setattr(wrapping, "COST", 2**4)


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """Return a laptop with a company and two copies, one of them damaged."""
    made = Laptop(tmp_path / "home", now)
    made.ledger.commit([Change("company", new_id(), {"name": "Dubreuil"})])
    made.database.back_up()
    made.database.back_up()
    (made.home.backups / "damaged.db").write_bytes(b"\x00" * 4096)
    yield made
    made.database.close()


def unlock(file: KeyFile) -> bytes:
    return wrapping.open_by_passphrase(file, PHRASE)


def protect(database: Database) -> int:
    return database.change_key(NEW, wrapping.protect(NEW, PHRASE, []))


def assert_all_opens(home: Home, wanted: str) -> bool:
    """Open records and copies with what is there; return whether they are protected."""
    expected = looks_protected(rekey.key_file_in_use(home))
    database = Database(home, now, unlock)
    assert check(database.connection).ok
    assert state(database.connection) == wanted
    found = copies.copies(home)
    assert len(found) == 2
    for copy in (home.backups / each.name for each in found):
        key = rekey.key_of_copy(copy, database.key, unlock)
        opened = connect(copy, key, read_only=True)
        assert state(opened) == wanted
        opened.close()
    database.close()
    assert database.is_protected == expected
    left = {path.name for path in home.folder.rglob("*") if path.is_file()}
    # A file that never got its name is overwritten by the next attempt.
    half_done = {name for name in left if not name.endswith((".db", ".key", ".json"))}
    assert half_done <= {".ave.key.next.part"}
    return database.is_protected


def test_records_and_copies_get_the_new_key(laptop: Laptop) -> None:
    old, wanted = laptop.database.key, state(laptop.database.connection)
    inode = laptop.home.database.stat().st_ino
    assert protect(laptop.database) == 1, "the damaged copy is left as it is"
    laptop.close()
    assert laptop.home.database.stat().st_ino == inode, "it is still the same laptop"
    with pytest.raises(ProtectedError):
        Database(laptop.home, now)
    with pytest.raises(WrongPassphraseError):
        Database(laptop.home, now, lambda file: wrapping.open_by_passphrase(file, "no"))
    whole = [path for path in laptop.home.backups.glob("*.db") if path.name != "damaged.db"]
    for path in (laptop.home.database, *whole):
        assert not rekey.opens(path, old)
        assert rekey.opens(path, NEW)
    assert all(looks_protected(key_beside(copy)) for copy in whole)
    for path in laptop.home.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(bytes(k.hex(), "ascii") in content or k in content for k in (old, NEW))
    names = {path.name for path in laptop.home.folder.rglob("*")}
    assert not [name for name in names if "next" in name or "part" in name or "rekey" in name]
    assert assert_all_opens(laptop.home, wanted)


def test_under_a_password_a_copy_takes_its_key_file_along(laptop: Laptop) -> None:
    protect(laptop.database)
    copy = laptop.database.back_up()
    laptop.close()
    elsewhere = laptop.home.folder / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(copy, elsewhere / "ave.db")
    shutil.copy(key_beside(copy), elsewhere / "ave.key")
    Database(Home(elsewhere), now, unlock).close()


def test_without_a_password_no_key_goes_with_a_copy(laptop: Laptop) -> None:
    assert not list(laptop.home.backups.glob("*.key"))


def test_another_program_in_the_records_is_told_and_nothing_changes(laptop: Laptop) -> None:
    wanted = state(laptop.database.connection)
    other = connect(laptop.home.database, laptop.database.key)
    other.execute("SELECT count(*) FROM company").fetchone()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ave_tui.storage.connection.BUSY_MS", 1)
        with pytest.raises(BusyError):
            protect(laptop.database)
    other.close()
    assert not laptop.database.is_protected
    assert not list(laptop.home.folder.rglob("*.rekey")) + list(laptop.home.folder.glob("*.next"))
    laptop.close()
    assert not assert_all_opens(laptop.home, wanted)


@pytest.mark.parametrize("where", ["copyfile", "fsync", "_rekey", "write_key_file"])
def test_what_the_disk_refuses_changes_nothing(
    laptop: Laptop, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = state(laptop.database.connection)
    place = {"copyfile": "shutil.copyfile", "fsync": "os.fsync"}.get(
        where, f"ave_tui.storage.rekey.{where}"
    )

    def refuse(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(place, refuse)
        with pytest.raises(AveError):
            protect(laptop.database)
    assert not laptop.database.is_protected
    assert state(laptop.database.connection) == wanted
    laptop.close()
    assert not assert_all_opens(laptop.home, wanted)
    laptop.database = Database(laptop.home, now)
    assert protect(laptop.database) == 1, "and the next attempt succeeds"


def test_a_copy_of_other_records_is_not_opened(laptop: Laptop) -> None:
    with pytest.raises(DatabaseDamagedError):
        rekey.key_of_copy(laptop.home.backups / "damaged.db", laptop.database.key, unlock)
    protect(laptop.database)
    copy = laptop.database.back_up()
    with pytest.raises(ProtectedError):
        rekey.key_of_copy(copy, b"\x01" * 32, None)
    assert rekey.key_of_copy(copy, b"\x01" * 32, unlock) == NEW


def test_a_spoilt_waiting_key_is_not_taken_for_the_key(laptop: Laptop) -> None:
    laptop.home.next_key.write_text("{}", "ascii")
    laptop.restart()
    laptop.close()
    plain = laptop.home.key.read_bytes()
    laptop.home.database.write_bytes(b"\x01" * 8192)
    with pytest.raises(AveError):
        Database(laptop.home, now, unlock)
    assert laptop.home.key.read_bytes() == plain


DRIVER = """
import os, shutil, sys
from datetime import datetime, UTC
from pathlib import Path
from ave_tui.paths import Home
from ave_tui.storage import keyfile, rekey, wrapping
from ave_tui.storage.database import Database
import nacl.secret, ave_tui.storage.gates

wrapping.COST = 2**4
source, into = Path(sys.argv[1]), Path(sys.argv[2])
new = b"\\x07" * 32

def child(home, last):
    count = 0
    def counted(call):
        def counting(*given, **named):
            nonlocal count
            count += 1
            if count == last:
                os._exit(9)
            done = call(*given, **named)
            count += 1
            if count == last:
                os._exit(9)
            return done
        return counting
    database = Database(home, lambda: datetime(2026, 11, 23, tzinfo=UTC))
    for module, name in ((os, "fsync"), (os, "replace"), (os, "unlink"), (os, "open"),
                         (shutil, "copyfile"), (rekey, "_rekey")):
        setattr(module, name, counted(getattr(module, name)))
    database.change_key(new, wrapping.protect(new, sys.argv[3], []))
    os._exit(0)

for number in range(1, 1000):
    home = Home(into / f"{number:03}")
    shutil.copytree(source, home.folder)
    pid = os.fork()
    if not pid:
        try:
            child(home, number)
        finally:
            os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if status != 9:
        sys.exit(status)
"""


@pytest.mark.skipif(not hasattr(sys, "setdlopenflags"), reason="no fork here")
def test_killed_at_any_step_everything_opens(laptop: Laptop, tmp_path: Path) -> None:
    wanted = state(laptop.database.connection)
    laptop.close()
    into = tmp_path / "killed"
    subprocess.run(
        [sys.executable, "-c", DRIVER, str(laptop.home.folder), str(into), PHRASE],
        check=True,
        timeout=120,
    )
    homes = [Home(folder) for folder in sorted(into.iterdir())]
    assert len(homes) > 30
    protected = [assert_all_opens(home, wanted) for home in homes]
    assert not protected[0]
    assert protected[-1]
    assert protected == sorted(protected), "there is one point of no return"
    for home in homes:
        database = Database(home, now, unlock)
        if not database.is_protected:
            protect(database)
        whole = [p for p in home.backups.glob("*.db") if p.name != "damaged.db"]
        assert all(rekey.opens(copy, NEW) and key_beside(copy).exists() for copy in whole)
        database.close()


KILLED = """
import sys
from pathlib import Path
from ave_tui.storage import rekey
path = Path(sys.argv[1])
connection = rekey._alone(path, b"\\x01" * 32)
connection.execute("PRAGMA synchronous = EXTRA")
print("go", flush=True)
rekey._rekey(connection, b"\\x02" * 32)
print("done", flush=True)
sys.stdin.read()
"""


@pytest.mark.long
def test_killed_while_sqlite_writes_one_of_both_keys_opens_it(tmp_path: Path) -> None:
    """Kill it at many moments: the journal takes back what was half written."""
    import random
    import time

    whole = tmp_path / "whole.db"
    connection = connect(whole, b"\x01" * 32)
    connection.execute("CREATE TABLE t (a)")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO t VALUES (randomblob(?))", [(200,)] * 40_000)
    connection.execute("COMMIT")
    connection.close()
    random.seed(7)
    rolled_back = 0
    for number in range(60):
        path = tmp_path / f"{number}.db"
        shutil.copy(whole, path)
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as program:
            assert program.stdout
            program.stdout.readline()
            time.sleep(random.random() * 0.1)  # noqa: S311 - only moments
            program.kill()
        rolled_back += Path(f"{path}-journal").exists()
        opened = [key for key in (b"\x01" * 32, b"\x02" * 32) if rekey.opens(path, key)]
        assert len(opened) == 1
        copy = connect(path, opened[0])
        assert copy.execute("SELECT count(*) FROM t").fetchone() == (40_000,)
        assert copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
        copy.close()
        path.unlink()
    assert rolled_back


def test_the_ledger_goes_on_after_a_lock(laptop: Laptop) -> None:
    protect(laptop.database)
    laptop.ledger.commit([Change("company", new_id(), {"name": "Before"})])
    laptop.database.lock()
    assert laptop.database.is_locked
    with pytest.raises(ProtectedError), laptop.database.reading():
        pass
    with pytest.raises(ProtectedError):
        laptop.database.open(None)
    laptop.database.open(unlock)
    laptop.ledger.commit([Change("company", new_id(), {"name": "After"})])
    assert check(laptop.database.connection).rows["company"] == 3
