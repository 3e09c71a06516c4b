"""Tables of hours, returns, visits and the rules that count them."""

from datetime import date

from ave_tui.storage.tables.base import SyncedRow, link_to, whole


class HoursEntryRow(SyncedRow, table=True):
    """One figure of hours (hours.md)."""

    __tablename__ = "hours_entry"

    assignment_id: str | None = link_to("assignment")
    kind: str | None = None
    period: str | None = None
    seconds: int | None = whole()
    status: str | None = None
    source: str | None = None


class HoursReturnRow(SyncedRow, table=True):
    """What a company said of a month."""

    __tablename__ = "hours_return"

    award_id: str | None = link_to("award")
    month: str | None = None
    status: str | None = None
    received_on: date | None = None
    notes: str | None = None


class VisitRow(SyncedRow, table=True):
    """A site visit."""

    __tablename__ = "visit"

    on_date: date | None = None
    company_id: str | None = link_to("company")
    lot_id: str | None = link_to("lot")
    facilitator_id: str | None = link_to("facilitator")
    people_met: str | None = None
    notes: str | None = None
    next_step: str | None = None
    next_on: date | None = None


class RuleSettingRow(SyncedRow, table=True):
    """A dated figure that replaces a rule's default."""

    __tablename__ = "rule_setting"

    name: str | None = None
    authority_id: str | None = link_to("authority")
    since: date | None = None
    number: int | None = None
    codes: str | None = None
    source: str | None = None


class SameAsRow(SyncedRow, table=True):
    """Two records that are the same company, person or assignment."""

    __tablename__ = "same_as"

    table_name: str | None = None
    left_id: str | None = None
    right_id: str | None = None
