"""Periods as one types them in passing: ``hier``, ``s12``, ``12/03``, ``3-7/11``, ``m-1``.

A month's or a weekday's bare name counts only after the figure: before it, Avril, Jan and Jeu are
people. Without its year a period is the last one that has begun.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.folding import fold
from ave_tui.domain.holidays import Days
from ave_tui.domain.periods import Day, Month, Period, Week, parse_period
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from collections import deque

When = Period | Week | Days
"""What a figure may be about; a week or a span may lie in two months."""

_MONTH_NAMES: Final = (
    "janvier janv jan january",
    "fevrier fevr fev february feb",
    "mars march",
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
_DAY_NAMES: Final = (
    "lundi lun monday mon",
    "mardi mar tuesday tue",
    "mercredi mer wednesday wed",
    "jeudi jeu thursday thu",
    "vendredi ven friday fri",
    "samedi sam saturday sat",
    "dimanche dim sunday sun",
)
_WEEKDAYS: Final = {
    name: number for number, names in enumerate(_DAY_NAMES) for name in names.split()
}
_DAYS_AGO: Final = {
    "aujourd hui": 0,
    "aujourdhui": 0,
    "today": 0,
    "hier": 1,
    "yesterday": 1,
    "avant hier": 2,
}
NAMES: Final = (*_MONTHS, *_WEEKDAYS, *(word for word in _DAYS_AGO if " " not in word))
"""Every name of a period, folded: what a word that is almost one of them may mean."""

_YEAR: Final = re.compile(r"[0-9]{4}")
_RECORDED: Final = re.compile(r"[0-9]{4}-[0-9]+(?:[-/]w?[0-9]+)?", re.IGNORECASE)
_WEEK: Final = re.compile(r"(?:([0-9]{4})-)?[sw]([0-9]{1,2})", re.IGNORECASE)
_BACK: Final = re.compile(r"([msw])-([0-9]{1,2})", re.IGNORECASE)
_MONTH: Final = re.compile(r"([0-9]{1,2})/([0-9]{4})")
_DAY: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?")
_SPAN: Final = re.compile(
    r"([0-9]{1,2})(?:/([0-9]{1,2}))?[-–]([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?"
)


def period_of(word: str, today: date) -> When | None:
    """Return the period that a word names by its form; None when it has no such form.

    Raises:
        RuleBrokenError: It looks like a period, but there is none such.
    """
    if (ago := _DAYS_AGO.get(fold(word))) is not None:
        return Day(today - timedelta(days=ago))
    if parts := _BACK.fullmatch(word):
        number = int(parts[2])
        if parts[1].lower() == "m":
            return Month.of(today).shift(-number)
        return Week.of(today - timedelta(weeks=number))
    if parts := _SPAN.fullmatch(word):
        return _span(word, parts, today)
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


def named_period(word: str, following: deque[str], today: date) -> When | None:
    """Return the month or weekday that a word names; a year that follows a month is taken."""
    name = fold(word)
    if (weekday := _WEEKDAYS.get(name)) is not None:
        return Day(today - timedelta(days=(today.weekday() - weekday) % 7))
    number = _MONTHS.get(name)
    if number is None:
        return None
    if following and _YEAR.fullmatch(following[0]):
        return _last_begun(word, [f"{following.popleft()}-{number:02d}"], today)
    return Month(today.year - (number > today.month), number)


def _span(word: str, parts: re.Match[str], today: date) -> When:
    """Return the days from one to another; those of a turn of the year lie in two years."""
    first_day, first_month, last_day, last_month, year = parts.groups()
    for of in [int(year)] if year else [today.year, today.year - 1]:
        try:
            last = date(of, int(last_month), int(last_day))
            first = date(of, int(first_month or last_month), int(first_day))
            if first > last and first_month:
                first = first.replace(year=of - 1)
        except ValueError:
            continue
        if first <= last and (year or first <= today):
            return Days(first, last)
    raise _no_period(word)


def _last_begun(word: str, forms: list[str], today: date) -> Period | Week:
    """Return the first period that exists and, where there is a choice, has begun."""
    for form in forms:
        try:
            period = Week.parse(form) if form[5:6] == "W" else parse_period(form)
        except RuleBrokenError:
            continue
        if len(forms) == 1 or period.first <= today:
            return period
    raise _no_period(word)


def _no_period(word: str) -> RuleBrokenError:
    return RuleBrokenError(
        N_("“{word}” is no day, week or month."),
        N_("Write for example 12/10, 3-7/11, 2026-10-12, s41, 10/2026, octobre or lundi."),
        field="period",
        word=word,
    )
