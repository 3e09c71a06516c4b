"""Figures and steps of a sizing, as they are read."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from ave_tui.domain.durations import HOUR, NO_BREAK_SPACE
from ave_tui.domain.sizing_figures import Measure, half_up
from ave_tui.domain.trade_choices import AmendmentKind
from ave_tui.i18n import _, language
from ave_tui.services.labels import join, lot_name

if TYPE_CHECKING:
    from ave_tui.domain.sizing_figures import Figure, Step
    from ave_tui.services.sizing_ground import Ground
    from ave_tui.storage.queries.sizing import ChangeRow

_SIGNS: Final = {"/": "÷", "-": "−"}


def decimal(value: Fraction, places: int = 2) -> str:
    """Return a figure with so many decimals at most, halves up: ``1 234,5``."""
    scaled = half_up(abs(value) * 10**places)
    whole, part = divmod(scaled, 10**places)
    comma = "," if language() == "fr" else "."
    decimals = f"{comma}{part:0{places}d}".rstrip("0") if part else ""
    sign = "-" if value < 0 and scaled else ""
    return sign + f"{whole:,}".replace(",", NO_BREAK_SPACE) + decimals


def euros(cents: int | Fraction) -> str:
    """Return an amount; cents only where there are some."""
    value = Fraction(cents) / 100
    text = decimal(value)
    if value.denominator != 1 and len(text.rpartition("," if language() == "fr" else ".")[2]) == 1:
        text += "0"
    return _("{amount} €", amount=text)


def percent(value: Fraction) -> str:
    """Return a share in per cent."""
    return _("{share} %", share=decimal(value))


def hours_text(value: Fraction) -> str:
    """Return exact hours, with two decimals at most."""
    return _("{hours} h", hours=decimal(value))


def seconds_text(seconds: int) -> str:
    """Return hours that are kept in seconds."""
    return hours_text(Fraction(seconds, HOUR))


def figure_text(figure: Figure) -> str:
    """Return a figure of the calculation with what it counts."""
    match figure.measure:
        case Measure.EUROS:
            return euros(figure.value * 100)
        case Measure.EUROS_AN_HOUR:
            return _("{amount}/h", amount=euros(figure.value * 100))
        case Measure.PERCENT:
            return percent(figure.value)
        case Measure.HOURS:
            return hours_text(figure.value)
        case Measure.COUNT:
            return decimal(figure.value)


def calculation(step: Step) -> str:
    """Return what a step does: ``1 000 000 € × 50 %``."""
    told = figure_text(step.terms[0])
    for sign, term in zip(step.signs, step.terms[1:], strict=True):
        told += f" {_SIGNS.get(sign, sign)} {figure_text(term)}"
    return told


def change_text(change: ChangeRow) -> str:
    """Return what changed a contract: kind, number, name, amount."""
    known = {str(kind): _(kind.label) for kind in AmendmentKind}
    amount = None if change.amount_cents is None else euros(change.amount_cents)
    kind = known.get(change.kind, change.kind)
    return join(kind, change.number, change.name, amount, by=" · ")


def subtitle(ground: Ground) -> str:
    """Return the lot and its contract."""
    lot = ground.lot
    if lot is None:
        return ""
    return join(join(lot.reference, lot.subject), lot_name(lot.number, lot.name), by=" · ")
