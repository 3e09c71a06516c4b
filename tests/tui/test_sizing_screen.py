"""Sizing by keys: live, by trade, kept beside the notified figure, explained, drafted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.app import AveApp
from ave_tui.i18n import speak
from screens.document import DocumentScreen
from screens.navigation import OpenRecord, OpenSizing
from screens.record import RecordScreen
from screens.sizing import SizingScreen
from screens.sizing_keep import KeepSizing
from screens.today import TodayScreen
from tests.names import HOSTILE_NAMES
from tests.services.small_world import World
from tests.tui.shown import is_front, shown_lines, toasted
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from textual.pilot import Pilot

    from ave_tui.domain.schema import Values

HOUR = 3600


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio; it is 23 November 2026."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()
    speak("en")


def seen(app: AveApp) -> str:
    return "\n".join(shown_lines(app)).replace("\N{NO-BREAK SPACE}", " ")


async def open_sizing(app: AveApp, pilot: Pilot[None], lot: str = "") -> None:
    await pilot.pause()
    app.screen.post_message(OpenSizing(lot))
    await pilot.pause()
    assert is_front(app, SizingScreen)


async def type_in(pilot: Pilot[None], *fields: str) -> None:
    """Type one field after the other, from the one in focus on; an empty text leaves one out."""
    for text in fields:
        await pilot.press(*text, "down")
    await pilot.pause()


MILLION = ("", "mas", "1000000", "", "", "5", "700")
"""Method and trade, amount, labour share and rate of the trade, effort, hours wanted."""


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_hours_follow_as_one_types_and_are_kept_for_a_lot(
    world: World, size: tuple[int, int]
) -> None:
    lot = world.lot(due=500)
    world.write("lot", lot, {"due_seconds": None})
    app = AveApp(world.services)
    async with app.run_test(size=size, notifications=True) as pilot:
        await open_sizing(app, pilot, lot)
        assert "“Amount before tax” is needed" in seen(app)
        await type_in(pilot, *MILLION)
        shown = seen(app)
        for expected in (
            "833 h due   (unrounded 833.33 h)",
            "0.52 FTE at 1 600 h",
            "2.5 % of the amount",
            "700 h need an effort of 4.2 %.",
            "25 €/h    500 h  1 000 h  1 500 h",
            "25 000 € ÷ 30 €/h = 833.33 h",
        ):
            assert expected in shown
        await pilot.press("enter")
        assert is_front(app, KeepSizing)
        await pilot.press("enter")
        await pilot.pause()
        assert "This version is kept." in toasted(app)
        await pilot.press("escape")
        assert is_front(app, TodayScreen)
    values = world.services.records.load("lot", lot)
    assert (values["due_seconds"], values["sized_seconds"]) == (833 * HOUR, 833 * HOUR)
    (version,) = world.services.sizing.versions(lot)
    assert (version.values["trade"], version.values["labour_share"]) == ("Masonry", 5000)


async def test_a_notified_figure_that_differs_wants_its_reason(world: World) -> None:
    lot = world.lot(due=820)
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_sizing(app, pilot, lot)
        await type_in(pilot, *MILLION)
        assert "notified 820 h" in seen(app)
        await pilot.press("ctrl+t", "enter")
        assert is_front(app, KeepSizing), "why they differ is still to be said"
        assert "Say why" in seen(app)
        assert world.services.sizing.versions(lot) == []
        await pilot.press(*"Negocie", "enter")
        await pilot.pause()
        assert is_front(app, SizingScreen)
        assert "833 h  23 Nov 2026 · Amount" in seen(app)
    values = world.services.records.load("lot", lot)
    assert (values["due_seconds"], values["sized_seconds"]) == (820 * HOUR, 833 * HOUR)


async def test_each_method_asks_for_its_own_figures(world: World) -> None:
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_sizing(app, pilot)
        for letters, label in (
            ("share", "Working hours in all"),
            ("full", "Hours per full-time equivalent"),
            ("scale", "Amount before tax"),
            ("staff", "Newly assigned staff"),
            ("purchase", "Hours per slice"),
            ("figure", "Hours by the sizing"),
        ):
            await pilot.press("delete", *letters)
            await pilot.pause()
            assert label in seen(app)
        assert "Effort" not in "\n".join(shown_lines(app)[:8])
        await pilot.press("down", *"-5", "enter")
        await pilot.pause()
        assert "negative" in seen(app)
        assert is_front(app, SizingScreen)
        assert "-5" in seen(app), "what was typed stays"


async def test_what_is_missing_is_said_at_its_field(world: World) -> None:
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_sizing(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "! Amount before tax" in seen(app)
        for key in ("ctrl+o", "ctrl+b"):
            await pilot.press(key)
            await pilot.pause()
            assert is_front(app, SizingScreen)
        await pilot.press("ctrl+l")
        assert "No change of this contract" in toasted(app)


async def test_explanation_and_draft_are_documents(world: World) -> None:
    app = AveApp(world.services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_sizing(app, pilot)
        await type_in(pilot, *MILLION)
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert is_front(app, DocumentScreen)
        assert "MEF Sud 77" in seen(app)
        await pilot.press("escape", "ctrl+b")
        await pilot.pause()
        assert is_front(app, DocumentScreen)
        assert "at least 833 h" in seen(app)


async def test_after_an_amendment_the_amount_is_the_new_one(world: World) -> None:
    lot = world.lot(due=833)
    contract = str(world.services.records.load("lot", lot)["public_contract_id"])
    world.make("public_contract", contract, amount_cents=100_000_000)
    change = world.make(
        "amendment", public_contract_id=contract, lot_id=lot, kind="AMENDMENT", number="[/]1",
        amount_cents=20_000_000,
    )  # fmt: skip
    app = AveApp(world.services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_sizing(app, pilot, lot)
        await type_in(pilot, "", "mas", "", "", "", "5")
        await pilot.press("ctrl+l", "enter")
        await pilot.pause()
        assert "1 000 h due" in seen(app)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "[/]1" in seen(app)
    assert world.services.records.load("amendment", change)["due_seconds"] == 167 * HOUR
    assert world.services.records.load("lot", lot)["due_seconds"] == 833 * HOUR


async def test_a_calculation_without_a_lot_is_kept_for_one_that_is_picked(world: World) -> None:
    lot = world.lot(due=833)
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("f10", *"sizing", "enter")
        await pilot.pause()
        await type_in(pilot, *MILLION)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"peinture", "enter")
        await pilot.pause()
        assert is_front(app, KeepSizing)
        await pilot.press("enter")
        await pilot.pause()
    assert len(world.services.sizing.versions(lot)) == 1


async def test_the_lot_shows_its_versions_and_opens_them(world: World) -> None:
    lot = world.lot(due=833)
    given: Values = {"method": "SCALE", "amount_cents": 25_000_000}
    world.services.sizing.keep(
        world.services.sizing.ground(lot), given, notified=None, notes=HOSTILE_NAMES[0]
    )
    app = AveApp(world.services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        app.screen.post_message(OpenRecord("lot", lot))
        await pilot.pause()
        assert "450 h · 23 Nov 2026" in seen(app)
        (version,) = world.services.sizing.versions(lot)
        assert isinstance(app.screen, RecordScreen)
        down = app.screen._rows.find(("sizing", version.row))
        await pilot.press("home", *["down"] * down, "enter")
        await pilot.pause()
        assert is_front(app, SizingScreen)
        assert "450 h due" in seen(app)
        await pilot.press("escape", "ctrl+o")
        await pilot.pause()
        assert is_front(app, SizingScreen)
        await pilot.press("escape", "home", *["down"] * down, "ctrl+n")
        await pilot.pause()
        assert is_front(app, SizingScreen), "a new sizing is computed, not filled in"
        await pilot.press("escape", "home", *["down"] * down, "delete", "enter")
        await pilot.pause()
        assert is_front(app, RecordScreen)
    assert world.services.sizing.versions(lot) == []


async def test_only_a_lot_is_sized(world: World) -> None:
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.screen.post_message(OpenRecord("company", world.company()))
        await pilot.pause()
        await pilot.press("ctrl+o")
        assert "Only a lot can be sized." in toasted(app)


async def test_days_are_converted_and_trades_set(world: World) -> None:
    app = AveApp(world.services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_sizing(app, pilot)
        await pilot.press("f10", *"days and", "enter")
        await pilot.pause()
        await pilot.press("down", "down", "3")
        await pilot.pause()
        assert "= 105 h" in seen(app)
        assert "= 15 days" in seen(app)
        await pilot.press("escape", "f10", *"trades", "enter")
        await pilot.pause()
        assert "Metal framework" in seen(app)
        assert "20 %" in seen(app)
        await pilot.press("down", "down", "down", "enter")
        await pilot.pause()
        await pilot.press("down", *"25", "enter")
        await pilot.pause()
        assert "25 %" in seen(app)
        trade = world.services.sizing.of_trade(world.services.sizing.ground(), "metal framework")
        assert trade == {"labour_share": 2500, "rate_cents": 3000}
        await pilot.press("delete")
        await pilot.pause()
        assert "20 %" in seen(app)


async def test_a_sizing_of_a_lot_that_went_away_is_told(world: World) -> None:
    app = Stage(world.services, TodayScreen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.screen.post_message(OpenSizing("0" * 32))
        await pilot.pause()
        assert "not there any more" in toasted(app)
