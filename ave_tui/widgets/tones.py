"""The colours of states, the same in every table; each comes with a word or a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from textual.widget import Widget

_MUTED = "muted"


def tone_style(widget: Widget, prefix: str, tone: str) -> Style:
    """Return the colour of a tone, to lay over others; readable on light and on dark.

    Tones have no component classes, which Textual would style anew for each widget at each change;
    only ``muted`` has one of the widget's prefix: it depends on the background.
    """
    if tone == _MUTED:
        return component_style(widget, f"{prefix}--{_MUTED}", whole=False)
    return Style(color=Color.parse(widget.app.theme_variables[f"text-{tone}"]).rich_color)


def component_style(widget: Widget, name: str, *, whole: bool) -> Style:
    """Return the style of a component class, or only what its own rules say, to lay over others.

    Textual's partial styles would resolve ``auto`` and transparent colours against black.
    """
    styles = widget.get_component_styles(name)
    style = styles.rich_style
    if whole:
        return style
    return styles.text_style + Style(
        color=style.color if styles.has_rule("color") else None,
        bgcolor=style.bgcolor if styles.has_rule("background") else None,
    )
