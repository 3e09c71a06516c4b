"""Copies as a user meets them: made without asking, never in the way, and a way back."""

from __future__ import annotations

import os
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.copies import Reason
from ave_tui.domain.errors import AveError, DamageError
from ave_tui.i18n import say
from ave_tui.services import upkeep
from ave_tui.services.copies import CopiesService, NoSuchCopyError
from ave_tui.services.copies_words import comparison_lines
from ave_tui.services.upkeep import CopiedOutError
from ave_tui.services.workspace import Services
from ave_tui.storage import backups, copies
from ave_tui.storage.connection import connect
from ave_tui.storage.errors import (
    CopySpoiltError,
    CopyUnwritableError,
    KeyMissingError,
    NoRoomForCopyError,
)
from ave_tui.sync.check import check, state
from tests.homes import empty_home, introduce
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOUR = 3600


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return a clock that the test moves."""
    return Clock()


@pytest.fixture
def world(tmp_path: Path, clock: Clock) -> Iterator[World]:
    """Return a small portfolio."""
    made = World(tmp_path / "amina", clock)
    yield made
    made.services.database.close()


def reasons(world: World) -> list[Reason]:
    return [copy.reason for copy in copies.copies(world.services.home)]


def worked(world: World, hours: float = 20, period: str = "2026-09") -> str:
    lot, company = world.lot(), world.company()
    job = world.job(world.person(), company, lot, world.award(lot, company))
    world.hours(job, period, hours)
    return job


def reopened(world: World, clock: Callable[[], datetime]) -> Services:
    world.services = Services(world.services.home, clock)
    return world.services


# Copies that nobody asks for.


def test_leaving_makes_a_copy_of_what_was_changed_and_no_second_one(
    world: World, clock: Clock
) -> None:
    made = world.services.upkeep.back_up_on_leaving()
    assert made is not None
    assert world.services.upkeep.back_up_on_leaving() is None
    world.close()
    services = reopened(world, clock)
    assert services.upkeep.back_up_on_leaving() is None, "nothing was changed since"
    services.settings.use_theme("textual-light")
    assert services.upkeep.back_up_on_leaving() is not None, "a taste is a change as well"
    world.company("New")
    clock.now += timedelta(minutes=1)
    assert services.upkeep.back_up_on_leaving() is not None
    assert reasons(world) == [Reason.CLOSE] * 3


def test_empty_records_are_not_copied(tmp_path: Path, clock: Clock) -> None:
    with Services(empty_home(tmp_path / "new"), clock) as services:
        assert services.upkeep.back_up_on_leaving() is None


def test_large_records_are_copied_once_a_day(
    world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "_LARGE", 1000)
    assert world.services.upkeep.back_up_on_leaving() is not None
    world.company("New")
    assert world.services.upkeep.back_up_on_leaving() is None
    clock.now += timedelta(days=1)
    assert world.services.upkeep.back_up_on_leaving() is not None


def test_a_file_is_brought_in_after_a_copy(world: World, tmp_path: Path, clock: Clock) -> None:
    with Services(empty_home(tmp_path / "other"), clock) as other:
        introduce(world.services, other)
        other.exchange.apply(world.services.exchange.export(tmp_path).path)
        assert copies.copies(other.home) == [], "there was nothing to copy"
        world.company("New")
        path = world.services.exchange.export(tmp_path).path
        before = state(other.database.connection)
        other.exchange.preview(path)
        assert copies.copies(other.home) == [], "looking at it changes nothing"
        other.exchange.apply(path)
        (copy,) = copies.copies(other.home)
        assert copy.reason is Reason.IMPORT
        key = other.database.key
    CopiesService(other.home, clock).restore(other.home.backups / copy.name, key)
    with Services(other.home, clock) as restored:
        assert state(restored.database.connection) == before


def test_without_room_no_copy_is_made_and_the_records_go_on(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    with Services(empty_home(tmp_path / "other"), clock) as other:
        introduce(world.services, other)
        other.exchange.apply(world.services.exchange.export(tmp_path).path)
        world.company("New")
        path = world.services.exchange.export(tmp_path).path
        usage = shutil.disk_usage(tmp_path)._replace(free=1_000_000)
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
        before = state(other.database.connection)
        for task in (
            other.upkeep.back_up,
            other.upkeep.back_up_on_leaving,
            lambda: other.exchange.apply(path),
        ):
            with pytest.raises(NoRoomForCopyError):
                task()
        assert state(other.database.connection) == before
        assert list(other.home.backups.iterdir()) == []
    world.company("Goes on")
    assert world.services.upkeep.check().ok


def test_old_copies_go_when_new_ones_are_made(world: World, clock: Clock) -> None:
    for day in range(40):
        clock.now += timedelta(days=1)
        world.company(f"C{day}")
        world.services.upkeep.back_up_on_leaving()
    assert 10 <= len(reasons(world)) <= 24
    assert world.services.upkeep.newest_copy() is not None


def test_each_copy_that_is_kept_could_be_gone_back_to(world: World, clock: Clock) -> None:
    """The nightly drill: every one opens, holds what it says, and no less than the one before."""
    job = worked(world)
    for day in range(30):
        clock.now += timedelta(days=1)
        world.hours(job, f"2026-11-{day + 1:02d}", 7)
        world.services.upkeep.back_up_on_leaving()
    key, before = world.services.database.key, 0
    kept = copies.copies(world.services.home)[::-1]
    assert len(kept) > 10
    for copy in kept:
        connection = connect(world.services.home.backups / copy.name, key, read_only=True)
        found = check(connection)
        connection.close()
        assert found.ok
        assert found.operations == copy.operations
        assert found.operations > before
        before = found.operations
    assert before == world.services.upkeep.check().operations


def test_a_copy_that_somebody_looks_at_goes_next_time(
    world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows lets nobody remove a file that a scanner has open."""
    for number in range(3):
        clock.now += timedelta(days=300)
        world.company(f"C{number}")
        world.services.upkeep.back_up_on_leaving()
    real = Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".db":
            raise PermissionError(13, "in use")
        real(path, missing_ok=missing_ok)

    world.services.settings.give_copies(1)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", held)
        clock.now += timedelta(days=300)
        world.company("New")
        assert world.services.upkeep.back_up_on_leaving() is not None
    assert len(reasons(world)) == 4
    clock.now += timedelta(days=300)
    world.company("Newer")
    world.services.upkeep.back_up_on_leaving()
    assert len(reasons(world)) == 1


def test_fewer_are_kept_where_they_may_take_less(world: World, clock: Clock) -> None:
    world.services.settings.give_copies(1_000_000)
    for day in range(20):
        clock.now += timedelta(days=1)
        world.company(f"C{day}")
        world.services.upkeep.back_up_on_leaving()
    assert 1 <= len(reasons(world)) <= 4
    size = sum(copy.size for copy in copies.copies(world.services.home))
    assert size <= 1_000_000 or len(reasons(world)) == 1


def test_a_copy_that_does_not_read_back_is_none(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = backups._copy

    def spoil(connection: object, target: Path, tell: object) -> None:
        real(connection, target, tell)  # type: ignore[arg-type]
        with target.open("r+b") as file:
            file.seek(4096 * 20)
            file.write(b"spoilt")

    kept = world.services.upkeep.back_up()
    monkeypatch.setattr(backups, "_copy", spoil)
    with pytest.raises(CopySpoiltError):
        world.services.upkeep.back_up()
    assert list(world.services.home.backups.iterdir()) == [kept]


def test_what_a_killed_copy_left_behind_goes_with_the_next_one(world: World) -> None:
    folder = world.services.home.backups
    folder.mkdir()
    for name, age in (("old.part", 7200), ("old.part-journal", 7200), ("being-made.part", 5)):
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (time.time() - age,) * 2)
    made = world.services.upkeep.back_up()
    assert {path.name for path in folder.iterdir()} == {made.name, "being-made.part"}


def test_a_folder_that_takes_no_copy_is_told(world: World) -> None:
    world.services.home.backups.write_text("a file in its place", "utf-8")
    with pytest.raises(CopyUnwritableError):
        world.services.upkeep.back_up()
    world.company("Goes on")
    assert world.services.upkeep.check().ok


# A copy somewhere else.


def test_a_copy_goes_to_a_stick_too_and_that_is_remembered(world: World, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    made = world.services.upkeep.back_up_elsewhere(stick)
    assert made.path.parent == stick
    assert not made.has_key
    assert copies.look_into(made.path, world.services.database.key).operations
    (at_home,) = copies.copies(world.services.home)
    assert at_home.name == made.path.name
    key = copies.key_of(world.services.home.backups / at_home.name)
    key.write_text("wrapped", "ascii")


def test_a_key_of_its_own_goes_along(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = type(world.services.upkeep).back_up

    def with_key(self: upkeep.UpkeepService, *more: object) -> Path:
        path = real(self, *more)  # type: ignore[arg-type]
        copies.key_of(path).write_text("wrapped", "ascii")
        return path

    monkeypatch.setattr(type(world.services.upkeep), "back_up", with_key)
    made = world.services.upkeep.back_up_elsewhere(tmp_path)
    assert made.has_key
    assert copies.key_of(made.path).read_text("ascii") == "wrapped"


def test_a_stick_that_is_not_there_is_told_and_the_copy_at_home_is_made(
    world: World, tmp_path: Path
) -> None:
    with pytest.raises(CopiedOutError):
        world.services.upkeep.back_up_elsewhere(tmp_path / "pulled")
    assert reasons(world) == [Reason.HAND]


# Going back.


def test_what_would_be_lost_is_told_by_whom_and_since_when(
    world: World, tmp_path: Path, clock: Clock
) -> None:
    job = worked(world, 20)
    path = world.services.upkeep.back_up()
    clock.now += timedelta(days=2)
    world.hours(job, "2026-10", 15)
    with Services(empty_home(tmp_path / "other"), clock) as other:
        introduce(world.services, other)
        other.exchange.apply(world.services.exchange.export(tmp_path).path)
        other.settings.add_me("Jo", "Roy")
        clock.now += timedelta(days=1)
        other.records.save("company", None, {"name": "Bâti Sud"})
        world.bring_in(other)
    found = world.services.copies.compare(path, world.services.database.key)
    assert found.operations_lost == 3
    assert {(each.name, each.operations) for each in found.lost} == {
        ("Roy Jo", 2),
        ("Cherif Amina", 1),
    }
    assert found.present is not None
    assert (found.present.seconds, found.inside.seconds) == (35 * HOUR, 20 * HOUR)
    said = "\n".join(comparison_lines(found))
    assert "3 changes are newer" in said
    assert "Roy Jo (laptop " in said
    assert "Hours that count: 35 h now, 20 h after." in said
    assert world.services.upkeep.check().ok


def test_a_newer_copy_brings_back_what_is_not_there_now(world: World, clock: Clock) -> None:
    old = world.services.upkeep.back_up()
    world.company("New")
    clock.now += timedelta(minutes=1)
    newer = world.services.upkeep.back_up()
    key = world.services.database.key
    world.close()
    service = CopiesService(world.services.home, clock)
    service.restore(old, key)
    found = service.compare(newer, key)
    assert (found.operations_lost, found.gained) == (0, 1)
    assert "comes back that isn't there now" in "\n".join(comparison_lines(found))
    reopened(world, clock)


def test_what_colleagues_have_had_comes_back_with_their_file(
    world: World, tmp_path: Path, clock: Clock
) -> None:
    job = worked(world, 20)
    copy = world.services.upkeep.back_up()
    world.hours(job, "2026-10", 15)
    whole = state(world.services.database.connection)
    old_device = world.services.ledger.device
    with Services(empty_home(tmp_path / "other"), clock) as other:
        introduce(world.services, other)
        other.exchange.apply(world.services.exchange.export(tmp_path / "mine.ave").path)
        key = world.services.database.key
        world.close()
        CopiesService(world.services.home, clock).restore(copy, key)
        services = reopened(world, clock)
        assert state(services.database.connection) != whole
        # Work goes on before the colleague's file comes.
        world.company("After going back")
        assert services.ledger.device != old_device
        introduce(services, other)
        services.exchange.apply(other.exchange.export(tmp_path / "theirs.ave").path)
        assert check(services.database.connection).ok
        names = services.database.connection.execute("SELECT name FROM company ORDER BY name")
        assert ("After going back",) in list(names)
        assert services.upkeep.check().seconds == 35 * HOUR
        # And both go on with one story.
        other.exchange.apply(services.exchange.export(tmp_path / "again.ave").path)
        assert state(other.database.connection) == state(services.database.connection)


def test_it_is_said_once_after_going_back(world: World, clock: Clock) -> None:
    copy = world.services.upkeep.back_up()
    key = world.services.database.key
    world.close()
    CopiesService(world.services.home, clock).restore(copy, key)
    services = reopened(world, clock)
    (word,) = services.arrival.words()
    assert copy.name in say(word.title)
    assert list(services.arrival.words()) == []


@pytest.mark.parametrize("damage", ["flip", "cut", "zeros", "gone"])
def test_the_newest_good_copy_is_named(world: World, clock: Clock, damage: str) -> None:
    for number in range(200):
        world.company(f"C{number}")
    good = world.services.upkeep.back_up()
    clock.now += timedelta(hours=1)
    world.company("Later")
    spoilt = world.services.upkeep.back_up()
    clock.now += timedelta(hours=1)
    world.company("Last")
    world.close()
    os.truncate(spoilt, spoilt.stat().st_size - 9000)
    path = world.services.home.database
    service = CopiesService(world.services.home, clock)
    match damage:
        case "flip":
            with path.open("r+b") as file:
                file.write(b"spoilt")
        case "cut":
            os.truncate(path, 9000)
        case "zeros":
            path.write_bytes(bytes(9000))
        case _:
            path.unlink()
    with pytest.raises(DamageError) as refused:
        Services(world.services.home, clock)
    explained = service.explained(refused.value)
    assert good.name in say(explained.remedy)
    assert "ave-tui restore" in say(explained.remedy)
    assert service.explained(explained) is explained  # type: ignore[arg-type]
    found = service.compare(good, service.key())
    assert found.present is None
    assert found.unreadable == 2
    assert "At least 2 changes" in "\n".join(comparison_lines(found))
    service.restore(good, service.key())
    services = reopened(world, clock)
    assert services.upkeep.check().ok
    assert services.records.total("company") == 200


def test_without_a_good_copy_one_can_begin_anew_and_nothing_is_thrown_away(
    world: World, clock: Clock, tmp_path: Path
) -> None:
    worked(world, 20)
    other = Services(empty_home(tmp_path / "other"), clock)
    introduce(world.services, other)
    other.exchange.apply(world.services.exchange.export(tmp_path / "mine.ave").path)
    world.close()
    home = world.services.home
    service = CopiesService(home, clock)
    home.database.write_bytes(b"spoilt")
    with pytest.raises(DamageError) as refused:
        Services(home, clock)
    assert "no copy here" in say(service.explained(refused.value).remedy)
    aside = service.begin_anew(service.key())
    assert aside is not None
    assert aside.read_bytes() == b"spoilt"
    services = reopened(world, clock)
    assert services.is_new
    # With the records the keys are gone: it is a new laptop, and colleagues have to meet it.
    introduce(services, other)
    services.exchange.apply(other.exchange.export(tmp_path / "theirs.ave").path)
    assert services.upkeep.check().seconds == 20 * HOUR
    other.close()


def test_a_key_that_is_not_theirs_is_told_before_anything_else(world: World, clock: Clock) -> None:
    world.services.upkeep.back_up()
    world.close()
    home = world.services.home
    right = home.key.read_text("ascii")
    home.key.write_text("00" * 32, "ascii")
    service = CopiesService(home, clock)
    with pytest.raises(DamageError) as refused:
        Services(home, clock)
    assert "is the key their own" in say(service.explained(refused.value).remedy)
    assert [each.inside for each in service.looked_into()] == [None]
    home.key.unlink()
    assert isinstance(service.explained(refused.value), KeyMissingError)
    home.key.write_text(right, "ascii")
    reopened(world, clock)


@pytest.mark.parametrize("name", ["", "x", "a/../b", "x" * 5000, "nul\0", "~nobody-at-all/x"])
def test_what_is_no_copy_is_refused(world: World, name: str) -> None:
    with pytest.raises(NoSuchCopyError):
        world.services.copies.path_of(name)


def test_the_language_is_known_also_where_records_do_not_open(world: World, clock: Clock) -> None:
    world.services.ledger.prefer("language", "fr")
    service = CopiesService(world.services.home, clock)
    assert service.language() == "fr"
    world.close()
    world.services.home.database.write_bytes(b"spoilt")
    assert service.language() == ""
    world.services.home.key.unlink()
    with pytest.raises(AveError):
        service.key()
