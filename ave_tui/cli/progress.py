"""A line on standard error that says how far a long task is, where somebody looks at it."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING, Final

from ave_tui.domain.progress import quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from ave_tui.domain.progress import Tell

_BAR: Final = 30
_PATIENCE: Final = 1.0
"""Seconds in which nobody asks how far it is."""


@contextlib.contextmanager
def progress_line(
    title: str, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
) -> Iterator[Tell]:
    """Return what draws the line once a task takes longer than a second, and wipes it at the end.

    Args:
        title: What is going on.
        stream: Where to; standard error. Nothing is drawn on what is no terminal.
        clock: Seconds that pass.
    """
    to = stream or sys.stderr
    begun = clock()
    drawn = ""

    def draw(done: float) -> None:
        nonlocal drawn
        filled = int(_BAR * done)
        line = f"{title} {'█' * filled}{'░' * (_BAR - filled)} {int(100 * done):>3} %"
        if line != drawn and clock() - begun >= _PATIENCE:
            drawn = line
            print(f"\r{line}", end="", file=to, flush=True)

    try:
        yield draw if to.isatty() else quiet
    finally:
        if drawn:
            print(f"\r{' ' * len(drawn)}\r", end="", file=to, flush=True)
