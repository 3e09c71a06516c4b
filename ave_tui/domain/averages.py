"""How long somebody worked on average: 44 hours a week over 12 weeks at most (field.md 4.3).

A week's figure and its days are taken as they stand. A month's figure says nothing of its weeks,
so it is spread over them by working days.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ave_tui.domain.counting import Level, count_month, piece_of
from ave_tui.domain.holidays import working_days
from ave_tui.domain.periods import Month, Week

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ave_tui.domain.counting import Entry

WEEKS: Final = 12
"""The weeks that the average is taken over."""

_MONTH: Final = 7


@lru_cache(maxsize=512)
def weeks_of(month: str) -> tuple[tuple[str, Week, int], ...]:
    """Return the pieces of weeks of a month: as text, the whole week, and its working days there.

    A month without a working day does not exist, but a file may bring anything.
    """
    return tuple(
        (str(piece), piece.week, working_days(piece.first, piece.last))
        for piece in Month.parse(month).pieces()
    )


def spread(month: str, entries: Iterable[Entry]) -> dict[Week, int]:
    """Return the hours of a month, of one assignment and kind, by the weeks that they fall into."""
    known = list(entries)
    counted = count_month(known)
    pieces = weeks_of(month)
    if counted.level is Level.MONTH:
        days = sum(piece[2] for piece in pieces)
        return {week: counted.seconds * own // days for _key, week, own in pieces if own}
    found = {}
    for key, week, _own in pieces:
        within = [entry for entry in known if key in (entry[0], piece_of(entry[0]))]
        if seconds := count_month(within).seconds:
            found[week] = seconds
    return found


def heaviest(weeks: Mapping[Week, int], ending: Iterable[Week]) -> int:
    """Return the highest average a week of the twelve weeks that end with one of some weeks."""
    by_monday = {week.first.toordinal(): seconds for week, seconds in weeks.items()}
    highest = 0
    for last in ending:
        monday = last.first.toordinal()
        total = sum(by_monday.get(monday - 7 * back, 0) for back in range(WEEKS))
        highest = max(highest, total // WEEKS)
    return highest


def is_heavy(month: str, entries: Iterable[Entry], limit: int) -> bool:
    """Tell whether a week of a month may be above the average, so that twelve of them may be.

    Spread over its working days a month is above it evenly; where weeks or days were typed, one
    part of a week is above it for the working days it has.
    """
    known = list(entries)
    pieces = weeks_of(month)
    if sum(entry[1] or 0 for entry in known) * 5 > limit * sum(days for *_, days in pieces):
        return True
    typed: dict[str, int] = {}
    for period, seconds, _status in known:
        if len(period) > _MONTH:
            piece = period if "/" in period else piece_of(period)
            typed[piece] = typed.get(piece, 0) + (seconds or 0)
    return any(typed.get(piece, 0) * 5 > limit * days for piece, _week, days in pieces)
