"""Which figure counts in a month: the coarser one wins, the finer ones explain it (hours.md).

Called for every month that an import touches, so periods are told apart by their length instead of
being read, and the week of a day is worked out once.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.choices import HoursStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

DIFFERENCE: Final = 60
"""Detail may differ from its figure by a minute, as rounding does, before it is worth saying."""

_MONTH: Final = 7
_DECLARED: Final = str(HoursStatus.DECLARED)
_VALIDATED: Final = str(HoursStatus.VALIDATED)
_DISPUTED: Final = str(HoursStatus.DISPUTED)
_WEAKEST_FIRST: Final = (_DISPUTED, _DECLARED, str(HoursStatus.CHECKED), _VALIDATED)

Entry = tuple[str, int | None, str | None]
"""Period, seconds and status of an entry, as they stand in its row."""
_Figures = dict[str, tuple[int, str | None]]


class Level(StrEnum):
    """The coarsest kind of figure that counts in a month."""

    NOTHING = "nothing"
    """Nothing is known, which is not zero."""
    MONTH = "month"
    WEEKS = "weeks"
    """Weeks, and days of other weeks."""
    DAYS = "days"


class Gap(NamedTuple):
    """A figure whose detail adds up to something else."""

    period: str
    seconds: int
    detail: int


# A tuple: a frozen dataclass takes three times as long to make, and an import makes 200,000.
class Counted(NamedTuple):
    """What counts of an assignment in a month, for one kind of hours."""

    declared: int = 0
    """Everything that counts and isn't disputed, validated hours among it."""
    validated: int = 0
    disputed: int = 0
    """What counts but is disputed: never part of `declared`."""
    detail: int = 0
    """What the finer figures add up to where a coarser one counts."""
    explained: int = 0
    """The sum of the figures that have such detail."""
    level: Level = Level.NOTHING
    status: str | None = None
    """The weakest status among the figures that count; None when there is none."""
    gaps: tuple[Gap, ...] = ()
    """Figures that differ from their detail by more than a minute."""

    @property
    def seconds(self) -> int:
        """Everything that counts, disputed or not: what a cell of the month shows."""
        return self.declared + self.disputed

    @property
    def differs(self) -> bool:
        """Whether both a figure and its detail must be shown, as a warning."""
        return bool(self.gaps)

    @property
    def nil_contradicted(self) -> bool:
        """Whether the month is said to be nil although there is detail with hours."""
        return self.level is Level.MONTH and self.seconds == 0 and self.detail > 0


def count_month(entries: Iterable[Entry]) -> Counted:
    """Return what counts of one assignment, month and kind; withdrawn entries are left out.

    A period that can't be read counts like a day: it is shown rather than lost.
    """
    month: tuple[int, str | None] | None = None
    month_period = ""
    weeks: _Figures = {}
    days: _Figures = {}
    for period, seconds, status in entries:
        if seconds is None:
            continue
        if len(period) == _MONTH:
            month, month_period = (seconds, status), period
        elif "/" in period:
            weeks[period] = (seconds, status)
        else:
            days[period] = (seconds, status)
    if month is not None and not weeks and not days:
        return _counted([month], 0, 0, Level.MONTH, ())
    counting, detail, explained, gaps = _weeks_and_days(weeks, days)
    if month is None:
        level = Level.WEEKS if weeks else Level.DAYS if days else Level.NOTHING
        return _counted(counting, detail, explained, level, tuple(gaps))
    detail = sum([seconds for seconds, _status in counting])
    if abs(detail - month[0]) > DIFFERENCE:
        gaps.insert(0, Gap(month_period, month[0], detail))
    return _counted([month], detail, month[0], Level.MONTH, tuple(gaps))


def _weeks_and_days(
    weeks: _Figures, days: _Figures
) -> tuple[list[tuple[int, str | None]], int, int, list[Gap]]:
    """Return the figures that count below a month, and how days explain weeks."""
    counting = list(weeks.values())
    if not weeks or not days:
        return counting or list(days.values()), 0, 0, []
    detail: dict[str, int] = {}
    for day, figure in days.items():
        piece = piece_of(day)
        if piece in weeks:
            detail[piece] = detail.get(piece, 0) + figure[0]
        else:
            counting.append(figure)
    gaps = [
        Gap(piece, weeks[piece][0], seconds)
        for piece, seconds in sorted(detail.items())
        if abs(weeks[piece][0] - seconds) > DIFFERENCE
    ]
    explained = sum([weeks[piece][0] for piece in detail])
    return counting, sum(detail.values()), explained, gaps


def _counted(
    counting: list[tuple[int, str | None]],
    detail: int,
    explained: int,
    level: Level,
    gaps: tuple[Gap, ...],
) -> Counted:
    declared = validated = disputed = 0
    for seconds, status in counting:
        if status == _DISPUTED:
            disputed += seconds
            continue
        declared += seconds
        if status == _VALIDATED:
            validated += seconds
    weakest = None
    if counting:
        statuses = {status or _DECLARED for _seconds, status in counting}
        weakest = next((status for status in _WEAKEST_FIRST if status in statuses), _DECLARED)
    return Counted(declared, validated, disputed, detail, explained, level, weakest, gaps)


def counting_periods(periods: Iterable[str]) -> set[str]:
    """Return the periods of one assignment, month and kind whose figures count as they stand."""
    there = set(periods)
    if months := {period for period in there if len(period) == _MONTH}:
        return months
    weeks = {period for period in there if "/" in period}
    return weeks | {period for period in there - weeks if piece_of(period) not in weeks}


@lru_cache(maxsize=4096)
def piece_of(day: str) -> str:
    """Return the piece of a week that a day lies in, both as text; empty for what is no day."""
    try:
        week = date.fromisoformat(day).isocalendar().week
    except ValueError:
        return ""
    return f"{day[:_MONTH]}/W{week:02d}"
