"""What a sizing starts from and what it gives: figures, steps, scales; `sizing` computes them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from ave_tui.domain.durations import HOUR
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.trade_choices import SizingMethod
from ave_tui.domain.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from ave_tui.domain.schema import Value

WHOLE: Final = 10_000
"""A hundred per cent, in hundredths."""


class Measure(Enum):
    """What a figure of the calculation counts."""

    EUROS = auto()
    HOURS = auto()
    PERCENT = auto()
    EUROS_AN_HOUR = auto()
    COUNT = auto()


class Figure(NamedTuple):
    """A figure of the calculation, exact."""

    value: Fraction
    measure: Measure


class Step(NamedTuple):
    """A line of the calculation: ``1,000,000 EUR x 50 % = 500,000 EUR``."""

    label: str
    """English, marked for translation."""
    terms: tuple[Figure, ...]
    signs: str
    """What stands between the terms, a character each; nothing where one figure is looked up."""
    result: Figure


class Sized(NamedTuple):
    """What the calculation gives."""

    hours: Fraction
    """Unrounded."""
    steps: tuple[Step, ...]

    @property
    def due(self) -> int:
        """The obligation in whole hours, halves up."""
        return half_up(self.hours)

    @property
    def due_seconds(self) -> int:
        """The obligation as it is kept."""
        return self.due * HOUR


class Band(NamedTuple):
    """From an amount on, so many hours are asked for."""

    from_cents: int
    hours: int


class Usages(NamedTuple):
    """What differs from place to place in how hours are computed: rules of the structure."""

    scale: tuple[Band, ...] = ()
    """Ascending by amount."""
    begun_slices: bool = False
    """A slice of orders that was only begun counts as a whole one."""
    only_above: bool = False
    """Only the orders above the threshold count, once it is reached."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a sizing starts from, as its record keeps it: cents, seconds, hundredths."""

    method: SizingMethod = SizingMethod.AMOUNT
    amount_cents: int | None = None
    labour_share: int | None = None
    effort: int | None = None
    rate_cents: int | None = None
    labour_seconds: int | None = None
    fte: int | None = None
    fte_seconds: int | None = None
    new_staff: int | None = None
    slice_cents: int | None = None
    slice_seconds: int | None = None
    threshold_cents: int | None = None
    due_seconds: int | None = None

    @classmethod
    def of(cls, values: Mapping[str, Value]) -> Self:
        """Return what the fields of a record say; a method of a later version counts as free."""
        method = str(values.get("method") or SizingMethod.AMOUNT)
        known = {str(code) for code in SizingMethod}
        numbers = {
            field.name: value
            for field in fields(cls)
            if field.name != "method" and isinstance(value := values.get(field.name), int)
        }
        return cls(SizingMethod(method if method in known else "FREE"), **numbers)

    def number(self, name: str) -> int | None:
        """Return what stands in a field."""
        value: int | None = getattr(self, name)
        return value


USES: Final[dict[SizingMethod, tuple[str, ...]]] = {
    SizingMethod.AMOUNT: ("amount_cents", "labour_share", "effort", "rate_cents"),
    SizingMethod.HOURS: ("labour_seconds", "effort"),
    SizingMethod.FTE: ("fte", "fte_seconds"),
    SizingMethod.SCALE: ("amount_cents",),
    SizingMethod.TRANSFER: (
        "labour_seconds",
        "amount_cents",
        "labour_share",
        "rate_cents",
        "new_staff",
        "effort",
    ),
    SizingMethod.ORDERS: (
        "amount_cents",
        "threshold_cents",
        "slice_cents",
        "slice_seconds",
        "labour_share",
        "effort",
        "rate_cents",
    ),
    SizingMethod.FREE: ("due_seconds",),
}
"""The fields that each method looks at, in the order in which one fills them in."""


def half_up(figure: Fraction) -> int:
    """Return the nearest whole number, halves up."""
    return (2 * figure.numerator + figure.denominator) // (2 * figure.denominator)


def read_scale(codes: tuple[str, ...]) -> tuple[Band, ...]:
    """Return a scale written as ``100000:300`` for 300 h from 100,000 EUR on, ascending.

    Raises:
        RuleBrokenError: A code is not of that form.
    """
    bands = []
    for code in codes:
        euros, _, hours = code.partition(":")
        if not (euros.isdecimal() and hours.isdecimal()):
            raise RuleBrokenError(
                N_("“{code}” is not a band of a scale."),
                N_("Write for example 100000:300 for 300 h from 100 000 € on."),
                field="codes",
                code=code,
            )
        bands.append(Band(int(euros) * 100, int(hours)))
    return tuple(sorted(bands))
