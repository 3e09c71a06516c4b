"""What a set of operations adds up to, worked out the slow and obvious way.

Nothing here calls `ave_tui.sync`, or any counting of the program: it is what the program is held
against. `docs/bundle-format.md` and hours.md are the only sources.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ave_tui.domain.schema import TABLES, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ave_tui.domain.schema import Value
    from ave_tui.storage.connection import Connection

Key = tuple[str, int]
"""Device and number: names one operation."""


@dataclass(frozen=True)
class Op:
    """An operation as it stands in the log."""

    device: str
    seq: int
    tx: int
    at_ms: int
    version: int
    """The schema it was written under."""
    deps: Mapping[str, int] | None
    table: str
    row: str
    act: str
    payload: str | None
    """None for a withdrawal, and for what was erased."""

    @property
    def key(self) -> Key:
        """What names it."""
        return self.device, self.seq

    @property
    def values(self) -> dict[str, Value]:
        """What it sets."""
        return json.loads(self.payload) if self.payload else {}

    @property
    def rank(self) -> tuple[int, str, int]:
        """Which of two that nobody saw is shown: the greater."""
        return self.at_ms, self.device, self.seq


@dataclass
class Line:
    """A row as its operations make it."""

    values: dict[str, Value]
    deleted: bool
    erased: bool
    disputed: dict[str, frozenset[Value]]
    """Fields for which several values stand, with all of them."""


def read_log(connection: Connection, table: str = "change_log") -> list[Op]:
    """Return every operation of a log."""
    return [
        Op(device, seq, tx, at_ms, version, None if deps is None else json.loads(deps), *rest)
        for device, seq, tx, at_ms, version, deps, *rest in connection.execute(
            "SELECT device, seq, tx, at_ms, version, deps, table_name, row_id, act, "  # noqa: S608
            f"payload FROM {table} ORDER BY device, seq"
        )
    ]


def read_tables(connection: Connection) -> dict[tuple[str, str], dict[str, Value]]:
    """Return every row of every synced table, column by column."""
    found: dict[tuple[str, str], dict[str, Value]] = {}
    for table in TABLES:
        cursor = connection.execute(f"SELECT * FROM {table}")  # noqa: S608
        names = [column[0] for column in cursor.description]
        for values in cursor:
            row = dict(zip(names, values, strict=True))
            found[table, row.pop("id")] = row
    return found


def fold_all(ops: Iterable[Op], saw: Callable[[Op, Op], bool]) -> dict[tuple[str, str], Line]:
    """Return every row that operations make."""
    by_row: dict[tuple[str, str], list[Op]] = defaultdict(list)
    for op in ops:
        by_row[op.table, op.row].append(op)
    return {key: fold_row(key[0], of_row, saw) for key, of_row in by_row.items()}


def fold_row(table: str, ops: list[Op], saw: Callable[[Op, Op], bool]) -> Line:
    """Return one row that operations make."""
    values: dict[str, Value] = {
        field.name: 0 if field.kind is Kind.FLAG else None for field in TABLES[table].fields
    }
    last = frontier(ops, saw)
    deleted = bool(last) and all(op.act == "delete" for op in last)
    erasures = [op for op in ops if op.act == "erase"]
    if erasures:
        values.update(max(frontier(erasures, saw), key=lambda op: op.rank).values)
        return Line(values, deleted, erased=True, disputed={})
    disputed: dict[str, frozenset[Value]] = {}
    for name in {name for op in ops for name in op.values}:
        standing = frontier([op for op in ops if name in op.values], saw)
        values[name] = max(standing, key=lambda op: op.rank).values[name]
        claimed = frozenset(op.values[name] for op in standing)
        if len(claimed) > 1:
            disputed[name] = claimed
    if len({op.act == "delete" for op in last}) > 1:
        disputed["deleted"] = frozenset([0, 1])
    return Line(values, deleted, erased=False, disputed=disputed)


def frontier(ops: list[Op], saw: Callable[[Op, Op], bool]) -> list[Op]:
    """Return the operations that none of the others' authors had seen."""
    return [op for op in ops if not any(saw(other, op) for other in ops)]


def told_saw(ops: list[Op]) -> Callable[[Op, Op], bool]:
    """Return who saw whom by what the operations themselves say."""

    def saw(later: Op, earlier: Op) -> bool:
        if later.device == earlier.device:
            return earlier.seq < later.seq
        said = [op for op in ops if op.device == later.device and op.seq <= later.seq and op.deps]
        deps = max(said, key=lambda op: op.seq).deps if said else None
        return bool(deps) and deps.get(earlier.device, 0) >= earlier.seq  # type: ignore[union-attr]

    return saw


def month_totals(
    rows: Mapping[tuple[str, str], Mapping[str, Value]],
) -> dict[tuple[str, str, str], tuple[int, int, int]]:
    """Return seconds declared, validated and disputed by assignment, month and kind (hours.md).

    In a month its own figure if there is one, else for each week its figure, else its days.
    """
    months: dict[tuple[str, str, str], dict[str, tuple[int, str]]] = defaultdict(dict)
    for (table, _), row in rows.items():
        if table != "hours_entry" or row["deleted"] or row["assignment_id"] is None:
            continue
        period = str(row["period"])
        figures = months[str(row["assignment_id"]), period[:7], str(row["kind"])]
        if row["seconds"] is not None:
            figures[period] = int(row["seconds"]), str(row["status"])
    totals = {}
    for key, figures in months.items():
        counting = [figure for period, figure in figures.items() if _counts(period, figures)]
        disputed = sum(seconds for seconds, status in counting if status == "DISPUTED")
        validated = sum(seconds for seconds, status in counting if status == "VALIDATED")
        declared = sum(seconds for seconds, _ in counting) - disputed
        totals[key] = (declared, validated, disputed)
    return totals


def _counts(period: str, figures: Mapping[str, object]) -> bool:
    """Whether no coarser figure stands for the same time."""
    month = period[:7]
    if period == month:
        return True
    if month in figures:
        return False
    if "/" in period:
        return True
    week = date.fromisoformat(period).isocalendar().week
    return f"{month}/W{week:02d}" not in figures
