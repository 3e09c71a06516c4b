"""Whoever follows a public contract next: its handover file, and a whole portfolio at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ave_tui.cli.opening import open_home
from ave_tui.i18n import _, _n
from ave_tui.paths import find_home

if TYPE_CHECKING:
    import argparse

    from ave_tui.cli.answer import Answer

Parser = TypeVar("Parser", bound="argparse.ArgumentParser")


def add_life(every: argparse._SubParsersAction[Parser]) -> None:
    """Add the commands."""
    file = every.add_parser("handover", help=_("the handover file of a public contract"))
    file.add_argument("reference", metavar=_("REFERENCE"), help=_("the public contract"))
    file.add_argument(
        "--out",
        metavar=_("FILE"),
        help=_("a PDF or text file, or a folder (else it is printed here)"),
    )
    file.set_defaults(run=handover)

    move = every.add_parser(
        "portfolio", help=_("hand all contracts of a facilitator over to another one")
    )
    move.add_argument("giver", metavar=_("FROM"), nargs="?", help=_("whose; else all are listed"))
    move.add_argument("taker", metavar=_("TO"), nargs="?", help=_("to whom"))
    move.add_argument("--dry-run", action="store_true", help=_("only say what would move"))
    move.set_defaults(run=portfolio)


def handover(asked: argparse.Namespace, answer: Answer) -> int:
    """Write the handover file of a public contract, or print it."""
    with open_home(find_home(asked.home)) as services:
        contract = services.handover.called(asked.reference)
        document = services.handover.document(contract)
        if asked.out:
            path = services.printing.write(document, asked.out)
            answer.line(_("Written: {path}", path=path))
            answer.data(ok=True, contract=contract, file=str(path))
            return 0
        from ave_tui.exchange.plain import as_text

        text = as_text(document)
        for line in text.splitlines():
            answer.line(line)
        answer.data(ok=True, contract=contract, text=text)
    return 0


def portfolio(asked: argparse.Namespace, answer: Answer) -> int:
    """List who follows how much, or hand a portfolio over."""
    with open_home(find_home(asked.home)) as services:
        portfolios = services.portfolio
        if asked.giver is None or asked.taker is None:
            people = portfolios.facilitators()
            for each in people:
                answer.line(
                    _n(
                        "{name}: one public contract",
                        "{name}: {count} public contracts",
                        each.contracts,
                        name=each.name,
                    )
                )
            answer.data(
                ok=True,
                facilitators=[{"id": each.row, "contracts": each.contracts} for each in people],
            )
            return 0
        giver, taker = portfolios.called(asked.giver), portfolios.called(asked.taker)
        moving = portfolios.preview(giver.row, taker.row)
        for _row, name in (*moving.contracts, *moving.visits):
            answer.line(f"  {name}")
        if not asked.dry_run:
            portfolios.move(giver.row, taker.row)
        said = (
            _n(
                "One contract would go to {name}.",
                "{count} contracts would go to {name}.",
                len(moving.contracts),
                name=taker.name,
            )
            if asked.dry_run
            else _n(
                "One contract goes to {name}.",
                "{count} contracts go to {name}.",
                len(moving.contracts),
                name=taker.name,
            )
        )
        answer.line(said)
        answer.data(
            ok=True,
            moved=not asked.dry_run,
            contracts=[row for row, _name in moving.contracts],
            visits=[row for row, _name in moving.visits],
        )
    return 0
