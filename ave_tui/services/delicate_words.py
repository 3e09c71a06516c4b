"""Which words of a record tell of health or offences, by the list that comes with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ave_tui.domain.delicate import delicate, read_words
from ave_tui.domain.schema import TABLES, Kind
from ave_tui.domain.words import N_, Sentence
from ave_tui.services.record_rules import Advice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ave_tui.domain.delicate import Found, WordList
    from ave_tui.domain.schema import Value

_FILE: Final = Path(__file__).parent.parent / "wordlists" / "delicate.txt"
_LINES_TOO: Final = frozenset({("visit", "next_step")})
"""Fields of one line that are notes all the same; other lines are names, trades and papers."""

NOTES: Final = {
    table.name: tuple(
        f.name for f in table.fields if f.kind is Kind.NOTE or (table.name, f.name) in _LINES_TOO
    )
    for table in TABLES.values()
}
"""The fields of each table that somebody writes as they speak."""


@cache
def word_list() -> WordList:
    """Return the list of words, read once."""
    return read_words(_FILE.read_text("utf-8").splitlines())


def delicate_in(table: str, values: Mapping[str, Value]) -> Iterator[tuple[str, list[Found]]]:
    """Yield the notes of a record that tell of health or offences, with the words."""
    for name in NOTES[table]:
        text = values.get(name)
        if isinstance(text, str) and text and (found := delicate(text, word_list())):
            yield name, found


def doubt_words(table: str, values: Mapping[str, Value]) -> Iterator[Advice]:
    """Yield what the notes of a record tell that nobody needs."""
    for name, found in delicate_in(table, values):
        said = N_("“{word}” tells of {matter}: does it have to be written down?")
        first = found[0]
        matter = Sentence(first.matter.label)
        yield Advice(name, Sentence(said, {"word": first.word, "matter": matter}))
