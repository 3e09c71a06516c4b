"""Figures of hours: how they are typed, shown and shared out; seconds inside, always whole.

No decimal library: its import alone would cost more than reading a screenful of hours.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

HOUR: Final = 3600
LONGEST_MONTH: Final = 744 * HOUR
"""31 days of 24 hours: nobody can have worked more."""
NO_BREAK_SPACE: Final = "\u00a0"
NARROW_SPACE: Final = "\u202f"

_LONGEST_TEXT: Final = 60
_SPACES: Final = str.maketrans("\u00a0\u202f\u2007\u2009\t", "     ")
# AZERTY without Shift; then what Caps Lock, typographic quotes, Apple and Belgium make of it.
_DIGIT_ROW: Final = str.maketrans("&é\"'(-è_çà", "1234567890") | str.maketrans("É’§È!ÇÀ", "2467890")

_WHOLE: Final = r"[0-9]{1,3}(?:\ [0-9]{3})+|[0-9]+"
_FACTOR: Final = rf"""\s*(?:
    (?P<hours>{_WHOLE})\ ?[h:]\ ?(?P<minutes>[0-5][0-9])
        (?:\ ?(?:min|mn)|:(?P<seconds>[0-5][0-9]))?
    | (?P<whole>{_WHOLE})?(?:[.,](?P<part>[0-9]+))?(?P<unit>\ ?(?:h|heures?|hours?))?
    )\s*"""


class Hours(NamedTuple):
    """A figure of hours in a sentence: whoever shows it may choose another decimal mark."""

    seconds: int

    def __str__(self) -> str:
        return show_hours(self.seconds)


def parse_hours(text: str, *, most: int | None = LONGEST_MONTH) -> int:
    """Return the seconds of ``35``, ``35,5``, ``35.5``, ``35h30``, ``35:30``, ``7*5+3,5``.

    Args:
        text: What was typed; sums and products are worked out exactly, then rounded half up.
        most: What the figure may not exceed; None where there is no such limit.

    Raises:
        RuleBrokenError: It can't be read, is negative or more than `most`.
    """
    plain = text.translate(_SPACES).strip()
    if plain[:1] in ("-", "−"):
        raise RuleBrokenError(
            N_("“{text}” is negative."),
            N_("Type the hours that were worked; to take hours back, empty the cell."),
            field="seconds",
            text=text,
        )
    terms = [_term(term) for term in plain.split("+")] if len(plain) <= _LONGEST_TEXT else [None]
    # Everything on the longest decimal scale: whole numbers stay exact.
    places = max((term[1] for term in terms if term), default=0)
    total = 0
    for term in terms:
        if term is None:
            raise RuleBrokenError(
                N_("“{text}” is not a figure of hours."),
                N_("Type for example 35 or 35,5 or 35h30 or 35:30 or 7*5+3,5."),
                field="seconds",
                text=text,
            )
        total += term[0] * 10 ** (places - term[1])
    scale: int = 10**places
    seconds = (2 * total + scale) // (2 * scale)
    if most is not None and seconds > most:
        raise RuleBrokenError(
            N_("“{text}” is too much: {most} hours at most are possible."),
            N_("Look at the figure again, a decimal mark may be missing."),
            field="seconds",
            text=text,
            most=Hours(most),
        )
    return seconds


def _term(text: str) -> tuple[int, int] | None:
    """Return a product as seconds times ten to the power of the second number."""
    seconds, places, timed = 1, 0, False
    for factor in re.split(r"[*x×]", text):
        found = _factor().fullmatch(factor)
        if found is None or not (found["hours"] or found["whole"] or found["part"]):
            return None
        if found["hours"] or found["unit"]:
            if timed:
                return None  # Hours times hours are no hours.
            timed = True
        if found["hours"]:
            clock = _number(found["hours"]) * 60 + int(found["minutes"])
            seconds *= clock * 60 + int(found["seconds"] or 0)
            continue
        part = found["part"] or ""
        seconds *= _number((found["whole"] or "") + part) * (HOUR if found["unit"] else 1)
        places += len(part)
    return seconds if timed else seconds * HOUR, places


@cache
def _factor() -> re.Pattern[str]:
    # Compiled when hours are first read: every start of the program shows some.
    return re.compile(_FACTOR, re.VERBOSE | re.IGNORECASE)


def _number(digits: str) -> int:
    return int(digits.replace(" ", ""))


def read_digit_row(text: str) -> str:
    """Read the unshifted digit row of an AZERTY keyboard as the digits printed on its keys.

    Only for what is typed in a cell of hours, and only when the setting says so: the minus sign is
    the 6 there.
    """
    return text.translate(_DIGIT_ROW)


def show_hours(seconds: int, comma: str = ",", gap: str = NO_BREAK_SPACE) -> str:
    """Return hours with at most two decimals, rounded half up: ``35``, ``35,5``, ``151,67``.

    Args:
        seconds: What is shown; a balance may be negative.
        comma: The decimal mark.
        gap: What stands between thousands.
    """
    whole, part = divmod((abs(seconds) + 18) // 36, 100)
    decimals = f"{comma}{part:02d}".rstrip("0") if part else ""
    sign = "-" if seconds < 0 and (whole or part) else ""
    return f"{sign}{whole:,}".replace(",", gap) + decimals


def show_clock(seconds: int) -> str:
    """Return hours and minutes, rounded half up to the minute: ``7 h 30``, ``35 h``."""
    hours, minutes = divmod((abs(seconds) + 30) // 60, 60)
    sign = "-" if seconds < 0 and (hours or minutes) else ""
    return f"{sign}{hours} h {minutes:02d}" if minutes else f"{sign}{hours} h"


def share_out(seconds: int, weights: Sequence[int]) -> list[int]:
    """Return parts in proportion to the weights that sum to the whole (largest remainder).

    Equal remainders favour the earlier part. Without any weight there is nothing to go by:
    `ValueError`.
    """
    total = sum(weights)
    if not total:
        raise ValueError("no weights to share by")
    parts = [seconds * weight // total for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda index: seconds * weights[index] % total, reverse=True
    )
    for index in by_remainder[: seconds - sum(parts)]:
        parts[index] += 1
    return parts
