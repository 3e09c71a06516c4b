"""The real program opened on a list of records, for tests by keys."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ave_tui.app import AveApp
from ave_tui.domain.changes import new_id
from ave_tui.services.workspace import Services
from tests.homes import empty_home

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from textual.screen import Screen

SIZES = [(80, 24), (120, 40)]


class RecordsApp(AveApp):
    """Begins with one list instead of with today."""

    def __init__(self, services: Services, module: str, screen: str) -> None:
        super().__init__(services)
        self._first = (f"screens.{module}", screen)

    def get_default_screen(self) -> Screen[None]:
        """Return the list."""
        module, screen = self._first
        made: Screen[None] = getattr(import_module(module), screen)(self.services)
        return made


def services_in(folder: Path, clock: Callable[[], datetime]) -> Services:
    """Return the services over a home that is nobody's first day."""
    services = Services(empty_home(folder), clock)
    services.ledger.prefer("space", new_id())
    return services
