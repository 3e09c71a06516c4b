"""Hours due after amendments, phases and orders: the same figure wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import new_id
from ave_tui.domain.durations import Hours
from ave_tui.domain.windows import Scale, Scope, ScopeKind, Window
from ave_tui.i18n import speak
from ave_tui.services.today_lines import Topic
from ave_tui.storage.queries import dues, scopes
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id, Value, Values

HOUR = 3600
TODAY = "2026-11-23"


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()


def contract_of(world: World, lot: Id) -> Id:
    return str(world.services.records.load("lot", lot)["public_contract_id"])


def amend(world: World, lot: Id, hours: int | None, **more: Value) -> Id:
    """Add hours to a lot; with ``lot_id=None`` to its whole contract."""
    values: Values = {
        "public_contract_id": contract_of(world, lot),
        "lot_id": lot,
        "kind": "AMENDMENT",
        "notified_on": "2026-06-01",
        "due_seconds": None if hours is None else hours * HOUR,
    }
    return world.write("amendment", new_id(), values | more)


def due(world: World, table: str, row: Id) -> float | None:
    """Return the hours due that lists say, which must be those of the record's own screen."""
    records = world.services.records
    listed = records.overview(table, [row])[row]["due"]
    assert records.sheet(table, row).due == listed
    records.find(table, sort="due")
    return None if listed is None else int(listed) / HOUR


def in_grid(world: World, kind: ScopeKind, row: Id) -> float | None:
    """Return the hours due below a grid."""
    connection = world.services.database.connection
    found = scopes.due(connection, scopes.chosen(connection, Scope(kind, row)), TODAY).due
    return None if found is None else found / HOUR


def everywhere(world: World, lot: Id, award: Id, company: Id) -> set[float | None]:
    """Return what is due by every list, record and grid of a contract with one lot and holder."""
    contract = contract_of(world, lot)
    return {
        due(world, "lot", lot),
        due(world, "award", award),
        due(world, "public_contract", contract),
        due(world, "company", company),
        due(world, "authority", world.authority),
        in_grid(world, ScopeKind.LOT, lot),
        in_grid(world, ScopeKind.COMPANY, company),
        in_grid(world, ScopeKind.EVERYBODY, ""),
    }


def test_an_amendment_in_force_counts_wherever_hours_due_are_said(world: World) -> None:
    lot, company = world.lot(1200), world.company()
    award = world.award(lot, company, 1200)
    assert everywhere(world, lot, award, company) == {1200}
    amend(world, lot, 300)
    assert everywhere(world, lot, award, company) == {1500}
    amend(world, lot, -35, kind="PHASE")
    assert everywhere(world, lot, award, company) == {1465}
    amend(world, lot, 100, lot_id=None, kind="ORDER")
    assert everywhere(world, lot, award, company) == {1565}


def test_what_is_not_affirmed_or_comes_later_or_was_withdrawn_does_not_count(world: World) -> None:
    lot, company = world.lot(1200), world.company()
    award = world.award(lot, company, 1200)
    amend(world, lot, 300, notified_on=None, kind="PHASE")
    amend(world, lot, 300, notified_on="2026-11-24")
    gone = amend(world, lot, 300)
    world.withdraw("amendment", gone)
    assert everywhere(world, lot, award, company) == {1200}


def test_without_a_lot_it_is_spread_over_the_lots_by_their_hours(world: World) -> None:
    one = world.lot(900)
    contract = contract_of(world, one)
    other = world.make("lot", public_contract_id=contract, name="Sols", due_seconds=300 * HOUR)
    amend(world, one, 100, lot_id=None)
    assert (due(world, "lot", one), due(world, "lot", other)) == (975, 325)
    assert due(world, "public_contract", contract) == 1300


def test_a_lot_without_hours_is_due_what_its_orders_add(world: World) -> None:
    lot = world.lot(0)
    world.write("lot", lot, {"due_seconds": None})
    assert due(world, "lot", lot) is None
    amend(world, lot, 40, kind="ORDER")
    amend(world, lot, 60, kind="ORDER", notified_on="2026-11-23")
    assert due(world, "lot", lot) == in_grid(world, ScopeKind.LOT, lot) == 100


def test_co_contractors_share_what_is_added_in_proportion(world: World) -> None:
    lot, first, second = world.lot(600), world.company("A"), world.company("B")
    one, two = world.award(lot, first, 400), world.award(lot, second, 200)
    amend(world, lot, 90)
    assert (due(world, "award", one), due(world, "award", two)) == (460, 230)
    assert in_grid(world, ScopeKind.COMPANY, second) == 230


def test_a_group_has_one_obligation_and_its_shares_are_counted_once(world: World) -> None:
    """field.md 2.2: groupement, one obligation (mandataire), split by member as information."""
    lot, first, second = world.lot(600), world.company("Lead"), world.company("Member")
    lead = world.award(lot, first, 600)
    member = world.award(lot, second, 200, lead_id=lead, role="CO_CONTRACTOR")
    world.hours(world.job(world.person(), first, lot, lead), "2026-10", 100)
    world.hours(world.job(world.person("Diallo"), second, lot, member), "2026-10", 50)
    amend(world, lot, 60)
    records = world.services.records
    assert due(world, "award", lead) == due(world, "company", first) == 660
    assert due(world, "company", second) is None
    assert records.overview("award", [lead])[lead]["done"] == 150 * HOUR
    assert records.overview("award", [member])[member]["done"] == 50 * HOUR
    connection = world.services.database.connection
    of_lead = scopes.due(
        connection, scopes.chosen(connection, Scope(ScopeKind.COMPANY, first)), TODAY
    )
    assert (of_lead.due, of_lead.declared) == (660 * HOUR, 150 * HOUR)
    of_lot = scopes.due(connection, scopes.chosen(connection, Scope(ScopeKind.LOT, lot)), TODAY)
    assert (of_lot.due, of_lot.declared) == (660 * HOUR, 150 * HOUR)
    # Nobody is warned that 600 and 200 are more than the lot's 600.
    assert not [
        advice
        for advice in records.warnings("award", member, records.load("award", member))
        if advice.field == "due_seconds"
    ]


def test_without_its_lead_a_member_stands_for_itself_again(world: World) -> None:
    lot, first, second = world.lot(600), world.company("Lead"), world.company("Member")
    lead = world.award(lot, first, 600)
    world.award(lot, second, 200, lead_id=lead)
    world.withdraw("award", lead)
    assert due(world, "company", second) == 200


def test_the_new_end_holds_for_list_and_warnings(world: World) -> None:
    # Further back than the days that are tolerated around the dates of a lot.
    lot, company = world.lot(100, ends="2026-09-30"), world.company()
    job = world.job(world.person(), company, lot, world.award(lot, company, 100))
    world.hours(job, "2026-11", 10)
    records, hours = world.services.records, world.services.hours

    def doubts() -> int:
        table = hours.grid(Scope(ScopeKind.LOT, lot), Window(Scale.MONTHS, hours.today))
        return len(table.row(0).figure(table.columns[-1], "WORK").doubts)

    before = doubts()
    amend(world, lot, None, lot_id=None, ends_on="2026-12-31")
    amend(world, lot, None, ends_on="2027-06-30", notified_on="2026-07-01")
    amend(world, lot, None, ends_on="2029-06-30", notified_on=None)
    assert doubts() < before
    assert records.overview("lot", [lot])[lot]["ends_on"] == "2027-06-30"
    contract = contract_of(world, lot)
    assert records.overview("public_contract", [contract])[contract]["ends_on"] == "2026-12-31"


def test_today_reckons_with_the_amended_hours_and_end(world: World) -> None:
    lot, company = world.lot(100, ends="2026-10-31"), world.company()
    job = world.job(world.person(), company, lot, world.award(lot, company, 100))
    world.hours(job, "2026-10", 100)
    paces = [line for line in world.services.today.lines() if line.topic is Topic.PACE]
    assert not paces
    amend(world, lot, 200)
    (pace,) = [line for line in world.services.today.lines() if line.topic is Topic.PACE]
    assert dict(pace.why.values)["due"] == Hours(300 * HOUR)
    amend(world, lot, None, ends_on="2031-12-31")
    assert not [line for line in world.services.today.lines() if line.topic is Topic.PACE]


def test_changes_of_others_are_not_read_for_one_contract(world: World) -> None:
    lot = world.lot(100)
    other = world.lot(100)
    amend(world, other, 5)
    connection = world.services.database.connection
    assert dues.added(connection, TODAY, ("SELECT ?", (contract_of(world, lot),))) == {}
    assert dues.added(connection, TODAY)[other] == 5 * HOUR
