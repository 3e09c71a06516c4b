"""A text as a QR code in lines of blocks, for a phone to read off the screen."""

from __future__ import annotations

from typing import Final

_QUIET: Final = 1
"""Light modules around it; four are asked for, and phones do with one on a light ground."""
_HALVES: Final = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
_SIXTHS: Final = 0x1FB00
"""Where Unicode begins with blocks of two by three, but for those that it had already."""
_OLDER: Final = {0: " ", 21: "▌", 42: "▐", 63: "█"}


def qr_lines(text: str, *, light_blocks: bool = False) -> list[str]:
    """Return the lines, two rows of the code in each.

    Args:
        text: What the phone reads.
        light_blocks: Draw what is light, for a dark ground that can't be coloured.
    """
    rows = _rows(text, int(not light_blocks), (1, 2))
    return [
        "".join(_HALVES[upper, lower] for upper, lower in zip(*pair, strict=True))
        for pair in zip(rows[::2], rows[1::2], strict=True)
    ]


def small_qr_lines(text: str) -> list[str]:
    """Return the lines, three rows of the code in each: for small windows with a newer font."""
    rows = _rows(text, 1, (2, 3))
    return [
        "".join(
            _sixths([row[column + side] for row in three for side in (0, 1)])
            for column in range(0, len(three[0]), 2)
        )
        for three in zip(rows[::3], rows[1::3], rows[2::3], strict=True)
    ]


def _rows(text: str, drawn: int, block: tuple[int, int]) -> list[list[int]]:
    """Return what is drawn, filled up by light to whole blocks of so many columns and rows."""
    import segno

    code = segno.make(text, error="l", micro=False)
    light = 1 - drawn
    wide, high = block
    rows = [
        [int((module % 2) == drawn) for module in row]
        for row in code.matrix_iter(scale=1, border=_QUIET)
    ]
    rows = [row + [light] * (-len(row) % wide) for row in rows]
    return rows + [[light] * len(rows[0]) for _ in range(-len(rows) % high)]


def _sixths(modules: list[int]) -> str:
    number = sum(module << place for place, module in enumerate(modules))
    if number in _OLDER:
        return _OLDER[number]
    return chr(_SIXTHS + number - 1 - (number > 21) - (number > 42))
