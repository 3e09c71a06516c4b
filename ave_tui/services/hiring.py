"""What a hire writes: the contract, the work on the lot, and what became of the candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.trade_choices import ApplicationStatus
from ave_tui.services.record_rules import refuse_nonsense
from ave_tui.storage.queries import links

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.services.record_defaults import Defaults
    from ave_tui.storage.database import Database
    from ave_tui.storage.queries.sourcing import Put


class Made(NamedTuple):
    """The changes of a hire, and the ids of what they make."""

    changes: list[Change]
    contract: Id
    assignment: Id | None
    """None where the need names no lot."""


class Hiring:
    """Fills in a contract and its work from a need, as a form would."""

    def __init__(self, database: Database, defaults: Defaults) -> None:
        self._database = database
        self._defaults = defaults

    def of(self, offer: Id, need: Values, person: Id, put: Put | None, today: str) -> Made:
        """Return what hiring somebody for a need writes.

        Raises:
            RuleBrokenError: The need itself makes no sense; nothing is written then.
        """
        contract = new_id()
        hired = self._contract(need, person)
        refuse_nonsense("employment_contract", hired)
        changes = [Change("employment_contract", contract, hired)]
        assignment = new_id() if need.get("lot_id") else None
        if assignment is not None:
            work = self._assignment(need, contract, hired)
            refuse_nonsense("assignment", work)
            changes.append(Change("assignment", assignment, work))
        changes.append(_application(offer, person, put, contract, today))
        return Made(changes, contract, assignment)

    def _contract(self, need: Values, person: Id) -> Values:
        given: Values = {
            "participant_id": person,
            "employer_id": need["company_id"],
            "kind": need["kind"],
            "starts_on": need["starts_on"],
            "weekly_seconds": need["weekly_seconds"],
            "planned_seconds": need["planned_seconds"],
            "rome": need["rome"],
            "job": need["job"],
        }
        said = {name: value for name, value in given.items() if value is not None}
        return self._defaults.of_new("employment_contract", said)

    def _assignment(self, need: Values, contract: Id, hired: Values) -> Values:
        """Return the work on the need's lot, under the award of the company or the only one."""
        lot, company = need["lot_id"], need["company_id"]
        found = links.values_of(
            self._database.connection, "award", "lot_id", str(lot), "company_id"
        )
        holders = {row: values["company_id"] for row, values in found}
        own = [row for row, holder in holders.items() if holder == company] or list(holders)
        award = own[0] if len(own) == 1 else None
        host: Value = company if award is None else holders[award]
        work: Values = {
            "employment_contract_id": contract,
            "lot_id": lot,
            "award_id": award,
            "host_id": host,
            "starts_on": hired.get("starts_on"),
            "ends_on": hired.get("ends_on"),
            **self._defaults.mode_between(company, host),
        }
        return {name: value for name, value in work.items() if value is not None}


def _application(offer: Id, person: Id, put: Put | None, contract: Id, today: str) -> Change:
    values: Values = {
        "status": ApplicationStatus.HIRED.value,
        "decided_on": today,
        "employment_contract_id": contract,
    }
    if put is not None and put.status == ApplicationStatus.PROPOSED:
        values["decided_on"] = max(today, put.proposed_on)
        return Change("application", put.application, values)
    # Whoever was turned down once and is hired all the same came a second time.
    first: Values = {"offer_id": offer, "participant_id": person, "proposed_on": today}
    return Change("application", new_id(), first | values)
