"""A step of undo notes what it took back: any step can be, not only the last, and an import too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the transaction, or the import, that a step took back."""
    op.add_column("step", sa.Column("target_device", sa.CHAR(16)))
    op.add_column("step", sa.Column("target_tx", sa.BigInteger))
    op.add_column("step", sa.Column("target_import", sa.Integer))
