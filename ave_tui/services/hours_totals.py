"""Sums over all rows of a grid, kept up while it is typed in without asking for all again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import HoursKind
from ave_tui.domain.windows import Scale
from ave_tui.services.hours_figures import figure_of
from ave_tui.storage.queries import scopes
from ave_tui.storage.queries.allocated import moved_in
from ave_tui.storage.queries.grid import counted_rows, entries_between, month_totals

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ave_tui.domain.counting import Entry
    from ave_tui.domain.schema import Id
    from ave_tui.domain.windows import Window
    from ave_tui.services.hours_rows import GridRow
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.doubles import Struck
    from ave_tui.storage.queries.scopes import Chosen, Due

KINDS: Final = (str(HoursKind.WORK), str(HoursKind.TRAINING))


@dataclass(slots=True)
class Total:
    """Hours of a period over all rows, in seconds."""

    declared: int = 0
    disputed: int = 0


class Totals:
    """What counts of each period over the rows of a scope, doubles counted once."""

    def __init__(
        self, connection: Connection, of: Chosen, window: Window, struck: Struck, today: date
    ) -> None:
        self._connection = connection
        self._today = today.isoformat()
        self._of = of
        self._window = window
        self._struck = struck
        self._sums: dict[tuple[str, str], Total] = defaultdict(Total)
        self._due: Due | None = None
        if window.scale is Scale.MONTHS:
            self._add_months()
        else:
            self._add_entries()

    def of(self, period: str, kind: str) -> Total:
        """Return the sum of a period."""
        return self._sums.get((period, kind), Total())

    @property
    def due(self) -> Due:
        """What is due, and what was done of it since the beginning."""
        if self._due is None:
            towards, bound = scopes.towards(self._of)
            due = scopes.due(self._connection, self._of, self._today)
            excess = self._excess(towards, bound)
            declared = due.declared - sum(one[3] for one in excess)
            self._due = self._with_moved(replace(due, declared=declared))
        return self._due

    def replace(self, before: Iterable[GridRow], after: Iterable[GridRow]) -> None:
        """Take rows as they were off the sums, and add them as they are now."""
        grown = 0
        first, last = self._window.months
        # A row knows the months on either side too, and all that is done counts there.
        months = [first.shift(step) for step in range(-1, last - first + 2)]
        for rows, sign in ((before, -1), (after, 1)):
            for row in rows:
                for kind in KINDS:
                    for period in self._window.columns:
                        figure = row.figure(period, kind)
                        if figure.seconds is not None and not figure.struck:
                            total = self._sums[str(period), kind]
                            total.declared += sign * figure.declared
                            total.disputed += sign * figure.disputed
                    for month in months:
                        figure = row.figure(month, kind)
                        grown += 0 if figure.struck else sign * figure.declared
        if self._due is not None and scopes.all_count(self._of):
            self._due = self._with_moved(replace(self._due, declared=self._due.declared + grown))
        else:
            self._due = None

    def _with_moved(self, due: Due) -> Due:
        """Return what is due with what pooling agreements move into the scope and out of it."""
        moved = moved_in(self._connection, self._of)
        return replace(due, received=moved.received, given=moved.given)

    def _add_months(self) -> None:
        first, last = map(str, self._window.months)
        for month, kind, declared, disputed in month_totals(
            self._connection, self._of, first, last
        ):
            self._sums[month, kind] = Total(declared, disputed)
        for month, kind, disputed, declared in self._excess(self._of.assignments, self._of.bound):
            total = self._sums[month, kind]
            total.declared -= declared
            total.disputed -= disputed

    def _excess(self, assignments: str, bound: tuple[str, ...]) -> list[tuple[str, str, int, int]]:
        """Return month, kind, and disputed and declared seconds that stand twice in a scope."""
        if not self._struck.excess:
            return []
        within = {row for (row,) in self._connection.execute(assignments, bound)}
        return [
            (month, kind, disputed, declared)
            for (row, month, kind), (declared, _, disputed) in self._struck.excess.items()
            if row in within
        ]

    def _add_entries(self) -> None:
        first, last = map(str, self._window.months)
        by_row: dict[tuple[Id, str, str], list[Entry]] = defaultdict(list)
        rows = counted_rows(self._connection, self._of, first, last)
        for entry in entries_between(self._connection, rows, first, last):
            key = (entry.assignment, entry.kind, entry.period[:7])
            by_row[key].append((entry.period, entry.seconds, entry.status))
        for (row, kind, month), entries in by_row.items():
            struck = {
                period
                for assignment, period, of in self._struck.figures
                if assignment == row and of == kind
            }
            for period in self._window.columns:
                if str(period.month) == month:
                    figure = figure_of(entries, period, struck)
                    if figure.seconds is not None and not figure.struck:
                        total = self._sums[str(period), kind]
                        total.declared += figure.declared
                        total.disputed += figure.disputed
