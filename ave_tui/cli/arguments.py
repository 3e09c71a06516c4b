"""What can be typed after ``ave-tui``."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, NoReturn

from ave_tui import __version__
from ave_tui.cli import commands, copies, past, privacy, protection
from ave_tui.cli.argument_words import translate_argparse
from ave_tui.cli.conflicts import conflicts
from ave_tui.cli.key_arguments import add_keys
from ave_tui.cli.morning import add_today
from ave_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Formatter(argparse.HelpFormatter):
    """Speaks the user's language where argparse would speak English."""

    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # type: ignore[no-untyped-def]
        """Begin the usage with the user's word for it."""
        super().add_usage(usage, actions, groups, _("Usage: ") if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: object) -> None:
        super().__init__(
            add_help=False,
            formatter_class=_Formatter,
            allow_abbrev=False,
            **options,  # type: ignore[arg-type]
        )
        for group, title in zip(self._action_groups, (_("Arguments"), _("Options")), strict=False):
            group.title = title
        self.add_argument("-h", "--help", action="help", help=_("show this help and leave"))
        _shared(self)

    def error(self, message: str) -> NoReturn:
        """Say that the command can't be understood, and where to look; exit status 2."""
        problem = _("This command can't be understood: {detail}", detail=message)
        self.exit(2, f"{self.format_usage()}ave-tui: {problem}\n")


def _shared(parser: argparse.ArgumentParser) -> None:
    """Accept what goes with every command before it as well as after it."""
    parser.add_argument(
        "--home",
        metavar=_("FOLDER"),
        default=argparse.SUPPRESS,
        help=_("the folder of the records (else AVE_HOME, else your data folder)"),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help=_("answer with one JSON object and nothing else"),
    )


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return what was asked for: ``run`` is the function that does it."""
    translate_argparse()
    asked = _parser().parse_args(argv)
    for name, default in (("home", None), ("json", False)):
        if not hasattr(asked, name):
            setattr(asked, name, default)
    return asked


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="ave-tui",
        description=_("Follow-up of social clauses, offline: people, contracts, hours."),
        epilog=_("Without a command the screens open."),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"ave-tui {__version__}",
        help=_("say which version this is and leave"),
    )
    parser.set_defaults(run=lambda asked, answer: commands.open_screens(asked.home, answer))
    every = parser.add_subparsers(title=_("Commands"), metavar=_("COMMAND"), parser_class=_Parser)

    _demo_command(every)
    hours = every.add_parser("hours", help=_("type in hours: “dupont 35 10/2026”"))
    hours.add_argument("text", metavar=_("TEXT"), nargs="+", help=_("name, hours, period"))
    hours.add_argument("--dry-run", action="store_true", help=_("only say what it would change"))
    hours.set_defaults(run=commands.hours)

    add_today(every)
    _exchange_commands(every)
    _copies_commands(every)
    _past_commands(every)
    protection.add_parser(every)

    for name, run, said in (
        ("check", commands.check, _("hold file, log and records against each other")),
        ("where", commands.where, _("say which folders are in use")),
    ):
        every.add_parser(name, help=said).set_defaults(run=run)
    return parser


def _demo_command(every: argparse._SubParsersAction[_Parser]) -> None:
    """Add the made-up records."""
    demo = every.add_parser("demo", help=_("look at the program with made-up records"))
    demo.add_argument(
        "--into", metavar=_("FOLDER"), help=_("write the records there and open no screen")
    )
    demo.add_argument("--facilitators", type=_positive, default=1, metavar="N", help=_("how many"))
    demo.add_argument(
        "--seed", type=int, default=1, metavar="S", help=_("the same seed makes the same records")
    )
    demo.add_argument(
        "--until", type=_month, metavar=_("YYYY-MM"), help=_("the last month (else this month)")
    )
    demo.set_defaults(run=commands.demo)


def _exchange_commands(every: argparse._SubParsersAction[_Parser]) -> None:
    """Add what passes between colleagues."""
    export = every.add_parser("export", help=_("make an exchange file for a colleague"))
    export.add_argument("--out", metavar=_("FILE"), required=True, help=_("the file, or a folder"))
    export.add_argument(
        "--to",
        metavar=_("NAMES"),
        action="append",
        default=[],
        help=_("for whom: names with commas between them (else everybody who is trusted)"),
    )
    export.add_argument(
        "--all", action="store_true", help=_("also what they have already, as far as is known")
    )
    export.set_defaults(run=commands.export)

    bring = every.add_parser("import", help=_("bring in a colleague's exchange file"))
    bring.add_argument("file", metavar=_("FILE"), help=_("the file"))
    bring.add_argument("--dry-run", action="store_true", help=_("only say what it would change"))
    bring.set_defaults(run=commands.bring_in)

    verify = every.add_parser("verify", help=_("say what an exchange file is; changes nothing"))
    verify.add_argument("file", metavar=_("FILE"), help=_("the file"))
    verify.set_defaults(run=commands.verify)

    add_keys(every.add_parser("keys", help=_("the people one exchanges files with")))
    settle = every.add_parser("conflicts", help=_("list what laptops disagree on"))
    settle.add_argument(
        "--settle",
        choices=("first", "mine", "theirs"),
        help=_("settle first where two values stand: what counts, what I wrote, what others wrote"),
    )
    settle.set_defaults(run=conflicts)


def _copies_commands(every: argparse._SubParsersAction[_Parser]) -> None:
    """Add copies, and going back to one."""
    backup = every.add_parser("backup", help=_("copy the records to the backups"))
    backup.add_argument(
        "--out", metavar=_("FOLDER"), help=_("put the copy there too, as on a stick")
    )
    backup.set_defaults(run=copies.backup)

    restore = every.add_parser("restore", help=_("go back to a copy; without one, list them"))
    restore.add_argument("file", metavar=_("FILE"), nargs="?", help=_("the copy"))
    restore.add_argument("--yes", action="store_true", help=_("go back without being asked"))
    restore.add_argument("--dry-run", action="store_true", help=_("only say what it would change"))
    restore.set_defaults(run=copies.restore)


def _past_commands(every: argparse._SubParsersAction[_Parser]) -> None:
    undo = every.add_parser("undo", help=_("take back the last change, or another one"))
    which = _which(undo)
    which.add_argument(
        "--list", action="store_true", help=_("only list what can be taken back, by number")
    )
    undo.add_argument(
        "--everywhere",
        action="store_true",
        help=_("withdraw what the file brought for everybody, not only here"),
    )
    undo.set_defaults(run=past.undo)
    redo = every.add_parser("redo", help=_("do the last undone change again, or another one"))
    _which(redo)
    redo.set_defaults(run=past.redo)
    about = every.add_parser("privacy", help=_("erase a person for good"))
    deeds = about.add_subparsers(
        title=_("Commands"), metavar=_("COMMAND"), parser_class=_Parser, required=True
    )
    erase = deeds.add_parser("erase", help=_("erase a person for good"))
    erase.add_argument(
        "name", metavar=_("NAME"), nargs="+", help=_("last and first name, or the record's number")
    )
    erase.add_argument("--yes", action="store_true", help=_("erase without asking"))
    erase.add_argument(
        "--renew",
        action="store_true",
        help=_("also make a fresh copy of the records, and remove those that hold the person"),
    )
    erase.set_defaults(run=privacy.erase)
    renew = deeds.add_parser("renew", help=_("remove copies that hold somebody who was erased"))
    renew.set_defaults(run=privacy.renew)


def _which(parser: _Parser) -> argparse._MutuallyExclusiveGroup:
    """Let a change be chosen by its number, or a file that brought some."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--step", type=_positive, metavar="N", help=_("the change of this number"))
    which.add_argument(
        "--import",
        dest="file",
        nargs="?",
        const="",
        metavar=_("FILE"),
        help=_("all that a file brought (without a name: the last one)"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only say what it would change"))
    return which


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(_("“{text}” is not a whole number above zero", text=text))
    return int(text)


def _month(text: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(_("“{text}” is not a month as 2026-10", text=text))
    return text
