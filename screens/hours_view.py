"""How the hours grid and the lines under it are shown, and what changes with each step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from ave_tui.domain.choices import HoursKind, HoursSource
from ave_tui.domain.windows import Scale, Scope, ScopeKind
from ave_tui.i18n import _, hours, language
from ave_tui.services.hours_writing import Place
from ave_tui.widgets.cells import one_line, width_of
from screens import hours_notes
from screens.base import AveScreen
from screens.hours_model import HoursModel, kind_label
from screens.hours_notes import HoursNotes, period_text
from screens.period_grid import PeriodGrid

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from ave_tui.domain.errors import AveError
    from ave_tui.domain.periods import Period
    from ave_tui.domain.schema import Id
    from ave_tui.services.hours_table import HoursTable
    from ave_tui.services.workspace import Services

_WORK: Final = str(HoursKind.WORK)


class HoursView(AveScreen[None]):
    """A grid of hours with its title, its filter and the lines that explain a cell."""

    def __init__(
        self,
        services: Services,
        kind: str = "everybody",
        row: Id = "",
        at: tuple[Id, str] | None = None,
    ) -> None:
        super().__init__(services)
        self._scope = Scope(ScopeKind(kind), row)
        self._hours = services.hours
        self._window = self._hours.first_window(self._scope, at[1] if at else "")
        self._kind = _WORK
        self._visit = self._scope.kind is ScopeKind.VISIT
        self._source = str(HoursSource.VISIT if self._visit else HoursSource.RETURN)
        self._said = Content()
        self._just_said = False
        self._refused: dict[tuple[Id, str], AveError] = {}
        self._fresh = True
        self._model = self._ask()
        self._grid = PeriodGrid(self._model, empty=self._empty())
        here = self._table.find(at[0]) if at and at[0] else 0
        self._grid.set_reactive(PeriodGrid.cursor, (here or 0, self._window.here))

    def compose_body(self) -> ComposeResult:
        """Yield the grid and the lines under it; composed anew, a new grid in the same place."""
        here = self._grid.cursor
        self._grid = PeriodGrid(self._model, empty=self._empty())
        self._grid.set_reactive(PeriodGrid.cursor, here)
        yield self._grid
        yield HoursNotes()

    def on_mount(self) -> None:
        """Begin in the column of today, in the cell itself."""
        super().on_mount()
        # What the screen before said is read; here the lines under the grid say what is done.
        self.app.clear_notifications()
        row = self.services.preference("digit_row") or str(int(language() == "fr"))
        self._grid.digit_row = row == "1"
        self._grid.focus()
        self._tell_cell()

    def title_now(self) -> str:
        """Say whose hours these are, and when."""
        name = self._hours.title(self._scope) or _("Everybody")
        return _("Hours {period}: {name}", period=self._period_text(), name=name)

    def status_now(self) -> str:
        """Say what the filter hides, and which kind of hours is typed in."""
        table = self._table
        parts = []
        if table.narrowed_by:
            parts.append(
                _(
                    "“{filter}”: {shown} of {all}, {hours} h hidden",
                    filter=table.narrowed_by,
                    shown=table.row_count,
                    all=table.all_rows,
                    hours=hours(table.hidden_seconds),
                )
            )
        if self._kind != _WORK:
            parts.append(kind_label(self._kind))
        return " · ".join(parts)

    def reload(self) -> None:
        """Read everything anew; the cursor stays with its person and period."""
        if self._fresh:
            self._fresh = False
            return
        self._show(self._here())

    @property
    def _table(self) -> HoursTable:
        return self._model.table

    @property
    def _period(self) -> Period:
        return self._model.periods[self._grid.key]

    def _ask(self) -> HoursModel:
        return HoursModel(self._hours.grid(self._scope, self._window, self._kind))

    def _here(self) -> Id | None:
        return self._table.assignment(self._grid.cursor[0]) if self._table.row_count else None

    def _show(self, stay: Id | None, column: int | None = None) -> None:
        """Show the window as it is now, on the row of an assignment where it is still there."""
        filtered = self._table.narrowed_by
        self._model = self._ask()
        self._table.narrow(filtered)
        row = self._table.find(stay) if stay else None
        here = self._grid.cursor
        self._grid.show(
            self._model,
            cursor=(here[0] if row is None else row, here[1] if column is None else column),
        )
        self.show_frame()
        self._tell_cell()

    def _shift(self, steps: int) -> None:
        self._window = self._window.shift(steps)
        self._show(self._here(), len(self._window.columns) - 1 if steps < 0 else 0)

    def _empty(self) -> str:
        if self._table.narrowed_by:
            return _("No row has these letters: Esc shows all again.")
        if self._scope.kind is ScopeKind.EVERYBODY:
            return _("Nobody is at work yet: Ctrl+N adds an assignment to a lot.")
        return _("Nobody is at work here yet: Ctrl+N adds an assignment.")

    def _period_text(self) -> str:
        columns = self._window.columns
        match self._window.scale:
            case Scale.MONTHS:
                return f"{period_text(columns[0])} – {period_text(columns[-1])}"
            case Scale.DAYS:
                week = self._window.week
                return _("week {week} of {year}", week=week.number, year=week.year)
            case _:
                return period_text(self._window.month)

    def _place(self, row: int, period: Period) -> Place:
        return Place(self._table.assignment(row), self._kind, period)

    def _tell_cell(self) -> None:
        """Say who the row is, what the cell holds and who wrote it, and what is still due."""
        lines = [Content(), Content(), self._said]
        if self._table.row_count and self._grid.key:
            row, period = self._grid.cursor[0], self._period
            of = self._table.row(row)
            figure = of.figure(period, self._kind)
            written = self._hours.written(self._place(row, period)) if figure.own else None
            dates = hours_notes.dates_text(of.detail)
            by = hours_notes.written_text(written, self.services.clock())
            lines = [
                hours_notes.row_line(of.detail),
                Content(" · ".join(part for part in (period_text(period), by, dates) if part)),
                self._said or self._why_refused() or hours_notes.figure_line(figure, period),
            ]
            if of.detail.withdrawn:
                lines[2] = (
                    Content(_("Withdrawn; its hours count until someone decides. ")) + lines[2]
                )
        # A sentence too long for its line takes that of the period, which it speaks of anyway.
        if len(said := hours_notes.in_two(lines[2], self.app.size.width - 2)) > 1:
            lines[1:] = said
        due = hours_notes.due_line(self._table.due)
        halves = hours_notes.in_two(due, self.app.size.width - 2)
        if len(halves) > 1 and not lines[2].plain:
            # What agreements move makes it long; where nothing is said of the cell there is room.
            lines, due = [*lines[:2], halves[0]], halves[1]
        self.query_one(HoursNotes).show([*lines, due])

    def _hours_changed(self, assignments: set[Id]) -> None:
        """Show rows whose hours were written; more is painted only if more has changed."""
        self._table.changed(assignments)
        if self._model.lay_out() or self._table.has_doubles:
            self._grid.show(self._model)

    def _why_refused(self) -> Content:
        """Return why the text in the cell was not kept, as long as it stands there."""
        place = (self._here() or "", self._grid.key)
        error = self._refused.get(place) if place in self._grid.refused else None
        return Content() if error is None else hours_notes.error_line(error)

    def _say(self, said: Content, toast: Callable[[], None]) -> None:
        """Say something in the lines under the grid, where it hides no hours if it fits there."""
        self._said = said
        self._just_said = True
        self._tell_cell()
        room = self.app.size.width - 2
        if any(width_of(line.plain) > room for line in hours_notes.in_two(said, room)):
            toast()

    def tell(self, error: AveError) -> None:
        """Say what went wrong and what to do."""
        self.app.bell()
        self._say(hours_notes.error_line(error), lambda: super(HoursView, self).tell(error))

    def tell_done(self, sentence: str) -> None:
        """Say what was done."""
        self._say(Content(sentence), lambda: super(HoursView, self).tell_done(sentence))

    def tell_doubt(self, sentence: str) -> None:
        """Say what was done, and that it wants a look."""
        said = Content.styled(f"! {one_line(sentence)}", "bold $text-warning")
        self._say(said, lambda: self.notify(sentence, severity="warning", markup=False, timeout=12))

    def _after_typing(self, then: Callable[[], None]) -> None:
        """Do something once what is being typed was kept."""
        if self._grid.typed is None:
            then()
            return
        self._grid.commit()
        # The grid's message comes to the screen by way of the grid's own queue, and so does this.
        self._grid.call_later(self.call_later, then)
