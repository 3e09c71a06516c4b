"""The light of an eligibility changes on the right days; months end where they should."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.eligible import NO_END, Light, Lights, months_later, standing

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("until", "shown"),
    [
        (None, Light.UNKNOWN),
        ("", Light.UNKNOWN),
        ("soon", Light.UNKNOWN),
        ("2026-11-22", Light.OVER),
        ("2026-11-23", Light.NEAR),
        ("2027-01-22", Light.NEAR),
        ("2027-01-23", Light.OPEN),
        (NO_END, Light.OPEN),
    ],
)
def test_the_light_changes_on_the_right_day(until: str | None, shown: Light) -> None:
    assert Lights(TODAY).of(until) is shown


def test_a_place_may_warn_earlier() -> None:
    assert Lights(TODAY, 90).of("2027-02-21") is Light.NEAR
    assert Lights(TODAY, 90).of("2027-02-22") is Light.OPEN


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("2026-11-23", 24, "2028-11-22"),
        ("2026-01-01", 12, "2026-12-31"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2024-02-29", 24, "2026-02-28"),
    ],
)
def test_so_many_months_end_on_the_eve(start: str, months: int, last: str) -> None:
    assert months_later(start, months) == last


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_months_are_never_longer_than_31_days_each(start: date, months: int) -> None:
    length = date.fromisoformat(months_later(start.isoformat(), months)) - start
    assert timedelta(days=27 * months) <= length <= timedelta(days=31 * months)


def test_what_nobody_validated_is_never_green_field_md_3_2() -> None:
    lights = Lights(TODAY)
    assert lights.of("2028-01-01", "TO_CHECK") is Light.UNKNOWN
    assert lights.of("2026-11-22", "TO_CHECK") is Light.OVER
    assert lights.of("2028-01-01", "REFUSED") is Light.REFUSED


def test_a_proof_that_was_seen_speaks_where_nobody_decided() -> None:
    assert standing(None, "2026-01-01") == "VALIDATED"
    assert standing(None, None) == "TO_CHECK"
    assert standing("TO_CHECK", "2026-01-01") == "TO_CHECK"
    assert standing("REFUSED", "2026-01-01") == "REFUSED"
