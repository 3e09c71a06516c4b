"""The grid of hours as data: rows that are read when they come into sight, totals of all."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Final

from ave_tui.domain.folding import fold
from ave_tui.services.hours_rows import Measure, load_rows
from ave_tui.services.hours_totals import KINDS, Total, Totals
from ave_tui.storage.doubles import struck
from ave_tui.storage.queries import scopes
from ave_tui.storage.queries.grid import row_keys
from ave_tui.storage.queries.rules import dated_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ave_tui.domain.periods import Period
    from ave_tui.domain.schema import Id
    from ave_tui.domain.windows import Scope, Window
    from ave_tui.services.hours_figures import Figure
    from ave_tui.services.hours_rows import GridRow
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.grid import RowKey
    from ave_tui.storage.queries.scopes import Due as Due

_PAGE: Final = 48
"""Rows read at once: a high terminal shows as many."""


class HoursTable:
    """Assignments by periods; a step down the grid never asks for more than a page."""

    def __init__(
        self, connection: Connection, scope: Scope, window: Window, kind: str, today: date
    ) -> None:
        self.scope, self.window, self.kind = scope, window, kind
        self.columns = window.columns
        self._connection = connection
        self._measure = Measure(today, tuple(dated_values(connection)))
        self._of = scopes.chosen(connection, scope)
        self._struck = struck(connection, self._of.assignments, self._of.bound)
        first, last = window.months
        # Rows stay the same on every scale: those of the twelve months up to the last one shown.
        self._keys = row_keys(connection, self._of, str(min(first, last.shift(-11))), str(last))
        self._shown: list[RowKey] = self._keys
        self._texts: list[str] = []
        self._rows: dict[Id, GridRow] = {}
        self._totals = Totals(connection, self._of, window, self._struck)
        self.narrowed_by = ""

    @property
    def row_count(self) -> int:
        """How many rows are shown."""
        return len(self._shown)

    @property
    def all_rows(self) -> int:
        """How many rows there are, hidden ones included."""
        return len(self._keys)

    def assignment(self, row: int) -> Id:
        """Return the assignment that a row is."""
        return self._shown[row].assignment

    def row(self, row: int) -> GridRow:
        """Return a row; the page around it is read when it is first asked for."""
        found = self._rows.get(self._shown[row].assignment)
        if found is None:
            start = row - row % _PAGE
            page = [key.assignment for key in self._shown[start : start + _PAGE]]
            self._load([assignment for assignment in page if assignment not in self._rows])
            found = self._rows[self._shown[row].assignment]
        return found

    def figure(self, row: int, period: Period) -> Figure:
        """Return what a cell says."""
        return self.row(row).figure(period, self.kind)

    def total(self, row: int, kind: str = "") -> int | None:
        """Return what counts of a row over the window; None where nothing is known."""
        of = self.row(row)
        figures = [of.figure(period, kind or self.kind) for period in self.window.summing]
        if all(figure.seconds is None for figure in figures):
            return None
        return sum(figure.declared for figure in figures if not figure.struck)

    def sum_of(self, period: Period, kind: str = "") -> Total:
        """Return what counts of a period over all rows, hidden ones included."""
        return self._totals.of(str(period), kind or self.kind)

    def sum_of_all(self, kind: str = "") -> Total:
        """Return what counts over the window and all rows, hidden ones included."""
        parts = [self.sum_of(period, kind) for period in self.window.summing]
        return Total(sum(part.declared for part in parts), sum(part.disputed for part in parts))

    @property
    def due(self) -> Due:
        """What is due in the scope, and what was done of it since the beginning."""
        return self._totals.due

    @property
    def has_doubles(self) -> bool:
        """Whether writing to one row may strike out another one's hours."""
        return bool(self._struck.pairs)

    def narrow(self, text: str) -> None:
        """Show only the rows in which every word is found, whatever accents and case."""
        words = fold(text).split()
        self.narrowed_by = text if words else ""
        if words and not self._texts:
            self._texts = [f"{key.person} {fold(key.words)}" for key in self._keys]
        self._shown = [
            key
            for key, known in zip(self._keys, self._texts or repeat(""), strict=False)
            if all(word in known for word in words)
        ]

    @property
    def hidden_seconds(self) -> int:
        """How many hours of the window, of both kinds, are in rows that are not shown."""
        if len(self._shown) == len(self._keys):
            return 0
        shown = {key.assignment for key in self._shown}
        hidden = [key.assignment for key in self._keys if key.assignment not in shown]
        of = scopes.of_rows(hidden)
        totals = Totals(self._connection, of, self.window, self._struck)
        return sum(
            totals.of(str(period), kind).declared
            for period in self.window.summing
            for kind in KINDS
        )

    def find(self, assignment: Id) -> int | None:
        """Return the row of an assignment, None where it is not shown."""
        return next(
            (row for row, key in enumerate(self._shown) if key.assignment == assignment), None
        )

    @property
    def people(self) -> list[str]:
        """Whose hours each shown row holds, folded; empty for a line without a person."""
        return [key.person for key in self._shown]

    def changed(self, assignments: Iterable[Id]) -> None:
        """Read the rows again whose hours were just written, and mend the totals."""
        rows = set(assignments)
        if not rows <= self._rows.keys() or rows & self._struck.assignments:
            self._struck = struck(self._connection, self._of.assignments, self._of.bound)
            self._rows.clear()
            self._totals = Totals(self._connection, self._of, self.window, self._struck)
            return
        before = [self._rows[row] for row in rows]
        people = {row.detail.participant for row in before} - {None}
        alike = {row for row, of in self._rows.items() if of.detail.participant in people}
        self._load(sorted(rows | alike))
        self._totals.replace(before, [self._rows[row] for row in rows])

    def _load(self, rows: Sequence[Id]) -> None:
        first, last = self.window.months
        self._rows |= load_rows(self._connection, rows, first, last, self._struck, self._measure)
