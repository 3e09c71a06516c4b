"""Putting operations into a bundle: everything, or what a laptop did not have yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.progress import counted, quiet
from ave_tui.storage import devices, log
from ave_tui.sync.bundle import Bundle
from ave_tui.sync.chains import chain_head
from ave_tui.sync.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ave_tui.domain.progress import Tell
    from ave_tui.storage.connection import Connection
    from ave_tui.sync.operation import Device


def gather(
    connection: Connection,
    space: str,
    sender: Device,
    since: Mapping[Device, int],
    tell: Tell = quiet,
) -> Bundle:
    """Return a bundle of all devices' operations after a vector, inside a transaction."""
    vector = devices.vector(connection)
    ranges = {
        device: (since.get(device, 0) + 1, seq)
        for device, seq in vector.items()
        if seq > since.get(device, 0)
    }
    chains = {device: chain_head(connection, device, seq) for device, (_, seq) in ranges.items()}
    for device, head in chains.items():
        devices.set_chain(connection, device, head, vector[device])
    found = [
        operation
        for device, (first, last) in ranges.items()
        for operation in log.of_device(connection, device, first - 1, last)
    ]
    return Bundle(
        space=space,
        sender=sender,
        vector=vector,
        ranges=ranges,
        chains=chains,
        operations=tuple(map(Operation.from_log, counted(found, len(found), tell))),
    )
