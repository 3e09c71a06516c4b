"""Reads a line like ``dupont 35 s12`` or ``martin, benali 7h30 hier @rénovation #pluie``.

Figures and most periods are known by their form wherever they stand; what form says which is in
`ave_tui.domain.quick_periods`. What follows ``#`` is a note, to the end of the line.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.durations import parse_hours
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.periods import Month
from ave_tui.domain.quick_periods import named_period, period_of
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from datetime import date

    from ave_tui.domain.quick_periods import When

_CLOCK: Final = re.compile(
    r"([0-9])\s*h(?:eures?|ours?)?(?:\s*([0-5][0-9])(?![\w/:-]|[.,][0-9])|\b)", re.IGNORECASE
)
_OPERATOR: Final = re.compile(r"(?<=[0-9h])\s*([*×+])\s*(?=[0-9.,])", re.IGNORECASE)
_FIGURE: Final = re.compile(r"[-−]?[.,]?[0-9]")
_BETWEEN: Final = frozenset({"et", "and", "&", "+"})
"""Words that stand between two people."""
_COMMA: Final = re.compile(r"([^\W\d])\s*[,;]|[,;](?=\s*[^\W\d])")


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says; who and where is looked up by the caller."""

    names: tuple[tuple[str, ...], ...]
    """The words of each group; a group without a comma in it may still be several people."""
    seconds: int
    when: When
    at: tuple[str, ...] = ()
    """Words for a lot or a company."""
    note: str = ""


def parse_line(text: str, today: date) -> Line:
    """Return what a line says; without a period it is about the current month.

    A day, week or month without its year is the last one that has begun.

    Raises:
        RuleBrokenError: A word can't be read or is one too many, or name or hours are missing.
    """
    said, _, note = text.partition("#")
    groups: list[list[str]] = [[]]
    at: list[str] = []
    seconds: int | None = None
    when: When | None = None
    words = _words(said)
    while words:
        word = words.popleft()
        found = period_of(word, today)
        if found is None and seconds is not None:
            found = named_period(word, words, today)
        if found is not None:
            if when is not None:
                raise _one_too_many(word)
            when = found
        elif word.startswith("@"):
            at.append(word[1:])
        elif _FIGURE.match(word):
            if seconds is not None:
                raise _one_too_many(word)
            seconds = parse_hours(word)
        elif word == "," or word.casefold() in _BETWEEN:
            groups.append([])
        else:
            groups[-1].append(word)
    if "" in at:
        raise _incomplete(N_("A lot or a company is missing after “@”."))
    names = tuple(tuple(group) for group in groups if group)
    if not names:
        raise _incomplete(N_("Nobody is named in this line."))
    if seconds is None:
        raise _incomplete(N_("There is no figure of hours in this line."))
    return Line(names, seconds, when or Month.of(today), tuple(at), " ".join(note.split()))


def _words(text: str) -> deque[str]:
    """Return the words of a line, with figures like ``7 h 30`` or ``7 * 5`` drawn together."""
    text = _CLOCK.sub(lambda found: f"{found[1]}h{found[2] or ''}", text)
    text = _COMMA.sub(lambda found: f"{found[1] or ''} , ", text)
    words = (word.rstrip(",;") or word[:1] for word in _OPERATOR.sub(r"\1", text).split())
    return deque("," if word == ";" else word for word in words if word)


def _one_too_many(word: str) -> RuleBrokenError:
    return RuleBrokenError(
        N_("“{word}” is one too many in this line."),
        N_("Names, one figure of hours, one period: enter the rest in another line."),
        word=word,
    )


def _incomplete(problem: str) -> RuleBrokenError:
    return RuleBrokenError(problem, N_("Write for example: dupont 35 s41, benali 7h30 hier @lot."))
