"""One screen on the real app: where it asks to go is noted instead of gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from ave_tui.app import AveApp
from screens import navigation

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message
    from textual.screen import Screen

    from ave_tui.services.workspace import Services


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
