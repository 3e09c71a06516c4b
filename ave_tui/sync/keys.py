"""What this laptop signs with and opens files by: made when it is first needed, never changed.

A database that is restored or copied becomes another device (`sync/identity.py`), with keys of its
own. The former device's stay: to open what was sealed to it, and to sign its last head once.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ave_tui.storage import devices, preferences, trust
from ave_tui.storage.trust import OwnKey
from ave_tui.sync.chains import chain_head
from ave_tui.sync.heads import sign_head

if TYPE_CHECKING:
    from ave_tui.storage.connection import Connection
    from ave_tui.sync.operation import Device
    from ave_tui.sync.signing import Key


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a device of this laptop."""

    device: Device
    seed: str
    identity: str

    @property
    def key(self) -> Key:
        """What its signatures are checked by."""
        return public_key(self.seed)

    @property
    def age(self) -> str:
        """What files for it are sealed to."""
        from ave_tui.sync.seal import recipient_of

        return recipient_of(self.identity)


def public_key(seed: str) -> Key:
    """Return what is checked by for what is signed with."""
    from nacl.signing import SigningKey

    return SigningKey(bytes.fromhex(seed)).verify_key.encode().hex()


def ensure_keys(connection: Connection, device: Device, at_ms: int) -> Keys:
    """Return the keys of a device, inside a transaction; new ones where it has none yet."""
    found = trust.own_key(connection, device)
    if found is None:
        from ave_tui.sync.seal import new_identity

        found = OwnKey(device, secrets.token_hex(32), new_identity())
        trust.add_own_key(connection, found, at_ms)
    return Keys(*found)


def sign_own_head(connection: Connection, device: Device) -> None:
    """Sign how far a device of this laptop has written, inside a transaction.

    Nothing is signed where nobody could ask for it: without keys, structure or operations.
    """
    found = trust.own_key(connection, device)
    space = preferences.get(connection, "space")
    seq = devices.vector(connection).get(device, 0)
    if found is None or not space or not seq:
        return
    chain = chain_head(connection, device, seq)
    devices.set_chain(connection, device, chain, seq)
    key = public_key(found.seed)
    trust.put_heads(connection, [sign_head(space, device, key, found.seed, seq, chain)])
