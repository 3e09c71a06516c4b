"""Real homes for tests: a new encrypted database costs a copy, not a migration."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ave_tui.paths import Home
from ave_tui.services.trust import TrustService
from ave_tui.storage import exchanges
from ave_tui.storage.database import Database
from ave_tui.sync.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from ave_tui.services.previews import Preview
    from ave_tui.services.workspace import Services


@functools.cache
def _template() -> Home:
    folder = Path(tempfile.mkdtemp(prefix="ave-template-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    home = Home(folder)
    Database(home, lambda: datetime.now(UTC)).close()
    return home


def empty_home(folder: Path) -> Home:
    """Return a home with an empty, migrated database in it."""
    template = _template()
    folder.mkdir(parents=True)
    shutil.copy(template.database, folder / "ave.db")
    shutil.copy(template.key, folder / "ave.key")
    return Home(folder)


def introduce(*laptops: Laptop | Services) -> None:
    """Let laptops trust each other, as if their owners had compared the digits of their cards."""
    trusting = [TrustService(laptop.database, laptop.ledger) for laptop in laptops]
    for one in trusting:
        for other in trusting:
            if one is not other:
                one.trust(other.my_card())


def hand_over(maker: Services, reader: Services, path: Path) -> Preview:
    """Make a file of everything for somebody who is met for it, and let them bring it in."""
    introduce(maker, reader)
    made = maker.exchange.export(path, [reader.ledger.device], everything=True)
    return reader.exchange.apply(made.path)


def believe(laptop: Laptop | Services, other: Laptop | Services, had: dict[str, int]) -> None:
    """Let a laptop believe that another has something, as before that one lost it again."""
    with laptop.database.transaction() as connection:
        exchanges.add(
            connection,
            at_ms=0,
            direction="in",
            file_name="lost.ave",
            peer=other.ledger.device,
            operations=0,
            held=0,
            vector=had,
        )


class Laptop:
    """A database and its ledger, with a clock that the test moves."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self.home = empty_home(folder)
        self.clock = clock
        self.database = Database(self.home, clock)
        self.ledger = Ledger(self.database)

    def restart(self) -> None:
        """Close the program and open it again."""
        self.close()
        self.open()

    def open(self) -> None:
        """Open what was closed, and perhaps copied or restored meanwhile."""
        self.database = Database(self.home, self.clock)
        self.ledger = Ledger(self.database)

    def close(self) -> None:
        """Close the database."""
        self.ledger.close()
        self.database.close()
