"""An erased person stays erased, whatever bundle comes later; chains and totals hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.changes import Change, hours_entry_id
from ave_tui.storage import log, rows, totals
from ave_tui.sync.bundle import unpack
from ave_tui.sync.check import check
from ave_tui.sync.erasure import erasure_of
from tests.sync.world import ASSIGNMENTS, PEOPLE, World

if TYPE_CHECKING:
    from pathlib import Path

PERSON = PEOPLE[0]


def said_of_person(world: World, n: int) -> str:
    """Return all that a laptop still knows of the person, in rows, log and waiting operations."""
    connection = world.laptops[n].database.connection
    row = rows.read(connection, "participant", PERSON)
    waiting = [found for found in log.held(connection) if found[8] == PERSON]
    return f"{row} {list(log.of_rows(connection, [PERSON]))} {waiting}"


def test_an_old_bundle_does_not_bring_an_erased_person_back(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.write(0, [Change("participant", PERSON, {"phone": "06 39 98 12 34"})])
    world.hours(0, 0, 1, 546_012)
    old = world.pack(0, {})
    world.bring(1, old)
    before = totals.counted_seconds(world.laptops[0].database.connection)
    world.write(0, [Change("participant", PERSON, {}, erase=True)])
    new = world.pack(0, {})
    assert b"06 39" not in b"".join(o.line().encode() for o in unpack(new).operations)
    for content in (old, new, old):
        for n in (0, 1, 2):
            world.bring(n, content)
    for n in range(3):
        connection = world.laptops[n].database.connection
        assert "06 39 98" not in said_of_person(world, n)
        assert check(connection).ok
        assert totals.counted_seconds(connection) == before == 546_012
    world.close()


def test_an_edit_made_elsewhere_at_the_same_time_does_not_undo_an_erasure(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.write(0, [Change("participant", PERSON, {}, erase=True)])
    world.write(1, [Change("participant", PERSON, {"phone": "06 39 98 55 55"})])
    world.exchange_everything()
    for n in range(3):
        assert "55 55" not in said_of_person(world, n)
        row = rows.read(world.laptops[n].database.connection, "participant", PERSON)
        assert row is not None
        assert row.erased
    assert len({world.state(n) for n in range(3)}) == 1
    world.close()


def test_what_waits_loses_its_payload_too(tmp_path: Path) -> None:
    world = World(tmp_path)
    ground = world.vector(1)
    world.write(1, [Change("company", "9" * 32, {"name": "first"})])
    after_first = world.vector(1)
    world.write(1, [Change("participant", PERSON, {"phone": "06 39 98 77 77"})])
    late = world.pack(1, after_first)
    assert ground != after_first
    world.write(0, [Change("participant", PERSON, {}, erase=True)])
    world.bring(0, late)
    assert "77 77" not in said_of_person(world, 0)
    world.exchange_everything()
    assert len({world.state(n) for n in range(3)}) == 1
    world.close()


def test_hours_of_an_erased_person_stay_and_count(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.hours(2, 0, 1, 3_600)
    world.write(0, [Change("participant", PERSON, {}, erase=True)])
    world.exchange_everything()
    row = rows.read(
        world.laptops[0].database.connection,
        "hours_entry",
        hours_entry_id(ASSIGNMENTS[0], "WORK", "2026-10"),
    )
    assert row is not None
    assert row.values["seconds"] == 3_600
    world.close()


def test_an_erasure_that_arrives_or_is_made_here_reaches_what_waits(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.write(1, [Change("company", "9" * 32, {"name": "first"})])
    after_first = world.vector(1)
    world.write(1, [Change("participant", PERSON, {"phone": "06 39 98 77 77"})])
    late = world.pack(1, after_first)
    world.bring(0, late)
    world.bring(2, late)
    assert "77 77" in said_of_person(world, 0)
    world.write(0, [Change("participant", PERSON, {}, erase=True)])
    assert "77 77" not in said_of_person(world, 0)
    world.bring(2, world.pack(0, {}))
    assert "77 77" not in said_of_person(world, 2)
    world.exchange_everything()
    assert len({world.state(n) for n in range(3)}) == 1
    world.check_all()
    world.close()


def test_a_withdrawn_row_stays_withdrawn_when_it_is_erased(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.write(0, [Change("participant", PERSON, None)])
    world.write(0, [Change("participant", PERSON, {}, erase=True)])
    row = rows.read(world.laptops[0].database.connection, "participant", PERSON)
    assert row is not None
    assert not row.deleted
    world.write(0, [Change("participant", PERSON, None)])
    world.exchange_everything()
    for laptop in world.laptops:
        found = rows.read(laptop.database.connection, "participant", PERSON)
        assert found is not None
        assert (found.deleted, found.erased) == (True, True)
    world.check_all()
    world.close()


def test_of_records_of_one_person_those_that_are_gone_already_are_passed_over(
    tmp_path: Path,
) -> None:
    world = World(tmp_path)
    connection = world.laptops[0].database.connection
    world.write(0, erasure_of(connection, [PERSON]))
    assert erasure_of(connection, [PERSON]) == []
    assert erasure_of(connection, ["f" * 32]) == []
    both = erasure_of(connection, [PERSON, PEOPLE[1], "f" * 32])
    assert both == erasure_of(connection, [PEOPLE[1]])
    assert [change.row for change in both if change.table == "participant"] == [PEOPLE[1]]
    world.close()
