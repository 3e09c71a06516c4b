"""What one person works at every employer: what limits over all employers are held against."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ave_tui.domain.averages import heaviest, is_heavy, spread, weeks_of
from ave_tui.domain.durations import HOUR
from ave_tui.domain.periods import Day, Month
from ave_tui.services.hours_figures import figure_of

if TYPE_CHECKING:
    from datetime import date

    from ave_tui.domain.counting import Entry
    from ave_tui.domain.eligible import Light
    from ave_tui.domain.limits import Limits
    from ave_tui.domain.periods import Period, Week
    from ave_tui.domain.plausibility import Span
    from ave_tui.domain.schema import Id

Entries = dict[tuple[str, str], list["Entry"]]
"""The entries of an assignment by kind and month."""

_FULL_WEEK: Final = 35 * HOUR
"""The legal week (field.md 4.3)."""
_MAJORITY: Final = 18


@dataclass
class Person:
    """The hours of one person at every employer, struck ones left out."""

    jobs: list[Entries] = field(default_factory=list)
    employers: tuple[Id, ...] = ()
    """Of each job."""
    eligibilities: tuple[Span, ...] = ()
    birth_date: date | None = None
    light: Light | None = None
    """How the person stands today; None for a line without a person."""
    _sums: dict[Period, int] = field(default_factory=dict)
    _weeks: dict[str, dict[Week, int]] = field(default_factory=dict)
    _heavy: dict[str, bool] = field(default_factory=dict)

    def seconds(self, period: Period) -> int:
        """Return the hours of a period over all assignments and kinds."""
        known = self._sums.get(period)
        if known is None:
            known = self._sums[period] = sum(self._at(job, period) for job in self.jobs)
        return known

    def full_time_at(self, period: Period, limits: Limits) -> int:
        """Return how many employers declare a month or a week full time."""
        if len(self.jobs) < 2 or isinstance(period, Day):
            return 0
        full = limits.full_month if isinstance(period, Month) else _FULL_WEEK
        # Most people have one employer at a time: nothing is shared out for them.
        if self.seconds(period) < 2 * full:
            return 0
        by_employer: dict[Id, int] = defaultdict(int)
        for employer, job in zip(self.employers, self.jobs, strict=True):
            by_employer[employer] += self._at(job, period)
        return sum(seconds >= full for seconds in by_employer.values())

    def average(self, period: Period, limits: Limits) -> int:
        """Return the highest average a week of twelve weeks that end in a month; 0 if it is fine.

        It is told of months alone: beside the weeks of a month it would be said five times.
        """
        if not isinstance(period, Month):
            return 0
        months = [str(period.shift(-back)) for back in range(4)]
        if not any(self._is_heavy(month, limits.average) for month in months):
            return 0
        weeks: dict[Week, int] = defaultdict(int)
        for month in months:
            for week, seconds in self._by_week(month).items():
                weeks[week] += seconds
        highest = heaviest(weeks, [week for _, week, _ in weeks_of(months[0])])
        return highest if highest > limits.average else 0

    def _is_heavy(self, month: str, limit: int) -> bool:
        known = self._heavy.get(month)
        if known is None:
            entries = [
                entry
                for job in self.jobs
                for (_kind, of), found in job.items()
                if of == month
                for entry in found
            ]
            known = self._heavy[month] = is_heavy(month, entries, limit)
        return known

    def is_minor(self, period: Period) -> bool:
        """Tell whether the person is under 18 to the end of a period."""
        born = self.birth_date
        if born is None:
            return False
        last = period.last
        age = last.year - born.year - ((last.month, last.day) < (born.month, born.day))
        return age < _MAJORITY

    def _by_week(self, month: str) -> dict[Week, int]:
        known = self._weeks.get(month)
        if known is None:
            known = self._weeks[month] = defaultdict(int)
            for job in self.jobs:
                for (_kind, of), entries in job.items():
                    if of == month:
                        for week, seconds in spread(month, entries).items():
                            known[week] += seconds
        return known

    @staticmethod
    def _at(job: Entries, period: Period) -> int:
        month = str(period.month)
        return sum(
            figure_of(entries, period).seconds or 0
            for (_kind, of), entries in job.items()
            if of == month
        )
