"""Measures of programs in a terminal: start, keys, memory, idleness."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.bench import worlds
from tests.bench.programs import hello
from tests.bench.terminal import Terminal, environment
from tests.bench.worlds import AVE_TUI

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tests.bench.worlds import World

    Measure = Callable[[Path], float]

HELLO: Final = (sys.executable, str(hello.__file__))
PRESSES: Final = 15
_DOWN: Final = b"\x1b[B"
_F3: Final = b"\x1bOR"
_F4: Final = b"\x1bOS"
_SETTLED: Final = 1.0
"""What a program does behind its first screen is over by then."""
_IDLE: Final = 2.0

_figures = itertools.count(20)


def new_figure() -> int:
    """Return hours that were not typed in yet: the same again would not be written."""
    return next(_figures) % 100


@dataclass(frozen=True, slots=True)
class Way:
    """A way into a program: what to run, and which keys lead where it is measured.

    Args:
        command: What to run.
        world: The records it runs on; None: it needs none.
        first: The text by which its first screen is known; empty: by its first real record.
        then: Keys, and the text that is on the screen after them.
    """

    command: Sequence[str] = (AVE_TUI,)
    world: World | None = worlds.year
    first: str = ""
    then: tuple[tuple[bytes, str], ...] = ()

    @contextmanager
    def gone(self, folder: Path) -> Iterator[tuple[Terminal, float]]:
        """Go the way; yield the terminal and the seconds from the start to the end of the way."""
        home = folder if self.world is None else self.world(folder)
        first = self.first or worlds.presses_first(home)
        with Terminal(self.command, {"AVE_HOME": str(home)}) as terminal:
            seconds = terminal.painted(first)
            for keys, text in self.then:
                terminal.type_in(keys)
                seconds = terminal.painted(text)
            yield terminal, seconds


BARE: Final = Way(HELLO, None, "hello there")
TODAY: Final = Way()
GRID: Final = Way(then=((_F3, "Everybody"),))
WRITABLE_GRID: Final = Way(world=worlds.copy_of_year, then=GRID.then)
LARGE_GRID: Final = Way(world=worlds.many_years, then=((_F3, "Everybody"),))
PARTICIPANTS: Final = Way(then=((_F4, "Eligible until"),))


def whole_run(*command: str) -> Measure:
    """Return a measure of a command from its start to its end."""

    def measure(folder: Path) -> float:
        return _seconds_of(command, folder / "none")

    return measure


def quick_entry(folder: Path) -> float:
    """Measure an entry of hours from the shell."""
    home = worlds.copy_of_year(folder)
    said = f"{worlds.somebody(home)} {new_figure()} {worlds.now():%m/%Y}"
    return _seconds_of((AVE_TUI, "hours", said), home)


def warnings(folder: Path) -> float:
    """Measure the list of one's own warnings among the records of twenty."""
    return _seconds_of((AVE_TUI, "warnings"), worlds.many_years(folder))


def start(way: Way) -> Measure:
    """Return a measure of a program from its start to the end of a way."""

    def measure(folder: Path) -> float:
        with way.gone(folder) as (_terminal, seconds):
            return seconds

    return measure


def first_hour(folder: Path) -> float:
    """Measure from the start of the program until an hour is accepted in the grid."""
    figure = new_figure()
    with WRITABLE_GRID.gone(folder) as (terminal, _seconds):
        terminal.type_in(f"{figure},37".encode())
        terminal.painted(f"{figure},37")
        terminal.type_in(b"\r")
        # What is typed has a comma, what is kept is shown with a point.
        return terminal.painted(f"{figure}.37")


def key_to_repaint(way: Way, *keys: bytes) -> Measure:
    """Return a measure from a key to its repaint: the typical one of several keys in turn."""

    def measure(folder: Path) -> float:
        with way.gone(folder) as (terminal, _seconds):
            terminal.settle(_SETTLED)
            turns = itertools.islice(itertools.cycle(keys), PRESSES)
            return sorted(terminal.answer_to(key) for key in turns)[PRESSES // 2]

    return measure


def step_down(way: Way) -> Measure:
    """Return a measure of one step down in a grid."""
    return key_to_repaint(way, _DOWN)


def memory(way: Way) -> Measure:
    """Return a measure of the most memory a program held until it was idle."""

    def measure(folder: Path) -> float:
        with way.gone(folder) as (terminal, _seconds):
            terminal.settle(_SETTLED)
            return terminal.peak_memory()

    return measure


def idle(way: Way) -> Measure:
    """Return a measure of the share of a processor, in %, that a program takes at rest."""

    def measure(folder: Path) -> float:
        with way.gone(folder) as (terminal, _seconds):
            terminal.settle(_SETTLED)
            before, began = terminal.busy_seconds(), time.perf_counter()
            terminal.settle(_IDLE)
            spent = time.perf_counter() - began
            return 100 * (terminal.busy_seconds() - before) / spent

    return measure


def _seconds_of(command: Sequence[str], home: Path) -> float:
    started = time.perf_counter()
    subprocess.run(
        command,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env=environment(AVE_HOME=str(home)),
    )
    return time.perf_counter() - started
