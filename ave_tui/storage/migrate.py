"""Brings a database to this program's schema; Alembic is imported only when it isn't there yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from ave_tui.storage.errors import DatabaseTooNewError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection as SqlalchemyConnection

    from ave_tui.domain.errors import AveError
    from ave_tui.storage.connection import Connection

CURRENT: Final = 6
"""What ``PRAGMA user_version`` says of an up-to-date database: the number of the newest step."""


def migrations_folder() -> Path:
    """Return the folder of the steps: inside an installed package, beside it in a checkout."""
    package = Path(__file__).parent.parent
    beside = package.parent / "migrations"
    return beside if (beside / "env.py").is_file() else package / "_migrations"


def version_of(connection: Connection) -> int:
    """Return the schema version of a database; 0 when it is new."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def upgrade(
    connection: Connection,
    back_up: Callable[[], object],
    *,
    folder: Path | None = None,
    target: int = CURRENT,
    refusal: AveError | None = None,
) -> bool:
    """Run the steps that are missing, in one transaction; return whether there were any.

    Args:
        connection: The open database.
        back_up: Copies it before the first step.
        folder: Where the steps are.
        target: The step to go up to.
        refusal: Why nothing can be written; raised where a step is missing.

    Raises:
        DatabaseTooNewError: A newer program wrote it; nothing was touched.
    """
    version = version_of(connection)
    if version > target:
        raise DatabaseTooNewError
    if version == target:
        return False
    if refusal is not None:
        raise refusal
    # Only now: a database that is up to date needs neither gates nor Alembic to be opened.
    from ave_tui.storage.gates import build_gates

    if version:
        back_up()
    with _sqlalchemy(connection) as through:
        connection.execute("BEGIN IMMEDIATE")
        try:
            _run_steps(through, folder or migrations_folder(), target)
            build_gates(connection)
            connection.execute(f"PRAGMA user_version = {target}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return True


def _sqlalchemy(connection: Connection) -> SqlalchemyConnection:
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    # The transaction is the caller's: neither SQLAlchemy nor Alembic may end it half-way.
    for method in ("do_commit", "do_rollback"):
        setattr(engine.dialect, method, _leave_open)
    return engine.connect()


def _leave_open(_connection: object) -> None:
    """Do nothing where SQLAlchemy would commit or roll back."""


def _run_steps(through: SqlalchemyConnection, folder: Path, target: int) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = through
    command.upgrade(config, f"{target:04d}")
