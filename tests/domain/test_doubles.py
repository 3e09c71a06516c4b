"""Proves that one person's work entered as two assignments is seen, and counts once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.doubles import Placement, doubles
from ave_tui.domain.periods import parse_period
from ave_tui.domain.striking import Figure, struck_out

if TYPE_CHECKING:
    from random import Random

ONE = Placement("a", "amina", "btp", "lot 1", "2026-03-01", "2026-06-30")
OTHER = ONE._replace(assignment="b", starts_on="2026-06-30", ends_on=None)
PAIR = [("a", "b")]


def figure(
    assignment: str,
    period: str = "2026-06",
    written: int = 1,
    status: str | None = "DECLARED",
    kind: str = "WORK",
) -> Figure:
    return Figure(assignment, kind, period, status, written)


def test_a_common_day_makes_a_double() -> None:
    assert doubles([ONE, OTHER]) == [("a", "b")]
    assert doubles([OTHER, ONE]) == [("a", "b")]


@pytest.mark.parametrize(
    "other",
    [
        OTHER._replace(starts_on="2026-07-01"),
        OTHER._replace(ends_on="2026-02-28", starts_on=None),
        OTHER._replace(participant="benali"),
        OTHER._replace(employer="etti"),
        OTHER._replace(lot="lot 2"),
    ],
)
def test_another_person_employer_lot_or_time_makes_none(other: Placement) -> None:
    assert doubles([ONE, other]) == []


def test_lines_without_a_person_are_nobodys_doubles() -> None:
    assert doubles([ONE._replace(participant=None), OTHER._replace(participant=None)]) == []


def test_open_dates_meet_everything() -> None:
    anytime = ONE._replace(assignment="c", starts_on=None, ends_on=None)
    assert doubles([ONE, OTHER._replace(starts_on="2027-01-01"), anytime]) == [
        ("a", "c"),
        ("b", "c"),
    ]


def test_the_validated_figure_counts_whenever_it_was_written() -> None:
    validated = figure("a", written=1, status="VALIDATED")
    later = figure("b", written=9)
    assert struck_out(PAIR, [validated, later]) == {later}


def test_else_the_later_written_counts() -> None:
    earlier, later = figure("a", written=1), figure("b", written=2)
    assert struck_out(PAIR, [earlier, later]) == {earlier}
    both = [one._replace(status="VALIDATED") for one in (earlier, later)]
    assert struck_out(PAIR, both) == {both[0]}


def test_kinds_and_periods_are_settled_apart() -> None:
    assert struck_out(PAIR, [figure("a"), figure("b", kind="TRAINING")]) == set()
    assert struck_out(PAIR, [figure("a"), figure("b", "2026-07")]) == set()
    weeks = [figure("a", "2026-06/W23"), figure("b", "2026-06/W24"), figure("b", "2026-06-01")]
    # The 1st of June 2026 is the Monday of week 23.
    assert struck_out(PAIR, weeks) == {weeks[2]}


def test_a_month_strikes_out_the_weeks_and_days_of_the_double_but_not_its_own() -> None:
    month = figure("a")
    own = [figure("a", "2026-06/W23"), figure("a", "2026-06-02")]
    theirs = [figure("b", "2026-06/W23", 9, "VALIDATED"), figure("b", "2026-06-02", 9)]
    assert struck_out(PAIR, [*own, *theirs, month]) == set(theirs)


def test_three_in_a_row_strike_out_only_their_own_doubles() -> None:
    # a and c never overlap: the hours of both stand once b's are struck out.
    chain = [("a", "b"), ("b", "c")]
    figures = [figure("a", written=3), figure("b", written=1), figure("c", written=2)]
    assert struck_out(chain, figures) == {figures[1]}


FIGURES = st.lists(
    st.builds(
        Figure,
        st.sampled_from("abc"),
        st.just("WORK"),
        st.sampled_from(["2026-06", "2026-06/W23", "2026-06-02", "2026-06-08"]),
        st.sampled_from(["DECLARED", "VALIDATED", "DISPUTED"]),
        st.integers(0, 3),
    ),
    unique_by=lambda one: (one.assignment, one.period),
)


@given(FIGURES, st.randoms(use_true_random=False))
def test_every_laptop_strikes_out_the_same_and_never_both(
    figures: list[Figure], chance: Random
) -> None:
    struck = struck_out([("a", "b"), ("b", "c")], figures)
    shuffled = list(figures)
    chance.shuffle(shuffled)
    assert struck_out([("c", "b"), ("b", "a")], shuffled) == struck
    standing = [one for one in figures if one not in struck]
    for one in figures:
        mine = {"a": "b", "b": "ac", "c": "b"}[one.assignment]
        days = set(parse_period(one.period).days())
        # A figure is struck out just when a double's standing figure holds all of its days.
        covered = any(
            days <= set(parse_period(other.period).days())
            for other in standing
            if other.assignment in mine
        )
        assert covered == (one in struck)
