"""Personal data by keys: the review, the notices, retention, and what a record offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.app import AveApp
from ave_tui.domain.changes import Change
from ave_tui.i18n import speak
from ave_tui.storage import rows
from ave_tui.sync.writing import write
from ave_tui.widgets.line_table import LineTable
from screens.document import DocumentScreen
from screens.erased import ErasedScreen
from screens.navigation import GoTo, OpenRecord
from screens.notices import NoticesScreen
from screens.personal_data import PersonalDataScreen
from screens.record import RecordScreen
from screens.retention import RetentionScreen
from screens.today import TodayScreen
from tests.names import HOSTILE_NAMES
from tests.services.people_world import PeopleWorld
from tests.tui.shown import is_front, settle, shown_lines, toasted, until, until_shown
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from textual.app import App

    from ave_tui.domain.schema import Id

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[PeopleWorld]:
    """Return a portfolio; it is 23 November 2026."""
    speak("en")
    made = PeopleWorld(tmp_path / "amina", clock)
    yield made
    made.close()
    speak("en")


def text(app: App[None]) -> str:
    """Return what is shown."""
    return "\n".join(shown_lines(app))


def flat(app: App[None]) -> str:
    """Return what is shown and toasted, in one line."""
    return f"{' '.join(text(app).split())} {toasted(app)}"


def is_erased(world: PeopleWorld, person: Id) -> bool:
    """Tell whether somebody's name is gone."""
    found = rows.read(world.services.database.connection, "participant", person)
    assert found is not None
    return found.erased


def old(world: PeopleWorld, name: str) -> Id:
    """Make somebody who worked years ago."""
    person = world.somebody(name, sex="F", birth_date="1990-02-03")
    world.worked(person, "2023-01-01", "2023-06-30", 100)
    return person


@pytest.mark.parametrize("size", SIZES)
async def test_the_section_counts_and_leads_to_where_it_is_settled(
    world: PeopleWorld, size: tuple[int, int]
) -> None:
    old(world, "Vieux [A]")
    new = world.somebody("Neuf [/]")
    company = world.make("company", name="Toit [/red]", notes="Un ouvrier hospitalisé")
    with world.services.database.transaction() as connection:
        change = Change("participant", new, {"notes": "n° 1850675123456"})
        write(connection, [change], "do", world.me, world.services.database.now_ms())
    app = Stage(world.services, PersonalDataScreen)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until_shown(pilot, "Toit [/red]")
        shown = text(app)
        assert "Participants without a notice" in shown
        assert "Last contact before 23 Nov 2024 (24 months)" in shown
        assert "Neuf [/] Karim, “Notes”" in shown
        assert "hospitalisé · Company Toit [/red]" in shown
        await pilot.press("enter", "down", "enter", "down", "enter", "down", "down", "enter")
        await pilot.press("down", "enter", "down", "enter")
        assert app.asked == [
            GoTo("notices"),
            GoTo("retention"),
            OpenRecord("participant", new),
            OpenRecord("company", company),
        ]


async def test_where_all_is_well_nothing_is_to_be_done(world: PeopleWorld) -> None:
    app = Stage(world.services, PersonalDataScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_shown(pilot, "✓")
        assert text(app).count("✓") == 5
        await pilot.press("enter", "escape")
        assert app.asked == [GoTo("today")]


@pytest.mark.parametrize("size", SIZES)
async def test_marked_people_are_made_anonymous_in_one_step(
    world: PeopleWorld, size: tuple[int, int]
) -> None:
    one, two, three = (old(world, f"Vieux{n} [A]") for n in range(3))
    world.make("company", name="Toit", notes="Demander à Vieux0 (A)")
    seconds = world.services.upkeep.check().seconds
    app = Stage(world.services, RetentionScreen)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until_shown(pilot, "Vieux2 [A]")
        assert "30 Jun 2023" in text(app)
        names = [line for line in shown_lines(app) if "Vieux" in line]
        first = [one, two, three][int(names[0].split("Vieux")[1][0])]
        await pilot.press("space", "ctrl+t", "enter")
        await settle(pilot)
        assert not is_erased(world, first), "Enter by itself leaves all as it is"
        await pilot.press("insert", "ctrl+t", "left", "enter")
        await settle(pilot)
        await until(pilot, lambda: is_front(app, ErasedScreen))
        assert "Company Toit" in text(app)
        assert "3 people are anonymous now" in flat(app)
        await pilot.press("escape")
        await until_shown(pilot, "Nobody's time is over.")
        await pilot.press("ctrl+t", "ctrl+z")
        await pilot.pause()
        assert "can't be brought back" in flat(app)
        await pilot.press("escape")
        assert app.asked == [GoTo("personal_data")]
    assert all(is_erased(world, person) for person in (one, two, three))
    checked = world.services.upkeep.check()
    assert (checked.ok, checked.seconds) == (True, seconds)


@pytest.mark.parametrize("size", SIZES)
async def test_a_notice_is_printed_and_its_day_kept_in_the_same_step(
    world: PeopleWorld, tmp_path: Path, size: tuple[int, int]
) -> None:
    person = world.somebody("Neuf [A]")
    file = tmp_path / "n.pdf"
    app = AveApp(world.services)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("f10", *"notices", "enter")
        await until(pilot, lambda: is_front(app, NoticesScreen))
        await until_shown(pilot, "Neuf [A] Karim")
        await pilot.press("ctrl+t", "enter")
        await until(pilot, lambda: is_front(app, DocumentScreen))
        assert "Information on your personal data" in text(app)
        await pilot.press("escape")
        assert world.row("participant", person)["notice_on"] is None, "it was only looked at"
        await pilot.press("ctrl+t", "enter")
        await until(pilot, lambda: is_front(app, DocumentScreen))
        await pilot.press("ctrl+t")
        await pilot.press("ctrl+u", *str(file), "enter")
        await until(pilot, file.exists)
        await settle(pilot)
        assert world.row("participant", person)["notice_on"] == "2026-11-23"
        await pilot.press("escape")
        await until_shown(pilot, "Everybody was told what is recorded of them.")
        await pilot.press("ctrl+z")
        await until_shown(pilot, "Neuf [A] Karim")
    assert file.read_bytes().startswith(b"%PDF")


async def test_days_of_notices_given_on_paper_are_kept_for_many(world: PeopleWorld) -> None:
    people = [world.somebody(name) for name in HOSTILE_NAMES if name.strip()]
    app = Stage(world.services, NoticesScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_shown(pilot, "Karim")
        await pilot.press("insert")
        await until_shown(pilot, f"{len(people)} marked")
        await pilot.press("ctrl+t")
        await until_shown(pilot, f"Notice given to {len(people)} people")
        await pilot.press("ctrl+u", *"3/2/2026", "enter")
        await until_shown(pilot, "Everybody was told")
        await pilot.press("ctrl+t")
    assert {world.row("participant", person)["notice_on"] for person in people} == {"2026-02-03"}


async def test_one_given_before_is_kept_and_a_line_opens_its_record(world: PeopleWorld) -> None:
    one, other = world.somebody("Ancien"), world.somebody("Zoé")
    app = Stage(world.services, NoticesScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_shown(pilot, "Zoé")
        await pilot.press(*"anc", "enter")
        assert app.asked == [OpenRecord("participant", one)]
        await pilot.press("insert", "insert", "ctrl+t", "down", "enter")
        await until_shown(pilot, "Notice given to one person")
        await pilot.press("enter")
        await until_shown(pilot, "Nothing has these letters.")
        await pilot.press("escape", "escape")
        assert app.asked[-1] == GoTo("personal_data")
    assert world.row("participant", one)["notice_on"] == "2026-11-23"
    assert world.row("participant", other)["notice_on"] is None


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("information notice", "Information on your personal data"), ("what is held", "What is held")],
)
async def test_a_record_offers_what_concerns_the_person(
    world: PeopleWorld, typed: str, shown: str
) -> None:
    person = world.somebody("Benali")
    app = Stage(world.services, lambda services: RecordScreen(services, "participant", person))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f10", *typed, "enter")
        await until(pilot, lambda: is_front(app, DocumentScreen))
        assert shown in text(app)


async def test_a_record_is_made_anonymous_and_says_what_stays(world: PeopleWorld) -> None:
    person = world.somebody("Benali", birth_date="1990-02-03")
    app = Stage(world.services, lambda services: RecordScreen(services, "participant", person))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f10", *"make anonymous", "enter")
        await until_shown(pilot, "Make one person anonymous for good?")
        await pilot.press("left", "enter")
        await settle(pilot)
        await until_shown(pilot, "Made anonymous on 23 Nov 2026: born in 1990")
        for command in ("make anonymous", "what is held", "information notice", "erase"):
            await pilot.press("f10", *command, "enter")
            await settle(pilot)
            assert is_front(app, RecordScreen)
        assert "is kept by name any more" in flat(app)
    assert is_erased(world, person)


async def test_other_records_offer_nothing_of_the_kind(world: PeopleWorld) -> None:
    bati = world.bati
    app = Stage(world.services, lambda services: RecordScreen(services, "company", bati))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f10", *"make anonymous", "enter")
        await settle(pilot)
        assert "This is only for participants." in toasted(app)


async def test_today_leads_to_the_notices(world: PeopleWorld) -> None:
    world.worked(world.somebody("Ici"), "2026-09-01", "2026-12-31", 10)
    app = Stage(world.services, TodayScreen)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until_shown(pilot, "were not told what is recorded of them: 1.")
        lines = world.services.today.lines()
        # What takes longer than a first frame comes a moment later.
        await until(pilot, lambda: app.screen.query_one(LineTable).count == len(lines))
        place = [line.topic.name for line in lines].index("NOTICE")
        await pilot.press(*["down"] * place, "enter")
        assert app.asked == [GoTo("notices")]


async def test_a_number_typed_in_a_form_is_refused_and_stays_as_typed(
    world: PeopleWorld,
) -> None:
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f4", "ctrl+n")
        await until_shown(pilot, "Last name")
        await pilot.press(*"Neuf", "tab", *"1850675123456", "enter")
        await until_shown(pilot, "social security number")
        assert "1850675123456" in text(app)
        await pilot.press("escape", "left", "enter")
    assert rows.count_live(world.services.database.connection, "participant") == 0
