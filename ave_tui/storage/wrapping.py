"""Puts a key under a password or makes it out to recovery sheets, and takes it out again.

The cost of a guess is fixed: 64 MiB and a third of a second on a laptop. age's own password files
measure the machine that makes them, and other machines then take ten times as long.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ave_tui.domain.passphrases import plain
from ave_tui.storage.connection import KEY_BYTES
from ave_tui.storage.errors import NotForThisKeyError, WrongPassphraseError
from ave_tui.storage.keyfile import SALT_BYTES, ForRecovery, KeyFile, UnderPassphrase

if TYPE_CHECKING:
    from collections.abc import Sequence

COST: Final = 2**16
_BLOCK: Final = 8
_MEMORY: Final = 2 * 128 * COST * _BLOCK
_CODE_GROUPS: Final = 4


def protect(key: bytes, passphrase: str, recipients: Sequence[str]) -> KeyFile:
    """Return a protected key file for a key that has none yet."""
    made = KeyFile(secrets.token_hex(16), _under(key, passphrase), None)
    return made_out(made, key, recipients)


def with_passphrase(file: KeyFile, key: bytes, passphrase: str) -> KeyFile:
    """Return the file with another password; the other ways in stay."""
    return replace(file, passphrase=_under(key, passphrase))


def made_out(file: KeyFile, key: bytes, recipients: Sequence[str]) -> KeyFile:
    """Return the file made out to these recovery sheets and no others."""
    to = tuple(sorted(set(recipients)))
    if not to:
        return replace(file, recovery=None)
    import pyrage

    known = [pyrage.x25519.Recipient.from_str(recipient) for recipient in to]
    return replace(file, recovery=ForRecovery(to, pyrage.encrypt(key, known)))


def open_by_passphrase(file: KeyFile, passphrase: str) -> bytes:
    """Return the key.

    Raises:
        WrongPassphraseError: The password opens nothing.
    """
    if file.passphrase is None:
        raise WrongPassphraseError
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    box = SecretBox(_stretched(passphrase, file.passphrase.salt))
    try:
        return box.decrypt(file.passphrase.sealed)
    except CryptoError as error:
        raise WrongPassphraseError from error


def open_by_secret(file: KeyFile, secret: str) -> bytes:
    """Return the key by the secret of a recovery sheet.

    Raises:
        NotForThisKeyError: The file was never made out to this sheet.
    """
    import pyrage

    if file.recovery is None:
        raise NotForThisKeyError
    try:
        key = pyrage.decrypt(file.recovery.file, [pyrage.x25519.Identity.from_str(secret)])
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise NotForThisKeyError from error
    if len(key) != KEY_BYTES:
        raise NotForThisKeyError
    return bytes(key)


def new_sheet() -> tuple[str, str]:
    """Return the secret of a new recovery sheet, and what keys are made out to."""
    import pyrage

    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


def is_recipient(text: str) -> bool:
    """Whether keys can be made out to this."""
    import pyrage

    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def new_code() -> str:
    """Return a code to be read over the phone: four groups of five digits, 66 bits.

    Whoever gets hold of the answer can guess at leisure: at a million guesses a second, each with
    64 MiB of memory, half of all codes would take a million years.
    """
    return " ".join(f"{secrets.randbelow(100_000):05}" for _ in range(_CODE_GROUPS))


def plain_code(typed: str) -> str:
    """Return a code as it is used, however it was typed."""
    return "".join(sign for sign in typed if sign.isdecimal())


def _under(key: bytes, passphrase: str) -> UnderPassphrase:
    from nacl.secret import SecretBox

    salt = secrets.token_bytes(SALT_BYTES)
    return UnderPassphrase(salt, bytes(SecretBox(_stretched(passphrase, salt)).encrypt(key)))


def _stretched(passphrase: str, salt: bytes) -> bytes:
    from hashlib import scrypt

    return scrypt(
        plain(passphrase).encode("utf-8", "surrogatepass"),
        salt=salt,
        n=COST,
        r=_BLOCK,
        p=1,
        maxmem=_MEMORY,
        dklen=KEY_BYTES,
    )
