"""Rows that are there while what they hang on was withdrawn, found from the withdrawn ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.disagreement import TIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ave_tui.domain.disagreement import Tie
    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection


class OrphanRow(NamedTuple):
    """A live row, and the withdrawn one that it hangs on."""

    tie: Tie
    parent: Id
    row: Id


def orphans(connection: Connection) -> Iterator[OrphanRow]:
    """Yield every live row that hangs on a withdrawn one, those of one parent together."""
    for parent in dict.fromkeys(tie.parent for tie in TIES):
        withdrawn = [
            row
            for (row,) in connection.execute(
                f"SELECT id FROM {parent} WHERE deleted = 1 AND erased = 0 ORDER BY id"
            )
        ]
        for row in withdrawn:
            for tie in TIES:
                if tie.parent == parent:
                    yield from _below(connection, tie, row)


def _below(connection: Connection, tie: Tie, parent: Id) -> Iterator[OrphanRow]:
    order = "period, id" if tie.table == "hours_entry" else "id"
    for (row,) in connection.execute(
        f"SELECT id FROM {tie.table} WHERE {tie.field} = ? AND deleted = 0 AND erased = 0 "
        f"ORDER BY {order}",
        (parent,),
    ):
        yield OrphanRow(tie, parent, row)


def owned_below(connection: Connection, table: str, rows: Iterable[Id]) -> list[tuple[str, Id]]:
    """Return some rows and all live ones that mean nothing without them, parents first."""
    found = dict.fromkeys((table, row) for row in rows)
    reached = list(found)
    while reached:
        level = [
            (tie.table, orphan.row)
            for kind, row in reached
            for tie in TIES
            if tie.owns and tie.parent == kind
            for orphan in _below(connection, tie, row)
        ]
        reached = [key for key in dict.fromkeys(level) if key not in found]
        found |= dict.fromkeys(reached)
    return list(found)


def counted_below(connection: Connection, rows: Iterable[tuple[str, Id]]) -> int:
    """Return the declared seconds that count of the assignments among some rows."""
    return sum(
        connection.execute(
            "SELECT coalesce(sum(declared), 0) FROM counted_month WHERE assignment_id = ?", (row,)
        ).fetchone()[0]
        for table, row in rows
        if table == "assignment"
    )
