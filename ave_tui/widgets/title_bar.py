"""The top line: where one is, and at the right what is waiting to be sent or settled."""

from __future__ import annotations

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from ave_tui.widgets.cells import fit, one_line, width_of


class TitleBar(Widget):
    """One line that never takes the focus: title left, status right."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TitleBar {
        dock: top; height: 1; width: 1fr;
        background: $panel; color: $foreground; text-style: bold;
    }
    """

    title: reactive[str] = reactive("")
    """Where the user is, in their language."""
    mark: reactive[str] = reactive("")
    """What holds of everything that is shown, as that it can only be read; never cut."""
    status: reactive[str] = reactive("")
    """Unsent changes, conflicts, the structure: what the user should not forget."""

    def __init__(self, title: str = "", status: str = "") -> None:
        super().__init__()
        self.set_reactive(TitleBar.title, title)
        self.set_reactive(TitleBar.status, status)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is but one
        """Return the line; where both don't fit, the title is cut, but never its mark."""
        width = self.size.width
        status = one_line(self.status)
        room = min(width_of(status), max(0, width - 2))
        title = one_line(f" {self.title}")
        left = fit(title, min(width_of(title), width - room - 2 - width_of(self.mark)))
        left = fit(left + self.mark, width - room - 2)
        line = fit(f"{left} {fit(status, room)} ", width)
        return Strip([Segment(line, self.rich_style)], width)
