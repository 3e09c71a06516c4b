"""A date typed in any usual way is kept as one ISO text, shown back the same, and never guessed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.dates_text import date_text, month_text, parse_date, parse_month
from ave_tui.domain.errors import AveError

DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


@given(DAYS)
def test_every_way_of_typing_a_day_means_that_day(day: date) -> None:
    for form in ("%d/%m/%Y", "%d/%m/%y", "%d%m%Y", "%d%m%y", "%Y-%m-%d", " %d.%m.%Y ", "%d-%m-%y"):
        assert parse_date(day.strftime(form)) == day.isoformat()
    assert parse_date(f"{day.day}/{day.month}/{day.year}") == day.isoformat()
    assert parse_date(date_text(day.isoformat())) == day.isoformat()


@given(DAYS)
def test_every_way_of_typing_a_month_means_that_month(day: date) -> None:
    kept = day.strftime("%Y-%m")
    for form in ("%m/%Y", "%m/%y", "%m%Y", "%m%y", "%Y-%m"):
        assert parse_month(day.strftime(form)) == kept
    assert parse_month(month_text(kept)) == kept


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "12/10", "31/02/2026", "2026-13-01", "00/01/2026", "12/10/0001"),
        *("12/10/20266", "٣٠/٠١/٢٠٢٦", "12/10/2026 [/"),
    ],
)
def test_what_is_no_date_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(AveError) as caught:
        parse_date(text)
    assert caught.value.remedy.text


@pytest.mark.parametrize("text", ["", "octobre", "13/2026", "0/2026", "2026-00", "10/1776", "[/"])
def test_what_is_no_month_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(AveError) as caught:
        parse_month(text)
    assert caught.value.remedy.text


@given(st.text())
def test_any_text_is_a_date_or_refused(text: str) -> None:
    for parse in (parse_date, parse_month):
        with suppress(AveError):
            assert parse(text)


def test_what_another_program_wrote_is_shown_as_it_is() -> None:
    assert date_text("vers 2026") == "vers 2026"
    assert month_text("2026-10/W41") == "2026-10/W41"
