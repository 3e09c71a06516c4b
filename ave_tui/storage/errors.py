"""What the disk and the database can refuse, each with its sentences inside."""

from __future__ import annotations

import contextlib
import errno
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from ave_tui.domain.errors import AveError, DamageError
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


class DatabaseDamagedError(DamageError):
    """The file is not a database that this key opens."""

    def __init__(self, path: object) -> None:
        super().__init__(
            N_(
                "The records in {path} can't be read: the file is damaged or the key isn't its own."
            ),
            N_("Go back to a copy: in the settings, or with: ave-tui restore"),
            path=path,
        )


class RecordsMissingError(DamageError):
    """There were records here, as other files tell, and there are none any more."""

    def __init__(self, path: object) -> None:
        super().__init__(
            N_("The records are gone: {path} is missing or empty."),
            N_("Go back to a copy: in the settings, or with: ave-tui restore"),
            path=path,
        )


class CopySpoiltError(AveError):
    """A copy does not read back; the records themselves are as they were."""

    def __init__(self, name: object) -> None:
        super().__init__(
            N_("The copy {name} can't be read: it is damaged or of another key."),
            N_("Choose another copy; nothing was changed."),
            name=name,
        )


class UnderOtherKeyError(AveError):
    """A copy has a key of its own, under a password of its own."""

    def __init__(self, name: object) -> None:
        super().__init__(
            N_("The copy {name} opens by another password than the records of today."),
            N_("Choose it to give that password."),
            name=name,
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


class NoRoomForCopyError(DiskFullError):
    """A copy would fill the disk, and leave no room for the next entry."""

    def __init__(self, megabytes: int) -> None:
        AveError.__init__(
            self,
            N_("There is no room on the disk for a copy of the records ({size} MB)."),
            N_("Free some room; the records themselves are as they were."),
            size=megabytes,
        )


class CopyUnwritableError(AveError):
    """The folder of the copies takes none."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            N_("No copy can be written to {folder}."),
            N_("Check the folder and its disk; the records themselves are as they were."),
            folder=folder,
        )


class AlreadyOpenError(AveError):
    """The screens are open on these records already, in another window."""

    def __init__(self) -> None:
        super().__init__(
            N_("These records are open in another window: here they can only be read."),
            N_("Go on there, or leave both and open one again."),
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


_NO_ROOM: Final[set[int]] = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_RIGHT: Final[set[int]] = {errno.EROFS, errno.EACCES, errno.EPERM}


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
        if error.errno in _NO_ROOM:
            raise DiskFullError from error
        if error.errno in _NO_RIGHT or isinstance(error, PermissionError):
            raise ReadOnlyError(path) from error
        raise
