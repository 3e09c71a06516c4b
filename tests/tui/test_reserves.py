"""Hours placed again, shared out, and penalties, by keys alone: kept, shown, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, hours_entry_id, new_id
from ave_tui.i18n import speak
from screens.document import DocumentScreen
from screens.form import FormScreen
from screens.hours import HoursScreen
from screens.leftovers import LeftoversScreen
from screens.penalties import PenaltiesScreen
from screens.pooling import PoolingScreen
from screens.record import RecordScreen
from screens.small_form import SmallFormScreen
from tests.names import HOSTILE_NAMES
from tests.tui.bindings import doubled_keys, missing_actions
from tests.tui.records_app import SIZES, RecordsApp, services_in
from tests.tui.shown import is_front, settle, shown_lines, toasted, until, until_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from textual.pilot import Pilot

    from ave_tui.domain.schema import Id, Value
    from ave_tui.services.workspace import Services

HOUR = 3600


class Site:
    """A contract of two lots, one holder, and somebody who left after 70 of 150 h."""

    def __init__(self, services: Services, name: str = "Benali") -> None:
        self.services = services
        self.authority = self.add("authority", name="Ville")
        self.market = self.add(
            "public_contract",
            reference="M-1",
            subject="École",
            authority_id=self.authority,
            status="RUNNING",
            penalty_factor=400,
        )
        self.firm = self.add("company", name=f"Bâti {name}")
        self.lots = [self._lot(number) for number in ("1", "2")]
        self.awards = [
            self.add("award", lot_id=lot, company_id=self.firm, due_seconds=400 * HOUR)
            for lot in self.lots
        ]
        person = self.add("participant", last_name=name, first_name="Karim")
        self.next = self.add("participant", last_name="Diallo", first_name="Awa")
        contract = self.add(
            "employment_contract",
            participant_id=person,
            employer_id=self.firm,
            starts_on="2026-09-01",
            ends_on="2027-03-31",
            left_on="2026-10-12",
            planned_seconds=150 * HOUR,
        )
        self.job = self.add(
            "assignment",
            employment_contract_id=contract,
            lot_id=self.lots[0],
            award_id=self.awards[0],
            host_id=self.firm,
        )
        self.entry = hours_entry_id(self.job, "WORK", "2026-10")
        values: dict[str, Value] = {
            "assignment_id": self.job,
            "kind": "WORK",
            "period": "2026-10",
            "seconds": 70 * HOUR,
            "status": "DECLARED",
        }
        services.ledger.commit([Change("hours_entry", self.entry, values)])

    def _lot(self, number: str) -> Id:
        return self.add(
            "lot",
            public_contract_id=self.market,
            number=number,
            name="Peinture",
            due_seconds=400 * HOUR,
            starts_on="2026-01-01",
            ends_on="2026-12-31",
        )

    def add(self, table: str, **values: Value) -> Id:
        """Make a record."""
        row = new_id()
        self.services.ledger.commit([Change(table, row, values)])
        return row


@pytest.fixture
def services(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Services]:
    """Return a home; it is 23 November 2026."""
    speak("en")
    made = services_in(tmp_path / "home", clock)
    yield made
    made.close()


def seen(app: RecordsApp) -> str:
    """Return the screen as one text."""
    return "\n".join(shown_lines(app))


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Type a text."""
    await pilot.press(*("space" if letter == " " else letter for letter in text))


async def give_by_menu(pilot: Pilot[None], command: str) -> None:
    """Find a command by its name in the menu, and give it."""
    await pilot.press("f10")
    await type_in(pilot, command)
    await pilot.press("enter")
    await settle(pilot)


@pytest.mark.parametrize(
    "screen", [LeftoversScreen, PoolingScreen, PenaltiesScreen, HoursScreen, RecordScreen]
)
def test_every_key_leads_somewhere(screen: type[LeftoversScreen]) -> None:
    assert missing_actions(screen, app=RecordsApp) == []
    assert doubled_keys(screen) == []


@pytest.mark.parametrize("size", SIZES)
async def test_somebody_takes_over_what_was_left(services: Services, size: tuple[int, int]) -> None:
    site = Site(services)
    app = RecordsApp(services, "leftovers", "LeftoversScreen")
    async with app.run_test(size=size, notifications=True) as pilot:
        await until_shown(pilot, "Benali Karim")
        assert "80" in seen(app)
        assert "80 h of one person" in seen(app)
        await pilot.press("ctrl+n")
        await until(pilot, lambda: is_front(app, FormScreen))
        await type_in(pilot, "diallo")
        await pilot.press("enter")
        await until_shown(pilot, "Diallo Awa")
        await pilot.press("enter")
        await until(pilot, lambda: is_front(app, LeftoversScreen))
        await settle(pilot)
        assert "takes over from Benali Karim" in toasted(app)
        assert "→" in seen(app)
    (job,) = services.records.find("assignment", "diallo")
    values = services.records.load("assignment", job)
    assert (values["replaces_id"], values["lot_id"]) == (site.job, site.lots[0])
    contract = services.records.load("employment_contract", str(values["employment_contract_id"]))
    assert contract["planned_seconds"] == 80 * HOUR
    assert contract["participant_id"] == site.next


async def test_hours_are_settled_with_a_reason_and_opened_again(services: Services) -> None:
    Site(services)
    app = RecordsApp(services, "leftovers", "LeftoversScreen")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_shown(pilot, "Benali Karim")
        await pilot.press("ctrl+t")
        await until(pilot, lambda: is_front(app, SmallFormScreen))
        await pilot.press("enter")
        await settle(pilot)
        assert is_front(app, SmallFormScreen), "no reason, nothing settled"
        await type_in(pilot, "closed")
        await pilot.press("enter")
        await until(pilot, lambda: is_front(app, LeftoversScreen))
        await settle(pilot)
        assert "Settled: closed" in seen(app)
        (left,) = services.leftovers.everything()
        assert left.reason == "closed"
        await pilot.press("ctrl+t")
        assert is_front(app, LeftoversScreen), "once is enough"
        await pilot.press("delete")
        await settle(pilot)
        assert services.leftovers.everything()[0].reason == ""
        await pilot.press("enter")
        await until(pilot, lambda: is_front(app, RecordScreen))


async def test_nobody_left_is_said(services: Services) -> None:
    app = RecordsApp(services, "leftovers", "LeftoversScreen")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_shown(pilot, "Nobody left hours behind.")
        await pilot.press("ctrl+n", "ctrl+t", "delete")
        assert is_front(app, LeftoversScreen)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
async def test_names_are_never_markup(services: Services, name: str) -> None:
    site = Site(services, name)
    services.ledger.commit(
        [Change("lot", site.lots[0], {"name": name}), Change("company", site.firm, {"name": name})]
    )
    app = RecordsApp(services, "leftovers", "LeftoversScreen")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+t")
        await until(pilot, lambda: is_front(app, SmallFormScreen))
        await pilot.press("escape")
        await settle(pilot)
        assert is_front(app, LeftoversScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_two_lots_are_pooled_and_a_figure_is_shared_out_by_hand(
    services: Services, size: tuple[int, int]
) -> None:
    site = Site(services)
    app = RecordsApp(services, "pooling", "PoolingScreen")
    async with app.run_test(size=size, notifications=True) as pilot:
        await until_shown(pilot, "No agreement is recorded yet")
        agreement = site.add(
            "pooling_agreement",
            name="Pool [/]",
            kind="SHARING",
            signed_on="2026-01-01",
            starts_on="2026-01-01",
        )
        app.screen.reload()  # type: ignore[attr-defined]
        await until_shown(pilot, "Pool [/]")
        await pilot.press("enter")
        await until(pilot, lambda: is_front(app, RecordScreen))
        await until_shown(pilot, "Nothing moves before there are two lots")
        for lot in site.lots:
            site.add("pooling_share", pooling_agreement_id=agreement, lot_id=lot, weight=1)
        app.screen.reload()  # type: ignore[attr-defined]
        await until_shown(pilot, "receives 35 h")
        screen = HoursScreen(services, "lot", site.lots[0])
        app.push_screen(screen)
        await until_shown(pilot, "pooling −35")
        await pilot.press("left")
        await give_by_menu(pilot, "give hours")
        await until(pilot, lambda: is_front(app, SmallFormScreen))
        assert "Share out 70 h" in seen(app)
        await pilot.press("delete", "delete")
        await type_in(pilot, "20")
        await pilot.press("enter")
        await until(
            pilot,
            lambda: services.records.overview("lot", site.lots)[site.lots[1]]["done"] == 20 * HOUR,
        )
    done = services.records.overview("lot", site.lots)
    assert [done[lot]["done"] for lot in site.lots] == [50 * HOUR, 20 * HOUR]


async def test_hours_without_an_agreement_are_not_shared_out(services: Services) -> None:
    site = Site(services)
    app = RecordsApp(services, "pooling", "PoolingScreen")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        app.push_screen(HoursScreen(services, "lot", site.lots[0]))
        await until_shown(pilot, "Benali")
        await pilot.press("left")
        await give_by_menu(pilot, "give hours")
        assert "No pooling agreement covers these hours." in seen(app)


@pytest.mark.parametrize("size", SIZES)
async def test_a_penalty_is_proposed_kept_and_printed(
    services: Services, size: tuple[int, int]
) -> None:
    """field.md 4.5 by keys: the formula of the contract, what nobody recorded, every step."""
    site = Site(services)
    app = RecordsApp(services, "penalties", "PenaltiesScreen")
    async with app.run_test(size=size, notifications=True) as pilot:
        await until_shown(pilot, "No penalty was proposed")
        app.push_screen(RecordScreen(services, "award", site.awards[0]))
        await until_shown(pilot, "Bâti Benali")
        await give_by_menu(pilot, "propose")
        await until(pilot, lambda: is_front(app, SmallFormScreen))
        await pilot.press("enter")
        await until(pilot, lambda: is_front(app, FormScreen))
        await pilot.press("enter")
        await until(pilot, lambda: is_front(app, RecordScreen))
        (row,) = services.records.find("penalty")
        values = services.records.load("penalty", row)
        assert values["amount_cents"] == 330 * 4 * 2900
        await pilot.press("enter")
        await until_shown(pilot, "330 h × 4 × 29,00 €")
        await give_by_menu(pilot, "print the calc")
        await until(pilot, lambda: is_front(app, DocumentScreen))
        await until_shown(pilot, "38\u00a0280,00 €")


async def test_without_a_formula_nothing_is_proposed(services: Services) -> None:
    site = Site(services)
    services.ledger.commit([Change("public_contract", site.market, {"penalty_factor": None})])
    app = RecordsApp(services, "penalties", "PenaltiesScreen")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        app.push_screen(RecordScreen(services, "award", site.awards[0]))
        await until_shown(pilot, "Bâti Benali")
        await give_by_menu(pilot, "propose")
        await until(pilot, lambda: is_front(app, SmallFormScreen))
        await pilot.press("enter")
        await until_shown(pilot, "has no formula for")


async def test_a_lot_shows_where_it_will_land(services: Services) -> None:
    site = Site(services)
    app = RecordsApp(services, "public_contracts", "PublicContractsScreen")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until_shown(pilot, "! 9 %")
        app.push_screen(RecordScreen(services, "lot", site.lots[0]))
        await until_shown(pilot, "At this pace: 78 h of 400 h by 31 Dec 2026")
        assert "·········█·" in seen(app)


async def test_more_than_was_due_is_shown_as_a_surplus(services: Services) -> None:
    """field.md 9: 9,500 due, 11,000 done: 115.8 %, balance -1,500 (excédent), never moved."""
    site = Site(services)
    services.ledger.commit(
        [
            Change("lot", site.lots[0], {"due_seconds": 9_500 * HOUR}),
            Change(
                "award",
                site.awards[0],
                {"opening_seconds": 10_930 * HOUR, "opening_on": "2026-08-31"},
            ),
        ]
    )
    app = RecordsApp(services, "public_contracts", "PublicContractsScreen")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        app.push_screen(RecordScreen(services, "lot", site.lots[0]))
        await until_shown(pilot, "surplus 1\u00a0500 h")
        assert "115.8 %" in seen(app)
        assert "-1\u00a0500 h" in seen(app)
    told = services.records.overview("lot", site.lots)
    assert told[site.lots[1]]["done"] == 0
