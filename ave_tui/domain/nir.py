"""Finds social security numbers (NIR) in a text: facilitators may not keep any (field.md 6).

Décret 2019-341 lists who may use the number; facilitators are not among them. A number is taken
for one only if it is built like one, so that a SIRET, a telephone number, an amount, an IBAN, a
PASS number or a date is never refused.
"""

from __future__ import annotations

import re
from typing import Final

_GAP: Final = r"[ .\u00a0\u2009\u202f-]?"
_CORE: Final = re.compile(
    rf"(?<![0-9a-f])(?<![0-9][.,])([1-478]){_GAP}([0-9]{{2}}){_GAP}([0-9]{{2}}){_GAP}"
    rf"([0-9][0-9ABab]){_GAP}([0-9]{{3}}){_GAP}([0-9]{{3}})"
)
"""Sex, year, month, département, commune, order; blanks and dots only where one writes them."""
_KEY: Final = re.compile(rf"{_GAP}([0-9]{{2}})(?![0-9A-Za-z]|[/:.,-][0-9])")
_ANYHOW: Final = re.compile(
    r"(?<![0-9a-f])(?:[0-9][ .\u00a0\u2009\u202f-]?){14}[0-9](?![0-9A-Za-z])"
)
"""Fifteen figures in any groups: only a right key tells those from something else."""
_ACCOUNT: Final = re.compile(
    r"\b[A-Za-z]{2}[0-9]{2}(?: [0-9A-Za-z]{4}){3,7}(?: [0-9A-Za-z]{1,3})?\b"
)
"""An IBAN as one writes it; the end of one has fifteen figures whose key is sometimes right."""
_CORSICA: Final = {"2A": "19", "2B": "18"}
_BASE: Final = 97


def key_of(figures: str) -> int:
    """Return the key of the first thirteen places of a number; Corsica counts as 19 and 18."""
    place = figures[5:7].upper()
    return _BASE - int(figures[:5] + _CORSICA.get(place, place) + figures[7:13]) % _BASE


def has_nir(text: str) -> bool:
    """Tell whether a text holds what is built like a social security number.

    Thirteen places are enough; where two figures of a key follow they must be right.
    """
    return any(_is_nir(text, found) for found in _CORE.finditer(text)) or any(
        _is_whole(re.sub("[^0-9]", "", found[0]))
        for found in _ANYHOW.finditer(_ACCOUNT.sub("IBAN", text))
    )


def _is_nir(text: str, found: re.Match[str]) -> bool:
    figures = "".join(found.groups()).upper()
    if not _is_built_so(figures):
        return False
    key = _KEY.match(text, found.end())
    if key is not None:
        return int(key[1]) == key_of(figures)
    after = text[found.end() : found.end() + 1]
    # Without a key nothing but its form tells it: the months that stand for no month are too many.
    return not after.isalnum() and 1 <= int(figures[3:5]) <= 12


def _is_whole(figures: str) -> bool:
    return _is_built_so(figures[:13]) and int(figures[13:]) == key_of(figures)


def _is_built_so(figures: str) -> bool:
    """Tell whether thirteen places can be sex, year, month, place of birth and order."""
    month, place = int(figures[3:5]), figures[5:7]
    return (
        figures[0] in "123478"
        and (1 <= month <= 12 or month == 20 or 30 <= month <= 42 or 50 <= month <= 99)
        and (place in _CORSICA or (place.isdecimal() and place != "00"))
        and figures[7:10] != "000"
        and figures[10:13] != "000"
    )
