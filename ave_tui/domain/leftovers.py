"""What people who left before their term had not done, until somebody takes over (field.md 4.2).

The hours stay due; what gets lost in practice is that nobody looks after them any more.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ave_tui.domain.schema import Id


class Stint(NamedTuple):
    """An assignment, as far as it says what was left to do."""

    assignment: Id
    place: Id
    """The award it is done under, or the lot where no award is known."""
    ends_on: str
    """When the work ended or will; empty where no end is known."""
    left: bool
    """It ended before its term."""
    planned: int | None
    """Hours planned of its contract, in seconds."""
    done: int
    """Hours done under the contract, whatever the lot."""
    replaces: Id | None

    @property
    def order(self) -> tuple[str, Id]:
        """Who left first comes first, the same on every laptop."""
        return self.ends_on, self.assignment


class Leftover(NamedTuple):
    """Hours that somebody who left had still to do, in seconds."""

    assignment: Id
    place: Id
    left_on: str
    of: int
    """What they were to do: the hours planned, or else those due at the place."""
    is_planned: bool
    done: int
    taken_over: int
    """What whoever took over has done of it."""
    remains: int
    """Never more than what is still due at the place."""
    successors: tuple[Id, ...]
    is_open: bool
    """Nobody is at work on it."""


def leftovers(
    stints: Iterable[Stint], balances: Mapping[Id, tuple[int, int]], today: str, since: str
) -> list[Leftover]:
    """Return what people who left have not done, those who left first before the others.

    Hours planned that were not done are left over as long as the place still owes as many. Where
    none were planned, all that the place owes is, provided that nobody is at work there; it stands
    with whoever left last.

    Args:
        stints: All work at the places.
        balances: Hours due and done of each place; those without hours due are left out.
        today: ISO text.
        since: Where nothing was planned, who left before this day is not asked after any more.
    """
    by_id = {stint.assignment: stint for stint in stints}
    followers: dict[Id, list[Id]] = defaultdict(list)
    for stint in by_id.values():
        if stint.replaces in by_id:
            followers[stint.replaces].append(stint.assignment)
    at_work = {each.place for each in by_id.values() if not each.ends_on or each.ends_on >= today}
    owed = {place: due - done for place, (due, done) in balances.items()}
    found: list[Leftover] = []
    left = [each for each in by_id.values() if each.left and each.ends_on < today]
    left.sort(key=lambda each: each.order)
    first = [each for each in left if not _stands_in(each, by_id)]
    for stint in first:
        if stint.planned is None:
            continue
        after = [by_id[row] for row in _all_after(stint.assignment, followers)]
        taken_over = sum(each.done for each in after)
        remains = stint.planned - stint.done - taken_over
        remains = min(remains, owed.get(stint.place, remains))
        if remains <= 0:
            continue
        if stint.place in owed:
            owed[stint.place] -= remains
        found.append(
            Leftover(
                stint.assignment,
                stint.place,
                stint.ends_on,
                stint.planned,
                is_planned=True,
                done=stint.done,
                taken_over=taken_over,
                remains=remains,
                successors=tuple(each.assignment for each in after),
                is_open=not any(not each.ends_on or each.ends_on >= today for each in after),
            )
        )
    last = {each.place: each for each in first if each.planned is None and each.ends_on >= since}
    for place, stint in last.items():
        if place in at_work or owed.get(place, 0) <= 0:
            continue
        due, done = balances[place]
        after = [by_id[row] for row in _all_after(stint.assignment, followers)]
        found.append(
            Leftover(
                stint.assignment,
                place,
                stint.ends_on,
                due,
                is_planned=False,
                done=done,
                taken_over=sum(each.done for each in after),
                remains=owed[place],
                successors=tuple(each.assignment for each in after),
                is_open=True,
            )
        )
    return sorted(found, key=lambda each: (each.left_on, each.assignment))


def _stands_in(stint: Stint, by_id: Mapping[Id, Stint]) -> bool:
    """Tell whether somebody who left before is followed by this one: the hours are theirs."""
    seen = {stint.assignment}
    before = by_id.get(stint.replaces or "")
    # Two laptops may have let two follow each other: of a circle the one who left first begins.
    while before is not None and before.assignment not in seen:
        if before.left and before.order < stint.order:
            return True
        seen.add(before.assignment)
        before = by_id.get(before.replaces or "")
    return False


def _all_after(assignment: Id, followers: Mapping[Id, list[Id]]) -> Iterator[Id]:
    """Yield whoever took over, and who took over from them."""
    seen, waiting = {assignment}, sorted(followers.get(assignment, ()))
    while waiting:
        row = waiting.pop(0)
        if row not in seen:
            seen.add(row)
            yield row
            waiting += sorted(followers.get(row, ()))
