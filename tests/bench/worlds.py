"""Made-up records to measure the program on: made once a run, in the folder of the run."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ave_tui.paths import Home
from ave_tui.services.workspace import Services
from tests.bench.terminal import environment

if TYPE_CHECKING:
    from collections.abc import Callable

    World = Callable[[Path], Path]
    """Returns the home to measure on, made in the folder of the run if it isn't there yet."""

AVE_TUI: Final = str(Path(sys.executable).with_name("ave-tui"))


def now() -> datetime:
    """Return the time, as the program asks for it."""
    return datetime.now().astimezone()


def year(folder: Path) -> Path:
    """Return the year of one facilitator, up to this month."""
    return _made_up(folder / "home", 1)


def many_years(folder: Path) -> Path:
    """Return the year of twenty facilitators: some 5,000 rows in the grid of everybody."""
    return _made_up(folder / "many", 20)


def copy_of_year(folder: Path) -> Path:
    """Return a copy of the year, for what would disturb the other measures."""
    copy = folder / "copy"
    if not copy.exists():
        shutil.copytree(year(folder), copy)
    return copy


def services(home: Path) -> Services:
    """Open the services over a home."""
    return Services(Home(home), now)


@functools.cache
def presses_first(home: Path) -> str:
    """Return whom the first line of Today is about: only real records can paint that."""
    with services(home) as opened:
        # The beginning: a narrow column cuts the rest.
        return opened.today.lines()[0].about[:12]


@functools.cache
def somebody(home: Path) -> str:
    """Return the name of somebody with one assignment, which runs now."""
    with services(home) as opened:
        found = opened.database.connection.execute(
            "SELECT p.last_name || ' ' || p.first_name FROM participant p "
            "JOIN employment_contract e ON e.participant_id = p.id "
            "JOIN assignment a ON a.employment_contract_id = e.id GROUP BY p.id "
            "HAVING count(*) = 1 AND max(coalesce(a.ends_on, '9')) > ? AND max(a.starts_on) < ? "
            "AND 1 = (SELECT count(*) FROM participant n WHERE n.last_name = p.last_name) "
            "ORDER BY 1 LIMIT 1",
            (f"{now():%Y-%m-%d}", f"{now():%Y-%m}"),
        )
        return str(found.fetchone()[0])


def _made_up(home: Path, facilitators: int) -> Path:
    if not home.exists():
        subprocess.run(
            (AVE_TUI, "demo", "--into", str(home), "--facilitators", str(facilitators)),
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=environment(),
        )
    return home
