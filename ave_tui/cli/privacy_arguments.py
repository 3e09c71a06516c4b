"""What can be typed after ``ave-tui privacy``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.cli import people_data, privacy
from ave_tui.i18n import _

if TYPE_CHECKING:
    import argparse


def add_privacy(parser: argparse.ArgumentParser) -> None:
    """Add the commands."""
    deeds = parser.add_subparsers(
        title=_("Commands"), metavar=_("COMMAND"), parser_class=type(parser), required=True
    )
    review = deeds.add_parser(
        "review", help=_("list what the law asks to look at; changes nothing")
    )
    review.set_defaults(run=people_data.review)

    export = deeds.add_parser("export", help=_("write down everything held on a person"))
    _name(export)
    export.add_argument(
        "--out",
        metavar=_("FILE"),
        required=True,
        help=_("a name in .pdf to print, .txt to read, .json for other programs"),
    )
    export.set_defaults(run=people_data.export)

    anonymise = deeds.add_parser(
        "anonymise", help=_("take a person's name away for good; every total stays")
    )
    _name(anonymise, nargs="*")
    anonymise.add_argument(
        "--due",
        action="store_true",
        help=_("everybody whose last contact lies longer back than the rule allows"),
    )
    anonymise.add_argument("--yes", action="store_true", help=_("do it without asking"))
    _renew(anonymise)
    anonymise.set_defaults(run=people_data.anonymise)

    erase = deeds.add_parser("erase", help=_("erase a person for good"))
    _name(erase)
    erase.add_argument("--yes", action="store_true", help=_("erase without asking"))
    _renew(erase)
    erase.set_defaults(run=privacy.erase)

    renew = deeds.add_parser("renew", help=_("remove copies that hold somebody who was erased"))
    renew.set_defaults(run=privacy.renew)


def _name(parser: argparse.ArgumentParser, nargs: str = "+") -> None:
    parser.add_argument(
        "name",
        metavar=_("NAME"),
        nargs=nargs,
        help=_("last and first name, or the record's number"),
    )


def _renew(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--renew",
        action="store_true",
        help=_("also make a fresh copy of the records, and remove those that hold the person"),
    )
