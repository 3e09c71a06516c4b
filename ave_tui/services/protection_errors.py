"""What can stand in the way of a password, of a recovery sheet, and of help from a colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError, RuleBrokenError
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from pathlib import Path


class NotProtectedError(RuleBrokenError):
    """There is no password."""

    def __init__(self) -> None:
        super().__init__(
            N_("This laptop is not protected."),
            N_("Protect it first: in the settings, or with “ave-tui protect on”."),
        )


class NoSheetError(RuleBrokenError):
    """Nobody ever made a recovery sheet for these records."""

    def __init__(self) -> None:
        super().__init__(
            N_("There is no recovery sheet for these records: only the password opens them."),
            N_("What you sent to colleagues is with them: their exchange file brings it back."),
        )


class WrongCodeError(AveError):
    """The code read over the phone does not open the answer."""

    def __init__(self) -> None:
        super().__init__(
            N_("This code does not open the answer."),
            N_("Have the four groups of five figures read again."),
            field="code",
        )


class NoRequestError(AveError):
    """The file is not a request for help, or not an answer to one."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            N_("{name} is neither a request for help nor an answer to one."),
            N_("Choose the file that your colleague sent you for this."),
            field="path",
            name=path.name,
        )


class AlreadyProtectedError(RuleBrokenError):
    """There is a password already."""

    def __init__(self) -> None:
        super().__init__(
            N_("This laptop is protected already."), N_("Change the password instead.")
        )


class FileThereError(RuleBrokenError):
    """A sheet never takes the place of another file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            N_("There is a file {path} already."), N_("Give another name."), field="path", path=path
        )


class NoStoreError(RuleBrokenError):
    """The operating system keeps no keys for this user."""

    def __init__(self) -> None:
        super().__init__(
            N_("This system keeps no keys."),
            N_("The password is asked for at each start; install “ave-tui[keyring]” to try."),
        )
