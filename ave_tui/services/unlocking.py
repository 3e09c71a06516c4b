"""The ways into records that a password closes: the password, a recovery sheet, a colleague's help.

All of it works on closed records and changes the key file alone, at the very end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ave_tui.domain.passphrases import check_passphrase
from ave_tui.domain.recovery_text import read_secret
from ave_tui.services import os_keyring
from ave_tui.services.protection_errors import (
    NoRequestError,
    NoSheetError,
    NotProtectedError,
    WrongCodeError,
)
from ave_tui.storage.copies import copies
from ave_tui.storage.errors import (
    DatabaseDamagedError,
    KeyFileDamagedError,
    NotForThisKeyError,
    ProtectedError,
    WrongPassphraseError,
    told,
)
from ave_tui.storage.keyfile import (
    KeyFile,
    looks_protected,
    read_key_file,
    spread,
    write_key_file,
)
from ave_tui.storage.rekey import key_file_in_use, opens

if TYPE_CHECKING:
    from pathlib import Path

    from ave_tui.domain.errors import AveError
    from ave_tui.paths import Home

__all__ = [
    "Answered",
    "KeyFile",
    "Lock",
    "ProtectedError",
    "WrongPassphraseError",
    "answer_help",
    "by_passphrase",
    "remembered",
    "remembered_key",
]

_ID_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to a request for help, and the code that opens it."""

    path: Path
    code: str


def remembered_key(file: KeyFile) -> bytes | None:
    """Return the key if the operating system keeps it."""
    return os_keyring.load(file.id) if file.remembered else None


def remembered(file: KeyFile) -> bytes:
    """Return the key that the operating system keeps.

    Raises:
        ProtectedError: It keeps none: the password has to be asked.
    """
    if key := remembered_key(file):
        return key
    raise ProtectedError


def by_passphrase(file: KeyFile, passphrase: str) -> bytes:
    """Return the key by password; takes a third of a second.

    Raises:
        WrongPassphraseError: The password opens nothing.
    """
    from ave_tui.storage.wrapping import open_by_passphrase

    return open_by_passphrase(file, passphrase)


class Lock:
    """The way into one home."""

    def __init__(self, home: Home) -> None:
        self._home = home

    @property
    def _path(self) -> Path:
        return key_file_in_use(self._home)

    @property
    def is_on(self) -> bool:
        """Whether a password protects the records."""
        return looks_protected(self._path)

    def key(self, passphrase: str) -> bytes:
        """Return the key of the records; takes a third of a second.

        Raises:
            WrongPassphraseError: The password opens nothing.
        """
        return by_passphrase(read_key_file(self._path), passphrase)

    @property
    def remembers(self) -> bool:
        """Whether the operating system opens the records without asking."""
        return self.is_on and read_key_file(self._path).remembered

    @property
    def sheets(self) -> int:
        """How many recovery sheets open the records."""
        sheets = read_key_file(self._path).recovery if self.is_on else None
        return len(sheets.to) if sheets else 0

    def refuse_open(self) -> None:
        """Refuse to help where there is nothing to unlock.

        Raises:
            NotProtectedError: There is no password.
        """
        if not self.is_on:
            raise NotProtectedError

    def check_secret(self, typed: str) -> None:
        """Look at a sheet's secret before a new password is chosen; raises as `recover`."""
        self._by_secret(read_secret(typed))

    def recover(self, typed: str, passphrase: str) -> bytes:
        """Open the records by a recovery sheet, and give them a new password.

        Raises:
            MistypedError: The secret is mistyped; the sentence says where, if it can.
            NotForThisKeyError: The sheet is another one's.
            DatabaseDamagedError: It is the right one; neither records nor copies can be read.
            RuleBrokenError: The new password is too short.
        """
        secret = read_secret(typed)
        check_passphrase(passphrase)
        file, key = self._by_secret(secret)
        return self._give(file, key, passphrase, DatabaseDamagedError(self._home.database))

    def _by_secret(self, secret: str) -> tuple[KeyFile, bytes]:
        from ave_tui.storage.wrapping import open_by_secret

        file = self._with_sheet
        return file, open_by_secret(file, secret)

    @property
    def _with_sheet(self) -> KeyFile:
        if (file := read_key_file(self._path)).recovery is None:
            raise NoSheetError
        return file

    def ask_for_help(self, target: Path) -> Path:
        """Write a file that the recovery sheet of the head office opens, and nobody else.

        The target is the file, or the folder to put it in.

        Raises:
            NoSheetError: There is no recovery sheet.
        """
        file = self._with_sheet
        path = self.suggested_request(target) if target.is_dir() else target
        write_key_file(path, replace(file, passphrase=None, remembered=False))
        return path

    def suggested_request(self, folder: Path) -> Path:
        """Return the path of a request in a folder; no name of a person is in it."""
        return folder / f"ave-aide-{self._with_sheet.id[:_ID_SHOWN]}.key"

    def take_answer(self, path: Path, code: str, passphrase: str) -> bytes:
        """Open the records by the answer to a request, and give them a new password.

        Raises:
            NoRequestError: It is no answer.
            NotForThisKeyError: It answers somebody else.
            WrongCodeError: The code does not open it.
            RuleBrokenError: The new password is too short.
        """
        from ave_tui.storage.wrapping import open_by_passphrase, plain_code

        check_passphrase(passphrase)
        answer, file = _read(path), read_key_file(self._path)
        if answer.passphrase is None:
            raise NoRequestError(path)
        if answer.id != file.id:
            raise NotForThisKeyError
        try:
            key = open_by_passphrase(answer, plain_code(code))
        except WrongPassphraseError as error:
            raise WrongCodeError from error
        return self._give(file, key, passphrase, NotForThisKeyError())

    def _give(self, file: KeyFile, key: bytes, passphrase: str, otherwise: AveError) -> bytes:
        from ave_tui.storage.wrapping import with_passphrase

        # Damaged records open with no key: then it must be that of a copy to go back to.
        paths = (self._home.database, *(self._home.backups / c.name for c in copies(self._home)))
        if not any(opens(path, key) for path in paths):
            raise otherwise
        renewed = with_passphrase(file, key, passphrase)
        write_key_file(self._path, renewed)
        spread(renewed, self._home.backups)
        return key


def answer_help(request: Path, typed: str, target: Path | None = None) -> Answered:
    """Open a colleague's request by one's recovery sheet, and put it under a code.

    The answer goes beside the request if no target is given.

    Raises:
        NoRequestError: It is no request.
        MistypedError: The secret is mistyped.
        NotForThisKeyError: The request was made out to another sheet.
    """
    from ave_tui.storage.wrapping import new_code, open_by_secret, plain_code, with_passphrase

    file = _read(request)
    if file.recovery is None:
        raise NoRequestError(request)
    key = open_by_secret(file, read_secret(typed))
    code = new_code()
    answer = replace(with_passphrase(file, key, plain_code(code)), recovery=None)
    path = target or request.parent
    if path.is_dir():
        path = path / f"ave-reponse-{file.id[:_ID_SHOWN]}.key"
    write_key_file(path, answer)
    return Answered(path, code)


def _read(path: Path) -> KeyFile:
    try:
        with told(path):
            return read_key_file(path)
    except (KeyFileDamagedError, FileNotFoundError, IsADirectoryError) as error:
        raise NoRequestError(path) from error
