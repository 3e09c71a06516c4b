"""Tables of a public contract's life: how it was sized, what changed it, what was said."""

from datetime import date

from ave_tui.storage.tables.base import SyncedRow, link_to, whole


class AmendmentRow(SyncedRow, table=True):
    """What changed a public contract after its notification."""

    __tablename__ = "amendment"

    public_contract_id: str | None = link_to("public_contract")
    lot_id: str | None = link_to("lot")
    kind: str | None = None
    number: str | None = None
    name: str | None = None
    notified_on: date | None = None
    amount_cents: int | None = whole()
    due_seconds: int | None = whole()
    ends_on: date | None = None
    notes: str | None = None


class SizingRow(SyncedRow, table=True):
    """How the hours of a lot were computed, one row a version."""

    __tablename__ = "sizing"

    lot_id: str | None = link_to("lot")
    amendment_id: str | None = link_to("amendment")
    on_date: date | None = None
    method: str | None = None
    trade: str | None = None
    amount_cents: int | None = whole()
    labour_share: int | None = None
    effort: int | None = None
    rate_cents: int | None = whole()
    labour_seconds: int | None = whole()
    fte: int | None = None
    fte_seconds: int | None = whole()
    new_staff: int | None = None
    slice_cents: int | None = whole()
    slice_seconds: int | None = whole()
    threshold_cents: int | None = whole()
    due_seconds: int | None = whole()
    notes: str | None = None


class TradeRateRow(SyncedRow, table=True):
    """What of a price is labour, and what an hour of it costs, in a trade."""

    __tablename__ = "trade_rate"

    name: str | None = None
    labour_share: int | None = None
    rate_cents: int | None = whole()
    since: date | None = None
    source: str | None = None


class PenaltyRow(SyncedRow, table=True):
    """What missing hours cost by the contract's formula, and what the buyer decided."""

    __tablename__ = "penalty"

    award_id: str | None = link_to("award")
    on_date: date | None = None
    due_seconds: int | None = whole()
    done_seconds: int | None = whole()
    late_days: int | None = None
    absences: int | None = None
    base_cents: int | None = whole()
    factor: int | None = None
    late_cents: int | None = whole()
    absence_cents: int | None = whole()
    cap_cents: int | None = whole()
    amount_cents: int | None = whole()
    formal_notice_on: date | None = None
    decision: str | None = None
    decided_on: date | None = None
    decided_by: str | None = None
    decided_cents: int | None = whole()
    notes: str | None = None


class JournalNoteRow(SyncedRow, table=True):
    """What was said or done about a public contract, a company or a person."""

    __tablename__ = "journal_note"

    on_date: date | None = None
    kind: str | None = None
    public_contract_id: str | None = link_to("public_contract")
    award_id: str | None = link_to("award")
    company_id: str | None = link_to("company")
    participant_id: str | None = link_to("participant")
    facilitator_id: str | None = link_to("facilitator")
    month: str | None = None
    notes: str | None = None


class PoolingAgreementRow(SyncedRow, table=True):
    """Under which hours of one site count for several lots."""

    __tablename__ = "pooling_agreement"

    name: str | None = None
    kind: str | None = None
    company_id: str | None = link_to("company")
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    notes: str | None = None


class PoolingShareRow(SyncedRow, table=True):
    """How much of an agreement's hours a lot gets."""

    __tablename__ = "pooling_share"

    pooling_agreement_id: str | None = link_to("pooling_agreement")
    lot_id: str | None = link_to("lot")
    weight: int | None = None


class AllocationRow(SyncedRow, table=True):
    """Hours of an entry that were given to a lot by hand."""

    __tablename__ = "allocation"

    hours_entry_id: str | None = link_to("hours_entry")
    lot_id: str | None = link_to("lot")
    seconds: int | None = whole()
