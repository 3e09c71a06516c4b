"""The program killed at any moment, started anew each time, so on Windows too.

tests/proof/kills.py does it thousands of times, by forking.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ave_tui.domain.changes import Change, new_id
from ave_tui.paths import Home
from ave_tui.services.exchange import ExchangeService
from ave_tui.storage import log
from ave_tui.storage.database import Database
from ave_tui.sync.check import check
from ave_tui.sync.ledger import Ledger
from tests.homes import Laptop, empty_home, introduce

if TYPE_CHECKING:
    from pathlib import Path

TYPIST = """
import datetime, pathlib, sys
from ave_tui.domain.changes import Change, hours_entry_id
from ave_tui.paths import Home
from ave_tui.storage.database import Database
from ave_tui.sync.ledger import Ledger
database = Database(Home(pathlib.Path(sys.argv[1])), lambda: datetime.datetime.now(datetime.UTC))
ledger = Ledger(database)
assignment = "a" * 32
ledger.commit([Change("assignment", assignment, {"label": "ESAT"})])
for number in range(1_000_000):
    period = f"{1900 + number % 300}-{1 + number % 12:02d}"
    ledger.commit([Change("hours_entry", hours_entry_id(assignment, "WORK", period), {
        "assignment_id": assignment, "kind": "WORK", "period": period, "seconds": number + 1})])
    print(number, flush=True)
"""

READER = """
import datetime, pathlib, sys
from ave_tui.paths import Home
from ave_tui.services.exchange import ExchangeService
from ave_tui.storage.database import Database
from ave_tui.sync.ledger import Ledger
database = Database(Home(pathlib.Path(sys.argv[1])), lambda: datetime.datetime.now(datetime.UTC))
exchange = ExchangeService(database, Ledger(database))
print("ready", flush=True)
exchange.apply(pathlib.Path(sys.argv[2]))
print("done", flush=True)
"""


def killed(code: str, seconds: float, *arguments: str) -> list[str]:
    """Run code, kill it some time after its first word, and return the words it got out."""
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline()]
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        said += process.stdout.readlines()
    return said


def sound(home: Home) -> Database:
    """Open a home after a kill; it must have no fault."""
    database = Database(home, lambda: datetime.now(UTC))
    Ledger(database)
    found = check(database.connection)
    assert found.ok, found.faults
    return database


def type_until_killed(home: Home, seconds: float) -> None:
    """Enter hours until the kill; every acknowledged one must be in the log."""
    said = killed(TYPIST, seconds, str(home.folder))
    # The last line may be cut.
    acknowledged = sum(line.endswith("\n") for line in said)
    database = sound(home)
    there = log.count(database.connection)
    database.close()
    assert acknowledged <= there - 1 <= acknowledged + 1


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311 - moments, not secrets
    for n in range(3):
        type_until_killed(empty_home(tmp_path / str(n)), chance.uniform(0, 0.3))


def test_a_killed_import_is_whole_or_not_there(tmp_path: Path) -> None:
    sender = Laptop(tmp_path / "sender", lambda: datetime.now(UTC))
    sender.ledger.prefer("space", "5" * 32)
    reader = Laptop(tmp_path / "reader", lambda: datetime.now(UTC))
    introduce(sender, reader)
    reader.close()
    sender.ledger.commit([Change("company", new_id(), {"name": f"C{n}"}) for n in range(4000)])
    bundle = ExchangeService(sender.database, sender.ledger).export(tmp_path / "x.ave").path
    sender.close()
    chance = random.Random(3)  # noqa: S311
    for n in range(4):
        # The copy is another laptop, with the keys of the one that the file is for.
        home = Home(shutil.copytree(reader.home.folder, tmp_path / str(n)))
        said = killed(READER, chance.uniform(0.05, 0.6), str(home.folder), str(bundle))
        database = sound(home)
        there = log.count(database.connection)
        database.close()
        assert there in ({4000} if "done\n" in said else {0, 4000})
