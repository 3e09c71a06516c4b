"""Signed statements: canonical JSON under a key, each kind of statement in a domain of its own.

A signature made for one kind can't pass for another: what is signed begins with the kind's name.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_
from ave_tui.sync.operation import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

Key = str
"""An Ed25519 key, 64 hexadecimal digits."""
_KEY: Final = re.compile(r"[0-9a-f]{64}")
_SIGNATURE: Final = re.compile(r"[0-9a-f]{128}")
_DEVICE: Final = re.compile(r"[0-9a-f]{16}")
_SPACE: Final = re.compile(r"[0-9a-f]{32}")
_RECIPIENT: Final = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_LATEST: Final = 2**62


class NotSignedError(AveError):
    """A statement is not in its form, or its signature doesn't hold."""

    def __init__(self) -> None:
        super().__init__(
            N_("This file is not what its maker signed."),
            N_("Ask for it again; nothing was changed here."),
        )


def sign(domain: str, value: object, seed: str) -> str:
    """Return the signature of a value, in hexadecimal.

    Args:
        domain: The kind of statement, as ``ave-tui card 1``.
        value: What is stated.
        seed: The signing key's seed, in hexadecimal.
    """
    from nacl.signing import SigningKey

    return SigningKey(bytes.fromhex(seed)).sign(_text(domain, value)).signature.hex()


def verify(domain: str, value: object, key: Key, signature: object) -> None:
    """Hold a signature against a value and a key.

    Raises:
        NotSignedError: It is another's, of something else, or none at all.
    """
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    if not is_key(key) or not isinstance(signature, str) or not _SIGNATURE.fullmatch(signature):
        raise NotSignedError
    try:
        VerifyKey(bytes.fromhex(key)).verify(_text(domain, value), bytes.fromhex(signature))
    except BadSignatureError as error:
        raise NotSignedError from error


def verified(domain: str, value: Mapping[str, object], key: Key) -> None:
    """Hold the signature inside a value against all else that it says.

    Raises:
        NotSignedError: It doesn't hold.
    """
    said = {name: each for name, each in value.items() if name != "sig"}
    verify(domain, said, key, value.get("sig"))


def strict_object(text: str) -> dict[str, object]:
    """Read an object in canonical JSON.

    Raises:
        NotSignedError: It is anything else.
    """
    try:
        found = json.loads(text)
        if isinstance(found, dict) and canonical(found) == text:
            return found
    except (ValueError, RecursionError) as error:
        raise NotSignedError from error
    raise NotSignedError


def is_key(value: object) -> bool:
    """Whether a value looks like a key."""
    return isinstance(value, str) and _KEY.fullmatch(value) is not None


def is_device(value: object) -> bool:
    """Whether a value looks like a device's id."""
    return isinstance(value, str) and _DEVICE.fullmatch(value) is not None


def is_space(value: object) -> bool:
    """Whether a value looks like a structure's id."""
    return isinstance(value, str) and _SPACE.fullmatch(value) is not None


def is_number(value: object, least: int = 0) -> bool:
    """Whether a value is a whole number from some least one on."""
    return type(value) is int and least <= value <= _LATEST


def is_recipient(value: object) -> bool:
    """Whether a value is an age recipient in its one form that can be sealed to.

    A point of low order would bring the sealing down instead of being refused by it.
    """
    if not isinstance(value, str) or not _RECIPIENT.fullmatch(value):
        return False
    from nacl.bindings import crypto_scalarmult
    from nacl.exceptions import RuntimeError as LowOrderError
    from pyrage import RecipientError, x25519

    try:
        if str(x25519.Recipient.from_str(value)) != value:
            return False
        crypto_scalarmult(b"\x01" * 32, _point(value))
    except (RecipientError, LowOrderError):
        return False
    return True


def _point(recipient: str) -> bytes:
    """Return the point of a recipient whose checksum was looked at already."""
    number = 0
    for letter in recipient[4:-6]:
        number = number << 5 | _LETTERS.index(letter)
    # 52 letters are 260 bits: the last four fill up.
    return (number >> 4).to_bytes(32, "big")


def _text(domain: str, value: object) -> bytes:
    return domain.encode() + b"\0" + canonical(value).encode()
