"""Hours: grids of them, entry, copies, nil; each a step that can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change, hours_return_id
from ave_tui.domain.choices import HoursKind, HoursSource, ReturnStatus
from ave_tui.domain.durations import parse_hours
from ave_tui.domain.errors import AveError
from ave_tui.domain.holidays import split_week
from ave_tui.domain.periods import Week, parse_period
from ave_tui.domain.windows import Scale, Scope, ScopeKind, Window, window_on
from ave_tui.services.hours_entered import Copied, Entered, Nil, Pasted, told
from ave_tui.services.hours_rows import span
from ave_tui.services.hours_table import HoursTable
from ave_tui.services.hours_writing import (
    Place,
    changes_for,
    head_counts,
    refuse_nonsense,
    rows_for,
)
from ave_tui.services.working_calendar import holidays_by_rule
from ave_tui.storage import rows as stored
from ave_tui.storage.queries import returns, scopes
from ave_tui.storage.queries.titles import title_of
from ave_tui.storage.queries.writers import last_written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ave_tui.domain.periods import Month, Period
    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.hours_lines import LineReader
    from ave_tui.storage.database import Database
    from ave_tui.storage.queries.writers import Written as Written
    from ave_tui.sync.ledger import Ledger

WORK: Final = str(HoursKind.WORK)
TRAINING: Final = str(HoursKind.TRAINING)
_RETURN: Final = str(HoursSource.RETURN)


class HoursService:
    """What a user does with hours."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    @property
    def today(self) -> date:
        """The day it is, by the clock of this laptop."""
        return self._database.clock().date()

    def grid(self, scope: Scope, window: Window, kind: str = WORK) -> HoursTable:
        """Return the hours of a scope in a window."""
        return HoursTable(self._database.connection, scope, window, kind, self.today)

    def first_window(self, scope: Scope, period: str = "") -> Window:
        """Return the window to begin with: a visit's own month, else the last twelve months.

        Args:
            scope: Whose hours.
            period: One that has to be in it, as it is recorded.
        """
        if period:
            return window_on(parse_period(period))
        if scope.kind is ScopeKind.VISIT:
            visited = stored.read(self._database.connection, "visit", scope.row)
            day = span(str(visited.values["on_date"] or ""), None).first if visited else None
            return Window(Scale.WEEKS, day or self.today)
        return Window(Scale.MONTHS, self.today)

    def visited(self, visit: Id) -> Values:
        """Return what an assignment found on a visit starts with."""
        found = stored.read(self._database.connection, "visit", visit)
        if found is None:
            return {}
        return {"host_id": found.values["company_id"], "lot_id": found.values["lot_id"]}

    def title(self, scope: Scope) -> str:
        """Return the name of a company, lot or participant; empty for everybody."""
        return title_of(self._database.connection, scope)

    def written(self, place: Place) -> Written | None:
        """Return who wrote a cell last, and when."""
        return last_written(self._database.connection, place.row)

    def enter(
        self,
        assignment: Id,
        kind: str,
        period: Period | Week,
        seconds: int,
        *,
        source: str = _RETURN,
    ) -> Entered:
        """Keep a figure of hours; a whole week is split over its months by working days.

        Raises:
            AveError: It is more than a month holds, or the disk refuses; nothing is kept.
        """
        connection = self._database.connection
        split: dict[Period, int] = {}
        if isinstance(period, Week):
            holidays = holidays_by_rule(connection, period.first.isoformat())
            split |= dict(split_week(seconds, period, holidays).items())
        else:
            split[period] = seconds
        places = {Place(assignment, kind, of): part for of, part in split.items()}
        written = changes_for(connection, places, source, self.today)
        self._ledger.commit(written.changes)
        row = rows_for(connection, [assignment], list(split), self.today)[assignment]
        return told(
            row,
            kind,
            split,
            {place.period: seconds for place, seconds in written.before.items()},
            changed=bool(written.changes),
            validated=written.were_validated,
        )

    def clear(self, places: Iterable[Place]) -> int:
        """Withdraw the figures of some cells; return how many there were."""
        connection = self._database.connection
        kept = stored.read_many(connection, "hours_entry", [place.row for place in places])
        live = [row.id for row in kept.values() if not row.deleted]
        self._ledger.commit([Change("hours_entry", row, None) for row in live])
        return len(live)

    def paste(
        self,
        assignments: Sequence[Id],
        kind: str,
        periods: Sequence[Period],
        block: Sequence[Sequence[str]],
        *,
        source: str = _RETURN,
    ) -> Pasted:
        """Keep a block of typed figures, from the first row and period to the right and down.

        Blanks are passed over; what can't be read or kept is left out and told; so is what lies
        beyond the last row or period.
        """
        connection = self._database.connection
        heads = head_counts(connection, assignments[: len(block)], self.today)
        figures: dict[Place, int] = {}
        refused: list[tuple[int, int, str, AveError]] = []
        beyond = 0
        for down, line in enumerate(block):
            for right, text in enumerate(line):
                if not text:
                    continue
                if down >= len(assignments) or right >= len(periods):
                    beyond += 1
                    continue
                place = Place(assignments[down], kind, periods[right])
                try:
                    seconds = parse_hours(text, most=None)
                    refuse_nonsense(place.period, seconds, heads[place.assignment], self.today)
                except AveError as error:
                    refused.append((down, right, text, error))
                else:
                    figures[place] = seconds
        changes = changes_for(connection, figures, source, self.today).changes
        self._ledger.commit(changes)
        return Pasted(len(figures), len(changes), tuple(refused), beyond)

    def copy_last_month(
        self, assignments: Iterable[Id], month: Month, kind: str = WORK, *, source: str = _RETURN
    ) -> Copied:
        """Enter for a month what counted in the month before; what is there stays."""
        connection = self._database.connection
        before = month.shift(-1)
        loaded = rows_for(connection, sorted(set(assignments)), [before, month], self.today)
        figures: dict[Place, int] = {}
        there = over = nothing = 0
        for assignment, row in loaded.items():
            last = row.figure(before, kind)
            if row.figure(month, kind).seconds is not None:
                there += 1
            elif not last.seconds or last.struck:
                nothing += 1
            elif any(span.ends_before(month) for span in row.spans):
                over += 1
            else:
                figures[Place(assignment, kind, month)] = last.seconds
        self._ledger.commit(changes_for(connection, figures, source, self.today).changes)
        return Copied(len(figures), there, over, nothing)

    def nil(self, awards: Sequence[Id], month: Month) -> Nil:
        """Say for a month that nobody worked under some awards."""
        connection = self._database.connection
        rows = {award: hours_return_id(award, str(month)) for award in awards}
        kept = stored.read_many(connection, "hours_return", list(rows.values()))
        changes = []
        for award, row in rows.items():
            known = kept.get(row)
            received = known.values["received_on"] if known and not known.deleted else None
            values: Values = {
                "award_id": award,
                "month": str(month),
                "status": str(ReturnStatus.NIL),
                "received_on": received or self.today.isoformat(),
            }
            changes.append(Change("hours_return", row, values))
        receipt = self._ledger.commit(changes)
        return Nil(
            tuple(returns.award_names(connection, awards)),
            returns.seconds_despite(connection, awards, str(month)),
            changed=receipt.operations > 0,
        )

    def awards(self, scope: Scope) -> list[Id]:
        """Return the awards of a company or of a visit; none for other scopes."""
        connection = self._database.connection
        return returns.awards_of(connection, scopes.chosen(connection, scope))

    def quick(self, text: str, *, try_only: bool = False) -> Entered:
        """Keep what one line says: ``dupont 35 s41``; or only say what would become of it.

        Raises:
            AmbiguousError: It may mean several people or jobs.
            AveError: It can't be read, or names nobody who has a job.
        """
        return self.line_reader().take(text, try_only=try_only)

    def line_reader(self) -> LineReader:
        """Return what reads and keeps lines, one after the other or letter by letter."""
        from ave_tui.services.hours_lines import LineReader

        return LineReader(self._database, self._ledger)
