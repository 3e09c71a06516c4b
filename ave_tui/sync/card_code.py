"""A card as a code that a phone's camera reads: packed into the letters that take least room.

A code of the line as it stands in a file would not fit on a small screen.
"""

from __future__ import annotations

import base64
import zlib
from typing import Final

from ave_tui.sync.operation import canonical
from ave_tui.sync.signing import strict_object

PREFIX: Final = "AVECARD:"
_BYTES: Final = {"device": 8, "key": 32, "sig": 64}
"""What stands at the beginning as it is, and how long it is."""
_KNOWN: Final = b'{"age":"age1","card":1,"name":"","role":"facilitator","space":"","structure":""}'
"""What every card says; a packed one leaves it out. Part of the format: never to be changed."""
_RAW: Final = -15
_LONGEST: Final = 8_192
"""Bytes that a code may unpack to."""


def packed(values: dict[str, object]) -> str:
    """Return the code of a card."""
    data = b"".join(bytes.fromhex(str(values[name])) for name in _BYTES)
    rest = {name: value for name, value in values.items() if name not in _BYTES}
    packing = zlib.compressobj(9, zlib.DEFLATED, _RAW, zdict=_KNOWN)
    data += packing.compress(canonical(rest).encode()) + packing.flush()
    return PREFIX + base64.b32encode(data).decode().rstrip("=")


def unpacked(code: str) -> dict[str, object]:
    """Return what a card says from its code, whatever a mail made of its letters and lines.

    Raises:
        NotSignedError: What it unpacks to is not in its form.
        ValueError: It is no such code, or was cut or altered.
    """
    letters = "".join(code.split()).upper().removeprefix(PREFIX)
    data = base64.b32decode(letters + "=" * (-len(letters) % 8))
    found: dict[str, object] = {}
    for name, size in _BYTES.items():
        found[name], data = data[:size].hex(), data[size:]
    unpacking = zlib.decompressobj(_RAW, zdict=_KNOWN)
    try:
        rest = unpacking.decompress(data, _LONGEST)
    except zlib.error as error:
        raise ValueError("not packed by this program") from error
    if not unpacking.eof or unpacking.unused_data:
        raise ValueError("cut, or too long")
    return {**strict_object(rest.decode()), **found}
