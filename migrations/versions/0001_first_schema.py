"""The first schema: everything part of the main job."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables; the runner adds the gates and sets ``user_version``."""
    op.create_table(
        "authority",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("siret", sa.String(), nullable=True),
        sa.Column("commune", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "change_log",
        sa.Column("device", sa.CHAR(length=16), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("tx", sa.BigInteger(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deps", sa.String(), nullable=True),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.CHAR(length=32), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("payload", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("device", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_change_log_deps",
        "change_log",
        ["device", "seq"],
        unique=False,
        sqlite_where=sa.text("deps IS NOT NULL"),
    )
    op.create_index("ix_change_log_row", "change_log", ["row_id"], unique=False)
    op.create_index(
        "ix_change_log_time",
        "change_log",
        ["at_ms", "device", "seq"],
        unique=False,
        sqlite_where=sa.text("seq = tx"),
    )
    op.create_table(
        "company",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("siret", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("naf", sa.String(), nullable=True),
        sa.Column("postcode", sa.String(), nullable=True),
        sa.Column("commune", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "contested",
        sa.Column("row_id", sa.CHAR(length=32), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("row_id"),
    )
    op.create_table(
        "counted_month",
        sa.Column("assignment_id", sa.CHAR(length=32), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("declared", sa.BigInteger(), nullable=False),
        sa.Column("validated", sa.BigInteger(), nullable=False),
        sa.Column("disputed", sa.BigInteger(), nullable=False),
        sa.Column("detail", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("assignment_id", "month", "kind"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "device",
        sa.Column("id", sa.CHAR(length=16), nullable=False),
        sa.Column("mine", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("merged", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("chain_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "exchange",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("peer", sa.String(), nullable=True),
        sa.Column("operations", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("vector", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "held_operation",
        sa.Column("device", sa.CHAR(length=16), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("tx", sa.BigInteger(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deps", sa.String(), nullable=True),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.CHAR(length=32), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("payload", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("device", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "participant",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("last_name", sa.String(), nullable=True),
        sa.Column("first_name", sa.String(), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("postcode", sa.String(), nullable=True),
        sa.Column("commune", sa.String(), nullable=True),
        sa.Column("qpv", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("education", sa.String(), nullable=True),
        sa.Column("referrer", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "preference",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "same_as",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("table_name", sa.String(), nullable=True),
        sa.Column("left_id", sa.String(), nullable=True),
        sa.Column("right_id", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device", sa.CHAR(length=16), nullable=False),
        sa.Column("tx", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "structure",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("siret", sa.String(), nullable=True),
        sa.Column("commune", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "sync_gate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("open", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("company_id", sa.CHAR(length=32), nullable=True),
        sa.Column("authority_id", sa.CHAR(length=32), nullable=True),
        sa.Column("first_name", sa.String(), nullable=True),
        sa.Column("last_name", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_contact_authority_id"), "contact", ["authority_id"], unique=False)
    op.create_index(op.f("ix_contact_company_id"), "contact", ["company_id"], unique=False)
    op.create_table(
        "employment_contract",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("participant_id", sa.CHAR(length=32), nullable=True),
        sa.Column("employer_id", sa.CHAR(length=32), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("weekly_seconds", sa.BigInteger(), nullable=True),
        sa.Column("rome", sa.String(), nullable=True),
        sa.Column("job", sa.String(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["company.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_employment_contract_employer_id"),
        "employment_contract",
        ["employer_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_employment_contract_participant_id"),
        "employment_contract",
        ["participant_id"],
        unique=False,
    )
    op.create_table(
        "facilitator",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("structure_id", sa.CHAR(length=32), nullable=True),
        sa.Column("first_name", sa.String(), nullable=True),
        sa.Column("last_name", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["structure_id"], ["structure.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_facilitator_structure_id"), "facilitator", ["structure_id"], unique=False
    )
    op.create_table(
        "operation",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("authority_id", sa.CHAR(length=32), nullable=True),
        sa.Column("commune", sa.String(), nullable=True),
        sa.Column("anru", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("notes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_operation_authority_id"), "operation", ["authority_id"], unique=False)
    op.create_table(
        "rule_setting",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("authority_id", sa.CHAR(length=32), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_rule_setting_authority_id"), "rule_setting", ["authority_id"], unique=False
    )
    op.create_table(
        "eligibility",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("participant_id", sa.CHAR(length=32), nullable=True),
        sa.Column("ground", sa.String(), nullable=True),
        sa.Column("other_grounds", sa.String(), nullable=True),
        sa.Column("proof", sa.String(), nullable=True),
        sa.Column("proof_on", sa.Date(), nullable=True),
        sa.Column("seen_by_id", sa.CHAR(length=32), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("extended_to", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["seen_by_id"], ["facilitator.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_eligibility_participant_id"), "eligibility", ["participant_id"], unique=False
    )
    op.create_index(op.f("ix_eligibility_seen_by_id"), "eligibility", ["seen_by_id"], unique=False)
    op.create_table(
        "exit",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("participant_id", sa.CHAR(length=32), nullable=True),
        sa.Column("employment_contract_id", sa.CHAR(length=32), nullable=True),
        sa.Column("moment", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["employment_contract_id"],
            ["employment_contract.id"],
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_exit_employment_contract_id"), "exit", ["employment_contract_id"], unique=False
    )
    op.create_index(op.f("ix_exit_participant_id"), "exit", ["participant_id"], unique=False)
    op.create_table(
        "public_contract",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("authority_id", sa.CHAR(length=32), nullable=True),
        sa.Column("operation_id", sa.CHAR(length=32), nullable=True),
        sa.Column("facilitator_id", sa.CHAR(length=32), nullable=True),
        sa.Column("nature", sa.String(), nullable=True),
        sa.Column("clause", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("cpv", sa.String(), nullable=True),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("commune", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["facilitator_id"], ["facilitator.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_public_contract_authority_id"), "public_contract", ["authority_id"], unique=False
    )
    op.create_index(
        op.f("ix_public_contract_facilitator_id"),
        "public_contract",
        ["facilitator_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_public_contract_operation_id"), "public_contract", ["operation_id"], unique=False
    )
    op.create_table(
        "lot",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("public_contract_id", sa.CHAR(length=32), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("due_seconds", sa.BigInteger(), nullable=True),
        sa.Column("sized_seconds", sa.BigInteger(), nullable=True),
        sa.Column("sizing", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["public_contract_id"], ["public_contract.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_lot_public_contract_id"), "lot", ["public_contract_id"], unique=False)
    op.create_table(
        "award",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("lot_id", sa.CHAR(length=32), nullable=True),
        sa.Column("company_id", sa.CHAR(length=32), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("due_seconds", sa.BigInteger(), nullable=True),
        sa.Column("opening_seconds", sa.BigInteger(), nullable=True),
        sa.Column("opening_on", sa.Date(), nullable=True),
        sa.Column("opening_source", sa.String(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_award_company_id"), "award", ["company_id"], unique=False)
    op.create_index(op.f("ix_award_lot_id"), "award", ["lot_id"], unique=False)
    op.create_table(
        "visit",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("company_id", sa.CHAR(length=32), nullable=True),
        sa.Column("lot_id", sa.CHAR(length=32), nullable=True),
        sa.Column("facilitator_id", sa.CHAR(length=32), nullable=True),
        sa.Column("people_met", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.Column("next_step", sa.String(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["facilitator_id"], ["facilitator.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_visit_company_id"), "visit", ["company_id"], unique=False)
    op.create_index(op.f("ix_visit_facilitator_id"), "visit", ["facilitator_id"], unique=False)
    op.create_index(op.f("ix_visit_lot_id"), "visit", ["lot_id"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("employment_contract_id", sa.CHAR(length=32), nullable=True),
        sa.Column("lot_id", sa.CHAR(length=32), nullable=True),
        sa.Column("award_id", sa.CHAR(length=32), nullable=True),
        sa.Column("host_id", sa.CHAR(length=32), nullable=True),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("employer_id", sa.CHAR(length=32), nullable=True),
        sa.Column("head_count", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["company.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["employment_contract_id"],
            ["employment_contract.id"],
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["host_id"], ["company.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_assignment_award_id"), "assignment", ["award_id"], unique=False)
    op.create_index(op.f("ix_assignment_employer_id"), "assignment", ["employer_id"], unique=False)
    op.create_index(
        op.f("ix_assignment_employment_contract_id"),
        "assignment",
        ["employment_contract_id"],
        unique=False,
    )
    op.create_index(op.f("ix_assignment_host_id"), "assignment", ["host_id"], unique=False)
    op.create_index(op.f("ix_assignment_lot_id"), "assignment", ["lot_id"], unique=False)
    op.create_table(
        "hours_return",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("award_id", sa.CHAR(length=32), nullable=True),
        sa.Column("month", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["award_id"], ["award.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_hours_return_award_id"), "hours_return", ["award_id"], unique=False)
    op.create_table(
        "hours_entry",
        sa.Column("id", sa.CHAR(length=32), nullable=False),
        sa.Column("deleted", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("erased", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("assignment_id", sa.CHAR(length=32), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("seconds", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_hours_entry_assignment_id"), "hours_entry", ["assignment_id"], unique=False
    )
