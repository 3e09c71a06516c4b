"""Where a lot's hours will land if they go on as they went, and what is needed to do them all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.durations import HOUR, Hours
from ave_tui.domain.words import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOO_EARLY: Final = 0.25
"""Before a quarter of the time nothing can be said: sites begin slowly."""
_LATE: Final = 0.75
_ENOUGH: Final = 0.9
"""A forecast of nine tenths is within what a last month makes good."""
_WEEK: Final = 7
_BARS: Final = "▁▂▃▄▅▆▇█"


class Projection(NamedTuple):
    """What was done, what will be, and what would have to be, in seconds."""

    due: int
    done: int
    last: date
    over: bool
    """The last day is past: what was done is all."""
    begins: date | None = None
    """The first day, as long as it is still to come."""
    by_end: int | None = None
    """What will be done by the last day; None where nothing can be said yet."""
    a_week: int = 0
    """Hours a week that are needed until then, rounded up to whole hours."""
    late: bool = False
    """Less than a quarter of the time is left."""

    @property
    def falls_short(self) -> bool:
        """Whether it heads for less than nine tenths of what is due."""
        return self.by_end is not None and self.by_end < self.due * (1 if self.over else _ENOUGH)

    @property
    def share(self) -> int | None:
        """What will be done by the end, in per cent of what is due, rounded down."""
        return None if self.by_end is None else self.by_end * 100 // self.due


def projection(
    due: int | None, done: int, first: date | None, last: date | None, today: date
) -> Projection | None:
    """Return where hours will land; None where nothing is due or nobody knows until when."""
    if not due or last is None:
        return None
    if last < today:
        return Projection(due, done, last, over=True, by_end=done, late=True)
    days_left = max(1, (last - today).days)
    a_week = -(-max(0, due - done) * _WEEK // (days_left * HOUR)) * HOUR
    if first is None or first > today:
        by_end = done if done >= due else None
        return Projection(due, done, last, over=False, begins=first, by_end=by_end, a_week=a_week)
    elapsed = ((today - first).days + 1) / ((last - first).days + 1)
    if elapsed < _TOO_EARLY:
        by_end = done if done >= due else None
        return Projection(due, done, last, over=False, by_end=by_end, a_week=a_week)
    return Projection(
        due,
        done,
        last,
        over=False,
        by_end=round(done / elapsed),
        a_week=a_week,
        late=elapsed >= _LATE,
    )


def pace_words(of: Projection) -> Sentence:
    """Return a projection as one says it."""
    values: dict[str, object] = {
        "done": Hours(of.done),
        "due": Hours(of.due),
        "day": of.last,
        "week": Hours(of.a_week),
        "begins": of.begins,
    }
    if of.done >= of.due:
        return Sentence(N_("All {due} h are done."), values)
    if of.over:
        return Sentence(N_("{done} h of {due} h done; over since {day}."), values)
    if of.begins is not None:
        said = N_("Begins on {begins}; {week} h a week are needed until {day}.")
        return Sentence(said, values)
    if of.by_end is None:
        return Sentence(N_("Too early to tell; {week} h a week are needed until {day}."), values)
    values["by_end"] = Hours(whole(of.by_end))
    if not of.done:
        return Sentence(
            N_("Nothing yet of {due} h, due by {day}; {week} h a week are needed."), values
        )
    return Sentence(
        N_("At this pace: {by_end} h of {due} h by {day}; {week} h a week are needed."), values
    )


def day_read(text: object) -> date | None:
    """Return a recorded date; None where there is none, or none that can be read."""
    try:
        return date.fromisoformat(text) if isinstance(text, str) and text else None
    except ValueError:
        return None


def whole(seconds: int) -> int:
    """Return whole hours: a forecast to the minute would be a lie."""
    return round(seconds / HOUR) * HOUR


def sparkline(figures: Sequence[int]) -> str:
    """Return figures as bars, one looks rather than reads; a dot where there is nothing."""
    most = max(figures, default=0)
    if most <= 0:
        return "·" * len(figures)
    last = len(_BARS) - 1
    return "".join(_BARS[figure * last // most] if figure > 0 else "·" for figure in figures)
