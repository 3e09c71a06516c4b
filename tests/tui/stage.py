"""One screen on the real app: where it asks to go is noted instead of gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from ave_tui.app import AveApp
from screens import navigation
from screens.settings_lines import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.message import Message
    from textual.screen import Screen

    from ave_tui.services.workspace import Services
    from screens.exchange_lines import ExchangeLine
    from screens.settings_lines import Setting


class Stage(AveApp):
    """Shows one screen first; sections and records it asks for are kept in ``asked``."""

    def __init__(self, services: Services, make: Callable[[Services], Screen[None]]) -> None:
        super().__init__(services)
        self._make = make
        self.asked: list[Message] = []

    def get_default_screen(self) -> Screen[None]:
        return self._make(self.services)

    def _note(self, asked: Message) -> None:
        # Textual would also call the handler of the app that this one is made from.
        asked.prevent_default()
        self.asked.append(asked)

    @on(navigation.GoTo)
    def go_to(self, asked: navigation.GoTo) -> None:
        self._note(asked)

    @on(navigation.OpenRecord)
    def open_record(self, asked: navigation.OpenRecord) -> None:
        self._note(asked)

    @on(navigation.OpenHours)
    def open_hours(self, asked: navigation.OpenHours) -> None:
        self._note(asked)

    @on(navigation.OpenConflicts)
    def open_conflicts(self, asked: navigation.OpenConflicts) -> None:
        self._note(asked)


def down_to(lines: Iterable[Setting | ExchangeLine], does: str) -> list[str]:
    """Return the keys from the first of some lines to the one that does something."""
    all_do: list[str] = [line.does for line in lines]
    return ["down"] * all_do.index(does)


def down_to_setting(services: Services, does: str) -> list[str]:
    """Return the keys from the first line of the settings to the one that does something."""
    return down_to(settings(services, "textual-dark"), does)
