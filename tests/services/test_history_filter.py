"""The journal narrowed: by who, by days of this laptop's clock, by laptop, by kind of record."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.i18n import say, speak
from ave_tui.services.history_filter import HistoryFilter, spans
from ave_tui.services.workspace import Services
from tests.homes import empty_home, hand_over
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARIS = timezone(timedelta(hours=1))


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, 0, tzinfo=PARIS)

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


def said(services: Services, only: HistoryFilter, text: str = "") -> list[str]:
    """Return the first sentence of each line that fits."""
    page = services.history.page(text, only=only)
    assert services.history.total(only) >= len(page.transactions)
    return [say(line.sentences[0]) for line in page.transactions]


def test_days_are_those_of_this_laptop_the_last_one_included(world: World, time: Clock) -> None:
    for hour, name in ((0, "Early"), (23, "Late")):
        time.now = datetime(2026, 12, 1, hour, 30, tzinfo=PARIS)
        world.company(name)
    assert time.now.astimezone(UTC).date() == date(2026, 12, 1)
    time.now = datetime(2026, 12, 2, 0, 10, tzinfo=PARIS)
    world.company("After")
    first = date(2026, 12, 1)
    assert said(world.services, HistoryFilter(since=first, until=first)) == [
        "Company Late: made",
        "Company Early: made",
    ]
    assert said(world.services, HistoryFilter(since=date(2026, 12, 2))) == ["Company After: made"]
    assert len(said(world.services, HistoryFilter(until=date(2026, 11, 30)))) == 3


def test_the_stretches_of_days_fit_together() -> None:
    found = {code: (first, last) for code, (_n, first, last) in spans(date(2026, 1, 1)).items()}
    assert found["yesterday"] == (date(2025, 12, 31), date(2025, 12, 31))
    assert found["week"] == (date(2025, 12, 29), date(2026, 1, 1))
    assert found["last_week"] == (date(2025, 12, 22), date(2025, 12, 28))
    assert found["last_month"] == (date(2025, 12, 1), date(2025, 12, 31))


def test_who_laptop_kind_and_words_together(world: World, tmp_path: Path, time: Clock) -> None:
    with Services(empty_home(tmp_path / "other"), time) as other:
        hand_over(world.services, other, tmp_path)
        bruno = new_id()
        other.ledger.commit(
            [
                Change(
                    "facilitator",
                    bruno,
                    {
                        "first_name": "Bruno",
                        "last_name": "Petit",
                        "structure_id": world.structure,
                    },
                )
            ],
            {"facilitator": bruno},
        )
        other.ledger.commit([Change("company", new_id(), {"name": "Toit"})])
        time.now += timedelta(minutes=5)
        hand_over(other, world.services, tmp_path / "b.ave")
        device = other.ledger.device
    world.company("Bâti")
    services = world.services
    assert said(services, HistoryFilter(who=bruno)) == [
        "Company Toit: made",
        "Facilitator Petit Bruno: made",
    ]
    assert said(services, HistoryFilter(who=world.me, table="company")) == ["Company Bâti: made"]
    assert said(services, HistoryFilter(table="company")) == [
        "Company Bâti: made",
        "Company Toit: made",
    ]
    assert said(services, HistoryFilter(device=device)) == [
        "File brought in: b.ave",
        "Company Toit: made",
        "Facilitator Petit Bruno: made",
    ]
    assert said(services, HistoryFilter(device=device, table="company"), "bati") == []
    assert dict(services.history.writers())[bruno] == "Bruno Petit"
    assert device in dict(services.history.laptops())
    assert HistoryFilter().is_open
    assert not HistoryFilter(who=bruno).is_open


def test_a_record_s_own_history_is_narrowed_too(world: World, time: Clock) -> None:
    row = world.company("Bâti")
    time.now += timedelta(days=2)
    world.make("company", row, commune="Lens")
    history = world.services.history
    assert len(history.of_row(row)) == 2
    (line,) = history.of_row(row, only=HistoryFilter(since=time.now.date()))
    assert say(line.sentences[0]).startswith("Company Bâti, Town")


def test_pages_with_files_in_them_follow_each_other_without_gap_or_double(
    world: World, tmp_path: Path, time: Clock
) -> None:
    with Services(empty_home(tmp_path / "other"), time) as other:
        hand_over(world.services, other, tmp_path)
        for number in range(4):
            time.now += timedelta(minutes=1)
            other.ledger.commit([Change("company", new_id(), {"name": f"Theirs {number}"})])
            world.company(f"Ours {number}")
            hand_over(other, world.services, tmp_path / f"{number}.ave")
    history = world.services.history
    everything = [line.place for line in history.page().transactions]
    assert len(everything) == len(set(everything)) == history.total()
    assert everything == sorted(everything, reverse=True)
    seen = []
    place = None
    while True:
        page = history.page(before=place, limit=2)
        seen += [line.place for line in page.transactions]
        place = page.after
        if place is None:
            break
    assert seen == everything
