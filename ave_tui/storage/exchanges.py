"""Bundles that were made or brought in on this laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.storage.connection import Connection


class Exchange(NamedTuple):
    """One bundle, made (``out``) or brought in (``in``)."""

    id: int
    at_ms: int
    direction: str
    file_name: str
    peer: str | None
    operations: int
    held: int
    vector: dict[str, int]
    recipients: tuple[str, ...]
    """The devices that one made here was for."""


def add(
    connection: Connection,
    *,
    at_ms: int,
    direction: str,
    file_name: str,
    peer: str | None,
    operations: int,
    held: int,
    vector: dict[str, int],
    recipients: Sequence[str] = (),
) -> int:
    """Note a bundle, and whom it was made for; return its number."""
    # The first screen asks what was sent, and needs no JSON for that.
    import json

    cursor = connection.execute(
        "INSERT INTO exchange (at_ms, direction, file_name, peer, operations, held, vector, "
        "recipients) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(at_ms, direction, file_name, peer, operations, held),
            json.dumps(vector, sort_keys=True),
            " ".join(recipients),
        ),
    )
    return int(cursor.lastrowid or 0)


def settle(connection: Connection, exchange: int, operations: int, held: int) -> None:
    """Note what an import brought, once it is known."""
    connection.execute(
        "UPDATE exchange SET operations = ?, held = ? WHERE id = ?", (operations, held, exchange)
    )


def recent(connection: Connection, limit: int = 100) -> list[Exchange]:
    """Return the newest bundles first."""
    return [
        Exchange(
            id=found[0],
            at_ms=found[1],
            direction=found[2],
            file_name=found[3],
            peer=found[4],
            operations=found[5],
            held=found[6],
            vector=_vector(found[7]),
            recipients=tuple((found[8] or "").split()),
        )
        for found in connection.execute(
            "SELECT id, at_ms, direction, file_name, peer, operations, held, vector, recipients "
            "FROM exchange ORDER BY id DESC LIMIT ?",
            (limit,),
        )
    ]


def sent_up_to(connection: Connection, device: str) -> int:
    """Return the newest operation of a device that ever went out in a bundle."""
    found = connection.execute(
        "SELECT coalesce(json_extract(vector, '$.' || ?), 0) FROM exchange "
        "WHERE direction = 'out' ORDER BY id DESC LIMIT 1",
        (f'"{device}"',),
    ).fetchone()
    return 0 if found is None else int(found[0])


def count_out(connection: Connection) -> int:
    """Return how many bundles were made here."""
    found = connection.execute("SELECT count(*) FROM exchange WHERE direction = 'out'").fetchone()
    return int(found[0])


def last_vectors(connection: Connection) -> dict[str, dict[str, int]]:
    """Return what each laptop had when it made the last bundle that came from it."""
    return {
        peer: _vector(vector)
        for peer, vector in connection.execute(
            "SELECT peer, vector FROM exchange WHERE direction = 'in' AND peer IS NOT NULL "
            "ORDER BY id"
        )
    }


def last_with(connection: Connection) -> tuple[dict[str, int], dict[str, int]]:
    """Return when the last bundle came from each laptop, and when the last was made for each."""
    came: dict[str, int] = {}
    went: dict[str, int] = {}
    for at_ms, peer, recipients in connection.execute(
        "SELECT at_ms, peer, recipients FROM exchange ORDER BY id"
    ):
        if peer:
            came[peer] = at_ms
        went.update(dict.fromkeys((recipients or "").split(), at_ms))
    return came, went


def _vector(text: str) -> dict[str, int]:
    import json

    vector: dict[str, int] = json.loads(text)
    return vector
