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
from ave_tui.domain.eligibility_length import length_of
from ave_tui.domain.eligible import TO_CHECK
from ave_tui.domain.grounds import wanted_for
from ave_tui.domain.schema import TABLES
from ave_tui.domain.trade_choices import (
    AmendmentKind,
    ApplicationStatus,
    JournalKind,
    OfferStatus,
    PenaltyDecision,
)
from ave_tui.services import penalty_figures
from ave_tui.services.eligible_people import hire_from
from ave_tui.storage import rows
from ave_tui.storage.queries import dues, links
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
            values = {"starts_on": today, "status": TO_CHECK}
        elif table == "employment_contract":
            values = {"starts_on": today, "weekly_seconds": _LEGAL_WEEK}
        elif table == "penalty" and isinstance(award := given.get("award_id"), str):
            values = penalty_figures.begun(self._database.connection, award, today)
        elif table == "visit":
            values = {"on_date": today, "facilitator_id": self._me()}
        elif table == "journal_note":
            me = self._me()
            values = {"on_date": today, "kind": JournalKind.CALL.value, "facilitator_id": me}
        elif table == "amendment":
            values = {"kind": AmendmentKind.AMENDMENT.value}
        elif table == "offer":
            values = {"places": 1, "weekly_seconds": _LEGAL_WEEK, "status": OfferStatus.OPEN.value}
        elif table == "application":
            values = {"status": ApplicationStatus.PROPOSED.value, "proposed_on": today}
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
        if (table, name) == ("eligibility", "ground"):
            return self._of_ground(value, values)
        if (table, name) == ("eligibility", "starts_on") and values.get("ground"):
            return {"ends_on": self._of_ground(str(values["ground"]), values).get("ends_on")}
        if (table, name) in (("eligibility", "proof"), ("eligibility", "proof_dated")):
            # Who types what the proof is, or its date, has it before them.
            today = self._database.clock().date().isoformat()
            return {"proof_on": today, "seen_by_id": self._me()}
        if (table, name) == ("penalty", "decision"):
            return self._decided(values)
        if (table, name) == ("pooling_share", "lot_id"):
            day = self._database.clock().date().isoformat()
            due = dues.of_lot(self._database.connection, value, day)
            return {"weight": None if due is None else due // HOUR}
        if (table, name) == ("award", "lot_id"):
            # A share within a group is not what the lot has left.
            return {} if values.get("lead_id") else {"due_seconds": self._left_of(value)}
        if (table, name) == ("employment_contract", "employer_id"):
            kind = _KIND_BY_EMPLOYER.get(CompanyKind(self._kind_of(value)))
            return {"kind": kind.value} if kind else {}
        if (table, name) == ("offer", "lot_id"):
            return self._need_on(value)
        if (table, name) == ("offer", "company_id"):
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

    def _of_ground(self, ground: str, values: Mapping[str, Value]) -> Values:
        """Return the usual proof of a ground, and how long the rules let it last."""
        wanted = wanted_for(ground)
        kind = wanted[0].kind.value if wanted else None
        start, person = values.get("starts_on"), values.get("participant_id")
        if not isinstance(start, str):
            return {"proof_kind": kind}
        hire = None
        if isinstance(person, str):
            hire = hire_from(self._database.connection, person, start)
        rules = dated_values(self._database.connection)
        return {"proof_kind": kind, "ends_on": length_of(ground, start, hire, rules).until}

    def _mode(self, values: Mapping[str, Value]) -> Values:
        """Return how hours are realised: lent, else hired by the host itself or by another."""
        contract, host = values.get("employment_contract_id"), values.get("host_id")
        if not isinstance(contract, str):
            return {}
        return self.mode_between(
            self._read("employment_contract", contract).get("employer_id"), host
        )

    def mode_between(self, employer: Value, host: Value) -> Values:
        """Return how hours are realised by an employer for a host; nothing while one is missing."""
        if not isinstance(employer, str):
            return {}
        if self._kind_of(employer) in _LENDERS:
            return {"mode": Mode.LENDING.value}
        if host is None:
            return {}
        return {"mode": (Mode.DIRECT if employer == host else Mode.SUBCONTRACT).value}

    def _need_on(self, lot: str) -> Values:
        """Return what a lot says of a need for people on it: its only company, and the place."""
        found = self._read("lot", lot)
        contract = self._read("public_contract", str(found.get("public_contract_id") or ""))
        awards = links.values_of(self._database.connection, "award", "lot_id", lot, "company_id")
        company = awards[0][1]["company_id"] if len(awards) == 1 else None
        today = self._database.clock().date().isoformat()
        starts = found.get("starts_on") or contract.get("starts_on")
        # A day that has passed is no day to begin.
        ahead = starts if isinstance(starts, str) and starts >= today else None
        return {"company_id": company, "commune": contract.get("commune"), "starts_on": ahead}

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
        taken = links.values_of(
            self._database.connection, "award", "lot_id", lot, "due_seconds", "lead_id"
        )
        # Shares within a group are no obligations of their own.
        shares = [values["due_seconds"] for _, values in taken if not values["lead_id"]]
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
