"""A small hours grid in memory, for tests and for looking at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App, ComposeResult

from ave_tui.widgets.grid_model import EMPTY, Cell, FooterLine, GridColumn
from ave_tui.widgets.hours_grid import HoursGrid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.message import Message

MONTHS = tuple(f"2026-{month:02}" for month in range(1, 13))


class ExampleGrid:
    """Rows of names with what was typed so far, by row and month."""

    def __init__(self, names: Sequence[str], months: Sequence[str] = MONTHS) -> None:
        self.names = list(names)
        self.columns = tuple(GridColumn(month, f"{month[5:]}/{month[2:4]}") for month in months)
        self.label_titles = ("Participant", "Company")
        self.cells: dict[tuple[int, str], Cell] = {}
        self.asked: set[int] = set()

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.names)

    def row_id(self, row: int) -> str:
        """Return the name, which stays the same when rows are sorted."""
        return self.names[row]

    def row_label(self, row: int) -> Sequence[str]:
        """Return the person and a company."""
        self.asked.add(row)
        return self.names[row], "Bâti [Nord] / lot 2"

    def cell(self, row: int, key: str) -> Cell:
        """Return what is known."""
        return self.cells.get((row, key), EMPTY)

    def row_total(self, row: int) -> str:
        """Return the sum of the row in hours."""
        seconds = sum(cell.seconds or 0 for (of, _key), cell in self.cells.items() if of == row)
        return f"{seconds / 3600:.2f}".replace(".", ",") if seconds else ""

    def footer(self) -> Sequence[FooterLine]:
        """Return totals and hours due."""
        cells = {}
        for column in self.columns:
            seconds = sum(
                cell.seconds or 0 for (_row, key), cell in self.cells.items() if key == column.key
            )
            cells[column.key] = f"{seconds / 3600:.2f}".replace(".", ",") if seconds else ""
        return FooterLine("Total", cells), FooterLine("Due", {}, "1820,00", "muted")


class GridApp(App[None]):
    """Keeps what the grid says, and the hours as a service would."""

    def __init__(self, model: ExampleGrid, *, keep: bool = True) -> None:
        super().__init__()
        self.model = model
        self.keep = keep
        self.grid = HoursGrid(model, empty="Nobody yet: Ctrl+N adds [/ somebody.")
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.grid

    def on_hours_grid_cell_edited(self, event: HoursGrid.CellEdited) -> None:
        self.said.append(event)
        if not self.keep:
            event.grid.refuse(event.row, event.key)
            return
        shown = f"{event.seconds / 3600:.2f}".replace(".", ",")
        self.model.cells[event.row, event.key] = Cell(shown, event.seconds)
        event.grid.accept(event.row, event.key)

    def on_hours_grid_cell_unread(self, event: HoursGrid.CellUnread) -> None:
        self.said.append(event)

    def on_hours_grid_cells_cleared(self, event: HoursGrid.CellsCleared) -> None:
        self.said.append(event)
        for cell in event.cells:
            self.model.cells.pop(cell, None)
            event.grid.accept(*cell)

    def on_hours_grid_cell_moved(self, event: HoursGrid.CellMoved) -> None:
        self.said.append(event)

    def on_hours_grid_copy_asked(self, event: HoursGrid.CopyAsked) -> None:
        self.said.append(event)

    def on_hours_grid_pasted(self, event: HoursGrid.Pasted) -> None:
        self.said.append(event)

    def seconds(self) -> dict[tuple[int, str], int | None]:
        """Return what is in the records."""
        return {place: cell.seconds for place, cell in self.model.cells.items()}
