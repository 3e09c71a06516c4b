"""What a cell of the grid says: one figure, where it comes from, and whether it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ave_tui.domain.counting import Counted, Level, count_month, piece_of
from ave_tui.domain.periods import Day, Month, WeekPiece

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ave_tui.domain.counting import Entry
    from ave_tui.domain.periods import Period
    from ave_tui.domain.plausibility import DoubtfulHours

_OWN_LEVEL = {Month: Level.MONTH, WeekPiece: Level.WEEKS, Day: Level.DAYS}


@dataclass(frozen=True, slots=True)
class Figure:
    """The hours of a row in a period, for one kind."""

    seconds: int | None = None
    """None where nothing is known."""
    declared: int = 0
    """The part of it that isn't disputed."""
    disputed: int = 0
    status: str | None = None
    own: bool = False
    """It was entered for this very period; otherwise finer figures add up to it."""
    detail: int | None = None
    """What the finer figures add up to, where there are some beside its own."""
    differs: bool = False
    """Figure and detail differ by more than a minute, here or further down."""
    says_nil: bool = False
    """It is said to be nil although there is detail with hours."""
    covered: int | None = None
    """The coarser figure that counts instead; None where this one counts."""
    struck: bool = False
    """A double's figure counts instead."""
    nil: bool = False
    """The company's return says that nobody worked in that month."""
    doubts: tuple[DoubtfulHours, ...] = ()
    outside: str = ""
    """Outside eligibility: ``UNDECIDED``, or what was decided; empty where it lies inside."""

    @property
    def composed(self) -> bool:
        """Whether finer figures stand behind it."""
        return self.detail is not None or (self.seconds is not None and not self.own)

    @property
    def warns(self) -> bool:
        """Whether a facilitator should look at it."""
        return self.differs or self.says_nil or bool(self.doubts)


NOTHING = Figure()


def figure_of(
    entries: Iterable[Entry], period: Period, struck: Collection[str] = frozenset()
) -> Figure:
    """Return the figure of a period.

    Args:
        entries: The entries of one assignment, one kind and the month of the period.
        period: A month, a part of a week, or a day.
        struck: The periods whose figure does not count because of a double.
    """
    counting: list[Entry] = []
    out: list[Entry] = []
    for entry in entries:
        (out if entry[0] in struck else counting).append(entry)
    figure = _figure(counting, period)
    if figure.seconds is None and out:
        return replace(_figure(out, period), struck=True)
    return figure


def _figure(entries: list[Entry], period: Period) -> Figure:
    key = str(period)
    within = entries if isinstance(period, Month) else [e for e in entries if _lies_in(e[0], key)]
    counted = count_month(within)
    if counted.level is Level.NOTHING:
        return NOTHING
    own = any(entry[0] == key for entry in within)
    return Figure(
        counted.seconds,
        counted.declared,
        counted.disputed,
        counted.status,
        own,
        _detail(counted, within) if own else None,
        counted.differs,
        counted.nil_contradicted or (own and counted.seconds == 0 and counted.detail > 0),
        _covering(entries, key),
    )


def _lies_in(period: str, key: str) -> bool:
    return period == key or ("/" in key and len(period) > 7 and piece_of(period) == key)


def _detail(counted: Counted, within: list[Entry]) -> int | None:
    return counted.detail if len(within) > 1 else None


def _covering(entries: list[Entry], key: str) -> int | None:
    """Return the coarser figure that wins over the one of a period."""
    if len(key) == 7:
        return None
    piece = key if "/" in key else piece_of(key)
    coarser = {period: seconds for period, seconds, _ in entries if period in (key[:7], piece)}
    if key[:7] in coarser:
        return coarser[key[:7]]
    return coarser.get(piece) if piece != key else None
