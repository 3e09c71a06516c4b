"""An eligibility from the proof to the decision, by keys alone; the light wherever a person is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.i18n import speak
from screens.form import FormScreen
from screens.record import RecordScreen
from tests.services.small_world import World
from tests.tui.records_app import SIZES, RecordsApp
from tests.tui.shown import is_front, settle, shown_lines, toasted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id, Values

PARTICIPANTS = ("participants", "ParticipantsScreen")
CONTRACTS = ("employment_contracts", "EmploymentContractsScreen")
HOSTILE = "Benali [/red]"


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a portfolio in English."""
    speak("en")
    made = World(tmp_path / "home", clock)
    yield made
    made.close()


def seen(app: RecordsApp) -> str:
    """Return all that is shown."""
    return "\n".join(shown_lines(app))


def decided(world: World, row: Id) -> list[Values]:
    """Return what was decided of an eligibility, in the order of its kinds."""
    records = world.services.records
    lines = records.sheet("eligibility", row).sections[0].lines
    return [records.load("eligibility_decision", line.row) for line in lines]


def checked(world: World, person: Id, **more: str | None) -> Id:
    """Make an eligibility whose proof was seen."""
    values: Values = {
        "participant_id": person,
        "ground": "RSA",
        "status": "TO_CHECK",
        "proof_kind": "CAF_MSA",
        "proof_dated": "2026-11-01",
        "proof_on": "2026-11-02",
        "starts_on": "2026-11-02",
    }
    return world.make("eligibility", **(values | more))  # type: ignore[arg-type]


@pytest.mark.parametrize("size", SIZES)
async def test_one_validates_extends_and_takes_back_by_keys(
    world: World, size: tuple[int, int]
) -> None:
    person = world.person(HOSTILE, "Karim")
    row = checked(world, person)
    app = RecordsApp(world.services, *PARTICIPANTS)
    async with app.run_test(size=size, notifications=True) as pilot:
        assert "? to check" in seen(app)
        await pilot.press("enter")
        await settle(pilot)
        assert is_front(app, RecordScreen)
        assert "? Proof seen, to be validated." in seen(app)
        await pilot.press("ctrl+d", "enter", "enter")
        await settle(pilot)
        assert "Decided: Validate" in toasted(app)
        assert "✓ Eligible until 1 Nov 2028" in seen(app)
        (decision,) = decided(world, row)
        assert decision["kind"] == "VALIDATION"
        assert "seen on 2 Nov 2026" in str(decision["notes"])
        await pilot.press("ctrl+d", "enter", *"01052029", "enter")
        assert "“Reason” is needed: fill it in." in seen(app)
        await pilot.press(*"formation", "enter")
        await settle(pilot)
        assert world.services.eligibility.load(row)["extended_to"] == "2029-05-01"
        assert [each["kind"] for each in decided(world, row)] == ["VALIDATION", "EXTENSION"]
        assert "Extension until 1 May 2029" in seen(app)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert world.services.eligibility.load(row)["extended_to"] is None
        assert len(decided(world, row)) == 1


async def test_a_refusal_wants_its_reason_and_is_seen(world: World) -> None:
    person = world.person()
    row = checked(world, person)
    app = RecordsApp(world.services, *PARTICIPANTS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter", "ctrl+d", "down", "enter", "enter")
        assert decided(world, row) == [], "nothing without a reason"
        await pilot.press(*"trop tard", "enter")
        await settle(pilot)
        assert "⊘ Eligibility refused." in seen(app)
        await pilot.press("escape")
        await settle(pilot)
        assert "⊘ refused" in seen(app)
    assert world.services.eligibility.load(row)["status"] == "REFUSED"


async def test_hours_outside_are_let_count_from_the_persons_record(world: World) -> None:
    lot, company, person = world.lot(), world.company(), world.person()
    job = world.job(person, company, lot, None, starts="2026-08-01")
    checked(world, person, status="VALIDATED", starts_on="2025-01-01", ends_on="2026-09-30")
    world.hours(job, "2026-10", 40, status="VALIDATED")
    app = RecordsApp(world.services, *PARTICIPANTS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert "Validated 0 h · 40 h outside eligibility left out until decided" in seen(app)
        await pilot.press("ctrl+d", "enter", *"CTA", "enter")
        await settle(pilot)
        assert "Validated 40 h · 40 h outside eligibility count" in seen(app)
        await pilot.press("ctrl+t", "left")
        await settle(pilot)
        assert "Outside eligibility: counts, by decision." in seen(app)
        await pilot.press("ctrl+z")
        await settle(pilot)
        await pilot.press("left", "right")
        await settle(pilot)
        assert "Eligibility ended on 30 Sep 2026." in seen(app)


async def test_what_is_frozen_is_said_and_what_was_typed_stays(world: World) -> None:
    person = world.person()
    row = checked(world, person, status="VALIDATED", ends_on="2028-11-01")
    app = RecordsApp(world.services, *PARTICIPANTS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter", "down", "enter")
        await settle(pilot)
        await pilot.press("space", *"deld", "ctrl+t")
        await settle(pilot)
        assert "Grounds and start are frozen" in seen(app)
        assert is_front(app, FormScreen)
    assert world.services.eligibility.load(row)["ground"] == "RSA"


async def test_every_list_of_people_has_the_light(world: World) -> None:
    lot, company, person = world.lot(), world.company(), world.person()
    world.job(person, company, lot, None)
    checked(world, person, status="VALIDATED", starts_on="2025-01-01", ends_on="2026-12-20")
    app = RecordsApp(world.services, *CONTRACTS)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        assert "! 20 Dec 2026" in seen(app)
        await pilot.press("ctrl+n")
        await settle(pilot)
        await pilot.press(*"ben")
        await settle(pilot)
        assert "! 20 Dec 2026" in seen(app), "the picker has it too"
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("f3")
        await settle(pilot)
    async with RecordsApp(world.services, "hours", "HoursScreen").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "! Benali Karim" in "\n".join(shown_lines(pilot.app))
