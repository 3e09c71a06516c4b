"""Colleagues get to know each other by keys alone; a file from nobody known leads to it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.laptops import short
from ave_tui.i18n import speak
from ave_tui.services.qr import qr_lines, small_qr_lines
from ave_tui.services.workspace import Services
from ave_tui.storage import rows
from ave_tui.sync.circle import Standing
from screens.digits import DigitsScreen
from screens.exchange import ExchangeScreen
from screens.my_card import MyCardScreen, QrScreen
from screens.navigation import GoTo
from screens.people import PeopleScreen
from screens.preview import PreviewScreen
from screens.preview_records import PreviewRecordsScreen
from screens.recipients import RecipientsScreen
from screens.their_card import TheirCardScreen
from tests.homes import empty_home, introduce
from tests.services.small_world import World
from tests.tui.shown import is_front, settle, shown_lines
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio that writes its files to an own folder."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    (tmp_path / "files").mkdir()
    made.services.exchange_places.remember(tmp_path / "files" / "a.ave")
    yield made
    made.close()
    speak("en")


@pytest.fixture
def bruno(tmp_path: Path, world: World, clock: Callable[[], datetime]) -> Iterator[Services]:
    """Return a colleague's laptop of the same structure, whom nobody knows yet."""
    with Services(empty_home(tmp_path / "bruno"), clock) as made:
        made.ledger.prefer("space", world.structure)
        made.ledger.commit([Change("company", new_id(), {"name": "Bâti [/] Nord"})])
        made.trust.call_me("Bruno [@click=app.bell]x[/]")
        yield made


def seen(app: Stage) -> str:
    """Return what is on the screen."""
    return "\n".join(shown_lines(app))


async def test_three_screens_lead_from_my_card_to_a_trusted_colleague(
    world: World, bruno: Services, tmp_path: Path
) -> None:
    trust = world.services.trust
    bruno.trust.write_card(tmp_path / "files" / "theirs.avecard")
    app = Stage(world.services, PeopleScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "Nobody is trusted yet" in seen(app)
        await pilot.press("insert")
        await pilot.pause()
        assert is_front(app, MyCardScreen)
        assert "Amina Cherif" in seen(app)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert (
            bruno.trust.read(next((tmp_path / "files").glob("card_*.avecard"))) == trust.my_card()
        )
        await pilot.press("enter")
        await pilot.pause()
        assert is_front(app, TheirCardScreen)
        await pilot.press(*"theirs", "enter")
        await pilot.pause()
        assert is_front(app, DigitsScreen)
        digits = bruno.trust.digits(trust.my_card())
        assert "   ".join(digits.split(" ")) in seen(app)
        # An Enter too many trusts nobody.
        await pilot.press("enter")
        await pilot.pause()
        assert is_front(app, PeopleScreen)
        assert trust.people() == []
        await pilot.press("insert", "end", "enter", *"theirs", "enter", "down", "enter")
        await pilot.pause()
        assert is_front(app, PeopleScreen)
        assert "digits compared" in seen(app)
        await pilot.press("escape")
        await pilot.pause()
    assert [person.name for person in trust.chosen()] == [bruno.trust.my_name]
    assert app.asked == [GoTo("exchange")]


async def test_a_card_can_be_pasted_and_digits_can_differ(world: World, bruno: Services) -> None:
    app = Stage(world.services, PeopleScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("insert", "end", "enter")
        await pilot.pause()
        card = bruno.trust.my_card().text()
        app.screen.focused.post_message(events.Paste(card.replace("Bruno", "Brune")))  # type: ignore[union-attr]
        await pilot.pause()
        assert "ask for the card again" in seen(app)
        assert is_front(app, TheirCardScreen)
        await pilot.press("ctrl+u")
        app.screen.focused.post_message(events.Paste(card))  # type: ignore[union-attr]
        await pilot.pause()
        await pilot.pause()
        assert is_front(app, DigitsScreen)
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert "exchange them again" in seen(app)
    assert world.services.trust.people() == []


@pytest.mark.parametrize(("size", "large"), [((120, 30), True), ((80, 24), False)])
async def test_the_card_is_drawn_for_a_phone_as_large_as_there_is_room(
    world: World, size: tuple[int, int], large: bool
) -> None:
    app = Stage(world.services, PeopleScreen)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("insert", "down", "enter")
        await pilot.pause()
        assert is_front(app, QrScreen)
        code = world.services.trust.my_card().code()
        drawn = [line.rstrip() for line in (qr_lines if large else small_qr_lines)(code)]
        first = next(n for n, line in enumerate(shown_lines(app)) if drawn[1].strip() in line) - 1
        beside = {
            row.index(line.strip()) - line.index(line.strip())
            for row, line in zip(shown_lines(app)[first:], drawn, strict=False)
            if line
        }
        assert len(beside) == 1, "the lines of the square don't stand below each other"
        assert ("Enlarge the window" in seen(app)) != large
        await pilot.press("escape")
        await pilot.pause()
        assert is_front(app, MyCardScreen)


async def test_what_can_not_be_compared_is_refused_and_another_may_be_chosen(
    world: World, bruno: Services, tmp_path: Path
) -> None:
    files = tmp_path / "files"
    own = world.services.trust.write_card(files / "own.avecard")
    bruno.trust.write_card(files / "good.avecard")
    bruno.ledger.prefer("space", "6" * 32)
    bruno.trust.write_card(files / "foreign.avecard")
    (files / "odd.avecard").write_text("hello", "utf-8")
    app = Stage(world.services, PeopleScreen)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("insert", "end", "enter")
        await pilot.pause()
        assert "own.avecard" not in seen(app), "one's own is nobody's to choose"
        assert "Bruno [@click=app.bell]x[/]" in seen(app)
        for typed, said in (
            (str(own), "choose theirs here."),
            ("foreign", "within one"),
            ("odd", "ask for the card"),
        ):
            await pilot.press("ctrl+u", *typed, "enter")
            await pilot.pause()
            assert said in seen(app), typed
            assert is_front(app, TheirCardScreen)
        await pilot.press("ctrl+u", *"bruno good", "enter")
        await pilot.pause()
        assert is_front(app, DigitsScreen)
        await pilot.press("escape")
        await pilot.pause()
    assert world.services.trust.people() == []


async def test_trust_is_withdrawn_and_given_again(world: World, bruno: Services) -> None:
    introduce(world.services, bruno)
    trust = world.services.trust
    app = Stage(world.services, PeopleScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("delete")
        await pilot.pause()
        assert is_front(app, PeopleScreen), "this laptop can't be withdrawn"
        assert "Delete" not in shown_lines(app)[-1]
        await pilot.press("down")
        assert "Delete" in shown_lines(app)[-1]
        await pilot.press("delete", "escape")
        await pilot.pause()
        assert trust.people()[0].trusted
        await pilot.press("delete", "enter")
        await pilot.pause()
        assert "trust withdrawn here" in seen(app)
        assert "Call your colleagues" in seen(app)
        assert "Delete" not in shown_lines(app)[-1]
        assert trust.people()[0].standing is Standing.REVOKED
        await pilot.press("enter", "enter", "end", "enter", "down", "enter")
        await pilot.pause()
        assert trust.people()[0].trusted


async def test_head_office_is_chosen_on_both_sides(world: World, bruno: Services) -> None:
    introduce(world.services, bruno)
    app = Stage(world.services, PeopleScreen)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        assert "this laptop, head office" in seen(app)
        assert world.services.trust.my_card().is_office
        await pilot.press("down", "enter", "down", "enter")
        await pilot.pause()
        assert "head office, digits compared" in seen(app)
        assert world.services.trust.people()[0].heeded
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        assert not world.services.trust.people()[0].heeded


async def test_a_file_is_made_for_those_who_are_left_in(
    world: World, bruno: Services, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    with Services(empty_home(tmp_path / "chloe"), clock) as chloe:
        chloe.trust.call_me("Chloé")
        introduce(world.services, bruno, chloe)
        app = Stage(world.services, ExchangeScreen)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            await pilot.press("enter", "space", "down", "space", "enter")
            await pilot.pause()
            assert is_front(app, RecipientsScreen), "for nobody there is no file"
            await pilot.press("space", "enter")
            await pilot.pause()
            assert "For Chloé: nobody else can open it." in seen(app)
            await pilot.press("enter")
            await settle(pilot)
        (made,) = (tmp_path / "files").glob("*.ave")
        assert chloe.exchange.preview(made).new > 0
        assert not bruno.inspections.inspect(made).accepted


async def test_two_laptops_of_one_name_are_told_apart(
    world: World, bruno: Services, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    bruno.trust.call_me("Bruno")
    with Services(empty_home(tmp_path / "second"), clock) as second:
        second.trust.call_me("Bruno")
        introduce(world.services, bruno, second)
        app = Stage(world.services, ExchangeScreen)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            for laptop in (bruno, second):
                assert f"Bruno, laptop {short(laptop.ledger.device)}" in seen(app)


async def test_without_anybody_making_a_file_leads_to_the_cards(world: World) -> None:
    app = Stage(world.services, ExchangeScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("insert")
        await pilot.pause()
        assert is_front(app, MyCardScreen)
        assert "Exchange cards first" in seen(app)
        await pilot.press("escape", "down", "down", "enter")
        await pilot.pause()
    assert app.asked == [GoTo("people")]


async def test_a_file_of_somebody_unknown_leads_to_the_digits_and_then_on(
    world: World, bruno: Services, tmp_path: Path
) -> None:
    bruno.trust.trust(world.services.trust.my_card())
    bruno.exchange.export(tmp_path / "files" / "theirs.ave")
    connection = world.services.database.connection
    app = Stage(world.services, ExchangeScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("down", "enter", *"theirs", "enter")
        await settle(pilot)
        assert is_front(app, MyCardScreen)
        assert "nobody has compared here yet" in seen(app)
        await pilot.press("end", "enter")
        await pilot.pause()
        assert is_front(app, DigitsScreen), "their card came with the file"
        await pilot.press("down", "enter")
        await settle(pilot)
        assert is_front(app, PreviewScreen)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert is_front(app, PreviewRecordsScreen)
        assert "Bâti [/] Nord: added" in seen(app)
        assert "Name: – → Bâti [/] Nord" in seen(app)
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert rows.count_live(connection, "company") == 0
        await pilot.press("home", "enter")
        await settle(pilot)
        assert is_front(app, ExchangeScreen)
    assert rows.count_live(connection, "company") == 1


async def test_a_laptop_that_was_revoked_says_so(world: World, bruno: Services) -> None:
    introduce(world.services, bruno)
    world.services.ledger.prefer("revoked_here", bruno.ledger.device)
    app = Stage(world.services, PeopleScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "has withdrawn the trust in this laptop" in seen(app)
