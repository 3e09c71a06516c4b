"""The password of this laptop: on, changed, off; recovery sheets; when the screen locks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.passphrases import check_passphrase
from ave_tui.domain.progress import quiet
from ave_tui.domain.words import N_
from ave_tui.services.labels import names_of
from ave_tui.services.protection_errors import (
    AlreadyProtectedError,
    FileThereError,
    NotProtectedError,
)
from ave_tui.storage import preferences
from ave_tui.storage.keyfile import read_key_file, spread, write_key_file, write_private
from ave_tui.storage.queries.today import has_real_people

if TYPE_CHECKING:
    from pathlib import Path

    from ave_tui.domain.progress import Tell
    from ave_tui.storage.database import Database
    from ave_tui.storage.keyfile import KeyFile
    from ave_tui.sync.ledger import Ledger

IDLE_MINUTES: Final = 10
"""Unless somebody says otherwise."""
LONGEST_IDLE: Final = 240
RECOVERY: Final = "recovery"
"""The preference with what the structure's recovery sheets are made out to, space between."""


class ProtectionService:
    """What can be settled while the records are open."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    @property
    def is_on(self) -> bool:
        """Whether a password protects the records."""
        return self._database.is_protected

    @property
    def is_wanted(self) -> bool:
        """Whether people's records lie here without a password; made-up ones need none."""
        return not self.is_on and has_real_people(self._database.connection)

    @property
    def sheets(self) -> tuple[str, ...]:
        """What the recovery sheets of the structure are made out to."""
        return tuple(preferences.get(self._database.connection, RECOVERY).split())

    # The password.

    def protect(self, passphrase: str, tell: Tell = quiet) -> int:
        """Give the records a new key under a password, and their copies too.

        Returns:
            How many copies were left as they are, since they could not be opened before either.

        Raises:
            RuleBrokenError: The password is too short, or there is one already.
            AveError: Another program has the records open, or the disk refuses.
        """
        from secrets import token_bytes

        from ave_tui.storage.connection import KEY_BYTES
        from ave_tui.storage.wrapping import protect

        self.refuse_twice()
        check_passphrase(passphrase)
        key = token_bytes(KEY_BYTES)
        return self._database.change_key(key, protect(key, passphrase, self._usable()), tell)

    def refuse_twice(self) -> None:
        """Refuse a first password where there is one already.

        Raises:
            AlreadyProtectedError: There is.
        """
        if self.is_on:
            raise AlreadyProtectedError

    def unprotect(self, passphrase: str) -> None:
        """Keep the key without a password again: whoever has the laptop has the records.

        Raises:
            WrongPassphraseError: It is not the password.
        """
        from ave_tui.services import os_keyring

        file, key = self._opened(passphrase)
        write_private(self._database.home.key, key.hex().encode() + b"\n")
        self._database.is_protected = False
        if file.remembered:
            os_keyring.forget(file.id)

    def change(self, passphrase: str, new: str) -> None:
        """Change the password; the old one opens nothing any more, copies included.

        Raises:
            WrongPassphraseError: The old one is wrong.
            RuleBrokenError: The new one is too short.
        """
        from ave_tui.storage.wrapping import with_passphrase

        check_passphrase(new)
        file, key = self._opened(passphrase)
        self._renew(with_passphrase(file, key, new))

    def _opened(self, passphrase: str) -> tuple[KeyFile, bytes]:
        from ave_tui.storage.wrapping import open_by_passphrase

        file = self._file
        return file, open_by_passphrase(file, passphrase)

    @property
    def _file(self) -> KeyFile:
        if not self.is_on:
            raise NotProtectedError
        return read_key_file(self._database.home.key)

    def _renew(self, file: KeyFile) -> None:
        write_key_file(self._database.home.key, file)
        spread(file, self._database.home.backups)

    # Not to be asked again.

    @property
    def can_remember(self) -> bool:
        """Whether the operating system can keep the key for its user."""
        from ave_tui.services import os_keyring

        return self.is_on and os_keyring.is_offered()

    @property
    def remembers(self) -> bool:
        """Whether this laptop opens the records without asking."""
        return self.is_on and self._file.remembered

    def remember(self, remember: bool) -> bool:
        """Let the operating system keep the key, or no more; return whether it does now."""
        from ave_tui.services import os_keyring

        file = self._file
        if remember:
            remember = os_keyring.keep(file.id, self._database.key)
        else:
            os_keyring.forget(file.id)
        if file.remembered != remember:
            self._renew(replace(file, remembered=remember))
        return remember

    # Recovery sheets.

    def make_sheet(self, path: Path, *, alone: bool = False) -> None:
        """Write a new recovery sheet, whose secret is nowhere else.

        Args:
            path: The PDF to write; only its user can read it.
            alone: Sheets made before open nothing any more.

        Raises:
            FileThereError: There is such a file already.
            AveError: It can't be written; no sheet was added.
        """
        from ave_tui.services.recovery_sheet import draw_sheet
        from ave_tui.storage.wrapping import new_sheet

        if path.exists():
            raise FileThereError(path)
        secret, recipient = new_sheet()
        space = preferences.get(self._database.connection, "space")
        named = names_of(self._database.connection, "structure", [space])
        structure = named[space].label if space in named else ""
        write_private(path, draw_sheet(secret, structure, self._database.clock().date()))
        try:
            others = () if alone else self.sheets
            self._ledger.prefer(RECOVERY, " ".join((*others, recipient)))
            self.keep_up()
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def keep_up(self) -> bool:
        """Make the key out to the sheets of today; return whether they had changed."""
        if not self.is_on:
            return False
        file = self._file
        wanted = tuple(sorted(set(self.sheets)))
        if wanted == (file.recovery.to if file.recovery else ()):
            return False
        from ave_tui.storage.wrapping import made_out

        usable = self._usable()
        if usable == (file.recovery.to if file.recovery else ()):
            return False
        self._renew(made_out(file, self._database.key, usable))
        return True

    def _usable(self) -> tuple[str, ...]:
        """Return the sheets that keys can be made out to: the list may have come from elsewhere."""
        sheets = self.sheets
        if not sheets:
            return ()
        from ave_tui.storage.wrapping import is_recipient

        return tuple(sorted({sheet for sheet in sheets if is_recipient(sheet)}))

    # The idle lock.

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without a key the screen is locked; 0: never."""
        kept = preferences.get(self._database.connection, "idle_minutes")
        return int(kept) if kept.isdecimal() else IDLE_MINUTES

    def lock_after(self, minutes: int) -> None:
        """Lock the screen after so many minutes without a key; 0: never.

        Raises:
            RuleBrokenError: So many minutes are no lock.
        """
        if not 0 <= minutes <= LONGEST_IDLE:
            raise RuleBrokenError(
                N_("Between 0 (never) and {most} minutes."), field="minutes", most=LONGEST_IDLE
            )
        self._ledger.prefer("idle_minutes", str(minutes))
