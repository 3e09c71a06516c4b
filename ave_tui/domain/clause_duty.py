"""Public contracts whose clause says nothing, or that should bear one (field.md 2.1)."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from ave_tui.domain.words import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Gap(Enum):
    """What is missing."""

    HOURS = "hours"
    CLAUSE = "clause"


class Duty(NamedTuple):
    """What the rules say of one contract: euros in cents, a day as ISO text."""

    holds: bool
    """Article 35 is in force on its day."""
    threshold_cents: int


class Contract(NamedTuple):
    """What one must know of a public contract."""

    clause: str
    status: str
    nature: str
    authority_kind: str
    amount_cents: int | None
    notified_on: str
    exception: str
    exception_note: str
    due_seconds: int
    """The hours due of all its lots."""
    concession: bool = False


# Codes instead of the choices themselves: the first screen asks, and does not wait for them all.
WITH_HOURS: Final = frozenset({"EXECUTION", "BOTH", "INSERTION", "VOLUNTARY"})
"""Clauses that ask for hours; a reserved contract and a bare criterion can do without."""
TOO_EARLY: Final = "STUDIED"
OVER: Final = frozenset({"CLOSED", "CLOSED_PENALTY", "CLAUSE_DROPPED", "ABANDONED"})
WORKS, STATE, PRIVATE = "WORKS", "ETAT", "PRIVE"


def threshold_rule(contract: Contract) -> str:
    """Return the rule that holds the threshold of a contract."""
    if contract.concession:
        return "eu_threshold_concessions"
    if contract.nature == WORKS:
        return "eu_threshold_works"
    if contract.authority_kind == STATE:
        return "eu_threshold_state"
    return "eu_threshold_local"


def gaps(
    contract: Contract, today: str, duty: Callable[[str, str], Duty]
) -> Iterator[tuple[Gap, Sentence]]:
    """Yield what is missing in a contract.

    Args:
        contract: The contract.
        today: Stands for the notification where that is still to come; ISO text.
        duty: Tells of a rule and a day whether article 35 holds, and from what amount on.
    """
    if contract.status in OVER:
        return
    if contract.clause in WITH_HOURS and contract.status != TOO_EARLY:
        if not contract.due_seconds:
            yield (
                Gap.HOURS,
                Sentence(N_("The clause asks for no hours: without a figure it is inoperative.")),
            )
        return
    if contract.clause or contract.authority_kind == PRIVATE:
        return
    if contract.exception and contract.exception_note.strip():
        return
    rule = duty(threshold_rule(contract), contract.notified_on or today)
    if not rule.holds or not contract.amount_cents or not contract.nature:
        return
    if contract.amount_cents < rule.threshold_cents:
        return
    said = (
        N_("From {amount} € on a clause is due (article 35): the exception wants its reason.")
        if contract.exception
        else N_("From {amount} € on a clause is due (article 35), or a recorded exception.")
    )
    yield Gap.CLAUSE, Sentence(said, {"amount": _whole_euros(rule.threshold_cents)})


def _whole_euros(cents: int) -> str:
    return f"{cents // 100:,}".replace(",", "\u00a0")
