"""Putting operations into a bundle: everything, or what a laptop did not have yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.progress import counted, quiet
from ave_tui.storage import devices, log, trust
from ave_tui.sync.bundle import Bundle
from ave_tui.sync.chains import chain_head
from ave_tui.sync.heads import Head
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
    """Return a bundle of all devices' operations after a vector, inside a transaction.

    Of a device that ever signed how far its operations reach, those beyond its newest signature
    stay here: whoever receives them could not tell them from forged ones.
    """
    vector = devices.vector(connection)
    reach = {device: _signed_up_to(connection, device, seq) for device, seq in vector.items()}
    ranges = {
        device: (since.get(device, 0) + 1, seq)
        for device, seq in reach.items()
        if seq > since.get(device, 0)
    }
    before = {d: chain_head(connection, d, first - 1) for d, (first, _) in ranges.items()}
    chains = {device: chain_head(connection, device, last) for device, (_, last) in ranges.items()}
    for device, head in chains.items():
        devices.set_chain(connection, device, head, reach[device])
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
        before=before,
    )


def heads_of(connection: Connection, bundle: Bundle) -> list[Head]:
    """Return the signed heads that go with a bundle."""
    found = [trust.newest_head(connection, d, last) for d, (_, last) in bundle.ranges.items()]
    return [Head(*head) for head in found if head]


def _signed_up_to(connection: Connection, device: Device, seq: int) -> int:
    head = trust.newest_head(connection, device, seq)
    return seq if head is None else head[2]
