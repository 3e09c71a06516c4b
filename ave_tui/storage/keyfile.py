"""The file with the database's key: the bare key, or the key under a password and for recovery.

A protected file keeps its ways in apart, so that each can be renewed without the others: the
password can be changed without the recovery sheets, and the sheets without the password.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.storage.errors import DatabaseTooNewError, KeyFileDamagedError, told
from ave_tui.storage.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

FORMAT: Final = 1
SALT_BYTES: Final = 16
SEALED_BYTES: Final = 72
"""A SecretBox of 32 bytes: 24 of nonce, 16 of seal."""
LARGEST: Final = 100_000
_ID: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class UnderPassphrase:
    """The key in a box that a password opens."""

    salt: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class ForRecovery:
    """The key in an age file, and to whom it was made out."""

    to: tuple[str, ...]
    file: bytes


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A protected key.

    Args:
        id: Names the key, not the file: copies of the records know by it whose they are.
        passphrase: The way in by password; a request for help goes without.
        recovery: The way in by recovery sheet.
        remembered: The operating system keeps the key for this user, under the id.
    """

    id: str
    passphrase: UnderPassphrase | None
    recovery: ForRecovery | None
    remembered: bool = False

    def text(self) -> str:
        """Return the one way to write it."""
        way, sheets = self.passphrase, self.recovery
        content = {
            "format": FORMAT,
            "id": self.id,
            "passphrase": way and {"salt": _text(way.salt), "sealed": _text(way.sealed)},
            "recovery": sheets and {"file": _text(sheets.file), "to": list(sheets.to)},
            "remembered": self.remembered,
        }
        return json.dumps(content, sort_keys=True, separators=(",", ":")) + "\n"


def looks_protected(path: Path) -> bool:
    """Whether a key file is a protected one; False where there is none."""
    with told(path), contextlib.suppress(FileNotFoundError), path.open("rb") as file:
        return file.read(1) == b"{"
    return False


def read_key_file(path: Path) -> KeyFile:
    """Return a protected key file.

    Raises:
        KeyFileDamagedError: It is none, letter by letter.
        DatabaseTooNewError: A newer program wrote it.
        FileNotFoundError: It is not there.
    """
    with told(path), path.open("rb") as file:
        raw = file.read(LARGEST + 1)
    try:
        read = _parse(json.loads(raw.decode("ascii")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise KeyFileDamagedError(path) from error
    if read.text().encode() != raw:
        raise KeyFileDamagedError(path)
    return read


def _parse(content: Any) -> KeyFile:
    if type(content["format"]) is int and content["format"] > FORMAT:
        raise DatabaseTooNewError
    way, sheets = content["passphrase"], content["recovery"]
    passphrase = recovery = None
    if way is not None:
        passphrase = UnderPassphrase(_bytes(way["salt"]), _bytes(way["sealed"]))
        if (len(passphrase.salt), len(passphrase.sealed)) != (SALT_BYTES, SEALED_BYTES):
            raise ValueError
    if sheets is not None:
        recovery = ForRecovery(tuple(map(_string, sheets["to"])), _bytes(sheets["file"]))
    if not (passphrase or recovery) or not _ID.fullmatch(content["id"]):
        raise ValueError
    return KeyFile(content["id"], passphrase, recovery, content["remembered"] is True)


def write_private(path: Path, content: bytes) -> None:
    """Put a file in place at once or not at all, readable by its user alone, and for good."""
    with told(path):
        write_whole(path, content, private=True)


def write_key_file(path: Path, protected: KeyFile) -> None:
    """Put a protected key file in place."""
    write_private(path, protected.text().encode())


def key_beside(copy: Path) -> Path:
    """Return where the key file of a copy of the records lies."""
    return copy.with_suffix(".key")


def accompany(key_file: Path, copy: Path) -> None:
    """Put the protected key file beside a copy; a bare key is never put there."""
    if looks_protected(key_file):
        write_key_file(key_beside(copy), read_key_file(key_file))


def spread(protected: KeyFile, backups: Path) -> None:
    """Renew the key files beside copies with the same key: an old password opens them no more."""
    for beside in sorted(backups.glob("*.key")):
        with contextlib.suppress(KeyFileDamagedError, DatabaseTooNewError):
            if looks_protected(beside) and read_key_file(beside).id == protected.id:
                write_key_file(beside, protected)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError from error
