"""Periods as they are said in a sentence: October 2026, week 41 of October 2026, a date."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from ave_tui.domain.words import N_, Sentence

MONTHS: Final = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
WEEKDAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_PERIOD: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:/W(\d{2}))?", re.ASCII)


def period_words(period: str) -> object:
    """Return what a sentence says of a kept period; one that can't be read is said as it is."""
    if match := _PERIOD.fullmatch(period):
        year, number, week = match.groups()
        month = Sentence(
            N_("{month} {year}"), {"month": Sentence(MONTHS[int(number) - 1]), "year": year}
        )
        if week is None:
            return month
        return Sentence(N_("week {week} of {month}"), {"week": int(week), "month": month})
    return day_words(period)


def day_words(day: str) -> object:
    """Return what a sentence says of a kept date; one that can't be read is said as it is."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        return day


def long_day(day: date) -> Sentence:
    """Return a date with its weekday, as one says it in the morning."""
    return Sentence(
        N_("{weekday} {day} {month} {year}"),
        {
            "weekday": Sentence(WEEKDAYS[day.weekday()]),
            "day": day.day,
            "month": Sentence(MONTHS[day.month - 1]),
            "year": day.year,
        },
    )
