"""One rule: all the values it was given, for whom and since when; each can be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.choices import Choice
from ave_tui.domain.rules import Unit
from ave_tui.domain.schema import Field, Kind
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.services.labels import day_text
from ave_tui.services.rule_words import default_text, today_text, value_text
from ave_tui.widgets.cells import Toned
from ave_tui.widgets.columns import Column
from ave_tui.widgets.form import FormField
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.prose import Prose
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.navigation import OpenHistory
from screens.small_form import SmallFormScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.domain.rules import Dated
    from ave_tui.domain.schema import Values
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.rows import Cell

_KINDS = {
    Unit.SECONDS: Kind.SECONDS,
    Unit.DAYS: Kind.COUNT,
    Unit.MONTHS: Kind.COUNT,
    Unit.COUNT: Kind.COUNT,
    Unit.CENTS: Kind.CENTS,
    Unit.HUNDREDTHS: Kind.HUNDREDTHS,
    Unit.FLAG: Kind.FLAG,
}


class RuleScreen(AveScreen[None]):
    """Ctrl+N gives a value from a day on, Enter mends one, Del takes it back."""

    DEFAULT_CSS = """
    RuleScreen {
        & #about { height: auto; max-height: 6; padding: 0 1; background: $surface; }
        & LineTable { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(
        commands.BACK, commands.NEW, commands.DELETE, commands.RECORD_HISTORY
    )
    bar = (
        commands.NEW,
        commands.OPEN,
        commands.DELETE,
        commands.BACK,
        commands.RECORD_HISTORY,
        commands.MENU,
        commands.HELP,
        commands.UNDO,
    )
    help_text = N_(
        "Every value that this rule was given. Ctrl+N gives another one from a day on, for all or "
        "for one contracting authority, whose value wins. Enter mends a value, Del takes it back: "
        "the one before it holds again. The last line is the default."
    )

    def __init__(self, services: Services, name: str) -> None:
        super().__init__(services)
        self._settings = services.settings
        self._rule = self._settings.rule_in_use(name)

    def compose_body(self) -> ComposeResult:
        """Yield what the rule is about, and its values."""
        yield Static(markup=False, id="about")
        yield LineTable()

    def on_mount(self) -> None:
        """Take the arrows."""
        self.query_one(LineTable).focus()

    def title_now(self) -> str:
        """Return what the rule is called."""
        return _("Rule · {name}", name=_(self._rule.rule.label))

    def reload(self) -> None:
        """Show what it was given."""
        rule = self._rule = self._settings.rule_in_use(self._rule.rule.name)
        today = self.services.clock().date().isoformat()
        default = default_text(rule.rule, today)
        said = _("Today: {value}", value=today_text(rule)) + "\n"
        said += _("Default: {value}. {source}", value=default, source=_(rule.rule.source))
        self.query_one("#about", Static).update(Prose(said))
        names = self.services.records.labels("authority", [v.authority for v in rule.values])
        table = self.query_one(LineTable)
        table.show_columns(
            (
                Column(_("Applies since"), width=14),
                Column(_("Value"), share=2),
                Column(_("For"), share=3),
                Column(_("Source"), share=3, gives_way=1, tone="muted"),
            )
        )
        lines: list[tuple[Cell, ...]] = [
            (
                Text(day_text(value.since) or _("always"), "bold" if value is rule.holding else ""),
                value_text(rule.rule, value.number, value.codes.split()),
                names.get(value.authority, "") or _("all"),
                value.source,
            )
            for value in rule.values
        ]
        lines += [
            (day_text(since), value_text(rule.rule, number), _("all"), _(rule.rule.source))
            for since, number in reversed(rule.rule.built_in)
        ]
        first = value_text(rule.rule, rule.rule.default, rule.rule.codes)
        default_line = (Toned(_("default"), "muted"), first, _("all"), _(rule.rule.source))
        table.show_rows(ListRows([*lines, default_line]))

    def _value(self) -> Dated | None:
        cursor = self.query_one(LineTable).cursor
        return self._rule.values[cursor] if cursor < len(self._rule.values) else None

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Mend the value of the line; on the default, give one."""
        event.stop()
        self._ask(self._value())

    def action_new(self) -> None:
        """Give another value."""
        self._ask(None)

    def _ask(self, value: Dated | None) -> None:
        rule = self._rule

        def keep(typed: Values) -> None:
            number = typed.get("number")
            self._settings.set_rule(
                rule.rule.name,
                number if isinstance(number, int) else None,
                str(typed["since"] or ""),
                str(typed["source"] or ""),
                authority=str(typed["authority"] or ""),
                codes=str(typed.get("codes") or ""),
                row=value.row if value else "",
            )

        form = SmallFormScreen(_(rule.rule.label), _(rule.rule.source), self._fields(value), keep)
        self.app.push_screen(form, lambda _kept: self.reload())

    def _fields(self, value: Dated | None) -> list[FormField]:
        rule = self._rule.rule
        if rule.unit is Unit.CODES:
            codes = value.codes if value else " ".join(self._rule.codes)
            hint = _("Codes with blanks between; by default: {codes}", codes=" ".join(rule.codes))
            field = Field("codes", Kind.TEXT, N_("Codes"), required=True)
            figure = FormField(field, codes, hint=hint)
        else:
            number = value.number if value else self._rule.number
            figure = FormField(
                Field("number", _KINDS[rule.unit], N_("Figure"), required=True), number
            )
        records = self.services.records
        named = records.labels("authority", records.find("authority"))
        members = [(f"A{at}", pair) for at, pair in enumerate(named.items()) if pair[1]]
        authorities = cast("type[Choice]", Choice("Authorities", members))  # type: ignore[arg-type]
        since = self.services.clock().date().isoformat() if value is None else value.since
        return [
            figure,
            FormField(Field("since", Kind.DATE, N_("Applies since")), since or None),
            FormField(
                Field("authority", Kind.CHOICE, N_("Only for"), choices=authorities),
                value.authority or None if value else None,
                hint=_("Empty: for all. Type the first letters of an authority; Del empties."),
            ),
            FormField(Field("source", Kind.TEXT, N_("Source")), value.source if value else None),
        ]

    def action_delete(self) -> None:
        """Take the value back."""
        value = self._value()
        if value is None:
            self.app.bell()
            return
        self._settings.unset_rule(value.row)
        self.reload()

    def action_record_history(self) -> None:
        """Show who gave the value."""
        value = self._value()
        if value is None:
            self.app.bell()
        else:
            self.post_message(OpenHistory("rule_setting", value.row))

    def action_back(self) -> None:
        """Go back to the rules."""
        self.dismiss(None)
