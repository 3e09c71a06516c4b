"""Type a digit and you are entering hours: assignments by months, weeks or days."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from ave_tui import commands
from ave_tui.domain.choices import HoursKind
from ave_tui.domain.errors import AveError
from ave_tui.domain.windows import Scale, ScopeKind, Window
from ave_tui.domain.words import N_
from screens.giving import give
from screens.hours_notes import period_text
from screens.hours_said import copied_text, nil_text
from screens.hours_typing import HoursTyping
from screens.navigation import EditRecord, OpenHistory

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType

    from ave_tui.commands import Command
    from ave_tui.domain.schema import Id, Values

_WORK: Final = str(HoursKind.WORK)
_TRAINING: Final = str(HoursKind.TRAINING)
_SCALES: Final = tuple(Scale)


class HoursScreen(HoursTyping):
    """The hours of a company, a lot, a visit, a participant, or everybody."""

    bar: ClassVar[tuple[Command, ...]] = (
        commands.HELP,
        commands.BACK,
        commands.SCALE,
        commands.COPY_LAST,
        commands.NIL,
        commands.NEW,
        commands.EARLIER,
        commands.LATER,
        commands.UNDO,
        commands.MENU,
        commands.COPY,
        commands.CLEAR,
        commands.HOURS_KIND,
        commands.CELL_HISTORY,
        commands.GIVE_HOURS,
    )
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.BACK,
        commands.SCALE,
        commands.COPY_LAST,
        commands.NIL,
        commands.NEW,
        commands.EARLIER,
        commands.LATER,
        commands.CELL_HISTORY,
    )
    help_text: ClassVar[str] = N_(
        "Type a figure: 35, 35,5, 35h30 or 7*5+3,5. Enter keeps it and goes down, Tab goes right. "
        "What you type is kept at once.\n"
        "Letters show only the rows with these letters; Esc shows all again.\n"
        "Marks: ! look at it, + explained by weeks or days, ✓ validated, ≠ disputed, "
        "✗ validated but outside eligibility, "
        "× a double that does not count, – the company said nil, ? not kept yet."
    )

    def action_scale(self) -> None:
        """See months, weeks, the days of a week, the days of a month, months again."""
        self._after_typing(self._rescale)

    def _rescale(self) -> None:
        scale = _SCALES[(_SCALES.index(self._window.scale) + 1) % len(_SCALES)]
        self._window = self._window.zoomed(scale, self._grid.cursor[1])
        column = self._window.here
        latest = Window(scale, self._hours.today)
        if scale is Scale.MONTHS and self._window.month in latest.columns:
            # The months one began with come back, the later ones too.
            column = latest.columns.index(self._window.month)
            self._window = latest
        self._show(self._here(), column)

    def action_earlier(self) -> None:
        """Go to the periods before."""
        self._after_typing(lambda: self._shift(-1))

    def action_later(self) -> None:
        """Go to the periods after."""
        self._after_typing(lambda: self._shift(1))

    def action_copy_last(self) -> None:
        """Copy the hours of the month before to the selected rows."""
        self._after_typing(self._copy_last)

    def _copy_last(self) -> None:
        if not self._table.row_count:
            return
        block = self._grid.block
        rows = [self._table.assignment(row) for row in range(block.top, block.bottom + 1)]
        try:
            copied = self._hours.copy_last_month(
                rows, self._period.month, self._kind, source=self._source
            )
        except AveError as error:
            self.tell(error)
            return
        self._show(self._here())
        self.tell_done(copied_text(copied))

    def action_nil(self) -> None:
        """Say that nobody worked in the month: for the row's award, or all of a company."""
        self._after_typing(self._nil)

    def _nil(self) -> None:
        if self._table.row_count:
            award = self._table.row(self._grid.cursor[0]).detail.award
            awards = [award] if award else []
        else:
            awards = self._hours.awards(self._scope)
        if not awards:
            self.tell(
                AveError(
                    N_("No award belongs to these hours."),
                    N_("Say in the assignment which company holds the lot, then say nil."),
                )
            )
            return
        month = self._period.month
        try:
            nil = self._hours.nil(awards, month)
        except AveError as error:
            self.tell(error)
            return
        self._show(self._here())
        said = nil_text(nil, period_text(month))
        if nil.despite:
            self.tell_doubt(said)
        else:
            self.tell_done(said)

    def action_hours_kind(self) -> None:
        """Type in hours of training, or of work again."""
        self._after_typing(self._switch_kind)

    def _switch_kind(self) -> None:
        self._kind = _TRAINING if self._kind == _WORK else _WORK
        self._show(self._here())

    def action_new(self) -> None:
        """Add an assignment, with what is known of it already."""
        initial: Values = {}
        match self._scope.kind:
            case ScopeKind.LOT:
                initial = {"lot_id": self._scope.row}
            case ScopeKind.COMPANY:
                initial = {"host_id": self._scope.row}
            case ScopeKind.VISIT:
                initial = self._hours.visited(self._scope.row)
            case _:
                pass
        asked = EditRecord("assignment", None, initial, self._added)
        self._after_typing(lambda: self._go(asked))

    def _go(self, asked: EditRecord) -> None:
        self.post_message(asked)

    def _added(self, row: Id | None) -> None:
        if row is not None:
            self._show(row)

    def action_cell_history(self) -> None:
        """See who wrote the hours under the cursor."""
        if self._table.row_count:
            place = self._place(self._grid.cursor[0], self._period)
            self.post_message(OpenHistory("hours_entry", place.row))

    def action_give_hours(self) -> None:
        """Say which lots of a pooling agreement the hours under the cursor count for."""
        self._after_typing(self._give)

    def _give(self) -> None:
        if self._table.row_count:
            place = self._place(self._grid.cursor[0], self._period)
            give(self, place.row, lambda: self._show(self._here()))

    def action_back(self) -> None:
        """Show all rows again, or go back; texts that were not kept are not left behind."""
        if self._grid.typed is not None:
            self._grid.action_give_up()
        elif self._table.narrowed_by:
            self._grid.clear_filter()
        else:
            self.leave(self._go_back)

    def _go_back(self) -> None:
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()

    def leave(self, way: Callable[[], object]) -> None:
        """Keep what is typed in the cell; texts that can't be kept are not left behind."""
        self._grid.commit()
        if self._grid.refused:
            self.tell(
                AveError(
                    N_("Something typed in a cell was not kept."),
                    N_("Mend the cell marked “?”, or press Esc in it to give it up."),
                )
            )
        else:
            way()
