"""Who had seen whom, whatever the order in which one learns of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ave_tui.sync.causality import Causality
from tests.sync.makers import ANNE, BRUNO, CHLOE, operation

STORY = [
    operation(ANNE, 1, deps={BRUNO: 2}),
    operation(ANNE, 4, deps={BRUNO: 5, CHLOE: 1}),
    operation(ANNE, 6, deps={BRUNO: 9, CHLOE: 1}),
    operation(BRUNO, 3),
]


@given(st.lists(st.sampled_from(STORY), max_size=12), st.permutations(STORY))
def test_order_and_repetition_do_not_matter(more: list[object], shuffled: list[object]) -> None:
    causality = Causality([*shuffled, *more])  # type: ignore[list-item]
    assert [causality.had(ANNE, seq).get(BRUNO, 0) for seq in range(8)] == [0, 2, 2, 2, 5, 5, 9, 9]
    assert causality.had(CHLOE, 1) == {}


def test_between_two_imports_a_device_learns_nothing() -> None:
    causality = Causality(STORY)
    assert not causality.saw(operation(ANNE, 5), operation(BRUNO, 6))
    assert causality.saw(operation(ANNE, 5), operation(BRUNO, 5))
    assert causality.saw(operation(ANNE, 5), operation(ANNE, 4))
    assert not causality.saw(operation(ANNE, 5), operation(ANNE, 5))
