"""Hours to be placed again: what people who left early had still to do, and who takes over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual.containers import Container
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import Field, Kind
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n, day, hours
from ave_tui.services.leftovers import LeftHours, State
from ave_tui.widgets.cells import Toned, one_line
from ave_tui.widgets.columns import Column
from ave_tui.widgets.form import FormField
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.navigation import EditRecord, GoTo, OpenRecord
from screens.small_form import SmallFormScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.rows import Cell

_MARKS: Final = {
    State.OPEN: Toned("!", "warning"),
    State.TAKEN_OVER: Toned("→", "accent"),
    State.SETTLED: Toned("✓", "muted"),
}


class LeftoversScreen(AveScreen[None]):
    """Every person who left hours behind; the open ones first."""

    DEFAULT_CSS = """
    LeftoversScreen {
        & #left { layout: vertical; height: 1fr; }
        & LineTable { height: 1fr; }
        & #how { height: 5; padding: 0 1; background: $surface; }
        &.-wide #left { layout: horizontal; }
        &.-wide LineTable { width: 1fr; }
        &.-wide #how { width: 40; height: 1fr; padding: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.BACK, commands.TAKE_OVER, commands.SETTLE_LEFTOVER, commands.REOPEN_LEFTOVER
    )
    title_text = N_("Hours to be placed again")
    bar = (
        commands.TAKE_OVER,
        commands.OPEN,
        commands.SETTLE_LEFTOVER,
        commands.UNDO,
        commands.BACK,
        commands.MENU,
        commands.HELP,
        commands.REOPEN_LEFTOVER,
    )
    help_text = N_(
        "Who left before the end of the contract, and what they had still to do: ! is open, → was "
        "taken over, ✓ was settled. The hours stay due. Ctrl+N makes the contract of whoever takes "
        "over, with what is known of the job filled in; their hours count against those left over. "
        "Ctrl+T says why nobody will, and Delete takes that back. Hours planned are a field of the "
        "employment contract; where nothing is planned, what the award still owes is taken as soon "
        "as nobody is at work on it any more."
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
        self._lines: Sequence[LeftHours] = ()

    def compose_body(self) -> ComposeResult:
        """Yield the lines, and how the hours of one come about."""
        with Container(id="left"):
            yield LineTable()
            yield Static(markup=False, id="how")

    def on_mount(self) -> None:
        """Take the arrows."""
        self.query_one(LineTable).focus()

    def status_now(self) -> str:
        """Return how many hours are open."""
        still = [each for each in self._lines if each.state is State.OPEN]
        if not still:
            return ""
        seconds = sum(each.left.remains for each in still)
        return _n(
            "{hours} h of one person",
            "{hours} h of {count} people",
            len(still),
            hours=hours(seconds),
        )

    @property
    def _here(self) -> LeftHours | None:
        cursor = self.query_one(LineTable).cursor
        return self._lines[cursor] if cursor < len(self._lines) else None

    def reload(self) -> None:
        """Look again; the cursor stays on its line."""
        table, here = self.query_one(LineTable), self._here
        self._lines = self.services.leftovers.everything()
        self.show_frame()
        table.show_columns(_columns())
        stay = here and here.assignment
        again = [at for at, each in enumerate(self._lines) if each.assignment == stay]
        table.show_rows(
            ListRows([_cells(each) for each in self._lines]),
            cursor=again[0] if again else table.cursor,
            empty=_("Nobody left hours behind."),
        )
        self._show_how()

    def _show_how(self) -> None:
        here = self._here
        self.query_one("#how", Static).update(_how(here) if here else "")

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Say how its hours come about."""
        event.stop()
        self._show_how()

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Open the assignment of who left."""
        event.stop()
        self.post_message(OpenRecord("assignment", self._lines[event.index].assignment))

    def action_take_over(self) -> None:
        """Make the contract of whoever takes over; its assignment follows by itself."""
        here = self._here
        if here is None:
            self.app.bell()
            return
        initial = self.services.leftovers.successor(here)
        then = partial(self._taken_over, here)
        self.post_message(EditRecord("employment_contract", None, initial, then))

    def _taken_over(self, here: LeftHours, contract: Id | None) -> None:
        if contract is None:
            return
        try:
            row = self.services.leftovers.take_over(here, contract)
        except AveError as error:
            self.tell(error)
            return
        who = self.services.records.label("assignment", row)
        self.reload()
        self.tell_done(_("{name} takes over from {who}.", name=who, who=here.who))

    def action_settle_leftover(self) -> None:
        """Ask why nobody takes over, and keep it."""
        here = self._here
        if here is None or here.state is State.SETTLED:
            self.app.bell()
            return

        def keep(values: Values) -> None:
            self.services.leftovers.settle(here, str(values["notes"] or ""))

        def answered(kept: bool | None) -> None:
            if kept:
                self.reload()
                self.tell_done(_("Settled: {who}.", who=here.who))

        field = FormField(Field("notes", Kind.TEXT, N_("Reason"), required=True))
        about = _("The hours stay due; they only leave this list and the first screen.")
        title = _("{hours} h of {who}", hours=hours(here.left.remains), who=here.who)
        self.app.push_screen(SmallFormScreen(title, about, [field], keep), answered)

    def action_reopen_leftover(self) -> None:
        """Take back that the hours were settled."""
        here = self._here
        if here is None or here.state is not State.SETTLED:
            self.app.bell()
            return
        self.services.leftovers.reopen(here)
        self.reload()

    def action_back(self) -> None:
        """Go back to today."""
        self.post_message(GoTo(commands.TODAY.id))


def _columns() -> tuple[Column, ...]:
    return (
        Column("", width=1),
        Column(_("Who left"), share=2),
        Column(_("Left on"), width=11),
        Column(_("Company"), share=2, gives_way=2),
        Column(_("Lot"), share=3, gives_way=1),
        Column(_("Remain"), width=9, align="right"),
    )


def _cells(of: LeftHours) -> tuple[Cell, ...]:
    left = of.left
    return (
        _MARKS[of.state],
        of.who,
        day(left.left_on),
        of.where,
        of.lot,
        hours(left.remains),
    )


def _how(of: LeftHours) -> Text:
    """Return where the hours come from, figure by figure, and what became of them."""
    left = of.left
    said = Text(one_line(of.who), style="bold", overflow="fold")
    place = " · ".join(filter(None, (of.where, of.lot)))
    said.append(f"\n{one_line(place)}", style="not bold")
    wanted = (
        _("Planned {hours} h", hours=hours(left.of))
        if left.is_planned
        else _("Due {hours} h", hours=hours(left.of))
    )
    parts = [wanted, _("done {hours} h", hours=hours(left.done))]
    if left.taken_over:
        parts.append(_("taken over {hours} h", hours=hours(left.taken_over)))
    parts.append(_("remain {hours} h", hours=hours(left.remains)))
    said.append("\n" + " · ".join(parts), style="not bold")
    if left.is_planned and left.remains < left.of - left.done - left.taken_over:
        said.append("\n" + _("No more is due there any longer."), style="not bold")
    if of.by:
        said.append("\n" + _("Taken over by {who}", who=one_line(of.by)), style="not bold")
    if of.reason:
        said.append("\n" + _("Settled: {reason}", reason=one_line(of.reason)), style="italic")
    return said
