"""Which people a row of words means: ``martin diallo`` is one person, or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
Words = tuple[str, ...]


class Group(NamedTuple, Generic[T]):
    """Words that stand next to each other, and whom they may mean."""

    words: Words
    people: Sequence[T]


def groups_of(words: Words, matches: Callable[[Words], Sequence[T]]) -> list[Group[T]] | None:
    """Cut words into the fewest groups that each mean somebody; None where that can't be.

    Of ways with as few groups the one is taken that leaves least choice, then the one whose first
    groups are longest: a first name stays with the name before it.
    """
    best: dict[int, tuple[tuple[int, int, tuple[int, ...]], list[Group[T]]]]
    best = {len(words): ((0, 0, ()), [])}
    for start in range(len(words) - 1, -1, -1):
        for end in range(start + 1, len(words) + 1):
            if end not in best or not (people := matches(words[start:end])):
                continue
            (count, choice, lengths), groups = best[end]
            rank = (count + 1, choice + len(people), (start - end, *lengths))
            if start not in best or rank < best[start][0]:
                best[start] = (rank, [Group(words[start:end], people), *groups])
    return best[0][1] if 0 in best else None
