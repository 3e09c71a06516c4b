"""A bare Textual program: says hello, and echoes each key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Key


class Hello(App[None]):
    """The least that paints a screen and answers a key."""

    def compose(self) -> ComposeResult:
        """Show one line of text."""
        yield Static("hello there", markup=False)

    def on_key(self, event: Key) -> None:
        """Show the key."""
        self.query_one(Static).update(f"key {event.key}")


if __name__ == "__main__":
    Hello().run()
