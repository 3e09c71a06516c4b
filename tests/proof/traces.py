"""Dense traces: few records, three laptops, many collisions; the same checks after every step.

A trace is its number: it can be run again and again. ``python -m tests.proof.traces 3000`` runs
that many and prints what happened in them.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.proof.counts import quick_folder
from tests.proof.looking import converge, disputes_told, look, look_across
from tests.proof.naive import read_log, read_tables
from tests.proof.office import Office

if TYPE_CHECKING:
    from collections.abc import Callable

YEARS = [0, -3 * 365, 10 * 365]
SEALED = 4
"""Every so many traces all files are sealed ones."""
OLD = 3
"""Every so many begin with the program of schema 1."""
DAMAGES = ["cut", "flip", "insert", "drop"]


def step(office: Office, chance: random.Random) -> int:
    """Let something happen on one of the laptops, and return on which."""
    n, k, other = chance.randrange(3), chance.randrange(64), chance.randrange(3)
    # A third of all happens on one cell of hours: that is where colleagues meet.
    cell = 0 if chance.random() < 0.6 else k
    actions: list[tuple[int, Callable[[], object]]] = [
        (16, lambda: office.hours(n, cell, chance.randint(1, 4) * 3_600)),
        (2, lambda: office.two_at_once(n, cell, chance.randint(1, 4) * 3_600)),
        (9, lambda: office.edit(n, chance.randrange(9), chance.randrange(6))),
        (6, lambda: office.delete(n, cell)),
        (3, lambda: office.restore(n, cell)),
        (3, lambda: office.erase(n, cell, chance.randrange(3))),
        (3, lambda: erase_by_a_wrong_clock(office, n, chance)),
        (2, lambda: office.join(n, k)),
        (2, lambda: office.part(n, k)),
        (3, lambda: office.settle(n, k)),
        (8, lambda: office.take_back(n, "undo")),
        (4, lambda: office.take_back(n, "redo")),
        (5, lambda: office.take_import_back(n, chance.randrange(3), everywhere=k % 3 > 0)),
        (3, lambda: bring_and_take_back(office, n, k)),
        (14, lambda: office.export(n, chance.choice(["all", "lacking", "new", "new"]), other)),
        (20, lambda: office.deliver(n, k)),
        (6, lambda: office.take(n, office.pack(other)) if other != n else None),
        (2, lambda: office.lose(k)),
        (2, lambda: office.damage(n, k, chance.choice(DAMAGES), chance.randrange(10**6))),
        (2, lambda: office.forge(n, k, chance.randrange(10**6))),
        (5, lambda: office.clock(n, chance.choice(YEARS))),
        (2, lambda: office.restart(n)),
        (2, lambda: office.update(n)),
        (3, lambda: office.keep_copy(n)),
        (
            3,
            lambda: office.restore_copy(
                n,
                by=chance.choice(["program", "overwrite", "overwrite", "exchange"]),
                crashed=chance.random() < 0.5,
            ),
        ),
    ]
    weights = [weight for weight, _ in actions]
    chance.choices([action for _, action in actions], weights)[0]()
    return n


def erase_by_a_wrong_clock(office: Office, n: int, chance: random.Random) -> None:
    """Erase somebody for good when the clock says anything, perhaps for the second time."""
    office.clock(n, chance.choice(YEARS))
    office.erase(n, 0, chance.randrange(3))


def bring_and_take_back(office: Office, n: int, which: int) -> None:
    """Bring a file in and take it back at once, while nothing builds on it."""
    office.deliver(n, which)
    office.take_import_back(n, 0, everywhere=False)


def run(number: int) -> Counter[str]:
    """Run one trace; return what happened in it.

    Raises:
        AssertionError: Something doesn't hold.
    """
    chance = random.Random(number)  # noqa: S311 - a trace, not a secret
    with tempfile.TemporaryDirectory(dir=quick_folder()) as folder:
        shared = chance.random() < 0.75
        # Of its own dice: a trace is the same one whichever way its files go.
        office = Office(
            Path(folder), shared=shared, sealed=number % SEALED == 0, old=number % OLD == 0
        )
        try:
            for _ in range(chance.randint(10, 60)):
                look(office, step(office, chance))
            look_across(office)
            converge(office, chance)
            return figures(office)
        finally:
            office.close()


def figures(office: Office) -> Counter[str]:
    """Return how much happened, and the disputes at the end by their kind."""
    connection = office.connection(0)
    told = Counter(office.counts)
    told["operations"] = len(read_log(connection))
    disputes = disputes_told(connection)
    for table, _, field in disputes:
        kind = "withdrawn against written" if field == "deleted" else f"{table}.{field}"
        told[f"dispute {kind}"] += 1
    rows = read_tables(connection)
    told["dispute hours under something withdrawn"] = sum(
        1
        for (table, _), row in rows.items()
        if table == "hours_entry"
        and not row["deleted"]
        and rows["assignment", str(row["assignment_id"])]["deleted"]
    )
    told["traces with disputes"] = bool(disputes)
    return told


def run_many(numbers: range) -> Counter[str]:
    """Run traces; name the one that fails."""
    told: Counter[str] = Counter()
    for number in numbers:
        try:
            told += run(number)
        except Exception as error:
            error.add_note(f"trace {number}")
            raise
        told["traces"] += 1
    return told


def tell(told: Counter[str]) -> None:
    """Print the figures."""
    for what, how_often in sorted(told.items()):
        sys.stdout.write(f"{how_often:8} {what}\n")


if __name__ == "__main__":
    tell(run_many(range(int(sys.argv[1]))))
