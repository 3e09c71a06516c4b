"""How wide the columns of a table are on this terminal, and which must wait for a wider one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.widgets.cells import Align

_LEAST_SHARE: Final = 8
"""A shared column narrower than this tells nothing: another one gives way first."""


class Column(NamedTuple):
    """A column: so many cells wide, or a share of what the fixed ones leave.

    Args:
        title: Its heading, in the user's language.
        width: Cells it takes; 0 to take a share instead.
        share: How many parts of the rest it takes when `width` is 0.
        align: Figures go to the right.
        gives_way: When the terminal is too narrow, the highest of these vanishes first; 0 never.
        tone: The tone of its cells that have none of their own.
    """

    title: str
    width: int = 0
    share: int = 1
    align: Align = "left"
    gives_way: int = 0
    tone: str = ""

    @property
    def least(self) -> int:
        """The cells below which the column is not worth showing."""
        return self.width or _LEAST_SHARE


def lay_out(columns: Sequence[Column], width: int) -> list[int]:
    """Return the width of each column, 0 for those that gave way; one cell stands between two."""
    shown = list(range(len(columns)))
    while sum(columns[index].least + 1 for index in shown) - 1 > width:
        loser = max(shown, key=lambda index: (columns[index].gives_way, index), default=-1)
        if loser < 0 or not columns[loser].gives_way:
            break
        shown.remove(loser)
    widths = [0] * len(columns)
    for index in shown:
        widths[index] = columns[index].width
    sharing = [index for index in shown if not columns[index].width]
    rest = max(0, width - sum(widths) - max(0, len(shown) - 1))
    parts = sum(columns[index].share for index in sharing)
    for index in sharing:
        part = columns[index].share
        # What is left is handed on, so that the shares always add up to the whole.
        widths[index] = rest * part // parts if parts else 0
        rest -= widths[index]
        parts -= part
    return widths
