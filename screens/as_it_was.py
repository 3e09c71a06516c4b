"""A record as it was on a day, beside what it is now; nothing can be changed here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.schema import TABLES, Field, Kind
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n, day, say
from ave_tui.widgets.cells import Toned, one_line
from ave_tui.widgets.columns import Column
from ave_tui.widgets.form import FormField
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.prose import Prose
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.navigation import OpenRecord
from screens.small_form import SmallFormScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from textual.app import App, ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.as_it_was import FieldThen
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.rows import Cell


class AsItWasScreen(AveScreen[None]):
    """Shows each field then and now; what differs is marked."""

    DEFAULT_CSS = """
    AsItWasScreen {
        & #about { height: auto; max-height: 8; padding: 0 1; background: $surface; }
        & LineTable { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK, commands.AS_IT_WAS)
    title_text = N_("As it was")
    bar = (commands.AS_IT_WAS, commands.BACK, commands.MENU, commands.HELP)
    help_text = N_(
        "The fields of a record as they were at that moment, beside what they are now; ≠ marks "
        "what differs. Each change counts from when it was typed, by the clock of the laptop it "
        "was typed on, even if its file came here later. Nothing can be changed here. Ctrl+B "
        "chooses another day."
    )
    takes_undo = False

    def __init__(self, services: Services, table: str, row: Id, at: datetime) -> None:
        super().__init__(services)
        self._table = table
        self._row = row
        self._at = at

    def compose_body(self) -> ComposeResult:
        """Yield what is shown, and the fields."""
        yield Static(markup=False, id="about")
        yield LineTable()

    def on_mount(self) -> None:
        """Take the arrows."""
        self.query_one(LineTable).focus()

    def title_now(self) -> str:
        """Return the kind and the name of the record."""
        name = one_line(self.services.records.label(self._table, self._row))
        return _("As it was: {kind} {name}", kind=_(TABLES[self._table].label), name=name)

    def reload(self) -> None:
        """Show the record at the moment, and now."""
        found = self.services.as_it_was.record(self._table, self._row, self._at)
        self.show_frame()
        said = [
            _(
                "As of {day} {time}, by the clocks of the laptops it was typed on, and by what is "
                "known here today.",
                day=day(self._at.date()),
                time=f"{self._at:%H:%M}",
            )
        ]
        if found.state is not None:
            said.append(say(found.state))
        later = _n("One change came later.", "{count} changes came later.", found.later)
        said.append(later if found.later else _("Nothing changed since."))
        self.query_one("#about", Static).update(Prose("\n".join(said)))
        table = self.query_one(LineTable)
        table.show_columns(
            (
                Column(_("Field"), share=2),
                Column(_("Then"), share=3),
                Column("", width=1),
                Column(_("Now"), share=3),
            )
        )
        table.show_rows(ListRows([_cells(field) for field in found.fields]), empty="")

    def action_as_it_was(self) -> None:
        """Choose another day."""

        def chosen(at: datetime) -> None:
            self._at = at
            self.reload()

        ask_day(self.app, self.services, self._at.date(), chosen)

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Open the record as it is now."""
        event.stop()
        scope = self.services.history.opens(self._table, self._row)
        if scope is None:
            self.app.bell()
        else:
            self.post_message(OpenRecord(*scope))

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss(None)


def _cells(field: FieldThen) -> tuple[Cell, ...]:
    then, now = one_line(say(field.then)), one_line(say(field.now))
    if not field.changed:
        return _(field.label), then, "", Toned(now, "muted")
    return _(field.label), Text(then, style="bold"), Toned("≠", "warning"), Text(now, style="bold")


def ask_day(
    app: App[None], services: Services, first: date, chosen: Callable[[datetime], object]
) -> None:
    """Ask for a day; hand on its last moment, or this moment for today."""
    found: list[datetime] = []

    def keep(values: Values) -> None:
        on = date.fromisoformat(str(values["day"]))
        now = services.clock()
        found.append(now if on == now.date() else services.as_it_was.end_of(on))

    def answered(kept: bool | None) -> None:
        if kept:
            chosen(found[-1])

    field = FormField(Field("day", Kind.DATE, N_("Day"), required=True), first.isoformat())
    title, about = _("As it was on a day"), _("The evening of that day is shown.")
    app.push_screen(SmallFormScreen(title, about, [field], keep), answered)
