"""The chain of a device up to any of its operations, however far it was noted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.storage import devices, log
from ave_tui.sync.bundle import chain
from ave_tui.sync.chains import chain_head
from ave_tui.sync.operation import Operation
from tests.homes import Laptop

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("noted", [0, 2, 5])
def test_a_chain_is_the_same_from_wherever_it_is_taken_up(tmp_path: Path, noted: int) -> None:
    laptop = Laptop(tmp_path / "home", lambda: datetime(2026, 11, 23, tzinfo=UTC))
    for n in range(5):
        laptop.ledger.commit([Change("company", new_id(), {"name": f"{n}"})])
    connection, device = laptop.database.connection, laptop.ledger.device
    expected = [""]
    for found in log.of_device(connection, device):
        expected.append(chain(expected[-1], Operation.from_log(found)))
    devices.set_chain(connection, device, expected[noted], noted)
    assert [chain_head(connection, device, seq) for seq in range(6)] == expected
    assert len(set(expected)) == 1 + 5
    laptop.close()
