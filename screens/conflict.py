"""One conflict: both sides, and every way to settle it; each is one step that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.disagreement import ConflictKind
from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import TABLES, Kind
from ave_tui.domain.words import N_
from ave_tui.i18n import _, say
from ave_tui.widgets.columns import Column
from ave_tui.widgets.form import FormField
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.conflict_offers import Offer, offers
from screens.conflict_text import detail
from screens.navigation import EditRecord, OpenHistory, OpenHours, OpenRecord, PickRecord
from screens.small_form import SmallFormScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.services.conflict_words import Conflict
    from ave_tui.services.workspace import Services


class ConflictScreen(AveScreen[str]):
    """Shows a conflict and what one can do about it; returns a sentence once it is settled."""

    DEFAULT_CSS = """
    ConflictScreen {
        & #detail { height: auto; max-height: 60%; padding: 0 1; background: $surface; }
        & LineTable { height: 1fr; margin: 1 0 0 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)
    title_text = N_("Settle")
    bar = (commands.OPEN, commands.BACK, commands.HELP)
    help_text = N_(
        "Above stands what was written, by whom, when, and what they had not seen then. Enter does "
        "what the line under the cursor says. Nothing is lost: what was not chosen stays in the "
        "history, and Undo takes the choice back."
    )
    takes_undo = False

    def __init__(self, services: Services, conflict: Conflict) -> None:
        super().__init__(services)
        self._conflict = conflict
        orphan = conflict.kind is ConflictKind.ORPHAN
        self._weight = services.conflicts.weight(conflict) if orphan else None
        self._offers: list[Offer] = []

    def compose_body(self) -> ComposeResult:
        """Yield both sides, and the ways."""
        with VerticalScroll(id="detail", can_focus=False):
            yield Static(markup=False, id="detail-text")
        yield LineTable()

    def on_mount(self) -> None:
        """Take the arrows."""
        self.query_one(LineTable).focus()

    def title_now(self) -> str:
        """Return what kind of conflict it is."""
        return f"{_(self.title_text)} · {_(self._conflict.kind.label)}"

    def reload(self) -> None:
        """Show both sides, and what can be done."""
        self.query_one("#detail-text", Static).update(detail(self._conflict, self._weight))
        self._offers = list(offers(self._conflict))
        table = self.query_one(LineTable)
        table.show_columns((Column(_("What to do")),))
        table.show_rows(ListRows([(offer.text,) for offer in self._offers]))

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Do what the line says."""
        event.stop()
        offer = self._offers[event.index]
        conflicts = self.services.conflicts
        match offer.does:
            case "value":
                self._try(lambda: conflicts.settle(self._conflict, offer.value), offer.text)
            case "way":
                way = offer.way
                if way is not None:
                    self._try(lambda: conflicts.decide(self._conflict, way), offer.text)
            case "type":
                self._ask_value()
            case "edit":
                self._edit()
            case "hours":
                self._open_hours()
            case "open":
                self.post_message(OpenRecord(self._conflict.table, offer.row))
            case _:
                self.post_message(OpenHistory(self._conflict.table, offer.row))

    def _try(self, settle: Callable[[], None], said: str) -> None:
        try:
            settle()
        except AveError as error:
            self.tell(error)
            return
        self.dismiss(_("Settled: {what}", what=said))

    def _ask_value(self) -> None:
        """Let another value be typed in the field's own editor, or chosen from a list."""
        conflict = self._conflict
        field = TABLES[conflict.table].field(conflict.field)
        if field.kind is Kind.REFERENCE:

            def picked(row: Id | None) -> None:
                if row is not None:
                    self._keep({field.name: row}, tell=True)

            self.post_message(PickRecord(field.target, "", picked))
            return
        value: Value = conflict.claims[0].value
        form = SmallFormScreen(
            say(conflict.about), "", [FormField(field, value)], lambda values: self._keep(values)
        )
        self.app.push_screen(form, self._typed)

    def _keep(self, values: Values, *, tell: bool = False) -> None:
        value = values[self._conflict.field]
        try:
            self.services.conflicts.settle_with(self._conflict, value)
        except AveError as error:
            if not tell:
                raise
            self.tell(error)
            return
        if tell:
            self._typed(True)

    def _typed(self, kept: bool | None) -> None:
        if kept:
            self.dismiss(_("Settled: {what}", what=say(self._conflict.about)))

    def _edit(self) -> None:
        conflict = self._conflict

        def kept(row: Id | None) -> None:
            if row is not None:
                self.dismiss(_("{name} is recorded.", name=say(conflict.about)))

        self.post_message(EditRecord(conflict.table, conflict.row, None, kept, conflict.field))

    def _open_hours(self) -> None:
        """Show the grid of the lot that the hours were worked on."""
        try:
            scope = self.services.conflicts.hours_scope(self._conflict)
        except AveError as error:
            self.tell(error)
            return
        self.post_message(OpenHours(*scope))

    def action_back(self) -> None:
        """Leave it as it is."""
        self.dismiss("")
