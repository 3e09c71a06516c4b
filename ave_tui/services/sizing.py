"""Sizing a clause: what it starts from, what it gives, its versions, and keeping one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.schema import TABLES
from ave_tui.domain.sizing import size
from ave_tui.domain.sizing_figures import USES, Given
from ave_tui.domain.trades import trade_named
from ave_tui.services.records import RecordGoneError
from ave_tui.services.sizing_ground import Ground, ground_of
from ave_tui.services.sizing_words import change_text
from ave_tui.storage import rows
from ave_tui.storage.queries import sizing as queries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.domain.documents import Document
    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.domain.sizing_figures import Sized
    from ave_tui.storage.database import Database
    from ave_tui.storage.queries.sizing import ChangeRow, LotRow
    from ave_tui.sync.ledger import Ledger

_KEPT: Final = frozenset(field.name for field in TABLES["sizing"].fields)


@dataclass(frozen=True, slots=True)
class Version:
    """A sizing that was kept."""

    row: Id
    values: Values
    change: ChangeRow | None
    """What changed the contract before it was made."""

    @property
    def given(self) -> Given:
        """What it started from."""
        return Given.of(self.values)


class SizingService:
    """Computes without writing anything; keeping a version is one step of undo."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    @property
    def today(self) -> str:
        """The day it is, ISO text."""
        return self._database.clock().date().isoformat()

    def ground(self, lot: Id = "") -> Ground:
        """Return what a sizing of a lot stands on, or one for no lot.

        Raises:
            RecordGoneError: There is no such lot.
        """
        connection = self._database.connection
        found = queries.lot(connection, lot) if lot else None
        if lot and found is None:
            raise RecordGoneError
        return ground_of(connection, found, self.today)

    def start(self, ground: Ground) -> Values:
        """Return what a sizing starts with: the newest version, or what the contract says."""
        values: Values = {
            "method": "AMOUNT",
            "rate_cents": ground.rate_cents,
            "fte_seconds": ground.working.fte,
        }
        lot = ground.lot
        if lot is None:
            return values
        if lot.lots == 1:
            values["amount_cents"] = lot.amount_cents
        for version in self.versions(lot.lot)[:1]:
            values |= {
                name: value
                for name, value in version.values.items()
                if value is not None and name not in ("notes", "on_date", "amendment_id")
            }
        return values

    def of_trade(self, ground: Ground, name: str) -> Values:
        """Return labour share and rate of a trade; nothing for one that isn't known."""
        trade = trade_named(name, ground.trades)
        if trade is None:
            return {}
        return {
            "labour_share": trade.labour_share,
            "rate_cents": ground.rate_cents if trade.rate_cents is None else trade.rate_cents,
        }

    def versions(self, lot: Id) -> list[Version]:
        """Return what was kept for a lot, the newest first."""
        connection = self._database.connection
        found = queries.versions(connection, lot)
        kept = rows.read_many(connection, "sizing", found)
        at = queries.lot(connection, lot)
        changed = {} if at is None else {c.row: c for c in self._changes(at)}
        return [
            Version(row, kept[row].values, changed.get(str(kept[row].values["amendment_id"])))
            for row in found
        ]

    def version(self, row: Id) -> Values:
        """Return what a version says.

        Raises:
            RecordGoneError: It is not there, or was withdrawn.
        """
        found = rows.read(self._database.connection, "sizing", row)
        if found is None or found.deleted:
            raise RecordGoneError
        return found.values

    def changes(self, ground: Ground) -> list[ChangeRow]:
        """Return what changed the contract of a lot, the oldest first."""
        return [] if ground.lot is None else self._changes(ground.lot)

    def change_options(self, ground: Ground) -> list[tuple[Id, str]]:
        """Return these changes, to be chosen from."""
        return [(change.row, change_text(change)) for change in self.changes(ground)]

    def _changes(self, lot: LotRow) -> list[ChangeRow]:
        return queries.changes(self._database.connection, lot.contract, lot.lot)

    def after_change(self, ground: Ground, change: Id) -> Values:
        """Return what a sizing after a change starts with: the amount with all up to that change.

        What it starts from is the amount of the first version, or of the contract.
        """
        if ground.lot is None:
            return {}
        kept = self.versions(ground.lot.lot)
        first = next(
            (v for v in reversed(kept) if v.values["amount_cents"] and v.change is None), None
        )
        amount = first.values["amount_cents"] if first else None
        if amount is None and ground.lot.lots == 1:
            amount = ground.lot.amount_cents
        if not isinstance(amount, int):
            return {"amendment_id": change}
        for each in self.changes(ground):
            if _touches(ground.lot, each):
                amount += each.amount_cents or 0
            if each.row == change:
                break
        return {"amendment_id": change, "amount_cents": max(0, amount)}

    def due_now(self, ground: Ground, *, without: Id = "") -> int:
        """Return the hours that are due of a lot with all its changes, in seconds."""
        if ground.lot is None:
            return 0
        added = sum(
            change.due_seconds or 0
            for change in self.changes(ground)
            if change.row != without and _touches(ground.lot, change)
        )
        return (ground.lot.due_seconds or 0) + added

    def keep(
        self,
        ground: Ground,
        values: Mapping[str, Value],
        *,
        notified: int | None,
        notes: str = "",
        on_date: str = "",
    ) -> Id:
        """Keep a version of a lot's sizing with the figure of the contract papers.

        Args:
            ground: What the sizing stands on; of a lot.
            values: The fields of the sizing.
            notified: The hours due, in seconds; they may differ from the sizing. After a change of
                the contract they are the new total, and what it adds is written to the change.
            notes: Why they differ.
            on_date: The day of the sizing; today's where none is given.

        Raises:
            RuleBrokenError: The sizing can't be computed.
        """
        lot = ground.lot
        if lot is None:
            raise RecordGoneError
        sized = self.size(ground, values)
        used = {*USES[Given.of(values).method], "method", "trade", "amendment_id"}
        row = new_id()
        kept: Values = {
            name: value for name, value in values.items() if name in used and name in _KEPT
        }
        kept |= {
            "lot_id": lot.lot,
            "on_date": on_date or self.today,
            "due_seconds": sized.due_seconds,
            "notes": notes.strip() or None,
        }
        of_lot: Values = {"sized_seconds": sized.due_seconds}
        changes = [Change("sizing", row, kept)]
        change = next((c for c in self.changes(ground) if c.row == kept.get("amendment_id")), None)
        if notified is not None and change is not None and _touches(lot, change):
            added = notified - self.due_now(ground, without=change.row)
            if added != change.due_seconds:
                changes.append(Change("amendment", change.row, {"due_seconds": added}))
        elif notified is not None and change is None and notified != lot.due_seconds:
            of_lot["due_seconds"] = notified
        changes.append(Change("lot", lot.lot, of_lot))
        self._ledger.commit(changes)
        return row

    def explain(self, ground: Ground, values: Mapping[str, Value], notes: str = "") -> Document:
        """Return the calculation with every step, to be printed.

        Raises:
            RuleBrokenError: The sizing can't be computed.
        """
        from ave_tui.services.sizing_papers import explanation

        return explanation(ground, values, self.size(ground, values), notes=notes)

    def draft(self, ground: Ground, due_seconds: int) -> Document:
        """Return a draft of the clause for the CCAP, with the facilitator of this laptop."""
        from ave_tui.services.sizing_draft import contact_of, draft

        contact = contact_of(self._database.connection, self._ledger.actor)
        return draft(ground, due_seconds, contact)

    def size(self, ground: Ground, values: Mapping[str, Value]) -> Sized:
        """Return the hours that some fields give.

        Raises:
            RuleBrokenError: Something is missing or makes no sense; `field` says where.
        """
        return size(Given.of(values), ground.usages)


def _touches(lot: LotRow, change: ChangeRow) -> bool:
    """Tell whether the hours of a change are this lot's."""
    return not change.whole_contract or lot.lots == 1
