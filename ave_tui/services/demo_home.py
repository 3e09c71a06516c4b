"""Writes the made-up year into a home: as if its laptops had worked and sent their files here.

The operations of the story belong to made-up devices drawn from the seed, not to this laptop: two
homes made from one seed hold the very same operations, and can be merged with each other.
"""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import TYPE_CHECKING, Final

from ave_tui.domain.schema import SCHEMA, TABLES
from ave_tui.services.demo import facilitator_ids, steps, structure_id
from ave_tui.storage import preferences
from ave_tui.sync.merge import merge
from ave_tui.sync.operation import Operation, canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ave_tui.domain.changes import Change
    from ave_tui.services.demo import DemoStep
    from ave_tui.services.workspace import Services
    from ave_tui.sync.operation import Device, Vector

_YEARS_AT_ONCE: Final = 20
"""So many facilitators' years in one transaction: a commit writes each touched page once."""


def fill(
    services: Services,
    facilitators: int,
    seed: int,
    until: str,
    progress: Callable[[int], None] = lambda _: None,
    *,
    now_ms: int | None = None,
) -> int:
    """Fill an empty home with made-up records and return how many operations that took.

    Args:
        services: Over an empty home.
        facilitators: How many years of how many facilitators.
        seed: The same seed makes the same records, to the last id.
        until: The last month, as ``2026-10``.
        progress: Told after each facilitator how many are done.
        now_ms: Leave out what would only be typed later than this (UTC milliseconds).
    """
    people = facilitator_ids(seed, facilitators)
    with services.database.transaction() as connection:
        preferences.put(connection, "space", structure_id(seed))
        # Nobody needs to be told to protect people who do not exist.
        preferences.put(connection, "made_up", "1")
    services.ledger.prefer("facilitator", people[0])
    written = 0
    story = (
        step for step in steps(facilitators, seed, until) if now_ms is None or step.at_ms <= now_ms
    )
    years = enumerate(_by_facilitator(story, people, seed), start=1)
    with services.database.loading():
        while batch := list(islice(years, _YEARS_AT_ONCE)):
            with services.database.transaction() as connection:
                for done, operations in batch:
                    merge(connection, operations, {})
                    written += len(operations)
                    progress(done)
    return written


def _by_facilitator(
    story: Iterator[DemoStep], people: tuple[str, ...], seed: int
) -> Iterator[list[Operation]]:
    """Turn steps into the operations of one made-up device after the other."""
    had: Vector = {}
    operations: list[Operation] = []
    at = -1
    devices: list[Device] = []
    for step in story:
        if step.facilitator != at:
            if operations:
                # What a year refers to was made by the first facilitator or by a neighbour.
                first, last = devices[0], devices[-1]
                had = {first: had.get(first, operations[-1].seq), last: operations[-1].seq}
                yield operations
            at, operations = step.facilitator, []
            devices.append(_draw(seed, f"device {at}")[:16])
        tx = len(operations) + 1
        for change in step.changes:
            seq = len(operations) + 1
            operations.append(
                _operation(
                    change,
                    device=devices[-1],
                    seq=seq,
                    tx=tx,
                    at_ms=step.at_ms,
                    actor=people[at],
                    deps=canonical(had) if seq == 1 and had else None,
                    seed=seed,
                )
            )
    if operations:
        yield operations


def _operation(
    change: Change,
    *,
    device: Device,
    seq: int,
    tx: int,
    at_ms: int,
    actor: str,
    deps: str | None,
    seed: int,
) -> Operation:
    values = change.values
    is_personal = values is not None and any(
        TABLES[change.table].field(name).personal for name in values
    )
    return Operation(
        device=device,
        seq=seq,
        tx=tx,
        at_ms=at_ms,
        actor=actor,
        version=SCHEMA,
        deps=deps,
        table=change.table,
        row=change.row,
        act="delete" if values is None else "set",
        salt=_draw(seed, f"salt {device} {seq}")[:32] if is_personal else None,
        payload=None if values is None else canonical(dict(values)),
    )


def _draw(seed: int, what: str) -> str:
    return hashlib.sha256(f"{seed} {what}".encode()).hexdigest()
