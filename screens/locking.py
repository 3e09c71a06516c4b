"""An app whose screen can be locked: at the start, by a key, and when nobody is there."""

from __future__ import annotations

import contextlib
from importlib import import_module
from typing import TYPE_CHECKING, Final

from textual import events, on
from textual.app import App

from ave_tui.domain.errors import AveError
from screens.base import AveScreen
from screens.navigation import Unlocked

if TYPE_CHECKING:
    from datetime import datetime

    from textual.notifications import SeverityLevel
    from textual.timer import Timer

    from ave_tui.services.workspace import Services

LOOK: Final = 30.0
"""Seconds between two looks at the clock: a timer stands still while the laptop sleeps."""
_MINUTE: Final = 60
SETTLE: Final = 1.0
"""Seconds until the records close under a locked screen: what was typed just before is on its way
through the screens, and may still ask or write."""


class LockingApp(App[None]):
    """Locks the screen; where one was stays as it is underneath."""

    services: Services

    def __init__(self) -> None:
        super().__init__()
        self._locked = False
        self._lock_timer: Timer | None = None
        self._looking: Timer | None = None
        self._touched: datetime | None = None

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a toast, but none over a locked screen: what was just done may name somebody."""
        if not self._locked:
            super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def watch_idle(self) -> None:
        """Begin to look whether anybody is there."""
        self._touched = self.services.clock()
        if self._looking is None:
            self._looking = self.set_interval(LOOK, self.look)

    def look(self) -> None:
        """Lock the screen if nobody has been there for too long."""
        if self._is_over():
            self.lock()

    def _is_over(self) -> bool:
        if self._locked or self._touched is None or self.services.is_locked:
            return False
        if not self.services.database.is_protected:
            return False
        gone = (self.services.clock() - self._touched).total_seconds()
        # Asked of the records only where it can matter: this is on the way of every key.
        return gone >= _MINUTE and 0 < self.services.protection.idle_minutes * _MINUTE <= gone

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there; a key that comes too late opens nothing."""
        if self._touched is not None and isinstance(event, events.InputEvent | events.Paste):
            if self._is_over() and self.lock():
                event.stop()
                return
            self._touched = self.services.clock()
        await super().on_event(event)

    def action_lock(self) -> None:
        """Lock the screen at once."""
        if self.services.is_locked or self._locked:
            return
        if not self.services.database.is_protected:
            from ave_tui.services.protection_errors import NotProtectedError
            from screens.forgotten import tell_over

            tell_over(self.screen, NotProtectedError())
        elif not self.lock():
            self.bell()

    def lock(self) -> bool:
        """Show nothing any more and close the records; return False while a long task runs."""
        from screens.unlock import UnlockScreen
        from screens.waiting import WaitingScreen

        if any(isinstance(screen, WaitingScreen) for screen in self.screen_stack):
            return False
        self._locked = True
        self.clear_notifications()
        self.push_screen(UnlockScreen(self.services, again=True))
        self._lock_timer = self.set_timer(SETTLE, self._close)
        return True

    def _close(self) -> None:
        services = self.services
        # Whoever shuts the lid on it may never leave: what leaving would copy is copied now. It is
        # only a help, and so is the mark of how far this laptop has written: no disk, no mark.
        if not services.is_locked and services.refusal is None:
            with contextlib.suppress(OSError, AveError):
                services.upkeep.back_up_on_leaving()
        with contextlib.suppress(OSError, AveError):
            self.services.lock()

    @on(Unlocked)
    async def unlocked(self) -> None:
        """Show again what was there, or begin."""
        if self._lock_timer is not None:
            self._lock_timer.stop()
        if not self._locked:
            await self.begin()
        else:
            # Not only those that come to the front: each may hold what belonged to the old opening.
            for screen in self.screen_stack:
                if isinstance(screen, AveScreen) and screen.is_mounted:
                    screen.reload()
            self._locked = False
            self.pop_screen()
        self.watch_idle()

    async def begin(self) -> None:
        """Show the first screen of records that were just opened."""

    def ask_password(self) -> None:
        """Ask for the password before anything of the records is there to be shown."""
        from screens.unlock import UnlockScreen

        self.push_screen(UnlockScreen(self.services))
        self.call_after_refresh(self._warm_up)

    def _warm_up(self) -> None:
        """Import what the first screen wants while the password is being typed."""

        def get() -> None:
            for name in ("nacl.secret", "screens.today", "ave_tui.services.today"):
                import_module(name)

        self.run_worker(get, thread=True)
