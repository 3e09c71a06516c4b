"""Tastes of this laptop, and which space and facilitator it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ave_tui.storage.connection import Connection


def get(connection: Connection, name: str, default: str = "") -> str:
    """Return a preference."""
    found = connection.execute("SELECT value FROM preference WHERE name = ?", (name,)).fetchone()
    return default if found is None else str(found[0])


def put(connection: Connection, name: str, value: str) -> None:
    """Keep a preference."""
    connection.execute(
        "INSERT INTO preference (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )
