"""The hash chain of each device, and what was signed of it: what enters the log is held to both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ave_tui.domain.errors import AveError
from ave_tui.domain.laptops import short
from ave_tui.domain.words import N_
from ave_tui.storage import devices, log, trust
from ave_tui.sync.bundle import BundleDamagedError, chain, link
from ave_tui.sync.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ave_tui.storage.connection import Connection
    from ave_tui.sync.bundle import Ends, Identities
    from ave_tui.sync.delivery import Delivery
    from ave_tui.sync.operation import Device, Vector


class AlteredError(AveError):
    """Operations are not those that their author signed."""

    def __init__(self, device: str) -> None:
        super().__init__(
            N_("Changes of laptop {device} were altered on the way: they are not as it signed."),
            N_("Ask its owner for a file of their own; nothing was changed here."),
            device=short(device),
        )


def chain_head(connection: Connection, device: Device, up_to: int) -> str:
    """Return a device's hash chain up to one of its operations."""
    head, reached = devices.chain(connection, device)
    if reached > up_to:
        head, reached = trust.checkpoint(connection, device, up_to)
    for found in log.of_device(connection, device, reached, up_to):
        head = chain(head, Operation.from_log(found))
    return head


class Chains:
    """Holds what enters the log against what was announced and what its authors signed."""

    def __init__(
        self,
        connection: Connection,
        ends: Ends,
        identities: Identities,
        known_authors: Collection[Device],
    ) -> None:
        self._connection = connection
        self._ends = ends
        self._identities = identities
        self._known_authors = known_authors
        self._signed: dict[Device, dict[int, str]] = {}
        for device, _, seq, head, _ in trust.heads(connection):
            self._signed.setdefault(device, {})[seq] = head

    def verify(self, delivery: Delivery, had: Vector) -> None:
        """Verify the chains of what enters the log, and of what waits; note the former.

        Of what waits, too: once held, an altered operation would bar the true one. Only where
        something before it is missing can nobody tell yet.
        """
        came: dict[Device, list[Operation]] = {}
        for operation in (*delivery.ready, *delivery.waiting):
            came.setdefault(operation.device, []).append(operation)
        for device, operations in came.items():
            self._follow(device, operations, had.get(device, 0), delivery.vector.get(device, 0))

    def _follow(
        self, device: Device, operations: Sequence[Operation], had: int, reached: int
    ) -> None:
        """Follow a device's chain over what is ready of it and, without a gap, what waits."""
        head = chain_head(self._connection, device, had)
        signed = self._signed.get(device, {})
        last, announced = self._ends.get(device, (0, ""))
        under = 0
        for seq, operation in enumerate(operations, start=had + 1):
            if operation.seq != seq:
                break
            known = self._identities.get((device, seq))
            head = link(head, known) if known else chain(head, operation)
            if seq == last and head != announced:
                raise BundleDamagedError
            if seq in signed:
                if signed[seq] != head:
                    raise AlteredError(device)
                under = seq
            if seq == reached:
                devices.set_chain(self._connection, device, head, reached)
        if device in self._known_authors and under < reached > had:
            raise AlteredError(device)
