"""Conflicts: what laptops disagree on and what stands twice; marked, settled, many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.errors import AveError
from ave_tui.domain.folding import fold
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n
from ave_tui.services.conflict_ways import Way, ways_of_all
from ave_tui.widgets.columns import Column
from ave_tui.widgets.filter_list import FilterList
from screens.base import AveScreen
from screens.choice import ChoiceScreen
from screens.conflict import ConflictScreen
from screens.conflict_text import cells, detail, searched
from screens.navigation import GoTo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.disagreement import ConflictKey
    from ave_tui.domain.schema import Id
    from ave_tui.services.conflict_words import Conflict
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.line_table import LineTable
    from ave_tui.widgets.rows import Cell


class ConflictsScreen(AveScreen[None]):
    """Every conflict by kind; on a wide terminal the one under the cursor stands beside it."""

    DEFAULT_CSS = """
    ConflictsScreen {
        & FilterList { width: 1fr; }
        & #beside { display: none; width: 44; border-left: solid $panel; padding: 0 1; }
        &.-wide #beside { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.BACK, commands.MARK, commands.MARK_ALL, commands.SETTLE_MARKED
    )
    title_text = N_("Conflicts")
    bar = (
        commands.OPEN,
        commands.MARK,
        commands.MARK_ALL,
        commands.SETTLE_MARKED,
        commands.UNDO,
        commands.BACK,
        commands.MENU,
        commands.HELP,
    )
    help_text = N_(
        "What laptops wrote apart, what was deleted by one and changed by another, what hangs on "
        "something deleted, what stands twice, and dates that make no sense since they were "
        "merged. Enter shows both sides and settles one. Space marks a line and Ins all of them; "
        "the marked ones are settled together, in one step that Undo takes back. What is settled "
        "here is settled on every laptop once it has your next file."
    )

    def __init__(self, services: Services, row: Id = "") -> None:
        super().__init__(services)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
        self._every: list[Conflict] = []
        self._texts: list[str] = []
        self._shown: list[Conflict] = []
        self._marked: set[ConflictKey] = set()
        self._begin_at = row

    def compose_body(self) -> ComposeResult:
        """Yield the list, and the place beside it."""
        with Horizontal():
            yield FilterList(_columns(), leaves_space=True)
            with VerticalScroll(id="beside", can_focus=False):
                yield Static(markup=False, id="beside-text")

    def on_mount(self) -> None:
        """Take the letters."""
        self._list.focus()

    @property
    def _list(self) -> FilterList:
        return self.query_one(FilterList)

    @property
    def _here(self) -> Conflict | None:
        cursor = self._list.table.cursor
        return self._shown[cursor] if cursor < len(self._shown) else None

    def reload(self) -> None:
        """Look for conflicts anew; the cursor stays on its own, or on what took its place."""
        here = self._here
        self._every = self.services.conflicts.standing()
        self._texts = [fold(searched(conflict)) for conflict in self._every]
        self._marked &= {conflict.key for conflict in self._every}
        self._list.table.show_columns(_columns())
        self._show(here)
        if self._begin_at:
            rows = [self._begin_at in (*c.rows, c.key.other) for c in self._shown]
            self._list.table.cursor = rows.index(True) if True in rows else 0
            self._begin_at = ""

    def _show(self, stay: Conflict | None = None) -> None:
        words = fold(self._list.text).split()
        self._shown = [
            conflict
            for conflict, text in zip(self._every, self._texts, strict=True)
            if all(word in text for word in words)
        ]
        keys = [conflict.key for conflict in self._shown]
        cursor = keys.index(stay.key) if stay is not None and stay.key in keys else None
        empty = _("Nothing has these letters.") if self._every else _("Nothing to settle.")
        self._list.show_rows(
            _Lines(self._shown, self._marked), len(self._every), cursor=cursor, empty=empty
        )
        self._show_beside()
        self.show_frame()

    def _show_beside(self) -> None:
        here = self._here
        self.query_one("#beside-text", Static).update("" if here is None else detail(here))

    def status_now(self) -> str:
        """Return how many lines are marked."""
        if not self._marked:
            return ""
        return _n("one marked", "{count} marked", len(self._marked))

    def on_filter_list_filter_changed(self, event: FilterList.FilterChanged) -> None:
        """Leave the conflicts that have the typed letters."""
        event.stop()
        self._show(self._here)

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Show the conflict beside the list, where there is room."""
        event.stop()
        self._show_beside()

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Show both sides, and let one be chosen."""
        event.stop()
        if self._here is not None:
            self.app.push_screen(ConflictScreen(self.services, self._here), self._settled)

    def _settled(self, said: str | None) -> None:
        if said:
            self.tell_done(said)

    def action_mark(self) -> None:
        """Mark the line, or take its mark away, and go on to the next."""
        if self._here is not None:
            self._marked ^= {self._here.key}
            self._list.table.refresh_row(self._list.table.cursor)
            self._list.table.action_move(1)
            self.show_frame()

    def action_mark_all(self) -> None:
        """Mark everything that the filter leaves; when all of it is marked, nothing."""
        keys = {conflict.key for conflict in self._shown}
        self._marked = self._marked - keys if keys <= self._marked else self._marked | keys
        self._show(self._here)

    def action_settle_marked(self) -> None:
        """Ask how all marked ones are to be settled, and do it in one step."""
        chosen = [conflict for conflict in self._every if conflict.key in self._marked]
        if not chosen and self._here is not None:
            chosen = [self._here]
        ways = ways_of_all(chosen)
        if not ways:
            self.app.bell()
            return
        options = [
            (way.name, _("{way}: {count} of {all}", way=_(way.label), count=n, all=len(chosen)))
            for way, n in ways.items()
        ]

        def settle(code: str | None) -> None:
            if code is not None:
                self._settle_all(chosen, Way[code])

        question = _n("Settle one conflict", "Settle {count} conflicts at once", len(chosen))
        self.app.push_screen(ChoiceScreen(question, options), settle)

    def _settle_all(self, chosen: Sequence[Conflict], way: Way) -> None:
        try:
            count = self.services.conflicts.decide_all(chosen, way)
        except AveError as error:
            self.tell(error)
            return
        self.reload()
        self.tell_done(
            _n("{way}: one settled.", "{way}: {count} settled.", count, way=_(way.label))
        )

    def action_back(self) -> None:
        """Go back to today."""
        self.post_message(GoTo(commands.TODAY.id))


class _Lines:
    """Conflicts as a table asks for them; said only when they come into sight."""

    def __init__(self, conflicts: Sequence[Conflict], marked: set[ConflictKey]) -> None:
        self._conflicts = conflicts
        self._marked = marked

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._conflicts)

    def row(self, index: int) -> Sequence[Cell]:
        """Return the cells of a line."""
        conflict = self._conflicts[index]
        return cells(conflict, marked=conflict.key in self._marked)


def _columns() -> tuple[Column, ...]:
    return (
        Column("", width=1),
        Column(_("What"), width=19),
        Column(_("Who"), share=1),
        Column(_("Why"), share=1),
    )
