"""The table of trades: labour share and rate, built in or one's own, since when and by whom."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.services.sizing_papers import sourced
from ave_tui.services.sizing_words import euros, percent
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.navigation import EditRecord

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.schema import Values
    from ave_tui.domain.trades import TradeRate
    from ave_tui.services.workspace import Services


class TradesScreen(AveScreen[None]):
    """Enter sets one's own figures for a trade, Ctrl+N adds a trade."""

    DEFAULT_CSS = """
    TradesScreen { & LineTable { height: 1fr; } & #about { height: 2; padding: 0 1; } }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.BACK, commands.NEW, commands.DELETE
    )
    title_text = N_("Trades")
    bar = (commands.OPEN, commands.NEW, commands.DELETE, commands.BACK, commands.HELP)
    help_text = N_(
        "What of a price is labour, and what an hour of it costs. The built-in shares are "
        "published ones of the 2010s. Enter sets your own from a date on, Del takes them back. "
        "Where no rate is set, the rule “hourly rate” holds."
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._trades: tuple[TradeRate, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Yield the table, and where the figures of a trade come from."""
        yield LineTable()
        yield Static(markup=False, id="about")

    def on_mount(self) -> None:
        """Take the arrows."""
        self.query_one(LineTable).focus()

    def reload(self) -> None:
        """Show what holds today."""
        ground = self.services.sizing.ground()
        self._trades = ground.trades
        table = self.query_one(LineTable)
        table.show_columns(
            (
                Column(_("Trade"), share=3),
                Column(_("Labour"), 13, align="right"),
                Column(_("Rate"), 10, align="right"),
                Column(_("Source"), share=4, gives_way=1, tone="muted"),
            )
        )
        table.show_rows(
            ListRows(
                [
                    (
                        trade.name,
                        "" if trade.labour_share is None else _share(trade.labour_share),
                        euros(ground.rate_cents if trade.rate_cents is None else trade.rate_cents),
                        sourced(trade.since, _(trade.source)),
                    )
                    for trade in self._trades
                ]
            )
        )
        self._show_about(table.cursor)

    def _show_about(self, index: int) -> None:
        said = ""
        if index < len(self._trades):
            trade = self._trades[index]
            whose = _("your own figures") if trade.row else _("built in")
            name = _("{name}:", name=trade.name)
            said = f"{name} {whose}. {sourced(trade.since, _(trade.source))}"
        self.query_one("#about", Static).update(said)

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Say where the figures come from."""
        event.stop()
        self._show_about(event.index)

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Set one's own figures of the trade."""
        event.stop()
        trade = self._trades[event.index]
        if trade.row:
            self.post_message(EditRecord("trade_rate", trade.row))
            return
        initial: Values = {"name": trade.name, "labour_share": trade.labour_share}
        self.post_message(EditRecord("trade_rate", None, initial))

    def action_new(self) -> None:
        """Add a trade."""
        self.post_message(EditRecord("trade_rate"))

    def action_delete(self) -> None:
        """Take one's own figures back."""
        cursor = self.query_one(LineTable).cursor
        if cursor < len(self._trades) and self._trades[cursor].row:
            self.services.records.withdraw("trade_rate", self._trades[cursor].row)
            self.reload()
        else:
            self.app.bell()

    def action_back(self) -> None:
        """Go back to the sizing."""
        self.dismiss(None)


def _share(hundredths: int) -> str:
    return percent(Fraction(hundredths, 100))
