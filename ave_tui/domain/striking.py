"""Which figures of doubles don't count: of two for the same time, one stands (hours.md)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.choices import HoursStatus
from ave_tui.domain.counting import piece_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.domain.schema import Id

_MONTH: Final = 7


class Figure(NamedTuple):
    """An entry of one of the assignments, with the time at which it was written."""

    assignment: Id
    kind: str
    period: str
    status: str | None
    written: int


def struck_out(pairs: Iterable[tuple[Id, Id]], figures: Iterable[Figure]) -> set[Figure]:
    """Return the figures that don't count because a double's figure stands for the same time.

    The validated one counts, else the later written. Where one assignment has a month and the other
    its weeks or days, the coarser figure counts, as it would within one assignment.
    """
    partners: dict[Id, set[Id]] = defaultdict(set)
    for one, other in pairs:
        partners[one].add(other)
        partners[other].add(one)
    standing: dict[tuple[str, str], set[Id]] = defaultdict(set)
    struck: set[Figure] = set()
    for figure in sorted(figures, key=_better_first):
        mine = partners.get(figure.assignment, set())
        if any(standing[figure.kind, period] & mine for period in _covering(figure.period)):
            struck.add(figure)
        else:
            standing[figure.kind, figure.period].add(figure.assignment)
    return struck


def _covering(period: str) -> tuple[str, ...]:
    """Return the periods that hold this one, itself among them, the coarsest first."""
    if len(period) == _MONTH:
        return (period,)
    if "/" in period:
        return (period[:_MONTH], period)
    return (period[:_MONTH], piece_of(period), period)


def _better_first(figure: Figure) -> tuple[int, bool, int, Id]:
    # The id last, so that every laptop strikes out the same one.
    return (
        len(_covering(figure.period)),
        figure.status != HoursStatus.VALIDATED,
        -figure.written,
        figure.assignment,
    )
