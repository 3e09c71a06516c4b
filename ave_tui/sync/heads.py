"""Signed heads: how far a device's operations reach, said by the device itself.

They travel with the operations for ever, so that whoever relays them can't alter them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.sync.signing import NotSignedError, is_device, is_key, is_number, sign, verify

if TYPE_CHECKING:
    from ave_tui.sync.operation import Device
    from ave_tui.sync.signing import Key

_DOMAIN: Final = "ave-tui head 1"
_PARTS: Final = 5


class Head(NamedTuple):
    """A device's hash chain at one of its operations, signed by its key."""

    device: Device
    key: Key
    seq: int
    chain: str
    sig: str


def sign_head(space: str, device: Device, key: Key, seed: str, seq: int, chain: str) -> Head:
    """Return a head, signed."""
    return Head(device, key, seq, chain, sign(_DOMAIN, [space, device, seq, chain], seed))


def read_head(found: object, space: str) -> Head:
    """Read a head that stands in a sealed file.

    Raises:
        NotSignedError: It is not in its form, or its signature doesn't hold.
    """
    if not isinstance(found, list) or len(found) != _PARTS:
        raise NotSignedError
    device, key, seq, chain, sig = found
    if not (is_device(device) and is_key(key) and is_number(seq, 1) and is_key(chain)):
        raise NotSignedError
    verify(_DOMAIN, [space, device, seq, chain], key, sig)
    return Head(device, key, seq, chain, sig)
