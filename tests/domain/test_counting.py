"""Proves which figure counts in a month: the worked examples of hours.md, then the rule itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.counting import Counted, Entry, Gap, Level, count_month
from ave_tui.domain.durations import parse_hours, show_hours
from ave_tui.domain.periods import Day, Month, WeekPiece

if TYPE_CHECKING:
    from datetime import date
    from random import Random

H = 3600
OCTOBER = Month(2026, 10)
STATUSES = st.sampled_from([None, "DECLARED", "CHECKED", "VALIDATED", "DISPUTED"])
FIGURES = st.tuples(st.integers(0, 200 * H), STATUSES)


def entries(text: str) -> list[Entry]:
    """Read ``m 151,67; w41 35; d06 7 VALIDATED`` as entries of October 2026."""
    read: list[Entry] = []
    for part in filter(None, text.split("; ")):
        period, hours, *status = part.split()
        name = {"m": "2026-10", "w": f"2026-10/W{period[1:]}", "d": f"2026-10-{period[1:]}"}
        read.append((name[period[0]], parse_hours(hours), status[0] if status else "DECLARED"))
    return read


def count(text: str) -> Counted:
    return count_month(entries(text))


def test_weeks_are_added() -> None:
    counted = count("w41 35; w42 35")
    assert (counted.declared, counted.level, counted.gaps) == (70 * H, Level.WEEKS, ())


def test_a_week_wins_over_its_days() -> None:
    counted = count("w41 35; d06 7")
    assert (counted.declared, counted.detail, counted.explained) == (35 * H, 7 * H, 35 * H)
    assert counted.gaps == (Gap("2026-10/W41", 35 * H, 7 * H),)
    assert counted.differs


def test_a_month_wins_over_its_weeks() -> None:
    counted = count("m 151,67; w41 35; w42 35; w43 35")
    assert show_hours(counted.declared) == "151,67"
    assert show_hours(counted.detail) == "105"
    assert [show_hours(gap.seconds - gap.detail) for gap in counted.gaps] == ["46,67"]
    assert not counted.nil_contradicted


def test_a_month_of_zero_wins_and_is_contradicted() -> None:
    counted = count("m 0; w41 35")
    assert (counted.declared, counted.detail) == (0, 35 * H)
    assert counted.nil_contradicted
    assert counted.differs


def test_a_week_over_two_months_counts_in_each_by_its_piece() -> None:
    assert count_month([("2026-09/W40", 21 * H, None)]).declared == 21 * H
    assert count("w40 14; w44 35").declared == 49 * H


def test_sums_are_of_seconds_and_rounded_when_shown() -> None:
    counted = count("d05 7,51; d06 7h20; d07 0,01")
    assert (counted.declared, counted.level) == (53_472, Level.DAYS)
    assert show_hours(counted.declared) == "14,85"


def test_nothing_known_is_not_zero() -> None:
    nothing, zero = count(""), count("m 0")
    assert (nothing.level, nothing.status) == (Level.NOTHING, None)
    assert (zero.level, zero.status) == (Level.MONTH, "DECLARED")
    assert nothing.seconds == zero.seconds == 0
    assert not nothing.nil_contradicted
    assert not zero.nil_contradicted


def test_days_count_where_their_week_has_no_figure() -> None:
    # The 5th to the 11th of October are week 41.
    counted = count("w41 35; d11 7; d12 8")
    assert (counted.declared, counted.detail, counted.explained) == (43 * H, 7 * H, 35 * H)


def test_a_month_is_explained_by_weeks_and_the_days_of_other_weeks() -> None:
    counted = count("m 43; w41 35; d11 7; d12 8")
    assert (counted.declared, counted.detail, counted.explained) == (43 * H, 43 * H, 43 * H)
    # The month agrees with its detail, but the week doesn't agree with its days.
    assert counted.gaps == (Gap("2026-10/W41", 35 * H, 7 * H),)


@pytest.mark.parametrize(("off", "gaps"), [(60, 0), (-60, 0), (61, 1), (-61, 1)])
def test_a_minute_is_no_difference(off: int, gaps: int) -> None:
    counted = count_month([("2026-10", 35 * H + off, None), ("2026-10/W41", 35 * H, None)])
    assert len(counted.gaps) == gaps
    below = count_month([("2026-10/W41", 35 * H + off, None), ("2026-10-06", 35 * H, None)])
    assert len(below.gaps) == gaps


def test_disputed_hours_stand_apart() -> None:
    counted = count("w41 35; w42 30 DISPUTED; w43 20 VALIDATED")
    assert (counted.declared, counted.validated, counted.disputed) == (55 * H, 20 * H, 30 * H)
    assert counted.seconds == 85 * H


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("m 70 VALIDATED; w41 35 DISPUTED", "VALIDATED"),
        ("m 70 DISPUTED; w41 35 VALIDATED", "DISPUTED"),
        ("w41 35 VALIDATED; d06 7 DECLARED", "VALIDATED"),
        ("w41 35 VALIDATED; w42 7 CHECKED", "CHECKED"),
        ("w41 35 VALIDATED; d12 7 DECLARED", "DECLARED"),
        ("w41 35 DISPUTED; d12 7 VALIDATED", "DISPUTED"),
    ],
)
def test_the_status_is_of_the_figure_that_counts(text: str, status: str) -> None:
    counted = count(text)
    assert counted.status == status
    assert bool(counted.disputed) == (status == "DISPUTED")


def test_a_withdrawn_figure_and_a_status_from_elsewhere_do_no_harm() -> None:
    counted = count_month([("2026-10", None, "DECLARED"), ("2026-10/W41", 35 * H, "LATER")])
    assert (counted.declared, counted.level, counted.status) == (35 * H, Level.WEEKS, "DECLARED")


@pytest.mark.parametrize("period", ["2026-10-99", "2026-10-1", "", "October 2026"])
def test_hours_of_a_period_that_can_not_be_read_are_not_lost(period: str) -> None:
    assert count_month([(period, 7 * H, None), ("2026-10/W41", 35 * H, None)]).declared == 42 * H


@given(
    st.none() | FIGURES,
    st.dictionaries(st.sampled_from(OCTOBER.pieces()), FIGURES),
    st.dictionaries(st.sampled_from(OCTOBER.days()), FIGURES),
    st.randoms(use_true_random=False),
)
def test_it_counts_as_the_rule_says(
    month: tuple[int, str | None] | None,
    weeks: dict[WeekPiece, tuple[int, str | None]],
    days: dict[date, tuple[int, str | None]],
    chance: Random,
) -> None:
    by_day = {day: days[day] for day in OCTOBER.days() if day in days}
    some: list[Entry] = [(str(piece), *figure) for piece, figure in weeks.items()]
    some += [(str(Day(day)), *figure) for day, figure in by_day.items()]
    below = list(weeks.values())
    below += [figure for day, figure in by_day.items() if WeekPiece.of(day) not in weeks]
    counting = below if month is None else [month]
    if month is not None:
        some.append((str(OCTOBER), *month))
    chance.shuffle(some)
    counted = count_month(some)

    def total(*wanted: str | None) -> int:
        return sum(seconds for seconds, status in counting if status in wanted)

    assert counted.declared == total(None, "DECLARED", "CHECKED", "VALIDATED")
    assert counted.validated == total("VALIDATED")
    assert counted.disputed == total("DISPUTED")
    if month is not None:
        assert counted.detail == sum(seconds for seconds, _status in below)
    statuses = {status or "DECLARED" for _seconds, status in counting}
    ladder = ("DISPUTED", "DECLARED", "CHECKED", "VALIDATED")
    assert counted.status == next((status for status in ladder if status in statuses), None)
