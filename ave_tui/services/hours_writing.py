"""What has to be written for figures of hours, and what is refused as nonsense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ave_tui.domain.changes import Change, hours_entry_id
from ave_tui.domain.choices import HoursStatus
from ave_tui.domain.plausibility import Circumstances, judge
from ave_tui.services.hours_rows import Measure, load_rows, people_of
from ave_tui.storage import rows as stored
from ave_tui.storage.doubles import struck
from ave_tui.storage.queries import scopes
from ave_tui.storage.queries.grid import row_details
from ave_tui.storage.queries.rules import dated_values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ave_tui.domain.periods import Period
    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.hours_rows import GridRow
    from ave_tui.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: whose hours, of which kind, in which period."""

    assignment: Id
    kind: str
    period: Period

    @property
    def row(self) -> Id:
        """The id of the entry that belongs there."""
        return hours_entry_id(self.assignment, self.kind, str(self.period))


@dataclass(frozen=True, slots=True)
class Writing:
    """What has to be written."""

    changes: list[Change]
    were_validated: bool
    """Among the figures that change, some had been validated."""
    before: dict[Place, int]
    """The seconds that stand there already, whether they change or not."""


def changes_for(
    connection: Connection, figures: Mapping[Place, int], source: str, today: date
) -> Writing:
    """Return what has to be written; a figure that stands already writes nothing.

    Raises:
        AveError: One of them is more than a month holds.
    """
    heads = head_counts(connection, sorted({place.assignment for place in figures}), today)
    kept = stored.read_many(connection, "hours_entry", [place.row for place in figures])
    changes: list[Change] = []
    were_validated = False
    before: dict[Place, int] = {}
    for place, seconds in figures.items():
        refuse_nonsense(place.period, seconds, heads[place.assignment], today)
        known = kept.get(place.row)
        live = known is not None and not known.deleted
        if known and live and isinstance(stood := known.values["seconds"], int):
            before[place] = stood
        if known and live and known.values["seconds"] == seconds:
            continue
        if known and live and known.values["status"] == HoursStatus.VALIDATED:
            were_validated = True
        values: Values = {
            "assignment_id": place.assignment,
            "kind": place.kind,
            "period": str(place.period),
            "seconds": seconds,
            # Whoever validated the old figure has not seen the new one.
            "status": str(HoursStatus.DECLARED),
            "source": source,
        }
        changes.append(Change("hours_entry", place.row, values))
    return Writing(changes, were_validated, before)


def refuse_nonsense(period: Period, seconds: int, people: int | None, today: date) -> None:
    """Raise an `AveError` for a figure that can't be, whatever else is known."""
    judge(period, seconds, Circumstances(people=people), today=today)


def head_counts(
    connection: Connection, assignments: Sequence[Id], today: date
) -> dict[Id, int | None]:
    """Return how many people each assignment stands for; None when nobody knows."""
    details = row_details(connection, assignments, today.isoformat())
    return {row: people_of(detail) for row, detail in details.items()}


def rows_for(
    connection: Connection, assignments: Sequence[Id], periods: Sequence[Period], today: date
) -> dict[Id, GridRow]:
    """Return rows of the grid with the hours around some periods."""
    months = [period.month for period in periods]
    of = scopes.of_rows(list(assignments))
    twice = struck(connection, of.assignments, of.bound)
    measure = Measure(today, tuple(dated_values(connection)))
    return load_rows(connection, assignments, min(months), max(months), twice, measure)
