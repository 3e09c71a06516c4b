"""A record as it was: what had been typed by then, by the clocks it was typed on."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change
from ave_tui.i18n import say, speak
from ave_tui.services.workspace import Services
from tests.homes import empty_home, hand_over
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ave_tui.services.as_it_was import RecordThen

FIRST = datetime(2026, 11, 1, 9, 0, tzinfo=timezone(timedelta(hours=1)))


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = FIRST

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now


@pytest.fixture
def time() -> Clock:
    """Return a clock that the test moves."""
    return Clock()


@pytest.fixture
def world(tmp_path: Path, time: Clock) -> Iterator[World]:
    """Return a small portfolio."""
    speak("en")
    made = World(tmp_path / "amina", time)
    yield made
    made.close()
    speak("en")


def fields(found: RecordThen) -> dict[str, tuple[str, str, bool]]:
    """Return each field then, now, and whether it differs."""
    return {each.label: (say(each.then), say(each.now), each.changed) for each in found.fields}


def test_fields_then_and_now_links_flags_and_withdrawal(world: World, time: Clock) -> None:
    row = world.make("operation", name="Îlot [A]", authority_id=world.authority)
    time.now += timedelta(days=1)
    world.make("operation", row, name="Îlot B", anru=1)
    time.now += timedelta(days=1)
    world.withdraw("operation", row)
    past = world.services.as_it_was
    first = past.record("operation", row, past.end_of(FIRST.date()))
    assert say(first.state or pytest.fail("it is withdrawn now")) == "It is withdrawn now."
    assert first.later == 2
    assert fields(first) == {
        "Name": ("Îlot [A]", "Îlot B", True),
        "Contracting authority": ("Ville", "Ville", False),
        "ANRU project": ("no", "yes", True),
    }
    last = past.record("operation", row, time.now)
    assert say(last.state or pytest.fail("it was withdrawn")) == "It was withdrawn then."
    before = past.record("operation", row, past.end_of(date(2026, 10, 1)))
    assert say(before.state or pytest.fail("it was not there")) == "It was not recorded yet."
    assert fields(before)["Name"] == ("–", "Îlot B", False)


def test_a_colleague_s_change_counts_from_when_it_was_typed_not_from_when_it_came(
    world: World, tmp_path: Path, time: Clock
) -> None:
    row = world.company("Bâti")
    with Services(empty_home(tmp_path / "other"), time) as other:
        hand_over(world.services, other, tmp_path)
        time.now += timedelta(days=1)
        other.ledger.commit([Change("company", row, {"commune": "Lens"})])
        typed = time.now
        time.now += timedelta(days=5)
        hand_over(other, world.services, tmp_path / "b.ave")
    past = world.services.as_it_was
    found = past.record("company", row, past.end_of(typed.date()))
    assert fields(found)["Town"] == ("Lens", "Lens", False)
    assert found.later == 0


def test_of_an_erased_person_nothing_is_seen_at_any_time(world: World, time: Clock) -> None:
    row = world.person()
    time.now += timedelta(days=1)
    world.services.privacy.erase(row, "Benali Karim")
    past = world.services.as_it_was
    found = past.record("participant", row, FIRST)
    assert say(found.state or pytest.fail("erased")).startswith("Erased for good")
    assert "Benali" not in str(found)
