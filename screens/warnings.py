"""Warnings about hours: who, when, why, how much; looked at in the grid, settled with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text

from ave_tui import commands
from ave_tui.domain.durations import Hours
from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import TABLES, Field, Kind
from ave_tui.domain.trade_choices import Outcome
from ave_tui.domain.warned import WarningKind
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n, day, said, say
from ave_tui.services.warnings import Warned
from ave_tui.widgets.cells import Toned, one_line
from ave_tui.widgets.columns import Column
from ave_tui.widgets.form import FormField
from screens.marked_list import MarkedListScreen
from screens.navigation import OpenHours
from screens.small_form import SmallFormScreen

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.binding import BindingType

    from ave_tui.domain.schema import Values
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.rows import Cell

_MARKED: Final = Toned("●", "accent")
_SETTLED: Final = Toned("✓", "muted")
_OPEN: Final = Toned("!", "warning")


class WarningsScreen(MarkedListScreen[Warned]):
    """Every warning about hours of one's own contracts."""

    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.SETTLE_WARNINGS, commands.SHOW_SETTLED, commands.REOPEN_WARNINGS
    )
    title_text = N_("Warnings")
    bar = (
        commands.OPEN,
        commands.MARK,
        commands.MARK_ALL,
        commands.SETTLE_WARNINGS,
        commands.SHOW_SETTLED,
        commands.REOPEN_WARNINGS,
        commands.UNDO,
        commands.BACK,
        commands.MENU,
        commands.HELP,
    )
    help_text = N_(
        "Hours that want a look: too many for a day, a week, twelve weeks or a month over all "
        "employers, outside dates or eligibility, in the future, declared by two employers, "
        "against a nil return, or off their detail. All of them are kept and count. Enter opens "
        "the cell. Space marks a line and Ins all of them; Ctrl+T settles the marked ones with a "
        "reason. A warning comes back when its figure changes. Ctrl+B shows the settled ones too, "
        "and Del takes back what was decided."
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._with_settled = False

    def ask(self) -> Sequence[Warned]:
        """Return the warnings, and the settled ones where they are wanted."""
        return self.services.warnings.standing(settled=self._with_settled)

    def key(self, line: Warned) -> Hashable:
        """Return what a warning is about."""
        return line.row

    def columns(self) -> tuple[Column, ...]:
        """Return mark, who, when, how much and why."""
        return (
            Column("", width=1),
            Column(_("When"), width=9),
            Column(_("Who"), width=18),
            Column(_("Hours"), width=7, align="right"),
            Column(_("What"), width=19, gives_way=1),
            Column(_("Why"), share=4),
        )

    def cells(self, line: Warned, *, marked: bool) -> tuple[Cell, ...]:
        """Return the cells of a warning."""
        mark = _MARKED if marked else _SETTLED if line.settled else _OPEN
        return (
            mark,
            _when(line),
            line.who,
            str(said(Hours(line.seconds))),
            Toned(_(line.kind.label), "muted" if line.settled else "warning"),
            say(line.why),
        )

    def searched(self, line: Warned) -> str:
        """Return person, lot, company, month and what it says."""
        parts = (line.who, line.where, line.company, _when(line), _(line.kind.label), say(line.why))
        return " ".join(parts)

    def beside(self, line: Warned) -> Text:
        """Return the warning with where the hours are, and what was decided."""
        text = Text(overflow="fold")
        text.append(one_line(line.who or _("Without a name")), style="bold")
        text.append("\n" + one_line(" · ".join(filter(None, (line.company, line.where)))))
        text.append(f"\n{_(line.kind.label)}", style="bold")
        text.append(f"\n{one_line(say(line.why))}")
        if settled := line.settled:
            outcome = Outcome.__members__.get(settled.outcome)
            text.append("\n" + (_(outcome.label) if outcome else ""), style="bold")
            if settled.on:
                text.append(" " + day(settled.on))
            text.append("\n" + one_line(settled.reason))
        return text

    def open_line(self, line: Warned) -> None:
        """Open the cell of the grid that the warning is about."""
        at = (line.assignment, line.period)
        if line.participant:
            self.post_message(OpenHours("participant", line.participant, at))
        else:
            self.post_message(OpenHours("everybody", at=at))

    def title_now(self) -> str:
        """Say whether the settled ones are shown as well."""
        return _("Warnings, settled ones too") if self._with_settled else _("Warnings")

    def empty_text(self) -> str:
        """Say that the hours look right."""
        return _("No hours want a look.")

    def action_show_settled(self) -> None:
        """Show the settled warnings as well, or only the others again."""
        self._with_settled = not self._with_settled
        self.reload()

    def action_settle_warnings(self) -> None:
        """Ask for a reason, and settle the marked warnings in one step."""
        chosen = self.chosen
        if not chosen:
            self.app.bell()
            return

        def keep(values: Values) -> None:
            outcome = Outcome(str(values["outcome"] or Outcome.ACCEPTED))
            self.services.warnings.settle(chosen, str(values["notes"] or ""), outcome)

        def kept(done: bool | None) -> None:
            if done:
                self.unmark()
                self.reload()
                count = len(chosen)
                self.tell_done(_n("One warning settled.", "{count} warnings settled.", count))

        table = TABLES["settlement"]
        fields = [
            # A line of text: Enter keeps it.
            FormField(Field("notes", Kind.TEXT, table.field("notes").label, required=True)),
            FormField(table.field("outcome"), Outcome.ACCEPTED.value),
        ]
        title = _n("Settle one warning", "Settle {count} warnings", len(chosen))
        self.app.push_screen(SmallFormScreen(title, self._about(chosen), fields, keep), kept)

    def _about(self, chosen: Sequence[Warned]) -> str:
        if any(line.kind is WarningKind.OUTSIDE_ELIGIBILITY for line in chosen):
            return _("Accepted hours outside the eligibility count as validated, rejected don’t.")
        return say(chosen[0].why) if len(chosen) == 1 else ""

    def action_reopen_warnings(self) -> None:
        """Take back what was decided of the marked warnings."""
        try:
            count = self.services.warnings.reopen(self.chosen)
        except AveError as error:
            self.tell(error)
            return
        if not count:
            self.app.bell()
            return
        self.unmark()
        self.reload()
        self.tell_done(_n("One warning is open again.", "{count} warnings are open again.", count))


def _when(line: Warned) -> str:
    year, month = line.period[:4], line.period[5:7]
    if len(line.period) == 7:
        return f"{month}/{year}"
    if "/" in line.period:
        return _("{month} w{week}", month=f"{month}/{year[2:]}", week=line.period[-2:])
    return f"{line.period[8:]}/{month}/{year[2:]}"
