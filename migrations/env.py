"""Runs the steps on the connection that the program hands over; there is no alembic.ini."""

from alembic import context
from sqlmodel import SQLModel

import ave_tui.storage.tables  # noqa: F401 - declares the tables to SQLModel

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    transaction_per_migration=False,
    # No batch mode: it copies tables and silently drops the triggers that guard the log.
    render_as_batch=False,
)
context.run_migrations()
