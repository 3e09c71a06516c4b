"""Warnings about hours: found over all employers, settled with a reason, back when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import new_id
from ave_tui.domain.periods import Week
from ave_tui.domain.plausibility import Doubt
from ave_tui.domain.trade_choices import Outcome
from ave_tui.domain.warned import WarningKind, kind_of
from ave_tui.i18n import say, speak
from ave_tui.services.today_lines import Opens, Topic
from ave_tui.services.warnings import NoReasonError
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id
    from ave_tui.services.warnings import Warned


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio; it is 23 November 2026."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()


@pytest.fixture
def job(world: World) -> Id:
    """Put Karim Benali to work at Bâti since September."""
    lot, company = world.lot(), world.company()
    return world.job(world.person(), company, lot, world.award(lot, company))


def standing(world: World, **how: bool) -> list[Warned]:
    return world.services.warnings.standing(**how)


def kinds(world: World) -> list[str]:
    return [each.kind.value for each in standing(world)]


def second_job(world: World, job: Id, company: Id) -> Id:
    """Put the same person to work for another employer on the same lot."""
    found = world.services.database.connection.execute(
        "SELECT c.participant_id, a.lot_id FROM assignment a "
        "JOIN employment_contract c ON c.id = a.employment_contract_id WHERE a.id = ?",
        (job,),
    ).fetchone()
    return world.job(found[0], company, found[1], None)


def test_every_doubt_has_its_kind_in_the_list() -> None:
    assert {kind_of(doubt).value for doubt in Doubt} < {kind.value for kind in WarningKind}


def test_usual_hours_are_no_warning(world: World, job: Id) -> None:
    world.hours(job, "2026-10", 151.67)
    world.hours(job, "2026-11/W46", 35)
    assert standing(world) == []


@pytest.mark.parametrize(
    ("period", "hours", "kind"),
    [
        ("2026-10-12", 10.5, "LONG_DAY"),
        ("2026-10/W42", 49, "LONG_WEEK"),
        ("2026-10", 209, "LONG_MONTH"),
        ("2026-10", 311, "IMPOSSIBLE_MONTH"),
        ("2026-08", 100, "OUTSIDE_EMPLOYMENT"),
        ("2027-01", 100, "FUTURE"),
    ],
)
def test_each_limit_of_the_trade_is_found(
    world: World, job: Id, period: str, hours: float, kind: str
) -> None:
    """field.md 4.3: a day of 10 h, a week of 48 h, a month of 208 h, at most 310 h; its dates."""
    world.hours(job, period, hours)
    assert kind in kinds(world)
    assert all(each.who == "Benali Karim" for each in standing(world))


def test_a_month_is_added_up_over_all_employers(world: World, job: Id) -> None:
    """field.md 4.3: same person, same month, over all contracts and employers: 208 h."""
    world.hours(job, "2026-10", 139)
    other = second_job(world, job, world.company("Intérim"))
    world.hours(other, "2026-10", 69)
    assert standing(world) == []
    world.hours(other, "2026-10", 70)
    (warning,) = standing(world)
    assert (warning.kind, warning.seconds) == (WarningKind.LONG_MONTH, 209 * 3600)
    assert say(warning.why) == "209 hours in the month over all employers: more than 208."


def test_two_companies_declare_the_same_month_full_time(world: World, job: Id) -> None:
    """hours.md, Doubles: two companies declaring the same period full time is one warning."""
    agency = world.company("Intérim")
    world.hours(job, "2026-10", 151.67)
    world.hours(second_job(world, job, agency), "2026-10", 140)
    (warning,) = standing(world)
    assert warning.kind is WarningKind.TWICE_DECLARED
    assert say(warning.why) == (
        "2 employers declare the same month full time: 291.67 hours in all."
    )


def test_people_who_are_the_same_are_added_up(world: World, job: Id) -> None:
    twin = world.person("Benali", "Karim B.")
    lot = world.lot()
    world.hours(job, "2026-10", 150)
    world.hours(world.job(twin, world.company("Nord"), lot, None), "2026-10", 100)
    assert standing(world) == []
    first = world.services.database.connection.execute(
        "SELECT participant_id FROM employment_contract ORDER BY rowid LIMIT 1"
    ).fetchone()[0]
    world.make("same_as", table_name="participant", left_id=first, right_id=twin)
    (warning,) = standing(world)
    assert (warning.kind, warning.seconds) == (WarningKind.LONG_MONTH, 250 * 3600)


def test_twelve_weeks_of_45_hours_are_one_warning(world: World) -> None:
    """field.md 4.3: 44 h on average over 12 weeks, although each week is under 48 h."""
    lot, company = world.lot(), world.company()
    job = world.job(world.person(), company, lot, None, starts="2026-06-01")
    for week in range(28, 39):
        world.services.hours.enter(job, "WORK", Week(2026, week), 45 * 3600)
    assert standing(world) == []
    world.services.hours.enter(job, "WORK", Week(2026, 27), 45 * 3600)
    assert kinds(world) == ["LONG_AVERAGE"]
    (warning,) = standing(world)
    assert warning.seconds == 45 * 3600


def test_a_minor_works_35_hours_a_week(world: World, job: Id) -> None:
    """field.md 4.3: minors and apprentices under 18, 35 h."""
    world.hours(job, "2026-10/W42", 36)
    assert standing(world) == []
    person = world.services.database.connection.execute("SELECT id FROM participant").fetchone()[0]
    world.make("participant", person, birth_date="2008-11-01")
    assert kinds(world) == ["MINOR"]
    world.make("participant", person, birth_date="2008-10-01")
    assert standing(world) == [], "18 since the beginning of the month"


def test_hours_against_a_nil_return_and_off_their_detail(world: World, job: Id) -> None:
    """hours.md: an entry made despite nil is a warning; figure and detail differ."""
    award = world.services.database.connection.execute("SELECT id FROM award").fetchone()[0]
    world.returned(award, "2026-10", "NIL")
    world.hours(job, "2026-10", 100)
    world.hours(job, "2026-09", 100)
    world.hours(job, "2026-09/W37", 35)
    assert kinds(world) == ["NIL_CONTRADICTED", "DETAIL_DIFFERS"]


def test_a_lot_is_held_against_the_dates_of_its_contract_with_a_tolerance(world: World) -> None:
    """field.md 4.3, Dates: within market dates, plus a tolerance that is a dated rule."""
    lot, company = world.lot(starts="2026-03-01", ends="2026-09-15"), world.company()
    job = world.job(world.person(), company, lot, None, starts="2026-01-01")
    world.hours(job, "2026-10", 35)
    assert standing(world) == []
    world.make("rule_setting", name="lot_tolerance", number=5, since="2026-01-01")
    assert kinds(world) == ["OUTSIDE_LOT"]


def test_a_warning_is_settled_with_a_reason_and_opened_again(world: World, job: Id) -> None:
    world.hours(job, "2026-10", 215)
    service = world.services.warnings
    with pytest.raises(NoReasonError):
        service.settle(standing(world), "  ")
    assert len(standing(world)) == 1
    service.settle(standing(world), "Overtime agreed", Outcome.ACCEPTED)
    assert standing(world) == []
    (settled,) = standing(world, settled=True)
    assert settled.settled is not None
    assert settled.settled[:3] == ("ACCEPTED", "Overtime agreed", "2026-11-23")
    assert settled.settled.by == world.me
    assert service.reopen([settled]) == 1
    assert len(standing(world)) == 1
    world.services.history.undo()
    assert standing(world) == [], "opening again is a step like any other"
    world.services.history.undo()
    assert len(standing(world)) == 1


def test_it_comes_back_when_its_figure_changes(world: World, job: Id) -> None:
    world.hours(job, "2026-10", 215)
    world.services.warnings.settle(standing(world), "Overtime agreed")
    world.hours(job, "2026-10", 220)
    assert kinds(world) == ["LONG_MONTH"]
    world.hours(job, "2026-10", 215)
    assert standing(world) == []


def test_many_are_settled_in_one_step(world: World, job: Id) -> None:
    for month in ("2026-09", "2026-10"):
        world.hours(job, month, 215)
    assert world.services.warnings.settle(standing(world), "Overtime agreed") >= 2
    assert standing(world) == []
    world.services.history.undo()
    assert len(standing(world)) >= 2


def test_two_laptops_settle_the_same_warning_in_one_record(world: World, job: Id) -> None:
    world.hours(job, "2026-10", 215)
    (warning,) = standing(world)
    world.services.warnings.settle([warning], "Overtime agreed")
    world.services.warnings.reopen(standing(world, settled=True))
    world.services.warnings.settle(standing(world), "Payslips seen")
    rows = world.services.database.connection.execute("SELECT id, notes FROM settlement").fetchall()
    assert rows == [(warning.row, "Payslips seen")]


def test_others_contracts_are_theirs(world: World, job: Id) -> None:
    world.hours(job, "2026-10", 215)
    me = world.make("facilitator", first_name="Jo", last_name="Roy")
    world.services.ledger.prefer("facilitator", me)
    assert len(standing(world)) == 1, "who follows nothing sees everything"
    world.make(
        "public_contract",
        reference="M-2",
        subject="Pont",
        authority_id=world.authority,
        facilitator_id=me,
    )
    assert standing(world) == []
    assert len(standing(world, everybody=True)) == 1


def test_a_line_without_a_person_is_held_against_its_head_count(world: World) -> None:
    lot, company = world.lot(), world.company()
    row = world.make(
        "assignment", employer_id=company, lot_id=lot, head_count=2, label="Équipe", host_id=company
    )
    world.hours(row, "2026-10", 400)
    assert standing(world) == []
    world.hours(row, "2026-10", 420)
    (warning,) = standing(world)
    assert (warning.kind, warning.who) == (WarningKind.LONG_MONTH, "Équipe")
    assert warning.participant is None


def test_periods_and_dates_that_nobody_can_read_stop_nothing(world: World, job: Id) -> None:
    """What a file brings may be anything: it is passed over, the rest is found."""
    for period in ("2026-10-45", "2026-13", "2026-10/W99", "x", "2026-10/"):
        world.write(
            "hours_entry",
            new_id(),
            {"assignment_id": job, "kind": "WORK", "period": period, "seconds": 3600},
        )
    person = world.services.database.connection.execute("SELECT id FROM participant").fetchone()[0]
    world.make("participant", person, birth_date="someday")
    world.hours(job, "2026-10", 215)
    assert "LONG_MONTH" in kinds(world)


def test_today_counts_them_and_opens_the_list(world: World, job: Id) -> None:
    world.hours(job, "2026-10", 215)
    (line,) = [line for line in world.services.today.lines() if line.topic is Topic.WARNING]
    assert (say(line.why), line.opens) == ("One warning about hours.", Opens("section", "warnings"))
    at_once = world.services.today.lines(at_once=True)
    assert not [line for line in at_once if line.topic is Topic.WARNING]
    world.services.warnings.settle(standing(world), "Overtime agreed")
    assert not [line for line in world.services.today.lines() if line.topic is Topic.WARNING]
