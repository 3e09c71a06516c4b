"""A sizing is kept in one step, the notified figure beside it; papers show every source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.errors import RuleBrokenError
from ave_tui.exchange.plain import as_text
from ave_tui.i18n import speak
from ave_tui.services.records import RecordGoneError
from ave_tui.storage import rows
from tests.names import HOSTILE_NAMES
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id, Values
    from ave_tui.services.sizing import SizingService

HOUR = 3600
AMOUNT: Values = {
    "method": "AMOUNT",
    "amount_cents": 100_000_000,
    "labour_share": 5000,
    "effort": 500,
    "rate_cents": 3000,
}


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio; it is 23 November 2026."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()


@pytest.fixture
def sizing(world: World) -> SizingService:
    return world.services.sizing


def lot_values(world: World, lot: Id) -> Values:
    return world.services.records.load("lot", lot)


def contract_of(world: World, lot: Id) -> Id:
    return str(lot_values(world, lot)["public_contract_id"])


def plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_version_is_kept_in_one_step_and_both_figures_stay(
    world: World, sizing: SizingService
) -> None:
    lot = world.lot(due=500)
    ground = sizing.ground(lot)
    row = sizing.keep(ground, AMOUNT, notified=820 * HOUR, notes="  Negotiated  ")
    assert lot_values(world, lot)["due_seconds"] == 820 * HOUR
    assert lot_values(world, lot)["sized_seconds"] == 833 * HOUR
    kept = sizing.version(row)
    assert (kept["due_seconds"], kept["notes"], kept["on_date"]) == (
        833 * HOUR,
        "Negotiated",
        "2026-11-23",
    )
    world.services.history.undo()
    assert lot_values(world, lot)["due_seconds"] == 500 * HOUR
    assert lot_values(world, lot)["sized_seconds"] is None
    assert sizing.versions(lot) == []
    with pytest.raises(RecordGoneError):
        sizing.version(row)


def test_only_what_the_method_looks_at_is_kept(world: World, sizing: SizingService) -> None:
    ground = sizing.ground(world.lot())
    row = sizing.keep(ground, {**AMOUNT, "method": "SCALE", "fte": 3, "wanted": 7}, notified=None)
    kept = sizing.version(row)
    assert (kept["amount_cents"], kept["effort"], kept["fte"]) == (100_000_000, None, None)
    assert kept["due_seconds"] == 900 * HOUR


def test_what_can_not_be_computed_changes_nothing(world: World, sizing: SizingService) -> None:
    lot = world.lot()
    with pytest.raises(RuleBrokenError):
        sizing.keep(sizing.ground(lot), {"method": "AMOUNT"}, notified=None)
    assert lot_values(world, lot)["sized_seconds"] is None
    with pytest.raises(RecordGoneError):
        sizing.keep(sizing.ground(), AMOUNT, notified=None)
    with pytest.raises(RecordGoneError):
        sizing.ground("0" * 32)


def test_versions_after_amendments_keep_their_history(world: World, sizing: SizingService) -> None:
    lot = world.lot(due=833)
    contract = contract_of(world, lot)
    sizing.keep(sizing.ground(lot), AMOUNT, notified=833 * HOUR, on_date="2026-01-05")
    first, second = (
        world.make(
            "amendment",
            public_contract_id=contract,
            kind="AMENDMENT",
            number=number,
            amount_cents=cents,
            notified_on=day,
        )
        for number, cents, day in (
            ("1", 20_000_000, "2026-05-01"),
            ("2", -10_000_000, "2026-09-01"),
        )
    )
    ground = sizing.ground(lot)
    assert [plain(label) for _, label in sizing.change_options(ground)] == [
        "Amendment · 1 · 200 000 €",
        "Amendment · 2 · -100 000 €",
    ]
    after = sizing.after_change(ground, first)
    assert after == {"amendment_id": first, "amount_cents": 120_000_000}
    assert sizing.after_change(ground, second)["amount_cents"] == 110_000_000
    sizing.keep(ground, {**AMOUNT, **after}, notified=1000 * HOUR)
    assert lot_values(world, lot)["due_seconds"] == 833 * HOUR, "what was notified stays"
    assert world.services.records.load("amendment", first)["due_seconds"] == 167 * HOUR
    assert sizing.due_now(sizing.ground(lot)) == 1000 * HOUR
    sizing.keep(ground, {**AMOUNT, **sizing.after_change(ground, second)}, notified=917 * HOUR)
    assert world.services.records.load("amendment", second)["due_seconds"] == -83 * HOUR
    told = [
        (version.values["due_seconds"], version.change.number if version.change else "")
        for version in sizing.versions(lot)
    ]
    assert {*told[:2]} == {(1000 * HOUR, "1"), (917 * HOUR, "2")}
    assert told[-1] == (833 * HOUR, ""), "the oldest last"


def test_a_change_of_a_contract_of_several_lots_is_not_one_lots_alone(
    world: World, sizing: SizingService
) -> None:
    lot = world.lot(due=100)
    contract = contract_of(world, lot)
    world.make("lot", public_contract_id=contract, name="Another")
    change = world.make(
        "amendment", public_contract_id=contract, kind="RENEWAL", amount_cents=5_000_000
    )
    ground = sizing.ground(lot)
    assert sizing.after_change(ground, change) == {"amendment_id": change}
    sizing.keep(ground, {**AMOUNT, "amendment_id": change}, notified=900 * HOUR)
    assert world.services.records.load("amendment", change)["due_seconds"] is None
    assert lot_values(world, lot)["due_seconds"] == 100 * HOUR


def test_a_sizing_starts_with_the_newest_version_or_the_contract(
    world: World, sizing: SizingService
) -> None:
    lot = world.lot()
    world.make("public_contract", contract_of(world, lot), amount_cents=5_000_000)
    start = sizing.start(sizing.ground(lot))
    assert (start["amount_cents"], start["rate_cents"]) == (5_000_000, 3000)
    sizing.keep(sizing.ground(lot), AMOUNT, notified=None, notes="x")
    start = sizing.start(sizing.ground(lot))
    assert (start["amount_cents"], start["effort"]) == (100_000_000, 500)
    assert "notes" not in start
    assert sizing.start(sizing.ground())["method"] == "AMOUNT"


def test_rules_hold_as_of_the_notification_and_the_authority_wins(
    world: World, sizing: SizingService
) -> None:
    lot = world.lot()
    contract = contract_of(world, lot)
    settings = world.services.settings
    settings.set_rule("hourly_rate", 3200, "2026-06-01", "Survey")
    settings.set_rule("hourly_rate", 2800, "2026-01-01", "City", authority=world.authority)
    settings.set_rule("fte_hours", 1607 * HOUR, "2026-06-01")
    assert sizing.ground().rate_cents == 3200
    world.make("public_contract", contract, notified_on="2026-03-01")
    ground = sizing.ground(lot)
    assert (ground.day, ground.rate_cents, ground.working.fte) == ("2026-03-01", 2800, 1600 * HOUR)
    assert sizing.ground().working.fte == 1607 * HOUR


def test_what_another_program_wrote_stops_no_sizing(world: World, sizing: SizingService) -> None:
    world.make("rule_setting", name="training_scale", since="2026-01-01", codes="cheap")
    world.make("rule_setting", name="fte_hours", since="2026-01-01", number=0)
    ground = sizing.ground()
    assert (ground.usages.scale, ground.working.fte) == ((), 1600 * HOUR)


def test_ones_own_trades_fill_in_share_and_rate(world: World, sizing: SizingService) -> None:
    ground = sizing.ground()
    assert sizing.of_trade(ground, "Masonry") == {"labour_share": 5000, "rate_cents": 3000}
    assert sizing.of_trade(ground, "Alchemy") == {}
    world.make("trade_rate", name="masonry", labour_share=5500, rate_cents=2900, since="2026-01-01")
    assert sizing.of_trade(sizing.ground(), "MASONRY") == {
        "labour_share": 5500,
        "rate_cents": 2900,
    }


def test_the_explanation_shows_each_step_and_each_source(
    world: World, sizing: SizingService
) -> None:
    lot = world.lot(due=820)
    world.make(
        "trade_rate",
        name="Painting",
        labour_share=5000,
        rate_cents=3000,
        since="2026-01-01",
        source="Survey 2025",
    )
    document = sizing.explain(sizing.ground(lot), {**AMOUNT, "trade": "Painting"}, "Why not")
    said = plain(as_text(document, 120))
    for expected in (
        "500 000 € × 5 %",
        "25 000 € ÷ 30 €/h",
        "833.33 h",
        "833 h (unrounded 833.33 h)",
        "Hours due (notified) 820 h",
        "Survey 2025 (since 1 Jan 2026)",
        "0.52 at 1 600 h a year",
        "417 h",
        "Why not",
        "M-1 École · Lot 2 Peinture",
    ):
        assert expected in said
    assert document.name == "sizing"


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_the_draft_has_scope_publics_hours_and_contact(
    world: World, sizing: SizingService, name: str
) -> None:
    lot = world.lot()
    world.make("public_contract", contract_of(world, lot), subject=name, clause="RESERVED_IAE")
    world.make("facilitator", world.me, phone="01 23 45 67 89", email="amina@mde.example")
    document = sizing.draft(sizing.ground(lot), 833 * HOUR)
    said = plain(as_text(document, 100))
    for expected in (
        "article L2113-13",
        "at least 833 h",
        "RSA",
        "Amina Cherif, MDE des Deux Rives, 01 23 45 67 89, amina@mde.example",
    ):
        assert expected in said
    assert name.split()[0] in said or not name.isprintable()


def test_too_short_and_too_small_is_said_on_paper(world: World, sizing: SizingService) -> None:
    lot = world.lot(starts="2026-01-01", ends="2026-02-15")
    document = sizing.explain(sizing.ground(lot), {**AMOUNT, "amount_cents": 1_000_000})
    said = plain(as_text(document, 100))
    assert "! Fewer than 105 h" in said
    assert "! Shorter than 2 months" in said


def test_orders_and_rules_are_explained_too(world: World, sizing: SizingService) -> None:
    world.services.settings.set_rule("begun_slices", 1, "2026-01-01", "Our CCAP")
    values: Values = {
        "method": "ORDERS",
        "amount_cents": 17_500_000,
        "slice_cents": 5_000_000,
        "slice_seconds": 35 * HOUR,
    }
    said = plain(as_text(sizing.explain(sizing.ground(), values), 120))
    assert "140 h" in said
    assert "Our CCAP (since 1 Jan 2026)" in said
    scale = sizing.explain(sizing.ground(), {"method": "SCALE", "amount_cents": 25_000_000})
    assert "from 1 €: 150 h" in plain(as_text(scale, 140))


def test_a_withdrawn_lot_is_gone(world: World, sizing: SizingService) -> None:
    lot = world.lot()
    world.withdraw("lot", lot)
    with pytest.raises(RecordGoneError):
        sizing.ground(lot)
    found = rows.read(world.services.database.connection, "lot", lot)
    assert found is not None
