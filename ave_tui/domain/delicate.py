"""Words of health and of offences in a note: pointed out while it is typed, never refused.

A note that says that somebody was in hospital holds health data, which a facilitator does not need
(CNIL: "données excessives", field.md 6). Only whole words count, in any case, with or without
accents, in the singular or the plural.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from ave_tui.domain.folding import fold
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORD: Final = re.compile(r"[^\W_]+")
_PLURALS: Final = "sx"
_LEAST: Final = 4
"""Shorter words keep their last letter: it tells AVC from AVCS, and avis from avi."""


class Matter(Enum):
    """What a word gives away."""

    HEALTH = "health"
    OFFENCE = "offence"

    @property
    def label(self) -> str:
        """What it is called, in English."""
        return _LABELS[self]


_LABELS: Final = {Matter.HEALTH: N_("health"), Matter.OFFENCE: N_("offences")}


@dataclass(frozen=True, slots=True)
class Found:
    """A word that stands in a text."""

    word: str
    """As it was typed."""
    matter: Matter


@dataclass(frozen=True, slots=True)
class WordList:
    """The expressions to look for, by their first word, and those that are no matter."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], Matter], ...]]
    beginnings: tuple[tuple[str, Matter], ...]
    harmless: Mapping[str, tuple[tuple[str, ...], ...]]


def read_words(lines: Iterable[str]) -> WordList:
    """Return a list as its file has it: headings, a word or expression a line, ``!``, ``*``, ``#``.

    Headings that name no matter hold what is no matter.
    """
    by_first: dict[str, list[tuple[tuple[str, ...], Matter]]] = {}
    harmless: dict[str, list[tuple[str, ...]]] = {}
    beginnings: list[tuple[str, Matter]] = []
    matter = Matter.HEALTH
    for line in map(str.strip, lines):
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            named = [each for each in Matter if line == f"[{each.value}]"]
            matter = named[0] if named else matter
        elif line.startswith("!"):
            words = _bare(line[1:])
            harmless.setdefault(words[0], []).append(words)
        elif line.endswith("*"):
            beginnings.append((fold(line[:-1]), matter))
        else:
            words = _bare(line)
            by_first.setdefault(words[0], []).append((words, matter))
    return WordList(
        {first: tuple(sorted(some, key=_longest_first)) for first, some in by_first.items()},
        tuple(beginnings),
        {first: tuple(some) for first, some in harmless.items()},
    )


def delicate(text: str, words: WordList) -> list[Found]:
    """Return what stands in a text of what is on the list, each word once, in its order."""
    typed = _words(text)
    folded = [fold(word).replace(" ", "") for word in typed]
    bare = [_singular(word) for word in folded]
    found: dict[str, Found] = {}
    place = 0
    while place < len(bare):
        skipped = _length_of_harmless(bare, place, words)
        if skipped:
            place += skipped
            continue
        length, matter = _match(folded, bare, place, words)
        if matter is not None:
            said = " ".join(typed[place : place + length])
            found.setdefault(fold(said), Found(said, matter))
        place += length
    return list(found.values())


def _length_of_harmless(bare: list[str], place: int, words: WordList) -> int:
    lengths = [
        len(expression)
        for expression in words.harmless.get(bare[place], ())
        if tuple(bare[place : place + len(expression)]) == expression
    ]
    return max(lengths, default=0)


def _match(
    folded: list[str], bare: list[str], place: int, words: WordList
) -> tuple[int, Matter | None]:
    for expression, matter in words.by_first.get(bare[place], ()):
        if tuple(bare[place : place + len(expression)]) == expression:
            return len(expression), matter
    for beginning, matter in words.beginnings:
        if folded[place].startswith(beginning):
            return 1, matter
    return 1, None


def _longest_first(each: tuple[tuple[str, ...], Matter]) -> tuple[int, tuple[str, ...]]:
    return -len(each[0]), each[0]


def _bare(expression: str) -> tuple[str, ...]:
    return tuple(_singular(fold(word)) for word in _words(expression))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _LEAST and word[-1] in _PLURALS else word
