"""The form of any record: keeps nothing before Enter, loses nothing before it has asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.events import Key
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import TABLES, Id, Kind
from ave_tui.domain.words import N_
from ave_tui.i18n import _, say
from ave_tui.widgets.cells import one_line
from ave_tui.widgets.form import FormField, RecordForm
from screens.base import AveScreen
from screens.confirm import ConfirmScreen
from screens.form_fields import fields_in_order
from screens.navigation import PickRecord

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.schema import Value, Values
    from ave_tui.services.record_rules import Advice
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.field_editors import PickAsked

_NEEDS_CONTEXT = frozenset({"lot", "award", "employment_contract"})
"""Records whose name alone does not say which one it is."""


class FormScreen(AveScreen[Id | None]):
    """Fills in a record or a new one; returns its id, or None when it was left."""

    DEFAULT_CSS = """
    FormScreen {
        & RecordForm { height: 1fr; }
        & #doubts { height: auto; max-height: 4; padding: 0 1; color: $text-warning; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK, commands.KEEP)
    bar = (commands.KEEP, commands.BACK, commands.HELP)
    help_text = N_(
        "Enter keeps the record, the arrows and Tab go from field to field. Where another record "
        "is wanted, type its first letters: one that is missing can be made on the spot. What "
        "looks doubtful is said, but never refused."
    )
    takes_undo = False

    def __init__(
        self, services: Services, table: str, row: Id | None, initial: Values, field: str = ""
    ) -> None:
        super().__init__(services)
        self._begin_at = field
        self._records = services.records
        self._table = table
        self._row = row
        self._given = initial
        self._asked: PickRecord | None = None
        self._known_doubles: set[Id] = set()
        self._followed: Values = {}
        """What the form filled in by itself."""

    def compose_body(self) -> ComposeResult:
        """Yield a line a field, and what deserves a second look below."""
        values = (
            self._records.defaults(self._table, self._given)
            if self._row is None
            else self._records.load(self._table, self._row)
        )
        given = self._given if self._row is None else {}
        yield RecordForm(
            [
                FormField(
                    field,
                    values.get(field.name),
                    self._called(field.target, values.get(field.name))
                    if field.kind is Kind.REFERENCE
                    else "",
                )
                for field in fields_in_order(self._table, given)
            ]
        )
        yield Static(markup=False, id="doubts")

    def on_mount(self) -> None:
        """Begin with the first field, or with the one that was asked for."""
        if self._begin_at:
            self._form.focus_field(self._begin_at)
        else:
            self._form.focus()
        self._show_doubts()

    @property
    def _form(self) -> RecordForm:
        return self.query_one(RecordForm)

    def _called(self, table: str, row: Value) -> str:
        if not isinstance(row, str):
            return ""
        name = self._records.name(table, row)
        return name.whole if table in _NEEDS_CONTEXT else name.label

    def title_now(self) -> str:
        """Return what is being filled in."""
        kind = _(TABLES[self._table].label)
        if self._row is None:
            return _("New: {kind}", kind=kind)
        return f"{kind} · {self._records.label(self._table, self._row)}"

    # While typing.

    def on_record_form_changed(self, event: RecordForm.Changed) -> None:
        """Fill in what follows, and say what looks doubtful now."""
        event.stop()
        values = self._form.values()
        # What was only filled in, and nobody touched since, follows anew.
        untouched = [
            name
            for name, value in self._followed.items()
            if name != event.name and values.get(name) == value
        ]
        known = values | dict.fromkeys(untouched)
        follows = self._records.following(self._table, event.name, known)
        for name, value in follows.items():
            self._followed[name] = value
            if values.get(name) == value:
                continue
            field = TABLES[self._table].field(name)
            if field.kind is Kind.REFERENCE:
                self._form.set_reference(name, value, self._called(field.target, value))
            else:
                self._form.set_value(name, value)
        self._show_doubts()

    def _doubts(self) -> list[Advice]:
        return self._records.warnings(self._table, self._row, self._form.values())

    def _show_doubts(self) -> None:
        doubts = self._doubts()
        by_field = {advice.field: say(advice.sentence) for advice in reversed(doubts)}
        for field in TABLES[self._table].fields:
            self._form.mark_doubt(field.name, field.name in by_field)
        lines = [f"? {one_line(sentence)}" for sentence in by_field.values()]
        self.query_one("#doubts", Static).update("\n".join(reversed(lines)))

    def on_pick_asked(self, event: PickAsked) -> None:
        """Let a record be chosen; letters typed before its list has come go to the list."""
        event.stop()
        if self._asked is not None:
            if self.app.screen is self:
                self._asked.typed += event.typed
            else:
                for letter in event.typed:
                    self.app.screen.post_message(Key(letter, letter))
            return
        field = event.field
        lot = self._form.values().get("lot_id")
        within: Values = {"lot_id": lot} if field.target == "award" and lot else {}
        if self._table == "amendment" and field.target == "lot":
            # A change is of a lot of its own contract.
            within = {"public_contract_id": self._form.values().get("public_contract_id")}

        def picked(row: Id | None) -> None:
            self._asked = None
            if row is not None:
                self._form.set_reference(field.name, row, self._called(field.target, row))
            self._form.focus_field(field.name)

        self._asked = PickRecord(field.target, event.typed.lstrip(), picked, within)
        self.post_message(self._asked)

    # Keeping and leaving.

    def action_keep(self) -> None:
        """Keep what the form says."""
        self._form.submit()

    def on_record_form_submitted(self, event: RecordForm.Submitted) -> None:
        """Keep the record; before a double of one that is there is made, ask once."""
        event.stop()
        values = event.values if self._row is None else event.changes
        double = next(
            (
                advice
                for advice in (self._doubts() if self._row is None else ())
                if advice.same and advice.same not in self._known_doubles
            ),
            None,
        )
        if double is None:
            self._keep(values)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._known_doubles.add(double.same or "")
                self._keep(values)
            else:
                self._form.focus_field(double.field)

        question = "\n\n".join((say(double.sentence), _("Record it all the same?")))
        self.app.push_screen(ConfirmScreen(question, _("Record"), _("Back (Esc)")), answered)

    def _keep(self, values: Values) -> None:
        try:
            row = self._records.save(self._table, self._row, values)
        except AveError as error:
            self._form.refuse(error)
            if error.field in {field.name for field in TABLES[self._table].fields}:
                self.app.bell()
            else:
                self.tell(error)
            return
        self.dismiss(row)

    def action_back(self) -> None:
        """Leave; ask first where something was typed."""
        self.leave(lambda: self.dismiss(None))

    def leave(self, way: Callable[[], object]) -> None:
        """Ask before what was typed is dropped."""
        if not self._form.changed:
            way()
            return

        def answered(yes: bool | None) -> None:
            if yes:
                way()

        question = _("What you typed here is not kept yet. Drop it?")
        asked = ConfirmScreen(question, _("Drop"), _("Back (Esc)"), wary=True)
        self.app.push_screen(asked, answered)
