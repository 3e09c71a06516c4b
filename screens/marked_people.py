"""A list of people of whom some are marked, and one key does something with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ave_tui import commands
from ave_tui.domain.folding import fold
from ave_tui.i18n import _, _n
from ave_tui.widgets.cells import Toned, one_line
from ave_tui.widgets.columns import Column
from ave_tui.widgets.filter_list import FilterList
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.navigation import GoTo, OpenRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from ave_tui.domain.schema import Id
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.line_table import LineTable
    from ave_tui.widgets.rows import Cell


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in the list."""

    person: Id
    name: str
    cells: tuple[str, ...]
    """What stands beside the name."""


class MarkedPeopleScreen(AveScreen[None]):
    """Space marks a line, Ins all; where none is marked the one under the cursor is meant."""

    DEFAULT_CSS = """
    MarkedPeopleScreen FilterList { height: 1fr; }
    """
    empty_text: ClassVar[str]
    """English: what is said where nobody is listed."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._every: list[PersonLine] = []
        self._shown: list[PersonLine] = []
        self._marked: set[Id] = set()

    def lines(self) -> list[PersonLine]:
        """Return everybody who is listed."""
        raise NotImplementedError

    def columns(self) -> Sequence[Column]:
        """Return the columns beside the name."""
        raise NotImplementedError

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield FilterList(self._columns(), leaves_space=True)

    def on_mount(self) -> None:
        """Take the letters."""
        self._list.focus()

    @property
    def _list(self) -> FilterList:
        return self.query_one(FilterList)

    @property
    def _here(self) -> PersonLine | None:
        cursor = self._list.table.cursor
        return self._shown[cursor] if cursor < len(self._shown) else None

    @property
    def chosen(self) -> list[PersonLine]:
        """Who is marked; else who is under the cursor."""
        marked = [line for line in self._every if line.person in self._marked]
        return marked or ([self._here] if self._here is not None else [])

    def _columns(self) -> tuple[Column, ...]:
        return (Column("", width=1), Column(_("Name"), share=3), *self.columns())

    def status_now(self) -> str:
        """Return how many lines are marked."""
        return _n("one marked", "{count} marked", len(self._marked)) if self._marked else ""

    def reload(self) -> None:
        """Look again; the cursor stays where it is."""
        self._every = self.lines()
        self._marked &= {line.person for line in self._every}
        self._list.table.show_columns(self._columns())
        self._show()

    def _show(self) -> None:
        words = fold(self._list.text).split()
        self._shown = [
            line for line in self._every if all(word in fold(line.name) for word in words)
        ]
        rows = ListRows([self._cells(line) for line in self._shown])
        empty = _("Nothing has these letters.") if self._every else _(self.empty_text)
        self._list.show_rows(rows, len(self._every), empty=empty)
        self.show_frame()

    def _cells(self, line: PersonLine) -> tuple[Cell, ...]:
        mark: Cell = Toned("●", "accent") if line.person in self._marked else ""
        return (mark, one_line(line.name), *map(one_line, line.cells))

    def on_filter_list_filter_changed(self, event: FilterList.FilterChanged) -> None:
        """Leave the people who have the typed letters."""
        event.stop()
        self._show()

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Open the person's record."""
        event.stop()
        if self._here is not None:
            self.post_message(OpenRecord("participant", self._here.person))

    def action_mark(self) -> None:
        """Mark the line, or take its mark away, and go on to the next."""
        if self._here is not None:
            self._marked ^= {self._here.person}
            self._show()
            self._list.table.action_move(1)

    def action_mark_all(self) -> None:
        """Mark everybody whom the filter leaves; when all of them are marked, nobody."""
        people = {line.person for line in self._shown}
        self._marked = self._marked - people if people <= self._marked else self._marked | people
        self._show()

    def action_back(self) -> None:
        """Go back to the section that leads here."""
        self.post_message(GoTo(commands.PERSONAL_DATA.id))
