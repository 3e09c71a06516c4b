"""Both sides are shown; a choice, another value, many marked at once: by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change
from ave_tui.i18n import speak
from ave_tui.services.workspace import Services
from ave_tui.storage import rows
from ave_tui.widgets.cells import width_of
from screens.conflict import ConflictScreen
from screens.conflicts import ConflictsScreen
from screens.exchange import ExchangeScreen
from screens.exchange_lines import lines
from screens.form import FormScreen
from screens.navigation import GoTo, OpenHours, OpenRecord
from tests.homes import empty_home, hand_over
from tests.names import HOSTILE_NAMES
from tests.services.small_world import World
from tests.tui.shown import is_front, settle, shown_lines
from tests.tui.stage import Stage, down_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id, Value, Values

SIZES = [(80, 24), (120, 40)]
SIRET = "73282932000074"


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()
    speak("en")


@pytest.fixture
def other(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Services]:
    """Return a colleague's laptop with nothing on it yet."""
    with Services(empty_home(tmp_path / "other"), clock) as made:
        yield made


def dispute(world: World, other: Services, table: str, row: Id, *sides: Values | None) -> None:
    """Let two laptops write different things to a record, and bring them together."""
    hand_over(world.services, other, world.folder.parent)
    for laptop, values in zip((world.services, other), sides, strict=True):
        laptop.ledger.commit([Change(table, row, values)])
    world.bring_in(other)


def value(world: World, table: str, row: Id, field: str) -> Value:
    found = rows.read(world.services.database.connection, table, row)
    assert found is not None
    return found.values[field]


def text_of(app: Stage) -> str:
    return "\n".join(shown_lines(app))


@pytest.mark.parametrize("size", SIZES)
async def test_one_of_two_values_is_chosen_and_taken_back(
    world: World, other: Services, size: tuple[int, int]
) -> None:
    company = world.company("Bâti")
    dispute(world, other, "company", company, {"name": "Bâti [/]"}, {"name": "Bâti Sud"})
    standing = value(world, "company", company, "name")
    chosen = "Bâti Sud" if standing == "Bâti [/]" else "Bâti [/]"
    app = Stage(world.services, ConflictsScreen)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        assert "Two values" in text_of(app)
        assert ("counts now" in text_of(app)) is (size[0] >= 120)
        await pilot.press("enter")
        await pilot.pause()
        shown = text_of(app)
        assert "Bâti [/]" in shown
        assert "Cherif Amina, 23 Nov 2026 09:00, this laptop" in shown
        assert "had not seen the changes of Cherif Amina since 23 Nov 2026 09:00" in shown
        await pilot.press("down", "enter")
        await pilot.pause()
        assert value(world, "company", company, "name") == chosen
        assert is_front(app, ConflictsScreen)
        assert "Settled: Take" in text_of(app)
        assert "Nothing to settle." in text_of(app)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert value(world, "company", company, "name") == standing


async def test_another_value_is_typed_and_nonsense_is_refused(
    world: World, other: Services
) -> None:
    lot = world.lot()
    sides: tuple[Values, Values] = ({"ends_on": "2026-11-30"}, {"ends_on": "2026-10-31"})
    dispute(world, other, "lot", lot, *sides)
    app = Stage(world.services, ConflictsScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("enter", "down", "down", "enter")
        await pilot.pause()
        await pilot.press("ctrl+u", *"31122025", "enter")
        await pilot.pause()
        assert "lies before" in text_of(app)
        assert "31122025" in text_of(app)
        await pilot.press("ctrl+u", *"15/12/2026", "enter")
        await pilot.pause()
        assert is_front(app, ConflictsScreen)
    assert value(world, "lot", lot, "ends_on") == "2026-12-15"
    assert world.services.conflicts.standing() == []


async def test_a_note_is_shown_to_its_end(world: World, other: Services) -> None:
    person = world.person()
    long = "word " * 30
    sides: tuple[Values, Values] = ({"notes": f"{long}\nlast one"}, {"notes": f"{long}\nother"})
    dispute(world, other, "participant", person, *sides)
    app = Stage(world.services, ConflictsScreen)
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "last one" in text_of(app)
        assert "other" in text_of(app)


async def test_marked_ones_are_settled_together_in_one_step(world: World) -> None:
    for number in range(3):
        for _ in range(2):
            world.make("company", name=f"Bâti {number}", siret=f"{number}3282932000074")
    app = Stage(world.services, ConflictsScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("space", "space")
        await pilot.pause()
        assert "2 marked" in text_of(app)
        assert text_of(app).count("●") == 2
        await pilot.press("insert", "ctrl+t")
        await pilot.pause()
        assert "Settle 3 conflicts at once" in text_of(app)
        await pilot.press("escape", "insert")
        await pilot.pause()
        assert "marked" not in shown_lines(app)[0]
        # What is filtered out is not marked with the rest.
        await pilot.press(*"1", "insert", "ctrl+u")
        await pilot.pause()
        assert "one marked" in text_of(app)
        await pilot.press("insert", "ctrl+t", "down", "enter")
        await pilot.pause()
        assert "They are not the same: 3 settled." in text_of(app)
        assert world.services.conflicts.standing() == []
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert len(world.services.conflicts.standing()) == 3
        assert text_of(app).count("Double") >= 3


async def test_an_orphan_is_let_hang_on_something_else(world: World) -> None:
    lot, company = world.lot(), world.company()
    job = world.job(world.person(), company, lot, None)
    world.hours(job, "2026-10", 35)
    world.withdraw("lot", lot)
    app = Stage(world.services, ConflictsScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert is_front(app, ConflictScreen)
        assert "With all below it: 2 records, 35 h that count" in text_of(app)
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert is_front(app, FormScreen)
        assert app.focused is not None
        assert app.focused.id == "field-lot_id"
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("home", "enter")
        await pilot.pause()
    assert world.services.conflicts.standing() == []
    assert world.services.records.load("lot", lot)["name"] == "Peinture"


async def test_the_form_opens_at_the_field_that_breaks_a_rule(world: World) -> None:
    lot = world.lot()
    world.make("lot", lot, ends_on="2025-12-31")
    app = Stage(world.services, ConflictsScreen)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        assert "“Ends on” lies before “Starts on”." in text_of(app)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert app.focused is not None
        assert app.focused.id == "field-ends_on"
        await pilot.press("ctrl+u", *"31122026", "enter")
        await settle(pilot)
        assert is_front(app, ConflictsScreen)
    assert world.services.conflicts.standing() == []


async def test_the_exchange_screen_leads_here_and_a_double_to_its_records(world: World) -> None:
    one = world.make("company", name="A", siret=SIRET)
    other = world.make("company", name="B", siret=SIRET)
    app = Stage(world.services, ExchangeScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "one conflict to settle" in text_of(app)
        await pilot.press(*down_to(lines(world.services), "settle"), "enter")
        await pilot.pause()
    assert app.asked == [GoTo("conflicts")]
    app = Stage(world.services, lambda services: ConflictsScreen(services, other))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("enter", "down", "down", "enter", "down", "enter")
        await pilot.pause()
    assert app.asked == [
        OpenRecord("company", min(one, other)),
        OpenRecord("company", max(one, other)),
    ]


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_shown_in_french_too(
    world: World, other: Services, size: tuple[int, int]
) -> None:
    speak("fr")
    for name in HOSTILE_NAMES:
        for _ in range(2):
            world.make("company", name=name, siret=SIRET)
    company = world.company("Bâti")
    dispute(
        world, other, "company", company, {"name": HOSTILE_NAMES[0]}, {"name": "[@click=app.x]"}
    )
    app = Stage(world.services, ConflictsScreen)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        assert "Désaccords" in text_of(app)
        for _ in HOSTILE_NAMES:
            await pilot.press("down", "enter")
            await pilot.pause()
            assert all(width_of(line) <= size[0] for line in shown_lines(app))
            await pilot.press("escape")
            await pilot.pause()
            assert is_front(app, ConflictsScreen)


async def test_disputed_hours_are_looked_at_in_their_grid(world: World, other: Services) -> None:
    lot, company = world.lot(), world.company()
    job = world.job(world.person(), company, lot, None)
    entry = world.hours(job, "2026-10", 35)
    dispute(world, other, "hours_entry", entry, {"seconds": 3600}, {"seconds": 7200})
    app = Stage(world.services, ConflictsScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("enter", "down", "down", "down", "enter")
        await pilot.pause()
    assert app.asked == [OpenHours("lot", lot)]


async def test_another_record_is_chosen_where_two_were_linked(
    world: World, other: Services
) -> None:
    lot = world.lot()
    contract = str(value(world, "lot", lot, "public_contract_id"))
    one, two, three = (world.make("authority", name=f"Ville {n}") for n in "ABC")
    sides: tuple[Values, Values] = ({"authority_id": one}, {"authority_id": two})
    dispute(world, other, "public_contract", contract, *sides)
    app = Stage(world.services, ConflictsScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("enter", "down", "down", "enter")
        await settle(pilot)
        await pilot.press(*"ville c", "enter")
        await settle(pilot)
        assert is_front(app, ConflictsScreen)
    assert value(world, "public_contract", contract, "authority_id") == three
    assert world.services.conflicts.standing() == []
