"""Conflicts are computed anew whenever one asks: from small indexes, never from all records."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_PARENTS = (
    "authority",
    "operation",
    "public_contract",
    "lot",
    "company",
    "participant",
    "employment_contract",
    "award",
    "assignment",
)
_UNSOUND = {
    "structure": (
        "name IS NULL OR name = '' OR siret <> '' AND (length(siret) <> 14 OR "
        "siret GLOB '*[^0-9]*')"
    ),
    "facilitator": "first_name IS NULL OR first_name = '' OR last_name IS NULL OR last_name = ''",
    "authority": (
        "name IS NULL OR name = '' OR siret <> '' AND (length(siret) <> 14 OR "
        "siret GLOB '*[^0-9]*')"
    ),
    "operation": "name IS NULL OR name = ''",
    "public_contract": (
        "reference IS NULL OR reference = '' OR subject IS NULL OR subject = '' OR "
        "authority_id IS NULL OR authority_id = '' OR ends_on < starts_on"
    ),
    "lot": (
        "public_contract_id IS NULL OR public_contract_id = '' OR name IS NULL OR "
        "name = '' OR ends_on < starts_on"
    ),
    "company": (
        "name IS NULL OR name = '' OR siret <> '' AND (length(siret) <> 14 OR "
        "siret GLOB '*[^0-9]*')"
    ),
    "award": "lot_id IS NULL OR lot_id = '' OR company_id IS NULL OR company_id = ''",
    "contact": "last_name IS NULL OR last_name = ''",
    "participant": "last_name IS NULL OR last_name = '' OR first_name IS NULL OR first_name = ''",
    "eligibility": (
        "participant_id IS NULL OR participant_id = '' OR ground IS NULL OR "
        "ground = '' OR starts_on IS NULL OR starts_on = '' OR ends_on < starts_on OR "
        "extended_to < starts_on"
    ),
    "employment_contract": (
        "participant_id IS NULL OR participant_id = '' OR employer_id IS NULL OR "
        "employer_id = '' OR starts_on IS NULL OR starts_on = '' OR ends_on < starts_on"
    ),
    "assignment": (
        "lot_id IS NULL OR lot_id = '' OR ends_on < starts_on OR "
        "employment_contract_id IS NULL AND employer_id IS NULL"
    ),
    "visit": (
        "on_date IS NULL OR on_date = '' OR company_id IS NULL OR company_id = '' OR "
        "next_on < on_date"
    ),
    "exit": (
        "participant_id IS NULL OR participant_id = '' OR moment IS NULL OR "
        "moment = '' OR kind IS NULL OR kind = ''"
    ),
    "rule_setting": "name IS NULL OR name = ''",
}


def upgrade() -> None:
    """Add indexes that hold only withdrawn parents, only broken rules, and pairs of jobs."""
    for table in _PARENTS:
        op.create_index(f"ix_{table}_withdrawn", table, ["id"], sqlite_where=sa.text("deleted = 1"))
    for table, condition in _UNSOUND.items():
        op.create_index(
            f"ix_{table}_unsound",
            table,
            ["id"],
            sqlite_where=sa.text(f"deleted = 0 AND erased = 0 AND ({condition})"),
        )
    op.create_index(
        "ix_employment_contract_pair", "employment_contract", ["participant_id", "employer_id"]
    )
    op.create_index("ix_assignment_pair", "assignment", ["employment_contract_id", "lot_id"])
