"""Figures with two decimals as they are typed and read: ``5,25``, ``50 %``; kept as hundredths."""

from __future__ import annotations

import re
from typing import Final

from ave_tui.domain.errors import AveError
from ave_tui.domain.words import N_

_FIGURE: Final = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?", re.ASCII)
_BLANKS: Final = re.compile(r"[\s\u00a0\u202f]")


def parse_hundredths(text: str) -> int:
    """Return a typed figure in hundredths; a percent sign after it says nothing more.

    Raises:
        AveError: It can't be read, or has more than two decimals.
    """
    match = _FIGURE.fullmatch(_BLANKS.sub("", text).removesuffix("%"))
    if match is None:
        raise AveError(
            N_("“{typed}” is not a figure with at most two decimals."),
            N_("Type it like 5 or 5,25."),
            typed=text.strip(),
        )
    return int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))


def hundredths_text(hundredths: int, comma: str = ",") -> str:
    """Return a figure as it is read, without decimals that say nothing: ``5``, ``5,25``."""
    sign = "-" if hundredths < 0 else ""
    whole, part = divmod(abs(hundredths), 100)
    return f"{sign}{whole}" + (f"{comma}{part:02}".rstrip("0") if part else "")
