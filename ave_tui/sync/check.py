"""Holding file, log and rows against each other: what `check` finds and what `state` means."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Final

from ave_tui.domain.laptops import short
from ave_tui.domain.progress import counted, part, quiet
from ave_tui.domain.schema import TABLES
from ave_tui.domain.words import N_, Sentence
from ave_tui.storage import allocations, devices, gates, log, rows, totals, trust
from ave_tui.sync.bundle import chain
from ave_tui.sync.causality import Causality
from ave_tui.sync.fold import fold
from ave_tui.sync.lines import NotAnOperationError, SchemaTooNewError, read_line
from ave_tui.sync.operation import Operation, canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ave_tui.domain.progress import Tell
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.rows import Row

_MOST_SAID: Final = 20


@dataclass(slots=True)
class Findings:
    """What a check found."""

    faults: list[Sentence] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    """How many rows of each table are in use (not withdrawn)."""
    operations: int = 0
    state: str = ""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def say(self, text: str, **values: object) -> None:
        """Note a fault; after the first ones only that there are more."""
        if len(self.faults) < _MOST_SAID:
            self.faults.append(Sentence(text, values))


def state(connection: Connection) -> str:
    """Return the SHA-256 of the canonical content of all synced rows, withdrawn ones included.

    Two homes that hold the same records have the same state, whatever else differs.
    """
    digest = hashlib.sha256()
    for table in TABLES:
        for row in rows.all_rows(connection, table):
            digest.update(_content(row).encode())
            digest.update(b"\n")
    return digest.hexdigest()


def check(connection: Connection, tell: Tell = quiet) -> Findings:
    """Look for anything that isn't as it must be; changes nothing."""
    findings = Findings()
    _check_file(connection, findings)
    tell(0.1)
    if _check_log(connection, findings, part(tell, 0.1, 0.5)):
        _check_rows(connection, findings, part(tell, 0.5, 0.9))
    if list(totals.recount(connection)) != list(totals.stored(connection)):
        findings.say(N_("The kept totals of hours are not those of the entries."))
    if list(allocations.recount(connection)) != list(allocations.stored(connection)):
        findings.say(N_("The kept allocations of hours are not those of the agreements."))
    findings.rows = {table: rows.count_live(connection, table) for table in TABLES}
    findings.operations = log.count(connection)
    findings.state = state(connection)
    tell(1)
    return findings


def _check_file(connection: Connection, findings: Findings) -> None:
    for (said,) in connection.execute("PRAGMA cipher_integrity_check").fetchall():
        findings.say(N_("The file is damaged: {detail}."), detail=said)
    for (said,) in connection.execute("PRAGMA integrity_check(5)").fetchall():
        if said != "ok":
            findings.say(N_("The file is damaged: {detail}."), detail=said)
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        findings.say(
            N_("A row of “{table}” points to nothing in “{parent}”."), table=table, parent=parent
        )
    for name in gates.missing_gates(connection):
        findings.say(N_("The guard “{name}” is not in its place."), name=name)


def _check_log(connection: Connection, findings: Findings, tell: Tell) -> bool:
    """Look for gaps and alterations; return whether all of it can be read, and so be folded."""
    readable = True
    total = log.count(connection) or 1
    signed: dict[str, dict[int, str]] = {}
    for owner, _, at, chained, _ in trust.heads(connection):
        signed.setdefault(owner, {})[at] = chained
    looked = 0
    for device, seq in devices.vector(connection).items():
        upto = part(tell, looked / total, (looked + seq) / total)
        looked += seq
        expected = 0
        sent, sent_to = devices.chain(connection, device)
        head = ""
        for found in counted(log.of_device(connection, device), seq, upto):
            expected += 1
            operation = Operation.from_log(found)
            if operation.seq != expected:
                findings.say(
                    N_("Changes {first} to {last} of laptop {device} are missing from the log."),
                    first=expected,
                    last=operation.seq - 1,
                    device=short(device),
                )
                expected = operation.seq
            try:
                head = chain(head, operation)
                read_line(operation.line())
            except (NotAnOperationError, SchemaTooNewError, ValueError):
                readable = False
                findings.say(
                    N_("Change {seq} of laptop {device} can't be read."),
                    seq=operation.seq,
                    device=short(device),
                )
            if readable and signed.get(device, {}).get(expected, head) != head:
                findings.say(
                    N_("Changes of laptop {device} are not as it signed them."),
                    device=short(device),
                )
                del signed[device]
            elif readable and expected == sent_to and head != sent:
                findings.say(
                    N_("The log of laptop {device} is no longer what was exchanged."),
                    device=short(device),
                )
        if expected != seq:
            findings.say(
                N_("The log of laptop {device} ends at {end} instead of {seq}."),
                device=short(device),
                end=expected,
                seq=seq,
            )
    return readable


def _check_rows(connection: Connection, findings: Findings, tell: Tell) -> None:
    """Fold every row from nothing but the log and compare."""
    causality = Causality(map(Operation.from_log, log.with_vectors(connection)))
    stored = {table: rows.all_rows(connection, table) for table in TABLES}
    there: dict[str, set[str]] = {table: set() for table in TABLES}
    folded: dict[tuple[str, str], str] = {}
    for (table, row), operations in _by_row(connection, tell):
        made = fold(TABLES[table], operations, causality)
        folded[table, row] = _digest(rows.Row(table, row, made.values, made.deleted, made.erased))
    for table, of_table in stored.items():
        for kept in of_table:
            there[table].add(kept.id)
            expected = folded.get((table, kept.id))
            if expected is None:
                findings.say(N_("“{table}” holds a row that the log doesn't know."), table=table)
            elif expected != _digest(kept):
                findings.say(N_("“{table}” holds a row that differs from the log."), table=table)
    for table, row in folded:
        if row not in there[table]:
            findings.say(N_("“{table}” lacks a row that the log knows."), table=table)


def _by_row(
    connection: Connection, tell: Tell
) -> Iterator[tuple[tuple[str, str], list[Operation]]]:
    found = counted(log.everything(connection), log.count(connection), tell)
    operations = map(Operation.from_log, found)
    for row, group in groupby(operations, key=lambda o: o.row):
        by_table: dict[str, list[Operation]] = {}
        for operation in group:
            by_table.setdefault(operation.table, []).append(operation)
        for table, of_table in by_table.items():
            yield (table, row), of_table


def _content(row: Row) -> str:
    return canonical([row.table, row.id, row.values, row.deleted, row.erased])


def _digest(row: Row) -> str:
    return hashlib.blake2b(_content(row).encode(), digest_size=16).hexdigest()
