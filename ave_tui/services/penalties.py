"""Penalties: worked out by the contract's own formula, proposed, decided by the buyer, printed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from ave_tui.domain.documents import Document, Facts, Grid, Heading, Paragraph
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.penalty import Money, Penalty, late_days
from ave_tui.domain.rules import value_on
from ave_tui.domain.trade_choices import PenaltyDecision
from ave_tui.domain.words import N_
from ave_tui.i18n import _, say
from ave_tui.services.labels import day_text, names_of
from ave_tui.services.penalty_figures import NoFormulaError, begun, contract_of, has_formula
from ave_tui.services.sheet_words import choice
from ave_tui.services.working_calendar import holidays_by_rule
from ave_tui.storage import rows
from ave_tui.storage.queries import dues
from ave_tui.storage.queries.rules import dated_values

if TYPE_CHECKING:
    from ave_tui.domain.holidays import Calendar
    from ave_tui.domain.schema import Id, Values
    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger

_NOT_IN_A_NAME: Final = re.compile(r"[^\w-]+")


class PenaltyService:
    """What is proposed to the buyer; it writes nothing itself, the form of the record does."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    @property
    def today(self) -> date:
        """The day it is."""
        return self._database.clock().date()

    def proposed(
        self, award: Id, asked_on: str | None, came_on: str | None, absences: int
    ) -> Values:
        """Return a penalty as it would be proposed today.

        Args:
            award: Whose hours are missing.
            asked_on: When documents were asked for; None where all came in time.
            came_on: When they came; None while they are missing.
            absences: Meetings that the named contact missed.

        Raises:
            NoFormulaError: Its public contract provides for no penalty.
            RuleBrokenError: Another award bears the obligation, or the dates are impossible.
        """
        connection = self._database.connection
        if dues.is_within_group(connection, award):
            raise RuleBrokenError(
                N_("This award is a share within a group: its lead owes the hours."),
                N_("Propose the penalty on the award of the lead."),
            )
        contract = contract_of(connection, award)
        if not has_formula(contract):
            raise NoFormulaError
        values = begun(connection, award, self.today.isoformat())
        if absences:
            values["absences"] = absences
        if asked_on:
            came = date.fromisoformat(came_on) if came_on else self.today
            asked = date.fromisoformat(asked_on)
            if came < asked:
                raise RuleBrokenError(
                    N_("The documents came before they were asked for."),
                    N_("Look at the two dates again."),
                    field="came_on",
                )
            authority = str(contract.get("authority_id") or "")
            late = late_days(asked, came, self.allowed(authority), self.holidays(authority))
            values["late_days"] = late
        values["amount_cents"] = Penalty.of(values).amount
        return values

    def allowed(self, authority: Id = "") -> int:
        """Return the working days within which documents are due."""
        return self._rule("proof_days", authority)

    def holidays(self, authority: Id = "") -> Calendar:
        """Return the days on which nobody works."""
        return holidays_by_rule(self._database.connection, self.today.isoformat(), authority)

    def _rule(self, name: str, authority: Id) -> int:
        rules = dated_values(self._database.connection)
        return value_on(name, rules, self.today.isoformat(), authority)

    def document(self, penalty: Id) -> Document:
        """Return the calculation to be printed or sent, every step with its figures.

        Raises:
            RuleBrokenError: The penalty is not there any more.
        """
        connection = self._database.connection
        found = rows.read(connection, "penalty", penalty)
        if found is None or found.deleted:
            raise RuleBrokenError(
                N_("This penalty is not there any more."), N_("Go back to the list.")
            )
        values = found.values
        award_id = str(values["award_id"] or "")
        award = rows.read(connection, "award", award_id)
        contract = contract_of(connection, award_id)
        lot = str(award.values["lot_id"] or "") if award else ""
        penalty_of = Penalty.of(values)
        steps = penalty_of.steps()
        reference = str(contract.get("reference") or "")
        named = (_("penalty"), reference, _text(values["on_date"]))
        blocks = (
            Facts(
                (
                    (_("Contracting authority"), self._name("authority", contract, "authority_id")),
                    (
                        _("Public contract"),
                        f"{reference} {contract.get('subject') or ''}".strip(),
                    ),
                    (_("Lot"), self._called("lot", lot)),
                    (_("Company"), self._name("company", award.values, "company_id"))
                    if award
                    else (_("Company"), ""),
                    (_("Date"), day_text(_text(values["on_date"]))),
                )
            ),
            Heading(_("Calculation")),
            Grid(
                (_("Step"), _("How"), _("Amount")),
                tuple(
                    (
                        say(step.what),
                        say(step.how),
                        "" if step.cents is None else str(Money(step.cents)),
                    )
                    for step in steps
                ),
                figures=frozenset({2}),
                shares=(2, 4, 2),
            ),
            Paragraph(_("Proposed amount: {amount}", amount=Money(penalty_of.amount))),
            Heading(_("Formal notice and decision")),
            Facts(tuple(self._decision(values))),
            Paragraph(
                _(
                    "The amount follows from the formula of the public contract. The facilitator "
                    "proposes it; the buyer alone decides whether it is applied, reduced or waived."
                )
            ),
        )
        return Document(
            _("Penalty for social-clause hours: calculation"),
            blocks,
            _NOT_IN_A_NAME.sub("-", "-".join(filter(None, named))),
            subtitle=reference,
        )

    def _decision(self, values: Values) -> list[tuple[str, str]]:
        decision = str(values["decision"] or PenaltyDecision.PROPOSED)
        said = [
            (_("Formal notice on"), day_text(_text(values["formal_notice_on"])) or "–"),
            (_("Decision of the buyer"), choice(PenaltyDecision, decision)),
        ]
        if decision != PenaltyDecision.PROPOSED:
            amount = values["decided_cents"]
            said += [
                (_("Decided by"), _text(values["decided_by"]) or "–"),
                (_("Decided on"), day_text(_text(values["decided_on"])) or "–"),
                (_("Amount decided"), str(Money(amount)) if isinstance(amount, int) else "–"),
            ]
        if notes := _text(values["notes"]):
            said.append((_("Reason"), notes))
        return said

    def _name(self, table: str, values: Values, link: str) -> str:
        return self._called(table, str(values.get(link) or ""))

    def _called(self, table: str, row: Id) -> str:
        named = names_of(self._database.connection, table, [row] if row else [])
        return named[row].whole if row in named else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
