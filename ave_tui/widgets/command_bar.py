"""The bottom line: the commands one needs most on this screen, each with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from ave_tui.widgets.cells import fit, one_line, width_of
from ave_tui.widgets.tones import component_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class Shown(Protocol):
    """What a command must say of itself to stand in the bar."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys as Textual names them."""
        ...

    @property
    def shown_key(self) -> str:
        """Its first key as the keyboard says it."""
        ...

    @property
    def shown_label(self) -> str:
        """What it is called, in the user's language."""
        ...


class CommandBar(Widget):
    """Keys and names of commands; as many as there is room for, a click is as good as the key."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--key"}
    DEFAULT_CSS = """
    CommandBar {
        dock: bottom; height: 1; width: 1fr;
        background: $panel; color: $foreground;
        & > .bar--key { color: $text-accent; text-style: bold; }
    }
    """

    def __init__(self, commands: Sequence[Shown] = ()) -> None:
        super().__init__()
        self._commands = commands
        self._ends: list[tuple[int, Shown]] = []

    def show(self, commands: Sequence[Shown]) -> None:
        """Show other commands."""
        self._commands = commands
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is but one
        """Return the line; words are looked up now, so that it speaks today's language."""
        width = self.size.width
        key_style = component_style(self, "bar--key", whole=True)
        label_style = self.rich_style
        segments: list[Segment] = []
        taken = 0
        self._ends = []
        for command in self._commands:
            if not command.keys:
                # Only the menu gives it: here its name would promise a key.
                continue
            key, label = f" {command.shown_key}", f" {one_line(command.shown_label)} "
            needed = width_of(key) + width_of(label)
            if taken + needed > width:
                continue
            taken += needed
            segments += [Segment(key, key_style), Segment(label, label_style)]
            self._ends.append((taken, command))
        segments.append(Segment(fit("", width - taken), label_style))
        return Strip(segments, width)

    def on_click(self, event: events.Click) -> None:
        """Do as if the key of the clicked command were pressed."""
        for end, command in self._ends:
            if event.x < end:
                if command.keys:
                    self.app.simulate_key(command.keys[0])
                return
