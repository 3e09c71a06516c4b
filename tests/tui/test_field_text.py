"""How figures are read from fields: only what may be taken off takes a sign."""

from __future__ import annotations

import pytest

from ave_tui.domain.errors import AveError
from ave_tui.domain.schema import TABLES
from ave_tui.widgets.field_text import read_value, show_value

HOURS = TABLES["amendment"].field("due_seconds")
EUROS = TABLES["amendment"].field("amount_cents")
DUE = TABLES["lot"].field("due_seconds")


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("-35", -126_000),
        ("−35,5", -127_800),
        ("– 7h30", -27_000),
        ("+35", 126_000),
        ("35", 126_000),
    ],
)
def test_hours_of_a_change_are_added_or_taken_off(typed: str, seconds: int) -> None:
    assert read_value(HOURS, typed) == seconds
    assert read_value(HOURS, show_value(HOURS.kind, seconds)) == seconds


def test_euros_of_a_change_are_added_or_taken_off() -> None:
    assert read_value(EUROS, "-1 500,50") == -150_050
    assert read_value(EUROS, "+12") == 1_200


@pytest.mark.parametrize("typed", ["-35", "--35", "-", "+"])
def test_hours_due_are_never_negative(typed: str) -> None:
    with pytest.raises(AveError):
        read_value(DUE, typed)


@pytest.mark.parametrize("typed", ["--35", "-", "+", "+-3"])
def test_a_sign_alone_is_no_figure(typed: str) -> None:
    with pytest.raises(AveError):
        read_value(HOURS, typed)
