"""Each line of the first screen has its scenario, and its absence has one too."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.laptops import short
from ave_tui.i18n import say, speak
from ave_tui.services.today_lines import Opens, Topic, Urgency
from ave_tui.services.workspace import Services
from ave_tui.storage.queries import twice
from ave_tui.storage.queries.today import Portfolio
from tests.homes import believe, empty_home, introduce
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.services.today_lines import Line
    from ave_tui.storage.connection import Connection


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio; it is 23 November 2026."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()


def lines(world: World, topic: Topic) -> list[Line]:
    return [line for line in world.services.today.lines() if line.topic is topic]


def why(world: World, topic: Topic) -> list[str]:
    return [say(line.why) for line in lines(world, topic)]


def test_nothing_presses_in_an_empty_home(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    with Services(empty_home(tmp_path / "new"), clock) as services:
        assert services.today.lines() == []
        assert services.today.greeted() == ("", "")


def test_who_has_just_begun_is_told_what_comes_before_the_first_hours(world: World) -> None:
    steps = [line.opens.what for line in lines(world, Topic.BEGIN)]
    assert steps == ["public_contracts", "participants", "employment_contracts"]
    lot, company = world.lot(), world.company()
    steps = [line.opens.what for line in lines(world, Topic.BEGIN)]
    assert steps == ["participants", "employment_contracts"]
    world.job(world.person(), company, lot, world.award(lot, company))
    assert lines(world, Topic.BEGIN) == []


def test_a_company_whose_people_worked_owes_its_return(world: World) -> None:
    lot, company = world.lot(), world.company("Bâti [A]")
    award = world.award(lot, company)
    job = world.job(world.person(), company, lot, award)
    world.hours(job, "2026-09", 20)
    (line,) = lines(world, Topic.RETURN)
    assert (line.about, say(line.why)) == (
        "Bâti [A]",
        "No hours yet for October 2026, due on 15 Nov 2026.",
    )
    assert line.urgency is Urgency.LATE
    assert line.opens == Opens("hours", "company", company)
    world.returned(award, "2026-10", "NIL")
    assert lines(world, Topic.RETURN) == []


def test_hours_of_a_visit_do_not_stand_for_a_return(world: World) -> None:
    lot, company = world.lot(), world.company()
    job = world.job(world.person(), company, lot, world.award(lot, company))
    world.hours(job, "2026-09", 20)
    row = world.hours(job, "2026-10/W41", 7, source="VISIT")
    assert len(lines(world, Topic.RETURN)) == 1
    world.make("hours_entry", row, source="RETURN")
    assert lines(world, Topic.RETURN) == []


def test_several_months_are_one_line_with_the_first(world: World) -> None:
    lot, company = world.lot(), world.company()
    award = world.award(lot, company)
    job = world.job(world.person(), company, lot, award, starts="2026-07-01")
    world.hours(job, "2026-07", 20)
    world.returned(award, "2026-09", "EXPECTED")
    assert why(world, Topic.RETURN) == [
        "No hours for 3 months, the first August 2026, due on 15 Sep 2026."
    ]


def test_an_opening_balance_stands_for_the_months_before_it(world: World) -> None:
    lot, company = world.lot(), world.company()
    award = world.award(lot, company, opening_on="2026-10-31", opening_seconds=3600)
    job = world.job(world.person(), company, lot, award, starts="2026-07-01")
    world.hours(job, "2026-07", 20)
    assert lines(world, Topic.RETURN) == []


def test_others_contracts_are_theirs(world: World) -> None:
    lot, company = world.lot(), world.company()
    job = world.job(world.person(), company, lot, world.award(lot, company))
    world.hours(job, "2026-09", 20)
    world.services.ledger.prefer("facilitator", new_id())
    assert len(lines(world, Topic.RETURN)) == 1, "who follows nothing sees everything"
    mine = world.make("facilitator", first_name="Jo", last_name="Roy")
    world.services.ledger.prefer("facilitator", mine)
    world.make(
        "public_contract",
        reference="M-2",
        subject="Pont",
        authority_id=world.authority,
        facilitator_id=mine,
    )
    assert lines(world, Topic.RETURN) == []


@pytest.mark.parametrize(
    ("ends", "urgency", "said"),
    [
        ("2026-12-01", Urgency.LATE, "PASS IAE: ends on 1 Dec 2026."),
        ("2027-01-20", Urgency.SOON, "PASS IAE: ends on 20 Jan 2027."),
        ("2026-11-01", Urgency.LATE, "Ended on 1 Nov 2026, and the work goes on."),
    ],
)
def test_eligibility_that_ends_is_told_of_people_at_work(
    world: World, ends: str, urgency: Urgency, said: str
) -> None:
    lot, company, person = world.lot(), world.company(), world.person()
    world.job(person, company, lot, world.award(lot, company))
    spell = world.make(
        "eligibility",
        participant_id=person,
        ground="IAE",
        status="VALIDATED",
        starts_on="2025-01-01",
        ends_on=ends,
    )
    (line,) = lines(world, Topic.ELIGIBILITY)
    assert (line.about, line.urgency, say(line.why)) == ("Benali Karim", urgency, said)
    assert line.opens == Opens("record", "participant", person)
    world.make("eligibility", spell, extended_to="2027-12-31")
    assert lines(world, Topic.ELIGIBILITY) == []


def test_hours_after_eligibility_ended_are_told_even_when_the_job_is_over(world: World) -> None:
    lot, company, person = world.lot(), world.company(), world.person()
    award = world.award(lot, company)
    job = world.job(person, company, lot, award, ends="2026-10-31")
    world.make(
        "eligibility",
        participant_id=person,
        ground="RSA",
        starts_on="2025-01-01",
        ends_on="2026-09-10",
    )
    assert lines(world, Topic.ELIGIBILITY) == []
    world.hours(job, "2026-10", 20)
    assert why(world, Topic.ELIGIBILITY) == [
        "Ended on 10 Sep 2026; 20 h after it to decide about, until October 2026."
    ]


def test_the_rule_decides_how_early_one_is_warned(world: World) -> None:
    lot, company, person = world.lot(), world.company(), world.person()
    world.job(person, company, lot, world.award(lot, company))
    world.make(
        "eligibility",
        participant_id=person,
        ground="RSA",
        status="VALIDATED",
        starts_on="2025-01-01",
        ends_on="2027-01-10",
    )
    assert len(lines(world, Topic.ELIGIBILITY)) == 1
    world.make("rule_setting", name="eligibility_warning_days", since="2026-11-01", number=30)
    assert lines(world, Topic.ELIGIBILITY) == []


def test_what_an_early_leaver_left_to_do_is_told_until_somebody_takes_over(world: World) -> None:
    lot, company = world.lot(), world.company()
    award = world.award(lot, company, due=150)
    job = world.job(world.person(), company, lot, award, ends="2026-10-12", reason="RESIGNED")
    world.hours(job, "2026-10", 70)
    assert why(world, Topic.LEAVER) == [
        "80 h of 150 h remain: Benali Karim left on 12 Oct 2026. M-1 2 Peinture"
    ]
    world.job(world.person("Diallo", "Awa"), company, lot, award, starts="2026-11-01")
    assert lines(world, Topic.LEAVER) == []


def test_a_term_that_came_is_no_early_leaving(world: World) -> None:
    lot, company = world.lot(), world.company()
    world.job(
        world.person(),
        company,
        lot,
        world.award(lot, company),
        ends="2026-10-12",
        reason="TERM",
    )
    assert lines(world, Topic.LEAVER) == []


def test_a_lot_that_heads_for_a_shortfall_says_where_it_will_end(world: World) -> None:
    lot, company = world.lot(due=730, starts="2026-01-01", ends="2026-12-31"), world.company()
    job = world.job(world.person(), company, lot, world.award(lot, company), starts="2026-01-01")
    world.hours(job, "2026-10", 327)
    (line,) = lines(world, Topic.PACE)
    said = "At this pace: 365 h of 730 h by 31 Dec 2026; 75 h a week are needed."
    assert say(line.why) == said
    assert line.opens == Opens("record", "lot", lot)
    world.hours(job, "2026-09", 340)
    assert lines(world, Topic.PACE) == []


def test_a_lot_that_is_over_says_what_was_done(world: World) -> None:
    lot, company = world.lot(due=100, ends="2026-10-31"), world.company()
    job = world.job(world.person(), company, lot, world.award(lot, company))
    world.hours(job, "2026-10", 60)
    assert why(world, Topic.PACE) == ["60 h of 100 h done; over since 31 Oct 2026."]


def test_a_next_step_stays_until_the_next_visit(world: World) -> None:
    company = world.company()
    visit = world.make(
        "visit",
        on_date="2026-11-10",
        company_id=company,
        facilitator_id=world.me,
        next_step="Call [/] back",
        next_on="2026-11-20",
    )
    (line,) = lines(world, Topic.NEXT_STEP)
    assert say(line.why) == "Call [/] back (since 20 Nov 2026)"
    assert line.opens == Opens("record", "visit", visit)
    world.make("visit", on_date="2026-11-22", company_id=company, facilitator_id=world.me)
    assert lines(world, Topic.NEXT_STEP) == []


def test_hours_under_a_withdrawn_record_are_told(world: World) -> None:
    lot, company, person = world.lot(), world.company(), world.person()
    world.hours(world.job(person, company, lot, world.award(lot, company)), "2026-10", 60)
    assert lines(world, Topic.ORPHAN) == []
    world.withdraw("participant", person)
    assert why(world, Topic.ORPHAN) == ["60 h hang on a withdrawn record, and still count."]


def test_doubles_are_told_with_the_hours_that_count_once(world: World) -> None:
    lot, company, person = world.lot(), world.company(), world.person()
    award = world.award(lot, company)
    for _ in range(2):
        world.hours(world.job(person, company, lot, award), "2026-10", 35)
    (line,) = lines(world, Topic.DOUBLE)
    assert line.about == "Benali Karim"
    assert "35 h are counted once" in say(line.why)


def test_two_companies_with_one_siret_are_told_until_they_are_joined(world: World) -> None:
    one = world.make("company", name="Bâti [Nord]", siret="73282932000074")
    other = world.make("company", name="Bâti Nord", siret="73282932000074")
    world.make("company", name="Autre", siret="35600000000048")
    gone = world.make("company", name="Bâti", siret="35600000000048")
    world.withdraw("company", gone)
    (line,) = lines(world, Topic.DOUBLE)
    # Sorted by name: a blank comes before a bracket.
    assert (line.about, say(line.why)) == (
        "Bâti Nord",
        "The SIRET 73282932000074 of Bâti [Nord]: one company twice?",
    )
    assert line.opens == Opens("conflict", "company", min(one, other))
    world.make("same_as", table_name="company", left_id=one, right_id=other)
    assert lines(world, Topic.DOUBLE) == []
    world.make("company", name="Bâti N", siret="73282932000074")
    assert len(lines(world, Topic.DOUBLE)) == 1


def test_two_records_of_one_person_are_told_until_they_are_joined(world: World) -> None:
    lot, company = world.lot(), world.company()
    award = world.award(lot, company)
    one = world.make("participant", last_name="BÉNALI", first_name="Karim", birth_date="1990-02-01")
    world.job(one, company, lot, award)
    swapped = world.make(
        "participant", last_name="Karim", first_name="Benali", birth_date="1990-02-01"
    )
    for last, first, born in (
        ("Benali", "Karima", "1990-02-01"),
        ("Benali", "Karim", "1991-02-01"),
        ("Benali", "Karim", None),
    ):
        world.make("participant", last_name=last, first_name=first, birth_date=born)
    (line,) = lines(world, Topic.DOUBLE)
    assert (line.about, say(line.why)) == (
        "BÉNALI Karim",
        "Born on 1 Feb 1990 like Karim Benali: one person twice?",
    )
    assert line.opens == Opens("conflict", "participant", min(one, swapped))
    world.job(swapped, company, lot, award)
    assert len([line for line in lines(world, Topic.DOUBLE) if "Born" in say(line.why)]) == 1
    world.make("same_as", table_name="participant", left_id=one, right_id=swapped)
    assert [line for line in lines(world, Topic.DOUBLE) if "Born" in say(line.why)] == []


def test_doubles_are_found_by_index_alone(world: World) -> None:
    connection = world.services.database.connection
    plans: list[str] = []
    portfolio = Portfolio(connection, world.me, "2026-11-23")

    class Explaining:
        def execute(self, sql: str, values: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
            found = connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)
            plans.extend(str(row[3]) for row in found)
            return []

    explaining = cast("Connection", Explaining())
    twice.same_siret(explaining)
    twice.born_the_same_day(explaining, *portfolio.assignments)
    assert "SEARCH o USING COVERING INDEX ix_participant_born (birth_date=?)" in plans
    assert [plan for plan in plans if plan.startswith("SCAN") and "COVERING" not in plan] == []


def test_unsent_changes_are_told_until_a_file_is_made(
    world: World, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    (line,) = lines(world, Topic.UNSENT)
    assert (line.urgency, line.opens) == (Urgency.CALM, Opens("section", "exchange"))
    with Services(empty_home(tmp_path / "other"), clock) as other:
        introduce(world.services, other)
    world.services.exchange.export(tmp_path)
    assert lines(world, Topic.UNSENT) == []


def test_laptops_that_disagree_are_told_with_both_values(
    world: World, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    company = world.company("Bâti")
    with Services(empty_home(tmp_path / "other"), clock) as other:
        introduce(world.services, other)
        other.exchange.apply(world.services.exchange.export(tmp_path).path)
        world.make("company", company, name="Bâti Nord")
        other.ledger.commit([Change("company", company, {"name": "Bâti Sud"})])
        world.bring_in(other)
        (line,) = lines(world, Topic.CONFLICT)
        assert "Bâti Nord (Cherif Amina, " in say(line.why)
        assert f"Bâti Sud (laptop {short(other.ledger.device)}, " in say(line.why)


def test_what_waits_for_a_missing_file_is_told(
    world: World, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    with (
        Services(empty_home(tmp_path / "b"), clock) as b,
        Services(empty_home(tmp_path / "c"), clock) as c,
    ):
        introduce(world.services, b, c)
        b.exchange.apply(world.services.exchange.export(tmp_path).path)
        b.ledger.commit([Change("company", new_id(), {"name": "B"})])
        c.exchange.apply(b.exchange.export(tmp_path).path)
        c.ledger.commit([Change("company", new_id(), {"name": "C"})])
        believe(c, world.services, {b.ledger.device: 1})
        made = c.exchange.export(tmp_path, [world.services.ledger.device])
        world.services.exchange.apply(made.path)
    assert why(world, Topic.WAITING) == ["Changes that wait for others still missing: 1."]


def test_the_most_urgent_comes_first(world: World) -> None:
    lot, company = world.lot(due=100, ends="2026-10-31"), world.company()
    job = world.job(world.person(), company, lot, world.award(lot, company))
    world.hours(job, "2026-09", 20)
    urgencies = [line.urgency for line in world.services.today.lines()]
    assert urgencies == sorted(urgencies)
    assert urgencies[0] is Urgency.LATE
