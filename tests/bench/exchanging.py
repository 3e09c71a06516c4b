"""Measures of the exchange of a facilitator's year, and of what it could not be done without."""

from __future__ import annotations

import json
import time
import zlib
from typing import TYPE_CHECKING, Final

from ave_tui.domain.schema import TABLES
from ave_tui.services.opening import read_sealed
from ave_tui.storage.gates import set_gate
from ave_tui.sync.bundle import unpack
from tests.bench.worlds import copy_of_year, services
from tests.homes import empty_home, introduce

if TYPE_CHECKING:
    from pathlib import Path

    from ave_tui.sync.bundle import Bundle

_OPERATIONS: Final = 3_300
"""Of a facilitator's year; sizes are told for so many."""


def size(folder: Path) -> float:
    """Measure the file of a year, in kB for as many operations as a year has."""
    path = _file(folder)
    return path.stat().st_size / 1000 * _OPERATIONS / len(_inside(folder).operations)


def export(folder: Path) -> float:
    """Measure the making of a file."""
    _file(folder)
    with services(copy_of_year(folder)) as opened:
        began = time.perf_counter()
        opened.exchange.export(folder / "again.ave", everything=True)
        return time.perf_counter() - began


def dumped(folder: Path) -> float:
    """Measure the same lines by `json.dumps` and zlib alone."""
    lines = [json.loads(operation.line()) for operation in _inside(folder).operations]
    began = time.perf_counter()
    zlib.compress("".join(json.dumps(line) + "\n" for line in lines).encode(), 9)
    return time.perf_counter() - began


def bring_in(folder: Path) -> float:
    """Measure bringing the file into an empty home that it was made for."""
    with services(copy_of_year(folder)) as maker, services(_new_home(folder)) as opened:
        introduce(maker, opened)
        device = opened.ledger.device
        path = maker.exchange.export(folder / "for-one.ave", [device]).path
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
        with services(copy_of_year(folder)) as maker, services(_new_home(folder)) as reader:
            introduce(maker, reader)
            maker.exchange.export(path)
    return path


def _inside(folder: Path) -> Bundle:
    path = _file(folder)
    with services(copy_of_year(folder)) as maker, maker.database.reading() as connection:
        return unpack(read_sealed(connection, path).container)


def _new_home(folder: Path) -> Path:
    number = sum(1 for _ in folder.glob("new-*"))
    return empty_home(folder / f"new-{number}").folder
