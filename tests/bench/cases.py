"""What is measured: each line of `CASES` is one row of the table, with its budget."""

from __future__ import annotations

import sys
from typing import Final

from tests.bench import exchanging, writing
from tests.bench.run import Case
from tests.bench.screens import (
    BARE,
    GRID,
    LARGE_GRID,
    PARTICIPANTS,
    TODAY,
    first_hour,
    idle,
    key_to_repaint,
    memory,
    quick_entry,
    start,
    step_down,
    warnings,
    whole_run,
)
from tests.bench.worlds import AVE_TUI

_START: Final = "bare Textual, first paint"
_TODAY: Final = "start to Today painted"
_KEY: Final = "bare Textual, key to repaint"
_MEMORY: Final = "bare Textual, memory"
_ORM: Final = "an hour by a plain ORM"
_DUMPED: Final = "its lines by json.dumps and zlib"
_INSERTED: Final = "its rows by executemany"

CASES: Final = (
    Case("bare Python", whole_run(sys.executable, "-c", "pass")),
    Case("ave-tui --version", whole_run(AVE_TUI, "--version"), budget=100),
    Case("ave-tui --help", whole_run(AVE_TUI, "--help"), budget=100),
    Case(_START, start(BARE)),
    Case(_TODAY, start(TODAY), against=_START, budget=1.15),
    Case("start to first accepted hour", first_hour, against=_START, budget=2.2),
    Case('ave-tui hours "…"', quick_entry, against=_TODAY, budget=0.5),
    Case("ave-tui warnings, of 20", warnings, against=_TODAY, budget=0.8),
    Case(_KEY, key_to_repaint(BARE, b"x")),
    Case("grid, key to repaint", step_down(GRID), against=_KEY, budget=1.2),
    Case("grid of 20, key to repaint", step_down(LARGE_GRID), against=_KEY, budget=1.2),
    Case("list, filter by a key", key_to_repaint(PARTICIPANTS, b"a", b"\x7f"), against=_KEY),
    Case(_MEMORY, memory(BARE), unit="MB"),
    Case("grid, memory", memory(GRID), unit="MB", against=_MEMORY, budget=2),
    Case("idle, share of a processor", idle(GRID), unit="%", budget=0.5),
    Case(_ORM, writing.plain_commit),
    Case("an hour by the ledger", writing.ledger_commit, against=_ORM, budget=2.2),
    Case("bundle of 3,300 changes", exchanging.size, unit="kB", budget=170),
    Case(_DUMPED, exchanging.dumped),
    Case("bundle of a year, export", exchanging.export, against=_DUMPED, budget=2),
    Case(_INSERTED, exchanging.inserted),
    Case("bundle of a year, import", exchanging.bring_in, against=_INSERTED, budget=8),
)
