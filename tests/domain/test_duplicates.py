"""Proves that a person who is there already is recognised, and others are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.duplicates import (
    Identity,
    is_same_person,
    likely_same_person,
    nearly_same,
    within_one_edit,
)

BORN = "1990-05-17"
AMINA = Identity.of("Ben Ali", "Amina", BORN)


@pytest.mark.parametrize(
    "other",
    [
        Identity.of("BEN-ALI", "amina", BORN),
        Identity.of("Amina", "Ben Ali", BORN),
        Identity.of("Benali", "Amina", BORN),
        Identity.of("Ben Ali", "Aimna", BORN),
        Identity.of("Ben Ali", "Aminna"),
        Identity.of("Aminá", "Ben Aly", ""),
        Identity.of("Ben Ali", "Amina"),
    ],
)
def test_the_same_person(other: Identity) -> None:
    assert likely_same_person(AMINA, other)
    assert likely_same_person(other, AMINA)


@pytest.mark.parametrize(
    "other",
    [
        Identity.of("Ben Ali", "Amina", "1990-05-18"),
        Identity.of("Ben Ali", "Aminata", BORN),
        Identity.of("Ben Aly", "Anima", BORN),
        Identity.of("Ben Ali", "", BORN),
        Identity.of("", "", BORN),
    ],
)
def test_somebody_else(other: Identity) -> None:
    assert not likely_same_person(AMINA, other)
    assert not likely_same_person(other, AMINA)


def test_the_nameless_are_nobody() -> None:
    assert not likely_same_person(Identity.of("", "-"), Identity.of("", ""))


@pytest.mark.parametrize("other", [("BÉN-ALI", "amina"), ("Amina", "Ben Ali")])
def test_recorded_twice_is_the_same_name_in_either_order(other: tuple[str, str]) -> None:
    assert is_same_person(AMINA, Identity.of(*other, BORN))


@pytest.mark.parametrize(
    "other",
    [
        Identity.of("Ben Ali", "Amino", BORN),
        Identity.of("Ben Ali", "Amina", "1990-05-18"),
        Identity.of("Ben Ali", "Amina"),
    ],
)
def test_twins_and_namesakes_are_not_recorded_twice(other: Identity) -> None:
    assert not is_same_person(AMINA, other)
    assert not is_same_person(Identity.of("", "", BORN), Identity.of("", "", BORN))
    undated = Identity.of("Ben Ali", "Amina")
    assert not is_same_person(undated, undated)


def distance(one: str, other: str) -> int:
    """Count edits the slow way: added, left out, changed, swapped with the next."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i, left in enumerate(one, 1):
        for j, right in enumerate(other, 1):
            table[i, j] = min(
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (left != right),
            )
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]


@given(st.text("ab", max_size=6), st.text("ab", max_size=6))
def test_one_edit_is_one_edit(one: str, other: str) -> None:
    assert within_one_edit(one, other) == (distance(one, other) <= 1)


@given(*[st.text("ab ", max_size=4)] * 4)
def test_likeness_goes_both_ways(last: str, first: str, other_last: str, other_first: str) -> None:
    one, other = Identity.of(last, first), Identity.of(other_last, other_first)
    assert likely_same_person(one, other) == likely_same_person(other, one)


def test_only_those_born_on_the_same_day_are_held_against_each_other() -> None:
    """Whoever is alone on a day is nobody's double, and hides no later one."""
    people = [
        ("1", "Ben Ali", "Amina", "1990-05-17"),
        ("2", "Ben Ali", "Amina", "1990-05-18"),
        ("3", "Ben Ali", "Amina", "1991-01-01"),
        ("4", "Ben Aly", "Amina", "1991-01-01"),
        ("5", "Ben Ali", "Amina", "1992-01-01"),
    ]
    assert list(nearly_same(people)) == [(["3"], ["4"])]
