"""Cards and sealed files for tests: keys drawn from letters."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ave_tui.sync.bundle import Bundle, chain, pack
from ave_tui.sync.card import Card, make_card
from ave_tui.sync.heads import Head, sign_head
from ave_tui.sync.keys import public_key
from ave_tui.sync.seal import new_identity, recipient_of, seal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.sync.card import Role
    from ave_tui.sync.operation import Operation
    from ave_tui.sync.roster import Roster

SPACE, ELSEWHERE = "5" * 32, "6" * 32
LOW_ORDER = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z"
"""A recipient whose form is right, and which nothing can be sealed to."""


@dataclass(frozen=True)
class Owner:
    """A laptop's owner with the keys."""

    device: str
    seed: str
    identity: str

    @property
    def key(self) -> str:
        """What is checked by."""
        return public_key(self.seed)

    @property
    def age(self) -> str:
        """What is sealed to."""
        return recipient_of(self.identity)

    def card(self, name: str = "Anne", role: Role = "facilitator", space: str = SPACE) -> Card:
        """Return a card of this owner."""
        return make_card(
            age=self.age,
            device=self.device,
            key=self.key,
            seed=self.seed,
            name=name,
            role=role,
            space=space,
            whose="MDE des Deux Rives",
        )

    def head(self, operations: Sequence[Operation], space: str = SPACE) -> Head:
        """Sign a device's operations from its first one on."""
        head = ""
        for operation in operations:
            head = chain(head, operation)
        return sign_head(space, self.device, self.key, self.seed, len(operations), head)

    def sealed(
        self,
        container: bytes,
        *to: Owner,
        heads: Sequence[Head] = (),
        rosters: Sequence[Roster] = (),
        card: Card | None = None,
    ) -> bytes:
        """Seal a container."""
        return seal(
            container,
            card=card or self.card(),
            seed=self.seed,
            to=[owner.age for owner in to],
            made=1_000,
            heads=heads,
            rosters=rosters,
        )


@functools.cache
def owner(letter: str) -> Owner:
    """Return the owner whose device is a letter sixteen times."""
    return Owner(letter * 16, hashlib.sha256(letter.encode()).hexdigest(), new_identity())


def container(sender: Owner, *operations: Operation, space: str = SPACE) -> bytes:
    """Return the container of operations, from the first one of each device on."""
    return pack(bundle(sender, *operations, space=space))


def bundle(sender: Owner, *operations: Operation, space: str = SPACE) -> Bundle:
    """Return a bundle of operations, from the first one of each device on."""
    ranges: dict[str, tuple[int, int]] = {}
    chains: dict[str, str] = {}
    for made in operations:
        ranges[made.device] = (1, made.seq)
        chains[made.device] = chain(chains.get(made.device, ""), made)
    vector = {device: last for device, (_, last) in ranges.items()}
    before = dict.fromkeys(ranges, "")
    return Bundle(space, sender.device, vector, ranges, chains, operations, before)
