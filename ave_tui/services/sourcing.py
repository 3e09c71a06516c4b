"""Needs of companies: who fits, who was put forward, who was hired and who was not, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.candidates import ranked
from ave_tui.domain.changes import Change, new_id
from ave_tui.domain.seekers import Need, ends_after
from ave_tui.domain.trade_choices import ApplicationStatus, OfferStatus
from ave_tui.services.hiring import Hiring
from ave_tui.services.record_defaults import Defaults
from ave_tui.services.record_rules import tidy
from ave_tui.services.records import RecordGoneError
from ave_tui.services.sourcing_errors import (
    HiredError,
    NoPlaceError,
    NotPutForwardError,
    PutForwardError,
)
from ave_tui.services.sourcing_told import Hired, Line, Needed
from ave_tui.storage import rows
from ave_tui.storage.queries.sourcing import pool, put_forward
from ave_tui.storage.same import sameness

if TYPE_CHECKING:
    from datetime import date

    from ave_tui.domain.documents import Document
    from ave_tui.domain.schema import Id, Values
    from ave_tui.storage.database import Database
    from ave_tui.storage.queries.sourcing import Put
    from ave_tui.sync.ledger import Ledger


class SourcingService:
    """Needs and their candidates; one method that writes is one step of undo."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger
        self._defaults = Defaults(database, ledger)

    @property
    def today(self) -> date:
        """The day it is."""
        return self._database.clock().date()

    def needed(self, offer: Id) -> Needed:
        """Return a need.

        Raises:
            RecordGoneError: It is not there any more.
        """
        same = sameness(self._database.connection, "participant")
        return self._needed(offer, put_forward(self._database.connection, offer, same))

    def lines(self, offer: Id) -> list[Line]:
        """Return everybody: those put forward, then who fits best, at last who was turned down."""
        return self._beside(offer)[1]

    def line(self, offer: Id, person: Id) -> Line:
        """Return one participant beside a need.

        Raises:
            RecordGoneError: One of both is not there any more.
        """
        return self._one(self._beside(offer)[1], person)

    # Writing.

    def put_forward(self, offer: Id, person: Id) -> Id:
        """Put somebody forward, again after a refusal too; return the id of the application.

        Raises:
            PutForwardError: Their application waits for an answer already.
            HiredError: They are hired.
        """
        line = self.line(offer, person)
        if line.is_waiting:
            raise PutForwardError(line.candidate.name)
        if line.is_hired:
            raise HiredError(line.candidate.name)
        row = new_id()
        values: Values = {
            "offer_id": offer,
            "participant_id": person,
            "status": ApplicationStatus.PROPOSED.value,
            "proposed_on": self.today.isoformat(),
        }
        self._ledger.commit([Change("application", row, values)])
        return row

    def turn_down(
        self, offer: Id, person: Id, status: str, reason: str, notes: str | None = None
    ) -> None:
        """Say that somebody was refused or withdrew, and why.

        Raises:
            NotPutForwardError: They were not put forward.
            HiredError: They are hired.
        """
        line = self.line(offer, person)
        if line.is_hired:
            raise HiredError(line.candidate.name)
        if line.put is None:
            raise NotPutForwardError(line.candidate.name)
        values: Values = {
            "status": status,
            "decided_on": max(self.today.isoformat(), line.put.proposed_on),
            "reason": reason,
        }
        if notes:
            values["notes"] = tidy("application", "notes", notes)
        self._ledger.commit([Change("application", line.put.application, values)])

    def hire(self, offer: Id, person: Id) -> Hired:
        """Make contract and assignment of a candidate, prefilled from the need: one step.

        Raises:
            HiredError: They are hired already.
            NoPlaceError: All places are taken.
        """
        told, lines = self._beside(offer)
        line = self._one(lines, person)
        if line.is_hired:
            raise HiredError(line.candidate.name)
        if told.is_full:
            raise NoPlaceError(told.places)
        hiring = Hiring(self._database, self._defaults)
        made = hiring.of(told.row, told.values, person, line.put, self.today.isoformat())
        filled = told.filled + 1 >= told.places
        ended = [Change("offer", offer, {"status": OfferStatus.FILLED.value})] if filled else []
        self._ledger.commit([*made.changes, *ended])
        return Hired(made.contract, made.assignment, filled)

    # Printing.

    def sheet(self, offer: Id, person: Id) -> Document:
        """Return what a company is told of a candidate: no birth date, no ground, no secret."""
        from ave_tui.services.candidate_sheet import candidate_sheet

        told, lines = self._beside(offer)
        found = rows.read(self._database.connection, "participant", person)
        if found is None or found.deleted or found.erased:
            raise RecordGoneError
        return candidate_sheet(
            self._database.connection,
            told.values,
            self._one(lines, person).seeker,
            found.values,
            self._ledger.actor,
        )

    # Reading.

    def _beside(self, offer: Id) -> tuple[Needed, list[Line]]:
        """Return a need and everybody beside it."""
        connection = self._database.connection
        everybody = pool(connection, self._starts(self._load(offer)))
        puts = put_forward(connection, offer, everybody.same)
        latest = {put.person: put for put in puts}
        told = self._needed(offer, puts)
        seekers = {seeker.person: seeker for seeker in everybody.seekers}
        lines = [
            Line(
                one,
                seekers[one.person],
                everybody.phones.get(one.person, ""),
                latest.get(everybody.same.of(one.person)),
            )
            for one in ranked(told.need, everybody.seekers)
        ]
        return told, sorted(lines, key=lambda line: line.rank)

    def _one(self, lines: list[Line], person: Id) -> Line:
        """Return the line of a participant, or of the one that they were joined with."""
        group = sameness(self._database.connection, "participant").group(person)
        for line in lines:
            if line.candidate.person in group:
                return line
        raise RecordGoneError

    def _load(self, offer: Id) -> Values:
        found = rows.read(self._database.connection, "offer", offer)
        if found is None or found.deleted:
            raise RecordGoneError
        return found.values

    def _starts(self, values: Values) -> str:
        """Return the day to judge by: that of the need, but none that has passed."""
        return max(str(values.get("starts_on") or ""), self.today.isoformat())

    def _needed(self, offer: Id, puts: list[Put]) -> Needed:
        values = self._load(offer)
        found = rows.read(self._database.connection, "company", str(values["company_id"] or ""))
        company: Values = found.values if found else {}
        town = str(values["commune"] or "")
        starts = self._starts(values)
        need = Need(
            str(values["job"] or ""),
            str(values["rome"] or ""),
            town,
            # The postcode of a town is only known where it is the company's own.
            str(company.get("postcode") or "") if town == company.get("commune") else "",
            starts,
            ends_after(starts, values["planned_seconds"], values["weekly_seconds"]),
            bool(values["qpv_first"]),
        )
        places = values["places"]
        return Needed(
            offer,
            values,
            need,
            max(1, places) if isinstance(places, int) else 1,
            sum(put.status == ApplicationStatus.HIRED for put in puts),
        )
