"""How long an eligibility lasts: every default of field.md 3.2, and the structure's own rules."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ave_tui.domain.choices import EmploymentKind, Ground
from ave_tui.domain.eligibility_length import Hire, latest_end, length_of
from ave_tui.domain.rules import Dated


def until(ground: str, start: str, hire: Hire | None = None, *rules: Dated) -> str | None:
    """Return the last day."""
    return length_of(ground, start, hire, rules).until


def test_a_personal_ground_lasts_24_months_field_md_3_2() -> None:
    assert until("RSA", "2026-01-15") == "2028-01-14"
    hire = Hire("FIXED_TERM", "ORDINARY", "2026-01-15", "2026-06-30")
    assert until("RSA", "2026-01-15", hire) == "2028-01-14"


def test_an_open_ended_contract_counts_12_months_extended_to_24_field_md_3_2() -> None:
    hire = Hire("PERMANENT", "ORDINARY", "2026-01-15")
    assert until("RSA", "2026-01-15", hire) == "2027-01-14"
    assert latest_end("RSA", "2026-01-15", hire, ()) == "2028-01-14"
    assert latest_end("RSA", "2026-01-15", None, ()) is None


@pytest.mark.parametrize("kind", ["APPRENTICESHIP", "PROFESSIONAL_TRAINING"])
def test_work_and_training_last_as_long_as_the_contract_36_months_at_most_field_md_3_2(
    kind: str,
) -> None:
    assert until("JEUNE", "2026-09-01", Hire(kind, "", "2026-09-01", "2028-08-31")) == "2028-08-31"
    assert until("JEUNE", "2026-09-01", Hire(kind, "", "2026-09-01", "2030-08-31")) == "2029-08-31"
    assert until("JEUNE", "2026-09-01", Hire(kind, "", "2026-09-01")) == "2029-08-31"


def test_a_siae_employee_has_the_pass_field_md_3_2() -> None:
    assert until("IAE", "2025-01-01") == "2026-12-31"
    assert until("RSA", "2025-01-01", Hire("PERMANENT_I", "ACI", "2025-01-01")) == "2026-12-31"


def test_a_geiq_counts_as_long_as_its_contract_field_md_3_2() -> None:
    hire = Hire("FIXED_TERM", "GEIQ", "2026-01-01", "2027-03-31")
    assert until("GEIQ", "2026-01-01", hire) == "2027-03-31"
    assert until("GEIQ", "2026-01-01", Hire("PERMANENT", "GEIQ", "2026-01-01")) is None
    assert until("GEIQ", "2026-01-01") == "2027-12-31"


def test_adapted_or_sheltered_work_has_no_end_field_md_3_2() -> None:
    assert until("EA", "2026-01-01", Hire("PERMANENT", "EA", "2026-01-01")) is None


def test_a_structures_rule_holds_as_of_the_entry_hours_md() -> None:
    rule = Dated("r", "eligibility_months", "2026-06-01", 12)
    assert until("RSA", "2026-05-31", None, rule) == "2028-05-30"
    assert until("RSA", "2026-06-01", None, rule) == "2027-05-31"


def test_the_rule_that_set_it_is_named() -> None:
    assert length_of("RSA", "2026-01-01", None, ()).rule == "eligibility_months"
    assert length_of("IAE", "2026-01-01", None, ()).rule == ""


@given(
    st.sampled_from(sorted(Ground)),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.sampled_from(sorted(EmploymentKind)),
    st.none() | st.dates(date(2020, 1, 1), date(2045, 1, 1)),
)
def test_it_never_ends_before_it_starts(
    ground: Ground, start: date, kind: EmploymentKind, ends: date | None
) -> None:
    hire = Hire(str(kind), "ORDINARY", start.isoformat(), ends.isoformat() if ends else None)
    last = until(str(ground), start.isoformat(), hire)
    assert last is None or last >= start.isoformat()


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 900))
def test_a_contract_that_ends_never_stops_the_clock_field_md_3_2(start: date, days: int) -> None:
    first, last = start.isoformat(), date.fromordinal(start.toordinal() + days).isoformat()
    hire = Hire("FIXED_TERM", "ORDINARY", first, last)
    assert until("RSA", first, hire) == until("RSA", first)
