"""Keys of this laptop, whom it trusts, and how far others signed: nothing of it is an operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.storage.connection import Connection

OFFICE: Final = "head_office"
"""The preference that says that this laptop is the head office's."""

HeadTuple = tuple[str, str, int, str, str]
"""Device, key, number, chain, signature."""


class OwnKey(NamedTuple):
    """What a device of this laptop signs with, and what it opens files by."""

    device: str
    seed: str
    identity: str


class PeerTuple(NamedTuple):
    """A laptop whose card is known."""

    device: str
    card: str
    listed_by: str
    since_ms: int
    office: bool
    revoked_ms: int | None
    revoked_by: str


def own_keys(connection: Connection) -> list[OwnKey]:
    """Return the keys of this laptop and of what it was before, the newest first."""
    return [
        OwnKey(*found)
        for found in connection.execute(
            "SELECT device, seed, identity FROM own_key ORDER BY made_ms DESC, device"
        )
    ]


def own_key(connection: Connection, device: str) -> OwnKey | None:
    """Return the keys of one device."""
    return next((key for key in own_keys(connection) if key.device == device), None)


def add_own_key(connection: Connection, key: OwnKey, at_ms: int) -> None:
    """Keep the keys of a device; they are never changed."""
    connection.execute(
        "INSERT INTO own_key (device, seed, identity, made_ms) VALUES (?, ?, ?, ?)", (*key, at_ms)
    )


def peers(connection: Connection) -> list[PeerTuple]:
    """Return everybody who is known."""
    return [
        PeerTuple(device, card, by, since_ms, bool(office), revoked_ms, revoked_by)
        for device, card, by, since_ms, office, revoked_ms, revoked_by in connection.execute(
            "SELECT device, card, listed_by, since_ms, office, revoked_ms, revoked_by FROM peer "
            "ORDER BY device"
        )
    ]


def revoked_unheard(connection: Connection) -> list[str]:
    """Return the cards of those revoked here since the newest file was made: nobody heard of it."""
    return [
        card
        for (card,) in connection.execute(
            "SELECT card FROM peer WHERE revoked_by = '' AND revoked_ms >= "
            "(SELECT coalesce(max(at_ms), 0) FROM exchange WHERE direction = 'out') "
            "ORDER BY revoked_ms DESC, device"
        )
    ]


def put_peer(connection: Connection, peer: PeerTuple) -> None:
    """Keep what is known of somebody."""
    connection.execute(
        "INSERT INTO peer (device, card, listed_by, since_ms, office, revoked_ms, revoked_by) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (device) DO UPDATE SET card = excluded.card, "
        "listed_by = excluded.listed_by, since_ms = excluded.since_ms, office = excluded.office, "
        "revoked_ms = excluded.revoked_ms, revoked_by = excluded.revoked_by",
        (*peer[:4], int(peer.office), *peer[5:]),
    )


def forget_peers(connection: Connection, devices: Iterable[str]) -> None:
    """Know somebody no more."""
    connection.executemany("DELETE FROM peer WHERE device = ?", [(each,) for each in devices])


def rosters(connection: Connection) -> dict[str, str]:
    """Return the lists of head offices by the office's device."""
    return dict(connection.execute("SELECT office, content FROM roster ORDER BY office"))


def roster_number(connection: Connection, office: str) -> int:
    """Return the number of the newest list of an office; 0 where there is none."""
    found = connection.execute("SELECT number FROM roster WHERE office = ?", (office,)).fetchone()
    return 0 if found is None else int(found[0])


def put_roster(connection: Connection, office: str, number: int, content: str) -> None:
    """Keep a list instead of the one before."""
    connection.execute(
        "INSERT INTO roster (office, number, content) VALUES (?, ?, ?) ON CONFLICT (office) "
        "DO UPDATE SET number = excluded.number, content = excluded.content",
        (office, number, content),
    )


def heads(connection: Connection) -> list[HeadTuple]:
    """Return every head that is kept, by device and number."""
    return list(
        connection.execute(
            "SELECT device, key, seq, chain, sig FROM chain_head ORDER BY device, seq"
        )
    )


def pinned_keys(connection: Connection) -> dict[str, str]:
    """Return the key that the heads bore of each device that something is in the log of."""
    return dict(
        connection.execute(
            "SELECT DISTINCT h.device, h.key FROM chain_head AS h "
            "JOIN device AS d ON d.id = h.device WHERE d.seq > 0"
        )
    )


def newest_signed(connection: Connection) -> dict[str, int]:
    """Return the number of the newest head of each device."""
    return dict(connection.execute("SELECT device, max(seq) FROM chain_head GROUP BY device"))


def drop_other_heads(connection: Connection, device: str, key: str) -> None:
    """Drop the heads of a device that bear another key than the one that is known now."""
    connection.execute("DELETE FROM chain_head WHERE device = ? AND key <> ?", (device, key))


def put_heads(connection: Connection, found: Iterable[HeadTuple]) -> None:
    """Keep heads beside those that are kept; one that is kept already stays."""
    connection.executemany(
        "INSERT INTO chain_head (device, key, seq, chain, sig) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        found,
    )


def checkpoint(connection: Connection, device: str, up_to: int) -> tuple[str, int]:
    """Return the chain at the newest kept head of a device up to a number, and where that is."""
    found = connection.execute(
        "SELECT chain, seq FROM chain_head WHERE device = ? AND seq <= ? ORDER BY seq DESC LIMIT 1",
        (device, up_to),
    ).fetchone()
    return ("", 0) if found is None else (found[0], found[1])


def newest_head(connection: Connection, device: str, up_to: int) -> HeadTuple | None:
    """Return the newest kept head of a device up to a number."""
    found: HeadTuple | None = connection.execute(
        "SELECT device, key, seq, chain, sig FROM chain_head WHERE device = ? AND seq <= ? "
        "ORDER BY seq DESC LIMIT 1",
        (device, up_to),
    ).fetchone()
    return found


class Known(NamedTuple):
    """What a laptop knows of keys and of others, whatever its records hold."""

    own: list[tuple[str, str, str, int]]
    peers: list[PeerTuple]
    rosters: list[tuple[str, int, str]]


def known(connection: Connection) -> Known:
    """Return the keys of this laptop, who is known, and the lists of head offices."""
    if not _has_cards(connection):
        return Known([], [], [])
    own = connection.execute("SELECT device, seed, identity, made_ms FROM own_key").fetchall()
    lists = connection.execute("SELECT office, number, content FROM roster").fetchall()
    return Known(own, peers(connection), lists)


def keep_over(connection: Connection, found: Known) -> None:
    """Let a copy that is about to take the place of the records know what these know.

    Where it is older than cards are, it has no place for it.
    """
    if not _has_cards(connection):
        return
    connection.executemany(
        "INSERT INTO own_key (device, seed, identity, made_ms) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        found.own,
    )
    for peer in found.peers:
        put_peer(connection, peer)
    for office, number, content in found.rosters:
        if number > roster_number(connection, office):
            put_roster(connection, office, number, content)


def _has_cards(connection: Connection) -> bool:
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'own_key'").fetchone()
    return found is not None
