"""What becomes of what is typed, pasted, emptied and copied in the hours grid."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.content import Content

from ave_tui.domain.errors import AveError
from ave_tui.domain.pasting import PastedLine, Plan, plan
from ave_tui.i18n import _, _n
from ave_tui.services.hours_entered import person_of
from screens import hours_notes
from screens.hours_said import pasted_text
from screens.hours_view import HoursView
from screens.paste_preview import PastePreviewScreen
from screens.period_grid import PeriodGrid


class HoursTyping(HoursView):
    """A grid of hours that keeps what the user does in it."""

    @on(PeriodGrid.CellEdited)
    def keep_hours(self, event: PeriodGrid.CellEdited) -> None:
        """Keep what was typed; what can't be kept stays in its cell."""
        assignment, period = self._table.assignment(event.row), self._model.periods[event.key]
        try:
            entered = self._hours.enter(
                assignment, self._kind, period, event.seconds, source=self._source
            )
        except AveError as error:
            event.grid.refuse(event.row, event.key)
            self._refused[assignment, event.key] = error
            self.tell(error)
            return
        about = person_of(self._table.row(event.row).detail)
        self._said = hours_notes.said_line(entered.notes, entered.warnings, about=about)
        self._just_said = True
        self._hours_changed({assignment})
        event.grid.accept(event.row, event.key)
        self._tell_cell()

    @on(PeriodGrid.CellTyped)
    def show_reading(self, event: PeriodGrid.CellTyped) -> None:
        """Say what a sum, a product or a time comes to, while it is typed."""
        self._said = hours_notes.reading_line(event.text)
        self._tell_cell()

    @on(PeriodGrid.CellUnread)
    def say_unread(self, event: PeriodGrid.CellUnread) -> None:
        """Say why a text is no figure."""
        self._refused[self._table.assignment(event.row), event.key] = event.error
        self.tell(event.error)

    @on(PeriodGrid.CellsCleared)
    def withdraw(self, event: PeriodGrid.CellsCleared) -> None:
        """Withdraw the figures of cells; sums of weeks and days have none of their own."""
        places = [self._place(row, self._model.periods[key]) for row, key in event.cells]
        sums = sum(
            not (figure := self._table.figure(row, self._model.periods[key])).own
            and figure.seconds is not None
            for row, key in event.cells
        )
        try:
            self._hours.clear(places)
        except AveError as error:
            self.tell(error)
        self._hours_changed({place.assignment for place in places})
        for row, key in event.cells:
            event.grid.accept(row, key)
        if sums:
            self.tell_done(_("Sums of weeks or days stay: empty those, Ctrl+B shows them."))
        self._tell_cell()

    @on(PeriodGrid.Pasted)
    def paste(self, event: PeriodGrid.Pasted) -> None:
        """Keep a block from a spreadsheet; one figure fills the whole selection.

        A list of people in another order is shown before anything is kept.
        """
        block, chosen = event.block, event.grid.block
        if len(block) == len(block[0]) == 1:
            width, height = chosen.right - chosen.left + 1, chosen.bottom - chosen.top + 1
            block = [block[0] * width] * height
        periods = self._model.periods
        understood = plan(
            block, self._table.people, list(periods.values()), event.row, self._hours.today
        )
        if understood.falls_in_place:
            self._keep_pasted(understood, event.key)
            return
        names = {
            line.row: person_of(self._table.row(line.row).detail)
            for line in understood.lines
            if line.row is not None
        }

        def answered(yes: bool | None) -> None:
            if yes:
                self._keep_pasted(understood, event.key)

        self.app.push_screen(PastePreviewScreen(understood, names), answered)

    def _keep_pasted(self, understood: Plan, key: str) -> None:
        """Write what a plan says, as one step, and tell what was left out."""
        shown = list(self._model.periods.values())
        start = list(self._model.periods).index(key)
        width = max((len(line.cells) for line in understood.lines), default=0)
        columns = understood.periods or tuple((shown[start:] + [None] * width)[:width])
        lines = [line for line in understood.lines if line.row is not None]
        kept = [number for number, period in enumerate(columns) if period is not None]
        block = [[_cell(line, number) for number in kept] for line in lines]
        beyond = sum(
            bool(cell)
            for line in understood.lines
            for number, cell in enumerate(line.cells)
            if line.row is None or number not in kept
        )
        assignments = [self._table.assignment(line.row) for line in lines if line.row is not None]
        periods = [period for period in columns if period is not None]
        try:
            pasted = self._hours.paste(assignments, self._kind, periods, block, source=self._source)
        except AveError as error:
            self.tell(error)
            return
        self._show(self._here())
        said = pasted_text(replace(pasted, beyond=beyond))
        if pasted.refused or beyond:
            self.tell_doubt(said)
        else:
            self.tell_done(said)

    @on(PeriodGrid.CopyAsked)
    def copy_out(self, event: PeriodGrid.CopyAsked) -> None:
        """Put cells on the clipboard, as Excel takes them."""
        self.app.copy_to_clipboard(event.text)
        cells = event.text.count("\t") + event.text.count("\n") + 1
        self.tell_done(_n("One cell copied.", "{count} cells copied.", cells))

    @on(PeriodGrid.FilterTyped)
    def narrow(self, event: PeriodGrid.FilterTyped) -> None:
        """Show only rows with these words, and say how many hours that hides."""
        here = self._here()
        self._table.narrow(event.text)
        event.grid.empty = self._empty()
        row = self._table.find(here) if here else None
        event.grid.show(self._model, cursor=(row or 0, event.grid.cursor[1]))
        self.show_frame()
        self._tell_cell()

    @on(PeriodGrid.CellMoved)
    def follow(self) -> None:
        """Say what the cell is that the cursor came to; Enter leaves what it said in sight."""
        if not self._just_said:
            self._said = Content()
        self._just_said = False
        self._tell_cell()

    @on(PeriodGrid.EdgePassed)
    def walk_on(self, event: PeriodGrid.EdgePassed) -> None:
        """Go on to the periods before or after; but nobody walks into the future by mistake."""
        later = self._window.shift(event.step)
        if event.step < 0 or later.columns[0].first <= self._hours.today:
            self._after_typing(lambda: self._shift(event.step))


def _cell(line: PastedLine, number: int) -> str:
    return line.cells[number] if number < len(line.cells) else ""
