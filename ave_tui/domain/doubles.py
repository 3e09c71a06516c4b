"""Two assignments that are one: the same person, employer and lot at overlapping dates (hours.md).

Two facilitators met the same worker. Both rows stay and a conflict is shown; until somebody settles
it, no hour of theirs may count twice.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.domain.schema import Id

_EVER: Final = "9999-12-31"


class Placement(NamedTuple):
    """An assignment as far as doubles go; dates are ISO text, none is an open end."""

    assignment: Id
    participant: Id | None
    """After `same_as`; a line without a person is nobody's double."""
    employer: Id | None
    lot: Id | None
    starts_on: str | None = None
    ends_on: str | None = None

    def overlaps(self, other: Placement) -> bool:
        """Tell whether both have a day in common."""
        return (self.starts_on or "") <= (other.ends_on or _EVER) and (other.starts_on or "") <= (
            self.ends_on or _EVER
        )


def doubles(placements: Iterable[Placement]) -> list[tuple[Id, Id]]:
    """Return the pairs of assignments that are doubles, each pair and the list in order of id."""
    alike: dict[tuple[Id, Id, Id], list[Placement]] = defaultdict(list)
    for placement in placements:
        if placement.participant and placement.employer and placement.lot:
            key = (placement.participant, placement.employer, placement.lot)
            alike[key].append(placement)
    return sorted(
        (min(one.assignment, other.assignment), max(one.assignment, other.assignment))
        for group in alike.values()
        for one, other in combinations(group, 2)
        if one.overlaps(other)
    )
