"""The rules of sizing and of the duty to put a clause in, with defaults and sources."""

from __future__ import annotations

from typing import Final

from ave_tui.domain.durations import HOUR
from ave_tui.domain.rule import Rule, Unit
from ave_tui.domain.words import N_

_THRESHOLD: Final = N_("European thresholds of 2026 and 2027, before tax.")

SIZING_RULES: Final = (
    Rule(
        "fte_hours",
        N_("Hours of a full-time equivalent, a year"),
        Unit.SECONDS,
        1600 * HOUR,
        N_("AVE counts 1,600 h; 1,607, 1,820 and 12 × 151.67 are in use too."),
    ),
    Rule(
        "legal_week",
        N_("Hours of a full-time week"),
        Unit.SECONDS,
        35 * HOUR,
        N_("Labour code: 35 hours a week, 35 × 52 / 12 = 151.67 a month."),
    ),
    Rule(
        "hourly_rate",
        N_("Hourly rate of a sizing, all charges"),
        Unit.CENTS,
        3000,
        N_("MEF Sud 77: 25 to 30 € in the 2010s. No newer figure is published: set your own."),
    ),
    Rule(
        "training_scale",
        N_("Scale of the training clause: from an amount on, so many hours"),
        Unit.CODES,
        0,
        N_("Clause sociale de formation (State buyers), firm period only."),
        codes=("1:150", "100000:300", "200000:450", "400000:900"),
    ),
    Rule(
        "begun_slices",
        N_("A slice of orders that was only begun counts"),
        Unit.FLAG,
        0,
        N_("Assumption: only whole slices; the contract papers decide."),
    ),
    Rule(
        "orders_above",
        N_("Only orders above the minimum volume count"),
        Unit.FLAG,
        0,
        N_("Assumption: once the volume is reached, all orders count."),
    ),
    Rule(
        "sizing_least",
        N_("Hours below which a clause is hardly realistic"),
        Unit.SECONDS,
        105 * HOUR,
        N_("Assumption: three weeks of one person."),
    ),
    Rule(
        "sizing_months",
        N_("Months below which a clause is hardly realistic"),
        Unit.MONTHS,
        2,
        N_("IAE Aquitaine: operations of two months and more."),
    ),
    Rule(
        "clause_duty",
        N_("A clause is due from the European thresholds on (article 35)"),
        Unit.FLAG,
        0,
        N_("Climate and resilience law, article 35: from 22 August 2026 (L2112-2-1, L3114-2-1)."),
        built_in=(("2026-08-22", 1),),
    ),
    Rule("eu_threshold_works", N_("Threshold: works"), Unit.CENTS, 540_400_000, _THRESHOLD),
    Rule(
        "eu_threshold_state",
        N_("Threshold: supplies and services of the State"),
        Unit.CENTS,
        14_000_000,
        _THRESHOLD,
    ),
    Rule(
        "eu_threshold_local",
        N_("Threshold: supplies and services of other authorities"),
        Unit.CENTS,
        21_600_000,
        _THRESHOLD,
    ),
    Rule(
        "eu_threshold_concessions",
        N_("Threshold: concessions"),
        Unit.CENTS,
        540_400_000,
        _THRESHOLD,
    ),
)
