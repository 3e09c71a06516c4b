"""What taking a step back may do, and must, by the account of who had seen what.

Each row gets back what it held when the step was made. What somebody else has written since, or at
the same time without anybody having seen the other's, is left alone: no hour of a colleague may
vanish because somebody pressed undo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.schema import TABLES
from tests.proof.naive import fold_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ave_tui.domain.schema import Value
    from tests.proof.naive import Line, Op

Rows = dict[tuple[str, str], dict[str, "Value"]]


def judge(
    before: Rows,
    after: Rows,
    ops: Sequence[Op],
    taken: Sequence[Op],
    saw: Callable[[Op, Op], bool],
    colleagues: Callable[[Op], bool],
) -> None:
    """Judge what became of the rows when one step was taken back: each gets what its author saw.

    Args:
        before: All rows before.
        after: All rows after.
        ops: The log before.
        taken: The operations that were taken back: one step.
        saw: Who had seen what.
        colleagues: Whether an operation is another laptop's.
    """
    _judge(before, after, ops, taken, saw, colleagues, lambda own, op: saw(own[0], op))


def judge_withdrawn(
    before: Rows,
    after: Rows,
    ops: Sequence[Op],
    taken: Sequence[Op],
    saw: Callable[[Op, Op], bool],
    colleagues: Callable[[Op], bool],
) -> None:
    """Judge the same of all that a file brought: each row gets what was written without it."""
    _judge(
        *(before, after, ops, taken, saw, colleagues),
        lambda own, op: not any(saw(op, each) for each in own),
    )


def _judge(
    before: Rows,
    after: Rows,
    ops: Sequence[Op],
    taken: Sequence[Op],
    saw: Callable[[Op, Op], bool],
    colleagues: Callable[[Op], bool],
    is_before: Callable[[Sequence[Op], Op], bool],
) -> None:
    keys = {(op.table, op.row) for op in taken}
    for key, row in before.items():
        if key not in keys:
            assert after[key] == row, "undo touched a record that the step had not"
    for key in keys:
        own = [op for op in taken if (op.table, op.row) == key]
        others = [op for op in ops if (op.table, op.row) == key and op not in own]
        unseen = [op for op in others if not is_before(own, op)]
        seen = [op for op in others if is_before(own, op)]
        theirs = [op for op in unseen if colleagues(op)]
        was = fold_row(key[0], seen, saw) if seen else None
        left = fold_row(key[0], [*seen, *own], saw)
        _judge_row(before[key], after[key], own, theirs, was, left)
        if not unseen and not before[key]["erased"] and left.erased is False:
            stays = (was is None or was.deleted) and _is_needed(after, key)
            _judge_effect(after[key], own, was, stays=stays)


def _judge_row(
    old: dict[str, Value],
    new: dict[str, Value],
    own: Iterable[Op],
    theirs: Sequence[Op],
    was: Line | None,
    left: Line,
) -> None:
    """Nothing of a colleague's is touched, and nothing that isn't the step's."""
    touched = {name for op in own for name in op.values} - {
        name for op in theirs for name in op.values
    }
    for name in old.keys() - {"deleted", "erased"}:
        if new[name] != old[name]:
            assert name in touched, "undo touched a field that is not its own"
            assert old[name] == left.values[name], "undo touched what was changed since"
            assert was is not None
            assert new[name] == was.values[name], "undo gave something else back"
    assert new["erased"] == old["erased"], "undo brought an erased record back"
    if new["deleted"] != old["deleted"]:
        assert not theirs, "undo decided over a record that a colleague had written to"
        assert bool(new["deleted"]) == (was is None or was.deleted)


def _judge_effect(
    new: dict[str, Value], own: Iterable[Op], was: Line | None, *, stays: bool
) -> None:
    """Where nobody had a hand in it since, the step is really taken back."""
    if was is None:
        assert new["deleted"] or stays, "undo left a record that was made"
        return
    if stays and not new["deleted"]:
        return
    assert bool(new["deleted"]) == was.deleted, "undo left a withdrawal"
    if not was.deleted:
        for name in {name for op in own for name in op.values}:
            assert new[name] == was.values[name], "undo left a field"


def _is_needed(rows: Rows, key: tuple[str, str]) -> bool:
    """Whether another row in use points to a row: then it may be kept."""
    table, row = key
    return any(
        not values["deleted"] and values[field.name] == row
        for (child, _), values in rows.items()
        for field in TABLES[child].fields
        if field.target == table
    )
