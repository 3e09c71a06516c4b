"""Measures of the exchange of a facilitator's year, and of what it could not be done without."""

from __future__ import annotations

import json
import time
import zlib
from typing import TYPE_CHECKING, Final

from ave_tui.domain.schema import TABLES
from ave_tui.storage.gates import set_gate
from ave_tui.sync.bundle import unpack
from tests.bench.worlds import copy_of_year, services
from tests.homes import empty_home

if TYPE_CHECKING:
    from pathlib import Path

_OPERATIONS: Final = 3_300
"""Of a facilitator's year; sizes are told for so many."""


def size(folder: Path) -> float:
    """Measure the file of a year, in kB for as many operations as a year has."""
    path = _file(folder)
    return path.stat().st_size / 1000 * _OPERATIONS / len(unpack(path.read_bytes()).operations)


def export(folder: Path) -> float:
    """Measure the making of a file."""
    with services(copy_of_year(folder)) as opened:
        began = time.perf_counter()
        opened.exchange.export(folder / "again.ave")
        return time.perf_counter() - began


def dumped(folder: Path) -> float:
    """Measure the same lines by `json.dumps` and zlib alone."""
    lines = [
        json.loads(operation.line()) for operation in unpack(_file(folder).read_bytes()).operations
    ]
    began = time.perf_counter()
    zlib.compress("".join(json.dumps(line) + "\n" for line in lines).encode(), 9)
    return time.perf_counter() - began


def bring_in(folder: Path) -> float:
    """Measure bringing the file into an empty home."""
    path = _file(folder)
    with services(_new_home(folder)) as opened:
        began = time.perf_counter()
        opened.exchange.apply(path)
        return time.perf_counter() - began


def inserted(folder: Path) -> float:
    """Measure the same rows and log lines by `executemany` alone, into the same tables."""
    with services(copy_of_year(folder)) as opened:
        rows = {
            table: opened.database.connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
            for table in (*TABLES, "change_log")
        }
    with services(_new_home(folder)) as opened:
        began = time.perf_counter()
        with opened.database.transaction() as connection:
            connection.execute("PRAGMA defer_foreign_keys = ON")
            set_gate(connection, is_open=True)
            for table, found in rows.items():
                if found:
                    places = ", ".join("?" * len(found[0]))
                    connection.executemany(f"INSERT INTO {table} VALUES ({places})", found)  # noqa: S608
            set_gate(connection, is_open=False)
        return time.perf_counter() - began


def _file(folder: Path) -> Path:
    path = folder / "year.ave"
    if not path.exists():
        with services(copy_of_year(folder)) as opened:
            opened.exchange.export(path)
    return path


def _new_home(folder: Path) -> Path:
    number = sum(1 for _ in folder.glob("new-*"))
    return empty_home(folder / f"new-{number}").folder
