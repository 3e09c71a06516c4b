"""Doubles of companies and people are looked for every morning: not by reading all of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add an index that finds a SIRET, and one that finds who was born on a day."""
    op.create_index(
        "ix_company_siret",
        "company",
        ["siret"],
        sqlite_where=sa.text("deleted = 0 AND siret IS NOT NULL"),
    )
    op.create_index(
        "ix_participant_born",
        "participant",
        ["birth_date", "last_name", "first_name", "id"],
        sqlite_where=sa.text("deleted = 0 AND birth_date IS NOT NULL"),
    )
