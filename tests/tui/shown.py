"""Reads the screen as text, for tests that assert on what is shown."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from textual.widgets._toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from textual.app import App
    from textual.pilot import Pilot
    from textual.screen import Screen


def shown_lines(app: App[None]) -> list[str]:
    """Return the lines of the screen as they are painted, without their styles."""
    return [
        "".join(segment.text for segment in line)
        for line in app.screen._compositor.render_strips(app.size)
    ]


def toasted(app: App[None]) -> str:
    """Return what the toasts on the screen say, each on a line of its own."""
    told = [toast._notification for toast in app.screen.query(Toast)]
    return "\n".join(" ".join(f"{each.title} {each.message}".split()) for each in told)


def is_front(app: App[None], screen: type[Screen[Any]]) -> bool:
    """Tell whether a screen of this kind is in front."""
    return isinstance(app.screen, screen)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until no thread works beside the screen, and what came of it is shown."""
    idle = 0
    while idle < 3:
        idle = 0 if any(not worker.is_finished for worker in pilot.app.workers) else idle + 1
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def until(pilot: Pilot[None], fact: Callable[[], bool]) -> None:
    """Wait until something is so, as long as a slow machine may need for it."""
    too_long = monotonic() + 30
    while not fact():
        assert monotonic() < too_long, "\n".join(shown_lines(pilot.app))
        await pilot.pause(0.01)


async def until_shown(pilot: Pilot[None], text: str) -> None:
    """Wait until a text is on the screen."""
    await until(pilot, lambda: text in "\n".join(shown_lines(pilot.app)))
