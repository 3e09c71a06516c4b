"""Every rule: its value today, since when, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.folding import fold
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n
from ave_tui.services.rule_words import default_text, since_text, source_text, today_text
from ave_tui.widgets.columns import Column
from ave_tui.widgets.filter_list import FilterList
from ave_tui.widgets.prose import Prose
from ave_tui.widgets.rows import ListRows
from screens.base import AveScreen
from screens.navigation import GoTo

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ave_tui.services.rule_settings import RuleInUse
    from ave_tui.services.workspace import Services
    from ave_tui.widgets.line_table import LineTable


_WIDE: Final = 110
"""Narrower, the source stands below the list alone."""


class RulesScreen(AveScreen[None]):
    """A line a rule; Enter shows its values and changes them."""

    DEFAULT_CSS = """
    RulesScreen {
        & FilterList { height: 1fr; }
        & #about { height: 5; padding: 0 1; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = commands.bindings(commands.BACK)
    title_text = N_("Rules")
    bar = (commands.OPEN, commands.BACK, commands.MENU, commands.HELP, commands.UNDO)
    help_text = N_(
        "What differs from place to place or from year to year: each rule with its value today, "
        "since when it holds, and where it comes from. ● marks values of your own, + those of one "
        "contracting authority. Type letters to find a rule; Enter changes it. A value holds from "
        "its day on, what was counted before stays as it was. Rules travel with your files."
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._settings = services.settings
        self._rules: list[RuleInUse] = []

    def compose_body(self) -> ComposeResult:
        """Yield the list, and what the rule under the cursor is about."""
        yield FilterList(())
        yield Static(markup=False, id="about")

    def on_mount(self) -> None:
        """Let letters go to the filter."""
        self.query_one(FilterList).focus()

    @property
    def _today(self) -> str:
        return self.services.clock().date().isoformat()

    def on_resize(self) -> None:
        """Show the source where there is room for it."""
        self.reload()

    def reload(self) -> None:
        """Show what holds now."""
        every = self._settings.rules()
        found = self.query_one(FilterList)
        words = fold(found.text).split()
        self._rules = [rule for rule in every if all(word in _searched(rule) for word in words)]
        columns = [
            Column("", width=2),
            Column(_("Rule"), share=5),
            Column(_("Today"), share=2, align="right"),
            Column(_("Since"), width=11, gives_way=1),
        ]
        if self.app.size.width >= _WIDE:
            columns.append(Column(_("Source"), share=5, tone="muted"))
        found.table.show_columns(tuple(columns))
        found.show_rows(ListRows([self._line(rule) for rule in self._rules]), len(every))
        self._show_about(found.table.cursor)

    def _line(self, rule: RuleInUse) -> tuple[str, ...]:
        mark = ("●" if rule.holding else "") + ("+" if rule.exceptions else "")
        since = since_text(rule, self._today)
        cells = (mark, _(rule.rule.label), today_text(rule), since, source_text(rule))
        return cells if self.app.size.width >= _WIDE else cells[:-1]

    def _show_about(self, index: int) -> None:
        said: RenderableType = Text("")
        if index < len(self._rules):
            said = Prose("\n".join(self._about(self._rules[index])))
        self.query_one("#about", Static).update(said)

    def _about(self, rule: RuleInUse) -> list[str]:
        source = source_text(rule)
        lines = [_(rule.rule.label), f"{today_text(rule)}{' · ' if source else ''}{source}"]
        if rule.holding is not None:
            default = default_text(rule.rule, self._today)
            lines.append(_("Default: {value}. {source}", value=default, source=_(rule.rule.source)))
        if rule.exceptions:
            lines.append(
                _n(
                    "One contracting authority has a value of its own.",
                    "{count} contracting authorities have values of their own.",
                    rule.exceptions,
                )
            )
        return lines

    def on_filter_list_filter_changed(self, event: FilterList.FilterChanged) -> None:
        """Show the rules with these letters."""
        event.stop()
        self.reload()

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Say what the rule is about."""
        event.stop()
        self._show_about(event.index)

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Show the values of the rule."""
        event.stop()
        from screens.rule import RuleScreen

        self.app.push_screen(RuleScreen(self.services, self._rules[event.index].rule.name))

    def action_back(self) -> None:
        """Go back to the settings."""
        self.post_message(GoTo(commands.SETTINGS.id))


def _searched(rule: RuleInUse) -> str:
    return fold(f"{_(rule.rule.label)} {source_text(rule)} {rule.rule.name}")
