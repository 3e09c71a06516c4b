"""Euros as they are typed and read: ``1 234,50``; kept as whole cents."""

from __future__ import annotations

import re
from typing import Final

from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_

_BLANKS: Final = re.compile(r"[\s\u00a0\u202f]")
_PLAIN: Final = re.compile(r"(\d+)(?:[.,](\d{1,2}))?", re.ASCII)
# Thousands are set apart by points or commas only where each group is whole and the other sign
# parts the cents: 1.234 alone could be either and is not guessed at.
_GROUPED: Final = re.compile(
    r"(\d{1,3}(?:\.\d{3})+),(\d{1,2})|(\d{1,3}(?:,\d{3})+)\.(\d{1,2})", re.ASCII
)
_MOST_DIGITS: Final = 15
"""Enough for any contract, and whole numbers that every database and spreadsheet can hold."""


def parse_cents(text: str) -> int:
    """Return a typed amount in cents.

    Raises:
        AveError: It can't be read without guessing.
    """
    typed = text.strip()
    amount = _BLANKS.sub("", typed).removesuffix("€").removesuffix("EUR")
    if match := _PLAIN.fullmatch(amount):
        euros, cents = match[1], match[2]
    elif match := _GROUPED.fullmatch(amount):
        euros, cents = (match[1] or match[3]), (match[2] or match[4])
        euros = euros.replace(".", "").replace(",", "")
    else:
        raise AveError(
            N_("“{typed}” is not an amount in euros."),
            N_("Type it like 1 234,50 or 1234.5, without thousands points."),
            typed=typed,
        )
    if len(euros) > _MOST_DIGITS:
        raise AveError(
            N_("No contract is worth {typed} euros."),
            N_("Look at the number of zeros."),
            typed=typed,
        )
    return int(euros) * 100 + int((cents or "0").ljust(2, "0"))


def cents_text(cents: int) -> str:
    """Return an amount as it is read, ``1 234,50``."""
    sign = "-" if cents < 0 else ""
    euros, rest = divmod(abs(cents), 100)
    return f"{sign}{euros:,}".replace(",", "\u00a0") + f",{rest:02}"
