"""Copies under a password: the drill of going back to one, whatever became of password and key."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.copies import Reason
from ave_tui.domain.errors import DamageError
from ave_tui.services.copies import CopiesService, ExplainedError
from ave_tui.services.workspace import Services
from ave_tui.storage import copies, wrapping
from ave_tui.storage.errors import (
    CopySpoiltError,
    ProtectedError,
    UnderOtherKeyError,
    WrongPassphraseError,
)
from ave_tui.storage.keyfile import key_beside, looks_protected, read_key_file
from ave_tui.sync.check import state
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.storage.keyfile import KeyFile

    Clock = Callable[[], datetime]

PHRASE = "cheval agrafe pile"
OTHER = "une autre phrase"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a guess cost little."""
    monkeypatch.setattr(wrapping, "COST", 2**4)


@pytest.fixture
def world(tmp_path: Path, clock: Clock) -> Iterator[World]:
    """Return a small portfolio under a password."""
    made = World(tmp_path / "amina", clock)
    made.services.protection.protect(PHRASE)
    yield made
    made.services.close()


class Asked:
    """Knows a password, and counts how often it is wanted."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        self.times = 0

    def __call__(self, file: KeyFile) -> bytes:
        self.times += 1
        return wrapping.open_by_passphrase(file, self.phrase)


def spoil(home_database: Path, damage: str) -> None:
    match damage:
        case "zeros":
            home_database.write_bytes(bytes(home_database.stat().st_size))
        case "cut":
            os.truncate(home_database, 9000)
        case _:
            home_database.unlink()


@pytest.mark.parametrize("damage", ["zeros", "cut", "gone"])
@pytest.mark.parametrize("changed", [False, True])
def test_the_drill_under_a_password(world: World, clock: Clock, damage: str, changed: bool) -> None:
    """Protect, work, copy, damage, go back, unlock: also where the password was changed since."""
    services, home = world.services, world.services.home
    world.company("At the copy")
    whole = state(services.database.connection)
    copy = services.upkeep.back_up()
    world.company("After")
    if changed:
        services.protection.change(PHRASE, OTHER)
    now, before = (OTHER, PHRASE) if changed else (PHRASE, OTHER)
    services.close()
    key_file = home.key.read_bytes()
    spoil(home.database, damage)
    with pytest.raises(DamageError) as refused:
        Services(home, clock, Asked(now))

    wrong = CopiesService(home, clock, unlock=Asked(before)).explained(refused.value)
    assert isinstance(wrong, WrongPassphraseError)
    asked = Asked(now)
    service = CopiesService(home, clock, unlock=asked)
    explained = service.explained(refused.value)
    assert isinstance(explained, ExplainedError)
    assert explained.copy is not None
    assert explained.copy.name == copy.name
    assert [each.inside is not None for each in service.looked_into()] == [True]
    found = service.compare(copy, service.key_of(copy))
    assert found.present is None
    aside = service.restore(found.path, found.keys.copy, found.keys.records)
    assert asked.times == 1, "the password is asked for once"
    assert home.key.read_bytes() == key_file, "today's password goes on being the password"
    if aside is not None:
        assert read_key_file(key_beside(aside)) == read_key_file(home.key)
    with pytest.raises(WrongPassphraseError):
        Services(home, clock, Asked(before))
    with Services(home, clock, Asked(now)) as again:
        assert state(again.database.connection) == whole
        assert again.upkeep.check().ok


def test_a_copy_on_a_stick_does_not_bring_the_old_password_back(
    world: World, clock: Clock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    made = world.services.upkeep.back_up_elsewhere(stick)
    assert made.has_key
    world.services.protection.change(PHRASE, OTHER)
    world.services.close()
    service = CopiesService(world.services.home, clock, unlock=Asked(OTHER))
    service.restore(made.path, service.key_of(made.path))
    with pytest.raises(WrongPassphraseError):
        Services(world.services.home, clock, Asked(PHRASE))
    Services(world.services.home, clock, Asked(OTHER)).close()


def test_a_copy_of_another_key_brings_its_key_file(
    world: World, clock: Clock, tmp_path: Path
) -> None:
    other = World(tmp_path / "jo", clock)
    other.company("Jo's")
    other.services.protection.protect(OTHER)
    whole = state(other.services.database.connection)
    foreign = other.services.upkeep.back_up()
    other.services.close()
    services, home = world.services, world.services.home
    own = services.upkeep.back_up()
    there = home.backups / copies.file_name(clock(), Reason.IMPORT, 1)
    shutil.copy(foreign, there)
    shutil.copy(key_beside(foreign), key_beside(there))

    troubles = {each.copy.name: each.trouble for each in services.copies.looked_into()}
    assert troubles[own.name] is None
    assert isinstance(troubles[there.name], UnderOtherKeyError)
    with pytest.raises(UnderOtherKeyError):
        services.copies.key_of(there)
    with pytest.raises(WrongPassphraseError):
        services.copies.key_of(there, Asked(PHRASE))
    assert services.copies.newest_good() is not None
    key = services.copies.key_of(there, Asked(OTHER))
    found = services.copies.compare(there, key)
    assert found.present is not None, "the records are read with their own key"
    assert str(found.keys.copy) not in repr(found)
    services.close()
    key_file = home.key.read_bytes()
    aside = CopiesService(home, clock).restore(there, found.keys.copy, found.keys.records)
    assert aside is not None
    assert key_beside(aside).read_bytes() == key_file
    with Services(home, clock, Asked(OTHER)) as again:
        assert state(again.database.connection) == whole
        assert isinstance(
            {each.copy.name: each.trouble for each in again.copies.looked_into()}[aside.name],
            UnderOtherKeyError,
        )
        # And back: the copy that was set aside opens by the password of its time.
        back = again.copies.key_of(aside, Asked(PHRASE))
        keys = again.copies.compare(aside, back).keys
    CopiesService(home, clock).restore(aside, keys.copy, keys.records)
    Services(home, clock, Asked(PHRASE)).close()


def test_a_spoilt_copy_of_the_own_key_asks_for_no_password(world: World) -> None:
    copy = world.services.upkeep.back_up()
    copy.write_bytes(b"spoilt" * 2000)
    asked = Asked(PHRASE)
    with pytest.raises(CopySpoiltError):
        world.services.copies.key_of(copy, asked)
    assert asked.times == 0
    (looked,) = world.services.copies.looked_into()
    assert isinstance(looked.trouble, CopySpoiltError)


def test_the_key_is_asked_of_the_open_records_each_time(tmp_path: Path, clock: Clock) -> None:
    world = World(tmp_path / "jo", clock)
    services = world.services
    old = services.copies.key()
    copy = services.upkeep.back_up()
    services.protection.protect(PHRASE)
    assert services.copies.key() == services.database.key != old
    (looked,) = services.copies.looked_into()
    assert looked.trouble is None
    services.lock()
    with pytest.raises(ProtectedError):
        services.copies.key_of(copy)
    services.open(Asked(PHRASE))
    assert services.copies.newest_good() is not None
    services.close()


def test_a_lost_key_file_comes_back_with_a_copy(world: World, clock: Clock) -> None:
    whole = state(world.services.database.connection)
    copy = world.services.upkeep.back_up()
    world.services.close()
    home = world.services.home
    home.key.unlink()
    asked = Asked(PHRASE)
    service = CopiesService(home, clock, unlock=asked)
    service.restore(copy, service.key_of(copy, asked))
    assert looks_protected(home.key)
    with Services(home, clock, Asked(PHRASE)) as again:
        assert state(again.database.connection) == whole


def test_rotation_and_erasure_take_the_key_along(world: World) -> None:
    services = world.services
    person = world.make("participant", last_name="Benali", first_name="Karim")
    copy = services.upkeep.back_up()
    assert key_beside(copy).exists()
    unread = copy.with_name("2020-01-01_000000+0100_hand.db")
    unread.write_bytes(b"no database" * 500)
    services.privacy.erase(person, "Benali Karim")
    renewed = services.privacy.renew_copies()
    assert renewed.removed == 1
    assert not copy.exists()
    assert not key_beside(copy).exists()
    assert key_beside(renewed.copy).exists()
    assert unread.exists(), "what can't be opened is never removed"
