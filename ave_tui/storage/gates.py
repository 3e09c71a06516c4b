"""Triggers that refuse any write to a synced table which does not come from the ledger.

Without them a stray UPDATE, or another program, would change rows behind the log's back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.storage.connection import Connection

_ACTIONS = ("INSERT", "UPDATE", "DELETE")


def gate_names() -> Iterator[tuple[str, str, str]]:
    """Yield trigger name, table and action of every gate."""
    for table in TABLES:
        for action in _ACTIONS:
            yield f"gate_{table}_{action.lower()}", table, action


def build_gates(connection: Connection) -> None:
    """Make every gate anew, shut; to be done after each migration."""
    connection.execute("INSERT OR IGNORE INTO sync_gate (id, open) VALUES (1, 0)")
    tables = {
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    for name, table, action in gate_names():
        # A step before the last one leaves tables out that come later.
        if table not in tables:
            continue
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
        connection.execute(
            f"CREATE TRIGGER {name} BEFORE {action} ON {table} "
            "WHEN (SELECT open FROM sync_gate WHERE id = 1) = 0 "
            "BEGIN SELECT RAISE(ABORT, 'only the ledger writes to this table'); END"
        )


def missing_gates(connection: Connection) -> list[str]:
    """Return the names of gates that are not there, or the word ``open`` when one stands open."""
    there = {
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    }
    missing = [name for name, _, _ in gate_names() if name not in there]
    if connection.execute("SELECT open FROM sync_gate WHERE id = 1").fetchone() != (0,):
        missing.append("open")
    return missing


def set_gate(connection: Connection, *, is_open: bool) -> None:
    """Open or shut the gates; a rollback shuts them too."""
    connection.execute("UPDATE sync_gate SET open = ? WHERE id = 1", (int(is_open),))
