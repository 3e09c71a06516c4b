"""Sizing a clause: hours as one types, the inverse and other figures beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.services.sizing_words import subtitle
from ave_tui.widgets.form import FormField, RecordForm
from screens.base import AveScreen
from screens.choice import ChoiceScreen
from screens.navigation import GoTo, OpenDocument, PickRecord
from screens.sizing_face import Face
from screens.sizing_fields import shown_fields, sizing_fields
from screens.sizing_keep import KeepSizing

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.workspace import Services


_WIDE: Final = 110


class SizingScreen(AveScreen[None]):
    """A form by method, and what it gives; nothing is written before it is kept."""

    DEFAULT_CSS = """
    SizingScreen {
        & #sizing { layout: vertical; height: 1fr; }
        & RecordForm { height: auto; max-height: 70%; }
        & FormBody { height: auto; }
        & #gives { height: 1fr; padding: 0 1; background: $surface; }
        & #result { width: 1fr; }
        &.-wide #sizing { layout: horizontal; }
        &.-wide RecordForm { width: 54; height: 1fr; max-height: 100%; }
        &.-wide #gives { width: 1fr; height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.BACK,
        commands.KEEP,
        commands.EXPLAIN,
        commands.DRAFT,
        commands.AFTER_CHANGE,
        commands.CONVERT,
        commands.TRADES,
    )
    title_text = N_("Sizing")
    bar = (
        commands.KEEP,
        commands.EXPLAIN,
        commands.DRAFT,
        commands.AFTER_CHANGE,
        commands.BACK,
        commands.MENU,
        commands.HELP,
        commands.CONVERT,
        commands.TRADES,
    )
    help_text = N_(
        "The hours follow as you type. A trade fills in labour share and rate. The table shows "
        "other rates and efforts; below stand the steps and the versions that were kept. Enter "
        "keeps a version: the hours of the contract papers may differ, and both stay. Ctrl+O "
        "shows the calculation to print, Ctrl+B a draft of the clause. The menu has a converter "
        "of days and hours, and the table of trades."
    )
    takes_undo = False

    def __init__(self, services: Services, lot: Id = "", version: Id = "") -> None:
        super().__init__(services)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]
        self._sizing = services.sizing
        opened = self._sizing.version(version) if version else {}
        self._ground = self._sizing.ground(lot or str(opened.get("lot_id") or ""))
        self._start = {**self._sizing.start(self._ground), **opened}
        self._change: Id | None = None
        if isinstance(change := opened.get("amendment_id"), str):
            self._change = change
        self._trade = self._start.get("trade")

    def compose_body(self) -> ComposeResult:
        """Yield the fields, and beside or below them what they give."""
        with Container(id="sizing"):
            fields = sizing_fields([trade.name for trade in self._ground.trades])
            yield RecordForm([FormField(field, self._start.get(field.name)) for field in fields])
            with VerticalScroll(id="gives"):
                yield Static(markup=False, id="result")

    def on_mount(self) -> None:
        """Begin with the first figure."""
        self._form.focus()
        self._show_fields()

    @property
    def _form(self) -> RecordForm:
        return self.query_one(RecordForm)

    def _values(self) -> Values:
        values = self._form.values()
        return {**values, "amendment_id": self._change} if self._change else values

    def title_now(self) -> str:
        """Return the lot, where it is for one."""
        about = subtitle(self._ground)
        return f"{_('Sizing')} · {about}" if about else _("Sizing")

    def reload(self) -> None:
        """Read the lot and the rules anew: a trade or a version may be new."""
        lot = self._ground.lot
        self._ground = self._sizing.ground(lot.lot if lot else "")
        self._show_result()

    def on_resize(self) -> None:
        """Put what it gives beside or below the fields."""
        self._show_result()

    def _show_fields(self) -> None:
        self._form.show_only(shown_fields(self._form.values()))

    def _show_result(self) -> None:
        lot = self._ground.lot
        versions = self._sizing.versions(lot.lot) if lot else []
        high = self.app.size.width >= _WIDE
        face = Face(self._sizing, self._ground, self._values(), versions, high)
        self.query_one("#result", Static).update(face.text())

    def on_record_form_changed(self, event: RecordForm.Changed) -> None:
        """Show other fields for another method, fill in what a trade says, compute anew."""
        event.stop()
        if event.name == "method":
            self._show_fields()
        values = self._form.values()
        trade = values.get("trade")
        if event.name == "trade" and trade != self._trade:
            self._trade = trade
            for name, value in self._sizing.of_trade(self._ground, str(trade or "")).items():
                self._form.set_value(name, value)
        self._show_result()

    # What is done with it.

    def action_keep(self) -> None:
        """Keep a version, if all can be read."""
        self._form.submit()

    def on_record_form_submitted(self, event: RecordForm.Submitted) -> None:
        """Ask for the figure of the contract papers; for a lot first, where there is none."""
        event.stop()
        try:
            self._sizing.size(self._ground, event.values)
        except AveError as error:
            self.app.bell()
            self._form.refuse(error)
            return
        if self._ground.lot is None:
            self.post_message(PickRecord("lot", "", self._for_lot))
        else:
            self._ask_keep()

    def _for_lot(self, lot: Id | None) -> None:
        if lot is not None:
            self._ground = self._sizing.ground(lot)
            self.show_frame()
            self._show_result()
            self._ask_keep()

    def _ask_keep(self) -> None:
        def kept(done: bool | None) -> None:
            if done:
                self.reload()
                self.tell_done(_("This version is kept."))

        self.app.push_screen(KeepSizing(self._sizing, self._ground, self._values()), kept)

    def action_explain(self) -> None:
        """Show the calculation, to be printed."""
        try:
            self.post_message(OpenDocument(self._sizing.explain(self._ground, self._values())))
        except AveError as error:
            self._form.refuse(error)

    def action_draft(self) -> None:
        """Show a draft of the clause: with the notified hours, or else with those on the screen."""
        due = self._sizing.due_now(self._ground)
        try:
            due = due or self._sizing.size(self._ground, self._values()).due_seconds
        except AveError as error:
            self._form.refuse(error)
            return
        self.post_message(OpenDocument(self._sizing.draft(self._ground, due)))

    def action_after_change(self) -> None:
        """Choose a change of the contract: the amount is what it is after it."""
        options = self._sizing.change_options(self._ground)
        if not options:
            self.notify(_("No change of this contract is recorded."), markup=False)
            return

        def chosen(row: str | None) -> None:
            if row is None:
                return
            self._change = row or None
            for name, value in self._sizing.after_change(self._ground, row).items():
                if name == "amount_cents":
                    self._form.set_value(name, value)
            self._show_result()

        self.app.push_screen(ChoiceScreen(_("After which change?"), options), chosen)

    def action_convert(self) -> None:
        """Turn days into hours."""
        from screens.converter import ConverterScreen

        self.app.push_screen(ConverterScreen(self._ground.working))

    def action_trades(self) -> None:
        """Show the table of trades."""
        from screens.trades import TradesScreen

        self.app.push_screen(TradesScreen(self.services))

    def action_back(self) -> None:
        """Go back to where one came from: nothing was to be kept."""
        if len(self.app.screen_stack) > 2:
            self.dismiss(None)
        else:
            self.post_message(GoTo(commands.TODAY.id))
