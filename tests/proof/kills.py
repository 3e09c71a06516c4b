"""A program killed in the middle of its work, as often as wanted.

Forked, not started: a start costs half a second, and thousands of kills are wanted. So this runs as
a program of its own, ``python -m tests.proof.kills VICTIM HOW_OFTEN``, with no thread that a fork
would tear, and every database closed before it forks. A victim is anything that has what `Victim`
says: another one is a class more in `VICTIMS`.
"""

from __future__ import annotations

import abc
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change, hours_entry_id, new_id
from ave_tui.domain.copies import Reason
from ave_tui.paths import Home
from ave_tui.services.copies import CopiesService
from ave_tui.services.exchange import ExchangeService
from ave_tui.services.opening import read_sealed
from ave_tui.services.protection import ProtectionService
from ave_tui.services.trust import TrustService
from ave_tui.storage import devices, migrate, rekey, wrapping
from ave_tui.storage.connection import connect, read_or_make_key
from ave_tui.storage.database import Database
from ave_tui.storage.keyfile import looks_protected
from ave_tui.sync.bundle import unpack
from ave_tui.sync.check import check, state
from ave_tui.sync.ledger import Ledger
from tests.homes import empty_home
from tests.sync.makers import ANNE, operation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ave_tui.storage.connection import Connection, Unlock
    from ave_tui.storage.keyfile import KeyFile


ASSIGNMENT: Final = "a" * 32
SPACE: Final = "5" * 32
PHRASE: Final = "cheval agrafe pile"


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def meet_colleague(home: Home, database: Database, ledger: Ledger) -> None:
    """Let a laptop and another one trust each other."""
    with opened(home) as other:
        trusting = [TrustService(database, ledger), TrustService(*other)]
        for one, another in (trusting, trusting[::-1]):
            one.trust(another.my_card())


@contextmanager
def opened(home: Home, unlock: Unlock | None = None) -> Iterator[tuple[Database, Ledger]]:
    """Open a home, and close it again: nothing may be open when the next victim is forked."""
    database = Database(home, now, unlock)
    try:
        yield database, Ledger(database)
    finally:
        database.close()


class Victim(abc.ABC):
    """Work that is killed, and what must hold afterwards."""

    ends = False
    """Whether the work comes to an end by itself: then it is killed before that."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = Home(folder / "home")
        self.prepare()

    @abc.abstractmethod
    def prepare(self) -> None:
        """Make what the work needs, once."""

    def renew(self) -> None:  # noqa: B027 - most need nothing
        """Put things back before a kill, where each needs a fresh start."""

    @abc.abstractmethod
    def work(self, say: Callable[[str], None]) -> None:
        """Work, and acknowledge what is done; may go on for ever."""

    @abc.abstractmethod
    def judge(self, said: list[str]) -> str:
        """Look at what is left; return in a word how far it had come."""

    def sound(self) -> tuple[int, str]:
        """Open the records: no fault may be found. Return how many operations, and the state."""
        with opened(self.home) as (database, _):
            found = check(database.connection)
            assert found.ok, [fault.text for fault in found.faults]
            return found.operations, found.state


class Entry(Victim):
    """Hours are typed, one figure after the other."""

    def prepare(self) -> None:
        self.home = empty_home(self.folder / "home")
        with opened(self.home) as (_, ledger):
            ledger.commit([Change("assignment", ASSIGNMENT, {"label": "ESAT"})])
        self.had = 1

    def work(self, say: Callable[[str], None]) -> None:
        with opened(self.home) as (_, ledger):
            chance = random.Random(time.time_ns())  # noqa: S311
            while True:
                period = f"{1900 + chance.randrange(300)}-{1 + chance.randrange(12):02d}"
                receipt = ledger.commit(
                    [
                        Change(
                            "hours_entry",
                            hours_entry_id(ASSIGNMENT, "WORK", period),
                            {
                                "assignment_id": ASSIGNMENT,
                                "kind": "WORK",
                                "period": period,
                                "seconds": chance.randrange(500_000),
                            },
                        )
                    ]
                )
                say(str(receipt.operations))

    def judge(self, said: list[str]) -> str:
        there, _ = self.sound()
        acknowledged = self.had + sum(map(int, said))
        assert acknowledged <= there <= acknowledged + 1, (acknowledged, there)
        self.had = there
        return "more than acknowledged" if there > acknowledged else "as acknowledged"


class Import(Victim):
    """A colleague's file is brought in."""

    ends = True

    def prepare(self) -> None:
        sender = empty_home(self.folder / "sender")
        self.reader = empty_home(self.folder / "reader")
        self.file = self.folder / "x.ave"
        with opened(sender) as (database, ledger):
            ledger.prefer("space", SPACE)
            ledger.commit([Change("company", new_id(), {"name": f"C{n}"}) for n in range(700)])
            meet_colleague(self.reader, database, ledger)
            ExchangeService(database, ledger).export(self.file)
            self.state = state(database.connection)
        self.renew()
        self.empty = self.sound()[1]

    def renew(self) -> None:
        shutil.rmtree(self.home.folder, ignore_errors=True)
        shutil.copytree(self.reader.folder, self.home.folder)

    def work(self, say: Callable[[str], None]) -> None:
        with opened(self.home) as (database, ledger):
            ExchangeService(database, ledger).apply(self.file)
        say("done")

    def judge(self, said: list[str]) -> str:
        there, found = self.sound()
        assert (there, found) in {(0, self.empty), (700, self.state)}
        assert there or not said
        return "whole" if there else "nothing"


class Export(Victim):
    """A file is made where an older one lies."""

    def prepare(self) -> None:
        self.home = empty_home(self.folder / "home")
        self.file = self.folder / "out" / "x.ave"
        self.file.parent.mkdir()
        with opened(self.home) as (database, ledger):
            ledger.prefer("space", SPACE)
            ledger.commit([Change("company", new_id(), {"name": f"C{n}"}) for n in range(400)])
            meet_colleague(empty_home(self.folder / "colleague"), database, ledger)
            ExchangeService(database, ledger).export(self.file, everything=True)
        self.known = 400

    def work(self, say: Callable[[str], None]) -> None:
        with opened(self.home) as (database, ledger):
            while True:
                ledger.commit([Change("company", new_id(), {"name": "more"})])
                made = ExchangeService(database, ledger).export(self.file, everything=True)
                say(str(made.operations))

    def judge(self, said: list[str]) -> str:
        there, _ = self.sound()
        with opened(self.home) as (database, _):
            sealed = read_sealed(database.connection, self.file)
        inside = len(unpack(sealed.container).operations)
        assert max([self.known, *map(int, said)]) <= inside <= there
        assert list(self.file.parent.glob("*.ave")) == [self.file]
        new = inside > self.known
        self.known = inside
        return "newer file" if new else "older file"


class Upgrade(Victim):
    """Records of the first version come to the current one."""

    ends = True

    def prepare(self) -> None:
        self.old = Home(self.folder / "old")
        self.old.make()
        key = read_or_make_key(self.old.key, self.old.database)
        connection = connect(self.old.database, key)
        migrate.upgrade(connection, lambda: None, target=1)
        fill_first_version(connection, 50)
        connection.close()
        self.state = state_once_upgraded(self.old.database, key)
        self.renew()

    def renew(self) -> None:
        shutil.rmtree(self.home.folder, ignore_errors=True)
        shutil.copytree(self.old.folder, self.home.folder)

    def work(self, say: Callable[[str], None]) -> None:
        Database(self.home, now)
        say("done")

    def judge(self, said: list[str]) -> str:
        key = read_or_make_key(self.home.key, self.home.database)
        connection = connect(self.home.database, key)
        version = migrate.version_of(connection)
        connection.close()
        assert version in ({migrate.CURRENT} if said else {1, migrate.CURRENT})
        copies = whole_copies(self.home, key, self.state)
        assert copies or version == 1, "upgraded without a copy"
        assert self.sound() == (50, self.state)
        return f"version {version}, {'with' if copies else 'without'} its copy"


class Backup(Victim):
    """Copies are made."""

    def prepare(self) -> None:
        self.home = empty_home(self.folder / "home")
        with opened(self.home) as (database, ledger):
            ledger.commit([Change("company", new_id(), {"name": f"C{n}"}) for n in range(400)])
            self.state = state(database.connection)

    def renew(self) -> None:
        shutil.rmtree(self.home.backups, ignore_errors=True)

    def work(self, say: Callable[[str], None]) -> None:
        with opened(self.home) as (database, _):
            while True:
                say(database.back_up().name)

    def judge(self, said: list[str]) -> str:
        assert self.sound() == (400, self.state)
        key = read_or_make_key(self.home.key, self.home.database)
        copies = whole_copies(self.home, key, self.state)
        assert set(said) <= copies
        assert len(copies) <= len(said) + 1
        return "one more copy" if len(copies) > len(said) else "as acknowledged"


class Restore(Victim):
    """A copy is put in the place of the records."""

    ends = True

    def prepare(self) -> None:
        self.before = empty_home(self.folder / "before")
        with opened(self.before) as (database, ledger):
            ledger.commit([Change("company", new_id(), {"name": f"C{n}"}) for n in range(300)])
            self.copy = database.back_up().name
            self.old = state(database.connection)
            ledger.commit([Change("company", new_id(), {"name": f"D{n}"}) for n in range(100)])
            self.new = state(database.connection)
        self.renew()

    def renew(self) -> None:
        shutil.rmtree(self.home.folder, ignore_errors=True)
        shutil.copytree(self.before.folder, self.home.folder)

    def work(self, say: Callable[[str], None]) -> None:
        service = CopiesService(self.home, now)
        service.restore(service.path_of(self.copy), service.key())
        say("done")

    def judge(self, said: list[str]) -> str:
        # Another start finishes what was begun; there are records at every moment.
        there, found = self.sound()
        assert (there, found) in {(300, self.old), (400, self.new)}
        went_back = there == 300
        assert went_back or not said
        key = read_or_make_key(self.home.key, self.home.database)
        aside = [
            each for each in CopiesService(self.home, now).every() if each.reason is Reason.RESTORE
        ]
        assert len(aside) == went_back, "what stood there was not set aside"
        for each in aside:
            kept = connect(self.home.backups / each.name, key, read_only=True)
            assert state(kept) == self.new
            kept.close()
        with opened(self.home) as (database, ledger):
            assert (devices.mine(database.connection) is None) == went_back
            ledger.commit([Change("company", new_id(), {"name": "goes on"})])
            assert check(database.connection).ok
        return "the copy" if went_back else "as it was"


class Rekey(Victim):
    """A password is put on, taken off, and put on again: records and copies get another key."""

    ends = True
    copies = 3

    def prepare(self) -> None:
        # A guess may cost little here: what it costs is not what is tried.
        setattr(wrapping, "COST", 2**4)  # noqa: B010 - it is final for all others
        self.before = empty_home(self.folder / "before")
        with opened(self.before) as (database, ledger):
            for _ in range(self.copies):
                ledger.commit([Change("company", new_id(), {"name": f"C{n}"}) for n in range(100)])
                database.back_up()
            self.state = state(database.connection)
        self.renew()

    def renew(self) -> None:
        shutil.rmtree(self.home.folder, ignore_errors=True)
        shutil.copytree(self.before.folder, self.home.folder)

    def work(self, say: Callable[[str], None]) -> None:
        with opened(self.home) as (database, ledger):
            protection = ProtectionService(database, ledger)
            protection.protect(PHRASE)
            say("on")
            protection.unprotect(PHRASE)
            say("off")
            protection.protect(PHRASE)
            say("on again")

    def judge(self, said: list[str]) -> str:
        # Whoever looks at the folder knows what will open it: the password must, or nothing need.
        expected = looks_protected(rekey.key_file_in_use(self.home))
        with opened(self.home, unlock) as (database, _):
            found = check(database.connection)
            assert found.ok, [fault.text for fault in found.faults]
            assert found.state == self.state
            assert database.is_protected == expected
            for copy in self.home.backups.glob("*.db"):
                kept = connect(copy, rekey.key_of_copy(copy, database.key, unlock), read_only=True)
                assert kept.execute("PRAGMA cipher_integrity_check").fetchall() == []
                kept.close()
            assert len(list(self.home.backups.glob("*.db"))) == self.copies
            key = database.key.hex().encode()
        left = {path.name for path in self.home.folder.rglob("*") if path.is_file()}
        assert not [name for name in left if name.endswith((".next", ".rekey"))], left
        if expected:
            for path in self.home.folder.rglob("*.key"):
                assert key not in path.read_bytes(), "the key lies in clear"
        # Between two words of it the next change may be made already; after the last there is none.
        assert expected or len(said) < 3, "protected, and then not"
        return f"{'protected' if expected else 'not protected'} after {len(said)}"


def unlock(file: KeyFile) -> bytes:
    """Take the key out of its file by the password."""
    return wrapping.open_by_passphrase(file, PHRASE)


def fill_first_version(connection: Connection, companies: int) -> None:
    """Fill records of the first version, in words of its own: the program has moved on since."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE sync_gate SET open = 1")
    for seq in range(1, companies + 1):
        made = operation(ANNE, seq, {"name": f"C{seq}"}, row=f"{seq:032x}")
        connection.execute(
            "INSERT INTO change_log (device, seq, tx, at_ms, actor, version, deps, table_name, "
            "row_id, act, salt, payload, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            made.for_log(),
        )
        connection.execute(
            "INSERT INTO company (id, name, deleted, erased) VALUES (?, ?, 0, 0)",
            (made.row, f"C{seq}"),
        )
    connection.execute("UPDATE sync_gate SET open = 0")
    connection.execute(
        "INSERT INTO device (id, mine, seq, merged, place, chain, chain_seq) "
        "VALUES (?, 1, ?, 0, '', '', 0)",
        (ANNE, companies),
    )
    connection.execute("COMMIT")


def state_once_upgraded(records: Path, key: bytes) -> str:
    """Return what records of any version hold, leaving them as they are."""
    with tempfile.TemporaryDirectory() as folder:
        copy = connect(Path(shutil.copy(records, folder)), key)
        try:
            migrate.upgrade(copy, lambda: None)
            return state(copy)
        finally:
            copy.close()


def whole_copies(home: Home, key: bytes, expected: str) -> set[str]:
    """Return the names of the copies, each of which must be sound and hold the same records."""
    names = set()
    for path in home.backups.glob("*.db"):
        copy = connect(path, key, read_only=True)
        try:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert copy.execute("PRAGMA cipher_integrity_check").fetchall() == []
        finally:
            copy.close()
        assert state_once_upgraded(path, key) == expected
        names.add(path.name)
    return names


VICTIMS: Final[dict[str, type[Victim]]] = {
    "entry": Entry,
    "import": Import,
    "export": Export,
    "upgrade": Upgrade,
    "backup": Backup,
    "restore": Restore,
    "rekey": Rekey,
}


def kill(victim: Victim, seconds: float | None) -> list[str]:
    """Let a victim work, kill it after a while, and return what it had acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        acknowledged = os.fdopen(writing, "w", encoding="utf-8")
        try:
            victim.work(lambda said: print(said, file=acknowledged, flush=True))
        except BaseException as error:  # noqa: BLE001 - a child must never come back from here
            os.write(2, f"{error!r}\n".encode())
            os._exit(1)
        os._exit(0)
    os.close(writing)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the victim failed by itself"
    with os.fdopen(reading, encoding="utf-8") as said:
        return said.read().split("\n")[:-1]


def kill_often(name: str, how_often: int, seed: int = 0) -> Counter[str]:
    """Kill a victim so many times; return how far it had come how often.

    Raises:
        AssertionError: Something was lost, or is there by half.
    """
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    told: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        victim = VICTIMS[name](Path(folder))
        longest = 0.25
        if victim.ends:
            begun = time.monotonic()
            victim.judge(kill(victim, None))
            longest = time.monotonic() - begun
        for _ in range(how_often):
            victim.renew()
            told[victim.judge(kill(victim, chance.uniform(0, longest)))] += 1
    return told


def main(arguments: list[str]) -> None:
    """Kill the victim that is named, and print what became of it."""
    told = kill_often(arguments[0], int(arguments[1]), int(arguments[2]))
    sys.stdout.write(f"{arguments[0]}: {sum(told.values())} kills, {dict(told)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
