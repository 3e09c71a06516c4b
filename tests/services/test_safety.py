"""Today's lines about the laptop itself: what nobody else has, copies, the clock, the place."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.copies import Reason
from ave_tui.i18n import say
from ave_tui.services import arrival
from ave_tui.services.today_lines import Line, Opens, Topic, Urgency
from ave_tui.services.today_safety import newest_copy
from ave_tui.services.workspace import Services
from ave_tui.storage import copies
from tests.homes import empty_home, introduce
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = NOW

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


def lines(world: World, topic: Topic) -> list[Line]:
    found = [line for line in world.services.today.lines() if line.topic is topic]
    assert found == [line for line in world.services.today.safety() if line.topic is topic]
    return found


# What nobody else knows.


def test_head_office_is_reminded_until_a_file_tells_of_the_lost_laptop(
    world: World, tmp_path: Path, clock: Clock
) -> None:
    services = world.services
    with (
        Services(empty_home(tmp_path / "bruno"), clock) as bruno,
        Services(empty_home(tmp_path / "chloe"), clock) as chloe,
    ):
        bruno.trust.call_me("Bruno [/]")
        introduce(services, bruno, chloe)
        services.trust.be_office(True)
        services.exchange.export(tmp_path / "before.ave")
        clock.now += timedelta(minutes=1)
        assert lines(world, Topic.UNSENT) == []
        services.trust.revoke(bruno.ledger.device)
        (line,) = lines(world, Topic.UNSENT)
        assert (line.about, line.urgency) == ("Bruno [/]", Urgency.LATE)
        assert "the laptop is lost" in say(line.why)
        assert services.exchange.revoked_unheard()
        clock.now += timedelta(minutes=1)
        services.exchange.export(tmp_path / "after.ave")
        assert lines(world, Topic.UNSENT) == []
        assert not services.exchange.revoked_unheard()
        # Whoever is not head office has no list to tell it by.
        services.trust.be_office(False)
        services.trust.revoke(chloe.ledger.device)
        assert lines(world, Topic.UNSENT) == []


# What nobody else has.


def test_a_week_with_changes_that_nobody_else_has_is_told_with_their_day(
    world: World, tmp_path: Path, clock: Clock
) -> None:
    with Services(empty_home(tmp_path / "other"), clock) as other:
        introduce(world.services, other)
    world.services.exchange.export(tmp_path)
    clock.now += timedelta(days=1)
    world.company("A")
    world.company("B")
    (line,) = lines(world, Topic.UNSENT)
    assert (line.urgency, say(line.why)) == (
        Urgency.CALM,
        "Changes that nobody else has yet: 2.",
    )
    clock.now += timedelta(days=7, minutes=1)
    (line,) = lines(world, Topic.UNSENT)
    assert (line.urgency, line.opens) == (Urgency.SOON, Opens("section", "exchange"))
    assert "2 of your changes, the oldest of 24 Nov 2026" in say(line.why)
    world.services.exchange.export(tmp_path)
    assert lines(world, Topic.UNSENT) == []


def test_a_copy_on_a_stick_is_somewhere_else_too(
    world: World, tmp_path: Path, clock: Clock
) -> None:
    clock.now += timedelta(days=8)
    assert lines(world, Topic.UNSENT)[0].urgency is Urgency.SOON
    world.services.upkeep.back_up_elsewhere(tmp_path)
    assert lines(world, Topic.UNSENT) == []
    world.company("A")
    assert say(lines(world, Topic.UNSENT)[0].why) == "Changes that nobody else has yet: 1."


def test_what_a_colleague_wrote_is_no_change_of_mine(
    world: World, tmp_path: Path, clock: Clock
) -> None:
    with Services(empty_home(tmp_path / "other"), clock) as other:
        introduce(world.services, other)
        other.exchange.apply(world.services.exchange.export(tmp_path).path)
        clock.now += timedelta(days=30)
        found = [line.topic for line in other.today.safety()]
        assert found == []


# Copies.


def test_changes_of_more_than_a_week_that_are_in_no_copy_are_told(
    world: World, clock: Clock
) -> None:
    assert lines(world, Topic.COPY) == []
    clock.now += timedelta(days=8)
    (line,) = lines(world, Topic.COPY)
    assert (line.urgency, line.opens) == (Urgency.SOON, Opens("section", "settings"))
    assert "No copy was ever made" in say(line.why)
    world.services.upkeep.back_up()
    assert lines(world, Topic.COPY) == []
    clock.now += timedelta(days=30)
    assert lines(world, Topic.COPY) == [], "nothing was changed since"
    world.company("A")
    assert lines(world, Topic.COPY) == [], "leaving makes one"
    clock.now += timedelta(days=8)
    assert "The newest copy is of 1 Dec 2026" in say(lines(world, Topic.COPY)[0].why)


def test_what_was_set_aside_damaged_and_copies_from_the_future_are_no_comfort(
    world: World, clock: Clock
) -> None:
    folder = world.services.home.backups
    folder.mkdir()
    for name in (
        copies.file_name(NOW + timedelta(days=8), Reason.DAMAGED, None),
        copies.file_name(NOW + timedelta(days=900), Reason.CLOSE, 3),
        "2026-99-99_990000+0100_close_3.db",
        "notes.db",
        copies.file_name(NOW, Reason.CLOSE, 3).replace(".db", ".key"),
    ):
        (folder / name).touch()
    clock.now += timedelta(days=9)
    assert newest_copy(folder, clock.now) is None
    assert "No copy was ever made" in say(lines(world, Topic.COPY)[0].why)


# The clock.


def test_a_clock_that_was_set_back_is_told_and_nothing_is_kept_from_being_entered(
    world: World, clock: Clock
) -> None:
    clock.now -= timedelta(days=365 * 3)
    (line,) = lines(world, Topic.CLOCK)
    assert line.urgency is Urgency.LATE
    assert "It says 24 Nov 2023, but there are changes of 23 Nov 2026" in say(line.why)
    world.company("A")
    assert lines(world, Topic.CLOCK) != [], "one entry with the wrong date makes it no better"
    assert world.services.upkeep.check().ok
    clock.now = NOW
    world.company("B")
    assert lines(world, Topic.CLOCK) == []


def test_a_clock_that_jumped_ahead_is_asked_about(world: World, clock: Clock) -> None:
    clock.now += timedelta(days=365 * 10)
    (line,) = lines(world, Topic.CLOCK)
    assert line.urgency is Urgency.SOON
    assert "is the clock right?" in say(line.why)


@pytest.mark.parametrize("year", [1970, 1980, 9986])
def test_a_clock_at_the_end_of_time_breaks_nothing(world: World, clock: Clock, year: int) -> None:
    clock.now = datetime(year, 1, 2, tzinfo=UTC)
    assert lines(world, Topic.CLOCK) != []
    world.company("A")
    world.services.upkeep.back_up()
    assert world.services.today.lines()
    assert world.services.upkeep.check().ok


def test_small_differences_between_clocks_are_not_worth_a_word(
    world: World, tmp_path: Path, clock: Clock
) -> None:
    with Services(empty_home(tmp_path / "other"), clock) as other:
        introduce(world.services, other)
        clock.now += timedelta(days=60)
        other.exchange.apply(world.services.exchange.export(tmp_path).path)
        other.settings.add_me("Jo", "Roy")
        world.bring_in(other)
    clock.now = NOW
    world.company("A")
    assert lines(world, Topic.CLOCK) == []


def test_another_time_zone_shifts_nothing(world: World, clock: Clock) -> None:
    """Instants are kept in UTC, days as they were typed."""
    lot, company = world.lot(), world.company()
    job = world.job(world.person(), company, lot, world.award(lot, company))
    world.hours(job, "2026-10-25", 7)
    before = world.services.upkeep.check()
    rows = list(world.services.database.connection.execute("SELECT * FROM hours_entry"))
    for hours in (-11, 2, 14):
        clock.now = NOW.astimezone(timezone(timedelta(hours=hours)))
        world.services.database.close()
        world.services = Services(world.services.home, clock)
        after = world.services.upkeep.check()
        assert (after.state, after.seconds) == (before.state, before.seconds)
        connection = world.services.database.connection
        assert list(connection.execute("SELECT * FROM hours_entry")) == rows
        assert lines(world, Topic.CLOCK) == []
        (changed,) = connection.execute("SELECT max(at_ms) FROM change_log").fetchone()
        assert changed == int(NOW.timestamp() * 1000)
        world.services.upkeep.back_up()
        assert copies.copies(world.services.home)[0].at == NOW


# The place.


def test_a_bad_place_is_told_once(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert list(world.services.arrival.words()) == []
    monkeypatch.setenv("OneDrive", str(tmp_path))
    (word,) = world.services.arrival.words()
    assert "OneDrive synchronises" in say(word.title)
    assert "--home" in say(word.text)
    assert list(world.services.arrival.words()) == []
    place = world.services.arrival.place()
    assert place is not None, "the settings go on saying it"


def test_the_disks_of_this_machine_are_read_as_the_system_writes_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table = tmp_path / "mounts"
    table.write_text(
        f"srv:/x {str(tmp_path).replace('/', '/')}/a\\040b nfs4 rw 0 0\nodd\n", "utf-8"
    )
    monkeypatch.setattr(arrival, "_MOUNTS", table)
    monkeypatch.setattr(sys, "platform", "linux")
    assert arrival.place_problem(tmp_path) is None
    (tmp_path / "a b").mkdir()
    problem = arrival.place_problem(tmp_path / "a b")
    assert problem is not None
    assert "network drive" in say(problem)
    monkeypatch.setattr(arrival, "_MOUNTS", tmp_path / "none")
    assert arrival.place_problem(tmp_path / "a b") is None
