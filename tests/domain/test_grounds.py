"""What each ground wants to be seen, and how fresh (field.md 3.1; arrêté of 4 September 2025)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.choices import CompanyKind, Ground
from ave_tui.domain.grounds import (
    BESIDE,
    LEVEL_1,
    LEVEL_2,
    LEVEL_2_WANTED,
    PROOFS,
    grounds_of,
    lacks,
    most_months,
    opens_iae,
)

if TYPE_CHECKING:
    from ave_tui.domain.schema import Values

ON = date(2026, 11, 23)


def codes(values: Values, on: date = ON) -> list[str]:
    """Return the codes of what is missing."""
    return [lack.code for lack in lacks(values, on)]


def test_every_ground_says_what_it_wants_field_md_3_1() -> None:
    assert set(PROOFS) == set(Ground)
    assert all(PROOFS.values())


@pytest.mark.parametrize(
    ("ground", "months"),
    [
        ("RSA", 3), ("ASS", 3), ("AAH", 3), ("DELD", 3), ("DETLD", 3), ("QPV", 6), ("ZRR", 6),
        ("DETENTION_MJ", 6), ("FLE", 6), ("PM", 6), ("ASE", 12), ("TH", 0), ("REF_DA", 0),
    ],
)  # fmt: skip
def test_how_fresh_a_proof_must_be_arrete_of_4_september_2025(ground: str, months: int) -> None:
    assert most_months(ground, "") == months


def proof(dated: str | None, **more: str) -> Values:
    """Return an eligibility whose proof was seen."""
    return {"ground": "RSA", "proof_kind": "CAF_MSA", "proof_on": "2026-11-20",
            "proof_dated": dated, **more}  # fmt: skip


def test_under_three_months_is_fresh_to_the_day_field_md_3_1() -> None:
    assert codes(proof("2026-08-24")) == []
    assert codes(proof("2026-08-23")) == ["STALE"]
    assert codes(proof(None)) == ["UNDATED"]
    assert codes(proof("2026-11-24")) == ["AHEAD"]


def test_a_status_need_only_be_valid_on_the_day_field_md_3_1() -> None:
    assert codes({"ground": "TH", "proof_kind": "MDPH", "proof_on": "2026-11-20"}) == []
    old = {"ground": "TH", "proof_on": "2026-11-20", "proof_dated": "2015-01-01"}
    assert codes({**old}) == []


def test_nothing_seen_is_said_first() -> None:
    assert codes({"ground": "TH"}) == ["UNSEEN"]
    assert codes({"ground": "RSA", "proof_kind": "MDPH"}) == ["UNSEEN", "KIND"]


def test_other_difficulties_want_an_opinion_its_author_and_date_cie84() -> None:
    seen: Values = {"ground": "AUTRE", "proof_kind": "OPINION", "proof_on": "2026-11-20"}
    assert codes(seen) == ["OPINION", "OPINION_DATE"]
    assert codes({**seen, "opinion_by": "PLIE", "proof_dated": "2026-11-02"}) == []


@pytest.mark.parametrize("ground", sorted(BESIDE))
def test_a_secondary_criterion_is_never_the_only_ground_field_md_3_1(ground: Ground) -> None:
    assert codes({"ground": str(ground), "proof_on": "2026-11-20"}) == ["BESIDE"]


def test_an_etti_wants_2_criteria_of_level_2_and_an_aci_3_field_md_9() -> None:
    two, three = ("QPV", "DELD"), ("QPV", "DELD", "PI")
    assert opens_iae(CompanyKind.ETTI, two)
    assert not opens_iae(CompanyKind.ACI, two)
    assert opens_iae(CompanyKind.ACI, three)
    assert not opens_iae(CompanyKind.ETTI, ("QPV", "QPV"))


@given(st.sampled_from(sorted(LEVEL_2_WANTED)), st.sets(st.sampled_from(sorted(LEVEL_2))))
def test_level_2_opens_by_number_alone_field_md_3_3(kind: CompanyKind, some: set[Ground]) -> None:
    assert opens_iae(kind, some) == (len(some) >= LEVEL_2_WANTED[kind])


@given(st.sampled_from(sorted(LEVEL_2_WANTED)), st.sampled_from(sorted(LEVEL_1)))
def test_one_of_level_1_is_enough_field_md_3_3(kind: CompanyKind, one: Ground) -> None:
    assert opens_iae(kind, [one])


def test_the_principal_ground_comes_first_and_once() -> None:
    values: Values = {"ground": "RSA", "other_grounds": "QPV RSA"}
    assert grounds_of(values) == ("RSA", "QPV")


@given(st.sampled_from(sorted(Ground)), st.integers(0, 800))
def test_a_proof_only_ever_grows_old(ground: Ground, age: int) -> None:
    def is_stale(days: int) -> bool:
        dated = (ON - timedelta(days=days)).isoformat()
        return "STALE" in codes({"ground": str(ground), "proof_on": dated, "proof_dated": dated})

    assert not (is_stale(age) and not is_stale(age + 1))


def test_a_date_that_is_none_is_as_good_as_none() -> None:
    """A merge may bring anything: it is said that the date is missing."""
    assert codes({"ground": "RSA", "proof_on": "2026-11-01", "proof_dated": "soon"}) == codes(
        {"ground": "RSA", "proof_on": "2026-11-01"}
    )
