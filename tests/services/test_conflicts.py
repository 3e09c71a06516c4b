"""Where laptops disagree both values are shown; a human settles it, and can take that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change
from ave_tui.i18n import say, speak
from ave_tui.services.conflicts import SettledError
from ave_tui.services.workspace import Services
from ave_tui.storage import contested, rows
from ave_tui.sync.check import check
from tests.homes import empty_home, introduce
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


@pytest.fixture
def disputed(world: World, tmp_path: Path, clock: Callable[[], datetime]) -> Id:
    """Return an hours entry that two laptops gave different figures."""
    lot, company = world.lot(), world.company()
    job = world.job(world.person(), company, lot, world.award(lot, company))
    row = world.hours(job, "2026-10", 35)
    with Services(empty_home(tmp_path / "other"), clock) as other:
        introduce(world.services, other)
        other.exchange.apply(world.services.exchange.export(tmp_path).path)
        world.hours(job, "2026-10", 140)
        other.ledger.commit([Change("hours_entry", row, {"seconds": 151 * 3600})])
        world.bring_in(other)
    return row


def seconds(world: World, row: Id) -> object:
    found = rows.read(world.services.database.connection, "hours_entry", row)
    assert found is not None
    return found.values["seconds"]


def test_both_values_are_shown_with_who_and_when(world: World, disputed: Id) -> None:
    (conflict,) = world.services.conflicts.standing()
    assert conflict.row == disputed
    assert say(conflict.about) == "Hours of Benali Karim, Bâti, October 2026"
    assert {claim.value for claim in conflict.claims} == {140 * 3600, 151 * 3600}
    assert {claim.here for claim in conflict.claims} == {True, False}
    assert conflict.claims[0].value == seconds(world, disputed), "what counts comes first"


@pytest.mark.parametrize("hours", [140, 151])
def test_either_value_can_be_chosen_in_one_step(world: World, disputed: Id, hours: int) -> None:
    before = seconds(world, disputed)
    (conflict,) = world.services.conflicts.standing()
    world.services.conflicts.settle(conflict, hours * 3600)
    assert seconds(world, disputed) == hours * 3600
    assert world.services.conflicts.standing() == []
    assert contested.everything(world.services.database.connection) == []
    assert check(world.services.database.connection).ok
    world.services.history.undo()
    assert seconds(world, disputed) == before


def test_what_was_settled_meanwhile_is_not_settled_again(world: World, disputed: Id) -> None:
    (conflict,) = world.services.conflicts.standing()
    with pytest.raises(SettledError):
        world.services.conflicts.settle(conflict, 7)
    world.services.conflicts.settle(conflict, 140 * 3600)
    with pytest.raises(SettledError):
        world.services.conflicts.settle(conflict, 151 * 3600)


@pytest.mark.parametrize("withdrawn", [0, 1])
def test_a_withdrawal_against_a_change_is_settled_either_way(
    world: World, tmp_path: Path, clock: Callable[[], datetime], withdrawn: int
) -> None:
    company = world.company("Bâti")
    with Services(empty_home(tmp_path / "other"), clock) as other:
        introduce(world.services, other)
        other.exchange.apply(world.services.exchange.export(tmp_path).path)
        world.withdraw("company", company)
        other.ledger.commit([Change("company", company, {"name": "Bâti Sud"})])
        world.bring_in(other)
    (conflict,) = world.services.conflicts.standing()
    world.services.conflicts.settle(conflict, withdrawn)
    found = rows.read(world.services.database.connection, "company", company)
    assert found is not None
    assert found.deleted is bool(withdrawn)
    assert world.services.conflicts.standing() == []


def test_what_was_settled_by_deleting_is_asked_again_when_it_comes_back(
    world: World, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    """Found by three laptops in random order: the row was looked at no more once it was deleted."""
    company = world.company("Bâti")
    with Services(empty_home(tmp_path / "other"), clock) as other:
        introduce(world.services, other)
        other.exchange.apply(world.services.exchange.export(tmp_path).path)
        for laptop, name in ((world.services, "A"), (other, "B")):
            laptop.ledger.commit([Change("company", company, {"name": name})])
        other.ledger.commit([Change("company", company, None)])
        world.bring_in(other)
    field, deletion = world.services.conflicts.standing()
    assert (field.field, deletion.field) == ("name", "deleted")
    world.services.conflicts.settle(deletion, 1)
    assert world.services.conflicts.standing() == []
    world.services.records.restore("company", company)
    assert [each.field for each in world.services.conflicts.standing()] == ["name"]
