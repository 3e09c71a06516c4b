"""Any step and any file is taken back: what it means for colleagues is true, nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.i18n import say, speak
from ave_tui.services.past_told import (
    NoImportError,
    NoStepError,
    NotTakenBackError,
    TakenBackAlreadyError,
    TravelsError,
)
from ave_tui.services.workspace import Services
from ave_tui.storage import rows
from tests.homes import empty_home, hand_over
from tests.names import HOSTILE_NAMES
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()
    speak("en")


@pytest.fixture
def other(tmp_path: Path, world: World, clock: Callable[[], datetime]) -> Iterator[Services]:
    """Return a colleague's laptop that has everything."""
    with Services(empty_home(tmp_path / "other"), clock) as made:
        hand_over(world.services, made, tmp_path)
        yield made


def state(services: Services) -> str:
    """Return the state of a laptop's records, found sound."""
    checked = services.upkeep.check()
    assert checked.ok, checked.faults
    return checked.state


def company(services: Services, name: str) -> Id:
    """Make a company."""
    row = new_id()
    services.ledger.commit([Change("company", row, {"name": name})])
    return row


def lives(services: Services, table: str, row: Id) -> bool:
    """Tell whether a record is in use."""
    found = rows.read(services.database.connection, table, row)
    return found is not None and not found.deleted


def test_a_step_far_back_is_taken_back_done_again_and_told(world: World) -> None:
    row = world.company("Bâti [A]")
    tx = world.services.history.page().transactions[0].tx
    world.company("Toit")
    past, history = world.services.past, world.services.history
    assert say(past.take_back(world.services.ledger.device, tx)) == (
        "Taken back: Company Bâti [A]: withdrawn"
    )
    assert not lives(world.services, "company", row)
    newest, _toit, first = history.page(limit=3).transactions[:3]
    assert (newest.kind, first.tx, first.taken_back, first.own) == ("back", tx, True, True)
    assert say(past.take_back(world.services.ledger.device, tx)) == (
        "Done again: Company Bâti [A]: brought back"
    )
    assert lives(world.services, "company", row)
    assert not history.page(limit=4).transactions[3].taken_back
    assert say(history.undo()) == "Undone: Company Bâti [A]: withdrawn"
    assert say(history.redo()) == "Done again: Company Bâti [A]: brought back"


def test_what_others_build_on_is_said_to_stay(world: World) -> None:
    lot, row = world.lot(), world.company("Bâti")
    number = world.services.past.recent_steps(1)[0].number
    world.award(lot, row)
    step = world.services.past.step(number)
    said = say(world.services.past.take_back(*step.key))
    assert said == "Nothing was changed: it has changed since, or others build on it."
    assert lives(world.services, "company", row)


def test_steps_are_listed_and_found_by_number(world: World) -> None:
    for name in HOSTILE_NAMES:
        world.company(name)
    listed = world.services.past.recent_steps(3)
    assert len(listed) == 3
    assert world.services.past.step(listed[2].number) == listed[2]
    with pytest.raises(NoStepError):
        world.services.past.step(listed[0].number + 1)


def test_a_file_is_forgotten_here_and_colleagues_keep_theirs(
    world: World, other: Services, tmp_path: Path
) -> None:
    row = company(other, "Theirs [/]")
    file = other.exchange.export(tmp_path / "theirs.ave").path
    before, theirs = state(world.services), state(other)
    world.services.exchange.apply(file)
    past = world.services.past
    exchange = past.find_import("theirs.ave")
    preview = past.preview_import(exchange)
    assert (preview.way, preview.why, preview.operations) == ("here", None, 1)
    assert say(preview.means).startswith("Only this laptop forgets what the file brought")
    assert [(t.table, t.withdrawn) for t in preview.tables] == [("company", 1)]
    assert state(world.services) != before
    assert past.undo_import(exchange) == preview
    assert state(world.services) == before
    # What is sent now withdraws nothing there.
    hand_over(world.services, other, tmp_path / "ours.ave")
    assert state(other) == theirs
    assert lives(other, "company", row)
    with pytest.raises(NoImportError):
        past.undo_import(exchange)
    again = world.services.exchange.apply(file)
    assert again.new == 1
    assert state(world.services) == theirs


def test_once_something_builds_on_it_a_file_is_withdrawn_for_everybody_or_not_at_all(
    world: World, other: Services, tmp_path: Path
) -> None:
    lot = world.lot()
    hand_over(world.services, other, tmp_path / "a.ave")
    plain, used, changed = (company(other, name) for name in ("Plain", "Used", "Changed"))
    other.ledger.commit([Change("lot", lot, {"name": "Theirs"})])
    hand_over(other, world.services, tmp_path / "b.ave")
    world.award(lot, used)
    world.make("company", changed, phone="01")
    past = world.services.past
    exchange = past.find_import()
    before = state(world.services)
    with pytest.raises(TravelsError) as refused:
        past.undo_import(exchange)
    assert say(refused.value.problem) == (
        "This file can't simply be forgotten any more: You changed something since."
    )
    assert state(world.services) == before
    preview = past.preview_import(exchange)
    assert (preview.way, preview.left_alone, preview.operations) == ("everywhere", 2, 2)
    assert state(world.services) == before
    assert past.undo_import(exchange, everywhere=True).tables == preview.tables
    assert [lives(world.services, "company", row) for row in (plain, used, changed)] == [
        *(False, True, True)
    ]
    assert world.services.records.load("lot", lot)["name"] != "Theirs"
    line = next(t for t in world.services.history.page().transactions if t.kind == "import")
    assert line.taken_back
    # It is true that this travels.
    hand_over(world.services, other, tmp_path / "c.ave")
    assert state(other) == state(world.services)
    assert not lives(other, "company", plain)
    # It can be let stand again, and undone like any step.
    assert past.preview_import(exchange).way == "again"
    with pytest.raises(TakenBackAlreadyError):
        past.undo_import(exchange)
    past.undo_import(exchange, again=True)
    with pytest.raises(NotTakenBackError):
        past.undo_import(exchange, again=True)
    assert lives(world.services, "company", plain)
    assert world.services.records.load("lot", lot)["name"] == "Theirs"
    world.services.history.undo()
    assert not lives(world.services, "company", plain)
    world.services.history.undo()
    assert state(world.services) == before


def test_a_file_can_be_withdrawn_for_everybody_though_it_could_be_forgotten(
    world: World, other: Services, tmp_path: Path
) -> None:
    row = company(other, "Wrong")
    hand_over(other, world.services, tmp_path / "b.ave")
    taken = world.services.past.undo_import(
        world.services.past.find_import("b.ave"), everywhere=True
    )
    assert (taken.way, taken.why) == ("everywhere", None)
    hand_over(world.services, other, tmp_path / "c.ave")
    assert not lives(other, "company", row)


def test_hours_come_and_go_with_the_file_to_the_second(
    world: World, other: Services, tmp_path: Path
) -> None:
    lot, firm = world.lot(), world.company()
    job = world.job(world.person(), firm, lot, world.award(lot, firm))
    world.hours(job, "2026-10", 35)
    hand_over(world.services, other, tmp_path / "a.ave")
    other.hours.quick("benali 40,25 10/2026")
    other.hours.quick("benali 7 11/2026")
    hand_over(other, world.services, tmp_path / "b.ave")
    taken = world.services.past.undo_import(world.services.past.find_import())
    assert (taken.seconds_before, taken.seconds_after) == (int(47.25 * 3600), 35 * 3600)
    assert world.services.upkeep.check().seconds == 35 * 3600


def test_the_very_first_file_is_forgotten_and_another_structure_s_can_come(
    world: World, other: Services, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    del other
    wrong = World(tmp_path / "wrong", clock)
    with Services(empty_home(tmp_path / "new"), clock) as new:
        empty = state(new)
        hand_over(wrong.services, new, tmp_path / "w.ave")
        new.ledger.prefer("facilitator", wrong.me)
        new.past.undo_import(new.past.find_import())
        assert (state(new), new.is_new, new.ledger.actor) == (empty, True, "")
        assert hand_over(world.services, new, tmp_path / "r.ave").new > 0
    wrong.close()


def test_who_works_here_stays_when_the_file_they_came_with_is_withdrawn(
    world: World, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    with Services(empty_home(tmp_path / "new"), clock) as new:
        hand_over(world.services, new, tmp_path / "w.ave")
        new.ledger.prefer("facilitator", world.me)
        company(new, "Mine")
        new.past.undo_import(new.past.find_import(), everywhere=True)
        assert lives(new, "facilitator", world.me)
        assert lives(new, "structure", world.structure), "the facilitator hangs on it"
        assert not lives(new, "authority", world.authority)
        assert new.upkeep.check().ok
