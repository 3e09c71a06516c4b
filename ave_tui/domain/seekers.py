"""What a company needs, and what is known of those who look for work."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id


class Need(NamedTuple):
    """What a company is looking for."""

    job: str
    rome: str = ""
    commune: str = ""
    postcode: str = ""
    starts_on: str = ""
    """The day, ISO text, on which it is to begin."""
    ends_on: str = ""
    """The day by which the planned hours are done; empty where nobody knows."""
    qpv_first: bool = False


class Worked(NamedTuple):
    """A contract that somebody had or has."""

    rome: str
    job: str
    employer: str
    starts_on: str
    ends_on: str
    """Empty while it has no end."""


class Seeker(NamedTuple):
    """A participant, as far as a need asks."""

    person: Id
    name: str
    rome: str = ""
    area: str = ""
    commune: str = ""
    postcode: str = ""
    qpv: bool = False
    eligible_from: str = ""
    eligible_until: str = ""
    """The last eligible day; empty where there is no eligibility."""
    checked: bool = True
    """Somebody has seen the proof of it."""
    worked: tuple[Worked, ...] = ()


def ends_after(starts: str, planned: object, weekly: object) -> str:
    """Return the day by which planned hours are done at so many a week; empty where unknown."""
    if not isinstance(planned, int) or not isinstance(weekly, int) or not planned or not weekly:
        return ""
    try:
        return str(date.fromisoformat(starts) + timedelta(days=-(-planned * 7 // weekly) - 1))
    except (ValueError, OverflowError):
        return ""
