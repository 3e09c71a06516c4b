"""The fold depends on the set of operations alone, and keeps what nobody has seen replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.schema import TABLES
from ave_tui.sync.causality import Causality
from ave_tui.sync.fold import fold
from tests.sync.makers import ANNE, BRUNO, CHLOE, operation

if TYPE_CHECKING:
    from ave_tui.sync.operation import Operation

COMPANY = TABLES["company"]


def folded(*operations: Operation) -> object:
    """Fold with the causality that the operations themselves tell."""
    return fold(COMPANY, operations, Causality(operations))


STORY = (
    operation(ANNE, 1, {"name": "Un", "naf": "41"}, at_ms=1),
    operation(BRUNO, 1, {"name": "Deux"}, at_ms=3, deps={ANNE: 1}),
    operation(CHLOE, 1, {"name": "Trois"}, at_ms=2, deps={ANNE: 1}),
    operation(ANNE, 2, act="delete", at_ms=9),
)


@given(st.permutations(STORY))
def test_order_does_not_matter(shuffled: list[Operation]) -> None:
    assert folded(*shuffled) == folded(*STORY)


def test_the_newest_of_concurrent_values_is_shown_and_both_are_listed() -> None:
    row = fold(COMPANY, STORY[:3], Causality(STORY[:3]))
    assert row.values["name"] == "Deux"
    assert row.values["naf"] == "41"
    assert [c.field for c in row.conflicts] == ["name"]
    assert [claim.value for claim in row.conflicts[0].claims] == ["Deux", "Trois"]


def test_who_had_seen_a_value_replaces_it_whatever_the_clocks_say() -> None:
    first = operation(ANNE, 1, {"name": "Un"}, at_ms=10**12)
    later = operation(BRUNO, 1, {"name": "Deux"}, at_ms=-1, deps={ANNE: 1})
    row = fold(COMPANY, [first, later], Causality([first, later]))
    assert row.values["name"] == "Deux"
    assert row.conflicts == ()


def test_a_row_lives_while_somebody_wrote_what_the_withdrawal_had_not_seen() -> None:
    row = fold(COMPANY, STORY, Causality(STORY))
    assert not row.deleted
    assert {c.field for c in row.conflicts} == {"name", "deleted"}
    seen = operation(ANNE, 3, act="delete", deps={BRUNO: 1, CHLOE: 1})
    assert fold(COMPANY, [*STORY, seen], Causality([*STORY, seen])).deleted


def test_the_same_value_twice_is_no_conflict() -> None:
    pair = [operation(ANNE, 1, {"name": "Un"}), operation(BRUNO, 1, {"name": "Un"})]
    assert fold(COMPANY, pair, Causality(pair)).conflicts == ()


def test_an_erasure_wins_over_what_nobody_told_it() -> None:
    erasure = operation(ANNE, 3, {"name": "(erased)"}, act="erase")
    concurrent = operation(BRUNO, 2, {"name": "Again"}, at_ms=10**12)
    everything = [*STORY, erasure, concurrent]
    row = fold(COMPANY, everything, Causality(everything))
    assert row.erased
    assert row.values == {**COMPANY.blank, "name": "(erased)"}
    blanked = [o.blanked() for o in everything]
    assert fold(COMPANY, blanked, Causality(blanked)) == row


def test_of_two_erasures_the_one_that_had_seen_the_other_stands_whatever_the_clocks_say() -> None:
    first = operation(ANNE, 5, {"name": "first"}, act="erase", at_ms=10**12)
    second = operation(ANNE, 6, {"name": "second"}, act="erase", at_ms=5)
    pair = [*STORY, first, second]
    assert fold(COMPANY, pair, Causality(pair)).values["name"] == "second"
