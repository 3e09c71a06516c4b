"""What a head office puts on its list, and which lists travel with a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ave_tui.storage import preferences, trust
from ave_tui.sync.admission import RECOVERY
from ave_tui.sync.circle import Standing
from ave_tui.sync.roster import make_roster, roster_of
from ave_tui.sync.signing import is_recipient

if TYPE_CHECKING:
    from ave_tui.storage.connection import Connection
    from ave_tui.sync.card import Card
    from ave_tui.sync.circle import Circle
    from ave_tui.sync.roster import Roster


def lists_to_carry(
    connection: Connection, circle: Circle, card: Card, seed: str, at_ms: int
) -> list[Roster]:
    """Return the lists that go with a file, inside a transaction.

    They are those of the offices that are heeded here and, on a head office's laptop, its own one,
    renewed where somebody came, went or changed.
    """
    if card.is_office:
        _renew_own(connection, circle, card, seed, at_ms)
    kept = trust.rosters(connection)
    heeded = {device for device, peer in circle.peers.items() if circle.heeds(peer)}
    carried = heeded | ({card.device} if card.is_office else set())
    return [roster_of(json.loads(text)) for office, text in kept.items() if office in carried][:4]


def _renew_own(connection: Connection, circle: Circle, card: Card, seed: str, at_ms: int) -> None:
    # Only whom this office compared itself: a list vouches for what its office knows.
    compared = [peer for peer in circle.peers.values() if peer.compared]
    trusted = [p.card for p in compared if circle.standing(p) is Standing.TRUSTED]
    revoked = [
        p.card for p in compared if p.revoked_ms is not None and p.card.space in ("", card.space)
    ]
    recovery = filter(is_recipient, preferences.get(connection, RECOVERY).split())
    number = trust.roster_number(connection, card.device)
    made = make_roster(card, seed, number + 1, at_ms, trusted, revoked, recovery)
    if number:
        before = roster_of(json.loads(trust.rosters(connection)[card.device]))
        if made.says_the_same(before):
            return
    trust.put_roster(connection, card.device, made.number, made.text())
