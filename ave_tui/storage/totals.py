"""What counts of each assignment in each month, kept up with every write.

Totals of lots, companies and years are sums over this small table instead of over all entries. It
is derived: `check` computes it anew and compares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.counting import count_month
from ave_tui.storage.doubles import excess_seconds, struck

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ave_tui.storage.connection import Connection
    from ave_tui.storage.rows import Row

CountedMonth = tuple[str, str, str, int, int, int, int]
"""Assignment, month, kind, and seconds declared, validated, disputed, detailed."""
_MONTH = slice(0, 7)


def refresh(connection: Connection, after: Iterable[Row], before: Iterable[Row]) -> None:
    """Count anew the months that hours entries were written to or taken from."""
    keys = {
        (row.values["assignment_id"], str(row.values["period"])[_MONTH], row.values["kind"])
        for rows in (after, before)
        for row in rows
        if row.table == "hours_entry"
    }
    for assignment, month, kind in keys:
        # Python says what is of the month: a file may bring periods that SQLite cuts otherwise.
        entries = [
            entry
            for entry in connection.execute(
                "SELECT period, seconds, status FROM hours_entry WHERE assignment_id = ? "
                "AND kind = ? AND period >= ? AND period < ? AND deleted = 0",
                (assignment, kind, month, f"{month}\U0010ffff"),
            )
            if entry[0][_MONTH] == month
        ]
        if not entries:
            connection.execute(
                "DELETE FROM counted_month WHERE assignment_id = ? AND month = ? AND kind = ?",
                (assignment, month, kind),
            )
            continue
        counted = count_month(entries)
        connection.execute(
            "INSERT OR REPLACE INTO counted_month (assignment_id, month, kind, declared, "
            "validated, disputed, detail) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                assignment,
                month,
                kind,
                counted.declared,
                counted.validated,
                counted.disputed,
                counted.detail,
            ),
        )


def recount(connection: Connection) -> Iterator[CountedMonth]:
    """Yield what the table should hold, from the entries alone: by assignment, kind and month."""
    entries: list[tuple[str, int, str | None]] = []
    key: tuple[str, str, str] | None = None
    for assignment, kind, period, seconds, status in connection.execute(
        "SELECT assignment_id, kind, period, seconds, status FROM hours_entry "
        "WHERE deleted = 0 AND assignment_id IS NOT NULL AND kind IS NOT NULL "
        "AND period IS NOT NULL ORDER BY assignment_id, kind, period"
    ):
        new_key = (assignment, period[_MONTH], kind)
        if key is not None and new_key != key:
            yield _counted(key, entries)
            entries = []
        key = new_key
        entries.append((period, seconds, status))
    if key is not None:
        yield _counted(key, entries)


def stored(connection: Connection) -> Iterator[CountedMonth]:
    """Yield what the table holds, in the order of `recount`."""
    yield from connection.execute(
        "SELECT assignment_id, month, kind, declared, validated, disputed, detail "
        "FROM counted_month ORDER BY assignment_id, kind, month"
    )


def counted_seconds(connection: Connection) -> int:
    """Return all hours that count, in seconds: declared, disputed ones apart, doubles once."""
    kept = connection.execute("SELECT coalesce(sum(declared), 0) FROM counted_month").fetchone()
    return int(kept[0]) - excess_seconds(struck(connection).excess.values())


def _counted(key: tuple[str, str, str], entries: list[tuple[str, int, str | None]]) -> CountedMonth:
    counted = count_month(entries)
    return (*key, counted.declared, counted.validated, counted.disputed, counted.detail)
