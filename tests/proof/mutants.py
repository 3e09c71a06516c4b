"""The program with one mistake in it, each of which the traces must find.

A proof that cannot fail proves nothing: if a mutant lives, a check is missing.
"""

from __future__ import annotations

import types
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from ave_tui.domain import counting
from ave_tui.domain.changes import Change
from ave_tui.domain.schema import TABLES
from ave_tui.storage import contested, devices, log, rows, totals
from ave_tui.sync import (
    bundle,
    check,
    delivery,
    fold,
    forgetting,
    identity,
    lines,
    merge,
    undo,
    writing,
)
from ave_tui.sync.bundle import Bundle
from ave_tui.sync.causality import Causality
from ave_tui.sync.fold import Folded
from ave_tui.sync.ledger import Ledger, NothingToUndoError
from ave_tui.sync.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from ave_tui.domain.schema import Id, Table, Values
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.database import Database

    Mutant = Callable[[pytest.MonkeyPatch], object]


def fold_like(patch: pytest.MonkeyPatch, folding: object) -> None:
    """Let everything that folds fold otherwise."""
    for module in (fold, merge, undo, check):
        patch.setattr(module, "fold", folding)


def _last_of(operations: list[Operation], table: Table) -> Folded:
    """Return what whoever comes last makes of a row."""
    values: Values = table.blank
    deleted = erased = False
    for operation in operations:
        values |= operation.values
        deleted = operation.act == "delete"
        erased = erased or operation.act == "erase"
    return Folded(values, deleted, erased)


def last_clock_wins(patch: pytest.MonkeyPatch) -> None:
    """The wall clock decides, as in most programs that "sync"."""

    def folding(table: Table, operations: list[Operation], _causality: Causality) -> Folded:
        return _last_of(sorted(operations, key=lambda o: (o.at_ms, o.device, o.seq)), table)

    fold_like(patch, folding)


def last_arrival_wins(patch: pytest.MonkeyPatch) -> None:
    """Whatever a laptop got last stands."""

    def folding(table: Table, operations: list[Operation], _causality: Causality) -> Folded:
        return _last_of(list(operations), table)

    fold_like(patch, folding)


def _mutate_fold(
    patch: pytest.MonkeyPatch, change: Callable[[Folded, list[Operation]], Folded]
) -> None:
    whole = fold.fold

    def folding(table: Table, operations: list[Operation], causality: Causality) -> Folded:
        return change(whole(table, operations, causality), operations)

    fold_like(patch, folding)


def delete_wins(patch: pytest.MonkeyPatch) -> None:
    """A withdrawal wins over an edit that it had not seen."""
    _mutate_fold(
        patch,
        lambda folded, _: replace(
            folded, deleted=folded.deleted or any(c.field == "deleted" for c in folded.conflicts)
        ),
    )


def edit_wins_unlisted(patch: pytest.MonkeyPatch) -> None:
    """A withdrawal against an edit is settled without a word."""
    _mutate_fold(
        patch,
        lambda folded, _: replace(
            folded, conflicts=tuple(c for c in folded.conflicts if c.field != "deleted")
        ),
    )


def claim_dropped(patch: pytest.MonkeyPatch) -> None:
    """Of three standing values only two are listed."""
    _mutate_fold(
        patch,
        lambda folded, _: replace(
            folded, conflicts=tuple(replace(c, claims=c.claims[:2]) for c in folded.conflicts)
        ),
    )


def least_claim_shown(patch: pytest.MonkeyPatch) -> None:
    """The oldest of the standing values is shown instead of the newest."""
    _mutate_fold(
        patch,
        lambda folded, _: replace(
            folded,
            values=folded.values
            | {c.field: c.claims[-1].value for c in folded.conflicts if c.field != "deleted"},
        ),
    )


def later_erasure_by_clock(patch: pytest.MonkeyPatch) -> None:
    """Of two erasures the clock chooses."""

    def change(folded: Folded, operations: list[Operation]) -> Folded:
        erasures = [o for o in operations if o.act == "erase"]
        if not erasures:
            return folded
        newest = max(erasures, key=lambda o: (o.at_ms, o.device, o.seq))
        return replace(folded, values=dict.fromkeys(folded.values) | {"qpv": 0} | newest.values)

    _mutate_fold(patch, change)


def erasure_loses(patch: pytest.MonkeyPatch) -> None:
    """What is written later, or elsewhere, undoes an erasure."""
    whole = fold.fold

    def folding(table: Table, operations: list[Operation], causality: Causality) -> Folded:
        kept = [o for o in operations if o.act != "erase"]
        return whole(table, operations if len(kept) < 3 else kept, causality)

    fold_like(patch, folding)


def conflict_not_noted(patch: pytest.MonkeyPatch) -> None:
    """A merge forgets to note where laptops disagree."""
    patch.setattr(contested, "add", lambda *_: None)


def no_dependencies(patch: pytest.MonkeyPatch) -> None:
    """Operations enter the log before what their author had."""
    patch.setattr(Operation, "dependencies", lambda _: {})


def no_gap_check(patch: pytest.MonkeyPatch) -> None:
    """A device's operations enter the log whatever lies before them."""
    patch.setattr(
        delivery,
        "_may_follow",
        lambda transaction, vector, _: all(
            vector.get(device, 0) >= seq for device, seq in transaction[0].dependencies().items()
        ),
    )


def step_cut_in_half(patch: pytest.MonkeyPatch) -> None:
    """The last operation of a step stays behind."""
    whole = delivery._follow

    def follow(*arguments: Any) -> object:
        ready, vector = whole(*arguments)
        if ready and ready[-1].tx != ready[-1].seq:
            vector[ready[-1].device] -= 1
            ready.pop()
        return ready, vector

    patch.setattr(delivery, "_follow", follow)


def waiting_forgotten(patch: pytest.MonkeyPatch) -> None:
    """What has to wait is thrown away, as if it came again by itself."""
    patch.setattr(log, "hold", lambda *_: None)


def waiting_kept_twice(patch: pytest.MonkeyPatch) -> None:
    """What waits is never taken out of the waiting room."""
    whole = log.hold

    def hold(connection: Connection, operations: list[Any], *rest: Any) -> None:
        kept = {found[:2]: found for found in [*log.held(connection), *operations]}
        whole(connection, kept.values(), *rest)

    patch.setattr(log, "hold", hold)


def vector_not_written(patch: pytest.MonkeyPatch) -> None:
    """A laptop doesn't say what it had when it writes after an import."""
    whole = Operation

    def without(**fields: Any) -> Operation:
        return whole(**{**fields, "deps": None})

    without.from_log = whole.from_log  # type: ignore[attr-defined]
    patch.setattr(writing, "Operation", without)


def vector_only_once(patch: pytest.MonkeyPatch) -> None:
    """A laptop says what it had after its first import, and never again."""
    whole = devices.learn
    done: set[int] = set()

    def learn(connection: Connection, vector: dict[str, int]) -> None:
        whole(connection, vector)
        if id(connection) in done:
            connection.execute("UPDATE device SET merged = 0")
        done.add(id(connection))

    patch.setattr(devices, "learn", learn)


def vector_says_too_much(patch: pytest.MonkeyPatch) -> None:
    """What waits counts as had."""

    def vector(connection: Connection) -> dict[str, int]:
        found = devices.vector(connection)
        for device, seq, *_ in log.held(connection):
            found[device] = max(found.get(device, 0), seq)
        return found

    patch.setattr(writing, "devices", types.SimpleNamespace(**{**vars(devices), "vector": vector}))


def chain_not_verified(patch: pytest.MonkeyPatch) -> None:
    """Whatever bears the right numbers is believed."""
    patch.setattr(Bundle, "ends", property(lambda _: {}))


def known_not_compared(patch: pytest.MonkeyPatch) -> None:
    """A second history of a device is taken for the first."""
    patch.setattr(Operation, "identity", lambda self: f"{self.device}{self.seq}")


def totals_not_recounted(patch: pytest.MonkeyPatch) -> None:
    """An import leaves the totals as they were."""
    patch.setattr(totals, "refresh", lambda *_: None)


def totals_add_all(patch: pytest.MonkeyPatch) -> None:
    """A month and its weeks are added up."""
    whole = counting.count_month

    def count(entries: list[Any]) -> object:
        # Read as days of weeks that have no figure of their own.
        return whole([(f"2026-10-{n + 1:02d}", *entry[1:]) for n, entry in enumerate(entries)])

    patch.setattr(totals, "count_month", count)


def undo_gives_all_back(patch: pytest.MonkeyPatch) -> None:
    """Undo makes a record what it was, whatever colleagues have done to it since."""

    def back(self: Ledger) -> object:
        step = self.next_step("undo")
        if step is None:
            raise NothingToUndoError
        with self._database.transaction() as connection:
            causality = Causality(map(Operation.from_log, log.with_vectors(connection)))
            changes = []
            for own in map(
                Operation.from_log, log.of_transaction(connection, step.device, step.tx)
            ):
                of_row = map(Operation.from_log, log.of_rows(connection, [own.row]))
                seen = [o for o in of_row if causality.saw(own, o)]
                was = fold.fold(TABLES[own.table], seen, causality) if seen else None
                values = None if was is None or was.deleted else dict(was.values)
                changes.append(Change(own.table, own.row, values))
            return writing.write(connection, changes, "undo", self.actor, self._database.now_ms())

    patch.setattr(Ledger, "undo", back)


def undo_does_half(patch: pytest.MonkeyPatch) -> None:
    """Undo gives back the first record of a step and leaves the others."""
    whole = writing.write

    def write(connection: Connection, changes: list[Change], kind: str, *rest: Any) -> object:
        return whole(connection, changes[:1] if kind == "undo" else changes, kind, *rest)

    patch.setattr(writing, "write", write)


def forgotten_under_later_work(patch: pytest.MonkeyPatch) -> None:
    """What a file brought is forgotten though something was written since that knew of it."""
    patch.setattr(forgetting, "_must_wait", lambda *_: None)


def forgotten_records_stay(patch: pytest.MonkeyPatch) -> None:
    """A file is forgotten, and the records that only it brought are still shown."""
    patch.setattr(rows, "remove_unknown", lambda *_: None)


def forgotten_with_what_waited(patch: pytest.MonkeyPatch) -> None:
    """What an earlier file had brought goes with the file that had let it in."""
    whole = log.held_from

    def held_from(connection: Connection) -> dict[tuple[str, int], int | None]:
        (newest,) = connection.execute("SELECT max(id) FROM exchange").fetchone()
        return dict.fromkeys(whole(connection), newest)

    patch.setattr(log, "held_from", held_from)


def withdrawn_with_what_was_there(patch: pytest.MonkeyPatch) -> None:
    """A withdrawn file takes the records along that it had only changed."""

    def of_import(connection: Connection, exchange: int, _keep: list[tuple[str, Id]]) -> object:
        own = list(map(Operation.from_log, log.of_import(connection, exchange)))
        return undo._take_back(connection, own, lambda *_: False)

    patch.setattr(undo, "of_import", of_import)


def brought_up_to_date_in_the_log(patch: pytest.MonkeyPatch) -> None:
    """Operations of an older schema are kept as if the newer one had written them."""
    patch.setattr(bundle, "read_line", lambda line: replace(lines.read_line(line), version=2))


def erased_kept_in_log(patch: pytest.MonkeyPatch) -> None:
    """The log keeps what was erased."""
    patch.setattr(log, "blank", lambda *_: None)


def device_stays_after_restore(patch: pytest.MonkeyPatch) -> None:
    """A restored database goes on under its old name."""
    whole = identity.ensure_device

    def ensure(database: Database) -> str:
        me = devices.mine(database.connection)
        return me.device if me else whole(database)

    patch.setattr(identity, "ensure_device", ensure)


def former_not_signed(patch: pytest.MonkeyPatch) -> None:
    """What a laptop wrote last before it became another one is signed by nobody."""
    patch.setattr(identity, "trust", types.SimpleNamespace(own_keys=lambda _: []))


def same_number_twice(patch: pytest.MonkeyPatch) -> None:
    """A laptop forgets now and then that it has written."""
    whole = devices.advance

    def advance(connection: Connection, device: str, seq: int, *, merged: bool) -> None:
        if seq % 4:
            whole(connection, device, seq, merged=merged)

    patch.setattr(devices, "advance", advance)


def half_of_a_bundle(patch: pytest.MonkeyPatch) -> None:
    """An import folds the first of the records that it touches."""
    whole = merge.refold

    def refold(connection: Connection, keys: list[Any], *rest: Any) -> None:
        whole(connection, keys[: max(1, len(keys) - 1)], *rest)

    patch.setattr(merge, "refold", refold)


MUTANTS: Final[list[Mutant]] = [
    last_clock_wins,
    last_arrival_wins,
    delete_wins,
    edit_wins_unlisted,
    claim_dropped,
    least_claim_shown,
    later_erasure_by_clock,
    erasure_loses,
    erased_kept_in_log,
    conflict_not_noted,
    no_dependencies,
    no_gap_check,
    step_cut_in_half,
    waiting_forgotten,
    waiting_kept_twice,
    vector_not_written,
    vector_only_once,
    vector_says_too_much,
    chain_not_verified,
    known_not_compared,
    totals_not_recounted,
    totals_add_all,
    undo_gives_all_back,
    undo_does_half,
    forgotten_under_later_work,
    forgotten_records_stay,
    forgotten_with_what_waited,
    withdrawn_with_what_was_there,
    brought_up_to_date_in_the_log,
    device_stays_after_restore,
    former_not_signed,
    same_number_twice,
    half_of_a_bundle,
]
