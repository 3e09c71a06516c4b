"""How far somebody has come who has just begun."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ave_tui.storage.connection import Connection


class Begun(NamedTuple):
    """What there is any of yet, 0 or 1 each; no hours are typed in without all three."""

    contract: int
    employment: int
    work: int


def begun(connection: Connection) -> Begun:
    """Return how far somebody who has just begun has come."""
    found = connection.execute(
        "SELECT EXISTS(SELECT 1 FROM lot), EXISTS(SELECT 1 FROM employment_contract), "
        "EXISTS(SELECT 1 FROM assignment)"
    ).fetchone()
    return Begun(*found)
