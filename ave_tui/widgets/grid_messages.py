"""What all messages of the hours grid have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from ave_tui.widgets.hours_grid import HoursGrid


@dataclass
class GridMessage(Message):
    """Something happened in the hours grid."""

    grid: HoursGrid

    @property
    def control(self) -> HoursGrid:
        """The grid, so that handlers can select on it."""
        return self.grid


@dataclass
class CellMessage(GridMessage):
    """Something happened to a cell."""

    row: int
    key: str
