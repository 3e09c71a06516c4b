"""Pooling by hand: which lots of an agreement the hours of one entry count for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change, allocation_id
from ave_tui.domain.durations import Hours
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.pooling import holding, parts
from ave_tui.domain.words import N_
from ave_tui.services.labels import names_of
from ave_tui.storage import pools, rows
from ave_tui.storage.queries import pooling as queries
from ave_tui.storage.same import all_of_same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.domain.schema import Id, Values
    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger

_ROUNDED: Final = 18
"""Hours are shown in hundredths: half of one, in seconds."""


class NotPooledError(RuleBrokenError):
    """No agreement covers the hours."""

    def __init__(self) -> None:
        super().__init__(
            N_("No pooling agreement covers these hours."),
            N_(
                "It must hold for the lot, the company and the whole period: see the pooling "
                "agreements in the menu (F10)."
            ),
        )


class NoFigureError(RuleBrokenError):
    """No hours were typed for this very period."""

    def __init__(self) -> None:
        super().__init__(
            N_("No figure was typed for this very period."),
            N_("Go to the week or the day that was typed in (Ctrl+B), and share that out."),
        )


@dataclass(frozen=True, slots=True)
class LotPart:
    """A lot of the agreement, and what of the entry counts for it."""

    lot: Id
    name: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Shared:
    """An entry under an agreement, as it is shared out now."""

    entry: Id
    agreement: str
    seconds: int
    own: LotPart
    others: tuple[LotPart, ...]
    by_hand: bool
    """Somebody gave hours of it; otherwise the shares of the agreement hold."""


class PoolingService:
    """Giving hours to lots by hand; one method, one step of undo."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def shared(self, entry: Id) -> Shared:
        """Return how an entry of hours is shared out.

        Raises:
            NoFigureError: There are no hours.
            NotPooledError: No agreement covers them.
        """
        connection = self._database.connection
        found = rows.read(connection, "hours_entry", entry)
        if found is None or found.deleted or not found.values["seconds"]:
            raise NoFigureError
        period = str(found.values["period"])
        seconds = int(found.values["seconds"] or 0)
        place = queries.place_of(connection, str(found.values["assignment_id"]))
        lot, company = place or ("", None)
        companies = all_of_same(connection, "company", company) if company else []
        agreement = holding(pools.agreements(connection), lot, period, companies)
        if agreement is None:
            raise NotPooledError
        by_hand = queries.given_by_hand(connection, entry)
        counts = parts(seconds, lot, agreement, by_hand)
        names = names_of(connection, "lot", list(agreement.weights))
        told = {
            each: LotPart(each, names[each].whole if each in names else "", counts.get(each, 0))
            for each in agreement.weights
        }
        others = sorted((part for row, part in told.items() if row != lot), key=lambda p: p.name)
        return Shared(entry, agreement.name, seconds, told[lot], tuple(others), bool(by_hand))

    def give(self, shared: Shared, given: Mapping[Id, int | None]) -> None:
        """Give hours of an entry to lots; where nothing is given at all, the shares hold again.

        Raises:
            RuleBrokenError: More is given than there is.
        """
        wanted = {part.lot: _meant(part, given.get(part.lot)) for part in shared.others}
        if sum(seconds or 0 for seconds in wanted.values()) > shared.seconds:
            raise RuleBrokenError(
                N_("More is given than the {hours} h that there are."),
                N_("What is not given stays with the own lot."),
                field=shared.others[0].lot,
                hours=Hours(shared.seconds),
            )
        if not shared.by_hand and wanted == {part.lot: part.seconds for part in shared.others}:
            return
        kept: dict[Id, Change] = {}
        if any(seconds is not None for seconds in wanted.values()):
            # A nought is kept as well: it says that a lot gets nothing, whatever its share.
            for lot, seconds in wanted.items():
                values: Values = {
                    "hours_entry_id": shared.entry,
                    "lot_id": lot,
                    "seconds": seconds or 0,
                }
                row = allocation_id(shared.entry, lot)
                kept[row] = Change("allocation", row, values)
        stand = queries.rows_by_hand(self._database.connection, shared.entry)
        gone = [Change("allocation", row, None) for row in stand if row not in kept]
        self._ledger.commit([*kept.values(), *gone])


def _meant(part: LotPart, seconds: int | None) -> int | None:
    """Return what was given; a figure left as it was shown, rounded, is what it stands for."""
    shown_alike = seconds is not None and abs(seconds - part.seconds) <= _ROUNDED
    return part.seconds if shown_alike else seconds
