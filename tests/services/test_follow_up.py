"""Calls after a contract: who is due, what a call leaves, and the rates (field.md 1.2, 5.6)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.choices import ExitMoment
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.follow_up import State
from ave_tui.domain.same import verdict_id
from ave_tui.i18n import say, speak
from ave_tui.services.today_lines import Opens, Topic, Urgency
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id
    from ave_tui.services.follow_up import Due
    from ave_tui.services.today_lines import Line


@pytest.fixture
def world(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[World]:
    """Return a small portfolio; it is Monday 23 November 2026."""
    speak("en")
    made = World(tmp_path / "amina", clock)
    yield made
    made.close()


def left(world: World, ends: str, name: str = "Benali", **person: str) -> Id:
    """Let somebody have left on a day; return the person."""
    lot, company = world.lot(), world.company()
    who = world.make("participant", last_name=name, first_name="Karim", **person)
    world.job(who, company, lot, world.award(lot, company), starts="2025-01-05", ends=ends)
    return who


def calls(world: World) -> list[tuple[str, str, State]]:
    return [(due.name, due.call.moment, due.call.state) for due in world.services.follow_up.calls()]


def only(world: World) -> Due:
    (due,) = world.services.follow_up.calls()
    return due


def today(world: World) -> list[Line]:
    return [line for line in world.services.today.lines() if line.topic is Topic.CALL]


def test_overdue_ones_come_first_with_what_one_needs_for_the_call(world: World) -> None:
    left(world, "2026-08-25", "Zidane", phone="06 39 98 00 01")
    left(world, "2026-11-10", "Aba")
    left(world, "2026-09-10", "Later")
    left(world, "2026-08-01", "Given up")
    left(world, "2027-01-31", "Still there")
    assert calls(world) == [
        ("Given up Karim", "MONTH_3", State.OVERDUE),
        ("Aba Karim", "END", State.OVERDUE),
        ("Zidane Karim", "MONTH_3", State.THIS_WEEK),
        ("Later Karim", "MONTH_3", State.LATER),
    ]
    due = world.services.follow_up.calls()[2]
    assert (due.phone, due.employer, due.call.due_on) == (
        "06 39 98 00 01",
        "Bâti",
        date(2026, 11, 25),
    )


def test_recording_a_situation_is_one_step_that_undo_takes_back(world: World) -> None:
    who = left(world, "2026-11-20")
    due = only(world)
    row = world.services.follow_up.record(due, "CDI", "2026-11-23", "  chez Bâti \n")
    assert calls(world) == []
    kept = world.services.records.load("exit", row)
    assert kept["participant_id"] == who
    assert kept["employment_contract_id"] == due.call.contract
    assert (kept["moment"], kept["kind"], kept["notes"]) == ("END", "CDI", "  chez Bâti")
    world.services.history.undo()
    assert only(world).call == due.call


def test_a_situation_without_a_choice_is_refused(world: World) -> None:
    left(world, "2026-11-20")
    with pytest.raises(RuleBrokenError) as refused:
        world.services.follow_up.record(only(world), "", "2026-11-23")
    assert refused.value.field == "kind"
    assert len(calls(world)) == 1


def test_a_call_in_vain_is_noted_and_pushed_back_by_the_rule(world: World) -> None:
    who = left(world, "2026-11-20")
    assert world.services.follow_up.call_in_vain(only(world)) == date(2026, 11, 30)
    (note,) = notes(world)
    assert note["participant_id"] == who
    assert (note["kind"], note["notes"]) == ("CALL", "No answer (At the end).")
    assert note["facilitator_id"] == world.me
    assert calls(world) == [("Benali Karim", "END", State.LATER)]
    world.make("rule_setting", name="exit_again_days", number=2)
    assert calls(world) == [("Benali Karim", "END", State.THIS_WEEK)]
    world.make("rule_setting", name="exit_tries", number=1)
    assert calls(world) == [("Benali Karim", "END", State.UNREACHABLE)]
    world.services.history.undo()
    world.services.history.undo()
    world.services.history.undo()
    assert only(world).call.tries == 0


def notes(world: World) -> list[dict[str, object]]:
    connection = world.services.database.connection
    found = connection.execute(
        "SELECT participant_id, kind, notes, facilitator_id FROM journal_note WHERE deleted = 0"
    )
    names = ("participant_id", "kind", "notes", "facilitator_id")
    return [dict(zip(names, row, strict=True)) for row in found]


def test_whoever_left_before_the_end_is_asked_from_that_day_on(world: World) -> None:
    left(world, "2027-03-31")
    (contract,) = world.services.records.find("employment_contract")
    assert calls(world) == []
    world.make("employment_contract", contract, left_on="2026-11-18")
    assert only(world).call.due_on == date(2026, 11, 18)


def test_joined_people_are_one_and_a_new_contract_of_either_begins_anew(world: World) -> None:
    one, other = left(world, "2026-11-20"), left(world, "2026-08-20", "Ben Ali")
    assert len(calls(world)) == 2
    world.make(
        "same_as",
        verdict_id("participant", one, other),
        table_name="participant",
        left_id=one,
        right_id=other,
    )
    assert calls(world) == [("Benali Karim", "END", State.OVERDUE)]
    lot, company = world.lot(), world.company()
    world.job(other, company, lot, world.award(lot, company), starts="2026-11-01")
    assert calls(world) == []


def test_who_was_erased_or_withdrawn_is_called_no_more(world: World) -> None:
    who = left(world, "2026-11-20")
    world.withdraw("participant", who)
    assert calls(world) == []
    assert today(world) == []


def test_others_people_are_theirs(world: World) -> None:
    left(world, "2026-11-20")
    jo = world.make("facilitator", first_name="Jo", last_name="Roy")
    world.services.ledger.prefer("facilitator", jo)
    assert len(calls(world)) == 1, "who follows nothing sees everything"
    world.me = jo
    lot, company = world.lot(), world.company()
    world.award(lot, company)
    assert calls(world) == []


def test_today_has_one_line_for_all_calls_of_the_week(world: World) -> None:
    assert today(world) == []
    left(world, "2026-08-25", "Zidane")
    (line,) = today(world)
    assert (line.about, line.urgency) == ("Zidane Karim", Urgency.CALM)
    assert say(line.why) == "To be called by 25 Nov 2026."
    assert line.opens == Opens("section", "follow_up")
    left(world, "2026-08-26", "Later")
    assert say(today(world)[0].why) == "2 people to call this week, the first on 25 Nov 2026."
    left(world, "2026-11-20", "Aba")
    (line,) = today(world)
    assert (line.about, line.urgency) == ("Aba Karim", Urgency.SOON)
    assert say(line.why) == (
        "3 people to call this week, 1 since before; the first since 20 Nov 2026."
    )
    for due in world.services.follow_up.calls():
        world.services.follow_up.call_in_vain(due)
    assert today(world) == []


def test_rates_are_of_those_who_left_in_a_period_moment_by_moment(world: World) -> None:
    """Field.md 5.6: dynamic exits of those counted; the neutral left out, the unknown said."""
    for name, ends, kind in (
        ("A", "2026-02-01", "CDI"),
        ("B", "2026-03-01", "TRAINING"),
        ("C", "2026-10-01", "JOBSEEKER"),
        ("D", "2026-10-01", "NEUTRAL"),
        ("E", "2026-10-01", None),
        ("Before", "2025-12-31", "CDI"),
        ("Running", "2027-12-31", None),
    ):
        who = left(world, ends, name)
        if kind:
            world.make("exit", participant_id=who, moment="END", kind=kind, on_date=ends)
    rates = {
        told.moment: told
        for told in world.services.follow_up.rates(date(2026, 1, 1), date(2026, 12, 31))
    }
    end = rates[ExitMoment.END]
    assert (end.due, end.known, end.unknown, end.neutral) == (5, 4, 1, 1)
    assert (end.lasting, end.positive, end.other) == (1, 1, 1)
    assert end.rate == pytest.approx(200 / 3)
    later = rates[ExitMoment.MONTH_6]
    assert (later.due, later.unknown, later.rate) == (2, 2, None)
    assert rates[ExitMoment.MONTH_12].due == 0
    (before,) = world.services.follow_up.rates(date(2025, 12, 1), date(2025, 12, 31))[:1]
    assert (before.due, before.rate) == (1, 100.0)
