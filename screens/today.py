"""Today: who owes me what this morning; each line opens where it is settled."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual.containers import Container
from textual.widgets import Static

from ave_tui import commands
from ave_tui.domain.period_words import long_day
from ave_tui.domain.words import N_
from ave_tui.i18n import _, _n, say
from ave_tui.services.today_lines import Line, Topic, Urgency
from ave_tui.widgets.cells import Toned, width_of
from ave_tui.widgets.columns import Column
from ave_tui.widgets.line_table import LineTable
from ave_tui.widgets.prose import Prose
from screens.base import AveScreen
from screens.navigation import GoTo, OpenConflicts, OpenHours, OpenRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from ave_tui.services.workspace import Services
    from ave_tui.widgets.rows import Cell

_MARKS: Final = {
    Urgency.LATE: Toned("✗", "error"),
    Urgency.SOON: Toned("!", "warning"),
    Urgency.CALM: Toned("·", "muted"),
}
_SOON: Final = 0.4
"""Seconds after the first frame, for what takes longer to find: whoever types is not held up."""


class TodayScreen(AveScreen[None]):
    """What wants doing, the most urgent first."""

    DEFAULT_CSS = """
    TodayScreen {
        & #counts {
            height: auto; max-height: 3; padding: 0 1;
            background: $surface; color: $text-muted;
        }
        & #today { layout: vertical; height: 1fr; }
        & LineTable { height: 1fr; }
        & #why { height: 3; padding: 0 1; background: $surface; }
        &.-wide #today { layout: horizontal; }
        &.-wide LineTable { width: 1fr; }
        &.-wide #why { width: 38; height: 1fr; padding: 1; }
    }
    """
    title_text = N_("Today")
    bar = (
        commands.OPEN,
        commands.HOURS,
        commands.VISITS,
        commands.EXCHANGE,
        commands.MENU,
        commands.HELP,
        commands.UNDO,
    )
    help_text: ClassVar[str] = N_(
        "What wants doing in your contracts, the most urgent first: ✗ is late, ! is soon, · may "
        "wait. Returns of hours that have not come, eligibility that ends or was not checked, what "
        "people who left early have not done, lots that will fall short at this pace, next steps "
        "after visits, needs of companies and calls after a contract, clauses without hours, "
        "contracts to close, doubtful hours, notices to give, laptops that disagree, hours that "
        "stand twice, and changes that were never sent. Enter opens the place where a line is "
        "settled."
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
        self._lines: Sequence[Line] = ()
        self._fresh = True

    def compose_body(self) -> ComposeResult:
        """Yield how many lines there are, the lines, and the whole text of one."""
        yield Static(markup=False, id="counts")
        with Container(id="today"):
            yield LineTable()
            yield Static(markup=False, id="why")

    def on_mount(self) -> None:
        """Take the arrows."""
        self.query_one(LineTable).focus()

    def title_now(self) -> str:
        """Return the day, as one says it in the morning."""
        return _("Today, {day}", day=say(long_day(self.services.today.today)))

    def status_now(self) -> str:
        """Return who works here, and for whom where both fit beside the day."""
        me, structure = self.services.today.greeted()
        bare = "" if self.services.today.is_protected else _("not protected")
        room = self.app.size.width - width_of(self.title_now() + self.mark_now()) - 4
        for told in ((me, structure, bare), (me, structure), (me, bare)):
            status = " · ".join(filter(None, told))
            if width_of(status) <= room:
                return status
        return me

    def reload(self) -> None:
        """Look at the records again; the cursor stays on its line."""
        table = self.query_one(LineTable)
        here = self._lines[table.cursor] if table.cursor < len(self._lines) else None
        self._lines = self.services.today.lines(at_once=self._fresh)
        if self._fresh:
            self._fresh = False
            self.set_timer(_SOON, self._find_the_rest)
        table.show_columns(_columns())
        again = [
            index
            for index, line in enumerate(self._lines)
            if here and (line.topic, line.opens) == (here.topic, here.opens)
        ]
        # A line that was settled is gone: its place is where one goes on.
        table.show_rows(
            _Shown(self._lines),
            cursor=again[0] if again else table.cursor,
            empty=_("Nothing presses. F3 types in hours, F8 notes a visit."),
        )
        self.query_one("#counts", Static).update(Prose(_counts(self._lines)))
        self._show_why(table.cursor)

    def _find_the_rest(self) -> None:
        """Show what the first frame left out; a screen that comes back to the front does it too."""
        if self.is_current and not self.services.is_locked:
            self.reload()

    def _show_why(self, index: int) -> None:
        said = Text()
        if index < len(self._lines):
            line = self._lines[index]
            said.append(line.about or _(line.topic.label), style="bold")
            said.append("\n" + say(line.why))
        self.query_one("#why", Static).update(said)

    def on_line_table_row_highlighted(self, event: LineTable.RowHighlighted) -> None:
        """Show the whole line, which may be longer than the table is wide."""
        event.stop()
        self._show_why(event.index)

    def on_line_table_row_chosen(self, event: LineTable.RowChosen) -> None:
        """Open the place where the line is settled."""
        event.stop()
        opens = self._lines[event.index].opens
        if opens.how == "record":
            self.post_message(OpenRecord(opens.what, opens.row))
        elif opens.how == "hours":
            self.post_message(OpenHours(opens.what, opens.row))
        elif opens.how == "conflict":
            self.post_message(OpenConflicts(opens.row))
        else:
            self.post_message(GoTo(opens.what))


class _Shown:
    """Lines as a table asks for them; a sentence is only said when it comes into sight."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def row(self, index: int) -> Sequence[Cell]:
        """Return the cells of a line."""
        line = self._lines[index]
        return _MARKS[line.urgency], _(line.topic.label), line.about, say(line.why)


def _columns() -> tuple[Column, ...]:
    return (
        Column("", width=1),
        Column(_("What"), width=13),
        Column(_("Who"), share=2),
        Column(_("Why"), share=3),
    )


def _counts(lines: Sequence[Line]) -> str:
    """Return how many lines there are, and how many of each topic."""
    if not lines:
        return ""
    late = sum(line.urgency is Urgency.LATE for line in lines)
    parts = [_n("one thing to do", "{count} things to do", len(lines))]
    if late:
        parts.append(_n("one late", "{count} late", late))
    topics = Counter(line.topic for line in lines)
    parts += [f"{_(topic.label)}\u00a0{topics[topic]}" for topic in Topic if topics[topic]]
    return " · ".join(parts)
