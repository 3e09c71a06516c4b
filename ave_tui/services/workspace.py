"""Everything a user can do with one home, each service made when it is first asked for.

The first screen needs two of them; the others, and the libraries they bring, come behind it.
"""

from __future__ import annotations

import contextlib
from functools import cached_property
from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError
from ave_tui.storage import preferences
from ave_tui.storage.database import Database
from ave_tui.sync.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from types import TracebackType
    from typing import Self

    from ave_tui.paths import Home
    from ave_tui.services.arrival import ArrivalService
    from ave_tui.services.as_it_was import AsItWasService
    from ave_tui.services.conflicts import ConflictService
    from ave_tui.services.copies import CopiesService
    from ave_tui.services.exchange import ExchangeService
    from ave_tui.services.exchange_places import ExchangePlaces
    from ave_tui.services.history import HistoryService
    from ave_tui.services.hours import HoursService
    from ave_tui.services.inspecting import InspectionService
    from ave_tui.services.past import PastService
    from ave_tui.services.privacy import PrivacyService
    from ave_tui.services.protection import ProtectionService
    from ave_tui.services.records import RecordsService
    from ave_tui.services.settings import SettingsService
    from ave_tui.services.today import TodayService
    from ave_tui.services.trust import TrustService
    from ave_tui.services.upkeep import UpkeepService
    from ave_tui.storage.connection import Unlock


class Services:
    """The services over one database."""

    database: Database
    ledger: Ledger
    _refusal: AveError | None = None

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
        self._refusal = refusal
        self.open(unlock)

    @classmethod
    def locked(
        cls, home: Home, clock: Callable[[], datetime], refusal: AveError | None = None
    ) -> Services:
        """Return the services over a home that is not opened yet: nothing can be asked of them."""
        made = cls.__new__(cls)
        made.home, made.clock = home, clock
        made.__dict__["_refusal"] = refusal
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
            self.database = Database(self.home, self.clock, unlock, refusal=self._refusal)
            self.ledger = Ledger(self.database)
        if self.refusal is None and self.home.erased.exists():
            self._carry_erasures_on()
        if self.database.is_protected and self.refusal is None:
            # Whoever can't renew the key file today can still work: the next start tries again.
            with contextlib.suppress(AveError):
                self.protection.keep_up()

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

    @cached_property
    def records(self) -> RecordsService:
        """Companies, people, contracts: find, make, change, withdraw."""
        from ave_tui.services.records import RecordsService

        return RecordsService(self.database, self.ledger)

    @cached_property
    def hours(self) -> HoursService:
        """Hours: grids, entry, copies, nil."""
        from ave_tui.services.hours import HoursService

        return HoursService(self.database, self.ledger)

    @cached_property
    def today(self) -> TodayService:
        """What wants doing."""
        from ave_tui.services.today import TodayService

        return TodayService(self.database, self.ledger)

    @cached_property
    def history(self) -> HistoryService:
        """Who changed what; undo and redo with a sentence."""
        from ave_tui.services.history import HistoryService

        return HistoryService(self.database, self.ledger)

    @cached_property
    def past(self) -> PastService:
        """Taking back any step, and all that a file brought."""
        from ave_tui.services.past import PastService

        return PastService(self.database, self.ledger, self.history)

    @cached_property
    def as_it_was(self) -> AsItWasService:
        """Records as they were on a day."""
        from ave_tui.services.as_it_was import AsItWasService

        return AsItWasService(self.database)

    @cached_property
    def privacy(self) -> PrivacyService:
        """Erasing a person for good."""
        from ave_tui.services.privacy import PrivacyService

        return PrivacyService(self.database, self.ledger)

    @cached_property
    def exchange(self) -> ExchangeService:
        """Exchange files."""
        from ave_tui.services.exchange import ExchangeService

        return ExchangeService(self.database, self.ledger)

    @cached_property
    def exchange_places(self) -> ExchangePlaces:
        """Where exchange files lie."""
        from ave_tui.services.exchange_places import ExchangePlaces

        return ExchangePlaces(self.database, self.ledger)

    @cached_property
    def trust(self) -> TrustService:
        """Whom one exchanges files with."""
        from ave_tui.services.trust import TrustService

        return TrustService(self.database, self.ledger)

    @cached_property
    def inspections(self) -> InspectionService:
        """Looking at an exchange file without bringing it in."""
        from ave_tui.services.inspecting import InspectionService

        return InspectionService(self.database)

    @cached_property
    def conflicts(self) -> ConflictService:
        """Where laptops disagree."""
        from ave_tui.services.conflicts import ConflictService

        return ConflictService(self.database, self.ledger)

    @cached_property
    def settings(self) -> SettingsService:
        """Tastes, rules, and who works here."""
        from ave_tui.services.settings import SettingsService

        return SettingsService(self.database, self.ledger)

    @cached_property
    def protection(self) -> ProtectionService:
        """The password of this laptop, and the ways in without it."""
        from ave_tui.services.protection import ProtectionService

        return ProtectionService(self.database, self.ledger)

    @cached_property
    def upkeep(self) -> UpkeepService:
        """Backups and checks."""
        from ave_tui.services.upkeep import UpkeepService

        return UpkeepService(self.database)

    @cached_property
    def copies(self) -> CopiesService:
        """The copies, and going back to one."""
        from ave_tui.services.copies import CopiesService

        return CopiesService(self.home, self.clock, lambda: self.database.key)

    @cached_property
    def arrival(self) -> ArrivalService:
        """What is said once when the screens open."""
        from ave_tui.services.arrival import ArrivalService

        return ArrivalService(self.database, self.ledger)

    @property
    def refusal(self) -> AveError | None:
        """Why nothing can be written; None where everything can."""
        return self.database.refusal

    def _carry_erasures_on(self) -> None:
        """Erase again whoever came back with an older copy of the records."""
        try:
            self.privacy.carry_on()
        except BaseException:
            self.database.close()
            raise

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
