"""Tables of public contracts, employment contracts, and what links them."""

from datetime import date

from ave_tui.storage.tables.base import SyncedRow, flag, link_to, whole


class OperationRow(SyncedRow, table=True):
    """Groups public contracts: a site, a renewal project."""

    __tablename__ = "operation"

    name: str | None = None
    authority_id: str | None = link_to("authority")
    commune: str | None = None
    anru: bool = flag()
    notes: str | None = None


class PublicContractRow(SyncedRow, table=True):
    """A public contract (marché) that bears a clause."""

    __tablename__ = "public_contract"

    reference: str | None = None
    subject: str | None = None
    authority_id: str | None = link_to("authority")
    operation_id: str | None = link_to("operation")
    facilitator_id: str | None = link_to("facilitator")
    nature: str | None = None
    clause: str | None = None
    status: str | None = None
    cpv: str | None = None
    amount_cents: int | None = whole()
    notified_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    commune: str | None = None
    status_on: date | None = None
    framework: bool = flag()
    concession: bool = flag()
    exception: str | None = None
    exception_note: str | None = None
    penalty_cents: int | None = whole()
    penalty_factor: int | None = None
    penalty_late_cents: int | None = whole()
    penalty_absence_cents: int | None = whole()
    penalty_cap: int | None = None
    training_cap: int | None = None
    notes: str | None = None


class LotRow(SyncedRow, table=True):
    """A lot of a public contract, with its hours due."""

    __tablename__ = "lot"

    public_contract_id: str | None = link_to("public_contract")
    number: str | None = None
    name: str | None = None
    due_seconds: int | None = whole()
    sized_seconds: int | None = whole()
    sizing: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None


class AwardRow(SyncedRow, table=True):
    """A lot given to a company, with its share of the hours due."""

    __tablename__ = "award"

    lot_id: str | None = link_to("lot")
    company_id: str | None = link_to("company")
    role: str | None = None
    due_seconds: int | None = whole()
    opening_seconds: int | None = whole()
    opening_on: date | None = None
    opening_source: str | None = None
    lead_id: str | None = link_to("award")
    ends_on: date | None = None


class EmploymentContractRow(SyncedRow, table=True):
    """A participant's contract with an employer."""

    __tablename__ = "employment_contract"

    participant_id: str | None = link_to("participant")
    employer_id: str | None = link_to("company")
    kind: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    weekly_seconds: int | None = whole()
    rome: str | None = None
    job: str | None = None
    planned_seconds: int | None = whole()
    left_on: date | None = None
    end_reason: str | None = None


class AssignmentRow(SyncedRow, table=True):
    """An employment contract at work on a lot: a row of the hours grid."""

    __tablename__ = "assignment"

    employment_contract_id: str | None = link_to("employment_contract")
    lot_id: str | None = link_to("lot")
    award_id: str | None = link_to("award")
    host_id: str | None = link_to("company")
    mode: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    employer_id: str | None = link_to("company")
    head_count: int | None = None
    label: str | None = None
    replaces_id: str | None = link_to("assignment")
