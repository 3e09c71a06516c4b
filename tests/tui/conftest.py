"""Waiting for the program, not for the machine.

Textual's pilot takes a program for idle when its process uses little of the processor. On a machine
that does much else this is so while the program still waits for its turn, and a key is then typed
into a screen that has not come yet. Here a test goes on when nothing is left to be dealt with.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any, Final

import pytest
from textual import app as textual_app
from textual import pilot as textual_pilot
from textual._context import active_app

from ave_tui.widgets import keys_in_order

if TYPE_CHECKING:
    from textual.app import App

_ROUNDS: Final = 3
"""So often in a row nothing must be left: between two looks, what was done may have led on."""
_PATIENCE: Final = 30.0
"""Seconds: a program that goes on by itself is never done."""


def _is_quiet(app: App[Any]) -> bool:
    """Tell whether no key, message or callback is left, in any screen."""
    if isinstance(app, keys_in_order.KeysInOrder):
        follower = app._follower
        if app._typed_ahead or (follower is not None and follower.target.is_attached):
            return False
    if app._resize_event is not None:
        return False
    screens = app.screen_stack
    # Screens that lie below keep theirs until they are in front again.
    if not screens or app.screen._callbacks:
        return not screens
    pumps = (pump for screen in screens for pump in screen.walk_children(with_self=True))
    return not any(pump.message_queue_size or pump._next_callbacks for pump in (app, *pumps))


async def _until_quiet(app: App[Any]) -> None:
    until = monotonic() + _PATIENCE
    quiet = 0
    while quiet < _ROUNDS and app.is_running and app.screen_stack and monotonic() < until:
        # Has each widget of the screen deal with all that it had waiting, and with what it is at.
        await textual_pilot.Pilot(app)._wait_for_screen()
        if app.screen_stack:
            app.screen._on_timer_update()
        quiet = quiet + 1 if _is_quiet(app) else 0


@pytest.fixture(autouse=True)
def wait_for_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every key and every pause of a pilot wait until the program has nothing left to do."""

    async def wait(min_sleep: float = 0, max_sleep: float = 0) -> None:
        await _until_quiet(active_app.get())

    # A user would rather have a key too early than a program that hangs; a test would not.
    monkeypatch.setattr(keys_in_order, "_PATIENCE", _PATIENCE)
    monkeypatch.setattr(textual_app, "wait_for_idle", wait)
    monkeypatch.setattr(textual_pilot, "wait_for_idle", wait)
