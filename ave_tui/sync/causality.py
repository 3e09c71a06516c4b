"""Which operation had seen which: no clock decides it."""

from __future__ import annotations

import bisect
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ave_tui.sync.operation import Device, Operation, Vector


class Causality:
    """What each device had of the others, from the vectors in its operations.

    A device writes its vector into its first operation after an import; between two of them it
    has learnt nothing, so an operation's vector is the newest at or before it.
    """

    def __init__(self, operations: Iterable[Operation] = ()) -> None:
        self._numbers: dict[Device, list[int]] = defaultdict(list)
        self._vectors: dict[Device, list[Vector]] = defaultdict(list)
        for operation in operations:
            self.add(operation)

    def add(self, operation: Operation) -> None:
        """Learn from an operation; order and repetition don't matter."""
        if operation.deps is None:
            return
        numbers = self._numbers[operation.device]
        place = bisect.bisect_left(numbers, operation.seq)
        if place == len(numbers) or numbers[place] != operation.seq:
            numbers.insert(place, operation.seq)
            self._vectors[operation.device].insert(place, operation.dependencies())

    def had(self, device: Device, seq: int) -> Vector:
        """Return what a device had of the others when it made an operation."""
        place = bisect.bisect_right(self._numbers.get(device, []), seq)
        return self._vectors[device][place - 1] if place else {}

    def saw(self, later: Operation, earlier: Operation) -> bool:
        """Whether `later` was made by someone who had `earlier`."""
        if later.device == earlier.device:
            return earlier.seq < later.seq
        return self.had(later.device, later.seq).get(earlier.device, 0) >= earlier.seq
