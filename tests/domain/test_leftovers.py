"""What people who left early had still to do, until somebody takes over (field.md 4.2)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.leftovers import Stint, leftovers

TODAY, SINCE = "2026-11-23", "2025-11-23"
HOUR = 3600


def stint(
    row: str,
    *,
    ends: str = "2026-10-12",
    left: bool = True,
    planned: int | None = None,
    done: int = 0,
    replaces: str | None = None,
    place: str = "award",
) -> Stint:
    seconds = None if planned is None else planned * HOUR
    return Stint(row, place, ends, left, seconds, done * HOUR, replaces)


def remaining(
    *stints: Stint, due: int | None = None, done: int | None = None
) -> list[tuple[str, int, bool]]:
    total = sum(each.done for each in stints) if done is None else done * HOUR
    balances = {} if due is None else {"award": (due * HOUR, total)}
    found = leftovers(stints, balances, TODAY, SINCE)
    return [(each.assignment, each.remains // HOUR, each.is_open) for each in found]


def test_the_case_of_the_field_150_due_70_done() -> None:
    """field.md 4.2: 150 h due, the young person left before 70 h, the rest was not followed up."""
    assert remaining(stint("a", done=70), due=150) == [("a", 80, True)]
    assert remaining(stint("a", planned=150, done=70)) == [("a", 80, True)]
    assert remaining(stint("a", planned=150, done=70), due=150) == [("a", 80, True)]


def test_a_term_that_came_or_is_to_come_leaves_nothing() -> None:
    assert remaining(stint("a", left=False, planned=150, done=70), due=150) == []
    assert remaining(stint("a", ends="2026-12-01", planned=150), due=150) == []


def test_hours_of_whoever_takes_over_count_against_it() -> None:
    left = stint("a", planned=150, done=70)
    at_work = stint("b", ends="", left=False, done=30, replaces="a")
    assert remaining(left, at_work, due=200) == [("a", 50, False)]
    also_left = stint("b", ends="2026-11-01", planned=60, done=30, replaces="a")
    assert remaining(left, also_left, due=200) == [("a", 50, True)], "one line for the chain"
    ended = stint("b", ends="2026-11-01", left=False, done=30, replaces="a")
    assert remaining(left, ended, due=200) == [("a", 50, True)], "nobody is at work on it"
    third = stint("c", ends="2027-01-01", left=False, done=50, replaces="b")
    assert remaining(left, also_left, third, due=200) == []


def test_no_more_is_left_than_the_place_still_owes() -> None:
    two = stint("a", ends="2026-09-01", planned=100), stint("b", planned=100)
    assert remaining(*two, due=300, done=150) == [("a", 100, True), ("b", 50, True)]
    assert remaining(*two, due=300, done=300) == []
    assert remaining(*two, due=300, done=350) == []


def test_without_a_plan_what_is_owed_stands_with_who_left_last() -> None:
    two = stint("a", ends="2026-09-01", done=20), stint("b", done=30)
    assert remaining(*two, due=100) == [("b", 50, True)]
    planned = stint("a", ends="2026-09-01", planned=30, done=20), stint("b", done=30)
    assert remaining(*planned, due=100) == [("a", 10, True), ("b", 40, True)]


def test_without_a_plan_nobody_must_be_at_work_and_it_must_not_be_long_ago() -> None:
    at_work = stint("b", ends="", left=False)
    assert remaining(stint("a"), at_work, due=100) == []
    assert remaining(stint("a", ends="2025-01-01"), due=100) == []
    assert remaining(stint("a")) == [], "nobody knows what was to be done"


def test_a_circle_of_two_who_follow_each_other_is_told_once() -> None:
    one = stint("a", ends="2026-09-01", planned=100, done=10, replaces="b")
    two = stint("b", planned=50, done=20, replaces="a")
    assert remaining(one, two) == [("a", 70, True)]


_STINTS = st.lists(
    st.builds(
        stint,
        st.sampled_from("abcdef"),
        ends=st.sampled_from(["", "2026-09-01", "2026-10-12", "2027-01-01"]),
        left=st.booleans(),
        planned=st.none() | st.integers(0, 200),
        done=st.integers(0, 200),
        replaces=st.none() | st.sampled_from("abcdefz"),
    ),
    max_size=6,
    unique_by=lambda each: each.assignment,
)


@given(_STINTS, st.integers(1, 1000), st.randoms(use_true_random=False))
def test_never_more_than_is_owed_whatever_the_order(
    stints: list[Stint], due: int, random: object
) -> None:
    found = remaining(*stints, due=due)
    owed = due * HOUR - sum(each.done for each in stints)
    assert sum(hours for _, hours, _ in found) <= max(0, owed) // HOUR
    assert all(hours > 0 for _, hours, _ in found)
    shuffled = list(stints)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert remaining(*shuffled, due=due) == found
