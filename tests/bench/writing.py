"""Measures of writing: an hour through the ledger, and the same row by a plain ORM."""

from __future__ import annotations

import functools
import itertools
import time
from typing import TYPE_CHECKING, Final

from sqlalchemy import event
from sqlmodel import Session, create_engine

from ave_tui.domain.changes import Change, hours_entry_id, new_id
from ave_tui.storage.tables.hours import HoursEntryRow
from tests.bench.worlds import copy_of_year, services

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from sqlalchemy import Engine

    from ave_tui.domain.schema import Value

_WRITES: Final = 41
_numbers = itertools.count()


def ledger_commit(folder: Path) -> float:
    """Measure one hour written by the ledger: log, gate, encryption, totals; the typical one."""
    took: list[float] = []
    with services(copy_of_year(folder)) as opened:
        (assignment,) = opened.database.connection.execute(
            "SELECT id FROM assignment LIMIT 1"
        ).fetchone()
        for _ in range(_WRITES):
            values = _values(assignment)
            row = hours_entry_id(assignment, "WORK", str(values["period"]))
            change = Change("hours_entry", row, values)
            began = time.perf_counter()
            opened.ledger.commit([change])
            took.append(time.perf_counter() - began)
    return sorted(took)[_WRITES // 2]


def plain_commit(folder: Path) -> float:
    """Measure the same row written by a plain ORM to a plain SQLite file; the typical one."""
    took: list[float] = []
    engine = _plain(folder / "plain.db")
    for _ in range(_WRITES):
        row = HoursEntryRow.model_validate({"id": new_id(), **_values("a" * 32)})
        began = time.perf_counter()
        with Session(engine) as session:
            session.add(row)
            session.commit()
        took.append(time.perf_counter() - began)
    return sorted(took)[_WRITES // 2]


def _values(assignment: str) -> dict[str, Value]:
    number = next(_numbers)
    return {
        "assignment_id": assignment,
        "kind": "WORK",
        "period": f"{1000 + number // 12:04d}-{number % 12 + 1:02d}",
        "seconds": 25_200,
        "status": "DECLARED",
        "source": "VISIT",
    }


@functools.cache
def _plain(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def as_durable(connection: Connection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")

    HoursEntryRow.metadata.create_all(engine)
    return engine
