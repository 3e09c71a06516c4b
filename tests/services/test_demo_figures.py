"""Proves that a made-up year has the size and the proportions of the national survey."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pytest

from tests.services.demo_year import HOUR, SEEDS, Year, counted, kind_of, number, text, year

COUNTS: Final = {
    "structure": 1,
    "facilitator": 1,
    "company": 50,
    "participant": 159,
    "public_contract": 62,
    "employment_contract": 209,
    "eligibility": 159,
    "visit": 60,
}
SIAE: Final = {"ETTI", "AI", "EI", "ACI", "EITI"}
LOCAL: Final = {"COMMUNE", "EPCI", "DEPARTEMENT", "REGION", "SEM_SPL"}


@pytest.fixture(params=SEEDS)
def told(request: pytest.FixtureRequest) -> Year:
    return year(request.param)


def shares(told: Year, what: str) -> dict[str, float]:
    """Return the shares of the hours by a code of the lot's contract, authority or employer."""
    hours: Counter[str] = Counter()
    for (assignment, _), seconds in counted(told).items():
        task = told.row("assignment", assignment)
        if what == "employer":
            employer = task["employer_id"]
            if task["employment_contract_id"]:
                contract = told.row("employment_contract", task["employment_contract_id"])
                employer = contract["employer_id"]
            code = told.row("company", employer)["kind"]
        else:
            lot = told.row("lot", task["lot_id"])
            contract = told.row("public_contract", lot["public_contract_id"])
            code = contract["nature"]
            if what == "authority":
                code = told.row("authority", contract["authority_id"])["kind"]
        hours[text(code)] += seconds
    return {code: seconds / hours.total() for code, seconds in hours.items()}


def test_counts(told: Year) -> None:
    assert {table: len(told.table(table)) for table in COUNTS} == COUNTS


def test_about_69_000_hours_in_about_2_500_lines(told: Year) -> None:
    assert sum(counted(told).values()) / HOUR == pytest.approx(69_000, rel=0.03)
    lines = Counter(kind_of(text(row["period"])) for row in told.table("hours_entry"))
    assert lines.total() == pytest.approx(2_500, rel=0.05)
    assert lines["month"] > 1.2 * lines["week"]
    assert lines["week"] > 300
    assert lines["day"] > 400


def test_about_one_line_in_fourteen_is_corrected(told: Year) -> None:
    lines = len(told.table("hours_entry")) + len(told.withdrawn)
    assert told.later["hours_entry"] / lines == pytest.approx(0.07, abs=0.02)


def test_contracts_end_and_people_move(told: Year) -> None:
    assert told.later["employment_contract"] > 100
    per_contract = Counter(row["employment_contract_id"] for row in told.table("assignment"))
    assert max(per_contract.values()) >= 2
    assert told.later["assignment"] >= 10


def test_works_58_services_41_supplies_1(told: Year) -> None:
    natures = shares(told, "nature")
    assert natures["WORKS"] == pytest.approx(0.58, abs=0.04)
    assert natures["SERVICES"] == pytest.approx(0.41, abs=0.04)
    assert 0.002 < natures["SUPPLIES"] < 0.025


def test_siae_employ_for_37_hundredths_of_the_hours(told: Year) -> None:
    kinds = shares(told, "employer")
    assert sum(kinds.get(kind, 0) for kind in SIAE) == pytest.approx(0.37, abs=0.035)


def test_local_authorities_44_landlords_17(told: Year) -> None:
    kinds = shares(told, "authority")
    assert sum(kinds.get(kind, 0) for kind in LOCAL) == pytest.approx(0.44, abs=0.05)
    assert kinds["BAILLEUR"] == pytest.approx(0.17, abs=0.04)
    assert {"ETAT", "ETAB_PUBLIC", "HOPITAL", "PRIVE"} <= set(kinds)


def test_people_are_of_all_kinds(told: Year) -> None:
    people = told.table("participant")
    assert sum(row["sex"] == "F" for row in people) / 159 == pytest.approx(0.30, abs=0.09)
    assert sum(number(row["qpv"]) for row in people) / 159 == pytest.approx(0.30, abs=0.11)
    assert len({row["ground"] for row in told.table("eligibility")}) >= 8
    assert len({row["referrer"] for row in people}) >= 6
    ages = [2026 - int(text(row["birth_date"])[:4]) for row in people]
    assert min(ages) >= 18
    assert max(ages) <= 61
    assert min(ages) < 26
    assert max(ages) > 50


def test_the_kind_of_contract_goes_with_the_employer(told: Year) -> None:
    kinds: dict[str, set[str]] = {}
    for row in told.table("employment_contract"):
        employer = told.row("company", row["employer_id"])
        kinds.setdefault(text(employer["kind"]), set()).add(text(row["kind"]))
    assert kinds["ETTI"] == {"TEMPORARY"}
    assert kinds["ACI"] == {"FIXED_TERM_I"}
    assert kinds["EI"] == {"FIXED_TERM_I"}
    assert {"APPRENTICESHIP", "FIXED_TERM", "PERMANENT"} <= kinds["ORDINARY"]


def test_there_is_an_anru_operation_with_contracts(told: Year) -> None:
    (anru,) = told.find("operation", anru=1)
    assert told.find("public_contract", operation_id=anru["id"])


def test_lots_share_their_hours_out(told: Year) -> None:
    assert 100 <= len(told.table("lot")) <= 140
    roles = Counter(row["role"] for row in told.table("award"))
    assert roles["CO_CONTRACTOR"] >= 3
    assert roles["SUBCONTRACTOR"] >= 3
    assert sum(row["opening_seconds"] is not None for row in told.table("award")) >= 3
    for lot in told.table("lot"):
        awards = told.find("award", lot_id=lot["id"])
        if awards:
            bearing = [row for row in awards if not row["lead_id"]]
            assert sum(number(row["due_seconds"]) for row in bearing) == lot["due_seconds"]
            assert all(number(row["due_seconds"]) > 0 for row in awards)


def test_old_hours_are_validated_and_recent_ones_declared(told: Year) -> None:
    old = [r for r in told.table("hours_entry") if text(r["period"]) < "2026-05"]
    assert {row["status"] for row in old} == {"VALIDATED"}
    recent = Counter(
        r["status"] for r in told.table("hours_entry") if text(r["period"]) >= "2026-09"
    )
    assert recent["DECLARED"] / recent.total() > 0.95
