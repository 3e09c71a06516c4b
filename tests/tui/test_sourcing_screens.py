"""Needs, candidates and calls by keys alone: kept in the records, said on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from screens.choice import ChoiceScreen
from screens.confirm import ConfirmScreen
from screens.document import DocumentScreen
from screens.follow_up import FollowUpScreen
from screens.form import FormScreen
from screens.need import NeedScreen
from screens.needs import NeedsScreen
from screens.record import RecordScreen
from screens.small_form import SmallFormScreen
from tests.names import HOSTILE_NAMES
from tests.tui.bindings import doubled_keys, missing_actions
from tests.tui.records_app import SIZES, RecordsApp, services_in
from tests.tui.shown import is_front, shown_lines, toasted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from textual.pilot import Pilot

    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.services.workspace import Services

HOUR = 3600
NEEDS = ("needs", "NeedsScreen")
CALLS = ("follow_up", "FollowUpScreen")


@pytest.fixture
def services(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Services]:
    """Return services over a small portfolio; it is Monday 23 November 2026."""
    made = services_in(tmp_path / "home", clock)
    yield made
    made.close()


def save(services: Services, table: str, **values: Value) -> Id:
    return services.records.save(table, None, values)


def site(services: Services) -> tuple[Id, Id]:
    """Record a lot and the company that holds it."""
    authority = save(services, "authority", name="Ville")
    contract = save(
        services,
        "public_contract",
        reference="M-1",
        subject="École",
        authority_id=authority,
        status="RUNNING",
        commune="Rouen",
    )
    lot = save(services, "lot", public_contract_id=contract, number="2", name="Peinture")
    company = save(services, "company", name="Bâti", commune="Rouen")
    save(services, "award", lot_id=lot, company_id=company)
    return lot, company


def seeker(services: Services, name: str, until: str = "2027-12-31") -> Id:
    who = save(
        services, "participant", last_name=name, first_name="Lea", rome="F1606", commune="Rouen"
    )
    save(
        services,
        "eligibility",
        participant_id=who,
        ground="RSA",
        starts_on="2026-01-01",
        ends_on=until,
        proof_on="2026-01-01",
    )
    return who


def need(services: Services, **more: Value) -> Id:
    lot, company = site(services)
    values: Values = {
        "company_id": company,
        "lot_id": lot,
        "job": "Peintre",
        "rome": "F1606",
        "commune": "Rouen",
        "status": "OPEN",
        "starts_on": "2026-12-01",
    }
    return services.records.save("offer", None, values | more)


def only(services: Services, table: str) -> Values:
    (row,) = services.records.find(table)
    return services.records.load(table, row)


async def type_in(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in text))


def seen(app: RecordsApp) -> str:
    return "\n".join(shown_lines(app))


async def seen_under(pilot: Pilot[None], app: RecordsApp) -> str:
    """Return the screen without the toasts that lie on it."""
    app.clear_notifications()
    await pilot.pause()
    return seen(app)


@pytest.mark.parametrize("size", SIZES)
async def test_a_need_is_recorded_a_candidate_put_forward_and_hired(
    services: Services, size: tuple[int, int]
) -> None:
    site(services)
    who = seeker(services, "Aba")
    seeker(services, "Zoe", until="2026-06-30")
    app = RecordsApp(services, *NEEDS)
    async with app.run_test(size=size, notifications=True) as pilot:
        assert "No need is recorded yet" in seen(app)
        await pilot.press("ctrl+n")
        await type_in(pilot, "Peintre")
        await pilot.press("down")
        await type_in(pilot, "B")
        await pilot.press("enter", "down")
        await type_in(pilot, "F1606")
        await pilot.press("enter")
        assert is_front(app, NeedScreen)
        assert "0 of 1 filled" in seen(app)
        lines = shown_lines(app)
        first, last = (
            next(i for i, line in enumerate(lines) if name in line) for name in ("Aba", "Zoe")
        )
        assert first < last
        assert "eligibility ended on 30 Jun 2026" in seen(app)
        await pilot.press("ctrl+t")
        assert only(services, "application")["status"] == "PROPOSED"
        assert "Aba Lea is put forward." in toasted(app)
        await pilot.press("ctrl+l")
        kept = only(services, "application")
        assert (kept["status"], kept["participant_id"]) == ("HIRED", who)
        assert only(services, "employment_contract")["participant_id"] == who
        assert only(services, "offer")["status"] == "FILLED"
        assert "1 of 1 filled" in seen(app)
        assert "so that an assignment is still missing." in toasted(app)
        await pilot.press("enter")
        assert is_front(app, RecordScreen)
        assert "Employment contract" in seen(app)
        await pilot.press("escape", "ctrl+z")
        assert services.records.total("employment_contract") == 0
        assert "0 of 1 filled" in seen(app)
        await pilot.press("escape")
        assert is_front(app, NeedsScreen)
        assert "Peintre" in seen(app)


async def test_what_speaks_against_a_hire_is_asked_once(services: Services) -> None:
    need(services)
    seeker(services, "Zoe", until="2026-06-30")
    app = RecordsApp(services, *NEEDS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter", "ctrl+l")
        assert is_front(app, ConfirmScreen)
        assert "eligibility ended on 30 Jun 2026" in seen(app)
        await pilot.press("escape")
        assert services.records.total("employment_contract") == 0
        await pilot.press("ctrl+l", "enter")
        assert only(services, "assignment")["mode"] == "DIRECT"
        assert "contract and assignment are made. All places are filled." in toasted(app)


async def test_a_hire_too_many_is_refused_in_words(services: Services) -> None:
    need(services)
    seeker(services, "Aba")
    seeker(services, "Zoe")
    app = RecordsApp(services, *NEEDS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter", "ctrl+l", "down", "ctrl+l")
        assert "All places of this need are taken: 1." in toasted(app)
        assert services.records.total("employment_contract") == 1
        await pilot.press("up", "ctrl+t")
        assert "Aba Lea is hired for this need already." in toasted(app)


async def test_who_is_not_taken_goes_down_with_the_reason(services: Services) -> None:
    need(services)
    seeker(services, "Aba")
    seeker(services, "Zoe")
    app = RecordsApp(services, *NEEDS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter", "delete")
        assert "Only who is put forward can be turned down." in toasted(app)
        await pilot.press("ctrl+t", "delete")
        assert is_front(app, ChoiceScreen)
        await pilot.press("escape")
        assert only(services, "application")["status"] == "PROPOSED"
        await pilot.press("delete", "down", "enter")
        kept = only(services, "application")
        assert (kept["status"], kept["reason"]) == ("REFUSED", "MOBILITY")
        lines = [line for line in shown_lines(app) if "Aba" in line or "Zoe" in line]
        assert "Zoe" in lines[0]
        assert "Refused" in lines[1]
        assert "Could not get there" in lines[1]


async def test_the_sheet_is_one_key_away_and_letters_filter(services: Services) -> None:
    need(services)
    seeker(services, "Aba")
    seeker(services, "Zoe")
    app = RecordsApp(services, *NEEDS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter", *"zoe")
        assert "1 of 2" in seen(app)
        await pilot.press("ctrl+b")
        assert is_front(app, DocumentScreen)
        assert "Lea Zoe" in seen(app)
        await pilot.press("escape", "escape", "enter")
        assert is_front(app, RecordScreen)
        assert "Participant · Aba Lea" in seen(app) or "Participant · Zoe Lea" in seen(app)
        await pilot.press("escape", "space")
        assert is_front(app, FormScreen)


@pytest.mark.parametrize("table", ["company", "lot"])
async def test_a_need_is_made_from_a_record_with_what_it_knows(
    services: Services, table: str
) -> None:
    lot, company = site(services)
    app = RecordsApp(services, *NEEDS)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await app.push_screen(RecordScreen(services, table, company if table == "company" else lot))
        await pilot.press("end", "ctrl+n")
        assert is_front(app, FormScreen)
        await type_in(pilot, "Peintre")
        await pilot.press("enter")
        made = only(services, "offer")
        assert made["company_id"] == company
        assert made["lot_id"] == (lot if table == "lot" else None)
        assert "Peintre" in seen(app)
        await pilot.press("enter")
        assert is_front(app, NeedScreen)
        assert "No participant is recorded yet" in seen(app)
        await pilot.press("ctrl+t", "ctrl+l", "ctrl+b", "enter", "delete")
        assert services.records.total("application") == 0


async def test_a_person_shows_what_they_were_put_forward_for(services: Services) -> None:
    row, who = need(services), seeker(services, "Aba")
    services.sourcing.put_forward(row, who)
    app = RecordsApp(services, *NEEDS)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await app.push_screen(RecordScreen(services, "participant", who))
        await pilot.pause()
        assert "Put forward for: 1" in seen(app)
        assert "Peintre, Bâti" in seen(app)


async def test_undoing_that_the_need_was_made_leaves_its_screen(services: Services) -> None:
    need(services)
    app = RecordsApp(services, *NEEDS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter")
        assert is_front(app, NeedScreen)
        await pilot.press("ctrl+z")
        assert is_front(app, NeedsScreen)


# Calls.


def left(services: Services, name: str, ends: str) -> Id:
    """Let somebody have left a job on a lot on a day."""
    lot, company = site(services)
    who = save(services, "participant", last_name=name, first_name="Lea", phone="0639980001")
    contract = save(
        services,
        "employment_contract",
        participant_id=who,
        employer_id=company,
        starts_on="2025-01-05",
        ends_on=ends,
        job="Peintre",
    )
    save(services, "assignment", employment_contract_id=contract, lot_id=lot)
    return who


@pytest.mark.parametrize("size", SIZES)
async def test_a_situation_is_recorded_in_a_few_keys(
    services: Services, size: tuple[int, int]
) -> None:
    who = left(services, "Aba", "2026-11-20")
    left(services, "Zoe", "2026-11-21")
    app = RecordsApp(services, *CALLS)
    async with app.run_test(size=size, notifications=True) as pilot:
        assert "2 calls this week" in seen(app)
        assert "0639980001" in seen(app)
        await pilot.press("enter")
        assert is_front(app, SmallFormScreen)
        await pilot.press("enter")
        assert is_front(app, SmallFormScreen), "a situation is needed"
        await type_in(pilot, "busi")
        await pilot.press("enter")
        kept = only(services, "exit")
        assert (kept["participant_id"], kept["moment"], kept["kind"]) == (who, "END", "BUSINESS")
        assert kept["on_date"] == "2026-11-23"
        assert "one call this week" in seen(app)
        assert "1 · 100\u00a0%" in await seen_under(pilot, app)
        await pilot.press("ctrl+z")
        assert services.records.total("exit") == 0
        assert "2 calls this week" in seen(app)


async def test_a_call_in_vain_puts_the_next_under_the_cursor(services: Services) -> None:
    left(services, "Aba", "2026-11-20")
    left(services, "Zoe", "2026-11-21")
    app = RecordsApp(services, *CALLS)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("ctrl+t")
        assert "Aba Lea: call noted; again on 30 Nov 2026." in toasted(app)
        assert "one call this week" in seen(app)
        await pilot.press("ctrl+b")
        assert "Participant · Zoe Lea" in seen(app)
        await pilot.press("escape", "down")
        assert "one call in vain" in await seen_under(pilot, app)
        for _ in range(2):
            await pilot.press("end", "ctrl+t")
        assert "Aba Lea: call noted; out of reach after so many calls." in toasted(app)
        await pilot.press("end")
        assert "3 calls in vain · out of reach" in await seen_under(pilot, app)
        await pilot.press("enter", "enter")
        assert only(services, "exit")["kind"] == "UNKNOWN"


async def test_exits_of_another_year_and_nobody_to_call(services: Services) -> None:
    who = left(services, "Aba", "2025-03-31")
    save(services, "exit", participant_id=who, moment="END", kind="CDI", on_date="2025-03-31")
    app = RecordsApp(services, *CALLS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        assert "Nobody is to be called now." in seen(app)
        assert "1 · 100\u00a0%" not in seen(app)
        await pilot.press("ctrl+o", "down", "enter")
        assert "ended in 2025" in seen(app)
        assert "1 · 100\u00a0%" in seen(app)
        await pilot.press("enter", "ctrl+t", "ctrl+b")
        assert is_front(app, FollowUpScreen)
        assert services.records.total("exit") == 1


async def test_names_are_never_markup(services: Services) -> None:
    for name in HOSTILE_NAMES:
        left(services, f"A{name}", "2026-11-20")
    need(services, job="A[/", commune="[@click=app.boom]Rouen")
    app = RecordsApp(services, *CALLS)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for _ in HOSTILE_NAMES:
            await pilot.press("ctrl+t")
        assert "calls this week" not in seen(app)
        await app.push_screen(NeedsScreen(services))
        await pilot.press("enter", *(["ctrl+t", "down"] * len(HOSTILE_NAMES)))
        assert services.records.total("application") == len(HOSTILE_NAMES)


@pytest.mark.parametrize("screen", [NeedScreen, NeedsScreen, FollowUpScreen])
def test_each_key_means_one_thing(screen: type[NeedScreen]) -> None:
    assert doubled_keys(screen) == []
    assert missing_actions(screen) == []
