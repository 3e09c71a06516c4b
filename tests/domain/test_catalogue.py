"""The catalogue of records, and the ids that follow from what a record says."""

from __future__ import annotations

import pytest

from ave_tui.domain.changes import hours_entry_id, hours_return_id, natural_id
from ave_tui.domain.schema import TABLES, Kind

HOURS = {"assignment_id": "a" * 32, "kind": "WORK", "period": "2026-10"}
RETURN = {"award_id": "b" * 32, "month": "2026-10"}


def test_ids_that_follow_are_for_ever_the_same() -> None:
    """They are in every laptop's records: another way of making them would part all of them."""
    assert hours_entry_id("a" * 32, "WORK", "2026-10") == "4a8d701b9a1555cfb945f72bea3f126b"
    assert hours_return_id("b" * 32, "2026-10") == "61ab594cf4fe5a73a87c6042bb3524ee"


FOLLOWING = {
    "settlement": {"kind": "DAY", "subject": "a" * 32},
    "pooling_share": {"pooling_agreement_id": "a" * 32, "lot_id": "b" * 32},
    "allocation": {"hours_entry_id": "a" * 32, "lot_id": "b" * 32},
    "anonymous_profile": {"participant_id": "a" * 32},
}


@pytest.mark.parametrize("table", FOLLOWING)
def test_what_two_laptops_may_both_say_has_one_id(table: str) -> None:
    said: dict[str, str | int | None] = {**FOLLOWING[table]}
    row = natural_id(table, said)
    assert row is not None
    assert row == natural_id(table, {**said, "notes": "x"})
    for name in said:
        assert natural_id(table, {**said, name: None}) is None
        assert natural_id(table, {**said, name: "c" * 32}) not in (None, row)


def test_hours_and_returns_have_ids_that_follow() -> None:
    assert natural_id("hours_entry", HOURS) == hours_entry_id("a" * 32, "WORK", "2026-10")
    assert natural_id("hours_return", RETURN) == hours_return_id("b" * 32, "2026-10")


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("company", {"name": "A"}),
        *[("hours_entry", {**HOURS, name: None}) for name in HOURS],
        *[("hours_return", {**RETURN, name: 5}) for name in RETURN],
        ("hours_entry", {}),
    ],
)
def test_nothing_else_has(table: str, values: dict[str, str | int | None]) -> None:
    assert natural_id(table, values) is None


def test_fields_are_found_by_name() -> None:
    assert TABLES["company"].field("siret").kind is Kind.TEXT
    with pytest.raises(KeyError):
        TABLES["company"].field("colour")


def test_references_point_to_tables_that_come_before() -> None:
    """So rows can be put in the order of the catalogue, parents first."""
    names = list(TABLES)
    for table in TABLES.values():
        for field in table.fields:
            if field.target and field.target != table.name:
                assert names.index(field.target) < names.index(table.name)
