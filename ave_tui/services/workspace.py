"""Everything a user can do with one home, each service made when it is first asked for.

The first screen needs two of them; the others, and the libraries they bring, come behind it.
"""

from __future__ import annotations

import contextlib
from functools import cached_property
from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError
from ave_tui.services.basic_services import BasicServices

if TYPE_CHECKING:
    from ave_tui.services.eligibility import EligibilityService
    from ave_tui.services.follow_up import FollowUpService
    from ave_tui.services.handover import HandoverService
    from ave_tui.services.leftovers import LeftoverService
    from ave_tui.services.life import LifeService
    from ave_tui.services.notices import NoticeService
    from ave_tui.services.penalties import PenaltyService
    from ave_tui.services.personal_data import PersonalDataService
    from ave_tui.services.pooling import PoolingService
    from ave_tui.services.portfolio import PortfolioService
    from ave_tui.services.privacy_review import ReviewService
    from ave_tui.services.retention import RetentionService
    from ave_tui.services.returns import ReturnsService
    from ave_tui.services.sizing import SizingService
    from ave_tui.services.sourcing import SourcingService
    from ave_tui.services.warnings import WarningsService


class Services(BasicServices):
    """The services over one database."""

    @cached_property
    def eligibility(self) -> EligibilityService:
        """Who is eligible until when, and what is decided of it."""
        from ave_tui.services.eligibility import EligibilityService

        return EligibilityService(self.database, self.ledger)

    @cached_property
    def life(self) -> LifeService:
        """The steps of public contracts, their correspondents and their journal."""
        from ave_tui.services.life import LifeService

        return LifeService(self.database, self.ledger)

    @cached_property
    def handover(self) -> HandoverService:
        """The file for whoever follows a public contract next."""
        from ave_tui.services.handover import HandoverService

        return HandoverService(self.database, self.records, self.life, self.today)

    @cached_property
    def portfolio(self) -> PortfolioService:
        """Who follows which public contracts."""
        from ave_tui.services.portfolio import PortfolioService

        return PortfolioService(self.database, self.ledger)

    @cached_property
    def retention(self) -> RetentionService:
        """How long people are kept by name."""
        from ave_tui.services.retention import RetentionService

        return RetentionService(self.database, self.ledger)

    @cached_property
    def personal(self) -> PersonalDataService:
        """What is held on one person."""
        from ave_tui.services.personal_data import PersonalDataService

        return PersonalDataService(self.database)

    @cached_property
    def notices(self) -> NoticeService:
        """The notice that tells people what is held on them."""
        from ave_tui.services.notices import NoticeService

        return NoticeService(self.database, self.ledger)

    @cached_property
    def review(self) -> ReviewService:
        """What the law asks of records about people, and what it finds wanting."""
        from ave_tui.services.privacy_review import ReviewService

        return ReviewService(self.database, self.retention, self.notices)

    @cached_property
    def follow_up(self) -> FollowUpService:
        """Calls after a contract, and exits."""
        from ave_tui.services.follow_up import FollowUpService

        return FollowUpService(self.database, self.ledger)

    @cached_property
    def sourcing(self) -> SourcingService:
        """Needs of companies, and candidates for them."""
        from ave_tui.services.sourcing import SourcingService

        return SourcingService(self.database, self.ledger)

    @cached_property
    def sizing(self) -> SizingService:
        """The hours of a clause: computed, kept, explained."""
        from ave_tui.services.sizing import SizingService

        return SizingService(self.database, self.ledger)

    @cached_property
    def warnings(self) -> WarningsService:
        """What is doubtful about hours."""
        from ave_tui.services.warnings import WarningsService

        return WarningsService(self.database, self.ledger)

    @cached_property
    def returns(self) -> ReturnsService:
        """Companies' returns of hours, and who is late with them."""
        from ave_tui.services.returns import ReturnsService

        return ReturnsService(self.database, self.ledger)

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
