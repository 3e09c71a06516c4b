"""The laptops that operations come from, this one among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from ave_tui.storage.connection import Connection

RESTORED: Final = "restored_from"
"""The preference that holds the copy which was put in place, until somebody was told so."""
ELSEWHERE: Final = "copied_elsewhere"
"""The preference that says up to which change of which laptop a copy lies in another place."""


class Mine(NamedTuple):
    """This laptop in its own database."""

    device: str
    seq: int
    merged: bool
    """Others' operations arrived since its last one."""
    place: str | None


def mine(connection: Connection) -> Mine | None:
    """Return this laptop, or None in a database that was just made."""
    found = connection.execute(
        "SELECT id, seq, merged, place FROM device WHERE mine = 1"
    ).fetchone()
    return None if found is None else Mine(found[0], found[1], bool(found[2]), found[3])


def become(connection: Connection, device: str, place: str) -> None:
    """Be a new device from now on; what was written before stays under the old one.

    The first operation of the new one will say what the old one had.
    """
    connection.execute("UPDATE device SET mine = 0, merged = 0, place = NULL")
    connection.execute(
        "INSERT INTO device (id, mine, seq, merged, place, chain, chain_seq) "
        "VALUES (?, 1, 0, 1, ?, '', 0)",
        (device, place),
    )


def advance(connection: Connection, device: str, seq: int, *, merged: bool) -> None:
    """Note this laptop's newest operation."""
    connection.execute(
        "UPDATE device SET seq = ?, merged = ? WHERE id = ?", (seq, int(merged), device)
    )


def learn(connection: Connection, vector: dict[str, int]) -> None:
    """Note how far the operations of other devices reach now."""
    for device, seq in sorted(vector.items()):
        connection.execute(
            "INSERT INTO device (id, mine, seq, merged, chain, chain_seq) "
            "VALUES (?, 0, ?, 0, '', 0) "
            "ON CONFLICT (id) DO UPDATE SET seq = excluded.seq",
            (device, seq),
        )
    connection.execute("UPDATE device SET merged = 1 WHERE mine = 1")


def vector(connection: Connection) -> dict[str, int]:
    """Return the newest operation that is had of each device."""
    return dict(connection.execute("SELECT id, seq FROM device WHERE seq > 0 ORDER BY id"))


def written_ms(connection: Connection, device: str, seq: int) -> int | None:
    """Return when an operation of a device was written; None where it isn't there."""
    found = connection.execute(
        "SELECT at_ms FROM change_log WHERE device = ? AND seq = ?", (device, seq)
    ).fetchone()
    return None if found is None else int(found[0])


def written_after(connection: Connection, at_ms: int) -> int | None:
    """Return when the first step after a moment was written, by anybody."""
    found = connection.execute(
        "SELECT at_ms FROM change_log WHERE seq = tx AND at_ms > ? ORDER BY at_ms LIMIT 1",
        (at_ms,),
    ).fetchone()
    return None if found is None else int(found[0])


def newest_ms(connection: Connection) -> int | None:
    """Return when the newest step was written, by the clock of whoever wrote it."""
    found = connection.execute(
        "SELECT at_ms FROM change_log WHERE seq = tx ORDER BY at_ms DESC LIMIT 1"
    ).fetchone()
    return None if found is None else int(found[0])


def chain(connection: Connection, device: str) -> tuple[str, int]:
    """Return the hash chain of a device as far as it was computed, and how far that is."""
    found = connection.execute(
        "SELECT chain, chain_seq FROM device WHERE id = ?", (device,)
    ).fetchone()
    return ("", 0) if found is None else (found[0], found[1])


def set_chain(connection: Connection, device: str, head: str, seq: int) -> None:
    """Note the hash chain of a device."""
    connection.execute(
        "UPDATE device SET chain = ?, chain_seq = ? WHERE id = ?", (head, seq, device)
    )
