"""Which columns of the hours grid fit on this terminal, and where each one stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

TOTAL_WIDTH: Final = 10
_LEAST_LABELS: Final = 18
_READABLE_LABELS: Final = 26
"""What two names need to be told from one another."""
_MOST_LABELS: Final = 64
_LINES: Final = 2
"""The two lines that part labels, hours and totals."""


@dataclass(frozen=True, slots=True)
class GridLayout:
    """Where things stand in a line of the grid."""

    labels: tuple[int, ...] = ()
    first: int = 0
    """The first column in sight; those before it are to the left of the screen."""
    last: int = 0
    """One past the last column in sight."""
    starts: tuple[int, ...] = ()
    """The cell at which each column in sight begins."""

    @property
    def labels_width(self) -> int:
        """Cells taken by all labels, each with its gap."""
        return sum(self.labels) + len(self.labels)

    def column_at(self, x: int) -> int | None:
        """Return the column in sight at a cell of the line, if there is one."""
        for index, start in enumerate(self.starts):
            end = self.starts[index + 1] if index + 1 < len(self.starts) else None
            if x >= start and (end is None or x < end):
                return self.first + index
        return None


def lay_out_grid(
    width: int, labels: int, columns: Sequence[int], *, first: int, cursor: int
) -> GridLayout:
    """Return what fits: the cursor's column always does, and no room stays empty on the right.

    Args:
        width: Cells of the whole line.
        labels: How many columns stay at the left.
        columns: The width of every period.
        first: The first column in sight so far.
        cursor: The column that must be in sight.
    """
    share = max(_LEAST_LABELS, min(width * 3 // 10, 40))
    everything = sum(columns)
    # Names are cut a little shorter only where that brings every period into sight.
    least = max(share, min(width // 3, _READABLE_LABELS))
    if width - share - TOTAL_WIDTH - _LINES >= everything:
        least = share
    room = max(0, width - least - TOTAL_WIDTH - _LINES)
    if everything <= room:
        label_room = min(_MOST_LABELS, width - TOTAL_WIDTH - _LINES - everything)
        first, last = 0, len(columns)
    else:
        first, last = _window(columns, room, min(first, cursor), cursor)
        # Cells that no further column can use go to the names.
        label_room = least + room - sum(columns[first:last])
    parts = _share_labels(label_room, labels)
    start = sum(parts) + len(parts) + 1
    starts = []
    for column in columns[first:last]:
        starts.append(start)
        start += column
    return GridLayout(parts, first, last, tuple(starts))


def _window(columns: Sequence[int], room: int, first: int, cursor: int) -> tuple[int, int]:
    last = _fitting(columns, room, first)
    while cursor >= last and first < cursor:
        first += 1
        last = _fitting(columns, room, first)
    while first > 0 and last == len(columns) and sum(columns[first - 1 :]) <= room:
        first -= 1
    return first, max(last, min(first + 1, len(columns)))


def _fitting(columns: Sequence[int], room: int, first: int) -> int:
    last = first
    while last < len(columns) and columns[last] <= room:
        room -= columns[last]
        last += 1
    return last


def _share_labels(room: int, labels: int) -> tuple[int, ...]:
    """Return the width of each label; the first, a person's name, gets a little more."""
    room -= labels
    if labels <= 1:
        return (max(room, 1),) * labels
    others = max(1, room * 9 // 20 // (labels - 1))
    return (max(1, room - others * (labels - 1)), *([others] * (labels - 1)))
