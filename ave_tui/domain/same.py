"""Records that were found to be the same one, or found not to be: by whom and where doesn't matter.

Nothing that points to them is rewritten: whoever reads takes the group for one record, for which
the least of its ids stands. So it can be taken apart again, and joining A to B on one laptop and B
to A on another is the same thing said twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ave_tui.domain.schema import Id

_VERDICTS: Final = "8d0e6b52-93a4-5f6e-9c27-4c1fb0a7d611"
_APART: Final = "not:"


Alike = tuple["Sequence[Id]", "Sequence[Id]"]
"""Two sets of records (maybe the same one twice), each of the first like each of the second."""


class Verdict(NamedTuple):
    """What somebody said of two records."""

    left: Id
    right: Id
    same: bool = True


def verdict_id(table: str, one: Id, other: Id) -> Id:
    """Return the id of what is said of two records: one row on every laptop, whichever is first."""
    # The first screen asks what is the same, and never writes it.
    from uuid import UUID, uuid5

    left, right = sorted((one, other))
    return uuid5(UUID(_VERDICTS), f"same:{table}:{left}:{right}").hex


def verdict_text(table: str, *, same: bool) -> str:
    """Return what a row of `same_as` holds as its kind: the table, or that they are not the same.

    In one field, so that "the same" here and "not the same" there are a conflict like any other.
    """
    return table if same else _APART + table


def verdict_of(text: str) -> tuple[str, bool]:
    """Return the table that a row of `same_as` speaks of, and whether it says they are the same."""
    return text.removeprefix(_APART), not text.startswith(_APART)


class Sameness:
    """Which records of one table stand for which others."""

    def __init__(self, verdicts: Iterable[Verdict] = ()) -> None:
        """Learn what was said; order and repetition don't matter."""
        every = list(verdicts)
        up: dict[Id, Id] = {}

        def find(row: Id) -> Id:
            while (above := up.setdefault(row, row)) != row:
                row = above
            return row

        for verdict in every:
            if verdict.same:
                least, other = sorted((find(verdict.left), find(verdict.right)))
                up[other] = least
        self.first: dict[Id, Id] = {row: find(row) for row in list(up)}
        """For each joined record the one that stands for all of its group."""
        self._apart = {
            frozenset((self.of(verdict.left), self.of(verdict.right)))
            for verdict in every
            if not verdict.same
        }

    def of(self, row: Id) -> Id:
        """Return the record that stands for one."""
        return self.first.get(row, row)

    def group(self, row: Id) -> list[Id]:
        """Return a record and all that were joined with it, in the order of ids."""
        if row not in self.first:
            return [row]
        return sorted(other for other, first in self.first.items() if first == self.first[row])

    def are_apart(self, one: Id, other: Id) -> bool:
        """Tell whether it was said of two, or of those they were joined with, that they differ."""
        pair = frozenset((self.of(one), self.of(other)))
        return len(pair) == 2 and pair in self._apart

    def open_pairs(self, alike: Iterable[Alike]) -> Iterator[tuple[Id, Id]]:
        """Yield of records that are alike the pairs that somebody has to decide on.

        So many that all are one group once each is said to be the same, and no more: of three
        alike two are asked for, and the third pair only where one of those was denied. The pairs
        and their order are a function of the set of what is alike.
        """
        up: dict[Id, Id] = {}

        def find(row: Id) -> Id:
            row = self.of(row)
            while (above := up.setdefault(row, row)) != row:
                row = above
            return row

        for left, right in sorted((sorted(left), sorted(right)) for left, right in alike):
            for one in left:
                if len({find(row) for row in (*left, *right)}) == 1:
                    break
                for other in right:
                    least, greatest = sorted((find(one), find(other)))
                    if least != greatest and not self.are_apart(one, other):
                        up[greatest] = least
                        yield min(one, other), max(one, other)
