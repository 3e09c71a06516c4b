"""The return of an award for a month, with all that a board, a letter or a form says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ave_tui.domain.choices import ReturnStatus
    from ave_tui.domain.schema import Id
    from ave_tui.storage.queries.return_rows import AwardLine


class ReturnLine(NamedTuple):
    """The return of an award for a month."""

    award: AwardLine
    month: str
    status: ReturnStatus
    received_on: str
    """ISO text; empty where nobody said."""
    due: str
    """The last day on which it is not late."""
    late: bool
    people: int
    """How many are known to be at work."""
    reminders: int
    reminded_on: str
    """ISO text; empty where nobody reminded."""

    @property
    def key(self) -> tuple[Id, str]:
        """What a return is known by."""
        return self.award.award, self.month

    @property
    def where(self) -> str:
        """The lot, by its contract's reference."""
        lot = self.award
        return " ".join(part for part in (lot.reference, lot.lot_number, lot.lot_name) if part)
