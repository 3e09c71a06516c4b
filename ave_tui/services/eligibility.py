"""What is decided of an eligibility: validated, refused, extended, a PASS prolonged or suspended.

Each decision is one step: the record of who decided what, when and why, and the new end beside it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change, new_id, settlement_id
from ave_tui.domain.choices import Ground
from ave_tui.domain.eligible import NO_END, REFUSED, VALIDATED, standing
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.grounds import lacks
from ave_tui.domain.iae_pass import Stretch, pushed, refuse_prolongation, refuse_suspension
from ave_tui.domain.outside import KIND, subject_of
from ave_tui.domain.trade_choices import DecisionKind
from ave_tui.domain.words import N_
from ave_tui.services.eligibility_reading import EligibilityReading
from ave_tui.storage.queries import links

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.domain.trade_choices import Outcome

_FATAL: Final = frozenset({"BESIDE", "UNSEEN", "OPINION", "OPINION_DATE"})
"""Without these nobody can validate; what is stale or of another kind is for a human to judge."""


class EligibilityService(EligibilityReading):
    """Who is eligible, until when, and why; each method that decides is one step of undo."""

    def validate(self, row: Id, given: Values) -> None:
        """Believe a ground; grounds and start are frozen from then on.

        Raises:
            RuleBrokenError: It is decided already, or nothing was seen that could be believed.
        """
        values = self.load(row)
        if values["status"] == VALIDATED:
            raise RuleBrokenError(
                N_("This eligibility is validated already."),
                N_("For another ground make a new eligibility; to go on longer, extend it."),
            )
        for lack in lacks(values, _day(given, "decided_on")):
            if lack.code in _FATAL:
                raise RuleBrokenError(
                    lack.sentence.text,
                    N_("Edit the eligibility (Space), then validate it."),
                    field=None,
                    **dict(lack.sentence.values),
                )
        written: dict[str, Value] = {"status": VALIDATED}
        if values["ends_on"] is None and (until := self.length(row).until):
            written["ends_on"] = until
        self._decide(row, DecisionKind.VALIDATION, written, given)

    def refuse(self, row: Id, given: Values) -> None:
        """Say that a ground is not believed, or not enough.

        Raises:
            RuleBrokenError: It was refused before.
        """
        if self.load(row)["status"] == REFUSED:
            raise RuleBrokenError(N_("It was refused already."), N_("Make a new eligibility."))
        self._decide(row, DecisionKind.REFUSAL, {"status": REFUSED}, given)

    def extend(self, row: Id, given: Values) -> None:
        """Let an eligibility go on until a later day, for a reason.

        Raises:
            RuleBrokenError: It is not validated, or would end no later than now.
        """
        values = self._validated(row)
        until = _day(given, "ends_on")
        if until.isoformat() <= _until(values):
            raise RuleBrokenError(
                N_("It would end no later than now."), N_("Give a later day."), field="ends_on"
            )
        self._decide(
            row, DecisionKind.EXTENSION, {"extended_to": until.isoformat()}, given, ends_on=True
        )

    def prolong_pass(self, row: Id, given: Values) -> None:
        """Prolong a PASS IAE as field.md 3.3 allows.

        Raises:
            RuleBrokenError: A rule of the PASS is broken; `field` says where.
        """
        values = self._pass(row)
        end = date.fromisoformat(_until(values))
        new = Stretch(_reason(given), date.fromordinal(end.toordinal() + 1), _day(given, "ends_on"))
        refuse_prolongation(
            new,
            end,
            self._stretches(row, DecisionKind.PASS_EXTENSION),
            _day(given, "decided_on"),
            self._employers(values),
            str(given.get("opinion_by") or ""),
        )
        given = {**given, "starts_on": new.first.isoformat()}
        self._decide(
            row, DecisionKind.PASS_EXTENSION, {"extended_to": new.last.isoformat()}, given,
            ends_on=True,
        )  # fmt: skip

    def suspend_pass(self, row: Id, given: Values) -> None:
        """Suspend a PASS IAE, which pushes its end by as many days.

        Raises:
            RuleBrokenError: A rule of the PASS is broken; `field` says where.
        """
        values = self._pass(row)
        end = date.fromisoformat(_until(values))
        new = Stretch(_reason(given), _day(given, "starts_on"), _day(given, "ends_on"))
        refuse_suspension(
            new,
            date.fromisoformat(str(values["starts_on"])),
            end,
            self._stretches(row, DecisionKind.PASS_SUSPENSION),
            self._employers(values),
        )
        written: Values = {"extended_to": pushed(end, new).isoformat()}
        self._decide(row, DecisionKind.PASS_SUSPENSION, written, given, ends_on=True)

    def settle_hours(self, table: str, row: Id, outcome: Outcome, given: Values) -> int:
        """Let the hours outside eligibility of a person count, or not; return the seconds.

        Raises:
            RuleBrokenError: There are none, or no reason is given.
        """
        reason = _reasoned(given)
        found = self.outside(table, row)
        if not found.months:
            raise RuleBrokenError(
                N_("No hours lie outside the eligibility."), N_("There is nothing to decide.")
            )
        decided = _day(given, "decided_on").isoformat()
        self._ledger.commit(
            [
                Change(
                    "settlement",
                    settlement_id(KIND, subject_of(job, month)),
                    {
                        "kind": KIND,
                        "subject": subject_of(job, month),
                        "figure": str(seconds),
                        "outcome": outcome.value,
                        "notes": reason,
                        "decided_on": decided,
                        "decided_by_id": self._me(),
                    },
                )
                for (job, month), seconds in found.months.items()
            ]
        )
        return sum(found.months.values())

    # Helpers.

    def _decide(
        self,
        row: Id,
        kind: DecisionKind,
        written: Values,
        given: Values,
        *,
        ends_on: bool = False,
    ) -> None:
        decision: Values = {
            "eligibility_id": row,
            "kind": kind.value,
            "notes": _reasoned(given),
            "decided_on": _day(given, "decided_on").isoformat(),
            "decided_by_id": self._me(),
        }
        for name in ("reason", "starts_on", "opinion_by", *(("ends_on",) if ends_on else ())):
            if given.get(name):
                decision[name] = given[name]
        self._ledger.commit(
            [
                Change("eligibility", row, written),
                Change("eligibility_decision", new_id(), decision),
            ]
        )

    def _validated(self, row: Id) -> Values:
        values = self.load(row)
        if standing(values["status"], values["proof_on"]) != VALIDATED:
            raise RuleBrokenError(
                N_("Only a validated eligibility can go on longer."), N_("Validate it first.")
            )
        if _until(values) == NO_END:
            raise RuleBrokenError(
                N_("This eligibility has no end."), N_("There is nothing to extend.")
            )
        return values

    def _pass(self, row: Id) -> Values:
        values = self._validated(row)
        if values["ground"] != Ground.IAE:
            raise RuleBrokenError(
                N_("This is no PASS IAE."), N_("Extend the eligibility instead, with its reason.")
            )
        return values

    def _stretches(self, row: Id, kind: DecisionKind) -> list[Stretch]:
        found = links.values_of(
            self._database.connection, "eligibility_decision", "eligibility_id", row,
            "kind", "reason", "starts_on", "ends_on",
        )  # fmt: skip
        return [
            Stretch(
                str(values["reason"] or ""),
                date.fromisoformat(str(values["starts_on"])),
                date.fromisoformat(str(values["ends_on"])),
            )
            for _, values in found
            if values["kind"] == kind and values["starts_on"] and values["ends_on"]
        ]


def _until(values: Values) -> str:
    return str(values["extended_to"] or values["ends_on"] or NO_END)


def _day(given: Values, name: str) -> date:
    try:
        return date.fromisoformat(str(given.get(name) or ""))
    except ValueError:
        raise RuleBrokenError(N_("A date is missing."), N_("Type it."), field=name) from None


def _reason(given: Values) -> str:
    reason = given.get("reason")
    if not isinstance(reason, str):
        raise RuleBrokenError(N_("The reason is missing."), N_("Choose it."), field="reason")
    return reason


def _reasoned(given: Values) -> str:
    said = str(given.get("notes") or "").strip()
    if not said:
        raise RuleBrokenError(N_("The reason is missing."), N_("Say why."), field="notes")
    return said
