"""What can be typed after ``ave-tui``."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, NoReturn

from ave_tui import __version__
from ave_tui.cli import commands, protection
from ave_tui.cli.argument_words import translate_argparse
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

    hours = every.add_parser("hours", help=_("type in hours: “dupont 35 10/2026”"))
    hours.add_argument("text", metavar=_("TEXT"), nargs="+", help=_("name, hours, period"))
    hours.set_defaults(run=commands.hours)

    export = every.add_parser("export", help=_("make an exchange file for a colleague"))
    export.add_argument("--out", metavar=_("FILE"), required=True, help=_("the file, or a folder"))
    export.add_argument(
        "--lacking",
        metavar=_("LAPTOP"),
        help=_("only what that laptop lacked when it last sent a file"),
    )
    export.set_defaults(run=commands.export)

    bring = every.add_parser("import", help=_("bring in a colleague's exchange file"))
    bring.add_argument("file", metavar=_("FILE"), help=_("the file"))
    bring.add_argument("--dry-run", action="store_true", help=_("only say what it would change"))
    bring.set_defaults(run=commands.bring_in)

    protection.add_parser(every)

    for name, run, said in (
        ("backup", commands.backup, _("copy the records to the backups")),
        ("check", commands.check, _("hold file, log and records against each other")),
        ("where", commands.where, _("say which folders are in use")),
    ):
        every.add_parser(name, help=said).set_defaults(run=run)
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(_("“{text}” is not a whole number above zero", text=text))
    return int(text)


def _month(text: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise argparse.ArgumentTypeError(_("“{text}” is not a month as 2026-10", text=text))
    return text
