"""Hours outside eligibility are told by the day, and each hour is inside or outside, never both."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.counting import count_month
from ave_tui.domain.outside import Spell, is_outside, month_outside

OCTOBER = "2026-10"
UNTIL_14 = [Spell("2025-01-01", "2026-10-14", "VALIDATED")]


def outside(*entries: tuple[str, int, str | None]) -> tuple[int, int]:
    """Return declared and validated seconds outside, of an eligibility until 14 October."""
    counted = month_outside(OCTOBER, entries, UNTIL_14)
    return counted.declared, counted.validated


def test_days_after_the_last_eligible_one_lie_outside_field_md_3_2() -> None:
    days = [("2026-10-14", 7, "VALIDATED"), ("2026-10-15", 5, "VALIDATED"), ("2026-10-16", 3, None)]
    assert outside(*days) == (8, 5)


def test_the_figure_of_a_month_with_an_eligible_day_lies_inside() -> None:
    month = [("2026-10", 100, "VALIDATED"), ("2026-10-20", 7, None)]
    assert outside(*month) == (0, 0)


def test_a_week_lies_outside_where_none_of_its_days_is_eligible() -> None:
    assert outside(("2026-10/W42", 35, None), ("2026-10/W43", 30, None)) == (30, 0)
    assert outside(("2026-10/W43", 30, None), ("2026-10-20", 30, None)) == (30, 0)


def test_what_cant_be_read_lies_where_its_month_does() -> None:
    assert outside(("2026-10-99", 7, None)) == (0, 0)


def test_of_whom_nothing_is_recorded_nobody_can_say() -> None:
    assert not is_outside("2026-10-01", "2026-10-31", [])
    assert is_outside("2026-10-01", "2026-10-31", [Spell("2026-01-01", "2026-12-31", "REFUSED")])


SPELLS = st.lists(
    st.tuples(st.dates(date(2026, 9, 1), date(2026, 11, 30)), st.integers(0, 60)), max_size=3
)
ENTRIES = st.lists(
    st.tuples(
        st.integers(1, 31).map(lambda n: f"2026-10-{n:02d}"),
        st.integers(0, 36_000),
        st.sampled_from(["DECLARED", "VALIDATED"]),
    ),
    unique_by=lambda entry: entry[0],
)


@given(SPELLS, ENTRIES)
def test_each_hour_is_inside_or_outside_never_both(
    some: list[tuple[date, int]], entries: list[tuple[str, int, str]]
) -> None:
    spells = [
        Spell(first.isoformat(), date.fromordinal(first.toordinal() + days).isoformat())
        for first, days in some
    ]
    inside = [entry for entry in entries if not is_outside(entry[0], entry[0], spells)]
    whole, out = count_month(entries), month_outside(OCTOBER, entries, spells)
    kept = count_month(inside)
    assert whole.declared == out.declared + kept.declared
    assert whole.validated == out.validated + kept.validated
