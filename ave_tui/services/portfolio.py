"""A whole portfolio goes to another facilitator in one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.changes import Change
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.folding import tokens
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.services.labels import join
from ave_tui.storage.queries import portfolios

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger


class Facilitator(NamedTuple):
    """Somebody who may follow contracts."""

    row: Id
    name: str
    contracts: int
    """How many they follow."""


@dataclass(frozen=True, slots=True)
class Moving:
    """What goes from one facilitator to another."""

    giver: Facilitator
    taker: Facilitator
    contracts: tuple[tuple[Id, str], ...]
    """Each with its reference and subject."""
    visits: tuple[tuple[Id, str], ...]
    """Those after which something is to be done: company and next step."""


class PortfolioService:
    """Who follows which public contracts."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def facilitators(self) -> list[Facilitator]:
        """Return everybody by name, with how many contracts they follow."""
        return [Facilitator(*each) for each in portfolios.facilitators(self._database.connection)]

    def called(self, typed: str) -> Facilitator:
        """Return the one facilitator whose name has the typed words.

        Raises:
            RuleBrokenError: Nobody, or more than one.
        """
        words = tokens(typed)
        everybody = self.facilitators()
        whole = [each for each in everybody if sorted(tokens(each.name)) == sorted(words)]
        found = whole or [each for each in everybody if words and _has(each.name, words)]
        if len(found) == 1:
            return found[0]
        names = ", ".join(each.name for each in found or everybody)
        raise RuleBrokenError(
            N_("No facilitator is called “{typed}”.")
            if not found
            else N_("“{typed}” may be several facilitators."),
            N_("These are there: {names}."),
            typed=typed,
            names=names,
        )

    def preview(self, giver: Id, taker: Id) -> Moving:
        """Return what would go from one to the other.

        Raises:
            RuleBrokenError: They are the same, or not there, or there is nothing to hand over.
        """
        if giver == taker:
            raise RuleBrokenError(
                N_("A portfolio can't go to whom it belongs to."), N_("Choose somebody else.")
            )
        by_row = {each.row: each for each in self.facilitators()}
        if giver not in by_row or taker not in by_row:
            raise RuleBrokenError(
                N_("This facilitator is not there any more."), N_("Choose somebody else.")
            )
        connection = self._database.connection
        moving = Moving(
            by_row[giver],
            by_row[taker],
            tuple(
                (each.contract, join(each.reference, each.subject))
                for each in portfolios.followed(connection, giver)
            ),
            tuple(
                (each.visit, _("{name}: {text}", name=each.company, text=each.next_step))
                for each in portfolios.to_do(connection, giver)
            ),
        )
        if not moving.contracts and not moving.visits:
            raise RuleBrokenError(
                N_("{name} follows nothing."),
                N_("Choose whose contracts are handed over."),
                name=moving.giver.name,
            )
        return moving

    def move(self, giver: Id, taker: Id) -> Moving:
        """Hand everything over: one transaction, one step of undo.

        Raises:
            RuleBrokenError: As `preview` does.
        """
        moving = self.preview(giver, taker)
        self._ledger.commit(
            [
                *(
                    Change("public_contract", contract, {"facilitator_id": taker})
                    for contract, _name in moving.contracts
                ),
                *(
                    Change("visit", visit, {"facilitator_id": taker})
                    for visit, _name in moving.visits
                ),
            ]
        )
        return moving


def _has(name: str, words: tuple[str, ...] | list[str]) -> bool:
    own = tokens(name)
    return all(any(part.startswith(word) for part in own) for word in words)
