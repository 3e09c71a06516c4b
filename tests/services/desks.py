"""Laptops with their exchange, their trust and what looks at files: what sealed files are tried on.

`Desk` is a laptop of the structure `SPACE`, or of none yet.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ave_tui.domain.changes import Change, hours_entry_id, new_id
from ave_tui.services.exchange import ExchangeService
from ave_tui.services.inspecting import InspectionService
from ave_tui.services.trust import TrustService
from ave_tui.sync.check import check, state
from tests.homes import Laptop, introduce

if TYPE_CHECKING:
    from pathlib import Path

    from ave_tui.services.exchange import Exported, Preview

SPACE, ELSEWHERE = "5" * 32, "6" * 32
ASSIGNMENT = "a" * 32


class Desk:
    """A laptop and what its owner does with files."""

    def __init__(self, folder: Path, space: str = SPACE) -> None:
        self.files = folder.parent
        self.now = datetime(2026, 11, 23, tzinfo=UTC)
        self.laptop = Laptop(folder, lambda: self.now)
        if space:
            self.laptop.ledger.prefer("space", space)
        self._connect()
        self.trust.call_me(folder.name.capitalize())

    def _connect(self) -> None:
        database, ledger = self.laptop.database, self.laptop.ledger
        self.exchange = ExchangeService(database, ledger)
        self.trust = TrustService(database, ledger)
        self.look = InspectionService(database)

    @property
    def device(self) -> str:
        """Return which laptop it is."""
        return self.laptop.ledger.device

    def restart(self) -> None:
        """Close the program and open it again."""
        self.laptop.restart()
        self._connect()

    def reopen(self) -> None:
        """Open the program on a home that was closed, and copied or restored meanwhile."""
        self.laptop.open()
        self._connect()

    def write(self, *changes: Change) -> None:
        """Write as one step, a second later."""
        self.now += timedelta(seconds=1)
        self.laptop.ledger.commit(changes)

    def company(self, name: str) -> None:
        """Make a company."""
        self.write(Change("company", new_id(), {"name": name}))

    def send(self, *to: Desk, everything: bool = False) -> Exported:
        """Make a file for some, or for everybody."""
        self.now += timedelta(seconds=1)
        return self.exchange.export(self.files, [desk.device for desk in to], everything=everything)

    def take(self, made: Exported) -> Preview:
        """Bring a file in."""
        return self.exchange.apply(made.path)

    def state(self) -> str:
        """Return the state of the records."""
        return state(self.laptop.database.connection)

    def is_sound(self) -> bool:
        """Whether a check finds nothing."""
        return check(self.laptop.database.connection).ok


def meet(*desks: Desk) -> None:
    """Let everybody compare digits with everybody."""
    introduce(*(desk.laptop for desk in desks))


def assignment() -> Change:
    """Return a change that makes an assignment (to no lot: enough for hours)."""
    return Change("assignment", ASSIGNMENT, {"label": "ESAT"})


def hours(seconds: int, period: str = "2026-10") -> Change:
    """Return a change that enters hours."""
    return Change(
        "hours_entry",
        hours_entry_id(ASSIGNMENT, "WORK", period),
        {"assignment_id": ASSIGNMENT, "kind": "WORK", "period": period, "seconds": seconds},
    )
