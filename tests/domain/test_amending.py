"""What changes of a contract add (field.md 2.2: avenant, tranche, reconduction, groupement)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.amending import (
    Amended,
    Weighed,
    added_to_awards,
    added_to_lots,
    is_member,
    spread,
)

HOUR = 3600
DAY = "2026-11-23"


def change(
    due: int, lot: str | None = None, since: str | None = "2026-01-01", row: str = "x"
) -> Amended:
    return Amended(row, "c", lot, since, due)


weights = st.lists(st.one_of(st.none(), st.integers(0, 10**7)), min_size=1, max_size=6)


@given(st.integers(-(10**9), 10**9), weights)
def test_what_is_spread_over_the_lots_loses_no_second(seconds: int, over: list[int | None]) -> None:
    parts = spread(seconds, [Weighed(f"{n:02d}", due) for n, due in enumerate(over)])
    assert sum(parts.values()) == seconds
    assert all(part * seconds >= 0 for part in parts.values())


@given(st.integers(-(10**9), 10**9), weights, st.randoms(use_true_random=False))
def test_every_laptop_gives_the_odd_second_to_the_same_lot(
    seconds: int, over: list[int | None], chance: object
) -> None:
    lots = [Weighed(f"{n:02d}", due) for n, due in enumerate(over)]
    assert spread(seconds, lots) == spread(seconds, lots[::-1])


@given(st.integers(-(10**9), 10**9), weights, weights)
def test_awards_get_all_that_their_lots_get(
    seconds: int, lots: list[int | None], shares: list[int | None]
) -> None:
    over = [Weighed(f"lot{n}", due) for n, due in enumerate(lots)]
    added = added_to_lots([change(seconds)], {"c": over}, DAY)
    awards = {
        lot.row: [Weighed(f"{lot.row}-{n}", share) for n, share in enumerate(shares)]
        for lot in over
    }
    parts = added_to_awards(added, awards)
    assert sum(parts.values()) == sum(added.values()) == seconds


def test_in_proportion_to_the_hours_of_the_lots() -> None:
    lots = [Weighed("a", 900 * HOUR), Weighed("b", 300 * HOUR), Weighed("none", None)]
    assert spread(100 * HOUR, lots) == {"a": 75 * HOUR, "b": 25 * HOUR, "none": 0}
    assert spread(-100 * HOUR, lots) == {"a": -75 * HOUR, "b": -25 * HOUR, "none": 0}


def test_equal_parts_where_no_lot_has_hours_yet() -> None:
    assert spread(10, [Weighed("a", None), Weighed("b", 0)]) == {"a": 5, "b": 5}


def test_where_nobody_takes_part_nothing_is_spread() -> None:
    assert spread(10, []) == {}
    assert added_to_lots([change(10)], {}, DAY) == {}


def test_a_change_counts_from_its_day_on_and_not_before_it_is_affirmed() -> None:
    lots = {"c": [Weighed("a", HOUR)]}
    changes = [
        change(300 * HOUR),
        change(50 * HOUR, "a", DAY),
        change(7 * HOUR, "a", "2026-11-24"),
        change(9 * HOUR, "a", None),
        change(9 * HOUR, "a", ""),
    ]
    assert added_to_lots(changes, lots, DAY) == {"a": 350 * HOUR}
    assert added_to_lots(changes, lots, "2026-11-24") == {"a": 357 * HOUR}
    assert added_to_lots(changes, lots, "2025-12-31") == {}


def test_a_change_of_one_lot_is_that_lots_alone() -> None:
    lots = {"c": [Weighed("a", HOUR), Weighed("b", HOUR)]}
    assert added_to_lots([change(-35 * HOUR, "b")], lots, DAY) == {"b": -35 * HOUR}


def test_whoever_stands_under_the_lead_bears_no_obligation_of_its_own() -> None:
    leads = {"lead": None, "member": "lead", "gone": "elsewhere"}
    assert is_member("member", "lead", leads)
    assert not is_member("lead", None, leads)
    # The lead was withdrawn: what stood under it stands for itself again.
    assert not is_member("gone", "elsewhere", leads)
    assert not is_member("lead", "lead", leads)


def test_two_that_lead_each_other_after_a_merge_leave_one_who_bears() -> None:
    leads: dict[str, str | None] = {"a": "b", "b": "a"}
    assert [is_member(row, leads[row], leads) for row in "ab"] == [False, True]
