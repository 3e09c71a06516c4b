"""The database comes to the current schema by itself, never past it, and never without a copy."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import SQLModel

import ave_tui.storage.tables  # noqa: F401 - declares the tables
from ave_tui.domain.schema import NUMBERS, TABLES, Kind
from ave_tui.paths import Home
from ave_tui.storage.connection import connect, read_or_make_key
from ave_tui.storage.database import Database
from ave_tui.storage.errors import DatabaseTooNewError, KeyMissingError
from ave_tui.storage.gates import missing_gates
from ave_tui.storage.migrate import CURRENT, migrations_folder, upgrade, version_of
from tests.homes import empty_home

if TYPE_CHECKING:
    from pathlib import Path

    from ave_tui.storage.connection import Connection


def now() -> datetime:
    return datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Return an empty, up-to-date database."""
    return Database(empty_home(tmp_path / "home"), now)


def test_migrated_schema_and_tables_are_the_same(database: Database) -> None:
    engine = create_engine("sqlite://", creator=lambda: database.connection, poolclass=StaticPool)
    with engine.connect() as through:
        context = MigrationContext.configure(through, opts={"compare_server_default": True})
        differences = compare_metadata(context, SQLModel.metadata)
    # SQLAlchemy doesn't see when the reference of an added column is looked at; SQLite does so.
    added = {
        (constraint.parent.name, *constraint.column_keys)
        for act, constraint in differences
        if act in {"add_fk", "remove_fk"}
    }
    assert len(differences) == 2 * len(added)
    for table, column in added:
        (written,) = database.connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
        assert re.search(
            rf"\b{column} CHAR\(32\) REFERENCES \w+ \(id\) DEFERRABLE INITIALLY DEFERRED", written
        )


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_tables_and_catalogue_are_the_same(database: Database, table: object) -> None:
    assert hasattr(table, "fields")
    name = table.name  # type: ignore[attr-defined]
    columns = {
        column: (kind, bool(required))
        for _, column, kind, required, _, _ in database.connection.execute(
            f"PRAGMA table_info({name})"
        )
    }
    expected = {"id": ("CHAR(32)", True), "deleted": ("BOOLEAN", True), "erased": ("BOOLEAN", True)}
    for field in TABLES[name].fields:
        match field.kind:
            case Kind.REFERENCE:
                kind = "CHAR(32)"
            case Kind.DATE:
                kind = "DATE"
            case Kind.FLAG:
                kind = "BOOLEAN"
            case Kind.SECONDS | Kind.CENTS:
                kind = "BIGINT"
            case Kind.COUNT | Kind.HUNDREDTHS:
                kind = "INTEGER"
            case _:
                kind = "VARCHAR"
        assert (field.kind in NUMBERS) == (kind in {"BOOLEAN", "BIGINT", "INTEGER"})
        expected[field.name] = (kind, field.kind is Kind.FLAG)
    assert columns == expected
    targets = {
        (source, target)
        for _, _, target, source, *_ in database.connection.execute(
            f"PRAGMA foreign_key_list({name})"
        )
    }
    assert targets == {(f.name, f.target) for f in TABLES[name].fields if f.target}


def test_a_current_database_opens_without_alembic_or_sqlmodel(tmp_path: Path) -> None:
    home = empty_home(tmp_path / "home")
    code = (
        "import sys, datetime, pathlib\n"
        "from ave_tui.paths import Home\n"
        "from ave_tui.services.workspace import Services\n"
        f"services = Services(Home(pathlib.Path({str(home.folder)!r})), datetime.datetime.now)\n"
        "heavy = {'alembic', 'sqlalchemy', 'sqlmodel', 'pydantic', 'textual'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_newer_database_is_refused_untouched(database: Database) -> None:
    database.connection.execute(f"PRAGMA user_version = {CURRENT + 1}")
    database.close()
    before = database.home.database.read_bytes()
    with pytest.raises(DatabaseTooNewError):
        Database(database.home, now)
    assert database.home.database.read_bytes() == before
    assert not database.home.backups.exists()


def _with_next_step(folder: Path, body: str) -> Path:
    """Return a copy of the migrations with one more step."""
    shutil.copytree(migrations_folder(), folder)
    (folder / "versions" / f"{CURRENT + 1:04d}_next.py").write_text(
        f"from alembic import op\nimport sqlalchemy as sa\nrevision = '{CURRENT + 1:04d}'\n"
        f"down_revision = '{CURRENT:04d}'\n\n\ndef upgrade() -> None:\n    {body}\n",
        "utf-8",
    )
    return folder


def _upgraded(database: Database, folder: Path) -> Connection:
    upgrade(database.connection, database.back_up, folder=folder, target=CURRENT + 1)
    return database.connection


def test_an_upgrade_copies_first_and_keeps_the_gates(database: Database, tmp_path: Path) -> None:
    folder = _with_next_step(
        tmp_path / "steps", "op.add_column('company', sa.Column('colour', sa.String))"
    )
    connection = _upgraded(database, folder)
    assert version_of(connection) == CURRENT + 1
    assert "colour" in str(connection.execute("PRAGMA table_info(company)").fetchall())
    assert missing_gates(connection) == []
    copies = list(database.home.backups.iterdir())
    assert len(copies) == 1
    key = read_or_make_key(database.home.key, database.home.database)
    copy = connect(copies[0], key, read_only=True)
    assert version_of(copy) == CURRENT
    copy.close()


def test_a_failing_step_changes_nothing(database: Database, tmp_path: Path) -> None:
    body = (
        "op.add_column('company', sa.Column('colour', sa.String))\n"
        "    raise RuntimeError('half-way')"
    )
    folder = _with_next_step(tmp_path / "steps", body)
    with pytest.raises(RuntimeError, match="half-way"):
        _upgraded(database, folder)
    assert version_of(database.connection) == CURRENT
    assert "colour" not in str(database.connection.execute("PRAGMA table_info(company)").fetchall())
    assert missing_gates(database.connection) == []


def test_every_earlier_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    for version in range(1, CURRENT):
        home = Home(tmp_path / str(version))
        home.make()
        old = connect(home.database, read_or_make_key(home.key, home.database))
        upgrade(old, lambda: None, target=version)
        assert version_of(old) == version
        old.close()
        made = Database(home, now)
        assert version_of(made.connection) == CURRENT
        assert missing_gates(made.connection) == []
        test_migrated_schema_and_tables_are_the_same(made)
        made.close()


def test_steps_are_numbered_without_a_gap() -> None:
    steps = sorted(path.name[:4] for path in (migrations_folder() / "versions").glob("0*.py"))
    assert steps == [f"{number:04d}" for number in range(1, CURRENT + 1)]


def test_a_database_without_its_key_is_refused(database: Database) -> None:
    database.close()
    database.home.key.unlink()
    with pytest.raises(KeyMissingError):
        Database(database.home, now)
    assert not database.home.key.exists()


def test_a_home_is_made_where_there_is_none(tmp_path: Path) -> None:
    home = Home(tmp_path / "a" / "b")
    made = Database(home, now)
    assert version_of(made.connection) == CURRENT
    made.close()
