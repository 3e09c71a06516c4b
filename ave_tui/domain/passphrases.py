"""How good a password is: length decides, and no other rule is worth the trouble it makes."""

from __future__ import annotations

import unicodedata
from typing import Final

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.words import N_, Sentence

SHORTEST: Final = 8
GOOD: Final = 12
VERY_GOOD: Final = 20


def plain(typed: str) -> str:
    """Return a password as it is used: an accent is one sign on some keyboards, two on others."""
    return unicodedata.normalize("NFC", typed)


def check_passphrase(typed: str) -> None:
    """Refuse a password that would protect nothing.

    Raises:
        RuleBrokenError: It is too short, or nothing but spaces.
    """
    if not typed.strip() or len(plain(typed)) < SHORTEST:
        raise RuleBrokenError(
            N_("This password is too short: at least {count} characters."),
            N_("Four words that do not belong together make a good one."),
            field="passphrase",
            count=SHORTEST,
        )


def strength(typed: str) -> Sentence:
    """Return how strong a password is, in one sentence."""
    length = len(plain(typed))
    if length < SHORTEST or not typed.strip():
        too_short = N_("At least {count} characters; four words are best.")
        return Sentence(too_short, {"count": SHORTEST})
    if length < GOOD:
        return Sentence(N_("Weak: {count} characters or more are better."), {"count": GOOD})
    if length < VERY_GOOD:
        return Sentence(N_("Good."))
    return Sentence(N_("Very good."))


def is_weak(typed: str) -> bool:
    """Whether a password is accepted, but should better be longer."""
    return len(plain(typed)) < GOOD
