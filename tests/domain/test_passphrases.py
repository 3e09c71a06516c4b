"""Length decides how good a password is."""

from __future__ import annotations

import pytest

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.passphrases import check_passphrase, is_weak, plain, strength


@pytest.mark.parametrize("typed", ["", " " * 30, "1234567", "e\u0301" * 7])
def test_too_short_is_refused(typed: str) -> None:
    with pytest.raises(RuleBrokenError) as told:
        check_passphrase(typed)
    assert told.value.field == "passphrase"
    assert strength(typed).text.startswith("At least")


@pytest.mark.parametrize(
    ("typed", "said", "weak"),
    [
        ("aaaaaaaa", "Weak", True),
        ("douze lettre", "Good.", False),
        ("cheval agrafe pile juste", "Very good.", False),
    ],
)
def test_longer_is_better_and_nothing_else_matters(typed: str, said: str, weak: bool) -> None:
    check_passphrase(typed)
    assert strength(typed).text.startswith(said)
    assert is_weak(typed) is weak


def test_an_accent_is_the_same_however_a_keyboard_makes_it() -> None:
    assert plain("te\u0301") == plain("t\xe9")
