"""What the log says of rows in question: which values stand, and what their writers had seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ave_tui.domain.schema import TABLES
from ave_tui.storage import log
from ave_tui.sync.causality import Causality
from ave_tui.sync.fold import fold
from ave_tui.sync.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ave_tui.domain.schema import Id
    from ave_tui.storage.connection import Connection
    from ave_tui.sync.fold import Folded
    from ave_tui.sync.operation import Device


class Unseen(NamedTuple):
    """What the writer of one operation had not seen of another laptop."""

    device: Device
    actor: Id
    """Who wrote there first of what was not seen."""
    since_ms: int
    """When that was."""
    nothing_before: bool
    """Nothing at all of that laptop had been seen."""


class Disputes:
    """The operations of some rows, and who had seen which; read once."""

    def __init__(self, connection: Connection, rows: Iterable[Id]) -> None:
        self._connection = connection
        self._by_row: dict[Id, list[Operation]] = {row: [] for row in rows}
        for operation in map(Operation.from_log, log.of_rows(connection, list(self._by_row))):
            self._by_row[operation.row].append(operation)
        # A device had learnt nothing between two operations that say what it had.
        places = {(o.device, o.seq) for some in self._by_row.values() for o in some}
        vectors = log.newest_vectors(connection, sorted(places))
        self._causality = Causality(map(Operation.from_log, vectors))
        self._firsts: dict[tuple[Device, int], tuple[Id, int]] = {}

    def folded(self, table: str, row: Id) -> Folded:
        """Return a row as its operations make it, with its conflicts."""
        return fold(TABLES[table], self._by_row[row], self._causality)

    def first(self, row: Id) -> Operation:
        """Return the operation that made a row: on every laptop the same one."""
        return min(self._by_row[row], key=lambda operation: operation.place)

    def last(self, row: Id, *fields: str) -> Operation:
        """Return the write that shows: of a row, or of some of its fields where any set them."""
        operations = self._by_row[row]
        setting = [o for o in operations if not o.values.keys().isdisjoint(fields)]
        return self._shown(setting or operations)

    def withdrawal(self, row: Id) -> Operation:
        """Return the operation that withdrew a row; the last one where others did it too."""
        withdrawn = [o for o in self._by_row[row] if o.act == "delete"]
        return self._shown(withdrawn or self._by_row[row])

    def unseen(self, operation: Operation, others: Iterable[Operation]) -> Iterator[Unseen]:
        """Yield what the writer of an operation had not seen of the laptops of some others."""
        seen = self._causality.had(operation.device, operation.seq)
        ahead = {
            other.device
            for other in others
            if other.device != operation.device and not self._causality.saw(operation, other)
        }
        for device in sorted(ahead):
            had = seen.get(device, 0)
            actor, at_ms = self._first_after(device, had)
            yield Unseen(device, actor, at_ms, nothing_before=not had)

    def _shown(self, operations: list[Operation]) -> Operation:
        heads = [
            one
            for one in operations
            if not any(self._causality.saw(other, one) for other in operations)
        ]
        return max(heads, key=lambda operation: operation.place)

    def _first_after(self, device: Device, seq: int) -> tuple[Id, int]:
        key = (device, seq)
        if key not in self._firsts:
            self._firsts[key] = log.writer_of(self._connection, device, seq + 1)
        return self._firsts[key]
