"""History: who changed what, when, on which laptop; and taking any of it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ave_tui import commands
from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_
from ave_tui.i18n import _, say
from ave_tui.services.history_filter import HistoryFilter
from screens.history_list import HistoryList
from screens.history_sieve import Sieve
from screens.import_undo import ask_import_undo, done_text
from screens.navigation import GoTo, OpenAsItWas, OpenHistory, OpenRecord

if TYPE_CHECKING:
    from textual.binding import BindingType

    from ave_tui.domain.schema import Id
    from ave_tui.services.past_told import ImportTaken
    from ave_tui.widgets.line_table import LineTable


class HistoryScreen(HistoryList):
    """The journal, and what can be done about each of its lines."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.BACK, commands.TAKE_BACK, commands.SIEVE, commands.AS_IT_WAS
    )
    title_text = N_("History")
    bar = (
        commands.OPEN,
        commands.TAKE_BACK,
        commands.SIEVE,
        commands.BACK,
        commands.HELP,
        commands.AS_IT_WAS,
        commands.UNDO,
        commands.REDO,
        commands.MENU,
    )
    help_text = N_(
        "Every change ever made, here or on a colleague's laptop. Type words to filter; Ctrl+O "
        "chooses whose, of which days, of which kind.\n"
        "Ctrl+T takes back the change under the cursor, or does it again; on what came with a file "
        "it takes back the whole file, and shows first what that would do. What changed since, or "
        "what others build on, stays.\n"
        "Marks: ↓ came with a file, ↶ took something back, ↷ did it again, × is taken back."
    )

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Open the first of the records that were changed and have a screen of their own."""
        event.stop()
        index = event.index
        if self.stop_waiting():
            self.begin()
            index = 0
        if (scope := self._record_of(index)) is not None:
            self.post_message(OpenRecord(*scope))
        else:
            self.app.bell()

    def _record_of(self, index: int) -> tuple[str, Id] | None:
        """Return the record whose screen shows a line's change."""
        for table, row in self.shown[index].rows if index < len(self.shown) else ():
            if (scope := self.services.history.opens(table, row)) is not None:
                return scope
        return None

    def action_take_back(self) -> None:
        """Take back the step of the line, or all of the file it came with; or do it again."""
        line = self.line
        if line is None:
            self.app.bell()
        elif line.import_id:
            ask_import_undo(self, line.import_id, self._file_taken)
        else:
            try:
                self.tell_done(say(self.services.past.take_back(line.device, line.tx)))
            except AveError as error:
                self.tell(error)
                return
            self.reload()

    def _file_taken(self, taken: ImportTaken) -> None:
        self.tell_done(done_text(taken))
        self.reload()

    def action_sieve(self) -> None:
        """Ask which changes are to be shown."""
        record = None
        line = self.line
        if line is not None and line.rows and not self.row:
            table, row = line.rows[0]
            name = self.services.records.label(table, row)
            asked = OpenHistory(table, row)
            # Hours have no name of their own.
            called = " ".join(dict.fromkeys((_(TABLES[table].label), name)))
            record = (called, lambda: self.post_message(asked))
        Sieve(self, self.only, self.choose, record).ask()

    def action_as_it_was(self) -> None:
        """Show the record of the line as it was just after that change."""
        line = self.line
        if line is None or not line.rows:
            self.app.bell()
            return
        self.post_message(OpenAsItWas(*line.rows[0], line.at))

    def action_back(self) -> None:
        """Show everything again, or go back to the record, or to today."""
        if not self.only.is_open:
            self.choose(HistoryFilter())
        elif self.row:
            self.dismiss(None)
        else:
            self.post_message(GoTo(commands.TODAY.id))
