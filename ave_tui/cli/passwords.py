"""Asking for what must not be seen: in a terminal, or from a file that a variable names.

Never an argument: every program on the machine can read those.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_
from ave_tui.i18n import _, say

if TYPE_CHECKING:
    from ave_tui.services.unlocking import KeyFile

CURRENT: Final = "AVE_PASSPHRASE_FILE"
NEW: Final = "AVE_NEW_PASSPHRASE_FILE"
SECRET: Final = "AVE_RECOVERY_FILE"  # noqa: S105 - the name of a variable
_TRIES: Final = 3


class NobodyToAskError(AveError):
    """There is no terminal to ask in, and no file was named."""

    def __init__(self, question: str, variable: str) -> None:
        super().__init__(
            N_("There is no terminal to ask for it in: “{question}”."),
            N_("Write it on the first line of a file, and name that file in {variable}."),
            question=question.rstrip(" :\u00a0"),
            variable=variable,
        )


class NotTheSameError(AveError):
    """A new password was typed in two ways."""

    def __init__(self) -> None:
        super().__init__(
            N_("The two passwords are not the same."), N_("Begin again; nothing has changed.")
        )


class FileUnreadableError(AveError):
    """The file that a variable names can't be read."""

    def __init__(self, variable: str, path: Path) -> None:
        super().__init__(
            N_("The file {path} named in {variable} can't be read."),
            N_("Check its name and its rights."),
            path=path,
            variable=variable,
        )


def unlock(file: KeyFile) -> bytes:
    """Return the key of protected records: from the system's store, else by password.

    Raises:
        WrongPassphraseError: The password opens nothing.
        NobodyToAskError: There is nobody to ask.
    """
    from ave_tui.services.unlocking import (
        WrongPassphraseError,
        by_passphrase,
        remembered_key,
    )

    if key := remembered_key(file):
        return key
    tries = 1 if os.environ.get(CURRENT) else _TRIES
    for left in reversed(range(tries)):
        try:
            return by_passphrase(file, password())
        except WrongPassphraseError as error:
            if not left:
                raise
            print(say(error.problem), file=sys.stderr)
    raise AssertionError  # pragma: no cover


def password() -> str:
    """Ask for the password of this laptop."""
    return ask(_("Password: "), CURRENT)


def new_password(*variables: str) -> str:
    """Ask for a new password, twice in a terminal; say how strong it is.

    Raises:
        NotTheSameError: It was typed in two ways.
        RuleBrokenError: It is too short.
    """
    from ave_tui.domain.passphrases import check_passphrase, is_weak, strength

    named = next((name for name in variables if os.environ.get(name)), "")
    typed = ask(_("New password (8 characters or more; four words are best): "), named or NEW)
    check_passphrase(typed)
    if is_weak(typed):
        print(f"! {say(strength(typed))}", file=sys.stderr)
    if not named and ask(_("The same once more: "), NEW) != typed:
        raise NotTheSameError
    return typed


def ask(question: str, variable: str) -> str:
    """Return what the file says that a variable names, or what is typed unseen in a terminal.

    Raises:
        FileUnreadableError: The file can't be read.
        NobodyToAskError: There is neither.
    """
    if named := os.environ.get(variable):
        return _first_line(Path(named).expanduser(), variable)
    import getpass
    import warnings

    if sys.platform == "win32" and not sys.stdin.isatty():
        raise NobodyToAskError(question, variable)
    try:
        with warnings.catch_warnings():
            # Without a terminal it would ask all the same, and show what is typed.
            warnings.simplefilter("error", getpass.GetPassWarning)
            return getpass.getpass(question)
    except (getpass.GetPassWarning, EOFError, OSError) as error:
        raise NobodyToAskError(question, variable) from error


def _first_line(path: Path, variable: str) -> str:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            line = file.readline(10_000)
        if sys.platform != "win32" and path.stat().st_mode & 0o077:
            said = _("Others can read {path}: take that right from them.", path=path)
            print(f"! {said}", file=sys.stderr)
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadableError(variable, path) from error
    return line.rstrip("\r\n")
