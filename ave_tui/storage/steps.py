"""What can be undone and done again on this laptop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.storage.connection import Connection

Key = tuple[str, int]
"""A transaction by its device and number; an import by nothing and its number."""

ERASE: Final = "erase"
"""The kind of a step that nothing takes back."""


@dataclass(frozen=True, slots=True)
class Step:
    """One transaction of this laptop, and what it did.

    ``do`` did something; ``undo`` and ``redo`` took back the last step or did it again; ``back``
    and ``again`` did so with any step, chosen in the history; ``erase`` erased for good.
    """

    device: str
    tx: int
    """0 where it found nothing to change."""
    kind: str
    target: Key | None = None
    """What it took back: a transaction, or an import."""

    @property
    def key(self) -> Key:
        """Its own transaction."""
        return self.device, self.tx


def import_key(exchange: int) -> Key:
    """Return an import as what a step takes back."""
    return "", exchange


def add(connection: Connection, step: Step) -> None:
    """Note a step that was just made."""
    device, number = step.target or (None, None)
    of_import = device == ""
    connection.execute(
        "INSERT INTO step (device, tx, kind, target_device, target_tx, target_import) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (
            *(step.device, step.tx, step.kind),
            *((None, None, number) if of_import else (device, number, None)),
        ),
    )


def everything(connection: Connection) -> list[Step]:
    """Return all steps in their order."""
    return [
        Step(
            *(device, tx, kind),
            import_key(of_import) if of_import is not None else (of, number) if of else None,
        )
        for device, tx, kind, of, number, of_import in connection.execute(
            "SELECT device, tx, kind, target_device, target_tx, target_import FROM step ORDER BY id"
        )
    ]


def stacks(taken: Iterable[Step]) -> tuple[list[Step], list[Step]]:
    """Return the transactions that undo and redo would take back, the next one last.

    A step is undone by taking back its transaction, and done again by taking back the
    transaction of the undo: one rule serves both. Taking back a step from the history is a step
    like any other: undo takes it back first, so the order of undoing never crosses itself.
    """
    undo: list[Step] = []
    redo: list[Step] = []
    for step in taken:
        if step.kind == "undo":
            undo.pop()
            redo.append(step)
        elif step.kind == "redo":
            redo.pop()
            undo.append(step)
        else:
            undo.append(step)
            redo.clear()
    return undo, redo


def taken_back(taken: Iterable[Step]) -> dict[Key, Step]:
    """Return what is taken back now, with the step that did it.

    A step that was itself taken back has no effect any more, and one that changed nothing never
    had any.
    """
    by: dict[Key, Step] = {}
    for step in reversed(list(taken)):
        if step.target is not None and step.tx and step.key not in by:
            by.setdefault(step.target, step)
    return by
