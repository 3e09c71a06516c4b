"""Who is to be called after a contract, when, and for how long one keeps trying.

A person is asked at the end of the last contract, and some months after it (field.md 1.2 step 14).
A new contract begins all anew. Delays and numbers are rules of the structure, none is a law.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.rules import codes_on, value_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ave_tui.domain.rules import Dated
    from ave_tui.domain.schema import Id

_SUNDAY: Final = 6

# The first screen asks who is to be called: codes here, their words where they are shown.
MONTHS_AFTER: Final = {"END": 0, "MONTH_3": 3, "MONTH_6": 6, "MONTH_12": 12}
"""How long after the end each situation (`choices.ExitMoment`) is asked for."""


class Spell(NamedTuple):
    """An employment contract of a person; one without an end still runs."""

    contract: Id
    starts_on: date | None
    ends_on: date | None
    """The day on which it really ended, where somebody left early."""


class Known(NamedTuple):
    """A situation that was recorded."""

    moment: str
    kind: str
    contract: Id | None
    on_date: date | None


class State(IntEnum):
    """How a call stands; in the order of the list."""

    OVERDUE = 0
    THIS_WEEK = 1
    LATER = 2
    UNREACHABLE = 3


class Asking(NamedTuple):
    """The rules of asking."""

    moments: frozenset[str] = frozenset(MONTHS_AFTER)
    keeps_on: int = 60
    """Days after which a moment is given up."""
    again: int = 7
    """Days between two tries."""
    tries: int = 3
    """So many calls in vain, and the person is out of reach."""
    ahead: int = 30
    """Days before a moment from which on it is listed."""


class Call(NamedTuple):
    """A situation that is still to be asked for."""

    contract: Id
    ended_on: date
    moment: str
    due_on: date
    """The day of the moment itself."""
    next_on: date
    """The day to call: later than the moment after a call in vain."""
    tries: int
    state: State


def asking_on(values: Iterable[Dated], day: str) -> Asking:
    """Return the rules that hold on a day, ISO text."""
    given = list(values)
    codes = codes_on("exit_moments", given, day)
    return Asking(
        frozenset(moment for moment in MONTHS_AFTER if moment in codes),
        value_on("exit_days", given, day),
        value_on("exit_again_days", given, day),
        value_on("exit_tries", given, day),
        value_on("exit_ahead_days", given, day),
    )


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def ended(spells: Iterable[Spell], today: date) -> Spell | None:
    """Return the contract with which somebody left; None while one runs, or is to begin."""
    last: Spell | None = None
    for spell in spells:
        if spell.ends_on is None or spell.ends_on >= today:
            return None
        if last is None or (spell.ends_on, spell.contract) > (
            last.ends_on or date.min,
            last.contract,
        ):
            last = spell
    return last


def known_since(last: Spell, known: Iterable[Known]) -> dict[str, str]:
    """Return the situations recorded since somebody left: those of earlier contracts are past."""
    found: dict[str, tuple[date, str]] = {}
    for each in known:
        belongs = each.contract == last.contract or (
            each.contract is None
            if each.on_date is None
            else last.ends_on is not None and each.on_date >= last.ends_on
        )
        if belongs and each.moment in MONTHS_AFTER:
            said = (each.on_date or date.min, each.kind)
            found[each.moment] = max(found.get(each.moment, said), said)
    return {moment: kind for moment, (_day, kind) in found.items()}


def call_for(
    spells: Iterable[Spell],
    known: Iterable[Known],
    calls: Sequence[date],
    today: date,
    asking: Asking,
) -> Call | None:
    """Return what somebody is to be asked, or is to be asked next; None where nothing is.

    A moment that has passed is given up for the next one: nobody remembers two at a time.

    Args:
        spells: All employment contracts of a person.
        known: All situations recorded of that person.
        calls: The days on which the person was called in vain.
        today: The day it is.
        asking: The rules.
    """
    last = ended(spells, today)
    if last is None or last.ends_on is None:
        return None
    said = known_since(last, known)
    begun: tuple[str, date] | None = None
    for moment, months in MONTHS_AFTER.items():
        if moment not in asking.moments:
            continue
        due = months_after(last.ends_on, months)
        if due <= today:
            begun = None
            if moment not in said and (today - due).days <= asking.keeps_on:
                begun = moment, due
        elif begun is None and moment not in said and (due - today).days <= asking.ahead:
            begun = moment, due
    if begun is None:
        return None
    moment, due = begun
    # Whoever is listed may be called before the day; a call before the end was about the work.
    since = max(due - timedelta(days=asking.ahead), last.ends_on)
    tried = sorted(day for day in calls if day >= since)
    following = max(due, tried[-1] + timedelta(days=asking.again)) if tried else due
    return Call(
        last.contract,
        last.ends_on,
        moment,
        due,
        following,
        len(tried),
        _state(following, len(tried), today, asking),
    )


def _state(following: date, tries: int, today: date, asking: Asking) -> State:
    if tries >= asking.tries:
        return State.UNREACHABLE
    if following < today:
        return State.OVERDUE
    sunday = today + timedelta(days=_SUNDAY - today.weekday())
    return State.THIS_WEEK if following <= sunday else State.LATER
