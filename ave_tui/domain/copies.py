"""Which copies of the records are kept and which may go, from their names and sizes alone.

Many from the last days, few from long ago, and never the ones that somebody would come to miss:
the last that reads back well, those that hold more than every newer one (a copy of emptied records
must not push out the full ones), those that somebody asked for, and what was set aside.
"""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

DAILY: Final = 7
WEEKLY: Final = 5
MONTHLY: Final = 12
KEPT_LONGER: Final = timedelta(days=365)
"""A copy that somebody asked for, or that was made before an upgrade or a restore."""
ROOM: Final = 1_000_000_000
"""Bytes that copies may take where nobody said otherwise: two hundred of one facilitator's year,
a hundredth of the smallest disk that laptops are sold with."""
ROOMS: Final = (250_000_000, 500_000_000, ROOM, 2_000_000_000, 5_000_000_000, 20_000_000_000)
"""What one can choose from."""
_A_DAY: Final = timedelta(days=1)
_AHEAD: Final = _A_DAY
"""A copy dated later than this was made while the clock was wrong."""


class Reason(Enum):
    """Why a copy was made; the value stands in its file's name."""

    CLOSE = "close"
    IMPORT = "import"
    UPGRADE = "upgrade"
    HAND = "hand"
    ERASURE = "erasure"
    RESTORE = "restore"
    DAMAGED = "damaged"

    @property
    def label(self) -> str:
        """What a list says, in English."""
        return _LABELS[self]

    @property
    def is_routine(self) -> bool:
        """Whether it was made without anybody asking, and another follows soon."""
        return self in (Reason.CLOSE, Reason.IMPORT)


_LABELS: Final = {
    Reason.CLOSE: N_("when leaving"),
    Reason.IMPORT: N_("before bringing in a file"),
    Reason.UPGRADE: N_("before an upgrade"),
    Reason.HAND: N_("asked for"),
    Reason.ERASURE: N_("after erasing a person"),
    Reason.RESTORE: N_("set aside when going back"),
    Reason.DAMAGED: N_("set aside as it was, damaged"),
}


class Copy(NamedTuple):
    """A copy as its name tells it, and whether anybody found out since that it is spoilt."""

    name: str
    at: datetime
    reason: Reason
    size: int
    """Bytes."""
    operations: int | None
    """Changes that it holds; None where its name doesn't say."""
    good: bool = True
    """Whether it read back well when it was looked at last."""


def outdated(copies: Iterable[Copy], now: datetime, room: int = ROOM) -> list[Copy]:
    """Return the copies that may go, the oldest first.

    Args:
        copies: All that there are.
        now: The time on this laptop's clock; what is dated later is left alone.
        room: Bytes that all of them may take; less is kept where they are large.
    """
    all_of_them = sorted(copies, key=lambda copy: (copy.at, copy.name))
    newest_first = all_of_them[::-1]
    kept = set(_never_go(newest_first, now))
    taken = sum(copy.size for copy in kept)
    for copy in _wanted(newest_first, now):
        if copy in kept:
            continue
        if taken + copy.size > room:
            break
        kept.add(copy)
        taken += copy.size
    return [copy for copy in all_of_them if copy not in kept]


def newest_good(copies: Iterable[Copy], now: datetime) -> Copy | None:
    """Return the newest copy that one could go back to; one from the future only if need be."""
    good = [copy for copy in copies if _counts(copy)]
    return max(good, key=lambda copy: (copy.at <= now + _AHEAD, copy.at, copy.name), default=None)


def _counts(copy: Copy) -> bool:
    return copy.good and copy.reason is not Reason.DAMAGED


def _never_go(newest_first: Sequence[Copy], now: datetime) -> Iterator[Copy]:
    """Yield what stays whatever room it takes."""
    most = -1
    seen_good = False
    for copy in newest_first:
        if copy.reason is Reason.DAMAGED:
            # Nothing of what was recorded is ever thrown away unread.
            yield copy
            continue
        if not copy.good:
            continue
        # While the clock was ahead copies got dates that later ones don't reach for years: those
        # say nothing about which is the newest.
        past = copy.at <= now + _AHEAD
        if (past and not seen_good) or (copy.operations or 0) > most:
            yield copy
        seen_good = seen_good or past
        most = max(most, copy.operations or 0)


def _wanted(newest_first: Sequence[Copy], now: datetime) -> Iterator[Copy]:
    """Yield what else is kept while there is room, the most precious first."""
    routine: list[Copy] = []
    for copy in newest_first:
        asked_for = not copy.reason.is_routine and copy.at > now - KEPT_LONGER
        if copy.at > now + _AHEAD or asked_for:
            yield copy
        elif _counts(copy):
            routine.append(copy)
    days = _newest_of_each(routine, DAILY, lambda copy: copy.at.date())
    weeks = _newest_of_each(routine, WEEKLY, lambda copy: copy.at.isocalendar()[:2])
    months = _newest_of_each(routine, MONTHLY, lambda copy: (copy.at.year, copy.at.month))
    # One of each in turn: where there is room for three only, they lie days and weeks apart.
    for place in range(max(DAILY, WEEKLY, MONTHLY)):
        for tier in (days, weeks, months):
            if place < len(tier):
                yield tier[place]
    # What was there before this morning's file was brought in isn't only history yet.
    yield from (copy for copy in routine if copy.at > now - _A_DAY)


def _newest_of_each(
    newest_first: Sequence[Copy], most: int, period_of: Callable[[Copy], object]
) -> list[Copy]:
    """Return the newest copy of each of the newest periods that have one."""
    found: dict[object, Copy] = {}
    for copy in newest_first:
        found.setdefault(period_of(copy), copy)
    return list(found.values())[:most]
