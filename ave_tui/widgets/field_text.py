"""A field's value as it is typed and read; what it means is the domain's to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.dates_text import date_text, month_text, parse_date, parse_month
from ave_tui.domain.durations import parse_hours, show_hours
from ave_tui.domain.errors import AveError
from ave_tui.domain.money_text import cents_text, parse_cents
from ave_tui.domain.schema import Kind
from ave_tui.domain.shares_text import hundredths_text, parse_hundredths
from ave_tui.domain.words import N_
from ave_tui.i18n import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from ave_tui.domain.schema import Field, Value

_MOST: Final = 10**12
_MINUS: Final = "-−–"


def _parse_count(text: str) -> int:
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdecimal()) or int(digits[:13]) > _MOST:
        raise AveError(N_("“{typed}” is not a whole number."), N_("Type digits only."), typed=text)
    return int(digits)


def _parse_hours(text: str) -> int:
    # A lot may be due more than one person works in a month.
    return parse_hours(text, most=None)


_READ: Final[dict[Kind, Callable[[str], Value]]] = {
    Kind.DATE: parse_date,
    Kind.MONTH: parse_month,
    Kind.SECONDS: _parse_hours,
    Kind.CENTS: parse_cents,
    Kind.COUNT: _parse_count,
    Kind.HUNDREDTHS: parse_hundredths,
}

HINTS: Final = {
    Kind.NOTE: N_("Enter begins a new line; Tab leaves the notes."),
    Kind.DATE: N_("Like 12/10/2026 or 12102026."),
    Kind.MONTH: N_("Like 10/2026."),
    Kind.SECONDS: N_("Hours, like 35 or 35,5 or 35h30."),
    Kind.CENTS: N_("Euros, like 1 234,50."),
    Kind.COUNT: N_("A whole number."),
    Kind.HUNDREDTHS: N_("A figure, like 5 or 5,25."),
    Kind.FLAG: N_("Space says yes or no."),
    Kind.CHOICE: N_("Type the first letters, or walk with Space and the arrows; Del empties."),
    Kind.CHOICES: N_("Type the first letters or use the arrows; Space adds or removes."),
    Kind.REFERENCE: N_("Type letters or press Space to choose; Del empties."),
}


def read_value(field: Field, text: str) -> Value:
    """Return what a text means that was typed in a field, None where nothing was typed.

    Raises:
        AveError: It can't be read.
    """
    if not text.strip():
        return None
    if field.kind is Kind.NOTE:
        return text
    read = _READ.get(field.kind)
    plain = text.strip()
    if read is None:
        return plain
    if field.signed and plain[0] in _MINUS:
        taken_off = read(plain[1:])
        return -taken_off if isinstance(taken_off, int) else taken_off
    if field.signed:
        # Lists show what is added with its sign: it may be typed as it is shown.
        return read(plain.removeprefix("+"))
    return read(text)


def show_value(kind: Kind, value: Value) -> str:
    """Return a value as one would type it."""
    if value is None:
        return ""
    if isinstance(value, int):
        if kind is Kind.SECONDS:
            return show_hours(value, gap=" ")
        if kind is Kind.HUNDREDTHS:
            return hundredths_text(value)
        return cents_text(value) if kind is Kind.CENTS else str(value)
    if kind is Kind.DATE:
        return date_text(value)
    return month_text(value) if kind is Kind.MONTH else value


def told(error: AveError) -> str:
    """Return the problem and its remedy in one line of the user's language."""
    sentences = (error.problem, error.remedy)
    return " ".join(say(each) for each in sentences if each.text)
