"""A record as it was on a day: the fold of what had been written by then, and what differs now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from ave_tui.domain.schema import TABLES, Kind
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.value_words import NOTHING, Names, value_words
from ave_tui.storage import log, rows
from ave_tui.sync.causality import Causality
from ave_tui.sync.fold import fold
from ave_tui.sync.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ave_tui.domain.schema import Field, Id, Values
    from ave_tui.storage.database import Database


@dataclass(frozen=True, slots=True)
class FieldThen:
    """A field on the day, and now."""

    label: str
    """English; marked for translation."""
    then: Sentence
    now: Sentence
    changed: bool


@dataclass(frozen=True, slots=True)
class RecordThen:
    """A record as it was."""

    state: Sentence | None
    """What has to be said of it as a whole: not there yet, withdrawn, erased."""
    fields: tuple[FieldThen, ...]
    """Those that say something, then or now."""
    later: int
    """Changes of it that came after."""


class AsItWasService:
    """Looks at records as they were."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def end_of(self, day: date) -> datetime:
        """Return the last moment of a day, on the clock of this laptop."""
        zone = self._database.clock().tzinfo
        return datetime.combine(day + timedelta(days=1), time.min, zone) - timedelta(milliseconds=1)

    def record(self, table: str, row: Id, at: datetime) -> RecordThen:
        """Return a record as the changes known here make it, up to a moment and that included.

        Each change counts from when it was typed, by the clock of the laptop it was typed on; not
        from when its file came here.
        """
        connection = self._database.connection
        limit = int(at.timestamp() * 1000)
        operations = list(map(Operation.from_log, log.of_rows(connection, [row])))
        causality = Causality(map(Operation.from_log, log.with_vectors(connection)))
        known = [o for o in operations if o.at_ms <= limit]
        blank = TABLES[table].blank
        was = fold(TABLES[table], known, causality) if known else None
        stands = rows.read(connection, table, row)
        now = stands.values if stands else blank
        then = was.values if was else blank
        shown = [field for field in TABLES[table].fields if then[field.name] or now[field.name]]
        names = Names(connection, _named(shown, (then, now)))
        state = None
        if stands is not None and stands.erased:
            state = Sentence(N_("Erased for good: nothing is known of it any more."))
        elif was is None:
            state = Sentence(N_("It was not recorded yet."))
        elif was.deleted:
            state = Sentence(N_("It was withdrawn then."))
        elif stands is not None and stands.deleted:
            state = Sentence(N_("It is withdrawn now."))
        return RecordThen(
            state,
            tuple(
                FieldThen(
                    field.label,
                    _said(field, then, names) if was else Sentence(NOTHING),
                    _said(field, now, names),
                    was is not None and then[field.name] != now[field.name],
                )
                for field in shown
            ),
            len(operations) - len(known),
        )


def _said(field: Field, values: Values, names: Names) -> Sentence:
    if field.kind is Kind.FLAG and not values[field.name]:
        return Sentence(N_("no"))
    return Sentence("{value}", {"value": value_words(field, values[field.name], names)})


def _named(fields: Iterable[Field], both: Iterable[Values]) -> dict[str, set[Id]]:
    wanted: dict[str, set[Id]] = {}
    for values in both:
        for field in fields:
            if isinstance(row := values[field.name], str) and field.kind is Kind.REFERENCE:
                wanted.setdefault(field.target, set()).add(row)
    return wanted
