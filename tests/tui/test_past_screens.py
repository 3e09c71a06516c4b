"""The past by keys: any line taken back, files taken back, days looked at, people erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.i18n import speak
from ave_tui.services.workspace import Services
from ave_tui.storage import rows
from ave_tui.widgets.line_table import LineTable
from screens.as_it_was import AsItWasScreen
from screens.erased import ErasedScreen
from screens.erasure import ErasureScreen
from screens.history import HistoryScreen
from screens.hours import HoursScreen
from screens.navigation import OpenHistory
from screens.record import RecordScreen
from tests.homes import empty_home, hand_over
from tests.services.small_world import World
from tests.tui.shown import is_front, settle, shown_lines, toasted, until
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio; it is 23 November 2026."""
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


def text(app: Stage) -> str:
    """Return what is shown, in one text."""
    return "\n".join(shown_lines(app))


def flat(app: Stage) -> str:
    """Return what is shown with its lines joined, as for a sentence over several of them."""
    return " ".join(text(app).replace("▌", " ").split())


def lives(services: Services, table: str, row: Id) -> bool:
    """Tell whether a record is in use."""
    found = rows.read(services.database.connection, table, row)
    return found is not None and not found.deleted


@pytest.mark.parametrize("size", SIZES)
async def test_a_line_far_back_is_taken_back_and_done_again(
    world: World, size: tuple[int, int]
) -> None:
    company = world.company("Bâti [A]")
    world.company("Toit")
    app = Stage(world.services, HistoryScreen)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("down", "ctrl+t")
        await pilot.pause()
        assert "Taken back: Company Bâti [A]: withdrawn" in toasted(app)
        assert "× Company Bâti [A]: made" in text(app)
        assert not lives(world.services, "company", company)
        # The cursor stays on the line, which now offers the opposite.
        assert "Ctrl+T does it again" in flat(app)
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert lives(world.services, "company", company)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert not lives(world.services, "company", company)


async def test_what_is_not_one_s_own_is_refused_with_a_sentence(
    world: World, other: Services, tmp_path: Path
) -> None:
    del other
    app = Stage(world.services, HistoryScreen)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        world.services.database.connection.execute("DELETE FROM step")
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert "Only changes made on this laptop" in text(app)
    assert tmp_path.is_dir()


@pytest.mark.parametrize("size", SIZES)
async def test_a_file_is_shown_before_it_is_forgotten(
    world: World, other: Services, tmp_path: Path, size: tuple[int, int]
) -> None:
    row = new_id()
    other.ledger.commit([Change("company", row, {"name": "Theirs [/]"})])
    hand_over(other, world.services, tmp_path / "theirs.ave")
    app = Stage(world.services, HistoryScreen)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        assert "↓ File brought in: theirs.ave (one c" in text(app)
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert "Only on this laptop: it forgets the file" in text(app)
        await pilot.press("enter")
        await settle(pilot)
        shown = text(app)
        assert "your colleagues keep theirs" in " ".join(shown.split())
        assert "Companies" in shown
        await pilot.press("escape")
        await pilot.pause()
        assert lives(world.services, "company", row)
        await pilot.press("ctrl+t")
        await settle(pilot)
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert "theirs.ave is forgotten here." in text(app)
        assert is_front(app, HistoryScreen)
        assert "File brought in" not in text(app)
    assert not lives(world.services, "company", row)


async def test_a_file_is_withdrawn_for_everybody_when_that_is_chosen(
    world: World, other: Services, tmp_path: Path
) -> None:
    row = new_id()
    other.ledger.commit([Change("company", row, {"name": "Theirs"})])
    hand_over(other, world.services, tmp_path / "theirs.ave")
    app = Stage(world.services, HistoryScreen)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+t")
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "withdraw it on your colleagues' laptops too" in flat(app)
        await pilot.press("enter")
        await settle(pilot)
        assert "What theirs.ave brought is withdrawn." in text(app)
        assert not lives(world.services, "company", row)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert lives(world.services, "company", row)


async def test_the_journal_is_narrowed_by_choice_and_by_letters(
    world: World, other: Services, tmp_path: Path
) -> None:
    other.ledger.commit([Change("company", new_id(), {"name": "Theirs"})])
    hand_over(other, world.services, tmp_path / "theirs.ave")
    world.person("Bâtisseur", "Ana")
    world.company("Bâti")
    app = Stage(world.services, HistoryScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        # The third choice is the kind of record.
        await pilot.press("ctrl+o", "down", "down", "enter")
        await pilot.pause()
        table = app.screen.query_one(LineTable)
        kinds = [table._rows.row(n)[0] for n in range(table.count)]
        await pilot.press(*["down"] * kinds.index("Companies"), "enter")
        await pilot.pause()
        shown = text(app)
        assert "Companies" in shown.splitlines()[0]
        assert "Company Bâti: made" in shown
        assert "Company Theirs: made" in shown
        assert "Participant" not in shown
        assert "File brought in" not in shown
        await pilot.press(*"bati")
        await until(pilot, lambda: "Theirs" not in text(app))
        shown = text(app)
        assert "Company Bâti: made" in shown
        # Esc clears the letters, then the choice, then goes back.
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HistoryScreen)
        assert app.screen.only.table == "company"
        await pilot.press("escape")
        await pilot.pause()
        assert "Participant" in text(app)
        await pilot.press("escape")
        await pilot.pause()
    assert len(app.asked) == 1


async def test_days_are_chosen_and_a_wrong_order_is_said(world: World) -> None:
    world.company("Bâti")
    app = Stage(world.services, HistoryScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+o", "enter", "down", "enter")
        await pilot.pause()
        assert "Today" in shown_lines(app)[0]
        assert "Company Bâti: made" in text(app)
        await pilot.press("ctrl+o", "enter", "end", "enter")
        await pilot.pause()
        await pilot.press("ctrl+u", *"25/11/2026", "tab", "ctrl+u", *"24/11/2026", "enter")
        await pilot.pause()
        assert "The last day is before the first one." in text(app)
        await pilot.press("ctrl+u", *"26/11/2026", "enter")
        await pilot.pause()
        assert "No change fits what was chosen" in text(app)


@pytest.mark.parametrize("size", SIZES)
async def test_a_record_is_seen_as_it_was(
    tmp_path: Path, clock: Callable[[], datetime], size: tuple[int, int]
) -> None:
    from datetime import timedelta

    speak("en")
    now = [clock() - timedelta(days=40)]
    world = World(tmp_path / "amina", lambda: now[0])
    company = world.company("Bâti [A]")
    now[0] = clock()
    world.make("company", company, name="Bâti Sud", commune="Lens")
    app = Stage(world.services, lambda services: RecordScreen(services, "company", company))
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+b", "ctrl+u", *"1/11/2026", "enter")
        await pilot.pause()
        assert is_front(app, AsItWasScreen)
        shown = text(app)
        assert "by the clocks of the laptops it was typed on" in " ".join(shown.split())
        name = next(line for line in shown.splitlines() if line.startswith(" Name"))
        assert "Bâti [A]" in name
        assert "≠" in name
        assert "Bâti Sud" in name
        assert "One change came later." in shown
        await pilot.press("ctrl+b", "ctrl+u", *"1/1/2026", "enter")
        await pilot.pause()
        assert "It was not recorded yet." in text(app)
        await pilot.press("ctrl+b", "ctrl+u", *"23/11/2026", "enter")
        await pilot.pause()
        assert "Nothing changed since." in text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert is_front(app, RecordScreen)
    world.close()


async def test_from_the_journal_a_record_is_seen_as_it_was_after_that_change(
    world: World,
) -> None:
    company = world.company("Bâti")
    world.make("company", company, commune="Lens")
    app = Stage(world.services, HistoryScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+b")
        await pilot.pause()
        assert "Nothing changed since." in text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert is_front(app, HistoryScreen)


async def test_from_a_cell_to_its_history_and_back_by_one_key_each(world: World) -> None:
    lot, company = world.lot(), world.company()
    job = world.job(world.person(), company, lot, world.award(lot, company))
    world.hours(job, "2026-11", 35)
    app = Stage(world.services, lambda services: HoursScreen(services, "lot", lot))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert is_front(app, HoursScreen)
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert is_front(app, HistoryScreen)
        shown = text(app)
        assert "History of these hours" in shown
        assert "– → 35" in shown
        await pilot.press("escape")
        await pilot.pause()
        assert is_front(app, HoursScreen)
    assert not any(isinstance(asked, OpenHistory) for asked in app.asked)


@pytest.mark.parametrize("size", SIZES)
async def test_a_person_is_erased_by_typing_the_name(world: World, size: tuple[int, int]) -> None:
    person = world.person("Benali [A]", "Karim")
    world.make("company", world.company("Toit"), notes="Demander à Benali (A)")
    world.services.upkeep.back_up()
    app = Stage(world.services, lambda services: RecordScreen(services, "participant", person))
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("f10", *"erase", "enter")
        await pilot.pause()
        assert is_front(app, ErasureScreen)
        shown = flat(app)
        assert "This can't be undone" in shown
        assert "Participants: 1" in shown
        await pilot.press(*"karim", "enter")
        await settle(pilot)
        assert "That is not the name." in text(app)
        assert lives(world.services, "participant", person)
        await pilot.press("ctrl+u", *"benali [a] karim", "enter")
        await settle(pilot)
        assert is_front(app, ErasedScreen)
        shown = text(app)
        assert "A copy holds the person" in shown
        assert "Company Toit" in shown
        found = rows.read(world.services.database.connection, "participant", person)
        assert found is not None
        assert found.erased
        await pilot.press("enter")
        await settle(pilot)
        assert "one old copy is removed" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert is_front(app, RecordScreen)
        assert "(erased)" in text(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "can't be brought back" in flat(app)


async def test_nobody_is_erased_by_leaving(world: World) -> None:
    person = world.person()
    before = world.services.upkeep.check().state
    app = Stage(world.services, lambda services: RecordScreen(services, "participant", person))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("f10", *"erase", "enter")
        await pilot.pause()
        await pilot.press(*"benali karim", "escape")
        await pilot.pause()
        assert is_front(app, RecordScreen)
    assert world.services.upkeep.check().state == before
