"""Reads a line like ``dupont 35 s12`` or ``benali 7h30 hier @rénovation``.

Figures and most periods are known by their form wherever they stand. A month's bare name counts
only after the figure: before it, Avril and Jan are people.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ave_tui.domain.durations import parse_hours
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.folding import fold
from ave_tui.domain.periods import Day, Month, Period, Week, parse_period
from ave_tui.domain.words import N_

_MONTH_NAMES: Final = (
    "janvier janv jan january",
    "fevrier fevr fev february feb",
    "mars mar march",
    "avril avr april apr",
    "mai may",
    "juin june jun",
    "juillet juil july jul",
    "aout august aug",
    "septembre sept sep september",
    "octobre oct october",
    "novembre nov november",
    "decembre dec december",
)
_MONTHS: Final = {
    name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()
}
_DAYS_AGO: Final = {"aujourd hui": 0, "aujourdhui": 0, "today": 0, "hier": 1, "yesterday": 1}

_CLOCK: Final = re.compile(
    r"([0-9])\s*h(?:eures?|ours?)?(?:\s*([0-5][0-9])(?![\w/:-]|[.,][0-9])|\b)", re.IGNORECASE
)
_OPERATOR: Final = re.compile(r"(?<=[0-9h])\s*([*×+])\s*(?=[0-9.,])", re.IGNORECASE)
_FIGURE: Final = re.compile(r"[-−]?[.,]?[0-9]")
_YEAR: Final = re.compile(r"[0-9]{4}")
_RECORDED: Final = re.compile(r"[0-9]{4}-[0-9]+(?:[-/]w?[0-9]+)?", re.IGNORECASE)
_WEEK: Final = re.compile(r"(?:([0-9]{4})-)?[sw]([0-9]{1,2})", re.IGNORECASE)
_MONTH: Final = re.compile(r"([0-9]{1,2})/([0-9]{4})")
_DAY: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?")


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of quick entry says; who and where is looked up by the caller."""

    name: str
    seconds: int
    periods: tuple[Period | Week, ...]
    """A week may lie in two months: the caller splits it."""
    at: tuple[str, ...] = ()
    """Words for a lot or a company."""


def parse_line(text: str, today: date) -> Line:
    """Return what a line says; without a period it is about the current month.

    A day, week or month without its year is the last one that has begun.

    Raises:
        RuleBrokenError: A word can't be read or is one too many, or name or hours are missing.
    """
    names: list[str] = []
    at: list[str] = []
    seconds: int | None = None
    period: Period | Week | None = None
    words = _words(text)
    while words:
        word = words.popleft()
        found = _period(word, today)
        if found is None and seconds is not None:
            found = _named_month(word, words, today)
        if found is not None:
            if period is not None:
                raise _one_too_many(word)
            period = found
        elif word.startswith("@"):
            at.append(word[1:])
        elif _FIGURE.match(word):
            if seconds is not None:
                raise _one_too_many(word)
            seconds = parse_hours(word)
        else:
            names.append(word)
    if "" in at:
        raise _incomplete(N_("A lot or a company is missing after “@”."))
    if not names:
        raise _incomplete(N_("Nobody is named in this line."))
    if seconds is None:
        raise _incomplete(N_("There is no figure of hours in this line."))
    return Line(" ".join(names), seconds, (period or Month.of(today),), tuple(at))


def _words(text: str) -> deque[str]:
    """Return the words of a line, with figures like ``7 h 30`` or ``7 * 5`` drawn together."""
    text = _CLOCK.sub(lambda found: f"{found[1]}h{found[2] or ''}", text)
    words = (word.rstrip(",;") for word in _OPERATOR.sub(r"\1", text).split())
    return deque(word for word in words if word)


def _period(word: str, today: date) -> Period | Week | None:
    """Return the period that a word names by its form; None when it has no such form.

    Raises:
        RuleBrokenError: It looks like a period, but there is none such.
    """
    if (ago := _DAYS_AGO.get(fold(word))) is not None:
        return Day(today - timedelta(days=ago))
    if _RECORDED.fullmatch(word):
        return _last_begun(word, [word.upper()], today)
    if parts := _WEEK.fullmatch(word):
        this_year = today.isocalendar().year
        years = [parts[1]] if parts[1] else [this_year, this_year - 1]
        return _last_begun(word, [f"{year}-W{int(parts[2]):02d}" for year in years], today)
    if parts := _MONTH.fullmatch(word):
        return _last_begun(word, [f"{parts[2]}-{int(parts[1]):02d}"], today)
    if parts := _DAY.fullmatch(word):
        years = [parts[3]] if parts[3] else [today.year, today.year - 1]
        rest = f"{int(parts[2]):02d}-{int(parts[1]):02d}"
        return _last_begun(word, [f"{year}-{rest}" for year in years], today)
    return None


def _last_begun(word: str, forms: list[str], today: date) -> Period | Week:
    """Return the first period that exists and, where there is a choice, has begun."""
    for form in forms:
        try:
            period = Week.parse(form) if form[5:6] == "W" else parse_period(form)
        except RuleBrokenError:
            continue
        if len(forms) == 1 or period.first <= today:
            return period
    raise RuleBrokenError(
        N_("“{word}” is no day, week or month."),
        N_("Write for example 12/10, 2026-10-12, s41, 10/2026 or octobre."),
        field="period",
        word=word,
    )


def _named_month(word: str, following: deque[str], today: date) -> Period | Week | None:
    """Return the month that a word names, of the year that follows where one does."""
    number = _MONTHS.get(fold(word))
    if number is None:
        return None
    if following and _YEAR.fullmatch(following[0]):
        return _last_begun(word, [f"{following.popleft()}-{number:02d}"], today)
    return Month(today.year - (number > today.month), number)


def _one_too_many(word: str) -> RuleBrokenError:
    return RuleBrokenError(
        N_("“{word}” is one too many in this line."),
        N_("One name, one figure of hours, one period: enter the rest in another line."),
        word=word,
    )


def _incomplete(problem: str) -> RuleBrokenError:
    return RuleBrokenError(problem, N_("Write for example: dupont 35 s41, benali 7h30 hier @lot."))
