"""An amount is read without guessing and shown back as it is typed in France."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.errors import AveError
from ave_tui.domain.money_text import cents_text, parse_cents


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1 234,50", 123_450),
        ("1234.5", 123_450),
        ("1\u202f234\u00a0567,05 €", 123_456_705),
        ("1.234,50", 123_450),
        ("1,234.50", 123_450),
        ("0", 0),
        ("12 EUR", 1_200),
        (" 7,5 ", 750),
    ],
)
def test_amounts_as_people_type_them(text: str, cents: int) -> None:
    assert parse_cents(text) == cents


@pytest.mark.parametrize("text", ["", "-3", "1.234", "1,2345", "douze", "1.2.3", "9" * 16, "[/ €"])
def test_what_would_have_to_be_guessed_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(AveError) as caught:
        parse_cents(text)
    assert caught.value.remedy.text


@given(st.integers(0, 10**15))
def test_what_is_shown_is_read_back(cents: int) -> None:
    assert parse_cents(cents_text(cents)) == cents


def test_amounts_are_shown_in_groups_of_three() -> None:
    assert cents_text(123_456_705) == "1\u00a0234\u00a0567,05"
    assert cents_text(-1_234_50) == "-1\u00a0234,50"
