"""Keys in the order in which they were typed, however fast.

A key that the widget in focus has no use for itself, as Enter or Tab, climbs from queue to queue up
to the app before its command is run. Whoever types faster than that, or while something is written
to the disk, would have the figures after it arrive first: ``27 Enter 28`` became ``2728``.
"""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual import events
from textual.app import App
from textual.message import Message

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

_ROUNDS: Final = 3
"""A key may lead to a message, and that to another one, before a screen is asked for."""
_LOOK_AGAIN: Final = 0.02
_PATIENCE: Final = 1.0
"""After so many seconds the next key no longer waits, whatever became of the one before."""


class KeyFollowed(Message):
    """Climbs behind a key: where it arrives, all that the key led to has been dealt with."""

    def __init__(self, target: Widget, before: Screen[object], rounds: int) -> None:
        super().__init__()
        self.target = target
        self.before = before
        self.rounds = rounds


class KeysInOrder(App[None]):
    """Lets a key or a paste out only when what the one before led to has been done."""

    def __init__(self) -> None:
        super().__init__()
        self._typed_ahead: deque[events.Key | events.Paste] = deque()
        self._follower: KeyFollowed | None = None
        self._under_way_since = 0.0

    async def on_event(self, event: events.Event) -> None:
        """Put what is typed or pasted in a row; everything else goes its usual way."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed_ahead.append(event)
        if len(self._typed_ahead) == 1:
            await self._go_on()

    async def _go_on(self) -> None:
        """Let out the next key, unless the one before is still on its way."""
        follower = self._follower
        if follower is None or not follower.target.is_attached:
            # Where its screen was closed, what followed the key has gone with it.
            await self._let_out()
        elif monotonic() - self._under_way_since > _PATIENCE:
            await self._let_out()
        elif self._typed_ahead:
            self.set_timer(_LOOK_AGAIN, self._go_on)

    async def _let_out(self) -> None:
        """Send what was typed on its way, up to the first thing that is to be waited for."""
        self._follower = None
        while self._typed_ahead and self._follower is None and self.screen_stack:
            event = self._typed_ahead.popleft()
            screen, target = self.screen, self.focused or self.screen
            await super().on_event(event)
            if event.is_forwarded:
                self._under_way_since = monotonic()
                self._follow(KeyFollowed(target, screen, _ROUNDS))

    def _follow(self, follower: KeyFollowed) -> bool:
        followed = follower.target.is_attached and follower.target.post_message(follower)
        self._follower = follower if followed else None
        return followed

    async def on_key_followed(self, message: KeyFollowed) -> None:
        """Go on, once more or with the next key; a screen that has just come must stand first."""
        message.stop()
        if message is not self._follower or not self.screen_stack:
            return
        rounds = message.rounds - 1
        if rounds and self._follow(KeyFollowed(message.target, message.before, rounds)):
            return
        if self.screen is message.before or not self.screen.call_after_refresh(self._let_out):
            await self._let_out()
