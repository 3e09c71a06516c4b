"""Which hours lie outside a person's eligibility, and whether they count all the same.

hours.md: *validated* are the validated hours inside eligibility, or outside by decision. field.md
3.2: hours after the end are accepted, marked, and left out of validated totals until a decision.
Of somebody about whom nothing at all is recorded nobody can say that the hours lie outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.counting import count_month, piece_of
from ave_tui.domain.eligible import REFUSED
from ave_tui.domain.errors import AveError
from ave_tui.domain.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ave_tui.domain.counting import Counted, Entry
    from ave_tui.domain.schema import Id

KIND: Final = "OUTSIDE_ELIGIBILITY"
"""What a decision about such hours is called among the settled warnings."""
_MONTH: Final = 7


class Spell(NamedTuple):
    """A stretch of eligibility, both days in it; ISO text."""

    first: str
    last: str
    status: str = ""


def subject_of(assignment: Id, month: str) -> str:
    """Return what a decision about the hours of an assignment in a month is about."""
    return f"{assignment} {month}"


def is_outside(first: str, last: str, spells: Iterable[Spell]) -> bool:
    """Tell whether no eligibility has a day between two days.

    A refused one is none, but it says that there is something to be outside of.
    """
    known = list(spells)
    return bool(known) and not any(
        spell.status != REFUSED and spell.first <= last and first <= spell.last for spell in known
    )


def month_outside(month: str, entries: Iterable[Entry], spells: Sequence[Spell]) -> Counted:
    """Return what lies outside of what counts in a month of one assignment and kind.

    What counts is decided first: a month's figure stands for its weeks and days, and lies inside
    where the month has an eligible day.
    """
    return count_month(
        entry for entry in _counting(list(entries)) if is_outside(*_days(month, entry[0]), spells)
    )


def _counting(entries: list[Entry]) -> list[Entry]:
    """Return the entries that count: the coarsest ones (hours.md)."""
    whole = [entry for entry in entries if len(entry[0]) == _MONTH and entry[1] is not None]
    if whole:
        return whole
    weeks = {entry[0] for entry in entries if "/" in entry[0] and entry[1] is not None}
    return [entry for entry in entries if "/" in entry[0] or piece_of(entry[0]) not in weeks]


def _days(month: str, period: str) -> tuple[str, str]:
    """Return the first and the last day of a period; of one that can't be read, of its month."""
    if len(period) > _MONTH:
        try:
            found = parse_period(period)
        except AveError:
            pass
        else:
            return found.first.isoformat(), found.last.isoformat()
    return f"{month}-01", f"{month}-31"
