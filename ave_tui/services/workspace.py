"""Everything a user can do with one home, each service made when it is first asked for.

The first screen needs two of them; the others, and the libraries they bring, come behind it.
"""

from __future__ import annotations

import contextlib
from functools import cached_property
from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError
from ave_tui.services.open_home import OpenHome

if TYPE_CHECKING:
    from ave_tui.services.arrival import ArrivalService
    from ave_tui.services.as_it_was import AsItWasService
    from ave_tui.services.conflicts import ConflictService
    from ave_tui.services.copies import CopiesService
    from ave_tui.services.exchange import ExchangeService
    from ave_tui.services.exchange_places import ExchangePlaces
    from ave_tui.services.finding import FindingService
    from ave_tui.services.history import HistoryService
    from ave_tui.services.hours import HoursService
    from ave_tui.services.inspecting import InspectionService
    from ave_tui.services.leftovers import LeftoverService
    from ave_tui.services.past import PastService
    from ave_tui.services.penalties import PenaltyService
    from ave_tui.services.pooling import PoolingService
    from ave_tui.services.printing import PrintingService
    from ave_tui.services.privacy import PrivacyService
    from ave_tui.services.protection import ProtectionService
    from ave_tui.services.records import RecordsService
    from ave_tui.services.settings import SettingsService
    from ave_tui.services.today import TodayService
    from ave_tui.services.trust import TrustService
    from ave_tui.services.upkeep import UpkeepService


class Services(OpenHome):
    """The services over one database."""

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
    def printing(self) -> PrintingService:
        """Documents put into files."""
        from ave_tui.services.printing import PrintingService

        return PrintingService(self.exchange_places)

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
    def finding(self) -> FindingService:
        """Any record by any letters."""
        from ave_tui.services.finding import FindingService

        return FindingService(self.database.connection, self.records)

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
    def leftovers(self) -> LeftoverService:
        """What people who left early had still to do."""
        from ave_tui.services.leftovers import LeftoverService

        return LeftoverService(self.database, self.ledger)

    @cached_property
    def pooling(self) -> PoolingService:
        """Hours done on one lot that count for several."""
        from ave_tui.services.pooling import PoolingService

        return PoolingService(self.database, self.ledger)

    @cached_property
    def penalties(self) -> PenaltyService:
        """What is proposed to the buyer where hours are missing."""
        from ave_tui.services.penalties import PenaltyService

        return PenaltyService(self.database, self.ledger)

    @cached_property
    def arrival(self) -> ArrivalService:
        """What is said once when the screens open."""
        from ave_tui.services.arrival import ArrivalService

        return ArrivalService(self.database, self.ledger)

    def close(self) -> None:
        """Keep what was looked at lately, and close the records."""
        if "finding" in vars(self) and (kept := self.finding.remembered()):
            # Where nothing can be written, it is not worth a word.
            with contextlib.suppress(AveError):
                self.ledger.prefer(self.finding.KEPT_AS, kept)
        super().close()

    def _after_opening(self) -> None:
        if self.home.erased.exists():
            self._carry_erasures_on()
        if self.database.is_protected:
            # Whoever can't renew the key file today can still work: the next start tries again.
            with contextlib.suppress(AveError):
                self.protection.keep_up()

    def _carry_erasures_on(self) -> None:
        """Erase again whoever came back with an older copy of the records."""
        try:
            self.privacy.carry_on()
        except BaseException:
            self.database.close()
            raise
