"""The hash chain of each device: what was sent once can't come back as something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.storage import devices, log
from ave_tui.sync.bundle import BundleDamagedError, chain
from ave_tui.sync.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ave_tui.storage.connection import Connection
    from ave_tui.sync.bundle import Ends
    from ave_tui.sync.operation import Device


def chain_head(connection: Connection, device: Device, up_to: int) -> str:
    """Return a device's hash chain up to one of its operations."""
    head, reached = devices.chain(connection, device)
    if reached > up_to:
        head, reached = "", 0
    for found in log.of_device(connection, device, reached, up_to):
        head = chain(head, Operation.from_log(found))
    return head


def verify_chains(
    connection: Connection,
    candidates: Iterable[Operation],
    had: Mapping[Device, int],
    ends: Ends,
) -> dict[tuple[Device, int], str]:
    """Hold the chains that a bundle announces against its operations, and return them.

    Also those of operations that must wait: once held, an altered one would bar the true one. Only
    where something before them is missing can nobody tell yet.
    """
    new: dict[Device, dict[int, Operation]] = {}
    for operation in candidates:
        new.setdefault(operation.device, {})[operation.seq] = operation
    heads: dict[tuple[Device, int], str] = {}
    for device, (last, announced) in ends.items():
        seq = had.get(device, 0)
        if last <= seq:
            continue
        head = chain_head(connection, device, seq)
        while seq < last and (following := new.get(device, {}).get(seq + 1)) is not None:
            seq += 1
            head = chain(head, following)
        if seq == last:
            if head != announced:
                raise BundleDamagedError
            heads[device, last] = head
    return heads
