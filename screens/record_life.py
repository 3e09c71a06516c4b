"""What a record's screen offers for the life of a public contract: its step, journal, handover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui import commands
from ave_tui.domain.choices import ContractStatus
from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import Field, Kind
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.widgets.form import FormField
from ave_tui.widgets.line_table import LineTable
from screens.base import AveScreen
from screens.choice import ChoiceScreen
from screens.navigation import EditRecord, OpenDocument, OpenJournal, OpenSizing
from screens.small_form import SmallFormScreen

if TYPE_CHECKING:
    from ave_tui.commands import Command
    from ave_tui.domain.contract_life import Step
    from ave_tui.domain.schema import Id, Values
    from screens.record_lines import SheetRows

LIFE: Final = (
    commands.MOVE_ON,
    commands.NOTE,
    commands.JOURNAL,
    commands.HANDOVER,
    commands.END_CONTACT,
)
_WITH_JOURNAL: Final = frozenset({"public_contract", "lot", "award", "company", "participant"})
_WITH_CONTACTS: Final = frozenset({"public_contract", "company", "authority"})


def life_commands(table: str) -> frozenset[Command]:
    """Return which of these commands mean something for a kind of record."""
    meant: set[Command] = set()
    if table == "public_contract":
        meant |= {commands.MOVE_ON, commands.HANDOVER}
    if table in _WITH_JOURNAL:
        meant |= {commands.NOTE, commands.JOURNAL}
    if table in _WITH_CONTACTS:
        meant.add(commands.END_CONTACT)
    return frozenset(meant)


class RecordLife(AveScreen[None]):
    """The actions behind `LIFE`; what a kind of record has nothing of rings the bell."""

    _table: str
    _row: Id
    _rows: SheetRows

    def _is_for(self, command: Command) -> bool:
        if command in life_commands(self._table):
            return True
        self.app.bell()
        return False

    def action_move_on(self) -> None:
        """Offer the steps that may follow, then ask for the day and the reason."""
        if not self._is_for(commands.MOVE_ON):
            return
        try:
            steps = {str(step.to): step for step in self.services.life.steps(self._row)}
        except AveError as error:
            self.tell(error)
            return

        def chosen(status: str | None) -> None:
            if status is not None:
                self._ask_step(steps[status])

        options = [
            (code, _("{status} (with a reason)", status=_(step.to.label)))
            if step.reasoned
            else (code, _(step.to.label))
            for code, step in steps.items()
        ]
        now = self.services.records.load("public_contract", self._row).get("status")
        here = next((_(code.label) for code in ContractStatus if code == now), "–")
        question = _("“{status}” now. What is the next step?", status=here)
        self.app.push_screen(ChoiceScreen(question, options), chosen)

    def _ask_step(self, step: Step) -> None:
        label = _(step.to.label)
        fields = [
            FormField(
                Field("status_on", Kind.DATE, N_("Since"), required=True),
                self.services.life.today.isoformat(),
            ),
            FormField(Field("reason", Kind.TEXT, N_("Reason"), required=step.reasoned), None),
        ]

        def keep(values: Values) -> None:
            self.services.life.move_on(
                self._row, str(step.to), values["status_on"], values["reason"]
            )

        def answered(kept: bool | None) -> None:
            if kept:
                self.reload()
                said = _("The contract is “{status}” now; the journal has it.", status=label)
                self.tell_done(said)

        about = _("The decision goes into the journal; Ctrl+Z takes both back.")
        form = SmallFormScreen(_("Next step: {status}", status=label), about, fields, keep)
        self.app.push_screen(form, answered)

    def action_note(self) -> None:
        """Note something in the journal of the record."""
        if not self._is_for(commands.NOTE):
            return
        initial = self.services.life.new_note(self._table, self._row)

        def made(row: Id | None) -> None:
            if row is not None:
                self.reload()
                self.tell_done(_("Noted in the journal."))

        self.post_message(EditRecord("journal_note", None, initial, made, "notes"))

    def action_journal(self) -> None:
        """Show the journal and the visits."""
        if self._is_for(commands.JOURNAL):
            self.post_message(OpenJournal(self._table, self._row))

    def action_handover(self) -> None:
        """Show the handover file."""
        if not self._is_for(commands.HANDOVER):
            return
        try:
            document = self.services.handover.document(self._row)
        except AveError as error:
            self.tell(error)
            return
        self.post_message(OpenDocument(document))

    def action_end_contact(self) -> None:
        """Say that a contact is not valid any more."""
        if not self._is_for(commands.END_CONTACT):
            return
        line = self._rows.line(self.query_one(LineTable).cursor)
        if line is None or line.table != "contact":
            self.notify(_("Put the cursor on a contact first."), markup=False)
            return
        try:
            self.services.life.end_contact(line.row)
        except AveError as error:
            self.tell(error)
            return
        self.reload()
        name = self.services.records.label("contact", line.row)
        self.tell_done(_("{name} is no longer valid; Ctrl+Z takes it back.", name=name))

    def action_size_lot(self) -> None:
        """Work out the hours of the lot: the one on the screen, of the line, or the first."""
        line = self._rows.line(self.query_one(LineTable).cursor)
        lots = [(self._table, self._row)]
        lots += [(each.table, each.row) for each in (line, self._rows.first_line) if each]
        lot = next((row for table, row in lots if table == "lot"), None)
        if lot is None:
            self.notify(_("Only a lot can be sized."), markup=False)
        else:
            self.post_message(OpenSizing(lot))
