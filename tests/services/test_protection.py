"""A password on this laptop, and the ways in when it is forgotten; the records never change."""

from __future__ import annotations

import shutil
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.errors import AveError, RuleBrokenError
from ave_tui.domain.recovery_text import MistypedError, groups
from ave_tui.services import os_keyring, recovery_sheet
from ave_tui.services.copies import CopiesService
from ave_tui.services.protection import RECOVERY
from ave_tui.services.protection_errors import (
    AlreadyProtectedError,
    FileThereError,
    NoRequestError,
    NoSheetError,
    NotProtectedError,
    WrongCodeError,
)
from ave_tui.services.today_lines import Topic
from ave_tui.services.unlocking import Lock, answer_help, remembered
from ave_tui.services.workspace import Services
from ave_tui.storage import rekey, wrapping
from ave_tui.storage.errors import (
    DatabaseDamagedError,
    NotForThisKeyError,
    ProtectedError,
    WrongPassphraseError,
)
from ave_tui.storage.keyfile import key_beside, looks_protected, read_key_file
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime
    from pathlib import Path

    from ave_tui.paths import Home
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
    """Return a small portfolio."""
    made = World(tmp_path / "amina", clock)
    made.make("participant", last_name="Benali")
    yield made
    made.services.close()


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is printed on the sheets that are made, newest last."""
    seen: list[str] = []
    draw = recovery_sheet.draw_sheet

    def look(secret: str, structure: str, made_on: date) -> bytes:
        seen.append(secret)
        return draw(secret, structure, made_on)

    monkeypatch.setattr(recovery_sheet, "draw_sheet", look)
    return seen


def by(passphrase: str) -> Callable[[KeyFile], bytes]:
    return lambda file: wrapping.open_by_passphrase(file, passphrase)


def people(home: Home, clock: Clock, passphrase: str) -> int:
    """Open the records by password and return how many people are in them."""
    with Services(home, clock, by(passphrase)) as services:
        return services.upkeep.check().rows["participant"]


def test_on_change_and_off(world: World, clock: Clock) -> None:
    services = world.services
    protection = services.protection
    assert (protection.is_on, protection.is_wanted) == (False, True)
    services.upkeep.back_up()
    with pytest.raises(RuleBrokenError):
        protection.protect("court")
    with pytest.raises(NotProtectedError):
        protection.change(PHRASE, OTHER)
    assert protection.protect(PHRASE) == 0
    assert (protection.is_on, protection.is_wanted) == (True, False)
    with pytest.raises(AlreadyProtectedError):
        protection.protect(PHRASE)
    with pytest.raises(WrongPassphraseError):
        protection.change(OTHER, "encore une autre")
    with pytest.raises(RuleBrokenError):
        protection.change(PHRASE, "court")
    (copy,) = services.home.backups.glob("*.db")
    protection.change(PHRASE, OTHER)
    with pytest.raises(WrongPassphraseError):
        wrapping.open_by_passphrase(read_key_file(key_beside(copy)), PHRASE)
    key = rekey.key_of_copy(copy, b"\x01" * 32, by(OTHER))
    with pytest.raises(WrongPassphraseError):
        protection.unprotect(PHRASE)
    services.close()
    assert people(services.home, clock, OTHER) == 1
    with Services(services.home, clock, by(OTHER)) as again:
        again.protection.unprotect(OTHER)
        assert again.database.key == key, "copies stay in step"
    with Services(services.home, clock) as again:
        again.protection.protect(PHRASE)
        assert again.database.key != key, "what lay there in clear opens nothing any more"


def topics(world: World) -> set[Topic]:
    return {line.topic for line in world.services.today.lines()}


def test_real_people_without_a_password_are_a_gentle_line_of_today(world: World) -> None:
    (line,) = [one for one in world.services.today.lines() if one.topic is Topic.UNPROTECTED]
    assert line.opens.what == "settings"
    world.services.protection.protect(PHRASE)
    assert Topic.UNPROTECTED not in topics(world)


def test_made_up_records_and_empty_ones_need_no_password(
    world: World, tmp_path: Path, clock: Clock
) -> None:
    world.services.ledger.prefer("made_up", "1")
    assert not world.services.protection.is_wanted
    assert Topic.UNPROTECTED not in topics(world)
    nobody = World(tmp_path / "nobody", clock)
    assert not nobody.services.protection.is_wanted
    assert Topic.UNPROTECTED not in topics(nobody)
    nobody.services.close()


def test_a_sheet_opens_the_records_of_whoever_forgot(
    world: World, clock: Clock, tmp_path: Path, secrets: list[str]
) -> None:
    services = world.services
    services.protection.protect(PHRASE)
    assert Lock(services.home).sheets == 0
    services.protection.make_sheet(tmp_path / "fiche.pdf")
    pdf = (tmp_path / "fiche.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "fiche.pdf").stat().st_mode) == 0o600
    with pytest.raises(FileThereError):
        services.protection.make_sheet(tmp_path / "fiche.pdf")
    services.upkeep.back_up()
    services.close()
    database = services.home.database.read_bytes()
    for path in services.home.folder.rglob("*"):
        assert not path.is_file() or secrets[0].encode() not in path.read_bytes()

    lock = Lock(services.home)
    assert lock.sheets == 1
    typed = " ".join(groups(secrets[0])).lower()
    with pytest.raises(MistypedError):
        lock.recover(typed[:-1] + "q", OTHER)
    with pytest.raises(RuleBrokenError):
        lock.recover(typed, "court")
    with pytest.raises(NotForThisKeyError):
        lock.recover(wrapping.new_sheet()[0], OTHER)
    assert lock.key(PHRASE), "nothing has changed yet"
    lock.recover(typed, OTHER)
    assert services.home.database.read_bytes() == database
    assert people(services.home, clock, OTHER) == 1
    for file in (services.home.key, *services.home.backups.glob("*.key")):
        with pytest.raises(WrongPassphraseError):
            wrapping.open_by_passphrase(read_key_file(file), PHRASE)


def test_drill_password_forgotten_and_the_records_damaged(
    world: World, clock: Clock, tmp_path: Path, secrets: list[str]
) -> None:
    """The sheet gives the key back, the key opens a copy, and the copy takes its place."""
    services = world.services
    services.protection.make_sheet(tmp_path / "fiche.pdf")
    services.protection.protect(PHRASE)
    copy = services.upkeep.back_up()
    services.close()
    home, lock = services.home, Lock(services.home)
    home.database.write_bytes(b"\x00" * 8192)
    with pytest.raises(NotForThisKeyError):
        lock.recover(wrapping.new_sheet()[0], OTHER)
    lock.recover(secrets[0], OTHER)
    with pytest.raises(DatabaseDamagedError):
        people(home, clock, OTHER)
    copies = CopiesService(home, clock, unlock=by(OTHER))
    copies.restore(copy, copies.key_of(copy))
    assert people(home, clock, OTHER) == 1
    # Where there is no copy either, it is not the sheet's fault.
    shutil.rmtree(home.backups)
    home.database.write_bytes(b"\x00" * 8192)
    with pytest.raises(DatabaseDamagedError):
        lock.recover(secrets[0], PHRASE)
    assert lock.key(OTHER), "nothing has changed"


def test_drill_the_head_office_helps_by_phone(
    world: World, clock: Clock, tmp_path: Path, secrets: list[str]
) -> None:
    """The whole way of a forgotten password, as two people go it; the database is untouched."""
    # Long before: the head office made a sheet, and its list came to the laptop.
    office = World(tmp_path / "office", clock)
    office.services.protection.make_sheet(tmp_path / "office.pdf")
    world.services.ledger.prefer(RECOVERY, office.services.preference(RECOVERY))
    office.services.close()
    world.services.protection.protect(PHRASE)
    world.services.close()
    home = world.services.home
    database = home.database.read_bytes()

    # The facilitator: a file that says nothing to whoever finds it.
    lock = Lock(home)
    post = tmp_path / "post"
    post.mkdir()
    request = lock.ask_for_help(post)
    assert read_key_file(request).passphrase is None
    assert looks_protected(home.key)

    # The head office: the sheet from the envelope, and a code to read out.
    with pytest.raises(NoRequestError):
        answer_help(home.database, secrets[0])
    answered = answer_help(request, " ".join(groups(secrets[0])))
    with pytest.raises(NoRequestError):
        lock.take_answer(request, answered.code, OTHER)

    # The facilitator again.
    wrong = answered.code.translate(str.maketrans("0123456789", "1234567890"))
    with pytest.raises(WrongCodeError):
        lock.take_answer(answered.path, wrong, OTHER)
    with pytest.raises(RuleBrokenError):
        lock.take_answer(answered.path, answered.code, "court")
    lock.take_answer(answered.path, answered.code.replace(" ", "-"), OTHER)
    assert home.database.read_bytes() == database
    assert people(home, clock, OTHER) == 1
    with pytest.raises(WrongPassphraseError):
        lock.key(PHRASE)
    assert Lock(home).recover(secrets[0], PHRASE), "the sheet still opens it"


def test_an_answer_to_somebody_else_is_refused(
    world: World, clock: Clock, tmp_path: Path, secrets: list[str]
) -> None:
    world.services.protection.make_sheet(tmp_path / "fiche.pdf")
    world.services.protection.protect(PHRASE)
    other = World(tmp_path / "other", clock)
    other.services.ledger.prefer(RECOVERY, world.services.preference(RECOVERY))
    other.services.protection.protect(PHRASE)
    answered = answer_help(Lock(other.services.home).ask_for_help(tmp_path), secrets[0])
    other.services.close()
    with pytest.raises(NotForThisKeyError):
        Lock(world.services.home).take_answer(answered.path, answered.code, OTHER)


def test_without_a_sheet_only_the_password_opens(world: World, tmp_path: Path) -> None:
    world.services.protection.protect(PHRASE)
    lock = Lock(world.services.home)
    with pytest.raises(NoSheetError):
        lock.ask_for_help(tmp_path)
    with pytest.raises(NoSheetError):
        lock.recover(wrapping.new_sheet()[0], OTHER)


def test_a_list_that_changed_is_followed_at_the_next_start(
    world: World, clock: Clock, tmp_path: Path, secrets: list[str]
) -> None:
    services = world.services
    services.protection.make_sheet(tmp_path / "first.pdf")
    services.protection.protect(PHRASE)
    services.upkeep.back_up()
    # A roster brings another list; what is none of it is left out.
    secret, recipient = wrapping.new_sheet()
    services.ledger.prefer(RECOVERY, f"{recipient} nonsense")
    services.lock()
    services.open(by(PHRASE))
    file = read_key_file(services.home.key)
    assert file.recovery is not None
    assert file.recovery.to == (recipient,)
    (copy,) = services.home.backups.glob("*.key")
    assert read_key_file(copy) == file
    assert wrapping.open_by_secret(file, secret) == services.database.key
    with pytest.raises(NotForThisKeyError):
        wrapping.open_by_secret(file, secrets[0])
    written = services.home.key.stat().st_mtime_ns
    services.lock()
    services.open(by(PHRASE))
    assert services.home.key.stat().st_mtime_ns == written, "once is enough"


def test_a_sheet_can_replace_those_before(world: World, tmp_path: Path, secrets: list[str]) -> None:
    protection = world.services.protection
    protection.protect(PHRASE)
    for number, alone in enumerate((False, False, True)):
        protection.make_sheet(tmp_path / f"{number}.pdf", alone=alone)
        assert len(protection.sheets) == (1, 2, 1)[number]
    file = read_key_file(world.services.home.key)
    assert wrapping.open_by_secret(file, secrets[2]) == world.services.database.key
    for lost in secrets[:2]:
        with pytest.raises(NotForThisKeyError):
            wrapping.open_by_secret(file, lost)


def test_a_sheet_that_cannot_be_written_is_not_counted_on(world: World, tmp_path: Path) -> None:
    world.services.protection.protect(PHRASE)
    before = read_key_file(world.services.home.key)
    with pytest.raises((AveError, FileNotFoundError)):
        world.services.protection.make_sheet(tmp_path / "nowhere" / "fiche.pdf")
    assert world.services.protection.sheets == ()
    assert read_key_file(world.services.home.key) == before


def test_locked_records_are_closed_and_open_again(world: World) -> None:
    services = world.services
    services.protection.protect(PHRASE)
    services.lock()
    services.lock()
    with pytest.raises(WrongPassphraseError):
        services.open(by(OTHER))
    assert services.is_locked
    services.open(by(PHRASE))
    world.make("company", name="Dubreuil")
    assert services.settings.my_name == "Cherif Amina"


def test_services_can_wait_for_the_password(world: World, clock: Clock) -> None:
    world.services.protection.protect(PHRASE)
    world.services.close()
    home = world.services.home
    with pytest.raises(ProtectedError):
        Services(home, clock)
    waiting = Services.locked(home, clock)
    assert waiting.is_locked
    waiting.lock()
    waiting.close()
    waiting.open(by(PHRASE))
    assert waiting.settings.my_name == "Cherif Amina"
    waiting.close()


@pytest.mark.parametrize(("minutes", "kept"), [(0, 0), (5, 5), (240, 240)])
def test_the_idle_lock_is_a_choice(world: World, minutes: int, kept: int) -> None:
    assert world.services.protection.idle_minutes == 10
    world.services.protection.lock_after(minutes)
    assert world.services.protection.idle_minutes == kept
    for wrong in (-1, 241):
        with pytest.raises(RuleBrokenError):
            world.services.protection.lock_after(wrong)


class Store:
    """The operating system's store of secrets."""

    priority = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.broken = False

    def set_password(self, service: str, name: str, value: str) -> None:
        if self.broken:
            raise RuntimeError
        self.kept[service, name] = value

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    """Return the store that the library would find."""
    found = Store()
    monkeypatch.setattr("keyring.get_keyring", lambda: found)
    return found


def test_the_system_may_keep_the_key(world: World, clock: Clock, store: Store) -> None:
    services = world.services
    found = [services.protection.can_remember]
    services.protection.protect(PHRASE)
    found += [services.protection.can_remember, services.protection.remember(True)]
    assert found == [False, True, True], "only where there is a password to be asked for"
    services.close()
    with Services(services.home, clock, remembered) as again:
        again.protection.remember(False)
    assert store.kept == {}
    with pytest.raises(ProtectedError):
        Services(services.home, clock, remembered)


def test_a_system_that_keeps_nothing_is_not_relied_on(world: World, store: Store) -> None:
    world.services.protection.protect(PHRASE)
    store.broken = True
    assert [world.services.protection.remember(True), world.services.protection.remembers] == [
        False,
        False,
    ]
    store.priority = 0
    assert not os_keyring.is_offered(), "plain files are no store of secrets"


def test_without_the_library_it_is_not_offered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.services.protection.protect(PHRASE)
    monkeypatch.setattr(os_keyring, "find_spec", lambda _name: None)
    found = [world.services.protection.can_remember, world.services.protection.remember(True)]
    assert found == [False, False]
