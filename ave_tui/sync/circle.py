"""Whom this laptop trusts: a pure function of the cards that were compared and the lists taken.

Trusted is who was compared here, or stands on the list of a head office that was compared here;
nobody of another structure, and nobody whose trust was withdrawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError
from ave_tui.domain.laptops import short
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.sync.card import Card
    from ave_tui.sync.operation import Device
    from ave_tui.sync.signing import Key


class KeyChangedError(AveError):
    """A laptop shows another key than before: somebody speaks in its name."""

    def __init__(self, device: Device) -> None:
        super().__init__(
            N_("Laptop {device} shows another key than it had before."),
            N_("Ring its owner up: somebody may be speaking in their name. Nothing was changed."),
            device=short(device),
        )


class Standing(Enum):
    """What holds of a card here."""

    TRUSTED = "trusted"
    REVOKED = "revoked"
    ELSEWHERE = "elsewhere"
    """Of another structure."""
    UNVOUCHED = "unvouched"
    """It stood on the list of an office that is trusted no more."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A laptop whose card is known here."""

    card: Card
    by: Device
    """The head office on whose list it stands; empty where it was compared here."""
    since_ms: int
    office: bool
    """Its list is taken: it was compared here as a head office's."""
    revoked_ms: int | None
    revoked_by: Device
    """The head office that withdrew the trust; empty where that was done here."""

    @property
    def compared(self) -> bool:
        """Whether its digits were compared here."""
        return not self.by


@dataclass(frozen=True, slots=True)
class Circle:
    """Everybody that a laptop knows, and itself."""

    me: Device
    """This laptop, as operations name it now; empty in a home that is only being made."""
    space: str
    """Its structure; empty while it has none."""
    own: Mapping[Device, Key]
    """Its own devices, the present one and former ones."""
    peers: Mapping[Device, Peer]
    pinned: Mapping[Device, Key]
    """The keys that other devices' signed heads bore."""

    def standing(self, peer: Peer) -> Standing:
        """Return what holds of a peer."""
        if peer.revoked_ms is not None:
            return Standing.REVOKED
        if self.space and peer.card.space not in ("", self.space):
            return Standing.ELSEWHERE
        office = self.peers.get(peer.by)
        if peer.by and not (office and self.heeds(office)):
            return Standing.UNVOUCHED
        return Standing.TRUSTED

    def heeds(self, office: Peer) -> bool:
        """Whether a peer's list is taken."""
        return office.office and office.compared and self.standing(office) is Standing.TRUSTED

    def vouched_key(self, device: Device) -> Key | None:
        """Return the key of a device whose card is known, trusted still or not."""
        if device in self.own:
            return self.own[device]
        peer = self.peers.get(device)
        return peer.card.key if peer else None

    def hold_to_one_key(self, device: Device, key: Key) -> None:
        """Refuse a second key of a device.

        Raises:
            KeyChangedError: Another one is known.
        """
        known = self.vouched_key(device) or self.pinned.get(device, key)
        if known != key:
            raise KeyChangedError(device)

    def hold_to_one_card(self, card: Card) -> None:
        """Refuse a card with other keys than its device had.

        Raises:
            KeyChangedError: Others are known.
        """
        self.hold_to_one_key(card.device, card.key)
        peer = self.peers.get(card.device)
        if peer and not peer.card.same_keys(card):
            raise KeyChangedError(card.device)
