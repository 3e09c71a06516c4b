"""A portfolio with people of every kind, and all that can be told about one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ave_tui.domain.about_people import SETTLED, TIES, WAYS
from ave_tui.domain.changes import new_id
from ave_tui.domain.schema import TABLES, Kind
from ave_tui.storage import log, rows
from tests.services.small_world import World

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ave_tui.domain.schema import Field, Id, Value, Values
    from ave_tui.services.workspace import Services

HIDDEN: Final = "Zarathoustra"
"""Stands in every text that tells about the person."""
HIDDEN_DAY: Final = "1911-07-13"
"""Is every date of theirs."""


class PeopleWorld(World):
    """A lot on which some people work."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        super().__init__(folder, clock)
        self.bati = self.company()
        self.the_lot = self.lot()
        self.the_award = self.award(self.the_lot, self.bati)

    def somebody(self, last_name: str, **said: Value) -> Id:
        """Make a participant of whom something is known."""
        values: Values = {"last_name": last_name, "first_name": "Karim"}
        return self.write("participant", new_id(), values | said)

    def worked(self, person: Id, first: str, last: str, hours: float) -> Id:
        """Let somebody work from a day to another, and hours in the month of the last."""
        job = self.job(person, self.bati, self.the_lot, self.the_award, first, last)
        self.hours(job, last[:7], hours)
        return job

    def tell_everything(self, person: Id, job: Id) -> dict[str, Id]:
        """Tell of a person whatever the catalogue can hold, every personal field a secret."""
        made: dict[str, Id] = {"participant": person, "assignment": job}
        work = self.row("assignment", job)
        made["employment_contract"] = str(work["employment_contract_id"])
        offer = self.make("offer", company_id=self.bati, job="Peintre")
        around: Values = {"offer_id": offer}
        self.write("participant", person, hidden("participant"))
        for tie in TIES:
            if tie in WAYS:
                there = tie.table in made
                row = made.setdefault(tie.table, new_id())
                links = {} if there else {tie.link: made[tie.parent]}
                fields = {field.name for field in TABLES[tie.table].fields}
                here = {name: value for name, value in around.items() if name in fields}
                self.write(tie.table, row, hidden(tie.table) | links | here)
        entry = rows.all_rows(self.services.database.connection, "hours_entry")
        subjects = {f"48h {job} 2026-10", f"{next(entry).id}", person, made["eligibility"]}
        for number, subject in enumerate(sorted(subjects)):
            made[f"{SETTLED} {number}"] = self.make(
                SETTLED, kind="week", subject=subject, notes=HIDDEN, decided_on="2026-11-02"
            )
        return made

    def row(self, table: str, row: Id) -> Values:
        """Return the values of a row, whatever became of it."""
        found = rows.read(self.services.database.connection, table, row)
        assert found is not None
        return found.values


def hidden(table: str) -> Values:
    """Return a value that gives something away for every personal field of a table."""
    return {field.name: _secret(field) for field in TABLES[table].fields if field.personal}


def _secret(field: Field) -> Value:
    if field.choices is not None:
        return str(next(iter(field.choices)))
    if field.kind is Kind.FLAG:
        return 1
    return HIDDEN_DAY if field.kind is Kind.DATE else HIDDEN


def all_that_is_said(services: Services) -> str:
    """Return every row and all of the log, and what waits beside it."""
    connection = services.database.connection
    said = [row for table in TABLES for row in rows.all_rows(connection, table)]
    return f"{said} {list(log.everything(connection))} {list(log.held(connection))}"
