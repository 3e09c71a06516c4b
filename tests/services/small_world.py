"""A small portfolio, and two laptops that send each other files: what services are tried on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.changes import Change, hours_entry_id, hours_return_id, new_id
from ave_tui.services.workspace import Services
from tests.homes import empty_home

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id, Value, Values

AMINA = ("Amina", "Cherif")


class World:
    """A home with a structure, one who works there, and a lot that somebody works on."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self.folder = folder
        self.services = Services(empty_home(folder), clock)
        self.structure, self.me = new_id(), new_id()
        self.make("structure", self.structure, name="MDE des Deux Rives")
        first, last = AMINA
        self.make(
            "facilitator",
            self.me,
            structure_id=self.structure,
            first_name=first,
            last_name=last,
        )
        self.services.ledger.prefer("space", self.structure)
        self.services.ledger.prefer("facilitator", self.me)
        self.authority = self.make("authority", name="Ville")

    def make(self, table: str, row: Id | None = None, **values: Value) -> Id:
        """Make or change a record; one step of undo."""
        return self.write(table, row or new_id(), values)

    def write(self, table: str, row: Id, values: Values) -> Id:
        """Write to a record; one step of undo."""
        self.services.ledger.commit([Change(table, row, values)])
        return row

    def withdraw(self, table: str, row: Id) -> None:
        """Withdraw a record."""
        self.services.ledger.commit([Change(table, row, None)])

    def lot(self, due: int = 500, starts: str = "2026-01-01", ends: str = "2026-12-31") -> Id:
        """Make a contract of mine with one lot."""
        contract = self.make(
            "public_contract",
            reference="M-1",
            subject="École",
            authority_id=self.authority,
            facilitator_id=self.me,
            status="RUNNING",
        )
        return self.make(
            "lot",
            public_contract_id=contract,
            number="2",
            name="Peinture",
            due_seconds=due * 3600,
            starts_on=starts,
            ends_on=ends,
        )

    def company(self, name: str = "Bâti") -> Id:
        """Make a company."""
        return self.make("company", name=name)

    def award(self, lot: Id, company: Id, due: int = 500, **more: Value) -> Id:
        """Award a lot."""
        values: Values = {"lot_id": lot, "company_id": company, "due_seconds": due * 3600}
        return self.write("award", new_id(), values | more)

    def person(self, last_name: str = "Benali", first_name: str = "Karim") -> Id:
        """Make a participant."""
        return self.make("participant", last_name=last_name, first_name=first_name)

    def job(
        self,
        person: Id,
        company: Id,
        lot: Id,
        award: Id | None,
        starts: str = "2026-09-01",
        ends: str | None = None,
        reason: str | None = None,
    ) -> Id:
        """Put somebody to work on a lot; return the assignment."""
        contract = self.make(
            "employment_contract",
            participant_id=person,
            employer_id=company,
            starts_on=starts,
            ends_on=ends,
            end_reason=reason,
        )
        return self.make(
            "assignment",
            employment_contract_id=contract,
            lot_id=lot,
            award_id=award,
            host_id=company,
            starts_on=starts,
            ends_on=ends,
        )

    def hours(self, job: Id, period: str, hours: float, **more: Value) -> Id:
        """Enter hours of work."""
        values: Values = {
            "assignment_id": job,
            "kind": "WORK",
            "period": period,
            "seconds": int(hours * 3600),
            "source": "RETURN",
            "status": "DECLARED",
        }
        return self.write("hours_entry", hours_entry_id(job, "WORK", period), values | more)

    def returned(self, award: Id, month: str, status: str = "RECEIVED") -> Id:
        """Note a company's return."""
        row = hours_return_id(award, month)
        return self.make("hours_return", row, award_id=award, month=month, status=status)

    def bring_in(self, other: Services) -> None:
        """Bring in everything that another laptop has."""
        made = other.exchange.export(self.folder.parent)
        self.services.exchange.apply(made.path)

    def close(self) -> None:
        """Close the home."""
        self.services.close()
