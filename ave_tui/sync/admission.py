"""Whether a sealed file may be brought in, and what it teaches about others, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_
from ave_tui.storage import devices, preferences, trust
from ave_tui.storage.trust import PeerTuple
from ave_tui.sync.bundle import BundleDamagedError
from ave_tui.sync.card import read_card
from ave_tui.sync.chains import AlteredError
from ave_tui.sync.circle import Circle, Peer, Standing
from ave_tui.sync.keys import public_key

if TYPE_CHECKING:
    from ave_tui.storage.connection import Connection
    from ave_tui.sync.bundle import Bundle
    from ave_tui.sync.card import Card
    from ave_tui.sync.operation import Device
    from ave_tui.sync.roster import Roster
    from ave_tui.sync.seal import Sealed

RECOVERY: Final = "recovery"
"""The preference that holds the structure's recovery recipients."""
REVOKED_HERE: Final = "revoked_here"
"""The preference that names the head office which no longer takes this laptop's files."""


class UnknownSenderError(AveError):
    """Nobody here compared the sender's card, and no head office vouches for it."""

    def __init__(self, card: Card) -> None:
        super().__init__(
            N_("This file comes from {name}, whose card nobody has compared here yet."),
            N_("Compare the twenty digits with {name} on the phone, then bring the file in."),
            name=card.name,
        )
        self.card = card


class RevokedSenderError(AveError):
    """Trust in the sender's laptop was withdrawn."""

    def __init__(self, card: Card) -> None:
        super().__init__(
            N_("This file comes from a laptop of {name} that is trusted no more."),
            N_("Ask {name} what became of it. If it is safe, compare cards again."),
            name=card.name,
        )


class OtherSpaceError(AveError):
    """The file belongs to another structure, whose records never mix with ours."""

    def __init__(self) -> None:
        super().__init__(
            N_("This file comes from another structure: its records can't be mixed with yours."),
            N_("Only files of your own structure can be brought in."),
        )


def circle_of(connection: Connection) -> Circle:
    """Return whom this laptop trusts."""
    me = devices.mine(connection)
    return Circle(
        me=me.device if me else "",
        space=preferences.get(connection, "space"),
        own={own.device: public_key(own.seed) for own in trust.own_keys(connection)},
        peers={found.device: _peer(found) for found in trust.peers(connection)},
        pinned=trust.pinned_keys(connection),
    )


def keep_peer(connection: Connection, peer: Peer) -> None:
    """Keep what is known of somebody.

    Heads that somebody made up in the name of the laptop before its card was known go: none of its
    operations is in the log yet, else the card would have been refused.
    """
    trust.drop_other_heads(connection, peer.card.device, peer.card.key)
    trust.put_peer(
        connection,
        PeerTuple(
            peer.card.device,
            peer.card.text(),
            peer.by,
            peer.since_ms,
            peer.office,
            peer.revoked_ms,
            peer.revoked_by,
        ),
    )


def judge(connection: Connection, sealed: Sealed, at_ms: int) -> Circle:
    """Take the lists that a file carries, then judge its sender, before its container is unpacked.

    Args:
        connection: Inside a transaction: whoever is refused rolls it back.
        sealed: A file whose signatures hold.
        at_ms: The time here.

    Raises:
        AveError: It must not be brought in.
    """
    for roster in sealed.rosters:
        take_roster(connection, roster, at_ms)
    circle = circle_of(connection)
    judge_sender(circle, sealed.card)
    return circle


def admit(connection: Connection, circle: Circle, sealed: Sealed, bundle: Bundle) -> None:
    """Hold a container to its seal, and learn the heads and the card that came with it.

    Raises:
        BundleDamagedError: The container is another's.
        KeyChangedError: A head bears another key than its device had.
        AlteredError: Operations of a known author are not as it signed.
    """
    if bundle.space != sealed.card.space or bundle.sender != sealed.card.device:
        raise BundleDamagedError
    had = devices.vector(connection)
    for head in sealed.heads:
        circle.hold_to_one_key(head.device, head.key)
        if bundle.ends.get(head.device) != (head.seq, head.chain):
            raise AlteredError(head.device)
    signed = {head.device for head in sealed.heads}
    for device, (_, last) in bundle.ranges.items():
        if device not in signed and circle.vouched_key(device) and last > had.get(device, 0):
            raise AlteredError(device)
    trust.put_heads(connection, sealed.heads)
    peer = circle.peers.get(sealed.card.device)
    if peer and peer.card != sealed.card:
        # Names change, and who joined has a structure now.
        keep_peer(connection, replace(peer, card=sealed.card))


def judge_sender(circle: Circle, card: Card) -> None:
    """Refuse whoever is not trusted.

    Raises:
        AveError: The sender is unknown, trusted no more, of another structure, or another.
    """
    circle.hold_to_one_card(card)
    if not card.space or (circle.space and card.space != circle.space):
        raise OtherSpaceError
    peer = circle.peers.get(card.device)
    if peer is None:
        # Own files bring back what a restored copy of the records lacks; those of a former laptop
        # too, unless somebody withdrew the trust in it: it may be where the records were stolen.
        if card.device not in circle.own:
            raise UnknownSenderError(card)
        return
    # What the kept card says of its structure is older than what it says now.
    match circle.standing(replace(peer, card=card)):
        case Standing.REVOKED:
            raise RevokedSenderError(card)
        case Standing.UNVOUCHED:
            raise UnknownSenderError(card)


def take_roster(connection: Connection, roster: Roster, at_ms: int) -> bool:
    """Learn a head office's list if that office is heeded here and the list is a newer one.

    Raises:
        KeyChangedError: It gives a known laptop another key.
    """
    circle = circle_of(connection)
    circle.hold_to_one_card(roster.office)
    office = circle.peers.get(roster.office.device)
    if office is None or not circle.heeds(office):
        return False
    by = roster.office.device
    if circle.space and roster.space != circle.space:
        return False
    if roster.number <= trust.roster_number(connection, by):
        return False
    listed = {card.device for card in (*roster.cards, *roster.revoked)}
    trust.forget_peers(
        connection,
        [d for d, peer in circle.peers.items() if peer.by == by and d not in listed],
    )
    for card in roster.cards:
        _learn_listed(connection, circle, card, by, at_ms)
    for card in roster.revoked:
        _learn_revoked(connection, circle, card, by, at_ms)
    trust.put_roster(connection, by, roster.number, roster.text())
    if roster.recovery:
        preferences.put(connection, RECOVERY, " ".join(roster.recovery))
    if circle.me in {card.device for card in roster.revoked}:
        preferences.put(connection, REVOKED_HERE, by)
    elif preferences.get(connection, REVOKED_HERE) == by:
        preferences.put(connection, REVOKED_HERE, "")
    return True


def _learn_listed(
    connection: Connection, circle: Circle, card: Card, by: Device, at_ms: int
) -> None:
    if card.device == circle.me:
        return
    circle.hold_to_one_card(card)
    known = circle.peers.get(card.device)
    if known is None:
        keep_peer(connection, Peer(card, by, at_ms, False, None, ""))
    elif known.revoked_ms is None or known.revoked_by == by:
        keep_peer(connection, replace(known, card=card, revoked_ms=None, revoked_by=""))


def _learn_revoked(
    connection: Connection, circle: Circle, card: Card, by: Device, at_ms: int
) -> None:
    if card.device == circle.me:
        return
    circle.hold_to_one_card(card)
    known = circle.peers.get(card.device) or Peer(card, by, at_ms, False, None, "")
    if known.revoked_ms is None:
        keep_peer(connection, replace(known, revoked_ms=at_ms, revoked_by=by))


def _peer(found: PeerTuple) -> Peer:
    return Peer(
        read_card(found.card),
        found.listed_by,
        found.since_ms,
        found.office,
        found.revoked_ms,
        found.revoked_by,
    )
