"""One record: its fields, its hours, and everything that belongs to it, each line to be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.services.records import RecordGoneError
from ave_tui.widgets.line_table import LineTable
from screens.base import AveScreen
from screens.navigation import EditRecord, OpenAsItWas, OpenHistory, OpenHours, OpenRecord
from screens.record_face import head
from screens.record_life import LIFE, RecordLife, life_commands
from screens.record_lines import SheetRows
from screens.record_people import DECIDED, RecordPeople
from screens.record_reserves import RESERVES, RecordReserves, reserve_commands
from screens.sameness import join, take_apart
from screens.withdrawal import ask_withdrawal

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.commands import Command
    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.workspace import Services


_OF_LINES: Final = frozenset({commands.OPEN, commands.NEW, commands.DELETE})


class RecordScreen(RecordLife, RecordPeople, RecordReserves, AveScreen[None]):
    """Shows a record; Enter opens what is under the cursor, Ctrl+N adds to it."""

    DEFAULT_CSS = """
    RecordScreen {
        & #head { height: auto; max-height: 50%; padding: 0 1; background: $surface; }
        & LineTable { height: 1fr; }
        &.-alone #head { max-height: 100%; }
        & #adds { height: 1; padding: 0 1; color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.BACK,
        commands.NEW,
        commands.DELETE,
        commands.EDIT,
        commands.RECORD_HOURS,
        commands.RECORD_HISTORY,
        commands.AS_IT_WAS,
        commands.SIZE_LOT,
        *LIFE,
        commands.DECIDE,
    )
    bar = (
        commands.EDIT,
        commands.OPEN,
        commands.NEW,
        commands.RECORD_HOURS,
        *LIFE,
        commands.DECIDE,
        commands.BACK,
        commands.HELP,
        commands.UNDO,
        commands.RECORD_HISTORY,
        commands.DELETE,
        commands.JOIN,
        commands.TAKE_APART,
        commands.AS_IT_WAS,
        commands.NOTICE,
        commands.HELD_ON,
        commands.ANONYMISE,
        *RESERVES,
        commands.ERASE_PERSON,
        commands.SIZE_LOT,
    )
    help_text = N_(
        "The fields stand above, what belongs to the record below. Space changes the fields. "
        "Ctrl+N adds to the section or the lot under the cursor; the line at the bottom says what. "
        "Done counts what was declared and the opening balances; due - declared is what is left. "
        "Where a company or a person was recorded twice, the menu joins both: what belongs to "
        "either is shown with each, and they can be taken apart again. Ctrl+E notes in the journal "
        "what was said or done, Ctrl+K reads it. Of a public contract Ctrl+U goes to the next step "
        "and the menu shows the handover file; Ctrl+X says that a contact is no longer valid. "
        "Ctrl+D decides of an eligibility."
    )

    def __init__(self, services: Services, table: str, row: Id) -> None:
        super().__init__(services)
        self._records = services.records
        self._table, self._row = table, row
        self._rows = SheetRows.empty()

    def compose_body(self) -> ComposeResult:
        """Yield the fields, the lines, and what Insert would add."""
        yield Static(markup=False, id="head")
        yield LineTable()
        yield Static(markup=False, id="adds")

    def on_mount(self) -> None:
        """Take the arrows."""
        self.query_one(LineTable).focus()

    def title_now(self) -> str:
        """Return the kind and the name of the record."""
        return f"{_(TABLES[self._table].label)} · {self._records.label(self._table, self._row)}"

    def bar_now(self) -> tuple[Command, ...]:
        """Leave out what needs a line, an eligibility or another kind of record than this."""
        without = set() if self._rows.count else set(_OF_LINES)
        without.update(set(LIFE) - set(life_commands(self._table)))
        without.update(set(RESERVES) - set(reserve_commands(self._table)))
        if self._table not in DECIDED:
            without.add(commands.DECIDE)
        bar = [command for command in self.bar if command not in without]
        if self._table == "eligibility":
            # What one comes here for: a narrow terminal shows the first commands alone.
            bar.sort(key=lambda command: command is not commands.DECIDE)
        return tuple(bar)

    def reload(self) -> None:
        """Read the record anew; leave when it is gone, as after undoing that it was made."""
        try:
            values = self._records.load(self._table, self._row)
            sheet = self._records.sheet(self._table, self._row)
        except RecordGoneError:
            # Whoever took it away, an undo or a deletion, has said so already.
            self.dismiss(None)
            return
        self._rows, before = SheetRows.of(sheet), self._rows
        self.show_frame()
        self.query_one("#head", Static).update(head(self._records, self._table, values, sheet))
        self.set_class(not self._rows.count, "-alone")
        table = self.query_one(LineTable)
        table.show_columns(self._rows.columns)
        table.show_rows(self._rows, cursor=self._rows.find(before.place(table.cursor)), empty="")
        self._show_adds()

    def _show_adds(self) -> None:
        adding = self._rows.adding(self.query_one(LineTable).cursor)
        said = ""
        if adding is not None:
            said = _("Ctrl+N adds here: {kind}", kind=_(TABLES[adding.table].label))
        self.query_one("#adds", Static).update(said)

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Say what Ctrl+N adds here."""
        event.stop()
        self._show_adds()

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Open the record of the line; where there is none yet, add one."""
        event.stop()
        line = self._rows.line(event.index)
        if line is None:
            self.action_new()
        else:
            self.post_message(OpenRecord(line.table, line.row))

    def action_new(self) -> None:
        """Add to the section or the record under the cursor."""
        adding = self._rows.adding(self.query_one(LineTable).cursor)
        if adding is None:
            self.app.bell()
            return
        if adding.table == "eligibility_decision":
            self.action_decide()
            return
        initial: Values = dict(adding.initial)
        self.post_message(EditRecord(adding.table, None, initial, self._made(adding.table)))

    def _made(self, table: str) -> Callable[[Id | None], None]:
        def made(row: Id | None) -> None:
            if row is None:
                return
            self.reload()
            self.query_one(LineTable).cursor = self._rows.find((table, row))
            self.tell_done(_("{name} is recorded.", name=self._records.label(table, row)))

        return made

    def action_delete(self) -> None:
        """Withdraw the record of the line, after one question."""
        line = self._rows.line(self.query_one(LineTable).cursor)
        if line is None:
            self.app.bell()
        else:
            ask_withdrawal(self, line.table, line.row)

    def action_edit(self) -> None:
        """Change the fields of the record."""
        self.post_message(EditRecord(self._table, self._row))

    def action_record_hours(self) -> None:
        """Open the hours of the line's record, or else of the one on the screen."""
        line = self._rows.line(self.query_one(LineTable).cursor)
        places = [(line.table, line.row)] if line is not None else []
        places.append((self._table, self._row))
        # A public contract has no grid of its own: its first lot's is where one begins.
        first = self._rows.first_line
        places += [(first.table, first.row)] if first is not None else []
        for place in places:
            scope = self._records.hours_scope(*place)
            if scope is not None:
                self.post_message(OpenHours(*scope))
                return
        self.notify(_("No hours belong to this record."), markup=False)

    def action_record_history(self) -> None:
        """Show who changed the record."""
        self.post_message(OpenHistory(self._table, self._row))

    def action_join(self) -> None:
        """Let another record be found that is the same one."""
        join(self, self._table, self._row)

    def action_take_apart(self) -> None:
        """Say that it is none of those it was joined with."""
        take_apart(self, self._table, self._row)

    def action_as_it_was(self) -> None:
        """Show the record as it was on a day."""
        self.post_message(OpenAsItWas(self._table, self._row))

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss(None)
