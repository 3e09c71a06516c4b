"""Clauses without hours, and article 35: field.md 2.1, with the thresholds of 2026 and 2027."""

from __future__ import annotations

import pytest

from ave_tui.domain import clause_duty
from ave_tui.domain.choices import AuthorityKind, ClauseKind, ContractStatus, Nature
from ave_tui.domain.clause_duty import Contract, Duty, Gap, gaps, threshold_rule
from ave_tui.domain.rules import RULES, Dated, value_on

BIG = Contract("", "TENDER", "WORKS", "COMMUNE", 540_400_000, "2026-08-22", "", "", 0)


def duty(rule: str, day: str, values: tuple[Dated, ...] = ()) -> Duty:
    return Duty(bool(value_on("clause_duty", values, day)), value_on(rule, values, day))


def found(contract: Contract) -> list[Gap]:
    return [gap for gap, _ in gaps(contract, "2026-11-23", duty)]


def test_achatpublic_31556_a_clause_without_a_figure_is_inoperative() -> None:
    clause = BIG._replace(clause="EXECUTION", status="NOTIFIED")
    assert found(clause) == [Gap.HOURS]
    assert found(clause._replace(due_seconds=3600)) == []
    assert found(clause._replace(status="STUDIED")) == [], "the figure is still to come"
    assert found(clause._replace(status="CLOSED")) == []
    assert found(clause._replace(clause="RESERVED_EA")) == [], "a reservation needs no hours"


def test_article_35_from_22_august_2026_on() -> None:
    assert found(BIG) == [Gap.CLAUSE]
    assert found(BIG._replace(notified_on="2026-08-21")) == []
    assert found(BIG._replace(notified_on="")) == [Gap.CLAUSE], "today counts"
    assert found(BIG._replace(clause="RESERVED_IAE")) == []
    assert found(BIG._replace(status="ABANDONED")) == []


@pytest.mark.parametrize(
    ("changed", "cents", "rule"),
    [
        ({}, 540_400_000, "eu_threshold_works"),
        ({"nature": "SERVICES"}, 21_600_000, "eu_threshold_local"),
        ({"nature": "SUPPLIES"}, 21_600_000, "eu_threshold_local"),
        ({"nature": "SERVICES", "authority_kind": "ETAT"}, 14_000_000, "eu_threshold_state"),
        ({"nature": "SERVICES", "concession": True}, 540_400_000, "eu_threshold_concessions"),
    ],
)
def test_european_thresholds_by_nature_and_authority(
    changed: dict[str, object], cents: int, rule: str
) -> None:
    contract = BIG._replace(**changed, amount_cents=cents)  # type: ignore[arg-type]
    assert threshold_rule(contract) == rule
    assert found(contract) == [Gap.CLAUSE]
    assert found(contract._replace(amount_cents=cents - 1)) == []


def test_an_exception_needs_its_reason() -> None:
    bare = BIG._replace(exception="NO_LINK")
    assert found(bare) == [Gap.CLAUSE]
    assert found(bare._replace(exception_note=" ")) == [Gap.CLAUSE]
    assert found(bare._replace(exception_note="Fourniture de logiciels")) == []


def test_what_is_not_known_is_not_reproached() -> None:
    assert found(BIG._replace(amount_cents=None)) == []
    assert found(BIG._replace(nature="")) == []
    assert found(BIG._replace(authority_kind="PRIVE")) == []


def test_the_law_changes_a_default_on_its_day_and_the_structure_wins_over_it() -> None:
    assert RULES["clause_duty"].default_on("2026-08-21") == 0
    assert RULES["clause_duty"].default_on("2026-08-22") == 1
    later = Dated("r", "clause_duty", "2026-10-01", 0)
    assert value_on("clause_duty", [later], "2026-09-30") == 1
    assert value_on("clause_duty", [later], "2026-10-01") == 0


def test_the_codes_are_those_of_the_choices() -> None:
    assert set(ClauseKind) >= clause_duty.WITH_HOURS
    assert {clause_duty.TOO_EARLY, *clause_duty.OVER} <= set(ContractStatus)
    assert clause_duty.WORKS in set(Nature)
    assert {clause_duty.STATE, clause_duty.PRIVATE} <= set(AuthorityKind)
