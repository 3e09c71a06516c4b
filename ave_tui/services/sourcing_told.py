"""What is told of a need: how far it is filled, and everybody beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.trade_choices import ApplicationStatus

if TYPE_CHECKING:
    from ave_tui.domain.candidates import Candidate
    from ave_tui.domain.schema import Id, Values
    from ave_tui.domain.seekers import Need, Seeker
    from ave_tui.storage.queries.sourcing import Put

_RANKS: Final = {
    ApplicationStatus.PROPOSED.value: 0,
    ApplicationStatus.HIRED.value: 1,
    ApplicationStatus.REFUSED.value: 3,
    ApplicationStatus.WITHDRAWN.value: 4,
}
_NOT_YET: Final = 2
"""Between those who are put forward and those who were turned down."""


class Line(NamedTuple):
    """A participant beside a need."""

    candidate: Candidate
    seeker: Seeker
    phone: str
    put: Put | None
    """How it stands, where they were put forward."""

    @property
    def is_waiting(self) -> bool:
        """Put forward, and without an answer."""
        return self.put is not None and self.put.status == ApplicationStatus.PROPOSED

    @property
    def is_hired(self) -> bool:
        """Hired for this need."""
        return self.put is not None and self.put.status == ApplicationStatus.HIRED

    @property
    def rank(self) -> int:
        """In which part of the list it stands."""
        return _NOT_YET if self.put is None else _RANKS.get(self.put.status, _NOT_YET)


class Needed(NamedTuple):
    """A need, and how far it is filled."""

    row: Id
    values: Values
    need: Need
    places: int
    filled: int

    @property
    def is_full(self) -> bool:
        """All places are taken."""
        return self.filled >= self.places


class Hired(NamedTuple):
    """What a hire made."""

    contract: Id
    assignment: Id | None
    """None where the need names no lot."""
    filled: bool
    """It was the last place."""
