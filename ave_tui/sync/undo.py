"""Taking things back: by new operations, so that it can travel like any other change.

One rule for the last step, any other step, and all that a file brought: each record gets back what
it held without it, and whatever somebody changed since is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ave_tui.domain.changes import Change
from ave_tui.domain.schema import TABLES
from ave_tui.storage import log, rows, steps
from ave_tui.storage.queries import links
from ave_tui.sync.causality import Causality
from ave_tui.sync.fold import fold
from ave_tui.sync.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.rows import Row
    from ave_tui.sync.fold import Folded
    from ave_tui.sync.operation import Device

RowKey = tuple[str, "Id"]


@dataclass(slots=True)
class Compensation:
    """The changes that take something back, and how much they leave alone."""

    changes: list[Change] = field(default_factory=list)
    skipped: int = 0
    """Fields and records that were changed since, or that others hang on."""


@dataclass(frozen=True, slots=True)
class _Story:
    """What became of one record that is taken back."""

    key: RowKey
    own: Sequence[Operation]
    """What is taken back."""
    was: Folded | None
    """The record without it; None where it was not there."""
    left: Folded
    """The record as it left it."""
    now: Row
    foreign: Sequence[Operation]
    """What others wrote that it had not seen: theirs, and not to be taken back with it."""


def of_transaction(connection: Connection, device: Device, tx: int) -> Compensation:
    """Return what takes back one transaction of this laptop.

    Each record gets back what its author had seen.
    """
    own = list(map(Operation.from_log, log.of_transaction(connection, device, tx)))
    return _take_back(connection, own, lambda c, mine, other: c.saw(mine[0], other))


def of_import(connection: Connection, exchange: int, keep: Iterable[RowKey] = ()) -> Compensation:
    """Return what takes back all that a file brought.

    Each record gets back what it holds by everything that was written without knowing the file.

    Args:
        connection: Inside a transaction.
        exchange: The import.
        keep: Records that must stay whatever brought them.
    """
    own = list(map(Operation.from_log, log.of_import(connection, exchange)))
    return _take_back(
        connection,
        own,
        lambda c, mine, other: not any(c.saw(other, each) for each in mine),
        frozenset(keep),
    )


def _take_back(
    connection: Connection,
    own: Sequence[Operation],
    is_before: Callable[[Causality, Sequence[Operation], Operation], bool],
    keep: frozenset[RowKey] = frozenset(),
) -> Compensation:
    causality = Causality(map(Operation.from_log, log.with_vectors(connection)))
    mine = {step.key for step in steps.everything(connection)}
    done = Compensation()
    withdrawn: dict[RowKey, list[Change]] = {}
    again: set[RowKey] = set()
    by_row = _by_row(connection, own)
    for key, (written, others) in reversed(by_row.items()):
        now = rows.read(connection, *key)
        if now is None or now.erased:
            done.skipped += 1
            continue
        table = TABLES[key[0]]
        before = [o for o in others if is_before(causality, written, o)]
        since = [o for o in others if not is_before(causality, written, o)]
        story = _Story(
            key,
            written,
            fold(table, before, causality) if before else None,
            fold(table, [*before, *written], causality),
            now,
            [o for o in since if (o.device, o.tx) not in mine],
        )
        if (story.was is None or story.was.deleted) and not story.left.deleted:
            if now.deleted:
                continue
            if story.foreign or now.values != story.left.values or key in keep:
                done.skipped += 1
            else:
                withdrawn[key] = _withdrawal(story)
                if story.was is not None:
                    again.add(key)
        else:
            _mend(story, done)
    # What was withdrawn before had things hanging on it then too: listed as orphans again.
    staying = _hung_on(connection, withdrawn, done.changes) - again
    done.skipped += len(staying)
    done.changes += [c for key, of in withdrawn.items() if key not in staying for c in of]
    return done


def _by_row(
    connection: Connection, own: Sequence[Operation]
) -> dict[RowKey, tuple[list[Operation], list[Operation]]]:
    """Return for each record what is taken back, and all else that was written to it."""
    found: dict[RowKey, tuple[list[Operation], list[Operation]]] = {}
    for operation in own:
        found.setdefault((operation.table, operation.row), ([], []))[0].append(operation)
    taken = {(operation.device, operation.seq) for operation in own}
    for other in map(Operation.from_log, log.of_rows(connection, [row for _, row in found])):
        # A file may use one id in two tables, whatever programs do.
        if (other.device, other.seq) not in taken and (other.table, other.row) in found:
            found[other.table, other.row][1].append(other)
    return found


def _withdrawal(story: _Story) -> list[Change]:
    """Return what withdraws a record again that was made or brought back."""
    changes = []
    if story.was is not None and (back := _changed_back(story, story.was)):
        changes.append(Change(*story.key, back))
    return [*changes, Change(*story.key, None)]


def _mend(story: _Story, done: Compensation) -> None:
    """Give a record its former fields back, and bring it back where it was withdrawn."""
    was, now = story.was, story.now
    if was is None:
        return
    back = _changed_back(story, was)
    if was.deleted:
        # Withdrawn before and after: what was written to it in between goes, and it stays so.
        if back and now.deleted and not story.foreign:
            done.changes += [Change(*story.key, back), Change(*story.key, None)]
        return
    touched = {name for o in story.own for name in o.values}
    changed = {name for name in touched if was.values[name] != story.left.values[name]}
    if story.left.deleted:
        if story.foreign:
            done.skipped += 1
        elif back or now.deleted:
            done.changes.append(Change(*story.key, back))
    elif now.deleted:
        # Writing to it would bring it back: whoever withdrew it since did not mean that.
        done.skipped += len(changed)
    else:
        done.skipped += len(changed - back.keys())
        if back:
            done.changes.append(Change(*story.key, back))


def _changed_back(story: _Story, was: Folded) -> dict[str, str | int | None]:
    """Return the fields that still stand as they were left, with what they held without it."""
    foreign = {name for o in story.foreign for name in o.values}
    return {
        name: was.values[name]
        for name in sorted({name for o in story.own for name in o.values})
        if story.now.values[name] == story.left.values[name]
        and was.values[name] != story.left.values[name]
        and name not in foreign
    }


def _hung_on(
    connection: Connection, withdrawn: dict[RowKey, list[Change]], changes: Sequence[Change]
) -> set[RowKey]:
    """Return the records that must stay: something else in use points to them."""
    moved = {(c.table, c.row, name) for c in changes for name in c.values or ()}
    pairs = [
        (child, target)
        for child, link, target in links.pointing_to(connection, withdrawn)
        if (*child, link) not in moved
    ]
    staying: set[RowKey] = set()
    grew = True
    while grew:
        hold = {t for child, t in pairs if child not in withdrawn or child in staying}
        grew = not hold <= staying
        staying |= hold
    return staying
