"""Dates and months as they are typed and read: ``12/10/2026``, ``12102026``, ``10/2026``."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_

_DAY_FIRST: Final = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})", re.ASCII)
_DIGITS: Final = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})", re.ASCII)
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_MONTH: Final = re.compile(r"(\d{1,2})[/.\- ](\d{4}|\d{2})", re.ASCII)
_MONTH_DIGITS: Final = re.compile(r"(\d{2})(\d{4}|\d{2})", re.ASCII)
_MONTH_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_PIVOT: Final = 50
"""``49`` is 2049 and ``50`` 1950: births lie before, contracts after."""
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2199


def parse_date(text: str) -> str:
    """Return the ISO text of a typed date.

    Raises:
        AveError: It is no date that ever was or will be.
    """
    typed = text.strip()
    if match := _ISO.fullmatch(typed):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(typed) or _DIGITS.fullmatch(typed):
        day, month, year = match.groups()
    else:
        raise AveError(
            N_("“{typed}” is not a date."), N_("Type it like 12/10/2026 or 12102026."), typed=typed
        )
    try:
        return date(_whole_year(year, typed), int(month), int(day)).isoformat()
    except ValueError:
        raise AveError(
            N_("There is no {typed} in the calendar."),
            N_("Look at the day and the month: 12/10/2026 is 12 October."),
            typed=typed,
        ) from None


def parse_month(text: str) -> str:
    """Return the text of a typed month as it is kept, ``2026-10``.

    Raises:
        AveError: It is no month.
    """
    typed = text.strip()
    if match := _MONTH_ISO.fullmatch(typed):
        year, month = match.groups()
    elif match := _MONTH.fullmatch(typed) or _MONTH_DIGITS.fullmatch(typed):
        month, year = match.groups()
    else:
        raise AveError(
            N_("“{typed}” is not a month."), N_("Type it like 10/2026 or 102026."), typed=typed
        )
    if not 1 <= int(month) <= 12:
        raise AveError(
            N_("There is no month {month}."), N_("Months go from 01 to 12."), month=month
        )
    return f"{_whole_year(year, typed):04}-{int(month):02}"


def _whole_year(year: str, typed: str) -> int:
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= _PIVOT else 2000
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        raise AveError(
            N_("The year of {typed} can't be right."),
            N_("Years go from {first} to {last}."),
            typed=typed,
            first=_FIRST_YEAR,
            last=_LAST_YEAR,
        )
    return number


def date_text(iso: str) -> str:
    """Return a kept date as it is read, ``12/10/2026``; what is no date is returned as it is."""
    match = _ISO.fullmatch(iso)
    return f"{match[3]:0>2}/{match[2]:0>2}/{match[1]}" if match else iso


def month_text(month: str) -> str:
    """Return a kept month as it is read, ``10/2026``; what is no month is returned as it is."""
    match = _MONTH_ISO.fullmatch(month)
    return f"{match[2]:0>2}/{match[1]}" if match else month
