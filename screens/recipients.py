"""For whom a file is: everybody trusted, less those that Space takes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.laptops import short
from ave_tui.i18n import _
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.rows import ListRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from ave_tui.services.people import Person


class Recipients(NamedTuple):
    """For whom, and whether with what they have already."""

    people: tuple[Person, ...]
    everything: bool


class RecipientsScreen(ModalScreen[Recipients | None]):
    """Returns who was chosen, or None when it was left."""

    DEFAULT_CSS = """
    RecipientsScreen { align: center middle; }
    RecipientsScreen > Vertical {
        width: 72; max-width: 100%; height: auto; max-height: 90%;
        border: round $accent; background: $surface; padding: 0 1;
    }
    RecipientsScreen LineTable { height: auto; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "take_out", show=False),
        *commands.bindings(commands.BACK),
    ]

    def __init__(self, people: Sequence[Person]) -> None:
        super().__init__()
        self._people = people
        self._chosen = [True] * len(people)
        self._everything = False

    def compose(self) -> ComposeResult:
        """Yield the question and the people."""
        with Vertical():
            head = Text(_("For whom is the file?"), style="bold")
            head.append(
                "\n" + _("Space takes somebody out or in, Enter goes on."), style="not bold"
            )
            yield Static(head, markup=False)
            yield LineTable((Column("", width=3), Column("", share=2), Column("", share=2)))

    def on_mount(self) -> None:
        """Begin with everybody."""
        table = self.query_one(LineTable)
        table.styles.height = min(16, len(self._people) + 2)
        self._show()
        table.focus()

    def _show(self) -> None:
        rows = [
            (_mark(chosen), self._called(person), person.card.structure)
            for person, chosen in zip(self._people, self._chosen, strict=True)
        ]
        rows.append((_mark(self._everything), _("Also what they have already"), ""))
        self.query_one(LineTable).show_rows(ListRows(rows))

    def _called(self, person: Person) -> str:
        """Return a name; with the laptop's number where somebody has two of them."""
        if sum(other.name == person.name for other in self._people) == 1:
            return person.name
        return _("{name}, laptop {number}", name=person.name, number=short(person.device))

    def action_take_out(self) -> None:
        """Take who is under the cursor out, or in again."""
        index = self.query_one(LineTable).cursor
        if index < len(self._people):
            self._chosen[index] = not self._chosen[index]
        else:
            self._everything = not self._everything
        self._show()

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Go on with those who are in."""
        event.stop()
        chosen = tuple(p for p, is_in in zip(self._people, self._chosen, strict=True) if is_in)
        if not chosen:
            self.app.bell()
            return
        self.dismiss(Recipients(chosen, self._everything))

    def action_back(self) -> None:
        """Leave it."""
        self.dismiss(None)


def _mark(is_in: bool) -> str:
    return "[x]" if is_in else "[ ]"
