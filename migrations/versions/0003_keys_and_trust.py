"""Files are sealed and signed: keys of this laptop, whom it trusts, and how far others signed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the local tables; nothing of them ever travels as an operation."""
    op.add_column("exchange", sa.Column("recipients", sa.String(), nullable=True))
    op.create_table(
        "own_key",
        sa.Column("device", sa.CHAR(16), nullable=False),
        sa.Column("seed", sa.CHAR(64), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device"),
    )
    op.create_table(
        "peer",
        sa.Column("device", sa.CHAR(16), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("listed_by", sa.CHAR(16), nullable=False),
        sa.Column("since_ms", sa.BigInteger(), nullable=False),
        sa.Column("office", sa.Boolean(), nullable=False),
        sa.Column("revoked_ms", sa.BigInteger(), nullable=True),
        sa.Column("revoked_by", sa.CHAR(16), nullable=False),
        sa.PrimaryKeyConstraint("device"),
    )
    op.create_table(
        "roster",
        sa.Column("office", sa.CHAR(16), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("office"),
    )
    op.create_table(
        "chain_head",
        sa.Column("device", sa.CHAR(16), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.CHAR(64), nullable=False),
        sa.Column("chain", sa.CHAR(64), nullable=False),
        sa.Column("sig", sa.CHAR(128), nullable=False),
        sa.PrimaryKeyConstraint("device", "seq"),
        sqlite_with_rowid=False,
    )
