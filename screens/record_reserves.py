"""What a record's screen offers where hours are missing: a penalty, and its calculation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui import commands
from screens.base import AveScreen
from screens.penalty_ways import print_calculation, propose

if TYPE_CHECKING:
    from collections.abc import Callable

    from ave_tui.commands import Command
    from ave_tui.domain.schema import Id

_OF_KIND: Final = {commands.PROPOSE_PENALTY: "award", commands.PENALTY_LETTER: "penalty"}
RESERVES: Final = tuple(_OF_KIND)


def reserve_commands(table: str) -> frozenset[Command]:
    """Return which of these commands mean something for a kind of record."""
    return frozenset(command for command, kind in _OF_KIND.items() if kind == table)


class RecordReserves(AveScreen[None]):
    """The actions behind `RESERVES`."""

    _table: str
    _row: Id

    def _made(self, table: str) -> Callable[[Id | None], None]:
        """Return what shows a record that was made; the screen of the record says how."""
        raise NotImplementedError

    def action_propose_penalty(self) -> None:
        """Work out a penalty for the award, by the formula of its contract."""
        if self._table == "award":
            propose(self, self._row, self._made("penalty"))

    def action_penalty_letter(self) -> None:
        """Show how the penalty was worked out, to be printed."""
        if self._table == "penalty":
            print_calculation(self, self._row)
