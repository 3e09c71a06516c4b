"""The rows of what wants doing: lots, awards, work, visits of a portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id

Day = str | None
"""A date as ISO text."""


class LotRow(NamedTuple):
    """A lot of a contract that is neither over nor dropped."""

    lot: Id
    reference: str
    number: str
    name: str
    due: int | None
    starts_on: Day
    ends_on: Day
    opening: int
    """Seconds done before the program was used, over its awards."""
    authority: Id = ""


class AwardRow(NamedTuple):
    """An award on such a lot."""

    award: Id
    lot: Id
    company_id: Id
    company: str
    due: int | None
    opening: int
    opening_on: Day
    ends_on: Day
    lead: Id | None
    """The award it stands under in its group, which bears the obligation."""


class WorkRow(NamedTuple):
    """An assignment on a lot of the portfolio, whatever became of the lot."""

    assignment: Id
    lot: Id
    award: Id | None
    participant: Id | None
    employer: Id | None
    last_name: str
    first_name: str
    starts_on: Day
    ends_on: Day
    withdrawn: bool
    """It, or something it hangs on, was withdrawn."""


class VisitRow(NamedTuple):
    """A visit after which something was to be done."""

    visit: Id
    company: str
    next_step: str
    next_on: str
