"""Whether a lot's hours will be done in time, if they go on as they went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from datetime import date

_TOO_EARLY: Final = 0.25
"""Before a quarter of the time nothing can be said: sites begin slowly."""
_LATE: Final = 0.75
_ENOUGH: Final = 0.9
"""A forecast of nine tenths is within what a last month makes good."""


class Forecast(NamedTuple):
    """What will be done by the end, in seconds."""

    done_by_end: int
    over: bool
    """The lot has ended: this is what was done."""
    late: bool
    """Less than a quarter of the time is left."""


def shortfall(
    due: int | None, done: int, first: date | None, last: date | None, today: date
) -> Forecast | None:
    """Return the forecast for a lot that heads for a shortfall; None where all seems well."""
    if not due or done >= due or last is None:
        return None
    if last < today:
        return Forecast(done, over=True, late=True)
    if first is None or first > today:
        return None
    elapsed = ((today - first).days + 1) / ((last - first).days + 1)
    if elapsed < _TOO_EARLY:
        return None
    by_end = round(done / elapsed)
    if by_end >= due * _ENOUGH:
        return None
    return Forecast(by_end, over=False, late=elapsed >= _LATE)
