"""How many hours a clause asks for: every method of the trade, exact, each step to be shown.

Nothing is rounded on the way. The obligation is the whole hour nearest to the exact figure, halves
up; both are shown, and the figure of the contract papers wins over both (field.md 2.2).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ave_tui.domain.durations import HOUR
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.schema import TABLES
from ave_tui.domain.sizing_figures import WHOLE, Figure, Given, Measure, Sized, Step, Usages
from ave_tui.domain.trade_choices import SizingMethod
from ave_tui.domain.words import N_

_SHARES: Final = frozenset({"labour_share", "effort", "new_staff"})


def size(given: Given, usages: Usages) -> Sized:
    """Return the hours by a method, with every step.

    Raises:
        RuleBrokenError: Something is missing or makes no sense; `field` says where.
    """
    steps: list[Step] = []
    hours = _BY[given.method](given, usages, steps)
    return Sized(hours, tuple(steps))


def _needed(given: Given, name: str) -> int:
    value = given.number(name)
    label = TABLES["sizing"].field(name)
    if value is None:
        raise RuleBrokenError(
            N_("“{label}” is needed for this method."),
            N_("Fill it in, or choose another method."),
            field=name,
            label=label,
        )
    if value <= 0:
        raise RuleBrokenError(
            N_("“{label}” must be above zero."),
            N_("Look at the figure again."),
            field=name,
            label=label,
        )
    if name in _SHARES and value > WHOLE:
        raise RuleBrokenError(
            N_("“{label}” can't be more than 100 %."),
            N_("Look at the figure again."),
            field=name,
            label=label,
        )
    return value


def _percent(given: Given, name: str) -> Figure:
    return Figure(Fraction(_needed(given, name), 100), Measure.PERCENT)


def _euros(given: Given, name: str) -> Figure:
    measure = Measure.EUROS_AN_HOUR if name == "rate_cents" else Measure.EUROS
    return Figure(Fraction(_needed(given, name), 100), measure)


def _hours(given: Given, name: str) -> Figure:
    return Figure(Fraction(_needed(given, name), HOUR), Measure.HOURS)


def _times(label: str, figure: Figure, percent: Figure, steps: list[Step]) -> Figure:
    """Take a percentage of a figure."""
    result = Figure(figure.value * percent.value / 100, figure.measure)
    steps.append(Step(label, (figure, percent), "×", result))
    return result


def _by_amount(given: Given, euros: Figure, steps: list[Step]) -> Fraction:
    share, effort = _percent(given, "labour_share"), _percent(given, "effort")
    rate = _euros(given, "rate_cents")
    labour = _times(N_("Labour in the amount"), euros, share, steps)
    part = _times(N_("Part for insertion"), labour, effort, steps)
    return _at_rate(N_("Hours at the hourly rate"), part, rate, steps)


def _at_rate(label: str, euros: Figure, rate: Figure, steps: list[Step]) -> Fraction:
    result = Figure(euros.value / rate.value, Measure.HOURS)
    steps.append(Step(label, (euros, rate), "/", result))
    return result.value


def _amount(given: Given, _usages: Usages, steps: list[Step]) -> Fraction:
    return _by_amount(given, _euros(given, "amount_cents"), steps)


def _share_of_hours(given: Given, _usages: Usages, steps: list[Step]) -> Fraction:
    worked, effort = _hours(given, "labour_seconds"), _percent(given, "effort")
    return _times(N_("Part of the working hours"), worked, effort, steps).value


def _fte(given: Given, _usages: Usages, steps: list[Step]) -> Fraction:
    count = Figure(Fraction(_needed(given, "fte"), 100), Measure.COUNT)
    each = _hours(given, "fte_seconds")
    result = Figure(count.value * each.value, Measure.HOURS)
    steps.append(Step(N_("Full-time equivalents × hours of one"), (count, each), "×", result))
    return result.value


def _scale(given: Given, usages: Usages, steps: list[Step]) -> Fraction:
    amount = _euros(given, "amount_cents")
    cents = _needed(given, "amount_cents")
    reached = [band for band in usages.scale if band.from_cents <= cents]
    if not reached:
        raise RuleBrokenError(
            N_("The scale says nothing for this amount."),
            N_("Choose another method, or mend the scale in the rules."),
            field="amount_cents",
        )
    hours = Figure(Fraction(reached[-1].hours), Measure.HOURS)
    steps.append(Step(N_("Hours by the scale"), (amount,), "", hours))
    return hours.value


def _transfer(given: Given, _usages: Usages, steps: list[Step]) -> Fraction:
    if given.labour_seconds is None and given.amount_cents is not None:
        rate = _euros(given, "rate_cents")
        share = _percent(given, "labour_share")
        labour = _times(N_("Labour in the amount"), _euros(given, "amount_cents"), share, steps)
        worked = Figure(_at_rate(N_("Working hours in all"), labour, rate, steps), Measure.HOURS)
    else:
        worked = _hours(given, "labour_seconds")
    new = _times(N_("Hours of newly assigned staff"), worked, _percent(given, "new_staff"), steps)
    return _times(N_("Part for insertion"), new, _percent(given, "effort"), steps).value


def _orders(given: Given, usages: Usages, steps: list[Step]) -> Fraction:
    orders = _euros(given, "amount_cents")
    if given.threshold_cents:
        threshold = _euros(given, "threshold_cents")
        if orders.value < threshold.value:
            nothing = Figure(Fraction(0), Measure.HOURS)
            label = N_("Orders below the volume from which the clause applies")
            steps.append(Step(label, (orders, threshold), "<", nothing))
            return nothing.value
        if usages.only_above:
            above = Figure(orders.value - threshold.value, Measure.EUROS)
            steps.append(Step(N_("Orders above the threshold"), (orders, threshold), "-", above))
            orders = above
    if given.slice_seconds is None and given.slice_cents is None:
        return _by_amount(given, orders, steps)
    size_of, each = _euros(given, "slice_cents"), _hours(given, "slice_seconds")
    exact = orders.value / size_of.value
    whole = -(-exact.numerator // exact.denominator) if usages.begun_slices else int(exact)
    count = Figure(Fraction(whole), Measure.COUNT)
    label = N_("Slices, begun ones too") if usages.begun_slices else N_("Whole slices")
    steps.append(Step(label, (orders, size_of), "/", count))
    result = Figure(count.value * each.value, Measure.HOURS)
    steps.append(Step(N_("Hours of the slices"), (count, each), "×", result))
    return result.value


def _free(given: Given, _usages: Usages, steps: list[Step]) -> Fraction:
    told = _hours(given, "due_seconds")
    steps.append(Step(N_("Figure of the contract papers"), (told,), "", told))
    return told.value


_BY: Final = {
    SizingMethod.AMOUNT: _amount,
    SizingMethod.HOURS: _share_of_hours,
    SizingMethod.FTE: _fte,
    SizingMethod.SCALE: _scale,
    SizingMethod.TRANSFER: _transfer,
    SizingMethod.ORDERS: _orders,
    SizingMethod.FREE: _free,
}
