"""The life of a public contract: which status follows which, and what each means for the rest.

The steps are those of field.md 1.2. A step may be left out where a facilitator learns of it late;
going back is possible, and says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.choices import ContractStatus as Status
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.words import N_, Sentence

if TYPE_CHECKING:
    from ave_tui.domain.schema import Value


class Step(NamedTuple):
    """A way from one status to another."""

    to: Status
    reasoned: bool = False
    """Somebody will ask why: no such step without a reason."""


class Standing(NamedTuple):
    """What a status means for other things."""

    returns: bool
    """Returns of hours are expected each month."""
    today: bool
    """Its lots are looked at in what wants doing: pace, leavers, eligibility."""
    hours: bool
    """Hours may be typed without a second look."""
    over: bool
    """Nothing more is to come of it."""


_REASONED: Final = True
_STEPS: Final[dict[Status, tuple[Step, ...]]] = {
    Status.STUDIED: (
        Step(Status.CLAUSED),
        Step(Status.TENDER),
        Step(Status.CLAUSE_DROPPED, _REASONED),
        Step(Status.ABANDONED, _REASONED),
    ),
    Status.CLAUSED: (
        Step(Status.TENDER),
        Step(Status.AWARDED),
        Step(Status.CLAUSE_DROPPED, _REASONED),
        Step(Status.ABANDONED, _REASONED),
    ),
    Status.TENDER: (
        Step(Status.AWARDED),
        Step(Status.NOTIFIED),
        Step(Status.CLAUSE_DROPPED, _REASONED),
        Step(Status.ABANDONED, _REASONED),
    ),
    Status.AWARDED: (
        Step(Status.NOTIFIED),
        Step(Status.RUNNING),
        Step(Status.CLAUSE_DROPPED, _REASONED),
        Step(Status.ABANDONED, _REASONED),
    ),
    Status.NOTIFIED: (
        Step(Status.RUNNING),
        Step(Status.SUSPENDED, _REASONED),
        Step(Status.CLAUSE_DROPPED, _REASONED),
        Step(Status.ABANDONED, _REASONED),
    ),
    Status.RUNNING: (
        Step(Status.CLOSED),
        Step(Status.CLOSED_PENALTY, _REASONED),
        Step(Status.SUSPENDED, _REASONED),
        Step(Status.CLAUSE_DROPPED, _REASONED),
    ),
    Status.SUSPENDED: (
        Step(Status.RUNNING),
        Step(Status.CLOSED, _REASONED),
        Step(Status.CLOSED_PENALTY, _REASONED),
        Step(Status.CLAUSE_DROPPED, _REASONED),
    ),
    Status.CLOSED: (Step(Status.RUNNING, _REASONED), Step(Status.CLOSED_PENALTY, _REASONED)),
    Status.CLOSED_PENALTY: (Step(Status.RUNNING, _REASONED), Step(Status.CLOSED, _REASONED)),
    Status.CLAUSE_DROPPED: (Step(Status.CLAUSED, _REASONED), Step(Status.RUNNING, _REASONED)),
    Status.ABANDONED: (Step(Status.STUDIED, _REASONED), Step(Status.TENDER, _REASONED)),
}

_STANDING: Final = {
    Status.STUDIED: Standing(returns=False, today=False, hours=False, over=False),
    Status.CLAUSED: Standing(returns=False, today=False, hours=False, over=False),
    Status.TENDER: Standing(returns=False, today=False, hours=False, over=False),
    Status.AWARDED: Standing(returns=False, today=False, hours=False, over=False),
    Status.NOTIFIED: Standing(returns=True, today=True, hours=True, over=False),
    Status.RUNNING: Standing(returns=True, today=True, hours=True, over=False),
    Status.SUSPENDED: Standing(returns=False, today=False, hours=False, over=False),
    Status.CLOSED: Standing(returns=False, today=False, hours=False, over=True),
    Status.CLOSED_PENALTY: Standing(returns=False, today=False, hours=False, over=True),
    Status.CLAUSE_DROPPED: Standing(returns=False, today=False, hours=False, over=True),
    Status.ABANDONED: Standing(returns=False, today=False, hours=False, over=True),
}

HELD: Final = frozenset({Status.AWARDED, Status.NOTIFIED, Status.RUNNING, Status.SUSPENDED})
"""Somebody holds the contract and it is not over."""
LOOKED_AT: Final = frozenset(status for status, means in _STANDING.items() if means.today)
OVER: Final = frozenset(status for status, means in _STANDING.items() if means.over)
STUCK_AFTER: Final = {
    Status.STUDIED: "stuck_studied_days",
    Status.CLAUSED: "stuck_claused_days",
    Status.TENDER: "stuck_tender_days",
    Status.AWARDED: "stuck_awarded_days",
    Status.NOTIFIED: "stuck_notified_days",
    Status.SUSPENDED: "stuck_suspended_days",
}
"""The rule that says how long a contract may stand somewhere before somebody asks."""


def known(status: Value) -> Status | None:
    """Return a status; None where none was said, or one of a later version of the program."""
    return Status(status) if status in set(Status) else None


def standing(status: Value) -> Standing:
    """Return what a status means; a contract of which none is said counts as in progress."""
    return _STANDING[known(status) or Status.RUNNING]


def next_steps(status: Value) -> tuple[Step, ...]:
    """Return what may follow; anything where nothing was said yet."""
    here = known(status)
    return tuple(Step(each) for each in Status) if here is None else _STEPS[here]


def refuse_impossible(before: Value, after: Value, reason: str) -> None:
    """Say why a contract can't get from one status to another.

    Raises:
        RuleBrokenError: The one does not follow the other, or the step needs a reason.
    """
    here, to = known(before), known(after)
    if to is None or here is None or here == to:
        return
    step = next((step for step in _STEPS[here] if step.to == to), None)
    names = {"before": Sentence(here.label), "after": Sentence(to.label)}
    if step is None:
        raise RuleBrokenError(
            N_("From “{before}” a contract does not become “{after}”."),
            N_("Choose a step that follows, or take the last one back with Ctrl+Z."),
            field="status",
            **names,
        )
    if step.reasoned and not reason.strip():
        raise RuleBrokenError(
            N_("The step from “{before}” to “{after}” needs a reason."),
            N_("“Next step” on the contract's record asks for it, and notes it in the journal."),
            field="status",
            **names,
        )
