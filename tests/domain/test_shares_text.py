"""Figures with two decimals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.errors import AveError
from ave_tui.domain.shares_text import hundredths_text, parse_hundredths


@given(st.integers(0, 10**11 - 1))
def test_what_is_shown_can_be_typed_again(hundredths: int) -> None:
    assert parse_hundredths(hundredths_text(hundredths)) == hundredths
    assert parse_hundredths(f" {hundredths_text(hundredths, '.')} % ") == hundredths


@pytest.mark.parametrize(
    ("text", "hundredths"), [("5", 500), ("5,5", 550), ("0.07", 7), ("100 %", 10000)]
)
def test_it_is_typed_as_people_do(text: str, hundredths: int) -> None:
    assert parse_hundredths(text) == hundredths


@pytest.mark.parametrize("text", ["", "%", "5,123", "-5", "1e3", "٥", "5%%", "5,"])
def test_what_can_not_be_read_is_said(text: str) -> None:
    with pytest.raises(AveError) as raised:
        parse_hundredths(text)
    assert raised.value.remedy.text


def test_less_than_nothing_has_its_sign() -> None:
    assert hundredths_text(-525) == "-5,25"
