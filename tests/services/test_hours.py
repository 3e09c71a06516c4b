"""Hours are kept as hours.md says: each entry one step, nothing refused but nonsense."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.errors import AveError
from ave_tui.domain.periods import Month, parse_period
from ave_tui.domain.windows import Scope, ScopeKind
from ave_tui.i18n import say
from ave_tui.services.hours_writing import Place
from ave_tui.storage.totals import counted_seconds
from ave_tui.sync.check import check
from tests.services.hours_world import HOUR, MONTHS, TRAINING, WORK, Site, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

OCTOBER = Month(2026, 10)
SEPTEMBER = Month(2026, 9)


@pytest.fixture
def site(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Site]:
    """Return a site, closed and checked at the end."""
    made = Site(tmp_path / "home", clock)
    yield made
    assert check(made.services.database.connection).ok
    made.services.close()


def month_of(site: Site, assignment: str, month: Month = OCTOBER) -> float | None:
    """Return what counts in a month, by the grid."""
    table = site.grid()
    row = table.find(assignment)
    assert row is not None
    seconds = table.figure(row, month).seconds
    return None if seconds is None else seconds / HOUR


def test_weeks_add_up(site: Site) -> None:
    job = site.worker("Benali")
    site.enter(job, "2026-10/W41", 35)
    site.enter(job, "2026-10/W42", 35)
    assert month_of(site, job) == 70
    assert counted_seconds(site.services.database.connection) == 70 * HOUR


def test_a_day_explains_its_week(site: Site) -> None:
    job = site.worker("Benali")
    site.enter(job, "2026-10/W41", 35)
    entered = site.enter(job, "2026-10-06", 7)
    assert month_of(site, job) == 35
    assert texts(entered.notes) == ["Only explains: the figure of 35 h counts."]
    again = site.enter(job, "2026-10/W41", 35)
    assert texts(again.notes) == []
    assert texts(again.warnings) == ["The detail adds up to 7 h, 28 h off."]
    assert not again.changed


def test_a_month_over_its_weeks_says_what_they_add_up_to(site: Site) -> None:
    job = site.worker("Benali")
    for week in ("W41", "W42", "W43"):
        site.enter(job, f"2026-10/{week}", 35)
    entered = site.enter(job, "2026-10", 151.67)
    assert month_of(site, job) == 546_012 / HOUR
    assert texts(entered.notes) == []
    assert "The detail adds up to 105 h, 46,67 h off." in texts(entered.warnings)


def test_a_month_of_zero_over_a_week_is_a_warning(site: Site) -> None:
    job = site.worker("Benali")
    site.enter(job, "2026-10/W41", 35)
    entered = site.enter(job, "2026-10", 0)
    assert month_of(site, job) == 0
    assert texts(entered.warnings) == ["It says nil, but there is detail with hours."]


def test_a_week_within_a_month_is_one_figure(site: Site) -> None:
    job = site.worker("Benali")
    entered = site.enter(job, "2026-W44", 35)
    assert site.entries() == {"2026-10/W44": 35}
    assert entered.notes == ()


def test_a_week_is_split_by_the_holidays_of_the_rule(site: Site) -> None:
    """Labour code, L3134-13: Good Friday, 3 April 2026, is a holiday in Alsace and Moselle."""
    job = site.worker("Benali")
    site.enter(job, "2026-W14", 35)
    assert site.entries() == {"2026-03/W14": 14, "2026-04/W14": 21}
    site.add("rule_setting", name="alsace_moselle", since="2026-01-01", number=1)
    site.enter(job, "2026-W14", 35)
    assert site.entries() == {"2026-03/W14": 17.5, "2026-04/W14": 17.5}


def test_a_week_over_two_months_is_split_by_working_days_and_says_so(site: Site) -> None:
    job = site.worker("Benali")
    steps = site.steps()
    entered = site.enter(job, "2026-W40", 35)
    assert site.entries() == {"2026-09/W40": 21, "2026-10/W40": 14}
    assert texts(entered.notes)[0] == (
        "The week lies in two months: 21 h in 09/2026, 14 h in 10/2026."
    )
    assert site.steps() == steps + 1
    site.services.ledger.undo()
    assert site.entries() == {}


def test_sums_are_of_seconds(site: Site) -> None:
    for name, hours in (("A", 7.51), ("B", 22 / 3), ("C", 0.01)):
        site.enter(site.worker(name), "2026-10", hours)
    assert site.grid().sum_of(OCTOBER).declared == 53_472


def test_the_same_figure_writes_nothing_and_leaves_its_status(site: Site) -> None:
    job = site.worker("Benali")
    site.enter(job, "2026-10", 35)
    place = Place(job, WORK, OCTOBER)
    site.change("hours_entry", place.row, status="VALIDATED")
    before = (site.operations(), site.steps())
    assert not site.enter(job, "2026-10", 35).changed
    assert (site.operations(), site.steps()) == before
    assert site.entry(job, "2026-10") == (35 * HOUR, "VALIDATED", "RETURN")


def test_another_figure_is_declared_again_and_says_so(site: Site) -> None:
    job = site.worker("Benali")
    site.enter(job, "2026-10", 35)
    site.change("hours_entry", Place(job, WORK, OCTOBER).row, status="VALIDATED")
    entered = site.enter(job, "2026-10", 36)
    assert site.entry(job, "2026-10") == (36 * HOUR, "DECLARED", "RETURN")
    assert texts(entered.warnings) == ["It had been validated: it is only declared now."]


def test_emptied_cells_are_one_step_and_come_back(site: Site) -> None:
    jobs = [site.worker(name) for name in ("A", "B", "C")]
    for job in jobs[:2]:
        site.enter(job, "2026-10", 35)
    steps = site.steps()
    assert site.hours.clear(Place(job, WORK, OCTOBER) for job in jobs) == 2
    assert site.entries() == {}
    assert site.steps() == steps + 1
    assert site.hours.clear([Place(jobs[0], WORK, OCTOBER)]) == 0
    assert site.steps() == steps + 1
    site.services.ledger.undo()
    assert [month_of(site, job) for job in jobs] == [35, 35, None]


def test_a_pasted_block_is_one_step_and_says_what_it_could_not_read(site: Site) -> None:
    jobs = [site.worker(name) for name in ("A", "B")]
    periods = [SEPTEMBER, OCTOBER]
    steps = site.steps()
    block = [["35,5", "151,67", "8"], ["", "n/a"], ["7"]]
    pasted = site.hours.paste(jobs, WORK, periods, block)
    assert (pasted.read, pasted.written, pasted.beyond) == (2, 2, 2)
    assert [(down, right, text) for down, right, text, _ in pasted.refused] == [(1, 1, "n/a")]
    assert site.entry(jobs[0], "2026-09") == (127_800, "DECLARED", "RETURN")
    assert site.entry(jobs[0], "2026-10") == (546_012, "DECLARED", "RETURN")
    assert site.steps() == steps + 1
    site.services.ledger.undo()
    assert site.entries() == {}


def test_last_months_hours_are_copied_once_and_never_over_others(site: Site) -> None:
    weeks = site.worker("Weeks")
    site.enter(weeks, "2026-09/W37", 35)
    site.enter(weeks, "2026-09/W38", 30)
    there = site.worker("There")
    site.enter(there, "2026-09", 100)
    site.enter(there, "2026-10-05", 7)
    over = site.worker("Over", ends_on="2026-09-30")
    site.enter(over, "2026-09", 100)
    new = site.worker("New")
    steps = site.steps()
    copied = site.hours.copy_last_month([weeks, there, over, new], OCTOBER)
    assert (copied.copied, copied.there, copied.over, copied.nothing) == (1, 1, 1, 1)
    assert site.entry(weeks, "2026-10") == (65 * HOUR, "DECLARED", "RETURN")
    assert site.entry(there, "2026-10") is None
    assert site.steps() == steps + 1


def test_nil_is_a_return_and_warns_of_hours(site: Site) -> None:
    job = site.worker("Benali")
    nil = site.hours.nil([site.award], OCTOBER)
    assert (nil.despite, nil.changed) == (0, True)
    table = site.grid()
    assert table.figure(0, OCTOBER).nil
    entered = site.enter(job, "2026-10", 35)
    assert texts(entered.warnings) == ["The company's return says that nobody worked."]
    again = site.hours.nil([site.award], OCTOBER)
    assert (again.despite, again.changed) == (35 * HOUR, False)
    assert again.awards[0].company == "Bâti [Nord]"


def test_doubtful_hours_are_kept_with_every_reason(site: Site) -> None:
    person = site.person("Benali")
    site.add(
        "eligibility",
        participant_id=person,
        ground="RSA",
        starts_on="2024-01-01",
        ends_on="2026-06-30",
    )
    site.change("lot", site.lot, starts_on="2026-12-15")
    job = site.job(person, starts_on="2026-11-01", employer_id=site.holder)
    other = site.job(person, employer_id=site.agency)
    site.enter(other, "2026-10", 151.67)
    entered = site.enter(job, "2026-10", 100)
    assert texts(entered.warnings) == [
        "251,67 hours in the month over all employers: more than 208.",
        "Outside the dates of the employment contract.",
        "Outside the dates of the lot.",
        "Eligibility ended on 2026-06-30.",
    ]
    assert site.entry(job, "2026-10") is not None
    assert "More than 10 hours a day." in texts(site.enter(job, "2026-10-05", 11).warnings)
    week = texts(site.enter(job, "2026-10/W42", 49).warnings)
    assert "49 hours in the week: more than 48." in week
    assert "In the future." in texts(site.enter(job, "2026-12", 5).warnings)


def test_the_limits_are_those_that_the_rules_set_for_the_period(site: Site) -> None:
    settings = site.services.settings
    settings.set_rule("month_limit", 180 * HOUR, "2026-11-01")
    settings.set_rule("week_limit", 40 * HOUR, "2026-11-01")
    settings.set_rule("day_limit", 12 * HOUR, "2026-11-01", "Company agreement")
    job = site.worker("Benali")
    assert texts(site.enter(job, "2026-10", 190).warnings) == []
    assert texts(site.enter(job, "2026-11", 190).warnings) == [
        "190 hours in the month over all employers: more than 180."
    ]
    other = site.worker("Diallo")
    assert texts(site.enter(other, "2026-10-30", 11).warnings) == ["More than 10 hours a day."]
    assert texts(site.enter(other, "2026-11-02", 11).warnings) == []
    assert texts(site.enter(other, "2026-11/W46", 41).warnings) == [
        "41 hours in the week: more than 40."
    ]
    row = site.grid().find(job)
    assert row is not None
    (doubt,) = site.grid().figure(row, Month(2026, 11)).doubts
    assert "180" in say(doubt.sentence)


def test_nonsense_is_refused_and_nothing_is_written(site: Site) -> None:
    job = site.worker("Benali")
    before = site.operations()
    with pytest.raises(AveError) as refused:
        site.enter(job, "2026-10", 745)
    assert refused.value.remedy.text
    assert site.operations() == before
    bulk = site.add(
        "assignment", lot_id=site.lot, employer_id=site.agency, head_count=3, label="ESAT"
    )
    site.enter(bulk, "2026-10", 745)
    assert month_of(site, bulk) == 745


def test_training_is_counted_apart(site: Site) -> None:
    job = site.worker("Benali")
    site.enter(job, "2026-10", 100)
    site.enter(job, "2026-10", 14, TRAINING)
    table = site.grid()
    assert (table.total(0), table.total(0, TRAINING)) == (100 * HOUR, 14 * HOUR)
    assert table.sum_of_all().declared == 100 * HOUR
    assert table.sum_of_all(TRAINING).declared == 14 * HOUR
    assert site.grid(kind=TRAINING).figure(0, OCTOBER).seconds == 14 * HOUR


def test_of_a_double_only_one_figure_counts(site: Site, clock: Callable[[], datetime]) -> None:
    person = site.person("Benali")
    first, second = site.job(person), site.job(person)
    site.enter(first, "2026-10", 140)
    site.enter(first, "2026-09", 100)
    site.services.database.clock = lambda: clock().replace(hour=10)
    site.enter(second, "2026-10", 151.67)
    connection = site.services.database.connection
    table = site.grid()
    rows = {table.assignment(row): row for row in range(table.row_count)}
    assert table.figure(rows[first], OCTOBER).struck
    assert not table.figure(rows[second], OCTOBER).struck
    assert table.sum_of(OCTOBER).declared == 546_012
    assert counted_seconds(connection) == 546_012 + 100 * HOUR
    assert table.due.declared == 546_012 + 100 * HOUR
    # The validated one counts, whenever it was written.
    site.change("hours_entry", Place(first, WORK, OCTOBER).row, status="VALIDATED")
    table.changed([first])
    assert table.figure(rows[second], OCTOBER).struck
    assert table.sum_of(OCTOBER).declared == 140 * HOUR


def test_people_who_were_joined_are_one_person(site: Site) -> None:
    one, other = site.person("Benali"), site.person("Ben Ali")
    first, second = site.job(one), site.job(other)
    site.enter(first, "2026-10", 100)
    site.enter(second, "2026-10", 100)
    connection = site.services.database.connection
    assert counted_seconds(connection) == 200 * HOUR
    same = site.add("same_as", table_name="participant", left_id=one, right_id=other)
    assert counted_seconds(connection) == 100 * HOUR
    assert site.grid().sum_of(OCTOBER).declared == 100 * HOUR
    site.withdraw("same_as", same)
    assert counted_seconds(connection) == 200 * HOUR


def test_hours_under_withdrawn_records_stay_in_sight_and_count(site: Site) -> None:
    job, idle = site.worker("Benali"), site.worker("Idle")
    site.enter(job, "2026-10", 35)
    for assignment in (job, idle):
        site.withdraw("assignment", assignment)
    table = site.grid()
    assert [table.assignment(row) for row in range(table.row_count)] == [job]
    assert table.row(0).detail.withdrawn
    assert table.sum_of(OCTOBER).declared == 35 * HOUR
    assert table.due.declared == 35 * HOUR


def test_due_done_and_balance_of_each_scope(site: Site) -> None:
    job = site.worker("Benali", employer_id=site.agency)
    site.enter(job, "2026-10", 100)
    other_lot = site.add("lot", public_contract_id=site.market, name="Autre")
    lent = site.worker("Lent", lot_id=other_lot, award_id=None, host_id=None)
    site.enter(lent, "2026-10", 50)
    company = site.of(ScopeKind.COMPANY, site.holder)
    assert company.row_count == 2
    # Hours of one's own people on somebody else's lot are not done towards one's own share.
    assert (company.due.due, company.due.done) == (400 * HOUR, 120 * HOUR)
    assert company.due.balance == 280 * HOUR
    lot = site.of(ScopeKind.LOT, site.lot).due
    assert (lot.due, lot.done, lot.balance) == (500 * HOUR, 120 * HOUR, 380 * HOUR)
    agency = site.of(ScopeKind.COMPANY, site.agency)
    assert agency.row_count == 1
    assert (agency.due.due, agency.due.balance) == (None, None)
    visit = site.add("visit", on_date="2026-10-12", company_id=site.holder, lot_id=site.lot)
    assert site.of(ScopeKind.VISIT, visit).due.due == 400 * HOUR
    assert site.of(ScopeKind.VISIT, visit).row_count == 1
    assert site.hours.first_window(Scope(ScopeKind.VISIT, visit)).month == OCTOBER


def test_ones_own_portfolio_comes_first(site: Site) -> None:
    me = site.add("facilitator", first_name="Ana", last_name="Lopes")
    site.worker("Other")
    assert site.grid().row_count == 1
    site.services.ledger.prefer("facilitator", me)
    assert site.grid().row_count == 1
    market = site.add(
        "public_contract",
        reference="M2",
        subject="x",
        authority_id=site.authority,
        facilitator_id=me,
    )
    lot = site.add("lot", public_contract_id=market, name="Mien")
    mine = site.worker("Mine", lot_id=lot, award_id=None)
    table = site.grid()
    assert [table.assignment(row) for row in range(table.row_count)] == [mine]


def test_who_wrote_a_figure_last(site: Site) -> None:
    job = site.worker("Benali")
    place = Place(job, WORK, parse_period("2026-10-05"))
    assert site.hours.written(place) is None
    site.services.ledger.prefer(
        "facilitator", site.add("facilitator", first_name="Ana", last_name="Lopes")
    )
    site.enter(job, "2026-10-05", 7)
    site.hours.clear([place])
    written = site.hours.written(place)
    assert written is not None
    assert (written.name, written.here, written.withdrawn, written.times) == (
        "Ana Lopes",
        True,
        True,
        2,
    )


def test_rows_over_before_the_window_are_left_out_unless_they_have_hours(site: Site) -> None:
    gone = site.worker("Gone", starts_on="2024-01-01", ends_on="2024-06-30")
    assert site.grid(MONTHS).row_count == 0
    site.enter(gone, "2026-10", 5)
    assert site.grid(MONTHS).row_count == 1
