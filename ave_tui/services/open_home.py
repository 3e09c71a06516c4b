"""Opening the records of one home, locking them, and opening them again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from ave_tui.storage import preferences
from ave_tui.storage.database import Database
from ave_tui.sync.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from types import TracebackType
    from typing import Self

    from ave_tui.domain.errors import AveError
    from ave_tui.paths import Home
    from ave_tui.storage.connection import Unlock


class OpenHome(ABC):
    """The records of one home, open or locked."""

    database: Database
    ledger: Ledger
    refusal_at_opening: AveError | None = None
    """Why nothing may be written although the disk would let it be."""

    def __init__(
        self,
        home: Home,
        clock: Callable[[], datetime],
        unlock: Unlock | None = None,
        *,
        refusal: AveError | None = None,
    ) -> None:
        """Open a home.

        Args:
            home: The folder of the records.
            clock: Tells the time.
            unlock: Takes the key out of its file; asked only where a password protects it.
            refusal: Open it for reading only, and answer whoever would write with this.

        Raises:
            ProtectedError: A password protects it, and nothing was given to unlock it.
            AveError: The database can't be opened, is damaged, or comes from a newer program.
        """
        self.home = home
        self.clock = clock
        self.refusal_at_opening = refusal
        self.open(unlock)

    @classmethod
    def locked(
        cls, home: Home, clock: Callable[[], datetime], refusal: AveError | None = None
    ) -> Self:
        """Return the services over a home that is not opened yet: nothing can be asked of them."""
        made = cls.__new__(cls)
        made.home, made.clock, made.refusal_at_opening = home, clock, refusal
        return made

    @property
    def is_locked(self) -> bool:
        """Whether the records are closed, and a password opens them."""
        return "database" not in self.__dict__ or self.database.is_locked

    def open(self, unlock: Unlock | None) -> None:
        """Open the home, or open it again after it was locked.

        Raises:
            AveError: The database can't be opened, is damaged, or comes from a newer program.
        """
        if "database" in self.__dict__:
            self.database.open(unlock)
            self.ledger.actor = self.preference("facilitator")
        else:
            self.database = Database(self.home, self.clock, unlock, refusal=self.refusal_at_opening)
            self.ledger = Ledger(self.database)
        if self.refusal is None:
            self._after_opening()

    @abstractmethod
    def _after_opening(self) -> None:
        """Do what is due whenever the records were opened for writing."""

    def lock(self) -> None:
        """Close the records and forget their key."""
        if not self.is_locked:
            try:
                self.ledger.close()
            finally:
                self.database.lock()

    def __enter__(self) -> Self:
        """Use the services in a ``with`` statement."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the database."""
        self.close()

    @property
    def refusal(self) -> AveError | None:
        """Why nothing can be written; None where everything can."""
        return self.database.refusal

    @property
    def is_new(self) -> bool:
        """Whether nobody has said yet whose records these are."""
        return not preferences.get(self.database.connection, "space")

    def preference(self, name: str, default: str = "") -> str:
        """Return a taste of this laptop, as ``language`` or ``theme``."""
        return preferences.get(self.database.connection, name, default)

    def close(self) -> None:
        """Note how far this laptop has written and close the database."""
        if not self.is_locked:
            self.ledger.close()
            self.database.close()
