"""Nothing enters the log before what its author had: gaps wait, by name, until they are filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ave_tui.sync.delivery import Gap, deliver
from tests.sync.makers import ANNE, BRUNO, CHLOE, ROW, operation

if TYPE_CHECKING:
    import random

STORY = [
    operation(ANNE, 1),
    operation(ANNE, 2, tx=2),
    operation(ANNE, 3, tx=2),
    operation(BRUNO, 1, deps={ANNE: 3}),
    operation(CHLOE, 1, deps={BRUNO: 1, ANNE: 1}),
    operation(ANNE, 4, deps={CHLOE: 1}),
]


@given(st.permutations(STORY))
def test_everything_is_delivered_after_its_causes(shuffled: list[object]) -> None:
    delivery = deliver(shuffled, {}, ())  # type: ignore[arg-type]
    assert delivery.waiting == []
    assert delivery.vector == {ANNE: 4, BRUNO: 1, CHLOE: 1}
    place = {(o.device, o.seq): n for n, o in enumerate(delivery.ready)}
    for made in delivery.ready:
        for device, seq in made.dependencies().items():
            assert place[device, seq] < place[made.device, made.seq]


@given(st.sets(st.integers(0, len(STORY) - 1)), st.randoms(use_true_random=False))
def test_bits_that_arrive_in_any_order_end_like_all_at_once(
    early: set[int], shuffle: random.Random
) -> None:
    first = [STORY[n] for n in early]
    shuffle.shuffle(first)
    one = deliver(first, {}, ())
    rest = [made for made in STORY if made not in first] + one.waiting
    two = deliver(rest, one.vector, ())
    assert two.waiting == []
    assert two.vector == {ANNE: 4, BRUNO: 1, CHLOE: 1}
    assert len(one.ready) + len(two.ready) == len(STORY)


def test_what_is_missing_is_named() -> None:
    delivery = deliver([operation(ANNE, 5), operation(ANNE, 6)], {ANNE: 2}, ())
    assert delivery.ready == []
    assert delivery.gaps() == [Gap(ANNE, 3, 4)]


def test_a_missing_cause_is_named_and_not_what_waits_beside_it() -> None:
    delivery = deliver([operation(BRUNO, 1, deps={ANNE: 2}), operation(ANNE, 2)], {}, ())
    assert delivery.gaps() == [Gap(ANNE, 1, 1)]


def test_half_a_transaction_waits() -> None:
    half = deliver([operation(ANNE, 1), operation(ANNE, 3, tx=2)], {}, ())
    assert [o.seq for o in half.ready] == [1]
    assert half.gaps() == [Gap(ANNE, 2, 2)]


def test_a_missing_payload_waits_for_its_erasure() -> None:
    blank = operation(ANNE, 1, salt="0" * 32).blanked()
    later = operation(ANNE, 2, row="2" * 32)
    assert deliver([blank, later], {}, ()).ready == []
    assert deliver([blank, later], {}, {ROW}).ready == [blank, later]
    erasure = operation(BRUNO, 1, {}, act="erase", deps={ANNE: 1})
    assert deliver([blank, later, erasure], {}, ()).waiting == []
