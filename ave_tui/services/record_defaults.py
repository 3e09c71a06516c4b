"""What a new record starts with, and what follows from what was just chosen in it.

Each saves keys; nothing that was typed is ever replaced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.choices import (
    AwardRole,
    CompanyKind,
    ContractStatus,
    EmploymentKind,
    ExitMoment,
    Mode,
)
from ave_tui.domain.durations import HOUR
from ave_tui.domain.eligible import months_later
from ave_tui.domain.rules import value_on
from ave_tui.domain.schema import TABLES
from ave_tui.domain.trade_choices import PenaltyDecision
from ave_tui.services import penalty_figures
from ave_tui.storage import rows
from ave_tui.storage.queries import links
from ave_tui.storage.queries.rules import dated_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.domain.schema import Value, Values
    from ave_tui.storage.database import Database
    from ave_tui.sync.ledger import Ledger

_LEGAL_WEEK: Final = 35 * HOUR
_LENDERS: Final = frozenset(
    {CompanyKind.ETTI, CompanyKind.AI, CompanyKind.GEIQ, CompanyKind.EATT, CompanyKind.ETT}
)
_KIND_BY_EMPLOYER: Final = {
    CompanyKind.ETTI: EmploymentKind.TEMPORARY,
    CompanyKind.ETT: EmploymentKind.TEMPORARY,
    CompanyKind.EATT: EmploymentKind.TEMPORARY,
    CompanyKind.ACI: EmploymentKind.FIXED_TERM_I,
    CompanyKind.EI: EmploymentKind.FIXED_TERM_I,
}


class Defaults:
    """Fills in what is almost always so."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger

    def of_new(self, table: str, given: Mapping[str, Value]) -> Values:
        """Return what a new record starts with, what is given first of all."""
        today = self._database.clock().date().isoformat()
        values: Values = {}
        if table == "public_contract":
            values = {"status": ContractStatus.NOTIFIED.value, "facilitator_id": self._me()}
        elif table == "award":
            values = {"role": AwardRole.HOLDER.value}
        elif table == "eligibility":
            starts = str(given.get("starts_on") or today)
            rules = dated_values(self._database.connection)
            months = value_on("eligibility_months", rules, starts)
            values = {"starts_on": starts, "ends_on": months_later(starts, months)}
        elif table == "employment_contract":
            values = {"starts_on": today, "weekly_seconds": _LEGAL_WEEK}
        elif table == "penalty" and isinstance(award := given.get("award_id"), str):
            values = penalty_figures.begun(self._database.connection, award, today)
        elif table == "visit":
            values = {"on_date": today, "facilitator_id": self._me()}
        elif table == "exit":
            values = {"moment": ExitMoment.END.value, "on_date": today}
        values |= given
        for name in list(values):
            for other, value in self.following(table, name, values).items():
                if values.get(other) is None:
                    values[other] = value
        return values

    def following(self, table: str, name: str, values: Mapping[str, Value]) -> Values:
        """Return what follows from one field for others; the form puts it where nothing stands."""
        value = values.get(name)
        if not isinstance(value, str):
            return {}
        if (table, name) == ("eligibility", "proof"):
            # Who types what the proof is has it before them.
            today = self._database.clock().date().isoformat()
            return {"proof_on": today, "seen_by_id": self._me()}
        if (table, name) == ("penalty", "decision"):
            return self._decided(values)
        if (table, name) == ("pooling_share", "lot_id"):
            due = self._read("lot", value).get("due_seconds")
            return {"weight": due // HOUR if isinstance(due, int) else None}
        if (table, name) == ("award", "lot_id"):
            return {"due_seconds": self._left_of(value)}
        if (table, name) == ("employment_contract", "employer_id"):
            kind = _KIND_BY_EMPLOYER.get(CompanyKind(self._kind_of(value)))
            return {"kind": kind.value} if kind else {}
        if (table, name) == ("assignment", "lot_id"):
            awards = links.with_values(self._database.connection, "award", {"lot_id": value})
            if len(awards) == 1:
                chosen: Values = {"award_id": awards[0]}
                return chosen | self.following(table, "award_id", {**values, **chosen})
        if (table, name) == ("assignment", "award_id"):
            host = self._read("award", value).get("company_id")
            return {"host_id": host, **self._mode({**values, "host_id": host})}
        if (table, name) == ("assignment", "employment_contract_id"):
            contract = self._read("employment_contract", value)
            dates = {day: contract.get(day) for day in ("starts_on", "ends_on")}
            return dates | self._mode(values)
        return {}

    def _mode(self, values: Mapping[str, Value]) -> Values:
        """Return how hours are realised: lent, else hired by the host itself or by another."""
        contract, host = values.get("employment_contract_id"), values.get("host_id")
        if not isinstance(contract, str):
            return {}
        employer = self._read("employment_contract", contract).get("employer_id")
        if not isinstance(employer, str):
            return {}
        if self._kind_of(employer) in _LENDERS:
            return {"mode": Mode.LENDING.value}
        if host is None:
            return {}
        return {"mode": (Mode.DIRECT if employer == host else Mode.SUBCONTRACT).value}

    def _decided(self, values: Mapping[str, Value]) -> Values:
        """Return when the buyer decided and how much, where the decision says so itself."""
        decision = values.get("decision")
        if decision in (None, PenaltyDecision.PROPOSED):
            return {}
        found: Values = {"decided_on": self._database.clock().date().isoformat()}
        if decision == PenaltyDecision.APPLIED:
            found["decided_cents"] = values.get("amount_cents")
        elif decision == PenaltyDecision.WAIVED:
            found["decided_cents"] = 0
        return found

    def _left_of(self, lot: str) -> int | None:
        """Return the hours of a lot that no award has a share in yet."""
        due = self._read("lot", lot).get("due_seconds")
        if not isinstance(due, int):
            return None
        taken = links.values_of(self._database.connection, "award", "lot_id", lot, "due_seconds")
        shares = [values["due_seconds"] for _, values in taken]
        left = due - sum(share for share in shares if isinstance(share, int))
        return left if left > 0 else None

    def _kind_of(self, company: str) -> str:
        kind = str(self._read("company", company).get("kind") or CompanyKind.ORDINARY)
        # A kind of a later version of the program is no reason to stop.
        return kind if kind in set(CompanyKind) else str(CompanyKind.ORDINARY)

    def _read(self, table: str, row: str) -> Values:
        found = rows.read(self._database.connection, table, row)
        return found.values if found else {}

    def _me(self) -> str | None:
        me = self._ledger.actor
        found = rows.read(self._database.connection, "facilitator", me) if me else None
        return me if found and not found.deleted else None


def begun(table: str, typed: str) -> Values:
    """Return what a new record starts with when its name was typed in vain in a list.

    A search is typed in small letters, a name begins with a capital one.
    """
    words = typed.split()
    if not words:
        return {}
    if table in ("participant", "facilitator", "contact"):
        if typed.islower():
            words = [word.title() for word in words]
        return {"last_name": words[0], "first_name": " ".join(words[1:]) or None}
    name = " ".join(words)
    if typed.islower():
        name = name[:1].upper() + name[1:]
    if table == "public_contract":
        is_number = any(letter.isdecimal() for letter in words[0])
        return {"reference" if is_number else "subject": name}
    if table in ("company", "authority") and "".join(words).isdecimal():
        return {"siret": "".join(words)}
    named = any(field.name == "name" for field in TABLES[table].fields)
    return {"name": name} if named else {}
