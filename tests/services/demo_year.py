"""A made-up year laid open for the tests: its steps, and the rows they leave."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ave_tui.domain.counting import count_month
from ave_tui.domain.schema import TABLES
from ave_tui.services.demo import steps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.domain.counting import Entry
    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.services.demo import DemoStep

UNTIL: Final = "2026-10"
TODAY: Final = "2026-10-20"
MONTHS: Final = (
    *("2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04"),
    *("2026-05", "2026-06", "2026-07", "2026-08", "2026-09", UNTIL),
)
SEEDS: Final = (1, 7, 2026)
HOUR: Final = 3600


def text(value: Value) -> str:
    """Return a value that must be text."""
    assert isinstance(value, str), value
    return value


def number(value: Value) -> int:
    """Return a value that must be a number."""
    assert isinstance(value, int), value
    return value


@dataclass(frozen=True)
class Year:
    """The rows that steps leave, by table."""

    steps: tuple[DemoStep, ...]
    rows: dict[str, dict[Id, Values]]
    withdrawn: set[Id]
    later: dict[str, int]
    """How many changes of each table were made to a row that was there before."""

    def table(self, name: str) -> list[Values]:
        """Return the rows of a table."""
        return list(self.rows[name].values())

    def row(self, name: str, row: Value) -> Values:
        """Return the row a reference points to."""
        return self.rows[name][text(row)]

    def find(self, name: str, **values: Value) -> list[Values]:
        """Return the rows that hold some values."""
        return [row for row in self.table(name) if all(row[key] == v for key, v in values.items())]


def fold(told: Iterable[DemoStep]) -> Year:
    """Apply steps one after the other."""
    kept = tuple(told)
    rows: dict[str, dict[Id, Values]] = defaultdict(dict)
    withdrawn: set[Id] = set()
    later: dict[str, int] = defaultdict(int)
    for step in kept:
        for change in step.changes:
            known = rows[change.table]
            later[change.table] += change.row in known
            if change.values is None:
                withdrawn.add(change.row)
            else:
                blank: Values = {"id": change.row, **TABLES[change.table].blank}
                known.setdefault(change.row, blank).update(change.values)
    for row in withdrawn:
        del rows["hours_entry"][row]
    return Year(kept, dict(rows), withdrawn, dict(later))


@lru_cache(maxsize=8)
def year(seed: int, facilitators: int = 1) -> Year:
    """Return a folded year; tests only read it."""
    return fold(steps(facilitators, seed, UNTIL))


def kind_of(period: str) -> str:
    """Return month, week or day."""
    if re.fullmatch(r"\d{4}-\d\d", period):
        return "month"
    return "week" if re.fullmatch(r"\d{4}-\d\d/W\d\d", period) else "day"


def counted(told: Year) -> dict[tuple[Id, str], int]:
    """Return the seconds that count by assignment and month: the coarser figure wins."""
    figures: dict[tuple[Id, str, str], list[Entry]] = defaultdict(list)
    for row in told.table("hours_entry"):
        period = text(row["period"])
        key = (text(row["assignment_id"]), text(row["kind"]), period[:7])
        figures[key].append((period, number(row["seconds"]), text(row["status"])))
    total: dict[tuple[Id, str], int] = defaultdict(int)
    for (assignment, _, month), entries in figures.items():
        total[assignment, month] += count_month(entries).seconds
    return total
