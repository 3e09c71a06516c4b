"""Returns of hours: month by company; marked many at once, reminded, opened in the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from ave_tui import commands
from ave_tui.domain.choices import ReturnStatus
from ave_tui.domain.dates_text import month_text
from ave_tui.domain.errors import AveError
from ave_tui.domain.returns import Tone, next_tone
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n, hours
from ave_tui.services.return_lines import ReturnLine
from ave_tui.widgets.cells import Toned
from ave_tui.widgets.columns import Column
from screens.choice import ChoiceScreen
from screens.marked_list import MarkedListScreen
from screens.navigation import OpenDocument, OpenHours
from screens.return_text import in_full, reminded, state_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from rich.text import Text
    from textual.binding import BindingType

    from ave_tui.widgets.rows import Cell

_MARKED: Final = Toned("●", "accent")
_FORM: Final = "FORM"
_SHOWN: Final = {
    ReturnStatus.EXPECTED: Toned("·", "muted"),
    ReturnStatus.RECEIVED: Toned("↓", "accent"),
    ReturnStatus.NIL: Toned("–", "muted"),
    ReturnStatus.CHECKED: Toned("✓", "success"),
    ReturnStatus.DISPUTED: Toned("≠", "warning"),
}
_LATE: Final = Toned("✗", "error")


class ReturnsScreen(MarkedListScreen[ReturnLine]):
    """What each company owes for each of the last twelve months, late ones first."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.RETURN_RECEIVED,
        commands.RETURN_NIL,
        commands.RETURN_CHECKED,
        commands.RETURN_DISPUTED,
        commands.RETURN_EXPECTED,
        commands.REMIND,
    )
    title_text = N_("Returns")
    bar = (
        commands.OPEN,
        commands.MARK,
        commands.RETURN_RECEIVED,
        commands.RETURN_NIL,
        commands.RETURN_CHECKED,
        commands.REMIND,
        commands.UNDO,
        commands.BACK,
        commands.MARK_ALL,
        commands.RETURN_DISPUTED,
        commands.RETURN_EXPECTED,
        commands.MENU,
        commands.HELP,
    )
    help_text = N_(
        "The returns of the last twelve months: ✗ late, · expected, ↓ received, – nil, ✓ checked, "
        "≠ disputed. They are expected by themselves, from the dates of lot and award; hours that "
        "are typed say that a return came. Space marks a line and Ins all that the filter leaves; "
        "one key says of all of them that they came, are nil, checked or disputed, in one step. "
        "Ctrl+O writes reminders or forms to fill in; once the file is written the reminder is in "
        "the journal. Enter opens the hours of the company and month."
    )

    def ask(self) -> Sequence[ReturnLine]:
        """Return the board."""
        return self.services.returns.board()

    def key(self, line: ReturnLine) -> Hashable:
        """Return award and month."""
        return line.key

    def columns(self) -> tuple[Column, ...]:
        """Return mark, month, company, lot, state and reminder."""
        return (
            Column("", width=1),
            Column("", width=1),
            Column(_("Month"), width=7),
            Column(_("Company"), width=22),
            Column(_("Lot"), share=3),
            Column(_("People"), width=6, align="right", gives_way=2),
            Column(_("State"), width=18),
            Column(_("Reminded"), width=12, gives_way=1),
        )

    def cells(self, line: ReturnLine, *, marked: bool) -> tuple[Cell, ...]:
        """Return the cells of a return."""
        return (
            _MARKED if marked else "",
            _LATE if line.late else _SHOWN[line.status],
            month_text(line.month),
            line.award.company_name,
            Toned(line.where, "muted"),
            str(line.people or ""),
            Toned(state_of(line), "error") if line.late else state_of(line),
            reminded(line),
        )

    def searched(self, line: ReturnLine) -> str:
        """Return company, lot, authority, month and state."""
        month = month_text(line.month)
        return " ".join(
            (line.award.company_name, line.where, line.award.authority_name, month, state_of(line))
        )

    def beside(self, line: ReturnLine) -> Text:
        """Return everything about a return."""
        return in_full(line)

    def open_line(self, line: ReturnLine) -> None:
        """Open the hours of the company, in the month."""
        self.post_message(OpenHours("company", line.award.company, ("", line.month)))

    def empty_text(self) -> str:
        """Say that nothing is expected."""
        return _("No returns are expected: award a lot of a running contract first.")

    def status_now(self) -> str:
        """Return how many are late, and how many are marked."""
        late = sum(line.late for line in self._every)
        parts = [_n("one late", "{count} late", late)] if late else []
        return " · ".join(filter(None, [*parts, super().status_now()]))

    def action_return_received(self) -> None:
        """Say that the marked returns came."""
        self._say(ReturnStatus.RECEIVED)

    def action_return_nil(self) -> None:
        """Say that nobody worked."""
        self._say(ReturnStatus.NIL)

    def action_return_checked(self) -> None:
        """Say that the marked returns were checked."""
        self._say(ReturnStatus.CHECKED)

    def action_return_disputed(self) -> None:
        """Say that the marked returns are disputed."""
        self._say(ReturnStatus.DISPUTED)

    def action_return_expected(self) -> None:
        """Say that the marked returns have not come after all."""
        self._say(ReturnStatus.EXPECTED)

    def _say(self, status: ReturnStatus) -> None:
        chosen = self.chosen
        if not chosen:
            self.app.bell()
            return
        try:
            despite = self.services.returns.mark(chosen, status)
        except AveError as error:
            self.tell(error)
            return
        self.unmark()
        # Where one line was said, the next one is likely to follow: the cursor goes down.
        after = self._after(chosen[-1])
        self.reload()
        if after is not None:
            self._show(after)
        label = _(status.label)
        done = _n("{what}: one return.", "{what}: {count} returns.", len(chosen), what=label)
        if despite:
            done += " " + _("But {hours} h are entered: look at them.", hours=hours(despite))
        self.tell_done(done)

    def _after(self, line: ReturnLine) -> ReturnLine | None:
        keys = [each.key for each in self._shown]
        at = keys.index(line.key) + 1 if line.key in keys else len(keys)
        return self._shown[at] if at < len(keys) else None

    def action_remind(self) -> None:
        """Ask what to write: a reminder of one of three tones, or the form to fill in."""
        chosen = self.chosen
        if not chosen:
            self.app.bell()
            return
        options = [*((tone.value, _(tone.label)) for tone in Tone), (_FORM, _("Form to fill in"))]
        suggested = next_tone(max(line.reminders for line in chosen)).value
        question = _n("Write about one return", "Write about {count} returns", len(chosen))

        def write(code: str | None) -> None:
            if code == _FORM:
                self.post_message(OpenDocument(self.services.returns.forms(chosen)))
            elif code is not None:
                self._write(chosen, Tone(code))

        self.app.push_screen(ChoiceScreen(question, options, suggested), write)

    def _write(self, chosen: Sequence[ReturnLine], tone: Tone) -> None:
        try:
            letter = self.services.returns.letter(chosen, tone)
        except AveError as error:
            self.tell(error)
            return

        def sent(_path: object) -> None:
            count = self.services.returns.note_reminders(chosen, tone)
            self.unmark()
            self.tell_done(
                _n(
                    "One reminder is in the journal.",
                    "{count} reminders are in the journal.",
                    count,
                )
            )

        self.post_message(OpenDocument(letter, sent))
