"""Which copies are kept: many of late, few of long ago, and never too few of the good ones."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.copies import (
    DAILY,
    MONTHLY,
    ROOM,
    WEEKLY,
    Copy,
    Reason,
    newest_good,
    outdated,
)

PARIS = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 23, 9, tzinfo=PARIS)

copies = st.builds(
    Copy,
    st.uuids().map(str),
    st.integers(-24 * 800, 24 * 40).map(lambda hours: NOW + timedelta(hours=hours)),
    st.sampled_from(Reason),
    st.integers(0, ROOM // 3),
    st.one_of(st.none(), st.integers(0, 50)),
    st.booleans(),
)
lists = st.lists(copies, max_size=60)


def kept(all_of_them: list[Copy], now: datetime = NOW, room: int = ROOM) -> list[Copy]:
    gone = outdated(all_of_them, now, room)
    return [copy for copy in all_of_them if copy not in gone]


def routine(at: datetime, operations: int = 10, size: int = 4_000_000) -> Copy:
    return Copy(f"{at:%Y%m%d%H%M}", at, Reason.CLOSE, size, operations)


@given(lists, st.integers(0, 2 * ROOM))
def test_the_last_good_one_never_goes(all_of_them: list[Copy], room: int) -> None:
    newest = newest_good(all_of_them, NOW)
    left = kept(all_of_them, room=room)
    assert newest is None or newest in left
    assert newest_good(left, NOW) == newest


@given(lists, st.integers(0, 2 * ROOM))
def test_one_that_holds_more_than_every_newer_one_never_goes(
    all_of_them: list[Copy], room: int
) -> None:
    left = kept(all_of_them, room=room)
    for copy in all_of_them:
        if not copy.good or copy.reason is Reason.DAMAGED or not copy.operations:
            continue
        newer = [
            other
            for other in all_of_them
            if (other.at, other.name) > (copy.at, copy.name)
            and other.good
            and other.reason is not Reason.DAMAGED
        ]
        if all((other.operations or 0) < copy.operations for other in newer):
            assert copy in left


@given(lists)
def test_what_was_set_aside_damaged_never_goes(all_of_them: list[Copy]) -> None:
    gone = outdated(all_of_them, NOW, 0)
    assert [copy for copy in gone if copy.reason is Reason.DAMAGED] == []


@given(lists, st.integers(0, 2 * ROOM))
def test_thinning_out_twice_is_thinning_out_once(all_of_them: list[Copy], room: int) -> None:
    left = kept(all_of_them, room=room)
    assert outdated(left, NOW, room) == []


@given(lists, st.integers(0, 2 * ROOM))
def test_more_room_never_keeps_less(all_of_them: list[Copy], room: int) -> None:
    assert set(kept(all_of_them, room=room)) <= set(kept(all_of_them, room=room + ROOM))


@given(lists)
def test_they_fit_their_room_but_for_those_that_never_go(all_of_them: list[Copy]) -> None:
    left = kept(all_of_them)
    whatever = kept(all_of_them, room=0)
    optional = [copy for copy in left if copy not in whatever]
    assert not optional or sum(copy.size for copy in left) <= ROOM


@given(lists)
def test_what_somebody_asked_for_stays_a_year_while_there_is_room(all_of_them: list[Copy]) -> None:
    left = kept(all_of_them, room=100 * ROOM)
    for copy in all_of_them:
        if not copy.reason.is_routine and NOW - timedelta(days=365) < copy.at <= NOW:
            assert copy in left


@given(st.lists(st.integers(0, 400), min_size=1, max_size=80, unique=True))
def test_years_of_days_leave_few_and_never_a_gap(days_used: list[int]) -> None:
    """Copies as they come in, day by day, with holidays between them."""
    there: list[Copy] = []
    for number, day in enumerate(sorted(days_used)):
        now = NOW + timedelta(days=day)
        there.append(routine(now, operations=number + 1))
        there = kept(there, now)
        assert len(there) <= DAILY + WEEKLY + MONTHLY
        assert there[-1].at == now
        used = [NOW + timedelta(days=d) for d in sorted(days_used) if d <= day]
        assert {c.at for c in there} >= set(used[-DAILY:])
        months = list(dict.fromkeys((at.year, at.month) for at in used))[-MONTHLY:]
        assert {(c.at.year, c.at.month) for c in there} >= set(months)


def test_a_year_of_working_days_leaves_a_tidy_folder() -> None:
    there: list[Copy] = []
    for day in range(730):
        now = NOW + timedelta(days=day)
        for hour in (0, 4, 8):
            there.append(routine(now + timedelta(hours=hour), operations=day * 3 + hour))
            there = kept(there, now + timedelta(hours=hour))
    assert len([copy for copy in there if copy.at.date() == now.date()]) == 3
    ages = sorted({(now.date() - copy.at.date()).days for copy in there})
    assert ages[:7] == list(range(7))
    assert len(there) <= DAILY + WEEKLY + MONTHLY + 3
    assert 300 < ages[-1] <= 366


def test_copies_of_emptied_records_do_not_push_out_the_full_ones() -> None:
    full = [routine(NOW - timedelta(days=20 + day), 3310 - day) for day in range(20)]
    empty = [routine(NOW - timedelta(hours=number), 0) for number in range(40)]
    for day in range(100):
        empty.append(routine(NOW + timedelta(days=day), day))
    left = kept(full + empty, NOW + timedelta(days=100))
    assert full[0] in left
    assert full[0] in kept(full + empty, NOW + timedelta(days=100), room=0)


def test_large_copies_are_fewer_and_still_lie_apart() -> None:
    large = [routine(NOW - timedelta(days=day), 1000 - day, 320_000_000) for day in range(60)]
    ages = sorted((NOW - copy.at).days for copy in kept(large))
    assert len(ages) == 3
    assert ages[:2] == [0, 1]
    assert ages[-1] >= 7
    assert len(kept(large, room=0)) == 1


def test_copies_of_a_clock_that_was_ahead_push_out_nothing() -> None:
    future = [routine(NOW + timedelta(days=1500 + day), 50 + day) for day in range(10)]
    real = [routine(NOW - timedelta(days=day), 100 - day) for day in range(10)]
    left = kept(future + real)
    assert {copy.at for copy in real[:7]} <= {copy.at for copy in left}
    newest = newest_good(left, NOW)
    assert newest is not None
    assert newest.at == NOW


@pytest.mark.parametrize("reason", [Reason.HAND, Reason.UPGRADE, Reason.RESTORE])
def test_after_a_year_they_are_like_all_others(reason: Reason) -> None:
    asked_for = [
        Copy(f"{age}", NOW - timedelta(days=age), reason, 1, 1) for age in range(300, 900, 7)
    ]
    daily = [routine(NOW - timedelta(days=day), 500 - day) for day in range(400)]
    left = kept(asked_for + daily)
    assert [copy for copy in left if copy in asked_for and copy.at < NOW - timedelta(365)] == []
    assert len([copy for copy in left if copy in asked_for]) == len(
        [copy for copy in asked_for if copy.at > NOW - timedelta(days=365)]
    )


def test_a_list_tells_apart_why_each_copy_was_made() -> None:
    labels = [reason.label for reason in Reason]
    assert len(set(labels)) == len(labels)
    assert Reason.DAMAGED.label == "set aside as it was, damaged"
