"""Hours left by people who left early are placed again, or settled with a reason (field.md 4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import hours_entry_id
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.i18n import say, speak
from ave_tui.services.leftovers import State
from ave_tui.services.today_lines import Opens, Topic
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id

HOUR = 3600


class Left(World):
    """150 h planned with somebody who left on 12 October after 70 h."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        super().__init__(folder, clock)
        self.place, self.firm = self.lot(), self.company()
        self.under = self.award(self.place, self.firm, due=400)
        self.job_left = self.job(
            self.person(), self.firm, self.place, self.under, ends="2027-03-31", reason="RESIGNED"
        )
        self.hours(self.job_left, "2026-10", 70)
        self.contract = str(
            self.services.records.load("assignment", self.job_left)["employment_contract_id"]
        )
        self.make(
            "employment_contract",
            self.contract,
            planned_seconds=150 * HOUR,
            left_on="2026-10-12",
            weekly_seconds=28 * HOUR,
            job="Peintre",
        )

    def next_job(self, **dates: str | None) -> Id:
        """Hire somebody for what is left."""
        (left,) = self.services.leftovers.everything()
        values = self.services.leftovers.successor(left) | {
            "participant_id": self.person("Diallo", "Awa"),
            **dates,
        }
        contract = self.services.records.save("employment_contract", None, values)
        return self.services.leftovers.take_over(left, contract)

    def told(self) -> list[str]:
        """Return what the first screen says of it."""
        lines = self.services.today.lines()
        return [say(line.why) for line in lines if line.topic is Topic.LEAVER]


@pytest.fixture
def left(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Left]:
    """Return a portfolio in which somebody left; it is 23 November 2026."""
    speak("en")
    made = Left(tmp_path / "amina", clock)
    yield made
    made.close()


def test_what_was_planned_and_not_done_is_told_with_who_left(left: Left) -> None:
    """field.md 4.2: 150 h due, the young person left before 70 h: the balance stays due."""
    (found,) = left.services.leftovers.everything()
    assert (found.who, found.where, found.lot) == ("Benali Karim", "Bâti", "M-1 2 Peinture")
    assert found.left.remains == 80 * HOUR
    assert found.state is State.OPEN
    assert left.told() == ["80 h of 150 h remain: Benali Karim left on 12 Oct 2026. M-1 2 Peinture"]
    (line,) = [each for each in left.services.today.lines() if each.topic is Topic.LEAVER]
    assert line.opens == Opens("section", "leftovers", left.job_left)


def test_a_successor_starts_with_the_same_job_and_what_remains(left: Left) -> None:
    (found,) = left.services.leftovers.everything()
    assert left.services.leftovers.successor(found) == {
        "employer_id": left.firm,
        "weekly_seconds": 28 * HOUR,
        "job": "Peintre",
        "starts_on": "2026-11-23",
        "ends_on": "2027-03-31",
        "planned_seconds": 80 * HOUR,
    }
    job = left.next_job()
    values = left.services.records.load("assignment", job)
    assert values["replaces_id"] == left.job_left
    assert (values["lot_id"], values["award_id"]) == (left.place, left.under)
    assert (values["starts_on"], values["ends_on"]) == ("2026-11-23", "2027-03-31")
    assert left.told() == []
    (taken,) = left.services.leftovers.everything()
    assert (taken.state, taken.by) == (State.TAKEN_OVER, "Diallo Awa")


def test_hours_of_the_successor_count_until_nothing_remains(left: Left) -> None:
    job = left.next_job(starts_on="2026-10-20", ends_on="2026-11-20")
    left.hours(job, "2026-11", 30)
    (found,) = left.services.leftovers.everything()
    assert (found.left.remains, found.left.taken_over) == (50 * HOUR, 30 * HOUR)
    assert found.state is State.OPEN, "the successor's term came: nobody is at work on it"
    left.hours(job, "2026-10", 50)
    assert left.services.leftovers.everything() == []


def test_to_take_over_is_one_step_of_undo(left: Left) -> None:
    left.next_job()
    left.services.history.undo()
    (found,) = left.services.leftovers.everything()
    assert found.state is State.OPEN


def test_hours_are_settled_with_a_reason_and_opened_again(left: Left) -> None:
    (found,) = left.services.leftovers.everything()
    with pytest.raises(RuleBrokenError) as refused:
        left.services.leftovers.settle(found, "  ")
    assert refused.value.field == "notes"
    left.services.leftovers.settle(found, "The site is closed [/].")
    assert left.told() == []
    (settled,) = left.services.leftovers.everything()
    assert (settled.state, settled.reason) == (State.SETTLED, "The site is closed [/].")
    left.services.leftovers.reopen(settled)
    assert len(left.told()) == 1


def test_no_more_is_left_than_the_award_owes(left: Left) -> None:
    other = left.job(left.person("Roy", "Lea"), left.firm, left.place, left.under)
    left.hours(other, "2026-10", 300)
    (found,) = left.services.leftovers.everything()
    assert found.left.remains == 30 * HOUR
    left.hours(other, "2026-11", 30)
    assert left.services.leftovers.everything() == []


def test_what_pooling_brings_counts_for_the_award(left: Left) -> None:
    elsewhere = left.lot()
    award = left.award(elsewhere, left.firm, due=400)
    job = left.job(left.person("Roy", "Lea"), left.firm, elsewhere, award)
    left.hours(job, "2026-11", 600)
    agreement = left.make("pooling_agreement", name="Pool", kind="POOLING", starts_on="2026-11-01")
    for lot in (left.place, elsewhere):
        left.make("pooling_share", pooling_agreement_id=agreement, lot_id=lot, weight=1)
    (found,) = left.services.leftovers.everything()
    assert found.left.remains == 30 * HOUR, "400 h due, 70 h done here and 300 h by pooling"


def test_a_contract_that_moved_misses_its_hours_on_its_last_lot(left: Left) -> None:
    elsewhere = left.lot()
    before = left.make(
        "assignment",
        employment_contract_id=left.contract,
        lot_id=elsewhere,
        award_id=left.award(elsewhere, left.firm),
        starts_on="2026-09-01",
        ends_on="2026-09-30",
    )
    left.hours(before, "2026-09", 60)
    (found,) = left.services.leftovers.everything()
    assert (found.assignment, found.left.remains) == (left.job_left, 20 * HOUR)


def test_a_contract_that_came_to_its_term_leaves_nothing(left: Left) -> None:
    left.make("employment_contract", left.contract, left_on="2027-03-31", end_reason="TERM")
    assert left.services.leftovers.everything() == []


def test_who_left_is_at_work_no_longer_and_owes_no_return(left: Left) -> None:
    def returns() -> list[str]:
        lines = left.services.today.lines()
        return [say(line.why) for line in lines if line.topic is Topic.RETURN]

    left.hours(left.job_left, "2026-08", 10)
    left.withdraw("hours_entry", hours_entry_id(left.job_left, "WORK", "2026-10"))
    assert returns() == ["No hours for 2 months, the first September 2026, due on 15 Oct 2026."]
    left.make("employment_contract", left.contract, left_on="2026-09-10")
    assert returns() == ["No hours yet for September 2026, due on 15 Oct 2026."]
