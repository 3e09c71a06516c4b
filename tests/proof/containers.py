"""What bundles travel in: each container is damaged in every way by `test_damage.py`.

Another one is a line more in `CONTAINERS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pyrage

from ave_tui.sync.bundle import MAGIC, Bundle, pack, unpack
from ave_tui.sync.seal import MAGIC as SEAL_MAGIC
from ave_tui.sync.seal import unseal
from tests.names import HOSTILE_NAMES
from tests.sync.makers import ANNE, BRUNO, operation
from tests.sync.seal_makers import owner
from tests.sync.test_bundle import bundle

if TYPE_CHECKING:
    from collections.abc import Callable


class Container(NamedTuple):
    """A way of packing a bundle into a file, and of reading it back."""

    name: str
    pack: Callable[[Bundle], bytes]
    read: Callable[[bytes], Bundle]
    """Raises an `AveError` for whatever isn't whole."""
    header: Callable[[bytes], int]
    """How many bytes of a file are lines before the packed part: every bit of them is tried."""


def plain_header(content: bytes) -> int:
    """Return where the packed part of a plain bundle begins."""
    return content.index(b"\n", len(MAGIC)) + 1


SENDER, READER = owner(ANNE[0]), owner(BRUNO[0])
"""Who seals, and the one other laptop that opens."""


def opened(content: bytes) -> bytes:
    """Return what lies inside an age file."""
    return bytes(pyrage.decrypt(content, [pyrage.x25519.Identity.from_str(READER.identity)]))


def closed(inside: bytes) -> bytes:
    """Encrypt anything to the reader, as anybody can who has the reader's card."""
    return bytes(pyrage.encrypt(inside, [pyrage.x25519.Recipient.from_str(READER.age)]))


def sealed(found: Bundle) -> bytes:
    """Return the sealed file of a bundle."""
    return SENDER.sealed(pack(found), READER)


def read_sealed(content: bytes) -> Bundle:
    """Read a sealed file."""
    return unpack(unseal(content, [READER.identity]).container)


def age_header(content: bytes) -> int:
    """Return where the encrypted part of an age file begins: after its lines and the nonce."""
    return content.index(b"\n", content.index(b"\n---") + 1) + 1 + 16


def seal_header(inside: bytes) -> int:
    """Return where the container begins in what an age file holds."""
    return inside.index(b"\n", len(SEAL_MAGIC)) + 1


CONTAINERS: Final = [
    Container("plain", pack, unpack, plain_header),
    # A bad stick, or whoever finds it.
    Container("sealed", sealed, read_sealed, age_header),
    # Whoever may read it alters it, and encrypts it again: only the signature is in the way.
    Container(
        "inside the seal",
        lambda found: opened(sealed(found)),
        lambda inside: read_sealed(closed(inside)),
        seal_header,
    ),
]

WHOLE: Final = bundle(
    *(
        operation(ANNE, n, {"name": name, "naf": f"{n}"})
        for n, name in enumerate(HOSTILE_NAMES * 3, start=1)
    ),
    operation(BRUNO, 1, deps={ANNE: 3}),
    operation(BRUNO, 2, act="delete"),
)
OTHER: Final = bundle(*(operation(BRUNO, n, {"name": "other"}) for n in range(1, 30)))
