"""The square that a phone reads: it fits on the screen, and each block is what the code says."""

from __future__ import annotations

import segno

from ave_tui.services.qr import qr_lines, small_qr_lines
from tests.sync.seal_makers import owner

CODE = owner("a").card("Laëtitia Petrov-Desmarets").code()
HALVES = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
OLDER = {" ": 0, "▌": 21, "▐": 42, "█": 63}


def modules() -> list[list[int]]:
    """Return the code with one light module around it."""
    return [list(map(int, row)) for row in segno.make(CODE, error="l").matrix_iter(border=1)]


def cut(rows: list[list[int]]) -> list[list[int]]:
    """Leave out what only fills up the last blocks."""
    size = len(modules())
    assert not any(sum(row[size:]) for row in rows)
    assert not any(map(sum, rows[size:]))
    return [row[:size] for row in rows[:size]]


def test_the_square_fits_into_a_window_as_windows_opens_it() -> None:
    lines = qr_lines(CODE)
    assert len(lines) <= 30
    rows = [[HALVES[block][half] for block in line] for line in lines for half in (0, 1)]
    assert cut(rows) == modules()
    light = qr_lines(CODE, light_blocks=True)
    assert [[HALVES[block][half] for block in line] for line in light for half in (0, 1)] == [
        [1 - module for module in row] for row in rows
    ]


def test_a_smaller_one_fits_into_24_lines_with_a_word_below() -> None:
    lines = small_qr_lines(CODE)
    assert len(lines) <= 22
    assert cut([row for line in lines for row in three_rows(line)]) == modules()


def three_rows(line: str) -> list[list[int]]:
    """Return what a line of blocks of two by three shows."""
    numbers = [OLDER[block] if block in OLDER else sixths(block) for block in line]
    return [
        [number >> place & 1 for number in numbers for place in (2 * row, 2 * row + 1)]
        for row in range(3)
    ]


def sixths(block: str) -> int:
    """Return the number of a block by its place in Unicode, which lacks those of `OLDER`."""
    missing = sorted(set(OLDER.values()) - {0, 63})
    numbers = [number for number in range(1, 63) if number not in missing]
    return numbers[ord(block) - 0x1FB00]
