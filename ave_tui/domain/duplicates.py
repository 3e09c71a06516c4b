"""Warns before a person is made who may be there already, and finds who was made twice."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ave_tui.domain.same import Alike
    from ave_tui.domain.schema import Id


class Identity(NamedTuple):
    """A person's names, folded once to be compared with thousands, and birth date."""

    names: str
    """Last name, then first name."""
    swapped: str
    born: str | None

    @classmethod
    def of(cls, last_name: str, first_name: str, born: str | None = None) -> Identity:
        """Return the identity of a person as recorded; the birth date is ISO text."""
        last, first = fold(last_name), fold(first_name)
        return cls(f"{last} {first}".strip(), f"{first} {last}".strip(), born or None)


def likely_same_person(one: Identity, other: Identity) -> bool:
    """Tell whether two records may be of the same person.

    Names agree but for one small slip, in either order, and birth dates don't contradict.
    """
    if one.born and other.born and one.born != other.born:
        return False
    if not one.names or not other.names:
        return False
    pairs = (
        (one.names, other.names),
        (one.names, other.swapped),
        (one.swapped, other.names),
    )
    return any(within_one_edit(left, right) for left, right in pairs)


def is_same_person(one: Identity, other: Identity) -> bool:
    """Tell whether two records are of one person: same names in either order, same birth date.

    Twins' names often differ by a letter, so no slip is forgiven here.
    """
    return (
        one.born is not None
        and one.born == other.born
        and one.names != ""
        and one.names in (other.names, other.swapped)
    )


def nearly_same(people: Iterable[tuple[Id, str, str, str]]) -> Iterator[Alike]:
    """Yield who may be one person: born on the same day, names but for one slip, either order.

    That may well be twins: a human says of each pair what it is, once.

    Args:
        people: Id, last name, first name and birth date, those born on the same day together.
    """
    together: list[tuple[Id, str, str, str]] = []
    for person in people:
        if together and together[0][3] != person[3]:
            if len(together) > 1:
                yield from _nearly_same(together)
            together = []
        together.append(person)
    if len(together) > 1:
        yield from _nearly_same(together)


def _nearly_same(together: Sequence[tuple[Id, str, str, str]]) -> Iterator[Alike]:
    by_name: dict[str, list[tuple[Id, str, str, str]]] = defaultdict(list)
    for person in together:
        by_name[fold(f"{person[1]} {person[2]}")].append(person)
    by_name.pop("", None)
    ids = {name: [person[0] for person in some] for name, some in by_name.items()}
    yield from ((rows, rows) for rows in ids.values() if len(rows) > 1)
    if len(by_name) > 1:
        words = [(name, frozenset(name.split())) for name in by_name]
        for (one, ones), (other, others) in combinations(words, 2):
            # A slip spoils one word at most: another is shared, or they are two people.
            if not ones.isdisjoint(others) and likely_same_person(
                Identity.of(*by_name[one][0][1:]), Identity.of(*by_name[other][0][1:])
            ):
                yield ids[one], ids[other]


def within_one_edit(one: str, other: str) -> bool:
    """Tell whether at most one letter was added, left out, changed, or swapped with the next."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    at = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        at += 1
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return short[at:] == long[at + 1 :]
    left, right = one[at:], other[at:]
    return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])
