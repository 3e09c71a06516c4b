"""What enters the log is held to what was announced and to what its author signed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.storage import devices, log, trust
from ave_tui.sync.bundle import BundleDamagedError, chain
from ave_tui.sync.chains import AlteredError, chain_head
from ave_tui.sync.check import check
from ave_tui.sync.merge import Merged, merge
from ave_tui.sync.operation import Operation
from tests.homes import Laptop
from tests.sync.makers import ANNE, operation
from tests.sync.seal_makers import owner

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

ALL = [operation(ANNE, n, {"name": str(n)}, row=f"{n:032x}") for n in range(1, 5)]
CHAINS = [""]
for each in ALL:
    CHAINS.append(chain(CHAINS[-1], each))


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """Return a laptop that has nothing yet."""
    made = Laptop(tmp_path / "home", lambda: datetime(2026, 11, 23, tzinfo=UTC))
    yield made
    made.close()


def bring(
    laptop: Laptop,
    first: int,
    last: int,
    known: Collection[str] = (),
    end: str | None = None,
    heads: Collection[int] = (),
) -> Merged:
    """Bring some of Anne's operations in, with heads at some of them."""
    with laptop.database.transaction() as connection:
        trust.put_heads(connection, [owner("a").head(ALL[:seq]) for seq in heads])
        ends = {ANNE: (last, CHAINS[last] if end is None else end)}
        return merge(connection, ALL[first - 1 : last], ends, known_authors=known)


def test_another_end_than_was_announced_is_refused(laptop: Laptop) -> None:
    with pytest.raises(BundleDamagedError):
        bring(laptop, 1, 3, end=CHAINS[2])
    assert devices.vector(laptop.database.connection) == {}


@pytest.mark.parametrize("heads", [[], [1], [2]])
def test_what_a_known_author_did_not_sign_is_refused(laptop: Laptop, heads: list[int]) -> None:
    with pytest.raises(AlteredError):
        bring(laptop, 1, 3, known=[ANNE], heads=heads)
    assert bring(laptop, 1, 3, heads=heads).new == 3


def test_what_lies_under_a_later_signature_is_taken(laptop: Laptop) -> None:
    assert bring(laptop, 3, 4, known=[ANNE], heads=[4]).held == 2
    assert bring(laptop, 1, 2, known=[ANNE], heads=[2]).new == 4
    assert chain_head(laptop.database.connection, ANNE, 4) == CHAINS[4]
    # The chain is picked up from the nearest head.
    assert chain_head(laptop.database.connection, ANNE, 3) == CHAINS[3]
    assert chain_head(laptop.database.connection, ANNE, 0) == ""


def test_a_chain_that_does_not_meet_a_signature_is_refused_whoever_is_known(
    laptop: Laptop,
) -> None:
    other = [ALL[0], operation(ANNE, 2, {"name": "Z"}, row="f" * 32)]
    with laptop.database.transaction() as connection:
        trust.put_heads(connection, [owner("a").head(other)])
    with pytest.raises(AlteredError):
        bring(laptop, 1, 3)


def test_what_waits_without_a_signature_gives_way_to_its_author(laptop: Laptop) -> None:
    """It came before the author's card was known: anybody could have made it up."""
    assert bring(laptop, 4, 4).held == 1
    brought = bring(laptop, 1, 3, known=[ANNE], heads=[3])
    assert (brought.new, brought.held) == (3, 0)


@pytest.mark.parametrize("noted", [0, 2, 5])
def test_a_chain_is_the_same_from_wherever_it_is_taken_up(laptop: Laptop, noted: int) -> None:
    for n in range(5):
        laptop.ledger.commit([Change("company", new_id(), {"name": f"{n}"})])
    connection, device = laptop.database.connection, laptop.ledger.device
    expected = [""]
    for found in log.of_device(connection, device):
        expected.append(chain(expected[-1], Operation.from_log(found)))
    devices.set_chain(connection, device, expected[noted], noted)
    assert [chain_head(connection, device, seq) for seq in range(6)] == expected
    assert len(set(expected)) == 1 + 5


def test_a_check_finds_that_the_log_is_no_longer_what_was_exchanged(laptop: Laptop) -> None:
    """Nothing of it was signed yet: what was noted at the exchange is enough."""
    laptop.ledger.commit([Change("company", new_id(), {"name": "A"})])
    connection, device = laptop.database.connection, laptop.ledger.device
    with laptop.database.transaction():
        devices.set_chain(connection, device, chain_head(connection, device, 1), 1)
    laptop.ledger.commit([Change("company", new_id(), {"name": "B"})])
    assert check(connection).ok
    with laptop.database.transaction():
        connection.execute("UPDATE change_log SET at_ms = at_ms + 1 WHERE seq = 2")
    assert check(connection).ok, "what was not exchanged yet is nobody's word"
    with laptop.database.transaction():
        connection.execute("UPDATE change_log SET at_ms = at_ms + 1 WHERE seq = 1")
    assert [fault.text for fault in check(connection).faults] == [
        "The log of laptop {device} is no longer what was exchanged."
    ]
