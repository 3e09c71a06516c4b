"""The history says who did what on which laptop, and undo and redo say what they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.laptops import short
from ave_tui.i18n import say, speak
from ave_tui.services.workspace import Services
from ave_tui.sync.ledger import NothingToRedoError, NothingToUndoError
from tests.homes import empty_home, introduce
from tests.names import HOSTILE_NAMES
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.services.history_told import Transaction


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()


@pytest.fixture
def other(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Services]:
    """Return another laptop on which nobody has said who works there."""
    services = Services(empty_home(tmp_path / "other"), clock)
    yield services
    services.close()


def said(transaction: Transaction) -> list[str]:
    return [say(sentence) for sentence in transaction.sentences]


def newest(world: World) -> list[str]:
    return said(world.services.history.page().transactions[0])


def test_hours_are_told_with_person_month_and_both_figures(world: World) -> None:
    lot, company = world.lot(), world.company()
    job = world.job(world.person(), company, lot, world.award(lot, company))
    world.hours(job, "2026-10", 35)
    assert newest(world) == ["Hours of Benali Karim, Bâti, October 2026: – → 35"]
    row = world.hours(job, "2026-10", 40.5)
    assert newest(world) == ["Hours of Benali Karim, Bâti, October 2026: 35 → 40.5"]
    world.make("hours_entry", row, status="VALIDATED")
    assert newest(world) == [
        "Hours of Benali Karim, Bâti, October 2026, Status: Declared → Validated"
    ]
    world.withdraw("hours_entry", row)
    assert newest(world) == ["Hours of Benali Karim, Bâti, October 2026: 40.5 withdrawn"]
    assert len(world.services.history.of_row(row)) == 4
    world.hours(job, "2026-10/W41", 7)
    assert newest(world) == ["Hours of Benali Karim, Bâti, week 41 of October 2026: – → 7"]


def test_records_are_told_by_kind_and_name_and_values_in_words(world: World) -> None:
    company = world.company()
    assert newest(world) == ["Company Bâti: made"]
    world.make("company", company, kind="ETTI")
    assert newest(world) == ["Company Bâti, Kind: – → ETTI (insertion temp agency)"]
    lot = world.lot()
    world.make("lot", lot, due_seconds=3600 * 600, ends_on="2027-01-31")
    assert sorted(newest(world)) == [
        "Lot 2 Peinture, Ends on: 31 Dec 2026 → 31 Jan 2027",
        "Lot 2 Peinture, Hours due (notified): 500 → 600",
    ]
    award = world.award(lot, company)
    world.make("award", award, company_id=world.company("Toit"))
    assert newest(world) == ["Award Toit, Company: Bâti → Toit"]
    world.returned(award, "2026-10")
    assert newest(world) == ["Hours return Toit, October 2026: Received"]
    world.withdraw("company", company)
    assert newest(world) == ["Company Bâti: withdrawn"]


def test_others_are_named_and_their_file_too(world: World, other: Services) -> None:
    world.company()
    introduce(world.services, other)
    other.exchange.apply(world.services.exchange.export(world.folder.parent).path)
    other.ledger.commit([Change("company", new_id(), {"name": "Toit"})])
    path = other.exchange.export(world.folder.parent).path
    world.services.exchange.apply(path)
    theirs = next(t for t in world.services.history.page().transactions if t.tx and not t.here)
    assert theirs.who == f"laptop {short(other.ledger.device)}"
    assert theirs.file_name == path.name
    assert said(theirs) == ["Company Toit: made"]
    ours = next(t for t in world.services.history.page().transactions if t.here)
    assert (ours.who, ours.file_name) == ("Amina Cherif", "")


def test_pages_follow_each_other_without_gap_or_double(world: World) -> None:
    for number in range(7):
        world.company(f"Company {number}")
    history = world.services.history
    everything = [t.tx for t in history.page().transactions]
    seen: list[int] = []
    place = None
    while True:
        page = history.page(before=place, limit=3)
        seen += [t.tx for t in page.transactions]
        place = page.after
        if place is None:
            break
    assert seen == everything
    assert seen == sorted(seen, reverse=True)


def test_the_filter_finds_words_without_accents_in_any_order(world: World) -> None:
    world.company("Bâti")
    world.company("Toiture")
    assert [said(t) for t in world.services.history.page("amina bati").transactions] == [
        ["Company Bâti: made"]
    ]
    assert world.services.history.page("nobody").transactions == ()


def test_undo_and_redo_say_what_they_did(world: World) -> None:
    lot, company = world.lot(), world.company()
    job = world.job(world.person(), company, lot, world.award(lot, company))
    world.hours(job, "2026-10", 35)
    world.hours(job, "2026-10", 40)
    history = world.services.history
    assert say(history.undo()) == "Undone: Hours of Benali Karim, Bâti, October 2026: 40 → 35"
    assert say(history.redo()) == "Done again: Hours of Benali Karim, Bâti, October 2026: 35 → 40"
    assert [t.kind for t in history.page(limit=3).transactions] == ["redo", "undo", ""]
    with pytest.raises(NothingToRedoError):
        history.redo()


def test_undo_of_several_changes_says_how_many_more(world: World) -> None:
    rows = [Change("company", new_id(), {"name": name}) for name in ("A", "B", "C")]
    world.services.ledger.commit(rows)
    assert say(world.services.history.undo()).startswith("Undone: Company ")
    assert "(+2)" in say(world.services.history.redo())


def test_undo_says_what_it_left_to_others(world: World, other: Services) -> None:
    company = world.company("Bâti")
    world.make("company", company, name="Bâti Nord", commune="Lens")
    introduce(world.services, other)
    other.exchange.apply(world.services.exchange.export(world.folder.parent).path)
    other.ledger.commit([Change("company", company, {"name": "Bâti Sud"})])
    world.bring_in(other)
    undone = say(world.services.history.undo())
    assert "Town: Lens → –" in undone
    assert "Left alone, changed since or built on: 1." in undone


def test_nothing_to_undo_is_said(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    with (
        Services(empty_home(tmp_path / "new"), clock) as services,
        pytest.raises(NothingToUndoError),
    ):
        services.history.undo()


def test_hostile_names_stay_what_they_are_in_both_languages(world: World) -> None:
    for name in HOSTILE_NAMES:
        world.company(name)
        for language in ("fr", "en"):
            speak(language)
            assert name in newest(world)[0]


def test_an_erased_person_leaves_no_name(world: World) -> None:
    person = world.person("Zakaria", "Secret")
    world.services.ledger.commit([Change("participant", person, {}, erase=True)])
    told = [s for t in world.services.history.page().transactions for s in said(t)]
    assert not [sentence for sentence in told if "Zakaria" in sentence]
    assert "Participant: erased for good" in told
