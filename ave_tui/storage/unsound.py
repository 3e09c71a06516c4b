"""Rows that a form would have refused, found by small indexes that hold nothing else.

The conditions are SQL for `ave_tui.domain.soundness`, wide enough to miss nothing: whoever reads
the rows asks the rules themselves. The entries of hours and the returns are left out: what their
rules look at is what their ids are made of, so no merge can change it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.schema import TABLES
from ave_tui.domain.soundness import IN_ORDER, SIRET_LENGTH, WHOSE_HOURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection

_SURE: Final = frozenset({"hours_entry", "hours_return", "same_as"})


def _condition(table: str) -> str:
    terms = [
        f"{field.name} IS NULL OR {field.name} = ''"
        for field in TABLES[table].fields
        if field.required
    ]
    terms += [f"{last} < {first}" for first, last in IN_ORDER.get(table, ())]
    if any(field.name == "siret" for field in TABLES[table].fields):
        terms.append(f"siret <> '' AND (length(siret) <> {SIRET_LENGTH} OR siret GLOB '*[^0-9]*')")
    if table == "assignment":
        terms.append(" AND ".join(f"{name} IS NULL" for name in WHOSE_HOURS))
    return f"deleted = 0 AND erased = 0 AND ({' OR '.join(terms)})" if terms else ""


UNSOUND: Final = {
    table: condition for table in TABLES if table not in _SURE and (condition := _condition(table))
}
"""What makes a row of each table worth asking the rules; an index holds only such rows."""


def unsound_rows(connection: Connection) -> Iterator[tuple[str, Id]]:
    """Yield table and id of the rows that may break a rule."""
    for table, condition in UNSOUND.items():
        for (row,) in connection.execute(query(table, condition)):
            yield table, row


def query(table: str, condition: str) -> str:
    """Return the query for such rows; left to itself SQLite looks through the table's links."""
    return f"SELECT id FROM {table} INDEXED BY ix_{table}_unsound WHERE {condition} ORDER BY id"
