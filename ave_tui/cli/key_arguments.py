"""What can be typed after ``ave-tui keys``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.cli import keys
from ave_tui.i18n import _

if TYPE_CHECKING:
    import argparse


def add_keys(parser: argparse.ArgumentParser) -> None:
    """Add the commands about cards; without one, everybody is listed."""
    parser.set_defaults(run=keys.show)
    every = parser.add_subparsers(
        title=_("Commands"), metavar=_("COMMAND"), parser_class=type(parser)
    )
    card = every.add_parser("card", help=_("write my card to a file, to give to a colleague"))
    card.add_argument("--out", metavar=_("FILE"), required=True, help=_("the file, or a folder"))
    card.add_argument(
        "--name", metavar=_("NAME"), help=_("whose laptop this is, while nothing is recorded here")
    )
    card.add_argument("--qr", action="store_true", help=_("also draw it for a phone to read"))
    card.set_defaults(run=keys.card)

    trust = every.add_parser("trust", help=_("trust a colleague's card"))
    trust.add_argument("file", metavar=_("FILE"), help=_("the file of the card"))
    trust.add_argument(
        "--yes", action="store_true", help=_("the twenty digits were compared on the phone")
    )
    trust.set_defaults(run=keys.trust)

    every.add_parser("list", help=_("list everybody whose card is known")).set_defaults(
        run=keys.show
    )

    revoke = every.add_parser("revoke", help=_("trust a laptop no more: it was lost"))
    revoke.add_argument("name", metavar=_("NAME"), help=_("whose, or the laptop's number"))
    revoke.set_defaults(run=keys.revoke)

    office = every.add_parser("office", help=_("head office: keep the list, or take somebody's"))
    office.add_argument(
        "name", metavar=_("NAME"), nargs="?", help=_("whose list is taken (else this laptop's)")
    )
    office.add_argument("--stop", action="store_true", help=_("no more"))
    office.set_defaults(run=keys.office)
