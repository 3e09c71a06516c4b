"""Reads the screen as text, for tests that assert on what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.settings_lines import settings

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App
    from textual.pilot import Pilot
    from textual.screen import Screen

    from ave_tui.services.workspace import Services
    from screens.settings_lines import Does


def shown_lines(app: App[None]) -> list[str]:
    """Return the lines of the screen as they are painted, without their styles."""
    return [
        "".join(segment.text for segment in line)
        for line in app.screen._compositor.render_strips(app.size)
    ]


def is_front(app: App[None], screen: type[Screen[Any]]) -> bool:
    """Tell whether a screen of this kind is in front."""
    return isinstance(app.screen, screen)


def place_in_settings(services: Services, does: Does) -> int:
    """Return how many lines of the settings lie above the one that does something."""
    return [line.does for line in settings(services, "textual-dark")].index(does)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until no thread works beside the screen, and what came of it is shown."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()
