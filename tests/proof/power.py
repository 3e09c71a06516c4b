"""The program's own writing on a disk whose power is cut: what was acknowledged must be there.

``python -m tests.proof.power 2000`` prints the table of sync.md 5.1 anew.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

import apsw

from ave_tui.domain.changes import Change, hours_entry_id
from ave_tui.storage import devices
from ave_tui.storage.connection import connect, read_or_make_key
from ave_tui.sync.check import check
from ave_tui.sync.writing import write
from tests.homes import empty_home
from tests.proof.counts import quick_folder
from tests.proof.disk import NAME, Disk, after_a_power_cut

if TYPE_CHECKING:
    from ave_tui.storage.connection import Connection
    from tests.proof.disk import Event

MODES: Final = [
    ("delete", "off"),
    ("delete", "normal"),
    ("delete", "full"),
    ("delete", "extra"),
    ("wal", "off"),
    ("wal", "normal"),
    ("wal", "full"),
]
CUTS: Final = 40
"""Power cuts in one run."""
STEPS: Final = 25
ASSIGNMENT: Final = "a" * 32
DEVICE: Final = "d" * 16


class Run(NamedTuple):
    """What a run asked of the disk, and when each step was acknowledged."""

    events: list[Event]
    acknowledged: list[tuple[int, int]]
    """How many events there were when so many operations were acknowledged."""
    whole: set[int]
    """How many operations there are after each whole step."""


def mode_of_the_program(folder: Path) -> tuple[str, int]:
    """Return journal mode and synchronisation of the connection that the program opens."""
    home = empty_home(folder)
    connection = connect(home.database, read_or_make_key(home.key, home.database))
    try:
        return (
            connection.execute("PRAGMA journal_mode").fetchone()[0],
            int(connection.execute("PRAGMA synchronous").fetchone()[0]),
        )
    finally:
        connection.close()


def schema(folder: Path) -> list[str]:
    """Return the statements that make the program's tables, indexes and gates."""
    home = empty_home(folder)
    connection = connect(home.database, read_or_make_key(home.key, home.database))
    try:
        return [
            sql
            for (sql,) in connection.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
                "ORDER BY type = 'trigger', rowid"
            )
        ]
    finally:
        connection.close()


def work(folder: Path, statements: list[str], mode: tuple[str, str], chance: random.Random) -> Run:
    """Let the program write on a recorded disk."""
    disk = Disk()
    opened = apsw.Connection(str(folder / "a.db"), vfs=NAME)
    if mode[0] == "wal":
        # A file system in Python has no memory to share, which the log of this mode wants.
        opened.execute("PRAGMA locking_mode = EXCLUSIVE")
    assert opened.execute(f"PRAGMA journal_mode = {mode[0]}").fetchone() == (mode[0],)
    for pragma in (f"synchronous = {mode[1]}", "cache_size = 8", "wal_autocheckpoint = 30"):
        opened.execute(f"PRAGMA {pragma}")
    connection = cast("Connection", opened)
    connection.execute("BEGIN IMMEDIATE")
    for statement in statements:
        connection.execute(statement)
    connection.execute("INSERT INTO sync_gate (id, open) VALUES (1, 0)")
    devices.become(connection, DEVICE, "")
    connection.execute("COMMIT")
    acknowledged = [(len(disk.events), 0)]
    whole = {0}
    done = 0
    for number in range(STEPS):
        connection.execute("BEGIN IMMEDIATE")
        done += write(connection, _changes(number, chance), "do", "", number).operations
        connection.execute("COMMIT")
        acknowledged.append((len(disk.events), done))
        whole.add(done)
    events = list(disk.events)
    opened.close()
    return Run(events, acknowledged, whole)


def _changes(number: int, chance: random.Random) -> list[Change]:
    changes = [Change("assignment", ASSIGNMENT, {"label": "x" * chance.randint(1, 900) + "."})]
    for _ in range(chance.randint(1, 12)):
        period = f"{1990 + chance.randrange(30)}-{1 + chance.randrange(12):02d}"
        changes.append(
            Change(
                "hours_entry",
                hours_entry_id(ASSIGNMENT, "WORK", period),
                {
                    "assignment_id": ASSIGNMENT,
                    "kind": "WORK",
                    "period": period,
                    "seconds": number * 100 + chance.randrange(100),
                },
            )
        )
    return changes


def found_after(files: dict[str, bytes], folder: Path, acknowledged: int, whole: set[int]) -> str:
    """Return what becomes of the records when they are opened after a power cut."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    opened = apsw.Connection(str(folder / "a.db"))
    try:
        connection = cast("Connection", opened)
        if opened.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return "corrupt"
        there = sum(devices.vector(connection).values())
        numbers = [seq for (seq,) in opened.execute("SELECT seq FROM change_log ORDER BY seq")]
        if there not in whole or numbers != list(range(1, there + 1)):
            return "half a step"
        if not check(connection).ok:
            return "corrupt"
        return "ok" if there >= acknowledged else "lost"
    except (apsw.Error, ValueError, TypeError):
        # What is read is no database any more, or no text.
        return "corrupt"
    finally:
        opened.close()


def cut(mode: tuple[str, str], how_often: int, seed: int = 0) -> Counter[str]:
    """Cut the power so many times; return how often the records were found how."""
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(dir=quick_folder()) as folder:
        statements = schema(Path(folder) / "home")
        after = Path(folder) / "after"
        after.mkdir()
        while found.total() < how_often:
            chance = random.Random(f"{mode} {seed} {found.total()}")  # noqa: S311
            place = Path(tempfile.mkdtemp(dir=folder))
            run = work(place, statements, mode, chance)
            for _ in range(min(CUTS, how_often - found.total())):
                moment = chance.randrange(run.acknowledged[0][0], len(run.events) + 1)
                acknowledged = max(done for when, done in run.acknowledged if when <= moment)
                files = after_a_power_cut(run.events[:moment], chance)
                found[found_after(files, after, acknowledged, run.whole)] += 1
    return found


def main(arguments: list[Any]) -> None:
    """Print the table of all modes."""
    for mode in MODES:
        found = cut(mode, int(arguments[0]))
        told = ", ".join(f"{what} {often}" for what, often in sorted(found.items()))
        sys.stdout.write(f"{' '.join(mode):16} {told}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
