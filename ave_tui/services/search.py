"""Finds records as one types: any letters, without accents, forgiving a slip of the finger.

The words of all names are kept apart from the records they stand in: a typed word is held against
each distinct word once, not against each record.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from ave_tui.domain.folding import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ave_tui.domain.schema import Id
    from ave_tui.services.labels import Named

ENOUGH: Final = 5
"""With so many matches nobody looks for a slip."""
_ONE_SLIP: Final = 4
_TWO_SLIPS: Final = 8
"""Letters that a word must have before one or two slips are forgiven in it."""
_MANY: Final = 1_000
"""With so many that begin as typed, nobody looks for those that only hold the letters."""
_REMEMBERED: Final = 64
_FEW: Final = 2_000
"""So many records are sooner looked at one by one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it is found."""

    name: Named
    parts: tuple[str | None, ...]
    order: tuple[str, ...]
    words: tuple[str, ...]
    """Folded; the name's and what tells it from others."""
    erased: bool

    @classmethod
    def of(cls, name: Named, parts: tuple[str | None, ...], *, erased: bool) -> Entry:
        """Return the entry of a record; of an erased one no word is left to find it by."""
        order = tokens(name.label)
        words = () if erased else order + tokens(name.context)
        return cls(name, parts, order, words, erased)


class SearchIndex:
    """The records of one table in the order of their names, and the words that lead to them."""

    def __init__(self, entries: dict[Id, Entry]) -> None:
        self.entries = entries
        self.rows: list[Id] = sorted(
            entries, key=lambda row: (entries[row].erased, entries[row].order, row)
        )
        self._ordered = [entries[row] for row in self.rows]
        self._places: dict[str, list[int]] = {}
        self._named: dict[str, list[int]] = {}
        for place, entry in enumerate(self._ordered):
            for word in entry.words:
                self._places.setdefault(word, []).append(place)
            for word in entry.words[: len(entry.order)]:
                self._named.setdefault(word, []).append(place)
        self._words = sorted(self._places)
        self._held: dict[str, list[str]] = {}

    def find(self, typed: str) -> list[Id]:
        """Return the records that have all typed words: first in the name, first at its start.

        In a crowd the inside of words is left alone as long as a thousand begin as typed: one more
        letter tells more than a longer list.
        """
        # The longest word leaves fewest: the others need only be looked for in those.
        words = sorted(tokens(typed), key=len, reverse=True)
        if not words:
            return self.rows
        called = self._meeting(words, self._beginning, self._named, _called)
        first = self._meeting(words, self._beginning, self._places, _begins)
        found = [*sorted(called), *sorted(first - called)]
        if len(found) < _MANY:
            held = self._meeting(words, self._holding, self._places, _holds)
            found += sorted(held - first)
        if len(found) < ENOUGH:
            alike = self._meeting(words, self._resembling, self._places, None)
            found += sorted(alike.difference(found))
        return [self.rows[place] for place in found]

    def with_word(self, word: str) -> Iterator[Id]:
        """Yield the records that have a whole folded word."""
        for place in self._places.get(word, ()):
            yield self.rows[place]

    def _beginning(self, word: str) -> Iterator[str]:
        at = bisect_left(self._words, word)
        return takewhile(lambda known: known.startswith(word), islice(self._words, at, None))

    def _holding(self, word: str) -> list[str]:
        held = self._held.get(word)
        if held is None:
            if len(self._held) > _REMEMBERED:
                self._held.clear()
            # What holds these letters is among what held all but the last of them.
            among = self._held.get(word[:-1], self._words)
            held = self._held[word] = [known for known in among if word in known]
        return held

    def _resembling(self, word: str) -> list[str]:
        slips = (len(word) >= _ONE_SLIP) + (len(word) >= _TWO_SLIPS)
        held = self._holding(word)
        if not slips:
            return held
        # Only a slip needs the library; most filters never come here.
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        alike = extract(word, self._words, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return [*held, *(known for known, _distance, _place in alike)]

    def _meeting(
        self,
        words: list[str],
        expand: Callable[[str], Iterable[str]],
        among: dict[str, list[int]],
        has: Callable[[Entry, str], bool] | None,
    ) -> set[int]:
        """Return the places of the records that meet every word.

        Args:
            words: What was typed.
            expand: Turns a typed word into the known words it may stand for.
            among: The places of each known word.
            has: Tells the same of one record: quicker where few are left.
        """
        met: set[int] | None = None
        for word in words:
            if met is not None and has is not None and len(met) <= _FEW:
                met = {place for place in met if has(self._ordered[place], word)}
                continue
            places: set[int] = set()
            for known in expand(word):
                places.update(among.get(known, ()))
            met = places if met is None else met & places
        return met or set()


def _called(entry: Entry, word: str) -> bool:
    return any(known.startswith(word) for known in entry.words[: len(entry.order)])


def _begins(entry: Entry, word: str) -> bool:
    return any(known.startswith(word) for known in entry.words)


def _holds(entry: Entry, word: str) -> bool:
    return any(word in known for known in entry.words)
