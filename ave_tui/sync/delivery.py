"""Which operations may enter the log now, and which must wait for others: a pure function.

An operation is delivered only when everything its author had is there. So parents come before
children, and a gap waits visibly instead of being forced.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ave_tui.domain.schema import Id
    from ave_tui.sync.operation import Device, Operation, Vector


@dataclass(frozen=True, slots=True)
class Gap:
    """Operations that others wait for: numbers `first` to `last` of a device."""

    device: Device
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """What enters the log, in an order that respects causes, and what waits."""

    ready: list[Operation]
    waiting: list[Operation]
    vector: Vector
    """How far each device's operations reach afterwards."""

    def gaps(self) -> list[Gap]:
        """Return what is missing: not here, and not among what waits."""
        waiting = {(operation.device, operation.seq) for operation in self.waiting}
        wanted: dict[Device, int] = {}
        for operation in self.waiting:
            wanted[operation.device] = max(wanted.get(operation.device, 0), operation.seq)
            for device, seq in operation.dependencies().items():
                wanted[device] = max(wanted.get(device, 0), seq)
        gaps = []
        for device, last in sorted(wanted.items()):
            # From both ends, not one by one: a file may name any number.
            first = self.vector.get(device, 0) + 1
            while (device, first) in waiting:
                first += 1
            while (device, last) in waiting:
                last -= 1
            if first <= last:
                gaps.append(Gap(device, first, last))
        return gaps


def deliver(
    candidates: Iterable[Operation], had: Mapping[Device, int], erased: Iterable[Id]
) -> Delivery:
    """Sort out operations that are not in the log yet.

    Args:
        candidates: New operations and those held back before, each once.
        had: The vector of the log.
        erased: Rows that are known to be erased: only of them may a payload be missing.
    """
    by_device: dict[Device, list[Operation]] = defaultdict(list)
    for operation in sorted(candidates, key=lambda o: (o.device, o.seq)):
        by_device[operation.device].append(operation)
    barred: set[tuple[Device, int]] = set()
    known = set(erased)
    while True:
        ready, vector = _follow(by_device, had, barred)
        erased_now = known | {operation.row for operation in ready if operation.act == "erase"}
        orphaned = {
            (operation.device, operation.tx)
            for operation in ready
            if operation.is_blank and operation.row not in erased_now
        }
        if not orphaned:
            break
        # A payload that is gone without its erasure: wait until the erasure is here too.
        barred |= orphaned
    waiting = [
        operation
        for device, operations in by_device.items()
        for operation in operations
        if operation.seq > vector.get(device, 0)
    ]
    return Delivery(ready, waiting, vector)


def _follow(
    by_device: Mapping[Device, list[Operation]],
    had: Mapping[Device, int],
    barred: set[tuple[Device, int]],
) -> tuple[list[Operation], Vector]:
    vector = dict(had)
    place = dict.fromkeys(by_device, 0)
    ready: list[Operation] = []
    moved = True
    while moved:
        moved = False
        for device, operations in by_device.items():
            while place[device] < len(operations):
                start = place[device]
                first = operations[start]
                end = start
                while end < len(operations) and operations[end].tx == first.tx:
                    end += 1
                if not _may_follow(operations[start:end], vector, barred):
                    break
                ready += operations[start:end]
                vector[device] = operations[end - 1].seq
                place[device] = end
                moved = True
    return ready, vector


def _may_follow(
    transaction: list[Operation], vector: Vector, barred: set[tuple[Device, int]]
) -> bool:
    """Whether a whole transaction is here and everything that its author had."""
    first = transaction[0]
    expected = range(
        vector.get(first.device, 0) + 1, vector.get(first.device, 0) + 1 + len(transaction)
    )
    return (
        [operation.seq for operation in transaction] == list(expected)
        and (first.device, first.tx) not in barred
        and all(vector.get(device, 0) >= seq for device, seq in first.dependencies().items())
    )
