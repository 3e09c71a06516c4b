"""What of the journal is wanted: whose, of which days, of which laptop, of which kind of record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from ave_tui.domain.words import N_
from ave_tui.storage.queries.history import Sought

if TYPE_CHECKING:
    from datetime import tzinfo

    from ave_tui.domain.schema import Id


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Only what fits all that is said here."""

    who: Id = ""
    """A facilitator."""
    device: str = ""
    table: str = ""
    since: date | None = None
    until: date | None = None
    """The last day, itself included."""

    @property
    def is_open(self) -> bool:
        """Whether it leaves everything."""
        return self == HistoryFilter()

    def sought(self, zone: tzinfo | None) -> Sought:
        """Return what to look for, the days being those of a time zone."""
        return Sought(
            actor=self.who,
            device=self.device,
            tables=(self.table,) if self.table else (),
            since_ms=_midnight_ms(self.since, zone) if self.since else None,
            before_ms=_midnight_ms(self.until + timedelta(days=1), zone) if self.until else None,
        )


def spans(today: date) -> dict[str, tuple[str, date, date]]:
    """Return the stretches of days that one asks for most, by a code: name, first and last day."""
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    last_month = first - timedelta(days=1)
    day = timedelta(days=1)
    return {
        "today": (N_("Today"), today, today),
        "yesterday": (N_("Yesterday"), today - day, today - day),
        "week": (N_("This week"), monday, today),
        "last_week": (N_("Last week"), monday - 7 * day, monday - day),
        "month": (N_("This month"), first, today),
        "last_month": (N_("Last month"), last_month.replace(day=1), last_month),
    }


def _midnight_ms(day: date, zone: tzinfo | None) -> int:
    return int(datetime.combine(day, time.min, zone).timestamp() * 1000)
