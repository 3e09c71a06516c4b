"""Hours done on one lot that count for several (field.md 4.2, globalisation and mutualisation)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.changes import allocation_id, natural_id, share_id
from ave_tui.domain.counting import count_month, counting_periods
from ave_tui.domain.pooling import Agreement, days_of, holding, parts

LOTS = ("a", "b", "c", "d")
_WEIGHTS = st.dictionaries(st.sampled_from(LOTS), st.integers(0, 10**6), min_size=1)
_SECONDS = st.integers(0, 744 * 3600)


def agreement(
    weights: dict[str, int] | None = None,
    starts: str | None = "2026-01-01",
    ends: str | None = "2026-12-31",
    signed: str | None = "2025-12-01",
    company: str | None = None,
    row: str = "x",
) -> Agreement:
    return Agreement(row, "", company, signed, starts, ends, weights or {"a": 1, "b": 1})


@given(_SECONDS, st.sampled_from(LOTS), _WEIGHTS)
def test_the_parts_of_an_entry_add_up_to_it_to_the_second(
    seconds: int, lot: str, weights: dict[str, int]
) -> None:
    shared = parts(seconds, lot, agreement(weights), {})
    assert sum(shared.values()) == seconds
    assert all(part > 0 for part in shared.values())
    total = sum(weights.values())
    for other, part in shared.items():
        if total:
            assert abs(part - seconds * weights[other] / total) < 1, "largest remainder"


@given(_SECONDS, _WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_in_which_shares_were_recorded_changes_nothing(
    seconds: int, weights: dict[str, int], random: object
) -> None:
    shuffled = list(weights.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert parts(seconds, "a", agreement(weights), {}) == parts(
        seconds, "a", agreement(dict(shuffled)), {}
    )


@given(_SECONDS, st.dictionaries(st.sampled_from([*LOTS, "out"]), _SECONDS))
def test_what_is_given_by_hand_leaves_the_rest_with_the_own_lot(
    seconds: int, by_hand: dict[str, int]
) -> None:
    pool = agreement({"a": 1, "b": 2, "c": 0})
    shared = parts(seconds, "a", pool, by_hand)
    assert sum(shared.values()) == seconds
    given_away = {lot: of for lot, of in by_hand.items() if lot in ("b", "c") and of}
    assert set(shared) <= {"a", *given_away} or not by_hand
    if by_hand and sum(given_away.values()) <= seconds:
        assert {lot: of for lot, of in shared.items() if lot != "a"} == given_away


def test_more_given_than_there_is_keeps_its_proportions() -> None:
    assert parts(90, "a", agreement(), {"b": 200}) == {"b": 90}
    pool = agreement({"a": 1, "b": 1, "c": 1})
    assert parts(90, "a", pool, {"b": 200, "c": 100}) == {"b": 60, "c": 30}


def test_without_weights_or_with_one_lot_hours_stay() -> None:
    assert parts(90, "a", agreement({"a": 0, "b": 0}), {}) == {"a": 90}
    assert parts(90, "a", agreement({"a": 5}), {}) == {"a": 90}
    assert parts(90, "a", agreement({"a": 0, "b": 3}), {}) == {"b": 90}
    assert parts(0, "a", agreement(), {}) == {}


@pytest.mark.parametrize(
    ("period", "covered"),
    [
        ("2026-02", True),
        ("2026-01", False),
        ("2026-03", False),
        ("2026-01/W04", True),
        ("2026-01/W03", False),
        ("2026-01-15", False),
        ("2026-01-16", True),
        ("2026-03-10", True),
        ("2026-03-11", False),
        ("nonsense", False),
    ],
)
def test_only_what_lies_wholly_within_the_dates_is_covered(period: str, *, covered: bool) -> None:
    pool = agreement(starts="2026-01-16", ends="2026-03-10")
    assert pool.covers("a", period, []) is covered


def test_an_agreement_covers_its_lots_and_its_company() -> None:
    assert not agreement().covers("z", "2026-02", [])
    assert agreement(ends=None).covers("a", "2046-02", [])
    assert not agreement(starts=None).covers("a", "2026-02", [])
    assert agreement(company="k").covers("a", "2026-02", ["j", "k"])
    assert not agreement(company="k").covers("a", "2026-02", ["j"])


def test_of_two_agreements_the_later_signed_one_wins() -> None:
    old = agreement(signed="2025-12-01", row="z")
    new = agreement(signed="2026-02-01", row="y")
    unsigned = agreement(signed=None, starts="2026-01-05", row="w")
    for pools in ([old, new, unsigned], [unsigned, new, old]):
        assert holding(pools, "a", "2026-02", []) is new
    assert holding([old, unsigned], "a", "2026-02", []) is unsigned, "by its start"
    twin = agreement(signed="2026-02-01", row="zz")
    assert holding([twin, new], "a", "2026-02", []) is twin, "the same on every laptop"
    assert holding([old], "z", "2026-02", []) is None


def test_periods_have_a_first_and_a_last_day() -> None:
    assert days_of("2026-02") == ("2026-02-01", "2026-02-28")
    assert days_of("2026-02-30") is None


_PERIODS = st.sampled_from(
    ["2026-10", *(f"2026-10/W{week}" for week in (40, 41, 42)), "2026-10-01", "2026-10-12"]
)


@given(st.dictionaries(_PERIODS, _SECONDS))
def test_the_periods_that_count_add_up_to_what_counts(entries: dict[str, int]) -> None:
    counting = counting_periods(entries)
    counted = count_month((period, seconds, "DECLARED") for period, seconds in entries.items())
    assert sum(entries[period] for period in counting) == counted.declared


def test_a_lots_share_and_what_is_given_of_an_entry_meet_in_one_row_on_all_laptops() -> None:
    share = {"pooling_agreement_id": "a" * 32, "lot_id": "b" * 32}
    assert natural_id("pooling_share", share) == share_id("a" * 32, "b" * 32)
    assert natural_id("pooling_share", {**share, "lot_id": None}) is None
    gift = {"hours_entry_id": "a" * 32, "lot_id": "b" * 32}
    assert natural_id("allocation", gift) == allocation_id("a" * 32, "b" * 32)
    assert natural_id("allocation", {**gift, "lot_id": None}) is None
    assert share_id("a" * 32, "b" * 32) == "8aa656b37c9952b0b0f3da66cb23cb24"
    assert allocation_id("a" * 32, "b" * 32) == "1870c14732e95ae9ad176cd79cb20700"
