"""The life of public contracts: their steps, who is spoken to, what was said and done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.changes import Change
from ave_tui.domain.contract_life import next_steps
from ave_tui.domain.errors import RuleBrokenError
from ave_tui.domain.folding import fold, tokens
from ave_tui.domain.trade_choices import JournalKind
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.services.labels import day_text
from ave_tui.services.records import RecordGoneError
from ave_tui.services.status_steps import By, step_taken
from ave_tui.storage import rows
from ave_tui.storage.queries import journal
from ave_tui.storage.same import all_of_same

if TYPE_CHECKING:
    from datetime import date

    from ave_tui.domain.contract_life import Step
    from ave_tui.domain.schema import Id, Value, Values
    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger


class Said(NamedTuple):
    """An entry of a journal, or a visit beside it."""

    table: str
    row: Id
    day: str
    kind: str
    """In the user's language."""
    who: str
    """The company it was about, and who noted it."""
    text: str

    @property
    def words(self) -> str:
        """Everything in it that is looked for by letters."""
        return fold(f"{self.day} {self.kind} {self.who} {self.text}")


class LifeService:
    """What happens to a public contract between its study and its closing."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    @property
    def today(self) -> date:
        """The day it is."""
        return self._database.clock().date()

    # Steps.

    def steps(self, contract: Id) -> tuple[Step, ...]:
        """Return the steps that a contract can take now.

        Raises:
            RecordGoneError: It is not there, or was withdrawn.
        """
        return next_steps(self._load("public_contract", contract).get("status"))

    def move_on(self, contract: Id, status: str, day: Value, reason: Value) -> None:
        """Let a contract go a step on, and note the decision: one step of undo.

        Args:
            contract: The public contract.
            status: Where it goes.
            day: Since when, ISO text; today where nothing is said.
            reason: Why; some steps need one.

        Raises:
            RuleBrokenError: The step does not follow, or needs a reason; `field` says where.
        """
        before = self._load("public_contract", contract)
        written: Values = {"status": status, "status_on": day or self.today.isoformat()}
        since = before.get("status_on")
        if isinstance(since, str) and str(written["status_on"]) < since:
            raise RuleBrokenError(
                N_("The step before was taken on {day}."),
                N_("Type a later day, or mend the day of the step before in the form."),
                field="status_on",
                day=day_text(since),
            )
        by = By(self._ledger.actor, self.today)
        self._ledger.commit(step_taken(contract, before, written, by, str(reason or "")))

    # Correspondents.

    def end_contact(self, contact: Id) -> None:
        """Say that somebody is not spoken to any more from today on.

        Raises:
            RuleBrokenError: That was said before.
        """
        values = self._load("contact", contact)
        if values.get("ends_on"):
            raise RuleBrokenError(
                N_("This contact has not been valid since {day}."),
                N_("Space changes it, where the day is wrong."),
                day=day_text(str(values["ends_on"])),
            )
        ended: Values = {"ends_on": self.today.isoformat()}
        starts = values.get("starts_on")
        if isinstance(starts, str) and starts > self.today.isoformat():
            ended["starts_on"] = None
        self._ledger.commit([Change("contact", contact, ended)])

    # Journal.

    def new_note(self, table: str, row: Id) -> Values:
        """Return which record a new entry is about; date, kind and who are the form's own."""
        link = "public_contract" if table == "lot" else table
        note: Values = {}
        if table == "lot":
            row = str(self._load("lot", row).get("public_contract_id") or "")
        if table == "award":
            award = self._load("award", row)
            lot = rows.read(self._database.connection, "lot", str(award.get("lot_id") or ""))
            note["company_id"] = award.get("company_id")
            note["public_contract_id"] = lot.values.get("public_contract_id") if lot else None
        return {**note, f"{link}_id": row}

    def said(self, table: str, row: Id, typed: str = "") -> list[Said]:
        """Return what was said and done about a record, the newest first.

        Args:
            table: What kind of record.
            row: The record.
            typed: Only what has all these words, in any order; accents and case don't matter.
        """
        kinds = {str(code): _(code.label) for code in JournalKind}
        told = [
            Said(
                each.table,
                each.row,
                each.on_date,
                kinds.get(each.kind, each.kind) if each.kind else _("Visit"),
                " · ".join(filter(None, (each.company, each.facilitator))),
                "\n".join(filter(None, (each.text, _step(each)))),
            )
            for each in journal.said_of(self._database.connection, *self._asked(table, row))
        ]
        words = tokens(typed)
        return [each for each in told if all(word in each.words for word in words)]

    def last_contact(self, table: str, row: Id) -> str:
        """Return the day of the last contact about a record; empty where none is noted."""
        if table not in journal.JOURNALS:
            return ""
        return journal.last_said(self._database.connection, *self._asked(table, row))

    def _asked(self, table: str, row: Id) -> tuple[str, Id, str]:
        same = all_of_same(self._database.connection, table, row)
        return table, row, json.dumps(list(same))

    def _load(self, table: str, row: Id) -> Values:
        found = rows.read(self._database.connection, table, row)
        if found is None or found.deleted:
            raise RecordGoneError
        return found.values


def _step(said: journal.SaidRow) -> str:
    if not said.next_step:
        return ""
    if said.next_on:
        return _("To do by {day}: {step}", day=day_text(said.next_on), step=said.next_step)
    return _("To do: {step}", step=said.next_step)
