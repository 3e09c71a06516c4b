"""Folds names so that they are found whatever their accents, case, hyphens and ligatures."""

from __future__ import annotations

import unicodedata
from typing import Final

_LETTERS: Final = {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
}
"""Letters that Unicode doesn't take apart."""
_SPACES: Final = frozenset("'’‘ʼ′`´.,_/")
_MARKS: Final = frozenset({"Mn", "Me", "Cf"})
"""Accents, and what steers the direction or the joining of letters: nothing that one types."""
_GAPS: Final = frozenset({"Pd", "Zs", "Zl", "Zp", "Cc"})


class _Folded(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        # Taken apart twice: a part may be upper case (℡), lower case may come apart further.
        once = unicodedata.normalize("NFKD", chr(code)).casefold()
        folded = "".join(map(_folded_part, unicodedata.normalize("NFKD", once)))
        self[code] = folded
        return folded


def _folded_part(character: str) -> str:
    category = unicodedata.category(character)
    if category in _MARKS:
        return ""
    if category in _GAPS or character in _SPACES:
        return " "
    return _LETTERS.get(character, character)


_TABLE: Final = _Folded()


def fold(text: str) -> str:
    """Return a text without case, accents, ligatures, hyphens, apostrophes and double blanks."""
    return " ".join(text.translate(_TABLE).split())


def tokens(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    return tuple(text.translate(_TABLE).split())
