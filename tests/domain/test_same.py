"""Joining and telling apart: no cycle, no order, nothing rewritten, and few questions asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.same import Sameness, Verdict, verdict_id, verdict_of, verdict_text

if TYPE_CHECKING:
    from random import Random

ROWS = st.sampled_from("abcdefgh")
VERDICTS = st.lists(st.builds(Verdict, ROWS, ROWS, st.booleans()), max_size=12)


def groups(said: Sameness) -> set[frozenset[str]]:
    return {frozenset(said.group(row)) for row in "abcdefgh"}


@given(VERDICTS, st.randoms(use_true_random=False))
def test_order_repetition_and_direction_change_nothing(
    verdicts: list[Verdict], chance: Random
) -> None:
    said = Sameness(verdicts)
    again = [*verdicts, *chance.choices(verdicts, k=3)] if verdicts else []
    turned = [v._replace(left=v.right, right=v.left) if chance.random() < 0.5 else v for v in again]
    chance.shuffle(turned)
    other = Sameness(turned)
    assert groups(other) == groups(said)
    for one in "abcdefgh":
        assert other.of(one) == said.of(one)
        for two in "abcdefgh":
            assert other.are_apart(one, two) == said.are_apart(one, two)


@given(VERDICTS)
def test_the_least_of_a_group_stands_for_it_and_a_cycle_ends(verdicts: list[Verdict]) -> None:
    said = Sameness([*verdicts, Verdict("a", "b"), Verdict("b", "a")])
    assert said.of("b") == said.of("a")
    for row in "abcdefgh":
        assert said.of(row) == min(said.group(row))
        assert row in said.group(row)


def slow_groups(verdicts: list[Verdict]) -> set[frozenset[str]]:
    """Join by the definition: whatever can be reached is one group."""
    found = {frozenset(row) for row in "abcdefgh"}
    for verdict in verdicts:
        if verdict.same:
            met = {group for group in found if {verdict.left, verdict.right} & group}
            found = (found - met) | {frozenset().union(*met)}
    return found


@given(VERDICTS)
def test_groups_are_what_can_be_reached(verdicts: list[Verdict]) -> None:
    assert groups(Sameness(verdicts)) == slow_groups(verdicts)


ALIKE = st.lists(st.lists(ROWS, min_size=2, max_size=4, unique=True), max_size=4)


@given(VERDICTS, ALIKE, st.randoms(use_true_random=False))
def test_the_questions_asked_are_few_the_same_everywhere_and_enough(
    verdicts: list[Verdict], alike: list[list[str]], chance: Random
) -> None:
    said = Sameness(verdicts)
    asked = list(said.open_pairs((rows, rows) for rows in alike))
    shuffled = [chance.sample(rows, len(rows)) for rows in alike]
    chance.shuffle(shuffled)
    assert list(said.open_pairs((rows, rows) for rows in shuffled)) == asked
    assert not any(said.of(one) == said.of(other) for one, other in asked)
    assert not any(said.are_apart(one, other) for one, other in asked)
    # Once all are answered by "the same", nothing is left to ask.
    settled = Sameness([*verdicts, *(Verdict(one, other) for one, other in asked)])
    assert list(settled.open_pairs((rows, rows) for rows in alike)) == []


def test_three_alike_are_two_questions_and_a_denied_one_asks_for_the_third() -> None:
    alike = [(["a", "b", "c"], ["a", "b", "c"])]
    assert list(Sameness().open_pairs(alike)) == [("a", "b"), ("a", "c")]
    denied = Sameness([Verdict("a", "c", same=False)])
    assert list(denied.open_pairs(alike)) == [("a", "b"), ("b", "c")]
    every = [Verdict(one, other, same=False) for one, other in ("ab", "ac", "bc")]
    assert list(Sameness(every).open_pairs(alike)) == []


def test_what_is_said_of_two_is_one_row_on_every_laptop() -> None:
    assert verdict_id("company", "a", "b") == verdict_id("company", "b", "a")
    assert verdict_id("company", "a", "b") != verdict_id("participant", "a", "b")
    for same in (True, False):
        assert verdict_of(verdict_text("company", same=same)) == ("company", same)
