"""A long task beside the screen: what it has not kept is seen by nobody, and it says how far."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from ave_tui.domain.changes import Change, new_id
from ave_tui.services.workspace import Services
from ave_tui.storage import backups, rows
from tests.homes import empty_home, introduce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path


@pytest.fixture
def pair(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[tuple[Services, Services]]:
    """Return a laptop with 300 companies, and one with nothing."""
    with (
        Services(empty_home(tmp_path / "full"), clock) as full,
        Services(empty_home(tmp_path / "empty"), clock) as empty,
    ):
        full.settings.found("MDE", None, "Amina", "Cherif")
        made = [Change("company", new_id(), {"name": f"Bâti {n}"}) for n in range(300)]
        full.ledger.commit(made)
        introduce(full, empty)
        yield full, empty


@pytest.mark.parametrize("applies", [True, False])
def test_what_a_thread_brings_in_is_seen_only_once_it_is_kept(
    pair: tuple[Services, Services], tmp_path: Path, applies: bool
) -> None:
    full, empty = pair
    path = full.exchange.export(tmp_path / "a.ave").path
    connection = empty.database.connection
    far, looked = threading.Event(), threading.Event()

    def tell(done: float) -> None:
        if done > 0.9:
            far.set()
            looked.wait(10)

    bring = empty.exchange.apply if applies else empty.exchange.preview
    thread = threading.Thread(target=bring, args=(path, tell))
    thread.start()
    assert far.wait(10)
    assert empty.records.total("company") == 0
    assert rows.count_live(connection, "company") == 0
    assert not connection.in_transaction
    looked.set()
    thread.join(10)
    assert not thread.is_alive()
    assert empty.records.total("company") == (300 if applies else 0)
    assert empty.upkeep.check().ok


def test_every_long_task_says_how_far_it_is(
    pair: tuple[Services, Services], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_STEPS", 100)
    full, empty = pair
    path = tmp_path / "a.ave"
    for task in (
        lambda tell: full.exchange.export(path, (), tell),
        lambda tell: empty.exchange.preview(path, tell),
        lambda tell: empty.exchange.apply(path, tell),
        full.upkeep.check,
        full.upkeep.back_up,
    ):
        told: list[float] = []
        task(told.append)
        assert told, task
        assert told == sorted(told)
        assert (min(told) >= 0, max(told) <= 1) == (True, True)
        assert told[-1] > 0.8
        assert len(told) > 2


def test_a_copy_that_is_broken_off_leaves_none(
    pair: tuple[Services, Services], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_STEPS", 100)
    full, _empty = pair

    def stop(_done: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        full.upkeep.back_up(stop)
    assert list(full.home.backups.iterdir()) == []
    assert full.upkeep.back_up().exists()
