"""A clause without hours, and article 35: said with the contract, in its form, and on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.i18n import say, speak
from ave_tui.services.today_lines import Topic
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id, Value, Values

BIG = 600_000_000


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio; it is 23 November 2026."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()


def contract(world: World, **values: Value) -> Id:
    given: Values = {
        "reference": "M-9",
        "subject": "Pont",
        "authority_id": world.authority,
        "facilitator_id": world.me,
        "status": "TENDER",
        "nature": "WORKS",
        "amount_cents": BIG,
    }
    return world.write("public_contract", "c" * 32, given | values)


def on_today(world: World) -> list[str]:
    lines = [each for each in world.services.today.lines() if each.topic is Topic.CLAUSE]
    assert all(line.opens.what == "public_contract" for line in lines)
    return [f"{line.about}: {say(line.why)}" for line in lines]


def in_record(world: World, row: Id) -> list[str]:
    return [say(each) for each in world.services.records.sheet("public_contract", row).wants]


def test_article_35_without_a_clause_or_an_exception(world: World) -> None:
    row = contract(world)
    said = "From 5\xa0404\xa0000 € on a clause is due (article 35), or a recorded exception."
    assert on_today(world) == [f"M-9 Pont: {said}"]
    assert in_record(world, row) == [said]
    contract(world, exception="COMPETITION")
    assert "wants its reason" in on_today(world)[0]
    contract(world, exception="COMPETITION", exception_note="Un seul fabricant")
    assert on_today(world) == in_record(world, row) == []


def test_the_threshold_of_an_authority_of_its_own_and_its_day(world: World) -> None:
    contract(world, amount_cents=100_000_000)
    assert on_today(world) == []
    settings = world.services.settings
    settings.set_rule("eu_threshold_works", 90_000_000, "2026-11-01", authority=world.authority)
    assert len(on_today(world)) == 1
    contract(world, amount_cents=100_000_000, notified_on="2026-10-31")
    assert on_today(world) == []


def test_a_clause_without_hours_is_inoperative(world: World) -> None:
    row = contract(world, clause="EXECUTION", status="NOTIFIED")
    assert "without a figure it is inoperative" in on_today(world)[0]
    assert len(in_record(world, row)) == 1
    world.make("lot", public_contract_id=row, name="Lot", due_seconds=3600)
    assert on_today(world) == in_record(world, row) == []


def test_only_ones_own_contracts_are_on_today(world: World) -> None:
    contract(world)
    other = world.make("facilitator", first_name="Jo", last_name="Roy")
    world.make(
        "public_contract", reference="M-1", subject="Mien", authority_id=world.authority,
        facilitator_id=world.me, status="RUNNING",
    )  # fmt: skip
    contract(world, facilitator_id=other)
    assert on_today(world) == []


def test_the_form_says_it_while_one_types(world: World) -> None:
    typed: Values = {
        "reference": "M-9",
        "authority_id": world.authority,
        "status": "NOTIFIED",
        "nature": "WORKS",
        "amount_cents": BIG,
    }
    warnings = world.services.records.warnings

    def fields(row: Id | None, **more: str) -> list[str]:
        return [advice.field for advice in warnings("public_contract", row, typed | more)]

    assert fields(None) == ["clause"]
    assert fields(None, exception="NO_LINK") == ["exception_note"]
    assert fields(None, clause="EXECUTION") == [], "its lots come later"
    row = contract(world, clause="EXECUTION")
    assert fields(row, clause="EXECUTION") == ["clause"]
