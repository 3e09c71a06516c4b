"""What can be undone and done again on this laptop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ave_tui.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class Step:
    """One transaction of this laptop, and whether it did, undid or redid something."""

    device: str
    tx: int
    kind: str


def add(connection: Connection, step: Step) -> None:
    """Note a step that was just made."""
    connection.execute(
        "INSERT INTO step (device, tx, kind) VALUES (?, ?, ?)", (step.device, step.tx, step.kind)
    )


def stacks(connection: Connection) -> tuple[list[Step], list[Step]]:
    """Return the transactions that undo and redo would take back, the next one last.

    A step is undone by taking back its transaction, and done again by taking back the
    transaction of the undo: one rule serves both.
    """
    undo: list[Step] = []
    redo: list[Step] = []
    for device, tx, kind in connection.execute("SELECT device, tx, kind FROM step ORDER BY id"):
        step = Step(device, tx, kind)
        if kind == "undo":
            undo.pop()
            redo.append(step)
        elif kind == "redo":
            redo.pop()
            undo.append(step)
        else:
            undo.append(step)
            redo.clear()
    return undo, redo
