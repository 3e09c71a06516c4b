"""The journal's lines: what somebody did in one step, or a file that came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ave_tui.domain.words import N_, Sentence
from ave_tui.services.history_words import deeds_of, told
from ave_tui.services.value_words import Names, laptop_name, moment
from ave_tui.storage import steps
from ave_tui.storage.queries import history
from ave_tui.sync.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.storage.queries.history import Written

Place = tuple[int, str, int]
"""Where a page ends and the next one begins."""
IMPORT: Final = "import"
"""The kind of a line that is a file brought in."""
_LAST: Final = "~"
"""Sorts after every device: a file stands above what is of the same instant."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """What somebody did in one step, or a file that was brought in here."""

    device: str
    tx: int
    """0 for a file."""
    at_ms: int
    at: datetime
    who: str
    here: bool
    """It was done on this laptop."""
    file_name: str
    """The file it was brought in with; empty where it was done here."""
    kind: str
    """Empty where it did something; else how it took something back or did it again."""
    operations: int
    sentences: tuple[Sentence, ...]
    """What it did; a list has the first ones."""
    rows: tuple[tuple[str, Id], ...]
    """The records it wrote to, those of its sentences."""
    import_id: int = 0
    """The import that brought it, or that it is; 0 where it was done here."""
    own: bool = False
    """It is a step of this laptop, to be taken back by itself."""
    taken_back: bool = False
    """It is taken back now, and can be done again."""

    @property
    def place(self) -> Place:
        """Where a page that ends with it goes on."""
        return self.at_ms, self.device if self.kind != IMPORT else _LAST, self.tx or self.import_id


def told_of(
    connection: Connection,
    written: Sequence[Written],
    now: datetime,
    most: int,
    only: Id | None = None,
) -> list[Transaction]:
    """Return transactions with the sentences of their first operations.

    Args:
        connection: Where they are.
        written: The transactions.
        now: The clock here, for its time zone.
        most: So many operations of each are read.
        only: Tell only of this row.
    """
    operations = [
        [
            operation
            for operation in map(
                Operation.from_log, history.operations(connection, each.device, each.tx, most)
            )
            if only is None or operation.row == only
        ]
        for each in written
    ]
    deeds = deeds_of(connection, [operation for some in operations for operation in some])
    wanted: dict[str, set[Id]] = {}
    for deed in deeds.values():
        for table, row in deed.references():
            wanted.setdefault(table, set()).add(row)
    names = Names(connection, wanted)
    taken = steps.everything(connection)
    kinds = {step.key: step.kind for step in taken if step.tx}
    back = steps.taken_back(taken)
    return [
        Transaction(
            device=each.device,
            tx=each.tx,
            at_ms=each.at_ms,
            at=moment(each.at_ms, now),
            who=each.person or laptop_name(each.device),
            here=each.here,
            file_name=each.file_name,
            kind="" if (kind := kinds.get((each.device, each.tx), "")) == "do" else kind,
            operations=each.operations,
            sentences=tuple(
                sentence
                for operation in some
                for sentence in told(deeds[operation.device, operation.seq], names)
            ),
            rows=tuple(dict.fromkeys((o.table, o.row) for o in some)),
            import_id=each.import_id,
            own=kind not in ("", steps.ERASE),
            taken_back=(each.device, each.tx) in back or steps.import_key(each.import_id) in back,
        )
        for each, some in zip(written, operations, strict=True)
    ]


def files_between(
    connection: Connection,
    now: datetime,
    above: Place | None,
    below: Place | None,
    sought: history.Sought,
) -> list[Transaction]:
    """Return the files brought in that stand between two places of the journal."""
    if sought.tables or sought.actor:
        return []
    back = steps.taken_back(steps.everything(connection))
    found: list[Transaction] = []
    for file in history.files(connection, sought):
        line = Transaction(
            device=file.peer,
            tx=0,
            at_ms=file.at_ms,
            at=moment(file.at_ms, now),
            who=file.person or laptop_name(file.peer),
            here=False,
            file_name=file.file_name,
            kind=IMPORT,
            operations=file.operations,
            sentences=(Sentence(N_("File brought in: {name}"), {"name": file.file_name}),),
            rows=(),
            import_id=file.id,
            taken_back=steps.import_key(file.id) in back,
        )
        if (above is None or line.place < above) and (below is None or line.place > below):
            found.append(line)
    return found
