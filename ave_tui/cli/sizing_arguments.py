"""What can be typed after ``ave-tui sizing``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ave_tui.i18n import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

_METHODS: Final = ("amount", "hours", "fte", "scale", "transfer", "orders")
UNITS: Final = ("hours", "days", "weeks", "months", "fte")


def add_sizing(every: argparse._SubParsersAction[Any], run: Callable[..., int]) -> None:
    """Add the command to the others."""
    parser = every.add_parser(
        "sizing",
        help=_("work out the hours of a clause, by any method"),
        description=_(
            "Amount × labour share × effort / hourly rate; or a share of the working hours, "
            "full-time equivalents, the scale of the training clause, staff transfer, purchase "
            "orders. The rules and trades of the records are used; nothing is written."
        ),
    )
    euros, share, figure = _("EUROS"), _("PERCENT"), _("FIGURE")
    told = _("HOURS")
    for option, metavar, said in (
        ("--amount", euros, _("the amount before tax")),
        ("--labour", share, _("the share of labour in the amount")),
        ("--effort", share, _("the effort for insertion")),
        ("--rate", euros, _("an hour of work with all charges (else the rule)")),
        ("--trade", _("NAME"), _("take labour share and rate of this trade")),
        ("--labour-hours", told, _("all working hours, of which the effort is a share")),
        ("--fte", figure, _("so many full-time equivalents")),
        ("--fte-hours", told, _("the hours of one of them (else the rule)")),
        ("--new-staff", share, _("staff transfer: the share of newly assigned staff")),
        ("--orders", euros, _("purchase orders: all orders so far")),
        ("--slice", euros, _("purchase orders: the size of a slice …")),
        ("--slice-hours", told, _("… and the hours for each")),
        ("--threshold", euros, _("purchase orders: the volume from which the clause applies")),
        ("--months", figure, _("say how many people that are, over so many months (else 6)")),
        ("--wanted", told, _("say which effort gives these hours")),
    ):
        parser.add_argument(option, metavar=metavar, help=said)
    parser.add_argument(
        "--amendment",
        metavar=euros,
        action="append",
        default=[],
        help=_("an amount added later, or taken off; may be said several times"),
    )
    parser.add_argument(
        "--scale", action="store_true", help=_("the scale of the training clause, by the amount")
    )
    parser.add_argument("--method", choices=_METHODS, help=_("the method (else by the options)"))
    parser.add_argument(
        "--convert",
        nargs=2,
        metavar=(figure, _("UNIT")),
        help=_("only convert a figure of: {units}", units=", ".join(UNITS)),
    )
    parser.set_defaults(run=run)
