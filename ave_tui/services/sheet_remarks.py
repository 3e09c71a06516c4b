"""What a record's screen says below its hours; lines of one kind that stand under each other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ave_tui.domain.money_text import cents_text
from ave_tui.i18n import _
from ave_tui.services.due_history import due_history, new_amount, parts_of
from ave_tui.services.labels import day_text
from ave_tui.storage.queries import journal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.services.sheet_lines import Told
    from ave_tui.storage.connection import Connection

_CHANGED: Final = ("public_contract", "lot", "award")
_SPOKEN_TO: Final = ("public_contract", "company", "authority", "participant")


def remarks(
    connection: Connection, table: str, row: Id, same: Sequence[Id], day: str
) -> Iterator[str]:
    """Yield of what the hours due are made, the new end, and the last contact."""
    if table in _CHANGED:
        if history := due_history(connection, table, row, day):
            yield history
        yield from _end_and_amount(connection, table, row, day)
    if table in _SPOKEN_TO:
        last_on = journal.last_said(connection, table, row, json.dumps(list(same)))
        if last_on:
            yield _("Last contact: {day}", day=day_text(last_on))


def _end_and_amount(connection: Connection, table: str, row: Id, day: str) -> Iterator[str]:
    """Yield the end and the amount as the changes in force have left them."""
    in_force = [part for part in parts_of(connection, table, row, day) if part.in_force]
    if ends := [part for part in in_force if part.ends_on]:
        last = ends[-1]
        yield _("New end: {day} ({name})", day=day_text(last.ends_on), name=last.name)
    if table == "public_contract" and (amount := new_amount(connection, row, day)) is not None:
        yield _("New amount: {amount} €", amount=cents_text(amount))


def as_tree(found: Sequence[tuple[Id, Told]]) -> list[tuple[int, Id, Told]]:
    """Return lines with their depth: each below the one of its kind that it stands under."""
    rows = {row for row, _told in found}
    below: dict[str, list[tuple[Id, Told]]] = {}
    for row, told in found:
        below.setdefault(told.under if told.under in rows else "", []).append((row, told))
    lines: list[tuple[int, Id, Told]] = []

    def add(under: str, depth: int) -> None:
        for row, told in below.pop(under, ()):
            lines.append((depth, row, told))
            add(row, depth + 1)

    add("", 0)
    # Whatever a merge has made of who leads whom, no award is left out.
    for under in list(below):
        add(under, 0)
    return lines
