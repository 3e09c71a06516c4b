"""A text as a QR code in lines of half blocks, for a phone to read off the screen."""

from __future__ import annotations

from typing import Final

_QUIET: Final = 1
"""Light modules around it; four are asked for, and phones do with one on a light ground."""
_BLOCKS: Final = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def qr_lines(text: str, *, light_blocks: bool = False) -> list[str]:
    """Return the lines, two rows of the code in each.

    Args:
        text: What the phone reads.
        light_blocks: Draw what is light, for a dark ground that can't be coloured.
    """
    import segno

    drawn = int(not light_blocks)
    code = segno.make(text, error="l", micro=False)
    rows = [
        [int((module % 2) == drawn) for module in row]
        for row in code.matrix_iter(scale=1, border=_QUIET)
    ]
    if len(rows) % 2:
        rows.append([1 - drawn] * len(rows[0]))
    return [
        "".join(_BLOCKS[upper, lower] for upper, lower in zip(*pair, strict=True))
        for pair in zip(rows[::2], rows[1::2], strict=True)
    ]
