"""What the disk and the database can refuse, each with its sentences inside."""

from __future__ import annotations

import contextlib
import errno
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator


class DatabaseTooNewError(AveError):
    """A later version of the program wrote this database; nothing was touched."""

    def __init__(self) -> None:
        super().__init__(
            N_("These records come from a newer version of the program."),
            N_("Update the program, then open them again."),
        )


class DatabaseDamagedError(AveError):
    """The file is not a database that this key opens."""

    def __init__(self, path: object) -> None:
        super().__init__(
            N_(
                "The records in {path} can't be read: the file is damaged or the key isn't its own."
            ),
            N_("Put back the newest copy from the folder “backups”, with the key beside it."),
            path=path,
        )


class KeyMissingError(AveError):
    """The database is there and its key is not."""

    def __init__(self, path: object) -> None:
        super().__init__(
            N_("The key of the records is missing: {path}."),
            N_("Put the key file back; without it nobody can read the records."),
            path=path,
        )


class ProtectedError(AveError):
    """The records are under a password, and nobody was there to give it."""

    def __init__(self) -> None:
        super().__init__(
            N_("These records are protected by a password."),
            N_(
                "Give it when asked in a terminal, or write it on the first line of a file and "
                "name that file in AVE_PASSPHRASE_FILE."
            ),
        )


class WrongPassphraseError(AveError):
    """The password opens nothing; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            N_("This is not the password of these records."),
            N_("Look at Caps Lock and at the language of the keyboard, then try again."),
            field="password",
        )


class KeyFileDamagedError(AveError):
    """The key file is neither a key nor a protected key."""

    def __init__(self, path: object) -> None:
        super().__init__(
            N_("The key file {path} is damaged."),
            N_(
                "Put back the key file that lies beside a copy in the folder “backups”, under this "
                "name."
            ),
            path=path,
        )


class NotForThisKeyError(AveError):
    """A recovery sheet or an answer that belongs to other records."""

    def __init__(self) -> None:
        super().__init__(
            N_("This does not open these records."),
            N_("It was made for other records: look for the sheet or the file of this structure."),
            field="secret",
        )


class DiskFullError(AveError):
    """There was no room for what was to be written; what was there before is intact."""

    def __init__(self) -> None:
        super().__init__(
            N_("The disk is full: nothing was kept of this step."),
            N_("Free some room, then do it again."),
        )


class ReadOnlyError(AveError):
    """The folder or the file can't be written to."""

    def __init__(self, path: object) -> None:
        super().__init__(
            N_("Nothing can be written to {path}."),
            N_("Check the rights of the folder, or choose another one with --home."),
            path=path,
        )


class BusyError(AveError):
    """Another program holds the database longer than we wait."""

    def __init__(self) -> None:
        super().__init__(
            N_("The records are in use by another program."),
            N_("Wait until it has finished, then do it again."),
        )


@contextlib.contextmanager
def told(path: object) -> Iterator[None]:
    """Turn what the database refuses into what a user understands; let bugs through."""
    try:
        yield
    except dbapi2.DatabaseError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            raise BusyError from error
        if "full" in said or "disk I/O" in said:
            raise DiskFullError from error
        if "readonly" in said or "unable to open" in said:
            raise ReadOnlyError(path) from error
        if "not a database" in said or "malformed" in said:
            raise DatabaseDamagedError(path) from error
        raise
    except OSError as error:
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            raise ReadOnlyError(path) from error
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFullError from error
        raise
