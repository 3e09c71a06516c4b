"""What the law asks of records about people: everything that wants a look, on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n, day
from ave_tui.widgets.cells import Toned, one_line
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.prose import Prose
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.navigation import GoTo, OpenRecord
from screens.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.services.privacy import Renewed
    from ave_tui.services.privacy_review import Finding
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.rows import Cell


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, and what Enter does on it."""

    cells: tuple[Cell, ...]
    goes: Callable[[], object] | None = None


class PersonalDataScreen(AveScreen[None]):
    """Counts what is to be settled; Enter goes where that is."""

    DEFAULT_CSS = """
    PersonalDataScreen {
        & #about { height: auto; padding: 0 1 1 1; color: $text-muted; }
        & LineTable { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)
    title_text = N_("Personal data")
    bar = (commands.OPEN, commands.UNDO, commands.BACK, commands.MENU, commands.HELP)
    help_text = N_(
        "Enter opens what the line is about. Nobody can type a social security number here; a "
        "colleague's file may bring one. Words of health and offences are pointed out where they "
        "stand in notes: rewrite the note if nobody needs them (the settings can switch this "
        "off). What is held on one person, and erasing or making one anonymous, is in the menu of "
        "their record."
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._lines: list[_Line] = []

    def compose_body(self) -> ComposeResult:
        """Yield what it is about, and the lines."""
        yield Static(markup=False, id="about")
        yield LineTable()

    def on_mount(self) -> None:
        """Take the arrows."""
        self.query_one(LineTable).focus()

    def reload(self) -> None:
        """Look through the records again."""
        self.query_one("#about", Static).update(
            Prose(
                _(
                    "Who is recorded here must be told so, must not be kept longer than needed, "
                    "and no more than needed may be written of them."
                )
            )
        )
        self._lines = list(self._all())
        table = self.query_one(LineTable)
        table.show_columns(
            (
                Column("", width=1),
                Column(_("What"), share=1),
                Column(_("How many"), width=8, align="right"),
                Column(_("What to do"), width=20, gives_way=1),
            )
        )
        table.show_rows(ListRows([line.cells for line in self._lines]))

    def _all(self) -> Iterator[_Line]:
        found = self.services.review.review()
        retention = self.services.retention
        yield self._head(
            _("Participants without a notice"),
            len(found.notices),
            _("Enter lists them"),
            lambda: self.post_message(GoTo(commands.NOTICES.id)),
        )
        yield self._head(
            _(
                "Last contact before {day} ({months} months)",
                months=retention.months,
                day=day(retention.limit),
            ),
            len(found.due),
            _("Enter lists them"),
            lambda: self.post_message(GoTo(commands.RETENTION.id)),
        )
        copies = self.services.privacy.copies()
        yield self._head(
            _("Copies made before an erasure"),
            len(copies.telling),
            _("Enter renews them"),
            self._renew,
        )
        yield self._head(_("Social security numbers"), len(found.numbers), _("Take them out"))
        for each in found.numbers:
            yield self._finding(each, "")
        yield self._head(
            _("Words of health or offences in notes"),
            len(found.words),
            _("Rewrite these notes"),
        )
        for each in found.words:
            yield self._finding(each, ", ".join(each.words))

    def _head(
        self, what: str, count: int, todo: str, goes: Callable[[], object] | None = None
    ) -> _Line:
        mark = Toned("!", "warning") if count else Toned("✓", "success")
        return _Line((mark, what, str(count), todo if count else ""), goes if count else None)

    def _finding(self, finding: Finding, words: str) -> _Line:
        scope = self.services.history.opens(finding.table, finding.row)
        goes = None if scope is None else lambda: self.post_message(OpenRecord(*scope))
        said = f"{words} · {finding.where}" if words else finding.where
        return _Line(("", f"  {one_line(said)}", "", ""), goes)

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Go where it is settled."""
        event.stop()
        goes = self._lines[event.index].goes if event.index < len(self._lines) else None
        if goes is None:
            self.app.bell()
        else:
            goes()

    def _renew(self) -> None:
        renew = self.services.privacy.renew_copies
        wait_for(self, _("Making a fresh copy"), renew, self._renewed, self.tell)

    def _renewed(self, renewed: Renewed) -> None:
        self.reload()
        self.tell_done(
            _n(
                "A fresh copy is made; one old copy is removed.",
                "A fresh copy is made; {count} old copies are removed.",
                renewed.removed,
            )
        )

    def action_back(self) -> None:
        """Go back to today."""
        self.post_message(GoTo(commands.TODAY.id))
