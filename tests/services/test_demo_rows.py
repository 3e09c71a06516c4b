"""Proves that the steps of a made-up year are in order, repeatable, and make whole, valid rows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import pytest
from stdnum.fr import siret

from ave_tui.domain.changes import hours_entry_id, hours_return_id
from ave_tui.domain.periods import parse_period
from ave_tui.domain.schema import NUMBERS, TABLES, Kind
from ave_tui.services.demo import facilitator_ids, steps, structure_id
from ave_tui.services.demo.days import Days
from ave_tui.services.demo.names import MEN, WOMEN
from tests.services.demo_year import (
    HOUR,
    MONTHS,
    SEEDS,
    UNTIL,
    Year,
    counted,
    kind_of,
    number,
    text,
    year,
)

if TYPE_CHECKING:
    from ave_tui.domain.schema import Field, Value


@pytest.fixture(params=SEEDS)
def told(request: pytest.FixtureRequest) -> Year:
    return year(request.param)


def holds(field: Field, value: Value) -> bool:
    """Tell whether a value is one that a field may hold."""
    if value is None:
        return not field.required and field.kind is not Kind.FLAG
    if field.kind in NUMBERS:
        if type(value) is not int or (value < 0 and not field.signed):
            return False
        return field.kind is not Kind.FLAG or value < 2
    if type(value) is not str or not value:
        return False
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        assert field.choices is not None
        codes = value.split(" ")
        return set(codes) <= {code.value for code in field.choices} and codes == sorted(set(codes))
    if field.kind is Kind.DATE:
        return date.fromisoformat(value).isoformat() == value
    if field.kind is Kind.REFERENCE:
        return re.fullmatch("[0-9a-f]{32}", value) is not None
    return True


def test_every_change_is_of_the_catalogue(told: Year) -> None:
    wrong = [
        (change.table, name, value)
        for step in told.steps
        for change in step.changes
        for name, value in (change.values or {}).items()
        if not holds(TABLES[change.table].field(name), value)
    ]
    assert wrong == []


def test_a_row_says_what_it_must_when_it_is_made_and_nothing_empty(told: Year) -> None:
    seen: set[str] = set()
    for step in told.steps:
        for change in step.changes:
            if change.row not in seen:
                assert change.values is not None
                required = {f.name for f in TABLES[change.table].fields if f.required}
                assert required <= set(change.values)
                assert None not in change.values.values()
                seen.add(change.row)


@pytest.mark.parametrize("facilitators", [1, 3])
def test_parents_come_before_children(facilitators: int) -> None:
    seen: set[tuple[str, Value]] = set()
    for step in year(7, facilitators).steps:
        for change in step.changes:
            for name, value in (change.values or {}).items():
                target = TABLES[change.table].field(name).target
                assert not target or value is None or (target, value) in seen, (change, name)
            seen.add((change.table, change.row))


@pytest.mark.parametrize("facilitators", [1, 3])
def test_time_rises_for_each_facilitator_and_stops_before_the_months_end(
    facilitators: int,
) -> None:
    times: dict[int, list[int]] = defaultdict(list)
    for step in year(7, facilitators).steps:
        assert step.changes
        times[step.facilitator].append(step.at_ms)
    assert sorted(times) == list(range(facilitators))
    for moments in times.values():
        assert all(before < after for before, after in pairwise(moments))
        first, last = (datetime.fromtimestamp(ms / 1000, UTC) for ms in (moments[0], moments[-1]))
        assert first.strftime("%Y-%m") == MONTHS[0]
        assert datetime(2026, 10, 16, tzinfo=UTC) < last < datetime(2026, 10, 21, tzinfo=UTC)


def test_parents_are_older_than_children_whoever_typed_them() -> None:
    made: dict[Value, int] = {}
    for step in year(7, 3).steps:
        for change in step.changes:
            made.setdefault(change.row, step.at_ms)
            for name, value in (change.values or {}).items():
                if TABLES[change.table].field(name).target and value is not None:
                    assert made[value] <= step.at_ms


def test_the_same_seed_tells_the_same_story() -> None:
    assert list(islice(steps(2, 5, UNTIL), 3000)) == list(islice(steps(2, 5, UNTIL), 3000))


def test_another_seed_tells_another() -> None:
    ids = [{c.row for step in year(seed).steps for c in step.changes} for seed in (1, 7)]
    assert not ids[0] & ids[1]


def test_the_structure_and_the_facilitators_are_known_beforehand() -> None:
    told = year(7, 3)
    assert list(told.rows["structure"]) == [structure_id(7)]
    assert tuple(told.rows["facilitator"]) == facilitator_ids(7, 3)


def test_neighbours_share_authorities_and_nothing_else() -> None:
    told = year(7, 3)
    assert len(told.table("participant")) == 3 * 159
    assert len(told.table("company")) == 3 * 50
    users: dict[Value, set[Value]] = defaultdict(set)
    for row in told.table("public_contract"):
        users[row["authority_id"]].add(row["facilitator_id"])
    assert max(len(theirs) for theirs in users.values()) == 2
    made_by: dict[str, int] = {}
    for step in told.steps:
        for change in step.changes:
            owner = made_by.setdefault(change.row, step.facilitator)
            assert owner == step.facilitator


@pytest.mark.parametrize("table", ["company", "authority", "structure"])
def test_sirets_are_right_and_nobody_elses(table: str) -> None:
    numbers = [text(row["siret"]) for row in year(7, 3).table(table)]
    assert all(siret.is_valid(number) for number in numbers)
    assert len(set(numbers)) == len(numbers)
    assert {number[0] for number in numbers} == {"0"}


def test_nobody_can_be_reached(told: Year) -> None:
    for table in ("company", "contact", "participant", "facilitator"):
        for row in told.table(table):
            phone, email = row["phone"], row["email"]
            assert re.fullmatch(r"(02 61 91|06 39 98) \d\d \d\d", text(phone))
            if email is not None:
                assert re.fullmatch(r"[a-z0-9.-]+@[a-z0-9.-]*\.?example(\.org)?", text(email))


def test_ids_of_hours_and_returns_are_those_that_two_laptops_agree_on(told: Year) -> None:
    for row in told.table("hours_entry"):
        task, kind, period = (text(row[name]) for name in ("assignment_id", "kind", "period"))
        assert row["id"] == hours_entry_id(task, kind, period)
    for row in told.table("hours_return"):
        assert row["id"] == hours_return_id(text(row["award_id"]), text(row["month"]))


def test_periods_are_of_the_year_and_of_their_contract(told: Year) -> None:
    for row in told.table("hours_entry"):
        period = text(row["period"])
        days = parse_period(period).days()
        assert period[:7] in MONTHS
        assert min(days) <= date(2026, 10, 20)
        task = told.row("assignment", row["assignment_id"])
        starts, ends = (date.fromisoformat(text(task[n])) for n in ("starts_on", "ends_on"))
        assert min(days) <= ends
        assert max(days) >= starts
    assert {text(row["month"]) for row in told.table("hours_return")} == set(MONTHS[:-1])


def test_assignments_lie_within_their_lot_and_contract(told: Year) -> None:
    for task in told.table("assignment"):
        lot = told.row("lot", task["lot_id"])
        award = told.row("award", task["award_id"])
        assert award["lot_id"] == lot["id"]
        assert text(lot["starts_on"]) <= text(task["starts_on"]) <= text(task["ends_on"])
        if task["employment_contract_id"]:
            job = told.row("employment_contract", task["employment_contract_id"])
            assert text(job["starts_on"]) <= text(task["starts_on"])
            if job["ends_on"]:
                assert text(task["ends_on"]) <= text(job["ends_on"])
            employer, host, holder = job["employer_id"], task["host_id"], award["company_id"]
            if task["mode"] == "LENDING":
                assert employer != host == holder
            else:
                assert employer == host == holder


def test_eligibility_begins_before_the_work(told: Year) -> None:
    starts = {row["participant_id"]: row["starts_on"] for row in told.table("eligibility")}
    for job in told.table("employment_contract"):
        assert text(starts[job["participant_id"]]) < text(job["starts_on"])


def test_hours_are_such_as_people_work(told: Year) -> None:
    for row in told.table("hours_entry"):
        most = {"day": 10, "week": 44, "month": 175}[kind_of(text(row["period"]))]
        if told.row("assignment", row["assignment_id"])["employment_contract_id"]:
            assert 0 < number(row["seconds"]) <= most * HOUR
    by_person: Counter[tuple[str, str]] = Counter()
    for (assignment, month), seconds in counted(told).items():
        job_id = told.row("assignment", assignment)["employment_contract_id"]
        if job_id:
            person = told.row("employment_contract", job_id)["participant_id"]
            by_person[text(person), month] += seconds
    # Only the one whom two companies declare passes what is lawful.
    assert len({person for (person, _), s in by_person.items() if s > 208 * HOUR}) == 1


def test_names_are_told_apart(told: Year) -> None:
    names = [(row["first_name"], row["last_name"]) for row in told.table("participant")]
    assert len(set(names)) == len(names)
    assert not set(WOMEN) & set(MEN)
    for row in told.table("participant"):
        assert row["first_name"] in (WOMEN if row["sex"] == "F" else (*MEN, "Mohammed"))
    assert len({row["name"] for row in told.table("company")}) == 50
    assert len({row["reference"] for row in told.table("public_contract")}) == 62


@pytest.mark.parametrize("until", ["2024-02", "2025-01", "2026-12", "2027-01"])
def test_any_month_may_be_the_last(until: str) -> None:
    days = Days(until)
    assert [m.period for m in days.months] == sorted({m.period for m in days.months})
    assert days.months[-1].period == until
    for month in days.months:
        assert [p.first for p in month.pieces[1:]] == [p.last + 1 for p in month.pieces[:-1]]
        assert (month.pieces[0].first, month.pieces[-1].last) == (month.first, month.last)
        for piece in month.pieces:
            assert {day.toordinal() for day in parse_period(piece.period).days()} == set(
                range(piece.first, piece.last + 1)
            )
    assert sum(len(step.changes) for step in steps(1, 3, until)) > 4500
