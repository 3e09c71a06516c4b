"""Orphans, doubles and broken rules are found, settled in one step, and come back with undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import new_id
from ave_tui.domain.disagreement import ConflictKind
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.same import verdict_id
from ave_tui.i18n import say, speak
from ave_tui.services.conflict_ways import Way, ways
from ave_tui.services.conflicts import SettledError
from ave_tui.services.today_lines import Topic
from ave_tui.services.workspace import Services
from ave_tui.storage import rows
from ave_tui.storage.totals import counted_seconds
from ave_tui.storage.unsound import UNSOUND, query, unsound_rows
from ave_tui.sync.check import check
from tests.homes import empty_home, introduce
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id
    from ave_tui.services.conflicts import Conflict

SIRET = "73282932000074"
HOUR = 3600


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()


def standing(world: World) -> list[Conflict]:
    return world.services.conflicts.standing()


def is_live(world: World, table: str, row: Id) -> bool:
    found = rows.read(world.services.database.connection, table, row)
    assert found is not None
    return not found.deleted


def work(world: World, person: Id | None = None, company: Id | None = None) -> tuple[Id, Id]:
    """Let somebody work 35 hours; return assignment and employment contract."""
    lot = world.lot()
    company = company or world.company()
    job = world.job(person or world.person(), company, lot, world.award(lot, company))
    world.hours(job, "2026-10", 35)
    found = rows.read(world.services.database.connection, "assignment", job)
    assert found is not None
    return job, str(found.values["employment_contract_id"])


# Orphans.


def test_hours_of_a_deleted_assignment_are_one_matter(world: World) -> None:
    job, _contract = work(world)
    world.hours(job, "2026-09", 7)
    world.withdraw("assignment", job)
    (conflict,) = standing(world)
    assert (conflict.kind, conflict.table, len(conflict.rows)) == (
        ConflictKind.ORPHAN,
        "hours_entry",
        2,
    )
    assert say(conflict.about) == "Hours of Benali Karim, Bâti: 2 entries"
    assert "Assignment Benali Karim, Bâti" in say(conflict.why)
    assert world.services.conflicts.weight(conflict) == (2, 42 * HOUR)
    # Until somebody decides they count.
    assert counted_seconds(world.services.database.connection) == 42 * HOUR


@pytest.mark.parametrize("way", [Way.BRING_BACK, Way.WITHDRAW])
def test_what_hangs_on_a_deleted_contract_is_settled_either_way(world: World, way: Way) -> None:
    job, contract = work(world)
    world.withdraw("employment_contract", contract)
    (conflict,) = standing(world)
    assert (conflict.table, conflict.row, conflict.field) == (
        "assignment",
        job,
        "employment_contract_id",
    )
    assert world.services.conflicts.weight(conflict) == (2, 35 * HOUR)
    assert [claim.value for claim in conflict.claims] == [1, 0]
    world.services.conflicts.decide(conflict, way)
    assert standing(world) == []
    assert is_live(world, "assignment", job) is (way is Way.BRING_BACK)
    counts = 35 * HOUR if way is Way.BRING_BACK else 0
    assert counted_seconds(world.services.database.connection) == counts
    world.services.history.undo()
    assert [each.key for each in standing(world)] == [conflict.key]
    assert counted_seconds(world.services.database.connection) == 35 * HOUR
    assert check(world.services.database.connection).ok


def test_a_deleted_company_is_an_orphan_for_each_that_hangs_on_it(world: World) -> None:
    company = world.company()
    work(world, company=company)
    world.withdraw("company", company)
    tables = sorted((each.table, each.field) for each in standing(world))
    assert tables == [
        ("assignment", "host_id"),
        ("award", "company_id"),
        ("employment_contract", "employer_id"),
    ]
    assert world.services.conflicts.decide_all(standing(world), Way.BRING_BACK) == 3
    assert standing(world) == []
    world.services.history.undo()
    assert len(standing(world)) == 3


def test_below_a_record_that_was_joined_with_one_that_is_there_nothing_is_orphan(
    world: World,
) -> None:
    one, other = world.person(), world.person("Ben Ali")
    work(world, person=one)
    world.services.conflicts.join("participant", one, other)
    world.withdraw("participant", one)
    assert standing(world) == []
    # The first screen and the grid agree: nothing of it is marked as left behind.
    assert Topic.ORPHAN not in [line.topic for line in world.services.today.lines()]
    assert world.services.records.find("participant") == [other]
    sections = world.services.records.sheet("participant", other).sections
    assert {s.adding.table: s.count for s in sections if s.count} == {"employment_contract": 1}


def test_a_moved_orphan_is_none(world: World) -> None:
    job, contract = work(world)
    found = rows.read(world.services.database.connection, "employment_contract", contract)
    assert found is not None
    world.withdraw("employment_contract", contract)
    fresh = world.write("employment_contract", new_id(), dict(found.values))
    world.services.records.save("assignment", job, {"employment_contract_id": fresh})
    assert standing(world) == []


# Doubles.


@pytest.mark.parametrize("way", [Way.SAME, Way.APART])
def test_companies_of_one_siret_are_asked_for_until_somebody_says(world: World, way: Way) -> None:
    one, other = (world.make("company", name=name, siret=SIRET) for name in ("A", "B"))
    (conflict,) = standing(world)
    assert {claim.value for claim in conflict.claims} == {one, other}
    world.services.conflicts.decide(conflict, way)
    assert standing(world) == []
    if way is Way.SAME:
        assert world.services.records.find("company") == [min(one, other)]
        assert world.services.records.find("company", "B") == [min(one, other)]
    else:
        assert len(world.services.records.find("company")) == 2
    world.services.history.undo()
    assert [each.key for each in standing(world)] == [conflict.key]
    assert len(world.services.records.find("company")) == 2
    world.services.history.redo()
    assert standing(world) == []


def test_nearly_the_same_name_and_the_same_birth_date(world: World) -> None:
    made = [
        world.make("participant", last_name=last, first_name=first, birth_date=born)
        for last, first, born in (
            ("BÉNALI", "Karim", "1990-02-01"),
            ("Karim", "Benalli", "1990-02-01"),
            ("Benali", "Karim", "1990-02-02"),
            ("Benali", "Sonia", "1990-02-01"),
            ("Benali", "Karim", None),
        )
    ]
    (conflict,) = standing(world)
    assert {conflict.key.row, conflict.key.other} == set(made[:2])


def test_work_that_stands_twice_counts_once_unless_it_is_two(world: World) -> None:
    connection = world.services.database.connection
    person, company, lot = world.person(), world.company(), world.lot()
    award = world.award(lot, company)
    jobs = [world.job(person, company, lot, award) for _ in range(2)]
    for job in jobs:
        world.hours(job, "2026-10", 35)
    (conflict,) = standing(world)
    assert {conflict.key.row, conflict.key.other} == set(jobs)
    assert "35 h are counted once" in say(conflict.why)
    assert counted_seconds(connection) == 35 * HOUR
    for table, row in (("participant", person), ("company", company), ("lot", lot)):
        done = world.services.records.overview(table, [row])[row]["done"]
        assert done == 35 * HOUR, table

    world.services.conflicts.decide(conflict, Way.SAME)
    assert standing(world) == []
    assert counted_seconds(connection) == 35 * HOUR
    world.services.history.undo()

    world.services.conflicts.decide(conflict, Way.APART)
    assert standing(world) == []
    assert counted_seconds(connection) == 70 * HOUR
    assert world.services.records.overview("lot", [lot])[lot]["done"] == 70 * HOUR


def test_joined_people_are_one_in_lists_and_on_their_screens(world: World) -> None:
    """hours.md: of two that were found to be one, the hours count once for each period."""
    one, other = world.person(), world.person("Ben-Ali")
    company, lot = world.company(), world.lot()
    award = world.award(lot, company)
    for person in (one, other):
        job = world.job(person, company, lot, award)
        world.hours(job, "2026-10", 35)
    records, conflicts = world.services.records, world.services.conflicts
    assert len(records.find("participant")) == 2
    conflicts.join("participant", other, one)
    for row in (one, other):
        sheet = records.sheet("participant", row)
        assert sheet.done == 35 * HOUR
        counts = {section.adding.table: section.count for section in sheet.sections}
        assert {kind: count for kind, count in counts.items() if count} == {
            "employment_contract": 2
        }
        assert sheet.same == (other if row == one else one,)
    first = min(one, other)
    assert records.find("participant") == records.find("participant", "ali") == [first]
    assert records.overview("participant", [first])[first]["done"] == 35 * HOUR
    assert records.find("participant", sort="done", descending=True) == [first]

    conflicts.take_apart("participant", one)
    assert len(records.find("participant")) == 2
    assert records.sheet("participant", one).done == 35 * HOUR
    assert counted_seconds(world.services.database.connection) == 70 * HOUR
    with pytest.raises(SettledError):
        conflicts.take_apart("participant", one)
    world.services.history.undo()
    assert records.find("participant") == [first]


def test_one_is_taken_out_of_three_and_the_others_stay_together(world: World) -> None:
    rows_of = sorted(world.make("company", name=name) for name in "ABC")
    conflicts = world.services.conflicts
    a, b, c = rows_of
    conflicts.join("company", a, b)
    # As another program may join them: under an id of its own, the other way round.
    world.make("same_as", table_name="company", left_id=c, right_id=b)
    assert world.services.records.find("company") == [a]
    conflicts.take_apart("company", b)
    assert world.services.records.sheet("company", a).same == (c,)
    assert world.services.records.sheet("company", b).same == ()


# Broken rules.


def test_dates_that_crossed_in_a_merge_are_told(
    world: World, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    lot = world.lot()
    with Services(empty_home(tmp_path / "other"), clock) as other:
        introduce(world.services, other)
        other.exchange.apply(world.services.exchange.export(tmp_path).path)
        world.services.records.save("lot", lot, {"starts_on": "2026-11-01"})
        other.records.save("lot", lot, {"ends_on": "2026-10-01"})
        world.bring_in(other)
    (conflict,) = standing(world)
    assert (conflict.kind, conflict.table, conflict.field) == (ConflictKind.RULE, "lot", "ends_on")
    assert say(conflict.why) == "“Ends on” lies before “Starts on”."
    assert [claim.value for claim in conflict.claims] == ["2026-11-01", "2026-10-01"]
    assert [claim.here for claim in conflict.claims] == [True, False]
    assert all(claim.unseen for claim in conflict.claims)
    assert ways(conflict) == ()
    with pytest.raises(RuleBrokenError):
        world.services.records.save("lot", lot, {"ends_on": "2026-09-30"})
    world.services.records.save("lot", lot, {"ends_on": "2026-12-01"})
    assert standing(world) == []


def test_unsound_rows_are_found_by_index_alone(world: World) -> None:
    connection = world.services.database.connection
    for table, condition in UNSOUND.items():
        plan = connection.execute(f"EXPLAIN QUERY PLAN {query(table, condition)}").fetchall()
        assert [f"ix_{table}_unsound" in row[3] for row in plan] == [True], plan
    for siret in ("732829320000", "7328293200007X"):
        row = world.make("company", name="A", siret=siret)
        assert ("company", row) in list(unsound_rows(connection))


# Many at once, and what is no way.


def test_many_are_settled_in_one_step_each_only_in_its_own_ways(world: World) -> None:
    """Found on the screen: the id of a double was written into the field it is alike by."""
    for name in ("A", "B"):
        world.make("company", name=name, siret=SIRET)
    job, contract = work(world)
    world.withdraw("employment_contract", contract)
    before = check(world.services.database.connection).state
    every = standing(world)
    assert {each.kind for each in every} == {ConflictKind.DOUBLE, ConflictKind.ORPHAN}
    for way in (Way.FIRST, Way.MINE, Way.THEIRS):
        assert world.services.conflicts.decide_all(every, way) == 0
    for conflict in every:
        with pytest.raises(SettledError):
            world.services.conflicts.settle(conflict, conflict.claims[0].value)
        with pytest.raises(SettledError):
            world.services.conflicts.settle_with(conflict, "x")
    assert check(world.services.database.connection).state == before
    assert world.services.conflicts.decide_all(every, Way.SAME) == 1
    assert world.services.conflicts.decide_all(every, Way.WITHDRAW) == 1
    assert standing(world) == []
    assert not is_live(world, "assignment", job)


def test_a_verdict_is_one_row_for_two_records_whoever_says_it(world: World) -> None:
    one, other = (world.make("company", name=name) for name in "AB")
    world.services.conflicts.join("company", one, other)
    world.services.conflicts.join("company", other, one)
    row = verdict_id("company", one, other)
    found = rows.read(world.services.database.connection, "same_as", row)
    assert found is not None
    assert found.values["table_name"] == "company"
    said = [s for t in world.services.history.of_row(row) for s in t.sentences]
    assert [say(sentence) for sentence in said] == ["Found to be the same: A, B"] or [
        say(sentence) for sentence in said
    ] == ["Found to be the same: B, A"]
    world.services.conflicts.take_apart("company", one)
    (apart, _same) = world.services.history.of_row(row)
    assert say(apart.sentences[0]).startswith("Found not to be the same")
