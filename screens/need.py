"""A company's need, and everybody beside it: who fits, who was put forward, who was hired."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.errors import AveError
from ave_tui.domain.folding import fold
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.services.records import RecordGoneError
from ave_tui.widgets.filter_list import FilterList
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.choice import ChoiceScreen
from screens.confirm import ConfirmScreen
from screens.navigation import EditRecord, OpenDocument, OpenRecord
from screens.need_lines import (
    about,
    cells,
    columns,
    doubts,
    hired,
    need_head,
    refusals,
    searched,
)

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.schema import Id
    from ave_tui.services.sourcing_told import Line, Needed
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.line_table import LineTable


class NeedScreen(AveScreen[None]):
    """Everybody by what speaks for and against them; one key hires."""

    DEFAULT_CSS = """
    NeedScreen {
        & #head { height: auto; max-height: 5; padding: 0 1; background: $surface; }
        & #need { layout: vertical; height: 1fr; }
        & FilterList { height: 1fr; }
        & #why { height: 4; padding: 0 1; background: $surface; }
        &.-wide #need { layout: horizontal; }
        &.-wide FilterList { width: 1fr; }
        &.-wide #why { width: 38; height: 1fr; padding: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.BACK,
        commands.EDIT_NEED,
        commands.PUT_FORWARD,
        commands.HIRE,
        commands.TURN_DOWN,
        commands.CANDIDATE_SHEET,
    )
    bar = (
        commands.PUT_FORWARD,
        commands.HIRE,
        commands.TURN_DOWN,
        commands.CANDIDATE_SHEET,
        commands.EDIT_NEED,
        commands.OPEN,
        commands.BACK,
        commands.UNDO,
        commands.MENU,
        commands.HELP,
    )
    help_text = N_(
        "The need stands above. Below it is everybody: first who is put forward and who was "
        "hired, then the others by trade, place, eligibility and time, the best fitting first; "
        "nobody is hidden, who does not fit says why. Ctrl+T puts the person under the cursor "
        "forward, Ctrl+L hires: contract and assignment are made from the need, in one step that "
        "Undo takes back. Del says that somebody was refused or withdrew. Ctrl+B shows the sheet "
        "to hand to the company. Enter opens the person, or the contract of who was hired; Space "
        "changes the need."
    )

    def __init__(self, services: Services, row: Id) -> None:
        super().__init__(services)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
        self._row = row
        self._told: Needed | None = None
        self._every: list[Line] = []
        self._shown: list[Line] = []

    def compose_body(self) -> ComposeResult:
        """Yield the need, the candidates, and all reasons of one."""
        yield Static(markup=False, id="head")
        with Container(id="need"):
            yield FilterList(columns(), leaves_space=True)
            yield Static(markup=False, id="why")

    def on_mount(self) -> None:
        """Take the letters."""
        self._list.focus()

    @property
    def _list(self) -> FilterList:
        return self.query_one(FilterList)

    @property
    def _here(self) -> Line | None:
        cursor = self._list.table.cursor
        return self._shown[cursor] if cursor < len(self._shown) else None

    def title_now(self) -> str:
        """Return the job and the company."""
        name = self.services.records.name("offer", self._row).whole
        return _("Need · {name}", name=name)

    def status_now(self) -> str:
        """Return how many places are filled."""
        if self._told is None:
            return ""
        return _("{filled} of {places} filled", filled=self._told.filled, places=self._told.places)

    def reload(self) -> None:
        """Read the need anew; leave when it is gone."""
        here = self._here
        try:
            self._told = self.services.sourcing.needed(self._row)
            self._every = self.services.sourcing.lines(self._row)
        except RecordGoneError:
            self.dismiss(None)
            return
        self.show_frame()
        self.query_one("#head", Static).update(need_head(self.services.records, self._told.values))
        self._list.table.show_columns(columns())
        self._show(here)

    def _show(self, stay: Line | None = None) -> None:
        words = fold(self._list.text).split()
        self._shown = [
            line for line in self._every if all(word in searched(line) for word in words)
        ]
        people = [line.candidate.person for line in self._shown]
        person = stay.candidate.person if stay is not None else ""
        cursor = people.index(person) if person in people else 0
        empty = _("Nothing has these letters.")
        if not self._every:
            empty = _("No participant is recorded yet: F4 adds the first.")
        rows = ListRows([cells(line) for line in self._shown])
        self._list.show_rows(rows, len(self._every), cursor=cursor, empty=empty)
        self._show_why()

    def _show_why(self) -> None:
        here, wide = self._here, self.has_class("-wide")
        self.query_one("#why", Static).update("" if here is None else about(here, wide=wide))

    def on_filter_list_filter_changed(self, event: FilterList.FilterChanged) -> None:
        """Leave the candidates that have the typed letters, in their name or their reasons."""
        event.stop()
        self._show(self._here)

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Show all that speaks for and against."""
        event.stop()
        self._show_why()

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Open the contract of who was hired, else the person."""
        event.stop()
        here = self._here
        if here is not None and here.put is not None and here.put.contract:
            self.post_message(OpenRecord("employment_contract", here.put.contract))
        elif here is not None:
            self.post_message(OpenRecord("participant", here.candidate.person))

    def action_put_forward(self) -> None:
        """Put the candidate forward to the company."""
        here = self._here
        if here is None:
            self.app.bell()
            return
        self.services.sourcing.put_forward(self._row, here.candidate.person)
        self.reload()
        self.tell_done(_("{name} is put forward.", name=here.candidate.name))

    def action_hire(self) -> None:
        """Hire the candidate; ask once where eligibility or time speak against it."""
        here = self._here
        if here is None:
            self.app.bell()
            return
        full = self._told is not None and self._told.is_full
        if not here.candidate.grave or here.is_hired or full:
            self._hire(here)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._hire(here)

        asked = ConfirmScreen(doubts(here), _("Hire"), _("Back (Esc)"))
        self.app.push_screen(asked, answered)

    def _hire(self, here: Line) -> None:
        try:
            made = self.services.sourcing.hire(self._row, here.candidate.person)
        except AveError as error:
            self.tell(error)
            return
        self.reload()
        self.tell_done(hired(here, made))

    def action_turn_down(self) -> None:
        """Ask why the candidate was not taken."""
        here = self._here
        if here is None or not here.is_waiting:
            self.app.bell()
            self.notify(_("Only who is put forward can be turned down."), markup=False)
            return

        def chosen(code: str | None) -> None:
            if code is None:
                return
            status, reason = code.split()
            self.services.sourcing.turn_down(self._row, here.candidate.person, status, reason)
            self.reload()
            self.tell_done(_("{name}: noted.", name=here.candidate.name))

        question = _("Why was {name} not taken?", name=here.candidate.name)
        self.app.push_screen(ChoiceScreen(question, refusals()), chosen)

    def action_candidate_sheet(self) -> None:
        """Show what the company is handed of the candidate."""
        here = self._here
        if here is None:
            self.app.bell()
            return
        sheet = self.services.sourcing.sheet(self._row, here.candidate.person)
        self.post_message(OpenDocument(sheet))

    def action_edit(self) -> None:
        """Change the need."""
        self.post_message(EditRecord("offer", self._row))

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss(None)
