"""Warnings about hours: all of them in one list, settled with a reason, back when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.changes import Change, settlement_id
from ave_tui.domain.choices import HoursKind
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.trade_choices import Outcome
from ave_tui.domain.warned import WarningKind
from ave_tui.domain.words import N_
from ave_tui.services.doubtful import doubtful
from ave_tui.services.hours_entered import person_of, place_of
from ave_tui.storage import rows
from ave_tui.storage.queries.today import Portfolio

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ave_tui.domain.schema import Id, Values
    from ave_tui.domain.words import Sentence
    from ave_tui.services.doubtful import Doubtful
    from ave_tui.storage.database import Database
    from ave_tui.storage.rows import Row
    from ave_tui.sync.ledger import Ledger


class Settled(NamedTuple):
    """What was decided of a warning."""

    outcome: str
    reason: str
    on: str
    """ISO text; empty where nobody said."""
    by: Id | None


class Warned(NamedTuple):
    """A warning about hours, with where to look at it and what was decided."""

    kind: WarningKind
    subject: str
    who: str
    """The person, or what a line without one is called."""
    where: str
    """The lot."""
    company: str
    period: str
    """The figure to look at."""
    training: bool
    seconds: int
    why: Sentence
    assignment: Id
    participant: Id | None
    settled: Settled | None = None

    @property
    def row(self) -> Id:
        """The id of the record that settles it: the same on every laptop."""
        return settlement_id(self.kind.value, self.subject)

    @property
    def figure(self) -> str:
        """What it says, as it is kept with what was decided: another one brings it back."""
        return str(self.seconds)


class NoReasonError(RuleBrokenError):
    """Nothing is settled without saying why."""

    def __init__(self) -> None:
        super().__init__(
            N_("A warning is settled with a reason."),
            N_("Say in a few words why it is right, or what is done about it."),
            field="notes",
        )


class WarningsService:
    """Warnings are found anew each time; only what was decided of them is kept."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def standing(self, *, settled: bool = False, everybody: bool = False) -> list[Warned]:
        """Return the warnings about one's own portfolio, the latest first.

        Args:
            settled: Also those that were settled.
            everybody: Those about everybody's contracts.
        """
        connection = self._database.connection
        today = self._database.clock().date()
        mine = Portfolio(connection, "" if everybody else self._ledger.actor, today.isoformat())
        found = doubtful(connection, *mine.assignments, today)
        warnings = self._with_decisions(_without_doubles(found))
        warnings.sort(key=lambda w: (w.who, w.kind, w.subject))
        warnings.sort(key=lambda w: w.period[:7], reverse=True)
        return [each for each in warnings if settled or each.settled is None]

    def settle(
        self, warnings: Sequence[Warned], reason: str, outcome: Outcome = Outcome.ACCEPTED
    ) -> int:
        """Say of warnings why they are settled, in one step; return how many that changes.

        Raises:
            NoReasonError: No reason is given.
        """
        if not reason.strip():
            raise NoReasonError
        me = rows.read(self._database.connection, "facilitator", self._ledger.actor)
        decided: Values = {
            "outcome": outcome.value,
            "notes": reason.strip(),
            "decided_on": self._database.clock().date().isoformat(),
            "decided_by_id": me.id if me and not me.deleted else None,
        }
        self._ledger.commit(
            [
                Change(
                    "settlement",
                    each.row,
                    {
                        "kind": each.kind.value,
                        "subject": each.subject,
                        "figure": each.figure,
                        **decided,
                    },
                )
                for each in warnings
            ]
        )
        return len(warnings)

    def reopen(self, warnings: Sequence[Warned]) -> int:
        """Take back what was decided of warnings; return how many there were."""
        chosen = [each for each in warnings if each.settled is not None]
        self._ledger.commit([Change("settlement", each.row, None) for each in chosen])
        return len(chosen)

    def _with_decisions(self, found: Sequence[Doubtful]) -> list[Warned]:
        told = [_told(each) for each in found]
        kept = rows.read_many(self._database.connection, "settlement", [each.row for each in told])
        return [each._replace(settled=_decision(kept.get(each.row), each)) for each in told]


def _without_doubles(found: Sequence[Doubtful]) -> list[Doubtful]:
    """Leave out that a month is long where it is said already that it was declared twice."""
    twice = {each.subject for each in found if each.kind is WarningKind.TWICE_DECLARED}
    return [
        each
        for each in found
        if each.kind is not WarningKind.LONG_MONTH or each.subject not in twice
    ]


def _told(found: Doubtful) -> Warned:
    detail = found.detail
    return Warned(
        found.kind,
        found.subject,
        person_of(detail),
        place_of(detail),
        detail.employer,
        found.period,
        found.hours_kind == HoursKind.TRAINING,
        found.seconds,
        found.why,
        detail.assignment,
        detail.participant,
    )


def _decision(row: Row | None, warning: Warned) -> Settled | None:
    if row is None or row.deleted or row.values["figure"] not in (None, "", warning.figure):
        return None
    values = row.values
    by = values["decided_by_id"]
    return Settled(
        str(values["outcome"] or ""),
        str(values["notes"] or ""),
        str(values["decided_on"] or ""),
        by if isinstance(by, str) else None,
    )
