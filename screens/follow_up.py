"""After the contract: whom to call this week, and what became of those who left."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.choices import ExitKind, ExitMoment
from ave_tui.domain.follow_up import State
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n, day
from ave_tui.widgets.form import FormField
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.prose import Prose
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.choice import ChoiceScreen
from screens.follow_up_lines import about, call_cells, call_columns, rate_cells, rate_columns
from screens.navigation import GoTo, OpenRecord
from screens.small_form import SmallFormScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.schema import Values
    from ave_tui.services.follow_up import Due
    from ave_tui.services.workspace import Services

_YEARS: Final = 5
"""How many years back exits may be looked at."""


class FollowUpScreen(AveScreen[None]):
    """Calls, the overdue first, with the number beside; the exits of a year below."""

    DEFAULT_CSS = """
    FollowUpScreen {
        & #calls { height: 1fr; }
        & #why { height: 2; padding: 0 1; background: $surface; }
        & #about { height: auto; max-height: 2; padding: 0 1; color: $text-muted; }
        & #rates { height: auto; max-height: 5; }
        & #rates > .table--cursor { background: $background; text-style: not bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.BACK, commands.CALL_IN_VAIN, commands.OPEN_PERSON, commands.EXIT_YEAR
    )
    title_text = N_("After the contract")
    bar = (
        commands.RECORD_EXIT,
        commands.CALL_IN_VAIN,
        commands.OPEN_PERSON,
        commands.EXIT_YEAR,
        commands.UNDO,
        commands.BACK,
        commands.MENU,
        commands.HELP,
    )
    help_text = N_(
        "Whoever left is asked what became of them, at the end of the last contract and some "
        "months after it; a new contract begins all anew. ✗ is overdue, ! is due this week, · "
        "comes later, ? was called in vain too often. Enter records the situation. Ctrl+T notes a "
        "call in vain: the person comes back some days later. When to ask, for how long and how "
        "often are rules in the settings. Below: dynamic exits are lasting and transitional "
        "employment and positive exits together; positive alone are training and a hire by "
        "another insertion structure."
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._service = services.follow_up
        self._calls: list[Due] = []
        self._year = self._service.today.year

    def compose_body(self) -> ComposeResult:
        """Yield the calls, the whole of one, and the exits."""
        yield LineTable(id="calls")
        yield Static(markup=False, id="why")
        yield Static(markup=False, id="about")
        rates = LineTable(id="rates")
        rates.can_focus = False
        yield rates

    def on_mount(self) -> None:
        """Take the arrows."""
        self._table.focus()

    @property
    def _table(self) -> LineTable:
        return self.query_one("#calls", LineTable)

    @property
    def _here(self) -> Due | None:
        cursor = self._table.cursor
        return self._calls[cursor] if cursor < len(self._calls) else None

    def status_now(self) -> str:
        """Return how many calls are due."""
        due = sum(c.call.state in (State.OVERDUE, State.THIS_WEEK) for c in self._calls)
        return _n("one call this week", "{count} calls this week", due) if due else ""

    def reload(self) -> None:
        """Look again who is due; the cursor stays on its person, or on who took the place."""
        self._look(self._here)

    def _look(self, here: Due | None = None) -> None:
        self._calls = self._service.calls()
        people = [due.person for due in self._calls]
        cursor = people.index(here.person) if here and here.person in people else None
        self._table.show_columns(call_columns())
        self._table.show_rows(
            ListRows([call_cells(due) for due in self._calls]),
            cursor=cursor,
            empty=_("Nobody is to be called now."),
        )
        self._show_why()
        self._show_rates()
        self.show_frame()

    def _show_rates(self) -> None:
        rates = self._service.rates(date(self._year, 1, 1), date(self._year, 12, 31))
        table = self.query_one("#rates", LineTable)
        table.show_columns(rate_columns())
        table.show_rows(ListRows([rate_cells(told) for told in rates]))
        table.styles.height = len(rates) + 1
        said = _(
            "Whose last contract ended in {year}. Dynamic exits: lasting, transitional and "
            "positive, of the situations noted; those left out of the rates are not counted.",
            year=self._year,
        )
        self.query_one("#about", Static).update(Prose(said))

    def _show_why(self) -> None:
        here = self._here
        self.query_one("#why", Static).update("" if here is None else about(here))

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Show the whole of a call."""
        event.stop()
        if event.table is self._table:
            self._show_why()

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Ask for the situation."""
        event.stop()
        here = self._here
        if here is None or event.table is not self._table:
            return
        unreachable = here.call.state is State.UNREACHABLE
        fields = [
            FormField(
                TABLES["exit"].field("kind"), ExitKind.UNKNOWN.value if unreachable else None
            ),
            FormField(TABLES["exit"].field("on_date"), self._service.today.isoformat()),
            FormField(TABLES["exit"].field("notes"), None),
        ]

        def keep(values: Values) -> None:
            kind, on_date, notes = (str(values[n] or "") for n in ("kind", "on_date", "notes"))
            self._service.record(here, kind, on_date, notes or None)

        def answered(kept: bool | None) -> None:
            if kept:
                self._look()
                self.tell_done(_("{name}: noted.", name=here.name))

        title = f"{here.name} · {_(ExitMoment(here.call.moment).label)}"
        about_it = _("What became of the person since {day}?", day=day(here.call.ended_on))
        self.app.push_screen(SmallFormScreen(title, about_it, fields, keep), answered)

    def action_call_in_vain(self) -> None:
        """Note that nobody answered."""
        here = self._here
        if here is None:
            self.app.bell()
            return
        again = self._service.call_in_vain(here)
        # The next one to call takes the place; whoever did not answer is further down.
        self._look()
        self.tell_done(
            _("{name}: call noted; again on {day}.", name=here.name, day=day(again))
            if here.call.tries + 1 < self._service.asking().tries
            else _("{name}: call noted; out of reach after so many calls.", name=here.name)
        )

    def action_open_person(self) -> None:
        """Open the person's record."""
        here = self._here
        if here is None:
            self.app.bell()
        else:
            self.post_message(OpenRecord("participant", here.person))

    def action_exit_year(self) -> None:
        """Choose the year of the exits below."""
        now = self._service.today.year
        years = [str(year) for year in range(now, now - _YEARS, -1)]

        def chosen(year: str | None) -> None:
            if year is not None:
                self._year = int(year)
                self._show_rates()

        question = _("Exits of which year?")
        options = [(year, year) for year in years]
        self.app.push_screen(ChoiceScreen(question, options, str(self._year)), chosen)

    def action_back(self) -> None:
        """Go back to today."""
        self.post_message(GoTo(commands.TODAY.id))
