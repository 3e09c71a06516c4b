"""Hours of a clause: the published examples, and what holds whatever the figures."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.durations import HOUR
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.rules import RULES
from ave_tui.domain.sizing import size
from ave_tui.domain.sizing_figures import USES, Band, Given, Usages, half_up, read_scale
from ave_tui.domain.trade_choices import SizingMethod

MILLION = 100_000_000
USAGES = Usages(read_scale(RULES["training_scale"].codes))
AMOUNT = Given(SizingMethod.AMOUNT, MILLION, labour_share=5000, effort=500, rate_cents=3000)


def test_mefsud77_a_million_at_50_and_5_per_cent_and_30_euros_gives_833_hours() -> None:
    sized = size(AMOUNT, USAGES)
    assert (sized.hours, sized.due) == (Fraction(2500, 3), 833)
    assert [step.result.value for step in sized.steps] == [500_000, 25_000, Fraction(2500, 3)]
    assert sized.due_seconds == 833 * HOUR


def test_at_25_euros_the_same_gives_1000_hours() -> None:
    assert size(replace(AMOUNT, rate_cents=2500), USAGES).hours == 1000


@pytest.mark.parametrize(
    ("euros", "hours"),
    [
        (1, 150),
        (99999, 150),
        (100000, 300),
        (199999, 300),
        (200000, 450),
        (250000, 450),
        (399999, 450),
        (400000, 900),
        (10000000, 900),
    ],
)
def test_clause_sociale_de_formation_knows_four_values_by_amount(euros: int, hours: int) -> None:
    assert size(Given(SizingMethod.SCALE, euros * 100), USAGES).due == hours


def test_a_scale_without_a_band_for_the_amount_says_so() -> None:
    with pytest.raises(RuleBrokenError, match="scale says nothing") as refused:
        size(Given(SizingMethod.SCALE, 5000), Usages((Band(10_000, 150),)))
    assert refused.value.field == "amount_cents"


@pytest.mark.parametrize("code", ["100000", "x:1", "1:", ":3", "1:2:3", "-1:3"])
def test_a_scale_that_is_none_is_refused(code: str) -> None:
    with pytest.raises(RuleBrokenError):
        read_scale((code,))


def test_anru_5_per_cent_of_the_working_hours() -> None:
    given = Given(SizingMethod.HOURS, labour_seconds=1_200_000 * HOUR, effort=500)
    assert size(given, USAGES).due == 60_000, "a tunnel lot of the line 15 South"


def test_grafie_full_time_equivalents_times_the_hours_of_one() -> None:
    given = Given(SizingMethod.FTE, fte=250, fte_seconds=1607 * HOUR)
    assert size(given, USAGES).hours == Fraction("4017.5")
    assert size(given, USAGES).due == 4018, "halves go up"


def test_inserpropre_only_newly_assigned_staff_counts_prorata() -> None:
    given = Given(SizingMethod.TRANSFER, labour_seconds=10_000 * HOUR, new_staff=2500, effort=1000)
    assert size(given, USAGES).due == 250
    by_amount = replace(AMOUNT, method=SizingMethod.TRANSFER, new_staff=2500)
    assert size(by_amount, USAGES).hours == Fraction(2500, 3) / 4


def test_orders_are_computed_like_an_amount_or_by_the_slice() -> None:
    orders = replace(AMOUNT, method=SizingMethod.ORDERS)
    assert size(orders, USAGES).hours == Fraction(2500, 3)
    sliced = Given(SizingMethod.ORDERS, 17_499_999, slice_cents=5_000_000, slice_seconds=35 * HOUR)
    assert size(sliced, USAGES).due == 3 * 35
    assert size(sliced, USAGES._replace(begun_slices=True)).due == 4 * 35
    whole = replace(sliced, amount_cents=15_000_000)
    assert size(whole, USAGES._replace(begun_slices=True)).due == 3 * 35


def test_orders_below_the_volume_of_the_start_ask_for_nothing_yet() -> None:
    orders = replace(AMOUNT, method=SizingMethod.ORDERS, threshold_cents=MILLION + 1)
    assert size(orders, USAGES).hours == 0
    reached = replace(orders, threshold_cents=MILLION // 2)
    assert size(reached, USAGES).hours == Fraction(2500, 3)
    assert size(reached, USAGES._replace(only_above=True)).hours == Fraction(1250, 3)


def test_the_figure_of_the_papers_is_taken_as_it_is() -> None:
    assert size(Given(SizingMethod.FREE, due_seconds=700 * HOUR), USAGES).due == 700


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"amount_cents": None}, "amount_cents"),
        ({"amount_cents": 0}, "amount_cents"),
        ({"rate_cents": 0}, "rate_cents"),
        ({"effort": 10_001}, "effort"),
        ({"labour_share": -1}, "labour_share"),
    ],
)
def test_nonsense_is_refused_at_its_field(changed: dict[str, int | None], field: str) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        size(replace(AMOUNT, **changed), USAGES)  # type: ignore[arg-type]
    assert refused.value.field == field


@pytest.mark.parametrize("method", SizingMethod)
def test_every_method_says_what_it_lacks(method: SizingMethod) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        size(Given(method), USAGES)
    assert refused.value.field in USES[method]


def test_a_record_of_a_later_version_is_taken_by_its_figure() -> None:
    given = Given.of({"method": "LATER", "due_seconds": 3600, "effort": "5"})
    assert given == Given(SizingMethod.FREE, due_seconds=3600)
    assert Given.of({}) == Given()


_CENTS = st.integers(1, 10**12)
_SHARES = st.integers(1, 10_000)


@given(_CENTS, _SHARES, _SHARES, st.integers(1, 100_000))
def test_the_hours_are_exact_and_rounded_once_halves_up(
    amount: int, share: int, effort: int, rate: int
) -> None:
    sized = size(Given(SizingMethod.AMOUNT, amount, share, effort, rate), USAGES)
    assert sized.hours * rate * 10**8 == amount * share * effort
    assert sized.due - Fraction(1, 2) <= sized.hours < sized.due + Fraction(1, 2)
    assert sized.steps[-1].result.value == sized.hours


@given(_CENTS, _CENTS)
def test_an_amendment_that_adds_to_the_amount_never_takes_hours_away(one: int, more: int) -> None:
    for method in (SizingMethod.AMOUNT, SizingMethod.SCALE, SizingMethod.ORDERS):
        before = replace(AMOUNT, method=method, amount_cents=one + 100)
        after = replace(before, amount_cents=one + 100 + more)
        assert size(after, USAGES).hours >= size(before, USAGES).hours


@given(st.fractions(min_value=0, max_value=10**9))
def test_half_up_is_the_nearest_whole_number(figure: Fraction) -> None:
    assert half_up(figure) - Fraction(1, 2) <= figure < half_up(figure) + Fraction(1, 2)
