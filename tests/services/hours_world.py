"""A small site for tests of hours: a lot, its holder, an agency, and people at work there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from ave_tui.domain.changes import Change, hours_entry_id, new_id
from ave_tui.domain.periods import Period, Week, parse_period
from ave_tui.domain.windows import Scale, Scope, ScopeKind, Window
from ave_tui.services.workspace import Services
from tests.homes import empty_home

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Id, Value
    from ave_tui.services.hours import HoursService
    from ave_tui.services.hours_entered import Entered
    from ave_tui.services.hours_table import HoursTable

HOUR: Final = 3600
WORK, TRAINING = "WORK", "TRAINING"
MONTHS: Final = Window(Scale.MONTHS, date(2026, 11, 23))
OCTOBER: Final = Window(Scale.WEEKS, date(2026, 10, 12))


class Site:
    """Records of one lot in a real home, and the services over them."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self.services = Services(empty_home(folder), clock)
        self.services.ledger.prefer("space", new_id())
        self.hours: HoursService = self.services.hours
        self.authority = self.add("authority", name="Ville")
        self.market = self.add(
            "public_contract", reference="M1", subject="Toit", authority_id=self.authority
        )
        self.lot = self.add(
            "lot",
            public_contract_id=self.market,
            number="2",
            name="Toiture",
            due_seconds=500 * HOUR,
        )
        self.holder = self.add("company", name="Bâti [Nord]")
        self.agency = self.add("company", name="Intérim Sud")
        self.award = self.add(
            "award",
            lot_id=self.lot,
            company_id=self.holder,
            role="HOLDER",
            due_seconds=400 * HOUR,
            opening_seconds=20 * HOUR,
        )

    def add(self, table: str, **values: Value) -> Id:
        """Make a record."""
        row = new_id()
        self.services.ledger.commit([Change(table, row, values)])
        return row

    def change(self, table: str, row: Id, **values: Value) -> None:
        """Give a record other values."""
        self.services.ledger.commit([Change(table, row, values)])

    def withdraw(self, table: str, row: Id) -> None:
        """Withdraw a record."""
        self.services.ledger.commit([Change(table, row, None)])

    def person(self, last_name: str, first_name: str = "Zoé") -> Id:
        """Make a participant."""
        return self.add("participant", last_name=last_name, first_name=first_name)

    def job(self, participant: Id, **values: Value) -> Id:
        """Put a participant to work on the lot; dates and employer are the contract's."""
        contract: dict[str, Value] = {
            name: values.pop(name)
            for name in ("starts_on", "ends_on", "employer_id")
            if name in values
        }
        made = {"participant_id": participant, "employer_id": self.holder} | contract
        return self.add(
            "assignment",
            **{
                "employment_contract_id": self.add("employment_contract", **made),
                "lot_id": self.lot,
                "award_id": self.award,
                "host_id": self.holder,
            }
            | values,
        )

    def worker(self, last_name: str, first_name: str = "Zoé", **values: Value) -> Id:
        """Make a participant at work; the id is the assignment's."""
        return self.job(self.person(last_name, first_name), **values)

    def enter(self, assignment: Id, period: str, hours: float, kind: str = WORK) -> Entered:
        """Type hours for a period as it is recorded, or for a whole week."""
        when: Period | Week = Week.parse(period) if "-W" in period else parse_period(period)
        return self.hours.enter(assignment, kind, when, round(hours * HOUR))

    def grid(
        self, window: Window = MONTHS, kind: str = WORK, scope: Scope | None = None
    ) -> HoursTable:
        """Return a grid, of everybody unless told otherwise."""
        return self.hours.grid(scope or Scope(), window, kind)

    def of(self, kind: ScopeKind, row: Id) -> HoursTable:
        """Return the twelve months of a scope."""
        return self.hours.grid(Scope(kind, row), MONTHS)

    def entries(self) -> dict[str, float]:
        """Return the live figures by period, of all assignments together, in hours."""
        found = self.services.database.connection.execute(
            "SELECT period, seconds FROM hours_entry WHERE deleted = 0 ORDER BY period"
        )
        return {period: seconds / HOUR for period, seconds in found}

    def entry(self, assignment: Id, period: str, kind: str = WORK) -> tuple[int, str, str] | None:
        """Return seconds, status and source of a live figure."""
        found = self.services.database.connection.execute(
            "SELECT seconds, status, source FROM hours_entry WHERE id = ? AND deleted = 0",
            (hours_entry_id(assignment, kind, period),),
        ).fetchone()
        return None if found is None else (found[0], found[1], found[2])

    def notes(self) -> list[str]:
        """Return the live entries of the journal."""
        found = self.services.database.connection.execute(
            "SELECT notes FROM journal_note WHERE deleted = 0"
        )
        return [text for (text,) in found]

    def operations(self) -> int:
        """Return how many operations were ever written."""
        found = self.services.database.connection.execute("SELECT count(*) FROM change_log")
        return int(found.fetchone()[0])

    def steps(self) -> int:
        """Return how many steps of undo there are."""
        found = self.services.database.connection.execute("SELECT count(*) FROM step")
        return int(found.fetchone()[0])


def texts(sentences: object) -> list[str]:
    """Return the English of sentences."""
    assert isinstance(sentences, tuple | list)
    return [sentence.text.format(**sentence.values) for sentence in sentences]
