"""Which people a row of words means."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.who import groups_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE = (
    ("martin", "awa"),
    ("diallo", "luc"),
    ("diallo", "zoe"),
    ("martin", "luc"),
    ("o", "neil", "anne"),
)
WORDS = st.lists(
    st.sampled_from(sorted({word for person in PEOPLE for word in person})), max_size=6
).map(tuple)


def matches(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [person for person in PEOPLE if all(word in person for word in words)]


def every_way(words: tuple[str, ...]) -> Iterator[list[tuple[str, ...]]]:
    for count in range(len(words)):
        for cuts in combinations(range(1, len(words)), count):
            edges = (0, *cuts, len(words))
            yield [words[a:b] for a, b in pairwise(edges)]


def test_a_first_name_stays_with_the_name_before_it() -> None:
    groups = groups_of(("martin", "awa", "diallo", "zoe"), matches)
    assert groups is not None
    assert [group.words for group in groups] == [("martin", "awa"), ("diallo", "zoe")]


def test_of_as_few_people_those_are_meant_that_leave_least_choice() -> None:
    groups = groups_of(("awa", "martin", "luc"), matches)
    assert groups is not None
    assert [group.words for group in groups] == [("awa",), ("martin", "luc")]


def test_one_person_goes_before_two() -> None:
    groups = groups_of(("luc", "diallo"), matches)
    assert groups is not None
    assert [list(group.people) for group in groups] == [[("diallo", "luc")]]


@given(WORDS)
def test_it_is_the_best_of_all_ways(words: tuple[str, ...]) -> None:
    """Held against trying every way to cut the words."""
    ways = [way for way in every_way(words) if all(matches(part) for part in way)]
    groups = groups_of(words, matches)
    if not words:
        assert groups == []
    elif not ways:
        assert groups is None
    else:
        best = min(
            ways,
            key=lambda way: (
                len(way),
                sum(len(matches(part)) for part in way),
                tuple(-len(part) for part in way),
            ),
        )
        assert groups is not None
        assert [group.words for group in groups] == best
        assert all(list(group.people) == matches(group.words) for group in groups)
