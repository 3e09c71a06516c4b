"""Proves that hours are read exactly as they are typed, or refused, and shown as they are read."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.durations import (
    LONGEST_MONTH,
    NARROW_SPACE,
    Hours,
    parse_hours,
    read_digit_row,
    share_out,
    show_clock,
    show_hours,
)
from ave_tui.domain.errors import RuleBrokenError

HOUR = 3600


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("35", 126_000),
        ("35,5", 127_800),
        ("35.5", 127_800),
        ("35h30", 127_800),
        ("35:30", 127_800),
        ("35:30:00", 127_800),
        ("7h", 25_200),
        ("7 h 30", 27_000),
        ("7 h 30 min", 27_000),
        ("7H05", 25_500),
        ("7h20", 26_400),
        ("7*5+3,5", 138_600),
        ("7 * 5 + 3,5", 138_600),
        ("5x7h30", 135_000),
        ("7h30×5", 135_000),
        ("151,67", 546_012),
        ("35,5 h", 127_800),
        ("35 heures", 126_000),
        (",5", 1_800),
        ("0", 0),
        ("0,01", 36),
        ("1,5*1,5", 8_100),
        ("7,51 + 7h20 + 0,01", 53_472),
        ("\u00a07\u202fh\u00a030 ", 27_000),
        ("744", LONGEST_MONTH),
        # Half a second and a little more go up, a little less goes down.
        ("0,00013889", 1),
        ("0,00013888", 0),
        ("0,125*0,0011111111111111111111111111111111", 0),
        ("0,125*0,0011111111111111111111111111111112", 1),
    ],
)
def test_what_can_be_read(text: str, seconds: int) -> None:
    assert parse_hours(text) == seconds


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_thousands_may_be_set_apart(space: str) -> None:
    assert parse_hours(f"1{space}234,5", most=None) == 4_444_200
    assert parse_hours(f"12{space}345{space}678 h", most=None) == 12_345_678 * HOUR


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "35,",
        "35hh",
        "7h5",
        "7h75",
        "7:",
        "h30",
        "3 5",
        "12 34",
        "1.234,5",
        "1,5h30",
        "2h*3h",
        "7h30*7:30",
        "7+",
        "*7",
        "7**5",
        "40-5",
        "(7)",
        "7/2",
        "1e2",
        "٣٥",
        "½",
        "35\n36",
        "9" * 61,
        "9" * 5000,
    ],
)
def test_what_can_not_be_read_is_named(text: str) -> None:
    with pytest.raises(RuleBrokenError, match="is not a figure of hours") as refused:
        parse_hours(text)
    assert refused.value.problem.values["text"] == text
    assert refused.value.remedy.text


@pytest.mark.parametrize("text", ["-5", "−5", " -7h30"])
def test_negative_hours_are_refused(text: str) -> None:
    with pytest.raises(RuleBrokenError, match="is negative"):
        parse_hours(text)


@pytest.mark.parametrize("text", ["744,01", "744:00:01", "15167", "24*32"])
def test_more_than_a_month_holds_is_refused(text: str) -> None:
    with pytest.raises(RuleBrokenError, match="is too much") as refused:
        parse_hours(text)
    assert str(refused.value.problem.values["most"]) == "744"


def test_a_crowd_may_work_more_than_a_person() -> None:
    assert parse_hours("1500", most=3 * LONGEST_MONTH) == 1500 * HOUR


@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=5), st.data())
def test_sums_are_exact(hundredths: list[int], data: st.DataObject) -> None:
    comma = data.draw(st.sampled_from(",."))
    text = "+".join(f"{one // 100}{comma}{one % 100:02d}" for one in hundredths)
    assert parse_hours(text, most=None) == 36 * sum(hundredths)


@given(st.decimals(0, 99, places=5), st.decimals(0, 7, places=4))
def test_products_are_rounded_once_half_up(one: object, other: object) -> None:
    exact = Fraction(str(one)) * Fraction(str(other)) * HOUR
    assert parse_hours(f"{one}*{other}", most=None) == int(exact + Fraction(1, 2))


@given(st.text(max_size=70))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        seconds = parse_hours(text)
    except RuleBrokenError:
        return
    assert 0 <= seconds <= LONGEST_MONTH


@given(st.integers(0, 10**6))
def test_hundredths_come_back_as_they_were_shown(hundredths: int) -> None:
    shown = show_hours(hundredths * 36)
    assert parse_hours(shown, most=None) == hundredths * 36


@given(st.integers(0, 10**5))
def test_minutes_come_back_as_they_were_shown(minutes: int) -> None:
    assert parse_hours(show_clock(minutes * 60), most=None) == minutes * 60


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("&é\"'(-è_çà", "1234567890"),
        ("ÉÈÇÀ§!’", "2790684"),
        ('èh"à', "7h30"),
        ("35,5", "35,5"),
        ("7*5+3", "7*5+3"),
    ],
)
def test_the_digit_row_is_read_without_shift(typed: str, read: str) -> None:
    assert read_digit_row(typed) == read


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0"),
        (126_000, "35"),
        (127_800, "35,5"),
        (546_012, "151,67"),
        (26_400, "7,33"),
        (53_472, "14,85"),
        (3_636, "1,01"),
        (17, "0"),
        (18, "0,01"),
        (3_581, "0,99"),
        (3_582, "1"),
        (36_000_000, "10\u00a0000"),
        (4_444_236_000, "1\u00a0234\u00a0510"),
        (-5_400_000, "-1\u00a0500"),
        (-1_800, "-0,5"),
        (-17, "0"),
    ],
)
def test_hours_are_shown_in_hundredths(seconds: int, shown: str) -> None:
    assert show_hours(seconds) == shown
    assert str(Hours(seconds)) == shown


def test_comma_and_gap_are_the_callers_choice() -> None:
    assert show_hours(4_444_200, ".", ",") == "1,234.5"
    assert show_hours(4_444_200, gap=NARROW_SPACE) == "1\u202f234,5"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (27_000, "7 h 30"),
        (25_500, "7 h 05"),
        (126_000, "35 h"),
        (546_012, "151 h 40"),
        (3_599, "1 h"),
        (29, "0 h"),
        (30, "0 h 01"),
        (-27_000, "-7 h 30"),
        (-29, "0 h"),
    ],
)
def test_hours_are_shown_as_on_a_clock(seconds: int, shown: str) -> None:
    assert show_clock(seconds) == shown


@given(st.integers(0, 10**9), st.lists(st.integers(0, 1000), min_size=1).filter(any))
def test_shares_sum_to_the_whole(seconds: int, weights: list[int]) -> None:
    parts = share_out(seconds, weights)
    assert sum(parts) == seconds
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(seconds * weight, sum(weights))) < 1
        assert part == 0 or weight


def test_equal_remainders_favour_the_earlier_part() -> None:
    assert share_out(10, [1, 1, 1]) == [4, 3, 3]
    assert share_out(1, [1, 1]) == [1, 0]
    with pytest.raises(ValueError, match="weights"):
        share_out(1, [0, 0])
