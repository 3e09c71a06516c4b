"""Everything a user can do with one home, each service made when it is first asked for.

The first screen needs two of them; the others, and the libraries they bring, come behind it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ave_tui.storage import preferences
from ave_tui.storage.database import Database
from ave_tui.sync.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from types import TracebackType
    from typing import Self

    from ave_tui.paths import Home
    from ave_tui.services.as_it_was import AsItWasService
    from ave_tui.services.conflicts import ConflictService
    from ave_tui.services.exchange import ExchangeService
    from ave_tui.services.exchange_places import ExchangePlaces
    from ave_tui.services.history import HistoryService
    from ave_tui.services.hours import HoursService
    from ave_tui.services.past import PastService
    from ave_tui.services.privacy import PrivacyService
    from ave_tui.services.records import RecordsService
    from ave_tui.services.settings import SettingsService
    from ave_tui.services.today import TodayService
    from ave_tui.services.upkeep import UpkeepService


class Services:
    """The services over one open database."""

    def __init__(self, home: Home, clock: Callable[[], datetime]) -> None:
        """Open a home.

        Raises:
            AveError: The database can't be opened, is damaged, or comes from a newer program.
        """
        self.home = home
        self.clock = clock
        self.database = Database(home, clock)
        self.ledger = Ledger(self.database)
        if home.erased.exists():
            self._carry_erasures_on()

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
    def upkeep(self) -> UpkeepService:
        """Backups and checks."""
        from ave_tui.services.upkeep import UpkeepService

        return UpkeepService(self.database)

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
        self.ledger.close()
        self.database.close()
