"""``ave-tui protect``: a password for this laptop, and what to do when it is forgotten."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ave_tui.cli import passwords
from ave_tui.cli.opening import open_home
from ave_tui.cli.progress import progress_line
from ave_tui.i18n import _, _n
from ave_tui.paths import find_home

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from ave_tui.cli.answer import Answer
    from ave_tui.services.workspace import Services

Parser = TypeVar("Parser", bound="argparse.ArgumentParser")


def add_parser(every: argparse._SubParsersAction[Parser]) -> None:
    """Say what can be typed after ``ave-tui protect``."""
    protect = every.add_parser("protect", help=_("put this laptop's records under a password"))
    protect.set_defaults(run=status)
    parts = protect.add_subparsers(
        title=_("Commands"), metavar=_("COMMAND"), parser_class=type(protect)
    )
    for name, run, said in (
        ("on", switch_on, _("ask for a password from now on")),
        ("off", switch_off, _("ask for no password any more")),
        ("change", change, _("change the password")),
        ("remember", remember, _("let the system keep the key: no question on this laptop")),
        ("forget", forget, _("ask for the password again at each start")),
    ):
        parts.add_parser(name, help=said).set_defaults(run=run)

    sheet = parts.add_parser("sheet", help=_("make a recovery sheet to print (PDF)"))
    sheet.add_argument("--out", metavar=_("FILE"), required=True, help=_("the PDF to write"))
    sheet.add_argument(
        "--replace", action="store_true", help=_("sheets made before open nothing any more")
    )
    sheet.set_defaults(run=make_sheet)

    lock = parts.add_parser("lock", help=_("lock the screen after some minutes without a key"))
    lock.add_argument("minutes", metavar=_("MINUTES"), type=int, help=_("0: never"))
    lock.set_defaults(run=lock_after)

    recover = parts.add_parser(
        "recover", help=_("password forgotten: choose another by the recovery sheet")
    )
    recover.add_argument(
        "--answer", metavar=_("FILE"), help=_("by the answer of the head office, and its code")
    )
    recover.set_defaults(run=choose_anew)

    ask = parts.add_parser("ask", help=_("password forgotten: make a file for the head office"))
    ask.add_argument("--out", metavar=_("FILE"), required=True, help=_("the file, or a folder"))
    ask.set_defaults(run=ask_for_help)

    answer = parts.add_parser("answer", help=_("help a colleague who forgot the password"))
    answer.add_argument("file", metavar=_("FILE"), help=_("the file that the colleague sent"))
    answer.add_argument("--out", metavar=_("FILE"), help=_("the file, or a folder"))
    answer.set_defaults(run=answer_colleague)


def status(asked: argparse.Namespace, answer: Answer) -> int:
    """Say whether a password protects the records; opens nothing."""
    from ave_tui.services.unlocking import Lock

    lock = Lock(find_home(asked.home))
    is_on, sheets, remembers = lock.is_on, lock.sheets, lock.remembers
    if not is_on:
        answer.line(_("Not protected: whoever has this laptop can read the records."))
        answer.line(_("“ave-tui protect on” puts them under a password."))
    else:
        answer.line(_("Protected by a password."))
        if sheets:
            answer.line(_n("One recovery sheet.", "Recovery sheets: {count}.", sheets))
        else:
            answer.line(_("No recovery sheet: only the password opens the records."))
        if remembers:
            answer.line(_("The system keeps the key: no question on this laptop."))
    answer.data(ok=True, protected=is_on, sheets=sheets, remembered=remembers)
    return 0


def switch_on(asked: argparse.Namespace, answer: Answer) -> int:
    """Put the records under a password."""
    with _to_oneself(asked), open_home(find_home(asked.home)) as services:
        protection = services.protection
        protection.refuse_twice()
        password = passwords.new_password(passwords.NEW, passwords.CURRENT)
        with progress_line(_("Protecting")) as tell:
            left = protection.protect(password, tell)
        sheets = len(protection.sheets)
    answer.line(_("Protected: the records and their copies open by this password alone."))
    if left:
        answer.line(
            _n(
                "One copy could not be opened before either; it was left as it is.",
                "{count} copies could not be opened before either; they were left as they are.",
                left,
            )
        )
    if not sheets:
        answer.line(
            _("Make a recovery sheet for the day it is forgotten: ave-tui protect sheet --out FILE")
        )
    answer.data(ok=True, protected=True, copies_left=left, sheets=sheets)
    return 0


def switch_off(asked: argparse.Namespace, answer: Answer) -> int:
    """Keep the key without a password again."""
    with _to_oneself(asked):
        password = passwords.password()
        with _opened_by(asked, password) as services:
            services.protection.unprotect(password)
    answer.line(_("Not protected any more: whoever has this laptop can read the records."))
    answer.data(ok=True, protected=False)
    return 0


def change(asked: argparse.Namespace, answer: Answer) -> int:
    """Change the password."""
    password = passwords.password()
    with _opened_by(asked, password) as services:
        services.protection.change(password, passwords.new_password(passwords.NEW))
    answer.line(_("The password is changed; the old one opens nothing any more."))
    answer.data(ok=True, protected=True)
    return 0


def remember(asked: argparse.Namespace, answer: Answer) -> int:
    """Let the operating system keep the key."""
    from ave_tui.services.protection_errors import NoStoreError

    with open_home(find_home(asked.home)) as services:
        if not services.protection.remember(True):
            raise NoStoreError
    answer.line(_("The system keeps the key: no question on this laptop."))
    answer.data(ok=True, remembered=True)
    return 0


def forget(asked: argparse.Namespace, answer: Answer) -> int:
    """Ask for the password again."""
    with open_home(find_home(asked.home)) as services:
        services.protection.remember(False)
    answer.line(_("The password is asked for at each start."))
    answer.data(ok=True, remembered=False)
    return 0


def make_sheet(asked: argparse.Namespace, answer: Answer) -> int:
    """Write a recovery sheet."""
    path = Path(asked.out).absolute()
    with open_home(find_home(asked.home)) as services:
        services.protection.make_sheet(path, alone=asked.replace)
        sheets = len(services.protection.sheets)
    answer.line(_("The recovery sheet is in {path}.", path=path))
    answer.line(_("Print it, put it in a safe place, then delete the file."))
    answer.data(ok=True, file=str(path), sheets=sheets)
    return 0


def lock_after(asked: argparse.Namespace, answer: Answer) -> int:
    """Lock the screen after some minutes without a key."""
    with open_home(find_home(asked.home)) as services:
        services.protection.lock_after(asked.minutes)
    if asked.minutes:
        said = _n("Locked after one minute.", "Locked after {count} minutes.", asked.minutes)
    else:
        said = _("Never locked by itself.")
    answer.line(said)
    answer.data(ok=True, minutes=asked.minutes)
    return 0


def choose_anew(asked: argparse.Namespace, answer: Answer) -> int:
    """Choose another password by the recovery sheet, or by the answer of the head office."""
    from ave_tui.services.unlocking import Lock

    lock = Lock(find_home(asked.home))
    lock.refuse_open()
    if asked.answer:
        code = passwords.ask(_("Code read over the phone: "), passwords.SECRET)
        lock.take_answer(Path(asked.answer), code, passwords.new_password(passwords.NEW))
    else:
        secret = passwords.ask(_("Groups of the recovery sheet: "), passwords.SECRET)
        lock.check_secret(secret)
        lock.recover(secret, passwords.new_password(passwords.NEW))
    answer.line(_("The new password opens the records."))
    answer.data(ok=True, protected=True)
    return 0


def ask_for_help(asked: argparse.Namespace, answer: Answer) -> int:
    """Write a file that only the head office can open."""
    from ave_tui.services.unlocking import Lock

    lock = Lock(find_home(asked.home))
    lock.refuse_open()
    path = lock.ask_for_help(Path(asked.out).absolute())
    answer.line(_("The request is in {path}.", path=path))
    answer.line(_("Send it to the head office, and wait for their call."))
    answer.data(ok=True, file=str(path))
    return 0


def answer_colleague(asked: argparse.Namespace, answer: Answer) -> int:
    """Open a colleague's request by one's recovery sheet, and put it under a code."""
    from ave_tui.services.unlocking import answer_help

    secret = passwords.ask(_("Groups of the recovery sheet: "), passwords.SECRET)
    out = Path(asked.out).absolute() if asked.out else None
    made = answer_help(Path(asked.file).absolute(), secret, out)
    answer.line(_("The answer is in {path}.", path=made.path))
    answer.line(_("Code to read out over the phone: {code}", code=made.code))
    answer.line(_("Call your colleague on the number you know; never send the code along."))
    answer.data(ok=True, file=str(made.path), code=made.code)
    return 0


@contextlib.contextmanager
def _to_oneself(asked: argparse.Namespace) -> Iterator[None]:
    """Refuse where the records are open in a window, which would go on by the old way in."""
    from ave_tui.services.alone import alone

    with alone(find_home(asked.home)) as taken:
        if taken is not None:
            raise taken
        yield


def _opened_by(asked: argparse.Namespace, password: str) -> Services:
    from ave_tui.services.unlocking import by_passphrase

    return open_home(find_home(asked.home), lambda file: by_passphrase(file, password))
