"""Tables of the participants."""

from datetime import date

from sqlalchemy import Index, text

from ave_tui.storage.tables.base import SyncedRow, flag, link_to


class ParticipantRow(SyncedRow, table=True):
    """A person far from employment who works under a clause."""

    __tablename__ = "participant"
    __table_args__ = (
        # Who was born on a day, with all that tells people apart: the rows need not be read.
        Index(
            "ix_participant_born",
            "birth_date",
            "last_name",
            "first_name",
            "id",
            sqlite_where=text("deleted = 0 AND birth_date IS NOT NULL"),
        ),
    )

    last_name: str | None = None
    first_name: str | None = None
    birth_date: date | None = None
    sex: str | None = None
    phone: str | None = None
    email: str | None = None
    postcode: str | None = None
    commune: str | None = None
    qpv: bool = flag()
    education: str | None = None
    referrer: str | None = None
    rome: str | None = None
    area: str | None = None
    notice_on: date | None = None
    notes: str | None = None


class EligibilityRow(SyncedRow, table=True):
    """Why and how long a participant counts, frozen at entry."""

    __tablename__ = "eligibility"

    participant_id: str | None = link_to("participant")
    ground: str | None = None
    other_grounds: str | None = None
    status: str | None = None
    proof_kind: str | None = None
    proof: str | None = None
    proof_dated: date | None = None
    proof_on: date | None = None
    seen_by_id: str | None = link_to("facilitator")
    starts_on: date | None = None
    ends_on: date | None = None
    extended_to: date | None = None
    pass_number: str | None = None
    opinion_by: str | None = None
    notes: str | None = None


class ExitRow(SyncedRow, table=True):
    """A participant's situation at the end or later."""

    __tablename__ = "exit"

    participant_id: str | None = link_to("participant")
    employment_contract_id: str | None = link_to("employment_contract")
    moment: str | None = None
    kind: str | None = None
    on_date: date | None = None
    notes: str | None = None
