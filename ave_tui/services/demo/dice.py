"""Chance, drawn from a seed: the same seed tells the same story."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.schema import Id

_T = TypeVar("_T")
_KEEP = (1 << 128) - 1 ^ (0xF << 76) ^ (0x3 << 62)
_VERSION = (0x4 << 76) | (0x2 << 62)


class Dice:
    """Draws for one part of the story."""

    __slots__ = ("_bits", "random")

    def __init__(self, key: str) -> None:
        source = Random(key)  # noqa: S311 - a story, not a secret
        self.random = source.random
        self._bits = source.getrandbits

    def id(self) -> Id:
        """Draw an id in the form of a random UUID."""
        return f"{self._bits(128) & _KEEP | _VERSION:032x}"

    def pick(self, choices: Sequence[_T]) -> _T:
        """Draw one of some."""
        return choices[int(self.random() * len(choices))]

    def between(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return low + int(self.random() * (high - low + 1))

    def chance(self, share: float) -> bool:
        """Tell whether a thing happens that happens in that share of the cases."""
        return self.random() < share

    def weighted(self, choices: Sequence[tuple[_T, float]]) -> _T:
        """Draw one of some by their shares, which add up to about one."""
        left = self.random()
        for choice, share in choices:
            left -= share
            if left < 0:
                return choice
        return choices[0][0]

    def shuffle(self, some: list[_T]) -> None:
        """Put a list into any order."""
        for last in range(len(some) - 1, 0, -1):
            other = int(self.random() * (last + 1))
            some[last], some[other] = some[other], some[last]

    def mobile(self) -> str:
        """Draw a number of the mobile range that ARCEP keeps for fiction."""
        return f"06 39 98 {self.between(0, 99):02d} {self.between(0, 99):02d}"

    def landline(self) -> str:
        """Draw a number of the north-western range that ARCEP keeps for fiction."""
        return f"02 61 91 {self.between(0, 99):02d} {self.between(0, 99):02d}"


def _luhn(digits: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 == 0 else 1)
        total += number - 9 if number > 9 else number
    return digits + str(-total % 10)


def siret(serial: int) -> str:
    """Return a SIRET with right keys; serial numbers under ten million give different ones.

    The SIREN begins with 0, which INSEE gives to nobody: a made-up company is never a real one.
    """
    siren = _luhn(f"0{serial * 7_368_787 % 10_000_000:07d}")
    return _luhn(f"{siren}0001")


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Return a text as it stands in an e-mail address."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("ı", "i").lower())
    letters = "".join(c if c.isalnum() and c.isascii() else " " for c in plain if c.isascii())
    return "-".join(letters.split())
