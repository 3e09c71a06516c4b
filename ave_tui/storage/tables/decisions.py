"""Tables of what was decided of people: eligibility, warnings, needs and candidates."""

from datetime import date

from ave_tui.storage.tables.base import SyncedRow, flag, link_to, whole


class EligibilityDecisionRow(SyncedRow, table=True):
    """An extension, a refusal, a suspension: who decided what of an eligibility, and why."""

    __tablename__ = "eligibility_decision"

    eligibility_id: str | None = link_to("eligibility")
    kind: str | None = None
    reason: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    decided_on: date | None = None
    decided_by_id: str | None = link_to("facilitator")
    opinion_by: str | None = None
    notes: str | None = None


class SettlementRow(SyncedRow, table=True):
    """A warning that somebody looked at, and what they decided."""

    __tablename__ = "settlement"

    kind: str | None = None
    subject: str | None = None
    figure: str | None = None
    outcome: str | None = None
    notes: str | None = None
    decided_on: date | None = None
    decided_by_id: str | None = link_to("facilitator")


class OfferRow(SyncedRow, table=True):
    """A company that looks for people."""

    __tablename__ = "offer"

    company_id: str | None = link_to("company")
    lot_id: str | None = link_to("lot")
    job: str | None = None
    rome: str | None = None
    places: int | None = None
    kind: str | None = None
    weekly_seconds: int | None = whole()
    planned_seconds: int | None = whole()
    commune: str | None = None
    qpv_first: bool = flag()
    starts_on: date | None = None
    answer_by: date | None = None
    status: str | None = None
    notes: str | None = None


class ApplicationRow(SyncedRow, table=True):
    """A participant put forward for a need."""

    __tablename__ = "application"

    offer_id: str | None = link_to("offer")
    participant_id: str | None = link_to("participant")
    status: str | None = None
    proposed_on: date | None = None
    decided_on: date | None = None
    reason: str | None = None
    employment_contract_id: str | None = link_to("employment_contract")
    notes: str | None = None


class AnonymousProfileRow(SyncedRow, table=True):
    """What stays of a person whose name is gone, for the totals."""

    __tablename__ = "anonymous_profile"

    participant_id: str | None = link_to("participant")
    birth_year: int | None = None
    sex: str | None = None
    education: str | None = None
    ground: str | None = None
    qpv: bool = flag()
    department: str | None = None
    made_on: date | None = None
