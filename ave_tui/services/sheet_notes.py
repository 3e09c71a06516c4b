"""What a record says beyond its fields: how a penalty is worked out, what an agreement does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.penalty import Money, Penalty
from ave_tui.domain.words import N_, Sentence

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id, Values
    from ave_tui.storage.connection import Connection


def notes_of(connection: Connection, table: str, row: Id, values: Values) -> tuple[Sentence, ...]:
    """Return what is to be said of a record; nothing for most kinds."""
    if table == "penalty":
        return tuple(_steps(values))
    if table == "pooling_agreement":
        from ave_tui.services.pooling_notes import notes

        return tuple(notes(connection, row))
    return ()


def _steps(values: Values) -> list[Sentence]:
    """Return the calculation, a line a step."""
    said = []
    for step in Penalty.of(values).steps():
        told: dict[str, object] = {"what": step.what, "how": step.how}
        if step.cents is None:
            said.append(Sentence(N_("{what}: {how}"), told))
        else:
            told["amount"] = Money(step.cents)
            said.append(Sentence(N_("{what}: {how} = {amount}"), told))
    return said
