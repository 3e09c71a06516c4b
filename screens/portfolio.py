"""Portfolios: who follows how many contracts; Enter hands all of somebody's over to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from ave_tui import commands
from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n
from ave_tui.widgets.cells import fit, one_line
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.choice import ChoiceScreen
from screens.confirm import ConfirmScreen
from screens.navigation import EditRecord, GoTo

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.schema import Id
    from ave_tui.services.portfolio import Facilitator, Moving
    from ave_tui.services.workspace import Services

_NAMED: Final = 4
"""So many are named before a portfolio moves; the list of contracts has them all."""
_LINE: Final = 56
"""Letters of a line: longer ones would push the answers off a low terminal."""


class PortfolioScreen(AveScreen[None]):
    """Whose contracts are handed over, to whom, what moves, done."""

    DEFAULT_CSS = "PortfolioScreen LineTable { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK, commands.NEW)
    title_text = N_("Portfolios")
    bar = (
        commands.OPEN,
        commands.NEW,
        commands.BACK,
        commands.UNDO,
        commands.MENU,
        commands.HELP,
    )
    help_text = N_(
        "Enter on a name hands over all that this facilitator follows: you choose to whom, see "
        "what moves, and confirm. It is one step: Ctrl+Z takes it back. Ctrl+N adds a facilitator. "
        "Colleagues get it with the next exchange file. To move to a new laptop, compare cards "
        "with it (F9), then make a file of everything for it: ave-tui export --all."
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._people: list[Facilitator] = []

    def compose_body(self) -> ComposeResult:
        """Yield the facilitators."""
        yield LineTable()

    def on_mount(self) -> None:
        """Take the arrows."""
        self.query_one(LineTable).focus()

    def reload(self) -> None:
        """Look again at who follows what."""
        self._people = self.services.portfolio.facilitators()
        table = self.query_one(LineTable)
        table.show_columns(
            (
                Column(_("Facilitator"), share=3),
                Column(_("Public contracts"), 18, align="right"),
            )
        )
        rows = [(each.name, str(each.contracts)) for each in self._people]
        table.show_rows(ListRows(rows), empty=_("No facilitator is recorded yet: Ctrl+N."))

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Ask to whom everything goes."""
        event.stop()
        giver = self._people[event.index]
        others = [(each.row, each.name) for each in self._people if each.row != giver.row]
        if not others:
            self.notify(_("Nobody else is there: Ctrl+N adds a facilitator."), markup=False)
            return

        def chosen(taker: str | None) -> None:
            if taker is not None:
                self._preview(giver.row, taker)

        question = _("All that {name} follows goes to:", name=giver.name)
        self.app.push_screen(ChoiceScreen(question, others), chosen)

    def _preview(self, giver: Id, taker: Id) -> None:
        try:
            moving = self.services.portfolio.preview(giver, taker)
        except AveError as error:
            self.tell(error)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._move(giver, taker)

        question = "\n".join(_told(moving))
        self.app.push_screen(ConfirmScreen(question, _("Hand over")), answered)

    def _move(self, giver: Id, taker: Id) -> None:
        try:
            moved = self.services.portfolio.move(giver, taker)
        except AveError as error:
            self.tell(error)
            return
        self.reload()
        said = _n(
            "One contract goes to {name}; Ctrl+Z takes it back.",
            "{count} contracts go to {name}; Ctrl+Z takes it back.",
            len(moved.contracts),
            name=moved.taker.name,
        )
        self.tell_done(said)

    def action_new(self) -> None:
        """Add a facilitator."""
        self.post_message(EditRecord("facilitator", None, self._of_structure(), self._made))

    def _of_structure(self) -> dict[str, str | int | None]:
        structure = self.services.preference("space")
        return {"structure_id": structure or None}

    def _made(self, row: Id | None) -> None:
        if row is not None:
            self.reload()

    def action_back(self) -> None:
        """Go back to today."""
        self.post_message(GoTo(commands.TODAY.id))


def _told(moving: Moving) -> Iterator[str]:
    yield _("From {giver} to {taker}:", giver=moving.giver.name, taker=moving.taker.name)
    yield ""
    yield _n("One public contract", "{count} public contracts", len(moving.contracts))
    yield from _first(moving.contracts)
    if moving.visits:
        yield _n(
            "One visit with a next step", "{count} visits with a next step", len(moving.visits)
        )
        yield from _first(moving.visits)


def _first(some: Sequence[tuple[Id, str]]) -> Iterator[str]:
    """Yield the names of the first, and how many more there are."""
    for _row, name in some[:_NAMED]:
        yield f"  {fit(one_line(name), _LINE).rstrip()}"
    if len(some) > _NAMED:
        yield "  " + _("… and {count} more", count=len(some) - _NAMED)
