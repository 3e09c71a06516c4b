"""The tables, declared to SQLModel: the schema that Alembic and the tests go by."""

from ave_tui.storage.tables import indexes
from ave_tui.storage.tables.base import SyncedRow
from ave_tui.storage.tables.contracts import (
    AssignmentRow,
    AwardRow,
    EmploymentContractRow,
    LotRow,
    OperationRow,
    PublicContractRow,
)
from ave_tui.storage.tables.decisions import (
    AnonymousProfileRow,
    ApplicationRow,
    EligibilityDecisionRow,
    OfferRow,
    SettlementRow,
)
from ave_tui.storage.tables.hours import (
    HoursEntryRow,
    HoursReturnRow,
    RuleSettingRow,
    SameAsRow,
    VisitRow,
)
from ave_tui.storage.tables.local import LOCAL_ROWS
from ave_tui.storage.tables.parties import (
    AuthorityRow,
    CompanyRow,
    ContactRow,
    FacilitatorRow,
    StructureRow,
)
from ave_tui.storage.tables.people import EligibilityRow, ExitRow, ParticipantRow
from ave_tui.storage.tables.trade import (
    AllocationRow,
    AmendmentRow,
    JournalNoteRow,
    PenaltyRow,
    PoolingAgreementRow,
    PoolingShareRow,
    SizingRow,
    TradeRateRow,
)

SYNCED_ROWS: tuple[type[SyncedRow], ...] = (
    StructureRow,
    FacilitatorRow,
    AuthorityRow,
    OperationRow,
    PublicContractRow,
    LotRow,
    CompanyRow,
    AwardRow,
    ContactRow,
    ParticipantRow,
    EligibilityRow,
    EmploymentContractRow,
    AssignmentRow,
    HoursEntryRow,
    HoursReturnRow,
    VisitRow,
    ExitRow,
    EligibilityDecisionRow,
    SettlementRow,
    TradeRateRow,
    AmendmentRow,
    SizingRow,
    PenaltyRow,
    JournalNoteRow,
    PoolingAgreementRow,
    PoolingShareRow,
    AllocationRow,
    OfferRow,
    ApplicationRow,
    AnonymousProfileRow,
    RuleSettingRow,
    SameAsRow,
)
"""Every synced table, parents before children."""

indexes.declare()

__all__ = [
    "LOCAL_ROWS",
    "SYNCED_ROWS",
    "AssignmentRow",
    "AuthorityRow",
    "AwardRow",
    "CompanyRow",
    "ContactRow",
    "EligibilityRow",
    "EmploymentContractRow",
    "ExitRow",
    "FacilitatorRow",
    "HoursEntryRow",
    "HoursReturnRow",
    "LotRow",
    "OperationRow",
    "ParticipantRow",
    "PublicContractRow",
    "RuleSettingRow",
    "SameAsRow",
    "StructureRow",
    "SyncedRow",
    "VisitRow",
]
