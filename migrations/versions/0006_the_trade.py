"""The records of the trade: decisions, sizings, amendments, needs, penalties, a journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def _add_link(table: str, column: str, target: str) -> None:
    # Alembic would add the reference by itself, which SQLite can't.
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} CHAR(32) "
        f"REFERENCES {target} (id) DEFERRABLE INITIALLY DEFERRED"
    )


_WIDER = {
    "contact": "last_name IS NULL OR last_name = '' OR ends_on < starts_on",
    "employment_contract": (
        "participant_id IS NULL OR participant_id = '' OR employer_id IS NULL OR "
        "employer_id = '' OR starts_on IS NULL OR starts_on = '' OR ends_on < starts_on OR "
        "left_on < starts_on"
    ),
}


def upgrade() -> None:
    """Add tables and columns; what is there stays as it is."""
    op.create_table(
        "trade_rate",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("labour_share", sa.Integer(), nullable=True),
        sa.Column("rate_cents", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_trade_rate_unsound",
        "trade_rate",
        ["id"],
        unique=False,
        sqlite_where=sa.text("deleted = 0 AND erased = 0 AND (name IS NULL OR name = '')"),
    )
    op.create_table(
        "anonymous_profile",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("participant_id", sa.CHAR(length=32), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("education", sa.String(), nullable=True),
        sa.Column("ground", sa.String(), nullable=True),
        sa.Column("qpv", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_anonymous_profile_participant_id", "anonymous_profile", ["participant_id"], unique=False
    )
    op.create_index(
        "ix_anonymous_profile_unsound",
        "anonymous_profile",
        ["id"],
        unique=False,
        sqlite_where=sa.text(
            "deleted = 0 AND erased = 0 AND (participant_id IS NULL OR participant_id = '')"
        ),
    )
    op.create_table(
        "pooling_agreement",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("company_id", sa.CHAR(length=32), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_pooling_agreement_company_id", "pooling_agreement", ["company_id"], unique=False
    )
    op.create_index(
        "ix_pooling_agreement_unsound",
        "pooling_agreement",
        ["id"],
        unique=False,
        sqlite_where=sa.text(
            "deleted = 0 AND erased = 0 AND (name IS NULL OR name = '' OR kind IS NULL OR "
            "kind = '' OR starts_on IS NULL OR starts_on = '' OR ends_on < starts_on)"
        ),
    )
    op.create_index(
        "ix_pooling_agreement_withdrawn",
        "pooling_agreement",
        ["id"],
        unique=False,
        sqlite_where=sa.text("deleted = 1"),
    )
    op.create_table(
        "settlement",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("figure", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.CHAR(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["facilitator.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_settlement_decided_by_id", "settlement", ["decided_by_id"], unique=False)
    op.create_index(
        "ix_settlement_unsound",
        "settlement",
        ["id"],
        unique=False,
        sqlite_where=sa.text(
            "deleted = 0 AND erased = 0 AND (kind IS NULL OR kind = '' OR subject IS NULL OR "
            "subject = '' OR notes IS NULL OR notes = '')"
        ),
    )
    op.create_table(
        "eligibility_decision",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("eligibility_id", sa.CHAR(length=32), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.CHAR(length=32), nullable=True),
        sa.Column("opinion_by", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["facilitator.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["eligibility_id"], ["eligibility.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_eligibility_decision_decided_by_id",
        "eligibility_decision",
        ["decided_by_id"],
        unique=False,
    )
    op.create_index(
        "ix_eligibility_decision_eligibility_id",
        "eligibility_decision",
        ["eligibility_id"],
        unique=False,
    )
    op.create_index(
        "ix_eligibility_decision_unsound",
        "eligibility_decision",
        ["id"],
        unique=False,
        sqlite_where=sa.text(
            "deleted = 0 AND erased = 0 AND (eligibility_id IS NULL OR eligibility_id = '' OR "
            "kind IS NULL OR kind = '' OR decided_on IS NULL OR decided_on = '' OR "
            "notes IS NULL OR notes = '' OR ends_on < starts_on)"
        ),
    )
    op.create_table(
        "amendment",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("public_contract_id", sa.CHAR(length=32), nullable=True),
        sa.Column("lot_id", sa.CHAR(length=32), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("due_seconds", sa.BigInteger(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["public_contract_id"], ["public_contract.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_amendment_lot_id", "amendment", ["lot_id"], unique=False)
    op.create_index(
        "ix_amendment_public_contract_id", "amendment", ["public_contract_id"], unique=False
    )
    op.create_index(
        "ix_amendment_unsound",
        "amendment",
        ["id"],
        unique=False,
        sqlite_where=sa.text(
            "deleted = 0 AND erased = 0 AND (public_contract_id IS NULL OR "
            "public_contract_id = '' OR kind IS NULL OR kind = '')"
        ),
    )
    op.create_index(
        "ix_amendment_withdrawn",
        "amendment",
        ["id"],
        unique=False,
        sqlite_where=sa.text("deleted = 1"),
    )
    op.create_table(
        "offer",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("company_id", sa.CHAR(length=32), nullable=True),
        sa.Column("lot_id", sa.CHAR(length=32), nullable=True),
        sa.Column("job", sa.String(), nullable=True),
        sa.Column("rome", sa.String(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("weekly_seconds", sa.BigInteger(), nullable=True),
        sa.Column("planned_seconds", sa.BigInteger(), nullable=True),
        sa.Column("commune", sa.String(), nullable=True),
        sa.Column("qpv_first", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_offer_company_id", "offer", ["company_id"], unique=False)
    op.create_index("ix_offer_lot_id", "offer", ["lot_id"], unique=False)
    op.create_index(
        "ix_offer_unsound",
        "offer",
        ["id"],
        unique=False,
        sqlite_where=sa.text(
            "deleted = 0 AND erased = 0 AND (company_id IS NULL OR company_id = '' OR "
            "job IS NULL OR job = '')"
        ),
    )
    op.create_index(
        "ix_offer_withdrawn", "offer", ["id"], unique=False, sqlite_where=sa.text("deleted = 1")
    )
    op.create_table(
        "pooling_share",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("pooling_agreement_id", sa.CHAR(length=32), nullable=True),
        sa.Column("lot_id", sa.CHAR(length=32), nullable=True),
        sa.Column("weight", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["pooling_agreement_id"],
            ["pooling_agreement.id"],
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_pooling_share_lot_id", "pooling_share", ["lot_id"], unique=False)
    op.create_index(
        "ix_pooling_share_pooling_agreement_id",
        "pooling_share",
        ["pooling_agreement_id"],
        unique=False,
    )
    op.create_index(
        "ix_pooling_share_unsound",
        "pooling_share",
        ["id"],
        unique=False,
        sqlite_where=sa.text(
            "deleted = 0 AND erased = 0 AND (pooling_agreement_id IS NULL OR "
            "pooling_agreement_id = '' OR lot_id IS NULL OR lot_id = '')"
        ),
    )
    op.create_table(
        "application",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("offer_id", sa.CHAR(length=32), nullable=True),
        sa.Column("participant_id", sa.CHAR(length=32), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("proposed_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("employment_contract_id", sa.CHAR(length=32), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["employment_contract_id"],
            ["employment_contract.id"],
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_application_employment_contract_id",
        "application",
        ["employment_contract_id"],
        unique=False,
    )
    op.create_index("ix_application_offer_id", "application", ["offer_id"], unique=False)
    op.create_index(
        "ix_application_participant_id", "application", ["participant_id"], unique=False
    )
    op.create_index(
        "ix_application_unsound",
        "application",
        ["id"],
        unique=False,
        sqlite_where=sa.text(
            "deleted = 0 AND erased = 0 AND (offer_id IS NULL OR offer_id = '' OR "
            "participant_id IS NULL OR participant_id = '' OR decided_on < proposed_on)"
        ),
    )
    op.create_table(
        "journal_note",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("public_contract_id", sa.CHAR(length=32), nullable=True),
        sa.Column("award_id", sa.CHAR(length=32), nullable=True),
        sa.Column("company_id", sa.CHAR(length=32), nullable=True),
        sa.Column("participant_id", sa.CHAR(length=32), nullable=True),
        sa.Column("facilitator_id", sa.CHAR(length=32), nullable=True),
        sa.Column("month", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["facilitator_id"], ["facilitator.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["public_contract_id"], ["public_contract.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_journal_note_award_id", "journal_note", ["award_id"], unique=False)
    op.create_index("ix_journal_note_company_id", "journal_note", ["company_id"], unique=False)
    op.create_index(
        "ix_journal_note_facilitator_id", "journal_note", ["facilitator_id"], unique=False
    )
    op.create_index(
        "ix_journal_note_participant_id", "journal_note", ["participant_id"], unique=False
    )
    op.create_index(
        "ix_journal_note_public_contract_id", "journal_note", ["public_contract_id"], unique=False
    )
    op.create_index(
        "ix_journal_note_unsound",
        "journal_note",
        ["id"],
        unique=False,
        sqlite_where=sa.text(
            "deleted = 0 AND erased = 0 AND (on_date IS NULL OR on_date = '' OR "
            "kind IS NULL OR kind = '' OR notes IS NULL OR notes = '')"
        ),
    )
    op.create_table(
        "penalty",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("award_id", sa.CHAR(length=32), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("due_seconds", sa.BigInteger(), nullable=True),
        sa.Column("done_seconds", sa.BigInteger(), nullable=True),
        sa.Column("late_days", sa.Integer(), nullable=True),
        sa.Column("absences", sa.Integer(), nullable=True),
        sa.Column("base_cents", sa.BigInteger(), nullable=True),
        sa.Column("factor", sa.Integer(), nullable=True),
        sa.Column("late_cents", sa.BigInteger(), nullable=True),
        sa.Column("absence_cents", sa.BigInteger(), nullable=True),
        sa.Column("cap_cents", sa.BigInteger(), nullable=True),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("formal_notice_on", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_cents", sa.BigInteger(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_penalty_award_id", "penalty", ["award_id"], unique=False)
    op.create_index(
        "ix_penalty_unsound",
        "penalty",
        ["id"],
        unique=False,
        sqlite_where=sa.text("deleted = 0 AND erased = 0 AND (award_id IS NULL OR award_id = '')"),
    )
    op.create_table(
        "sizing",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("lot_id", sa.CHAR(length=32), nullable=True),
        sa.Column("amendment_id", sa.CHAR(length=32), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("method", sa.String(), nullable=True),
        sa.Column("trade", sa.String(), nullable=True),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("labour_share", sa.Integer(), nullable=True),
        sa.Column("effort", sa.Integer(), nullable=True),
        sa.Column("rate_cents", sa.BigInteger(), nullable=True),
        sa.Column("labour_seconds", sa.BigInteger(), nullable=True),
        sa.Column("fte", sa.Integer(), nullable=True),
        sa.Column("fte_seconds", sa.BigInteger(), nullable=True),
        sa.Column("new_staff", sa.Integer(), nullable=True),
        sa.Column("slice_cents", sa.BigInteger(), nullable=True),
        sa.Column("slice_seconds", sa.BigInteger(), nullable=True),
        sa.Column("threshold_cents", sa.BigInteger(), nullable=True),
        sa.Column("due_seconds", sa.BigInteger(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendment.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sizing_amendment_id", "sizing", ["amendment_id"], unique=False)
    op.create_index("ix_sizing_lot_id", "sizing", ["lot_id"], unique=False)
    op.create_index(
        "ix_sizing_unsound",
        "sizing",
        ["id"],
        unique=False,
        sqlite_where=sa.text(
            "deleted = 0 AND erased = 0 AND (lot_id IS NULL OR lot_id = '' OR "
            "method IS NULL OR method = '')"
        ),
    )
    op.create_table(
        "allocation",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("hours_entry_id", sa.CHAR(length=32), nullable=True),
        sa.Column("lot_id", sa.CHAR(length=32), nullable=True),
        sa.Column("seconds", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hours_entry_id"], ["hours_entry.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_allocation_hours_entry_id", "allocation", ["hours_entry_id"], unique=False)
    op.create_index("ix_allocation_lot_id", "allocation", ["lot_id"], unique=False)
    op.create_index(
        "ix_allocation_unsound",
        "allocation",
        ["id"],
        unique=False,
        sqlite_where=sa.text(
            "deleted = 0 AND erased = 0 AND (hours_entry_id IS NULL OR hours_entry_id = '' OR "
            "lot_id IS NULL OR lot_id = '' OR seconds IS NULL OR seconds = '')"
        ),
    )
    op.create_table(
        "allocated_month",
        sa.Column("assignment_id", sa.CHAR(length=32), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("lot_id", sa.CHAR(length=32), nullable=False),
        sa.Column("from_lot_id", sa.CHAR(length=32), nullable=False),
        sa.Column("award_id", sa.CHAR(length=32), nullable=True),
        sa.Column("from_award_id", sa.CHAR(length=32), nullable=True),
        sa.Column("declared", sa.BigInteger(), nullable=False),
        sa.Column("validated", sa.BigInteger(), nullable=False),
        sa.Column("disputed", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("assignment_id", "month", "kind", "lot_id"),
        sqlite_with_rowid=False,
    )
    for column in ("lot_id", "from_lot_id", "award_id", "from_award_id"):
        op.create_index(f"ix_allocated_month_{column}", "allocated_month", [column], unique=False)
    _add_link("assignment", "replaces_id", "assignment")
    op.create_index("ix_assignment_replaces_id", "assignment", ["replaces_id"], unique=False)
    _add_link("award", "lead_id", "award")
    op.create_index("ix_award_lead_id", "award", ["lead_id"], unique=False)
    _add_link("contact", "public_contract_id", "public_contract")
    op.add_column("contact", sa.Column("starts_on", sa.Date(), nullable=True))
    op.create_index(
        "ix_contact_public_contract_id", "contact", ["public_contract_id"], unique=False
    )
    op.add_column("eligibility", sa.Column("status", sa.String(), nullable=True))
    op.add_column("eligibility", sa.Column("proof_kind", sa.String(), nullable=True))
    op.add_column("eligibility", sa.Column("proof_dated", sa.Date(), nullable=True))
    op.add_column("eligibility", sa.Column("pass_number", sa.String(), nullable=True))
    op.add_column("eligibility", sa.Column("opinion_by", sa.String(), nullable=True))
    op.create_index(
        "ix_eligibility_withdrawn",
        "eligibility",
        ["id"],
        unique=False,
        sqlite_where=sa.text("deleted = 1"),
    )
    op.add_column(
        "employment_contract", sa.Column("planned_seconds", sa.BigInteger(), nullable=True)
    )
    op.add_column("employment_contract", sa.Column("left_on", sa.Date(), nullable=True))
    # Weeks and days alone: what is doubtful about them is told without reading the entries.
    op.create_index(
        "ix_hours_entry_finer",
        "hours_entry",
        ["assignment_id", "period", "seconds"],
        unique=False,
        sqlite_where=sa.text("length(period) > 7 AND deleted = 0 AND seconds IS NOT NULL"),
    )
    op.create_index(
        "ix_hours_entry_withdrawn",
        "hours_entry",
        ["id"],
        unique=False,
        sqlite_where=sa.text("deleted = 1"),
    )
    op.add_column("participant", sa.Column("rome", sa.String(), nullable=True))
    op.add_column("participant", sa.Column("area", sa.String(), nullable=True))
    op.add_column("participant", sa.Column("notice_on", sa.Date(), nullable=True))
    op.add_column("public_contract", sa.Column("status_on", sa.Date(), nullable=True))
    op.add_column(
        "public_contract",
        sa.Column("framework", sa.Boolean(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column(
        "public_contract",
        sa.Column("concession", sa.Boolean(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column("public_contract", sa.Column("exception", sa.String(), nullable=True))
    op.add_column(
        "public_contract",
        sa.Column("exception_note", sa.String(), nullable=True),
    )
    op.add_column("public_contract", sa.Column("penalty_cents", sa.BigInteger(), nullable=True))
    op.add_column("public_contract", sa.Column("penalty_factor", sa.Integer(), nullable=True))
    op.add_column(
        "public_contract", sa.Column("penalty_late_cents", sa.BigInteger(), nullable=True)
    )
    op.add_column(
        "public_contract", sa.Column("penalty_absence_cents", sa.BigInteger(), nullable=True)
    )
    op.add_column("public_contract", sa.Column("penalty_cap", sa.Integer(), nullable=True))
    op.add_column("public_contract", sa.Column("training_cap", sa.Integer(), nullable=True))
    op.add_column("rule_setting", sa.Column("codes", sa.String(), nullable=True))
    for table, condition in _WIDER.items():
        op.drop_index(f"ix_{table}_unsound", table)
        op.create_index(
            f"ix_{table}_unsound",
            table,
            ["id"],
            sqlite_where=sa.text(f"deleted = 0 AND erased = 0 AND ({condition})"),
        )
