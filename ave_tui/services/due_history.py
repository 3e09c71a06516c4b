"""Of what the hours due are made: what was notified, and each change, in force or not yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ave_tui.i18n import _, hours
from ave_tui.services.labels import change_name, day_text
from ave_tui.storage.queries import amendments

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


class Part(NamedTuple):
    """A change, as it is told."""

    name: str
    seconds: int | None
    """What it adds to the record; taken off where negative."""
    notified_on: str
    ends_on: str
    amount_cents: int | None
    in_force: bool


def parts_of(connection: Connection, table: str, row: Id, day: str) -> list[Part]:
    """Return the changes of a contract, a lot or an award, the oldest first."""
    return [
        Part(
            change_name(change.kind, change.number),
            seconds,
            change.notified_on or "",
            change.ends_on or "",
            change.amount_cents,
            bool(change.notified_on) and str(change.notified_on) <= day,
        )
        for change, seconds in amendments.changes_of(connection, table, row)
    ]


def due_history(connection: Connection, table: str, row: Id, day: str) -> str:
    """Return of what the hours due are made, in one line; empty where nothing changed them.

    ``1 200 h notified, + 300 h Amendment 1, - 35 h Amendment 2 (not yet in force)``
    """
    parts = [part for part in parts_of(connection, table, row, day) if part.seconds]
    if not parts:
        return ""
    notified = amendments.notified(connection, table, row)
    told = [_("{hours} h notified", hours=hours(notified or 0))]
    return ", ".join([*told, *(_part(part) for part in parts)])


def new_amount(connection: Connection, contract: Id, day: str) -> int | None:
    """Return the amount of a contract with its changes in force; None where none changed it."""
    parts = parts_of(connection, "public_contract", contract, day)
    added = [part.amount_cents for part in parts if part.in_force and part.amount_cents]
    return amendments.amount(connection, contract) + sum(added) if added else None


def _part(part: Part) -> str:
    seconds = part.seconds or 0
    text = _(
        "{sign} {hours} h {name}",
        sign="-" if seconds < 0 else "+",
        hours=hours(abs(seconds)),
        name=part.name,
    )
    if part.in_force:
        return text
    if part.notified_on:
        return _("{text} (from {day})", text=text, day=day_text(part.notified_on))
    return _("{text} (not yet affirmed)", text=text)
