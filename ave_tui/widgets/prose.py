"""Sentences over several lines, wrapped as French wants it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult


class Prose:
    """A text whose lines never begin with ``:`` or ``»``: Rich would break at no-break spaces."""

    def __init__(self, text: str, style: str = "") -> None:
        self.text = text
        self.style = style

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield a text for each paragraph."""
        for paragraph in self.text.split("\n"):
            yield Text(wrapped(paragraph, options.max_width), style=self.style)


def wrapped(paragraph: str, width: int) -> str:
    """Return a paragraph broken between words, but never at a no-break space."""
    return "\n".join(textwrap.wrap(paragraph, max(1, width), break_on_hyphens=False))
