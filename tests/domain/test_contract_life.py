"""The status machine of field.md 1.2 and what each status means."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ave_tui.domain.choices import ContractStatus as Status
from ave_tui.domain.contract_life import (
    STUCK_AFTER,
    known,
    next_steps,
    refuse_impossible,
    standing,
)
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.rules import RULES

PATH = (
    Status.STUDIED,
    Status.CLAUSED,
    Status.TENDER,
    Status.AWARDED,
    Status.NOTIFIED,
    Status.RUNNING,
    Status.CLOSED,
)


def test_the_cycle_of_the_field_goes_through_without_a_reason() -> None:
    """field.md 1.2: à l'étude, clausé, en consultation, attribué, notifié, en cours, soldé."""
    for before, after in pairwise(PATH):
        refuse_impossible(before, after, "")


@pytest.mark.parametrize("before", list(Status))
def test_every_step_that_is_offered_is_taken_and_no_other(before: Status) -> None:
    offered = {step.to: step for step in next_steps(before)}
    assert before not in offered
    for after in Status:
        if after in offered or after == before:
            refuse_impossible(before, after, "the buyer's letter")
        else:
            with pytest.raises(RuleBrokenError) as refused:
                refuse_impossible(before, after, "the buyer's letter")
            assert refused.value.field == "status"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Status.RUNNING, Status.SUSPENDED),
        (Status.RUNNING, Status.CLAUSE_DROPPED),
        (Status.RUNNING, Status.CLOSED_PENALTY),
        (Status.TENDER, Status.ABANDONED),
        (Status.CLOSED, Status.RUNNING),
    ],
)
def test_what_somebody_will_ask_about_needs_a_reason(before: Status, after: Status) -> None:
    with pytest.raises(RuleBrokenError):
        refuse_impossible(before, after, "  ")
    refuse_impossible(before, after, "the site is closed")


def test_every_status_can_be_left_and_reached() -> None:
    reached = {step.to for status in Status for step in next_steps(status)}
    assert reached == set(Status)
    assert all(next_steps(status) for status in Status)


def test_where_nothing_was_said_or_a_later_version_wrote_everything_may_follow() -> None:
    assert {step.to for step in next_steps(None)} == set(Status)
    refuse_impossible(None, Status.CLOSED, "")
    refuse_impossible("LATER", Status.CLOSED, "")
    refuse_impossible(Status.CLOSED, "LATER", "")
    refuse_impossible(Status.CLOSED, None, "")
    assert known("LATER") is None


def test_what_each_status_means_for_returns_today_and_hours() -> None:
    expected = {status for status in Status if standing(status).returns}
    assert expected == {Status.NOTIFIED, Status.RUNNING}
    assert {status for status in Status if standing(status).hours} == expected
    assert {status for status in Status if standing(status).over} == {
        Status.CLOSED,
        Status.CLOSED_PENALTY,
        Status.CLAUSE_DROPPED,
        Status.ABANDONED,
    }
    assert standing(None) == standing(Status.RUNNING) == standing("LATER")


def test_how_long_a_contract_may_stand_is_a_rule_for_all_that_wait_for_somebody() -> None:
    assert set(STUCK_AFTER.values()) <= set(RULES)
    assert not any(standing(status).over for status in STUCK_AFTER)
    assert Status.RUNNING not in STUCK_AFTER
